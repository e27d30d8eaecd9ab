"""Cards of what a kind computes for a case: its tables, its drawing with the record of a chosen node, cases offered as links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from fengqiao_desk.cases import Case, CaseTable, Related
from fengqiao_desk.cases.facts.row_words import row_details
from fengqiao_desk.documents.typesetting import Trace
from fengqiao_desk.station import Station

from ...actions import MERGE
from ...look import Tone
from ...widgets import Banner, Card, KeyValueRows, QuietButton, label
from ...widgets.trace_view import TraceView

LINK = "关联"
_HIGHEST = 320


def computed_cards(station: Station, case: Case, today: date) -> list[Card]:
    """The drawing first, then the tables; none for a kind that computes nothing."""
    kind = case.kind
    drawn = kind.drawing(case) if kind.drawing else None
    tables = kind.tables(case, station, today) if kind.tables else []
    return [*([TraceCard(case, drawn)] if drawn else []), *(_table_card(table) for table in tables)]


def related_banners(
    station: Station,
    case: Case,
    ask: Callable[[Related], None],
    merge: Callable[[Related], None] | None = None,
) -> list[Banner]:
    """A banner a case that is offered as a link; `merge` folds this one into one that seems the same (None: the officer may not)."""
    # What was taken back or folded into another is offered nothing any more.
    offers = case.kind.related if case.withdrawal is None else None
    found = offers(station, case) if offers else []
    return [_banner(related, ask, merge if related.is_double else None) for related in found]


def _banner(
    related: Related, ask: Callable[[Related], None], merge: Callable[[Related], None] | None
) -> Banner:
    banner = Banner(related.why, Tone.ACCENT, act=LINK)
    banner.acted.connect(lambda: ask(related))
    if merge is not None:
        banner.offer(MERGE.title, lambda: merge(related))
    return banner


def _table_card(table: CaseTable) -> Card:
    card = Card(table.title)
    if table.warning:
        card.body.addWidget(Banner(table.warning, Tone.WARNING))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    # The first column holds words, the others figures: it takes what is left.
    grid.setColumnStretch(0, 1)
    for across, word in enumerate(table.head):
        grid.addWidget(label(word, "small"), 0, across)
    for down, row in enumerate(table.rows, start=1):
        for across, text in enumerate(row):
            # A wrapped label has no least width: short figures would be broken letter by letter.
            shown = label(text, wrap=len(text) > 8)
            shown.setAccessibleName(f"{table.head[across]}：{text}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, down, across, Qt.AlignmentFlag.AlignTop)
    if len(table.head) == 2:
        grid.setColumnStretch(1, 2)
    card.body.addWidget(holder)
    return card


class TraceCard(Card):
    """The drawing, its zoom, and the record of the node that was chosen."""

    def __init__(self, case: Case, trace: Trace) -> None:
        super().__init__("来源去向")
        self._case, self._trace = case, trace
        self.view = TraceView(trace)
        self._record = KeyValueRows()
        self._record.hide()
        self._name = label("", "strong")
        self._name.hide()
        self._evidence = label("", wrap=True)
        self._evidence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._evidence.hide()
        for words, named, steps in (("－", "缩小", -1), ("＋", "放大", 1)):
            button = QuietButton(words)
            button.setAccessibleName(named)
            button.setToolTip(f"{named}（Ctrl+滚轮，或者在图上按 {'-' if steps < 0 else '+'}）")
            # The number is bound as a default: a closure would see the last of the loop.
            button.clicked.connect(lambda _=False, by=steps: self.view.zoom_by(by))
            self.head.addWidget(button)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self.view)
        # The drawing in it takes the keyboard, and scrolls to what is chosen.
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setAccessibleName("来源去向图")
        for part in (self._area, self._name, self._record, self._evidence):
            self.body.addWidget(part)
        self.view.chosen.connect(self._show_record)
        self.view.zoomed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # Room for the bar also while it is not there: the card would grow and shrink with the zoom.
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setFixedHeight(min(self.view.height(), _HIGHEST) + bar)

    def _show_record(self, key: str) -> None:
        """The row of the case that the node stands for, found by its key or its name, and what is known of its edges."""
        evidence = [edge.sentence for edge in self._trace.edges if key in (edge.start, edge.end)]
        self._evidence.setText("\n".join(evidence))
        self._evidence.setVisible(any(evidence))
        for field in self._case.kind.fields:
            for row in (self._case.values[field.name] or []) if field.is_rows else []:
                # Rows that others refer to have a key; the others are found by their name.
                if key in (row.get("key"), row.get("name")):
                    self._name.setText(str(row.get("name", "")))
                    self._record.set_rows(row_details(field, row, self._case))
                    self._name.show()
                    self._record.show()
                    centre = self.view.place_of(key).center().toPoint()
                    self._area.ensureVisible(centre.x(), centre.y())
                    return
