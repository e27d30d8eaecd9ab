"""更改记录: what became of a case, an act a card, the newest first; printed from here as a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.changes import CaseChange, changes_of
from fengqiao_desk.cases.facts.changes_sheet import TITLE, changes_sheet
from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.values.days import day_words

from ...actions import CLOSE, PRINT_FILE, set_key
from ...context import WindowContext
from ...look import Space, Tone
from ...papers.pdf_window import PdfWindow, Shown
from ...widgets import Badge, Card, KeyValueRows, PrimaryButton, QuietButton, ScrollingColumn, label
from ...widgets.fitted import FittedDialog
from .looking import NEW

_WIDTH, _HEIGHT = 760, 640


class ChangesDialog(FittedDialog):
    """The changes of `case`; acts in `new` came since the officer last looked."""

    def __init__(self, context: WindowContext, case: Case, new: frozenset[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{case.number} {TITLE}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._context, self._case = context, case
        changes = changes_of(context.station, case)
        self.cards = ScrollingColumn()
        self.cards.setAccessibleName(TITLE)
        # The arrow keys scroll it, as the cards of the case.
        self.cards.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        acts = [list(of_one) for _, of_one in groupby(changes, key=lambda change: change.act)]
        for act in reversed(acts):
            self.cards.column.addWidget(self._card(act, is_new=act[0].act in new))
        self.cards.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label(TITLE, "title"))
        column.addWidget(
            label(f"{case.number}　{case.title}　共 {len(acts)} 次，最近的在前", "context", wrap=True)
        )
        column.addWidget(self.cards, 1)
        column.addLayout(self._buttons())
        self.cards.setFocus()

    def print_page(self) -> None:
        """Shows the sheet, which is printed or saved from there."""
        station, act = self._context.station, self._context.act()
        case = cases.load(station, self._case.kind, self._case.number)
        sheet = changes_sheet(station, case, act)
        made = typesetting.typeset(sheet, font_choice(station.profile(act.day)))
        title = f"{case.number} {TITLE}"
        shown = Shown(made.pdf, case.kind.handed(case.number, TITLE))
        PdfWindow(title, f"共 {made.pages} 页", shown, self._context, self).open()

    def _card(self, act: Sequence[CaseChange], *, is_new: bool) -> Card:
        first = act[0]
        card = Card(first.verb)
        when = day_words(first.at[:16], self._context.now().date())
        if is_new:
            card.head.addWidget(Badge(NEW, Tone.ACCENT))
        card.head.addWidget(label(f"{when}　{first.by}", "context"))
        if first.reason:
            card.body.addWidget(label(f"理由：{first.reason}", "context", wrap=True))
        # Of a paper the act says all there is: `签发文书` stands over its number already.
        said = ((change.label, "" if change.words == first.verb else change.words) for change in act)
        card.body.addWidget(KeyValueRows(said))
        return card

    def _buttons(self) -> QHBoxLayout:
        close, printed = QuietButton.of(CLOSE), PrimaryButton.of(PRINT_FILE)
        set_key(printed, PRINT_FILE)
        close.clicked.connect(self.accept)
        printed.clicked.connect(self.print_page)
        line = QHBoxLayout()
        line.addStretch(1)
        for button in (close, printed):
            # Enter in the cards must not print.
            button.setAutoDefault(False)
            line.addWidget(button)
        return line
