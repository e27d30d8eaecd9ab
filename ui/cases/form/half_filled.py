"""Half-filled forms: kept every few seconds while something changed, offered at the next start, dropped when received."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.half_filled.form_names import form_title
from fengqiao_desk.fields import Row
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.half_filled import HalfFilled
from fengqiao_desk.values.days import day_words

from ...context import WindowContext
from ...widgets import Card, IconView, LinkButton, label
from ...widgets.emptying import empty

KEEP_MILLISECONDS = 3000


class HalfFilledKeeper(QObject):
    """Keeps one form while it is open; `noted(words)` says when it was last saved, or why it could not be."""

    noted = Signal(str)

    def __init__(
        self, context: WindowContext, form: str, entry: Callable[[], Row], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._entry = entry
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MILLISECONDS)
        self._timer.timeout.connect(self._keep_or_tell)
        context.savers.append(self.keep)

    def touch(self) -> None:
        """Something changed: it is saved within a few seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Saves now what changed since the last time; raises Problem when it cannot."""
        if not self._timer.isActive():
            return
        act = self._context.act()
        with self._context.station.writing():
            self._context.station.half_filled.keep(self._form, self._entry(), act)
        self._timer.stop()
        self.noted.emit(f"草稿已保存 {act.at:%H:%M:%S}")

    def drop(self) -> None:
        """The form was received or is not wanted any more."""
        self._timer.stop()
        drop(self._context, self._form)

    def close(self) -> None:
        """Saves what changed; from now on nothing is kept. Raises Problem when it cannot be saved."""
        self.keep()
        self._context.savers.remove(self.keep)

    def forget(self) -> None:
        """As `close`, for a form that was received: nothing is left to save."""
        self._context.savers.remove(self.keep)
        self.drop()

    def _keep_or_tell(self) -> None:
        self._timer.start()
        try:
            self.keep()
        except Problem as problem:
            self.noted.emit(f"草稿没有保存：{problem.message}")


def drop(context: WindowContext, form: str) -> None:
    with context.station.writing():
        context.station.half_filled.drop(form, context.act())


def kept(context: WindowContext, form: str) -> HalfFilled | None:
    """The half-filled form of this key, None when there is none."""
    return next((found for found in _all(context) if found.form == form), None)


def kept_of(context: WindowContext, kinds: tuple[CaseKind, ...]) -> list[tuple[CaseKind, HalfFilled]]:
    """The half-filled forms of these kinds, newest first, each with its kind."""
    by_key = {kind.key: kind for kind in kinds}
    found = [(by_key.get(form.form.split(" ")[0]), form) for form in _all(context)]
    return [(kind, form) for kind, form in found if kind is not None]


def _all(context: WindowContext) -> list[HalfFilled]:
    with context.station.reading():
        return context.station.half_filled.of(context.officer.name)


class HalfFilledOffers(Card):
    """Offers what the officer has not finished: `resumed(kind, form)`; hidden until `refresh` finds something."""

    resumed = Signal(str, str)

    def __init__(
        self, context: WindowContext, kinds: tuple[CaseKind, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._kinds = kinds
        self.setAccessibleName("没填完的表")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.hide()

    def refresh(self) -> None:
        """Reads anew what is half-filled."""
        empty(self._lines)
        offers = kept_of(self._context, self._kinds)
        for kind, form in offers:
            self._lines.addWidget(self._line(kind, form))
        self.setVisible(bool(offers))

    def _line(self, kind: CaseKind, form: HalfFilled) -> QWidget:
        title = form_title(kind, form.form)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        resume, discard = LinkButton("继续填写"), LinkButton("不要了")
        resume.setAccessibleName(f"继续填写 {title}")
        discard.setAccessibleName(f"不要了 {title}")
        resume.clicked.connect(lambda: self.resumed.emit(kind.key, form.form))
        discard.clicked.connect(partial(self._ask, title, form.form))
        row.addWidget(IconView("edit", "accent", 18))
        row.addWidget(label(f"没填完：{title}", "strong"))
        row.addWidget(label(f"{day_words(form.saved_at, self._context.now().date())} 保存", "context"), 1)
        row.addWidget(resume)
        row.addWidget(discard)
        return line

    def _ask(self, title: str, form: str) -> None:
        self._context.messages.ask(
            "不要这份草稿了？", f"“{title}”里已经填写的内容将不能找回。", "丢弃", partial(self._discard, form)
        )

    def _discard(self, form: str) -> None:
        drop(self._context, form)
        self.refresh()
