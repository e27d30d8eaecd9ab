"""A round of notices: which text, to which venues, on whose order; issued with progress, all or none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.notices import batch, orders
from fengqiao_desk.notices.templates import carries_out, needs_order, templates
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.station.texts import StandingText

from ..background import Progress, Task
from ..context import WindowContext
from ..look import Space
from ..widgets import (
    BusyOverlay,
    Card,
    ChoiceEditor,
    FlagEditor,
    PrimaryButton,
    QuietButton,
    SegmentedEditor,
    label,
)
from ..widgets.labelled_rows import LabelledRows
from ..widgets.typed_days import TypedDays
from .case_editors import make_editor

ALL: Final = "全部重点场所和行业"
_CARRIES_OUT: Final = {
    "suspend": "同时把这些场所登记为暂停",
    "resume": "同时登记恢复营业，撤回原来的关停告知书",
}
_ORDER: Final = {
    "order_organ": "organ",
    "order_number": "number",
    "effective_at": "effective_at",
    "scope": "scope",
}
"""The fields of a notice that state the order, by the names of `batch.Order`."""


class IssueRound(QDialog):
    """`issued(numbers, pdf)` once every notice has its number and the file of all pages is made."""

    issued = Signal(object, object)

    def __init__(self, context: WindowContext, notices: CaseKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("签发一批告知书")
        self.resize(640, 640)
        self._context = context
        self._chosen: list[Case] = []
        self._task: Task | None = None
        self.template = SegmentedEditor([found.use for found in templates().values()])
        self.template.set_value(next(iter(templates().values())).use)
        self.venues = ChoiceEditor([ALL, *_categories(context)])
        self.venues.set_value(ALL)
        self.preview = label("", "context", wrap=True)
        self.order = LabelledRows(84)
        self.carry_out = {does: FlagEditor(words) for does, words in _CARRIES_OUT.items()}
        self.rows = LabelledRows(84)
        self.issue_button = PrimaryButton("签发", key="Ctrl Enter")
        self._add_order_fields(notices)
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._busy.cancelled.connect(self._stop)
        self.template.changed.connect(self._show_order)
        self.venues.changed.connect(self._count)
        self._show_order()
        self._count()

    def issue(self) -> None:
        """Issues in the background; a fault or refusal leaves no number behind."""
        if not self._chosen or self._busy.isVisible():
            return
        station, act = self._context.station, self._context.act()
        chosen, template = list(self._chosen), self._template().key
        order = batch.Order(**{_ORDER[name]: self.order.text(name) for name in _ORDER if self._needs_order()})
        tick = self.carry_out.get(carries_out(template))
        carry = tick is not None and bool(tick.value())
        self._busy.begin(f"正在签发 {len(chosen)} 份告知书……")
        self._task = self._context.background.run(
            lambda progress: _issue(station, template, chosen, order, carry, act, progress),
            self._done,
            self._failed,
        )
        self._task.progressed.connect(self._busy.report)

    def _done(self, made: tuple[tuple[str, ...], bytes]) -> None:
        self._busy.end()
        self.issued.emit(*made)
        self.accept()

    def _failed(self, problem: Problem) -> None:
        self._busy.end()
        left = self.order.show_faults(problem.faults)
        if not problem.faults or left:
            self._context.messages.problem(problem)

    def _stop(self) -> None:
        """Nothing is issued: what was done so far is taken back."""
        if self._task is not None:
            self._task.cancel()
        self._busy.end()

    def _template(self) -> StandingText:
        return next(found for found in templates().values() if found.use == self.template.value())

    def _needs_order(self) -> bool:
        return needs_order(self._template().key)

    def _show_order(self) -> None:
        self._order_card.setVisible(self._needs_order())
        for does, tick in self.carry_out.items():
            tick.setVisible(does == carries_out(self._template().key))

    def _count(self) -> None:
        """How many it will be, and the first of them."""
        typed = str(self.venues.value() or "")
        try:
            self._chosen = batch.select(self._context.station, "all" if typed == ALL else typed)
        except Problem as problem:
            self._chosen = []
            self.preview.setText(problem.message)
        else:
            names = "、".join(venue.title for venue in self._chosen[:6])
            more = "等" if len(self._chosen) > 6 else ""
            self.preview.setText(f"共 {len(self._chosen)} 家：{names}{more}" if names else "没有在册的场所")
        self.issue_button.setText(f"签发 {len(self._chosen)} 份")
        self.issue_button.setAccessibleName(self.issue_button.text())
        self.issue_button.setEnabled(bool(self._chosen))
        self.issue_button.updateGeometry()

    def _add_order_fields(self, notices: CaseKind) -> None:
        choices = EntryChoices(self._context.station, self._context.act())
        typed = TypedDays(self._context.now)
        for name in _ORDER:
            field = notices.field(name)
            self.order.add(name, field.label, make_editor(field, choices, typed))

    def _lay_out(self) -> None:
        self.rows.add("template", "内容", self.template)
        self.rows.add("venues", "送给", self.venues)
        first, self._order_card = Card(), Card("转告的决定")
        first.body.addWidget(self.rows)
        first.body.addWidget(self.preview)
        self._order_card.body.addWidget(self.order)
        for tick in self.carry_out.values():
            self._order_card.body.addWidget(tick)
        leave = QuietButton("取消", key="Esc")
        leave.clicked.connect(self.reject)
        self.issue_button.clicked.connect(self.issue)
        self.issue_button.setShortcut(QKeySequence("Ctrl+Return"))
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (leave, self.issue_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("签发一批告知书", "title"))
        column.addWidget(
            label("每家一份、一个文号，全部成功才算签发；中途取消不占用文号。", "context", wrap=True)
        )
        for part in (first, self._order_card):
            column.addWidget(part)
        column.addStretch()
        column.addLayout(buttons)


def _issue(
    station: Station,
    template: str,
    chosen: list[Case],
    order: batch.Order,
    carry: bool,
    act: Act,
    progress: Progress,
) -> tuple[tuple[str, ...], bytes]:
    """Numbers, files and the register's changes are one transaction, the printed file included."""
    total = len(chosen)
    with station.writing():
        made = batch.issue(station, template, chosen, order, act, lambda done: progress.report(done, total))
        if carry:
            orders.carry_out(station, template, chosen, order, act)
        return made.numbers, made.pdf


def _categories(context: WindowContext) -> list[str]:
    """The categories of which there are venues to serve, in the order of the vocabulary."""
    present = {str(venue.values["category"]) for venue in batch.select(context.station, "all")}
    known = context.station.vocabularies.labels("venue_category", context.now().date())
    return [category for category in known if category in present]
