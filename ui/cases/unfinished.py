"""What the officer left half-filled, offered on 今日 and over the list: to go on with, or to throw away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.half_filled.form_names import form_title
from fengqiao_desk.cases.half_filled.trash import LYING_DAYS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.half_filled import HalfFilled
from fengqiao_desk.values.days import day_words

from ..actions import DISCARD, RESUME, TRASH
from ..context import WindowContext
from ..widgets import Card, IconView, LinkButton, label
from ..widgets.emptying import empty
from .form.half_filled import kept_of, throw_away
from .trash import TrashDialog


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
        resume, discard = LinkButton.of(RESUME), LinkButton.of(DISCARD)
        resume.setAccessibleName(f"{RESUME.title} {title}")
        discard.setAccessibleName(f"{DISCARD.title} {title}")
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
        look = LinkButton.of(TRASH)
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
