"""What can be said of an entry while it is still typed: its faults, what forbids it, which days would follow; nothing is saved.

Whatever is computed from a half-filled entry goes through here, so that the law of a kind only meets values it can reckon with.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..fields import Checked, Field, Row, check_entry
from ..problems import Refused
from ..station import Act, Station
from ..station.station import EntryChoices
from .kind import CaseKind, DeadlineDue
from .records import Case
from .situations import Receiving, Taking
from .step import Step
from .verbs import first_refusal, settled, texts_in


@dataclass(frozen=True)
class EntryForm:
    """What an officer fills in: a new case (`case` is None), a correction of one, or a step of one."""

    kind: CaseKind
    case: Case | None = None
    step: Step | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.step.fields if self.step else self.kind.fields

    def choices(self, station: Station, act: Act) -> EntryChoices:
        """What may be chosen; a correction may keep words that were ended since."""
        amended = self.case.values if self.case and not self.step else {}
        return EntryChoices(station, act, frozenset(texts_in(amended)), self.case)


@dataclass(frozen=True)
class Review:
    """What the core says of an entry that is still being typed; `refusal` only once there are no faults."""

    checked: Checked
    refusal: Refused | None
    deadlines: tuple[DeadlineDue, ...]
    reminders: tuple[str, ...] = ()


def review(station: Station, form: EntryForm, entry: Row, act: Act) -> Review:
    """What is wrong with the entry now, what forbids it, and which days would follow from it."""
    with station.reading():
        checked = check_entry(form.fields, entry, form.choices(station, act))
        refusal = None if checked.faults else _refusal(station, form, checked.values, act)
        deadlines = _deadlines(station, form, checked, act)
        return Review(checked, refusal, deadlines, _reminders(station, form))


def _refusal(station: Station, form: EntryForm, values: Row, act: Act) -> Refused | None:
    """What saving would be refused with; a guard may rely on those before it, so the first refusal ends the asking."""
    if form.step is not None and form.case is not None:
        taking = Taking(station, act, form.case, form.step.record.of(values))
        return first_refusal((*form.step.preconditions, *form.step.guards), taking)
    receiving = Receiving(station, act, form.kind.record.of(values), form.case)
    return first_refusal(form.kind.guards, settled(form.kind, values, receiving)[1])


def _reminders(station: Station, form: EntryForm) -> tuple[str, ...]:
    """What is still missing before a step, which may be taken all the same."""
    if form.case is None or form.step is None or form.step.reminders is None:
        return ()
    return tuple(form.step.reminders(station, form.case))


def _deadlines(station: Station, form: EntryForm, checked: Checked, act: Act) -> tuple[DeadlineDue, ...]:
    """Those of the case as it stands; of a new one as soon as its short fields are right, by the rows that are."""
    if form.case is not None:
        return form.case.deadlines
    unsettled = {fault.field.split("[")[0] for fault in checked.faults}
    short = {field.name for field in form.fields if not field.is_rows and field.kind.key != "text"}
    if form.kind.deadlines is None or unsettled & short:
        return ()
    return tuple(form.kind.deadlines(_as_received(form.kind, checked.sound, act), station))


def _as_received(kind: CaseKind, values: Row, act: Act) -> Case:
    """The case as it would be right after its receipt."""
    return Case(
        kind=kind,
        key=0,
        number="",
        title="",
        state=kind.first_state(kind.record.of(values)),
        day=str(values[kind.day_field] or act.day.isoformat())[:10],
        version=0,
        recorded_at=act.stamp,
        recorded_by=act.by.name,
        values=values,
        steps=(),
        deadlines=(),
        documents=(),
    )
