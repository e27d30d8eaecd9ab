"""Half-filled forms: kept every few seconds while something changed, offered at the next start, dropped when received, or thrown away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.cases.half_filled.form_names import form_title
from fengqiao_desk.cases.half_filled.trash import LYING_DAYS
from fengqiao_desk.fields import Row
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.half_filled import HalfFilled
from fengqiao_desk.values.days import day_words

from ...actions import TRASH
from ...context import WindowContext
from ...widgets import Card, IconView, LinkButton, label
from ...widgets.emptying import empty
from .trash import TrashDialog

# What a power cut may cost; each keeping is a transaction on the disk.
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
        # Called before the window locks, closes, or reports an error of ours.
        context.savers.append(self.keep)

    def touch(self) -> None:
        """Something changed: it is saved within a few seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Saves now what changed since the last time; raises Problem when it cannot."""
        # The running timer is the sign that something changed since the last keeping.
        if not self._timer.isActive():
            return
        act = self._context.act()
        with self._context.station.writing():
            self._context.station.half_filled.keep(self._form, self._entry(), act)
        # After the transaction: when it fails the change still counts as not kept.
        self._timer.stop()
        self.noted.emit(f"草稿已保存 {act.at:%H:%M:%S}")

    def throw_away(self) -> None:
        """All that was typed so far goes into the trash; raises Problem when it cannot be kept."""
        self.keep()
        throw_away(self._context, self._form)

    def close(self) -> None:
        """Saves what changed; from now on nothing is kept. Raises Problem when it cannot be saved."""
        self.keep()
        # After keeping: one that fails leaves the form open, and it is tried again.
        self._context.savers.remove(self.keep)

    def forget(self) -> None:
        """As `close`, for a form that was received: nothing is left to save."""
        self._context.savers.remove(self.keep)
        self._timer.stop()
        with self._context.station.writing():
            self._context.station.half_filled.drop(self._form, self._context.act())

    def _keep_or_tell(self) -> None:
        # It just ran out: `keep` takes a timer at rest for nothing to do. When keeping fails it tries again.
        self._timer.start()
        try:
            self.keep()
        except Problem as problem:
            self.noted.emit(f"草稿没有保存：{problem.message}")


def throw_away(context: WindowContext, form: str) -> None:
    """Moves the half-filled form of this key into the trash."""
    trash.throw_away(context.station, KINDS, form, context.act())


def kept(context: WindowContext, form: str) -> HalfFilled | None:
    """The half-filled form of this key, None when there is none."""
    return next((found for found in _all(context) if found.form == form), None)


def kept_of(context: WindowContext, kinds: tuple[CaseKind, ...]) -> list[tuple[CaseKind, HalfFilled]]:
    """The half-filled forms of these kinds, newest first, each with its kind."""
    by_key = {kind.key: kind for kind in kinds}
    # Forms of other kinds are offered on their own pages.
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

    def open_trash(self) -> None:
        """What the officer threw away of these kinds; what he brings back is resumed at once."""
        dialog = TrashDialog(self._context, self._kinds, self)
        dialog.restored.connect(self.resumed)
        dialog.open()

    def _line(self, kind: CaseKind, form: HalfFilled) -> QWidget:
        title = form_title(kind, form.form)
        resume, discard = LinkButton("继续填写"), LinkButton("不要了")
        resume.setAccessibleName(f"继续填写 {title}")
        discard.setAccessibleName(f"不要了 {title}")
        resume.clicked.connect(lambda: self.resumed.emit(kind.key, form.form))
        discard.clicked.connect(partial(self._throw_away, title, form.form))
        saved = f"{day_words(form.saved_at, self._context.now().date())} 保存"
        words = (label(f"没填完：{title}", "strong"), label(saved, "context"))
        return _line("edit", "accent", words, (resume, discard))

    def _throw_away(self, title: str, form: str) -> None:
        try:
            throw_away(self._context, form)
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        self.refresh()
        line = self._thrown_line(title)
        self._lines.addWidget(line)
        self.show()
        line.setFocus()

    def _thrown_line(self, title: str) -> QWidget:
        """Says, until the list is read anew, where it lies now."""
        look = LinkButton(TRASH.title)
        look.clicked.connect(self.open_trash)
        words = (label(f"已放进回收站：{title}"), label(f"{LYING_DAYS} 天内可以找回", "context"))
        line = _line("trash", "muted", words, (look,))
        line.setFocusProxy(look)
        return line


def _line(icon_name: str, role: str, words: tuple[QWidget, QWidget], acts: tuple[QWidget, ...]) -> QWidget:
    """Icon, words of which the second take what room there is, acts."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(IconView(icon_name, role, 18))
    row.addWidget(words[0])
    row.addWidget(words[1], 1)
    for act in acts:
        row.addWidget(act)
    return line
