"""What the core says of an entry, before anything is saved: its faults, what forbids it, which days would follow.

Forms show it while somebody types, the verbs save what it lets stand, an import asks the same of thousands. Whatever is computed from
a half-filled entry goes through here, so that the law of a kind only meets values it can reckon with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..fields import Becomes, Checked, Field, Row, check_entry
from ..problems import Refused
from ..station import Act, Station
from ..station.station import EntryChoices
from .kind import CaseKind, DeadlineDue
from .records import Case
from .situations import Receiving, Taking
from .step import Step

Now = TypeVar("Now")


@dataclass(frozen=True)
class EntryForm:
    """What an officer fills in: a new case (`case` is None), a correction of one, or a step of one.

    `instead_of` is the entry of the step that another is entered for, at the place of the first.
    """

    kind: CaseKind
    case: Case | None = None
    step: Step | None = None
    instead_of: Row | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is filled in: those of the step, or of the case itself."""
        return self.step.fields if self.step else self.kind.fields

    def choices(self, station: Station, act: Act) -> EntryChoices:
        """What may be chosen; a correction may keep words that were ended since."""
        # Of a new step nothing is kept: what it says now must be allowed today.
        amended = self.case.values if self.case and not self.step else self.instead_of or {}
        return EntryChoices(station, act, frozenset(texts_in(amended)), self.case)

    def check(self, station: Station, entry: object, act: Act) -> Checked:
        """The fields of the entry, one by one; of a correction those that are not given stay as they are."""
        if self.case is not None and self.step is None and isinstance(entry, dict):
            entry = {**self.case.values, **entry}
        return check_entry(self.fields, entry, self.choices(station, act))


@dataclass(frozen=True)
class Weighed(Generic[Now]):
    """Sound values, with those that the kind lets follow from the rest; what the guards looked at, and the first refusal."""

    values: Row
    now: Now
    refusal: Refused | None

    def stands(self) -> Weighed[Now]:
        """Itself, when nothing forbids it; raises the refusal."""
        if self.refusal is not None:
            raise self.refusal
        return self


def weigh_case(now: Receiving, kind: CaseKind, values: Row) -> Weighed[Receiving]:
    """A new case, or a correction of one."""
    if kind.settles is not None:
        # Before the guards: they judge what will be saved, not what was typed.
        values = {**values, **plain_of(kind.settles(now))}
        now = replace(now, entry=kind.record.of(values))
    return Weighed(values, now, first_refusal(kind.guards, now))


def weigh_step(now: Taking, step: Step, values: Row) -> Weighed[Taking]:
    """A step of a case; of one that the case forbids anyway the entry is not asked."""
    # Preconditions first: entry guards rely on what they found of the case.
    return Weighed(values, now, first_refusal((*step.preconditions, *step.guards), now))


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
        checked = form.check(station, entry, act)
        refusal = None if checked.faults else _refusal(station, form, checked.values, act)
        deadlines = _deadlines(station, form, checked, act)
        return Review(checked, refusal, deadlines, _reminders(station, form))


def _refusal(station: Station, form: EntryForm, values: Row, act: Act) -> Refused | None:
    """What saving would be refused with."""
    if form.step is not None and form.case is not None:
        taking = Taking(station, act, form.case, form.step.record.of(values))
        return weigh_step(taking, form.step, values).refusal
    receiving = Receiving(station, act, form.kind.record.of(values), form.case)
    return weigh_case(receiving, form.kind, values).refusal


def _reminders(station: Station, form: EntryForm) -> tuple[str, ...]:
    """What is still missing before a step, which may be taken all the same."""
    if form.case is None or form.step is None or form.step.reminders is None:
        return ()
    return tuple(form.step.reminders(station, form.case))


def _deadlines(station: Station, form: EntryForm, checked: Checked, act: Act) -> tuple[DeadlineDue, ...]:
    """Those of the case as it stands; of a new one as soon as its short fields are right, by the rows that are."""
    if form.case is not None:
        return form.case.deadlines
    # `parties[2].name` is a fault of the field `parties`.
    unsettled = {fault.field.split("[")[0] for fault in checked.faults}
    # A deadline reckons with days, choices and numbers; a text that is still missing delays none.
    short = {field.name for field in form.fields if not field.is_rows and field.kind.key != "text"}
    if form.kind.deadlines is None or unsettled & short:
        return ()
    return tuple(form.kind.deadlines(_as_received(form.kind, checked.sound, act), station))


def _as_received(kind: CaseKind, values: Row, act: Act) -> Case:
    """The case as it would be right after its receipt."""
    return Case(
        kind=kind,
        # No case has this key: what looks for its rows finds none.
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


def first_refusal(guards: Sequence[Callable[[Now], Refused | None]], now: Now) -> Refused | None:
    """Ask each guard until one refuses: what a guard found to be there, those after it rely on."""
    return next((refusal for guard in guards if (refusal := guard(now)) is not None), None)


def plain_of(changes: Sequence[Becomes]) -> Row:
    """What columns become, as it stands in an entry."""
    return {change.name: change.plain for change in changes}


def texts_in(value: object) -> Iterator[str]:
    """Every text in a record's values, rows included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)
