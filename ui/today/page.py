"""今日: first what is to be done now, each with its one act; beside it the month so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fengqiao_desk.kinds import KINDS
from fengqiao_desk.values.deadlines import lapse_words

from ..actions import EXPORT_CALENDAR, TRASH, WindowAct, new_of
from ..cases.unfinished import HalfFilledOffers
from ..context import AMENDMENT, NEW_RECORD, WindowContext
from ..look import Space
from ..page import Page, TodayPart
from ..widgets import Card, EmptyState, PageHeading, ScrollingColumn
from ..widgets.agenda_rows import AgendaRows
from ..widgets.refreshed_card import RefreshedCard
from .agenda_export import ask_calendar_file
from .agenda_lines import (
    AHEAD,
    due_items,
    line_of,
    marked_papers,
    paper_line,
    sleeping_cases,
    sleeping_line,
)
from .month_cards import MonthCard, YearCard

_SIDE_WIDTH = 340
_NARROW = 840
_MOST_LINES = 60
_MOST_DUE = 40
_MOST_PAPERS = 10
_MOST_SLEEPING = 10


class TodayPage(Page):
    """The agenda at the left, figures at the right; all is read anew each time the page comes into view."""

    def __init__(self, context: WindowContext, parts: Sequence[TodayPart] = ()) -> None:
        super().__init__()
        self._context = context
        self._parts = tuple(parts)
        self.heading = PageHeading("今日")
        self.rows = AgendaRows()
        self.rows.chosen.connect(context.go)
        self.empty = EmptyState(f"今后 {AHEAD.days} 天没有到期的事，也没有未签收的告知书。")
        self.offers = HalfFilledOffers(context, KINDS)
        self.offers.resumed.connect(lambda kind, form: context.go(kind, record_of(form)))
        self.month, self.year = MonthCard(context), YearCard(context)
        self._cards = [part.make_card(context) for part in self._parts]
        self._main, self._side = ScrollingColumn(), ScrollingColumn()
        self._narrow = False
        self._lay_out()
        self.setFocusProxy(self.rows)

    def acts(self) -> tuple[WindowAct, ...]:
        """A new record of the first kind; the agenda as a calendar file."""
        return (new_of(KINDS[0].noun), EXPORT_CALENDAR, TRASH)

    def begin_new(self) -> None:
        """To the page of the first kind, with an empty form."""
        self._context.go(KINDS[0].key, NEW_RECORD)

    def export_calendar(self) -> None:
        """Asks where the agenda is to be saved as a calendar file."""
        ask_calendar_file(self._context, self.window())

    def open_trash(self) -> None:
        """What the officer threw away half-filled, of every kind."""
        self.offers.open_trash()

    def come_into_view(self) -> None:
        """Overdue and due today first, then papers whose basis changed, what the kinds add of their own, what comes within a week, what sleeps."""
        today = self._context.now().date()
        items = due_items(self._context)
        own = [line for part in self._parts for line in part.lines(self._context)]
        papers = marked_papers(self._context)
        marked = [paper_line(paper, today) for paper in papers[:_MOST_PAPERS]]
        left = [item.days_left for item in items]
        due = [line_of(item, today) for item in items if item.days_left <= 0][:_MOST_DUE]
        # Said apart from what is overdue: it ended by itself.
        lapsed = sum(item.days_left < 0 and bool(lapse_words(item.code)) for item in items)
        coming = [line_of(item, today) for item in items if item.days_left > 0]
        # A case that is due stands above already.
        listed = {item.number for item in items}
        sleepers = [case for case in sleeping_cases(self._context) if case.number not in listed]
        asleep = [sleeping_line(case, today) for case in sleepers[:_MOST_SLEEPING]]
        # Room is kept for what sleeps: below a long list it would be cut off for ever.
        lines = [*due, *marked, *own, *coming][: _MOST_LINES - len(asleep)] + asleep
        self.rows.set_lines(lines)
        self.rows.setVisible(bool(lines))
        # Who comes to the page by key begins at the first matter.
        self.setFocusProxy(self.rows.buttons[0] if lines else self.rows)
        self.empty.setVisible(not lines)
        self.heading.set_words("今日", _counts(left, lapsed, len(own) + len(papers), len(sleepers)))
        self.offers.refresh()
        self.month.refresh()
        self.year.refresh()
        for card in self._cards:
            if isinstance(card, RefreshedCard):
                card.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the cards stand below the agenda."""
        super().resizeEvent(event)
        # Only when it changes: moving the cards lays the page out again, which resizes it.
        if (narrow := event.size().width() < _NARROW) != self._narrow:
            self._narrow = narrow
            self._place_cards(self._main if narrow else self._side)

    def _lay_out(self) -> None:
        card = Card(padded=False)
        card.body.addWidget(self.rows)
        card.body.addWidget(self.empty)
        for part in (self.offers, card):
            self._main.column.addWidget(part)
        self._main.column.addStretch(1)  # of an even share the cards would grow
        self._side.setFixedWidth(_SIDE_WIDTH)
        self._side.column.addStretch()
        main = QVBoxLayout()
        main.setSpacing(Space.STEP * 2)
        main.addWidget(self.heading)
        main.addWidget(self._main, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.CARD)
        row.setSpacing(Space.GAP)
        row.addLayout(main, 1)
        row.addWidget(self._side)
        self._place_cards(self._side)

    def _place_cards(self, column: ScrollingColumn) -> None:
        """Puts the figures beside the agenda, or below it where the window is narrow."""
        for card in (self.month, *self._cards, self.year):
            column.column.insertWidget(column.column.count() - 1, card)
        self._side.setVisible(column is self._side)


def _counts(days_left: list[int], lapsed: int, own: int, asleep: int) -> str:
    """`1 项逾期 · 1 项期限已过 · 3 项今天到期 · 3 项待办 · 2 件沉睡`; what lapsed by itself is nobody's delay."""
    due = sum(days == 0 for days in days_left)
    overdue = sum(days < 0 for days in days_left) - lapsed
    coming = len(days_left) - due - overdue - lapsed + own
    named = (
        (overdue, "项逾期"),
        (lapsed, "项期限已过"),
        (due, "项今天到期"),
        (coming, "项待办"),
        (asleep, "件沉睡"),
    )
    return " · ".join(f"{number} {words}" for number, words in named if number)


def record_of(form: str) -> str:
    """What to ask a kind's page for, so that it opens a half-filled form (`disputes`, `disputes JF2026-0001` …)."""
    _, *rest = form.split(" ")
    if not rest:
        return NEW_RECORD
    return " ".join(rest) if len(rest) > 1 else f"{rest[0]} {AMENDMENT}"
