"""A round of notices: which text, to which venues, on whose order; issued with progress, all or none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.notices import batch, carrying_out
from fengqiao_desk.notices.notice_records import Notice
from fengqiao_desk.notices.templates import carries_out, relays, shipped_templates, templates
from fengqiao_desk.notices.venue_records import Venue
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.station.texts import StandingText

from ..actions import CONFIRM, LEAVE, set_key
from ..background import Cancelled, Progress
from ..context import WindowContext
from ..look import Space
from ..widgets import (
    BusyOverlay,
    Card,
    ChoiceEditor,
    Editor,
    FlagEditor,
    PrimaryButton,
    QuietButton,
    ScrollingColumn,
    SegmentedEditor,
    label,
)
from ..widgets.editors.declared import make_editor
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.typed_days import TypedDays
from ..widgets.fitted import FittedDialog
from .round_venues import RoundVenues

ALL: Final = "全部重点场所和行业"
_SIZE: Final = (640, 780)
_MOST_NAMED: Final = 5
_CARRIES_OUT: Final = {
    "suspend": "同时把这些场所登记为暂停",
    "resume": "同时登记恢复营业，撤回原来的关停告知书",
}
_ORDER: Final = (Notice.order_organ, Notice.order_number, Notice.effective_at, Notice.scope)
"""What of a notice states the order that it passes on."""


class IssueRound(FittedDialog):
    """`issued(numbers, pdf)` once every notice has its number and the file of all pages is made."""

    issued = Signal(object, object)

    def __init__(self, context: WindowContext, notices: CaseKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("签发一批告知书")
        self.resize(_SIZE[0], min(_SIZE[1], parent.window().height() - Space.MARGIN))
        self._context = context
        self._stopped = threading.Event()
        self._templates = {
            found.use: found for found in templates(context.station.texts, context.now().date()).values()
        }
        self.template = _template_editor(list(self._templates))
        self.venues = ChoiceEditor([ALL, *_categories(context)])
        self.venues.set_value(ALL)
        self.list = RoundVenues()
        self.preview = label("", "context", wrap=True)
        self.order = LabelledRows(84)
        self.carry_out = {does: FlagEditor(words) for does, words in _CARRIES_OUT.items()}
        self.rows = LabelledRows(84)
        self.issue_button = PrimaryButton.of(CONFIRM, "签发")
        self._add_order_fields(notices)
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._busy.cancelled.connect(self._stop)
        self.template.changed.connect(self._show_order)
        self.venues.changed.connect(self._select)
        self.list.changed.connect(self._count)
        self._show_order()
        self._select()

    def issue(self) -> None:
        """Issues in the background; a fault or refusal leaves no number behind."""
        chosen, text = self.list.chosen(), self._template()
        self.template.set_fault(None if text else "没有这个模板，请从列表里选")
        if not chosen or text is None or self._busy.isVisible():
            return
        station, act = self._context.station, self._context.act()
        # Read from the widgets here: the worker may not touch them.
        template, order = text.key, self._order()
        tick = self.carry_out.get(carries_out(text))
        carry = tick is not None and bool(tick.value())
        # A new one each time: that of a cancelled round stays set.
        self._stopped = stopped = threading.Event()
        self._busy.begin(f"正在签发 {len(chosen)} 份告知书……")

        def work(progress: Progress) -> tuple[tuple[str, ...], bytes]:
            """On the worker's thread: numbers and the file of all pages."""
            tell = _teller(progress, len(chosen), stopped)
            return _issue(station, template, chosen, order, carry, act, tell)

        self._context.background.run(self, work, self._done, self._failed, progressed=self._busy.report)

    def reject(self) -> None:
        """A round that is running is stopped first."""
        if self._busy.isVisible():
            self._stop()
        else:
            super().reject()

    def _done(self, made: tuple[tuple[str, ...], bytes]) -> None:
        self._busy.end()
        self.issued.emit(*made)
        self.accept()

    def _failed(self, problem: Problem) -> None:
        self._busy.end()
        # The officer knows why it ended: no box over the dialog.
        if isinstance(problem, Cancelled):
            self.preview.setText("已取消，没有签发，没有占用文号。")
            return
        left = self.order.show_faults(problem.faults)
        if not problem.faults or left:
            self._context.messages.problem(problem)

    def _stop(self) -> None:
        """Asks the round to stop; what it had done is taken back, and only then the veil is lifted."""
        self._stopped.set()
        self._busy.wind_down("正在取消……")

    def _template(self) -> StandingText | None:
        """The template chosen; None while the words typed are none."""
        return self._templates.get(str(self.template.value() or ""))

    def _needs_order(self) -> bool:
        text = self._template()
        return text is not None and relays(text)

    def _order(self) -> batch.Order:
        """What was typed of the decision; nothing of it goes with a notice that passes none on."""
        if not self._needs_order():
            return batch.Order()
        return batch.Order(
            organ=self.order.text(Notice.order_organ.name),
            number=self.order.text(Notice.order_number.name),
            effective_at=self.order.text(Notice.effective_at.name),
            scope=self.order.text(Notice.scope.name),
        )

    def _show_order(self) -> None:
        text = self._template()
        effect = carries_out(text) if text else ""
        self._order_card.setVisible(self._needs_order())
        # What was ticked for another text stays ticked and out of sight; only that of the text in view counts.
        for does, tick in self.carry_out.items():
            tick.setVisible(does == effect)

    def _select(self) -> None:
        """The venues of what was chosen or typed, all of them in."""
        typed = str(self.venues.value() or "")
        try:
            where, day = "all" if typed == ALL else typed, self._context.now().date()
            found = batch.select(self._context.station, where, day)
            words = f"共 {len(found)} 家，按路线排列；按空格去掉或加回一家" if found else "没有在册的场所"
            left = batch.passed_over(self._context.station, day) if typed == ALL else []
            words += (
                f"。另有 {len(left)} 家的类别已经停用，不在其中：{'、'.join(left[:_MOST_NAMED])}"
                if left
                else ""
            )
        except Problem as problem:
            found, words = [], problem.message
        self.list.set_venues(found)
        self.preview.setText(words)
        self._count()

    def _count(self) -> None:
        """How many it will be."""
        number = len(self.list.chosen())
        self.issue_button.setText(f"签发 {number} 份")
        # Qt dropped the key with the words of before.
        set_key(self.issue_button, CONFIRM)
        self.issue_button.setAccessibleName(self.issue_button.text())
        self.issue_button.setEnabled(bool(number))
        self.issue_button.updateGeometry()

    def _add_order_fields(self, notices: CaseKind) -> None:
        choices = EntryChoices(self._context.station, self._context.act())
        typed = TypedDays(self._context.now)
        for column in _ORDER:
            field = notices.field(column.name)
            self.order.add(field.name, field.label, make_editor(field, choices, typed))

    def _lay_out(self) -> None:
        self.rows.add("template", "内容", self.template)
        self.rows.add("venues", "送给", self.venues)
        what, self._order_card, whom = Card(), Card("转告的决定"), Card("场所")
        what.body.addWidget(self.rows)
        self._order_card.body.addWidget(self.order)
        for tick in self.carry_out.values():
            self._order_card.body.addWidget(tick)
        whom.body.addWidget(self.preview)
        whom.body.addWidget(self.list, 1)
        scrolling = ScrollingColumn()
        for part, stretch in ((what, 0), (self._order_card, 0), (whom, 1)):
            scrolling.column.addWidget(part, stretch)
        words = "每家一份、一个文号，全部成功才算签发；中途取消不占用文号。"
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("签发一批告知书", "title"))
        column.addWidget(label(words, "context", wrap=True))
        column.addWidget(scrolling, 1)
        column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        leave = QuietButton.of(LEAVE)
        leave.clicked.connect(self.reject)
        self.issue_button.clicked.connect(self.issue)
        row = QHBoxLayout()
        row.addStretch()
        for button in (leave, self.issue_button):
            # Enter in a field would press the button that Qt takes for the dialog's own.
            button.setAutoDefault(False)
            row.addWidget(button)
        return row


def _template_editor(uses: list[str]) -> Editor:
    """The shipped templates fit side by side; with the station's own, which may be many and long, they make a list."""
    editor = ChoiceEditor(uses) if len(uses) > len(shipped_templates()) else SegmentedEditor(uses)
    editor.set_value(uses[0])
    return editor


def _issue(
    station: Station,
    template: str,
    chosen: list[Case],
    order: batch.Order,
    carry: bool,
    act: Act,
    tell: Callable[[int], None],
) -> tuple[tuple[str, ...], bytes]:
    """Numbers, files and the register's changes are one transaction; `tell` is the last time to stop it."""
    # An outer transaction: the notices and what they carry out in the register are one.
    with station.writing():
        made = batch.issue(station, template, chosen, order, act, tell)
        if carry:
            carrying_out.carry_out(station, template, chosen, order, act)
        # Before it is committed; afterwards the round stands and cannot be stopped.
        tell(len(chosen))
        return made.numbers, made.pdf


def _teller(progress: Progress, total: int, stopped: threading.Event) -> Callable[[int], None]:
    """Reports how many are done; raises Cancelled once the officer stopped, so that the window hears how it ended."""

    def tell(done: int) -> None:
        """Called after each notice."""
        if stopped.is_set():
            raise Cancelled
        progress.report(done, total)

    return tell


def _categories(context: WindowContext) -> list[str]:
    """The categories of which there are venues to serve, in the order of the vocabulary."""
    day = context.now().date()
    present = {venue.of(Venue).category for venue in batch.select(context.station, "all", day)}
    known = context.station.vocabularies.labels("venue_category", day)
    return [category for category in known if category in present]
