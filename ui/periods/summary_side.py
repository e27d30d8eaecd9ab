"""汇报文字和更正: what the officer writes into the summary of a period, and what changed in months already closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fengqiao_desk import summaries
from fengqiao_desk.problems import Problem
from fengqiao_desk.values.days import Period

from ..context import WindowContext
from ..look import Space
from ..widgets import Card, LongTextEditor, ScrollingColumn, label
from ..widgets.words import WordRole
from .counted import CorrectionGroup

KEEP_MILLISECONDS: Final = 3000
_ROWS: Final = 4


class SummarySide(ScrollingColumn):
    """The texts of the period are kept when a field is left, after a pause in typing, and before another period is shown."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.setAccessibleName("汇报文字和更正")
        self._context = context
        self._period: Period | None = None
        self._typed = False
        self._groups: tuple[CorrectionGroup, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MILLISECONDS)
        self._pause.timeout.connect(self.keep_or_tell)
        self.state = label("", "small", wrap=True)
        self.editors = {part: self._editor(part) for part in summaries.PARTS}
        self._corrections = QVBoxLayout()
        self._corrections.setSpacing(Space.STEP)
        self._lay_out()
        self.setFocusProxy(self.editors[summaries.PARTS[0]])
        # The lock and the end of the program keep what was typed here as they keep forms.
        context.savers.append(self.keep)

    def show_period(
        self, period: Period, texts: dict[str, str], corrections: Sequence[CorrectionGroup], *, closed: bool
    ) -> None:
        """The texts and corrections of a period; what is being typed for the same period stays."""
        # A count that ends while the officer types must not put the old words back.
        if period != self._period or not self._typed:
            self._forget_typing()
            for part, editor in self.editors.items():
                # Left alone where nothing changed: setting the same words again would move the cursor.
                if editor.value() != (texts[part] or None):
                    editor.set_value(texts[part])
        self._period = period
        for editor in self.editors.values():
            editor.set_read_only(closed)
        self.state.setText("已封账，文字不再改动。" if closed else "写好自动保存，印在工作情况汇报里。")
        self._groups = tuple(corrections)
        self._show_corrections()

    def keep(self) -> None:
        """Keeps now what was typed since the last time; raises Problem when it cannot."""
        if self._period is None or not self._typed:
            return
        act = self._context.act()
        texts = {part: str(editor.value() or "") for part, editor in self.editors.items()}
        summaries.write_notes(self._context.station, self._period, texts, act)
        self._forget_typing()
        self.state.setText(f"已保存 {act.at:%H:%M:%S}")

    def correction_words(self) -> list[str]:
        """What is told as 更正, each heading before its sentences."""
        return [words for group in self._groups for words in (group.heading, *group.sentences)]

    def keep_or_tell(self) -> None:
        """As `keep`; says above the texts why they could not be kept, and tries again with the next letter."""
        try:
            self.keep()
        except Problem as problem:
            self.state.setText(f"文字没有保存：{problem.message}")

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps what was typed before it goes out of sight."""
        self.keep_or_tell()
        super().hideEvent(event)

    def _note_typing(self) -> None:
        self._typed = True
        self._pause.start()

    def _forget_typing(self) -> None:
        self._typed = False
        self._pause.stop()

    def _editor(self, part: str) -> LongTextEditor:
        editor = LongTextEditor(rows=_ROWS)
        editor.set_name(part)
        editor.changed.connect(self._note_typing)
        editor.left.connect(self.keep_or_tell)
        return editor

    def _show_corrections(self) -> None:
        while item := self._corrections.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for group in self._groups:
            self._add_line(group.heading, "context")
            for sentence in group.sentences:
                self._add_line(sentence)
        if not self._groups:
            self._add_line("没有更正。")

    def _add_line(self, words: str, role: WordRole = "body") -> None:
        line = label(words, role, wrap=True)
        line.setAccessibleName(words)
        self._corrections.addWidget(line)

    def _lay_out(self) -> None:
        words, later = Card("汇报文字"), Card("更正")
        words.body.addWidget(self.state)
        for part, editor in self.editors.items():
            words.body.addWidget(_named(part, editor))
        later.body.addWidget(
            label("已封账的期间后来有变动的，原来的数字不变，下一次封账的汇报写明一次。", "small", wrap=True)
        )
        later.body.addLayout(self._corrections)
        for card in (words, later):
            self.column.addWidget(card)
        self.column.addStretch()


def _named(part: str, editor: LongTextEditor) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(part, "context"))
    column.addWidget(editor)
    return holder
