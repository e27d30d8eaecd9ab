"""Beside a form: what the program knows about it so far, without stealing the focus."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import DeadlineDue
from fengqiao_desk.cases.reviewing import Review
from fengqiao_desk.fields import EntryContext, Field
from fengqiao_desk.problems import Refused
from fengqiao_desk.station.vocabularies import shipped

from ...look import Tone
from ...widgets import Badge, Card, ScrollingColumn, label
from ..detail.cards import rows_cards
from ..words import deadline_words, due_words, moved_words
from .plans import FormPlan

SIDE_WIDTH = 280


class FormSide(ScrollingColumn):
    """The conditions of the act, the days that follow from it, and for a step what the case holds in rows.

    In a narrow window the cards stand below the form instead of beside it.
    """

    def __init__(self, plan: FormPlan, choices: EntryContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIDE_WIDTH)
        self._conditions = _Lines("条件")
        self._fields = plan.fields
        self._points = _points_of(plan, choices)
        self._deadlines = _Lines("期限")
        self._has_conditions = plan.has_conditions
        self.column.setSpacing(14)
        # A correction edits the rows itself; a step only looks at them.
        of_a_step = plan.step is not None
        # `add_card` puts each new one on top, so the first of all comes last.
        rows = [card for card, _ in reversed(rows_cards(plan.case))] if of_a_step and plan.case else []
        self._cards: list[Card] = [self._conditions, self._deadlines, *rows]
        self._below: dict[Card, Card | None] = {}
        self._home: QBoxLayout = self.column
        for card in self._cards:
            self.column.addWidget(card)
        self.column.addStretch(1)

    def add_card(self, card: Card, below: Card | None = None) -> None:
        """One more card above the others; in a narrow window it stands right below the form's own card `below`."""
        # insertWidget takes the card out of its former layout by itself.
        self._home.insertWidget(self._home.indexOf(self._cards[0]), card)
        self._cards.insert(0, card)
        self._below[card] = below

    def stand_beside(self, form: QBoxLayout, *, beside: bool) -> None:
        """The cards beside the form, or at the end of its column."""
        home: QBoxLayout = self.column if beside else form
        if home is not self._home:
            for card in self._cards:
                below = None if beside else self._below.get(card)
                # Before the stretch that ends the column.
                home.insertWidget(home.indexOf(below) + 1 if below else home.count() - 1, card)
            self._home = home
        self.setVisible(beside)

    def show_review(self, review: Review, today: date, *, said_beside: bool = False) -> None:
        """`said_beside`: what is refused of a field is said beside it, so here only which field it is."""
        self._conditions.setVisible(self._has_conditions)
        answers = review.checked.values
        points = [
            line
            for field, source, words in self._points
            if field.is_asked(answers)
            for line in _point_lines(source, words, answers.get(field.name) or {})
        ]
        missing = [("待补", Tone.WARNING, words, "") for words in review.reminders]
        labels = {field.name: field.label for field in self._fields} if said_beside else {}
        self._conditions.set_lines([*_condition_lines(review, labels), *missing, *points])
        self._deadlines.set_lines([_deadline_line(due, today) for due in review.deadlines])
        self._deadlines.setVisible(bool(review.deadlines))


class _Lines(Card):
    """A card of lines: a badge with its tone, words beside it, grey words below."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._shown: list[tuple[str, Tone, str, str]] | None = None

    def set_lines(self, lines: list[tuple[str, Tone, str, str]]) -> None:
        """Shows these lines; the same ones are not drawn anew, or they would flicker at every letter."""
        if lines == self._shown:
            return
        self._shown = lines
        self.clear()
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


def _condition_lines(review: Review, labels: dict[str, str]) -> list[tuple[str, Tone, str, str]]:
    # Guards are not asked of an entry with faults: they would judge what is not there.
    if review.checked.faults:
        return [("待填", Tone.NEUTRAL, f"还有 {len(review.checked.faults)} 处没有填好", "")]
    if review.refusal is not None:
        return [("不符", Tone.DANGER, _refused_words(review.refusal, labels), "")]
    return [("符合", Tone.GOOD, "条件都已满足", "")]


def _refused_words(refusal: Refused, labels: dict[str, str]) -> str:
    """The sentence, or the label of the field beside which it stands."""
    names = [fault.field.split("[")[0] for fault in refusal.faults]
    return f"见“{labels[names[0]]}”" if names and names[0] in labels else refusal.message


def _deadline_line(due: DeadlineDue, today: date) -> tuple[str, Tone, str, str]:
    words, tone = deadline_words(due.due_on, today, due.code)
    day = due_words(due.due_on, today)
    below = "，".join(part for part in (day if day != words else "", moved_words(due, today)) if part)
    return words, tone, due.title, below


def _points_of(plan: FormPlan, choices: EntryContext) -> list[tuple[Field, str, tuple[str, ...]]]:
    """The check lists whose points the law fixes, each with its source and its points."""
    sources = {found.key: found.source for found in shipped().values() if found.fixed}
    return [
        (field, sources[field.vocabulary], tuple(choices.terms(field.vocabulary)))
        for field in plan.fields
        if field.kind.key == "checklist" and field.vocabulary in sources
    ]


def _point_lines(
    source: str, points: tuple[str, ...], answers: dict[str, bool]
) -> list[tuple[str, Tone, str, str]]:
    """`待查 多次实施违反治安管理行为` …: what was answered and what is still to be looked into."""
    words = {None: ("待查", Tone.WARNING), True: ("是", Tone.DANGER), False: ("否", Tone.GOOD)}
    lines = [(*words[answers.get(point)], point, "") for point in points]
    return [*lines[:-1], (*lines[-1][:3], source)] if lines else []
