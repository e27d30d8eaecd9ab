"""Cards of a case: rows of fields, facts, deadlines, and what was done, each from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, Step, StepTaken
from fengqiao_desk.cases.facts.looking import Unseen
from fengqiao_desk.cases.facts.row_words import row_details, row_name
from fengqiao_desk.documents.register import BASIS_CHANGED, IssuedDocument
from fengqiao_desk.fields import Field, Row
from fengqiao_desk.values.days import day_words
from fengqiao_desk.values.deadlines import lapse_words

from ...look import Tone, tokens
from ...widgets import Badge, Card, KeyValueRows, TimelineEntry, TimelineView, label
from ..words import deadline_words, due_words, moved_words
from .looking import NEW
from .taking_back import RECEIPT, TakingBack, note_of

# In characters; a longer row takes the whole width.
_SHORT_DETAILS = 36
_NOTHING_NEW: Final = Unseen()
_END_OF_DAY = "T24"
"""What knows only its day stands after what knows its minute."""
# Behind every step of the same day, however many there are.
_AFTER_STEPS = 10_000


class _Details(QLabel):
    """Labels in grey, values in ink, one after the other like words; they can be marked and copied."""

    def __init__(self, details: list[tuple[str, str]]) -> None:
        super().__init__()
        self._details = details
        # Rich for the two colours alone: names and values are escaped.
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName("，".join(f"{name} {value}".strip() for name, value in details))
        self.setProperty("role", "context")
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Writes the words anew when light and dark change."""
        # Rich text carries its colours in itself and does not follow the palette.
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        ink = tokens().text
        shown = (
            (f"{escape(name)}&nbsp;" if name else "") + f'<span style="color:{ink}">{escape(value)}</span>'
            for name, value in self._details
        )
        # Three that hold together and one blank at which the line may break.
        self.setText("&nbsp;&nbsp;&nbsp; ".join(shown))


def rows_cards(case: Case, unseen: Unseen = _NOTHING_NEW) -> list[tuple[Card, bool]]:
    """One card for each field of rows that holds any, and whether it is short enough for half the width.

    Those of the case come first, then those of the latest step of each sort; rows that only name rows of the case
    stand on the timeline.
    """
    found = [(field, case.values) for field in case.kind.fields]
    for step in case.kind.steps:
        if taken := case.taken(step.key):
            # The latest alone: what an earlier step of the sort said stands on the timeline.
            found.extend(
                (field, taken[-1].entry) for field in step.fields if not _stands_on_timeline(step, field)
            )
    filled = [(field, row[field.name]) for field, row in found if field.is_rows and row[field.name]]
    # A kind that says nothing of its rows has no badges for them.
    standings = case.kind.row_standings or (lambda case, name: [])
    return [
        (
            _rows_card(case, field, rows, standings(case, field.name), is_new=field.name in unseen.fields),
            _is_short(case, field, rows),
        )
        for field, rows in filled
    ]


def facts_cards(case: Case, unseen: Unseen) -> list[Card]:
    """The plain fields that are filled, a card a section."""
    cards = []
    beside = {name for field in case.kind.fields for name in field.said_with}
    plain = [
        field
        for field in case.kind.fields
        if not field.is_rows and field.name not in beside and case.values.get(field.name) is not None
    ]
    for section in dict.fromkeys(field.section for field in plain):
        card = Card(section or "登记内容")
        card.body.addWidget(
            KeyValueRows(
                (_marked(field.label, field.name in unseen.fields), case.shown(field, case.values))
                for field in plain
                if field.section == section
            )
        )
        cards.append(card)
    return cards


def deadlines_card(case: Case, today: date) -> Card | None:
    """What must be done until when, the next first; None when nothing is due."""
    if not case.deadlines:
        return None
    card = Card("期限")
    for due in case.deadlines:
        words, tone = deadline_words(due.due_on, today, due.code)
        line = QHBoxLayout()
        line.addWidget(label(due.title, wrap=True), 1)
        if words != due_words(due.due_on, today):
            line.addWidget(label(due_words(due.due_on, today), "small"))
        line.addWidget(Badge(words, tone))
        card.body.addLayout(line)
        if moved := moved_words(due, today):
            card.body.addWidget(label(moved, "small", wrap=True))
    return card


def timeline_card(
    case: Case,
    today: date,
    files: Callable[[StepTaken], QWidget | None],
    taking_back: TakingBack,
    unseen: Unseen,
) -> Card:
    """Receipt, steps, documents and what is overdue, in the order of their days; `files` shows those of a step."""
    card = Card("办理经过")
    entries = sorted(_done(case, today, files, taking_back, unseen), key=lambda dated: dated[0])
    timeline = TimelineView(entry for _, entry in entries)
    taking_back.watch(timeline)
    card.body.addWidget(timeline)
    return card


def _stands_on_timeline(step: Step, field: Field) -> bool:
    """Whether the timeline tells these rows with their step."""
    return step.tells is not None and any(inner.offers is not None for inner in field.rows)


def _is_short(case: Case, field: Field, rows: list[Row]) -> bool:
    lengths = (sum(len(name) + len(value) for name, value in row_details(field, row, case)) for row in rows)
    return max(lengths) <= _SHORT_DETAILS


def _rows_card(
    case: Case, field: Field, rows: list[Row], standings: Sequence[tuple[str, str]], *, is_new: bool
) -> Card:
    card = Card(field.label)
    if is_new:
        card.head.addWidget(Badge(NEW, Tone.ACCENT))
    counted = len(rows) > 1 and field.rows[0].offers is None
    for place, row in enumerate(rows, start=1):
        standing = standings[place - 1] if place <= len(standings) else None
        card.body.addWidget(_row(case, field, row, place if counted else 0, standing))
    card.body.addStretch()
    return card


def _row(case: Case, field: Field, row: Row, place: int, standing: tuple[str, str] | None) -> QWidget:
    """One row; `place` counts rows that no choice tells apart (0: it is the only one), `standing` is how it stands now."""
    name, badge = row_name(field, row, case)
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(
        label(f"{place}. {name}" if place and not badge else name, "strong", wrap=True), 0 if badge else 1
    )
    if badge:
        head.addWidget(Badge(badge), 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch(1)
    if standing:
        head.addWidget(Badge(standing[0], Tone(standing[1])), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    if details := row_details(field, row, case):
        column.addWidget(_Details(details))
    return shown


def _done(
    case: Case,
    today: date,
    files: Callable[[StepTaken], QWidget | None],
    taking_back: TakingBack,
    unseen: Unseen,
) -> Iterator[tuple[tuple[str, int], TimelineEntry]]:
    yield (
        (case.day, 0),
        TimelineEntry(
            day_words(case.day, today),
            case.kind.received_verb,
            case.recorded_by,
            key=RECEIPT,
            can_act=bool(taking_back.offered(RECEIPT)),
            struck=case.withdrawal is not None,
        ),
    )
    for place, taken in enumerate(sorted(case.every_step, key=lambda each: each.place), start=1):
        when, key = _moment(case, taken), str(taken.position)
        entry = TimelineEntry(
            day_words(when, today),
            taken.title,
            _marked(_said(case, taken), taken.position in unseen.positions),
            below=files(taken),
            key=key,
            can_act=bool(taking_back.offered(key)),
            struck=taken.withdrawn is not None,
            note=note_of(case, taken, today),
        )
        # Sorted as text: ISO moments and days compare by their time.
        yield (when if "T" in when else f"{when}{_END_OF_DAY}", place), entry
    for document in case.documents:
        yield (document.issued_on + _END_OF_DAY, _AFTER_STEPS), _issued(document, today)
    for other in case.merged:
        for document in other.documents:
            issued = _issued(document, today)
            entry = replace(issued, details=f"{issued.details} · 并入自 {other.number}")
            yield (document.issued_on + _END_OF_DAY, _AFTER_STEPS), entry
    for due in case.deadlines:
        if due.due_on < today:
            what = lapse_words(due.code) or "逾期"
            entry = TimelineEntry(day_words(due.due_on.isoformat(), today), what, due.title, Tone.DANGER)
            yield (due.due_on.isoformat() + _END_OF_DAY, _AFTER_STEPS + 1), entry


def _marked(words: str, is_new: bool) -> str:
    """With the mark of what others did since the officer last looked."""
    return " · ".join(part for part in (words, NEW if is_new else "") if part)


def _moment(case: Case, taken: StepTaken) -> str:
    """The moment a step happened where it says so, else its day."""
    named = case.kind.step(taken.step).day_field
    return str(taken.entry[named]) if named else taken.day


def _said(case: Case, taken: StepTaken) -> str:
    came = f"并入自 {taken.merged_from}" if taken.merged_from else ""
    return " · ".join(part for part in (case.summary_of(taken), taken.recorded_by, came) if part)


def _issued(document: IssuedDocument, today: date) -> TimelineEntry:
    what = f"签发 {document.title}"
    details = document.number
    if document.void_reason:
        return TimelineEntry(
            day_words(document.issued_on, today),
            what,
            f"{details} · 已作废：{document.void_reason}",
            Tone.NEUTRAL,
        )
    if document.basis_changed:
        return TimelineEntry(
            day_words(document.issued_on, today), what, f"{details} · {BASIS_CHANGED}", Tone.WARNING
        )
    return TimelineEntry(day_words(document.issued_on, today), what, details)
