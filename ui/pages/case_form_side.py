"""Beside a form: what the program knows about it so far, without stealing the focus."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, DeadlineDue

from ..look import Tone
from ..widgets import Badge, Card, ScrollingColumn, label
from .case_cards import rows_cards
from .case_plans import Review
from .case_words import deadline_words, due_words

SIDE_WIDTH = 280


class FormSide(ScrollingColumn):
    """The conditions of the act, the days that follow from it, and for a step what the case holds in rows."""

    def __init__(self, has_conditions: bool, case: Case | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIDE_WIDTH)
        self._conditions = _Lines("条件")
        self._deadlines = _Lines("期限")
        self._has_conditions = has_conditions
        self.column.setSpacing(14)
        rows = [card for card, _ in reversed(rows_cards(case))] if case else []
        for card in (self._conditions, self._deadlines, *rows):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def show_review(self, review: Review, today: date) -> None:
        self._conditions.setVisible(self._has_conditions)
        self._conditions.set_lines(_condition_lines(review))
        self._deadlines.set_lines([_deadline_line(due, today) for due in review.deadlines])
        self._deadlines.setVisible(bool(review.deadlines))


class _Lines(Card):
    """A card of lines: a badge with its tone, words beside it, grey words below."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._shown: list[tuple[str, Tone, str, str]] | None = None

    def set_lines(self, lines: list[tuple[str, Tone, str, str]]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        while item := self.body.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for badge, tone, words, below in lines:
            self.body.addWidget(_line(badge, tone, words, below))


def _line(badge: str, tone: Tone, words: str, below: str) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Badge(badge, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, wrap=True), 1)
    column.addLayout(row)
    if below:
        column.addWidget(label(below, "small", wrap=True))
    return line


def _condition_lines(review: Review) -> list[tuple[str, Tone, str, str]]:
    if review.checked.faults:
        return [("待填", Tone.NEUTRAL, f"还有 {len(review.checked.faults)} 处没有填好", "")]
    if review.refusals:
        return [("不符", Tone.DANGER, refusal.message, "") for refusal in review.refusals]
    return [("符合", Tone.GOOD, "条件都已满足", "")]


def _deadline_line(due: DeadlineDue, today: date) -> tuple[str, Tone, str, str]:
    words, tone = deadline_words(due.due_on, today)
    moved = f"，{due_words(due.plain_on, today)}遇休息日顺延" if due.plain_on != due.due_on else ""
    open_table = "，放假安排未公布，暂定" if due.provisional else ""
    return words, tone, due.title, f"{due_words(due.due_on, today)}{moved}{open_table}"
