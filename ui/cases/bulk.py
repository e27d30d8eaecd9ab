"""One step for several cases at once: asked for once, then taken for each on its own; those that refuse are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseKind, Step
from fengqiao_desk.cases.reviewing import EntryForm
from fengqiao_desk.cases.starting import starting_entry
from fengqiao_desk.fields import Row
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.station import EntryChoices

from .. import undoing
from ..actions import CONFIRM, LEAVE, set_key
from ..background import Progress
from ..context import WindowContext
from ..look import Space
from ..widgets import PrimaryButton, QuietButton, label
from ..widgets.editors.typed_days import TypedDays
from ..widgets.fitted import FittedDialog
from .form.field_group import FieldGroup

_WIDTH = 620
# More of them nobody reads in a banner; the number says the rest.
_MOST_TOLD = 8


@dataclass(frozen=True)
class _Tried:
    """The cases that took the step, each with its position there, and those that refused it, with their reason."""

    taken: list[tuple[str, int]]
    refused: list[str]


class BulkDialog(FittedDialog):
    """`taken(done, refusals)` comes when all cases were tried."""

    def __init__(
        self,
        context: WindowContext,
        kind: CaseKind,
        step: Step,
        numbers: list[str],
        taken: Callable[[int, list[str]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        title = f"{step.title} {len(numbers)} {kind.measure}"
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._context, self._kind, self._step = context, kind, step
        self._numbers, self._taken, self._asker = numbers, taken, parent
        with context.station.reading():
            choices = EntryChoices(context.station, context.act())
            self.group = FieldGroup(step.fields, choices, TypedDays(context.now))
            # What stands in a step of one case by itself, the day and the officer, stands here too.
            self.group.set_entry(starting_entry(step.fields, choices, context.act()))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addWidget(label("、".join(numbers), "context", wrap=True))
        column.addWidget(self.group)
        column.addLayout(self._buttons())
        empty = (editor for editor in self.group.editors.values() if editor.value() in (None, []))
        next(empty, next(iter(self.group.editors.values()))).setFocus()

    def take(self) -> None:
        """Checks the entry once; then every case is tried on the worker."""
        act, entry = self._context.act(), self.group.entry()
        with self._context.station.reading():
            # Without a case: what depends on each is said by its own refusal.
            faults = EntryForm(self._kind, step=self._step).check(self._context.station, entry, act).faults
        self.group.show_faults({fault.field: fault.message for fault in reversed(faults)})
        if faults:
            self.group.editors[faults[0].field].setFocus()
            return
        self._context.background.run(
            # Not the dialog, which closes below: the answer belongs to the list.
            self._asker,
            partial(_take_all, self._context.station, self._kind, self._step, self._numbers, entry, act),
            self._tried,
            self._context.messages.problem,
        )
        self.accept()

    def _tried(self, tried: _Tried) -> None:
        self._taken(len(tried.taken), tried.refused)
        if tried.taken:
            station, act = self._context.station, self._context.act
            step = undoing.stepped_on_several(station, self._kind, self._step.title, tried.taken, act)
            self._context.done(step)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        leave, take = QuietButton.of(LEAVE), PrimaryButton.of(CONFIRM, self._step.title)
        set_key(take, CONFIRM)
        leave.clicked.connect(self.reject)
        take.clicked.connect(self.take)
        for button in (leave, take):
            # In a dialog every button would be the default one in turn, and Enter in a field would press it.
            button.setAutoDefault(False)
            row.addWidget(button)
        return row


def outcome(kind: CaseKind, step: Step, done: int, refused: list[str]) -> str:
    """`2 件已转办；1 件没有办：JF2026-0003 …`."""
    measure = kind.measure
    words = f"{done} {measure}已{step.title}"
    if not refused:
        return words
    more = f" 等 {len(refused)} {measure}" if len(refused) > _MOST_TOLD else ""
    return f"{words}；{len(refused)} {measure}没有办：{'；'.join(refused[:_MOST_TOLD])}{more}"


def _take_all(
    station: Station, kind: CaseKind, step: Step, numbers: list[str], entry: Row, act: Act, progress: Progress
) -> _Tried:
    """Takes the step for each case in a transaction of its own."""
    taken, refused = [], []
    for done, number in enumerate(numbers):
        progress.report(done, len(numbers))
        try:
            case = cases.take_step(station, kind, number, step.key, entry, act)
            taken.append((number, case.every_step[-1].position))
        except Problem as problem:
            # Many refusals name the case themselves; its number is not said twice.
            words = problem.message
            refused.append(words if number in words else f"{number} {words}")
    return _Tried(taken, refused)
