"""A case as it stands: its fields, its timeline, its deadlines and documents, read together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Generic, NamedTuple, TypeVar, cast

from ..documents.register import IssuedDocument, documents_of
from ..fields import Field, Record, Row
from ..problems import Unknown
from ..station import Station
from .kind import CaseKind, DeadlineDue
from .saving import tables

R = TypeVar("R", bound=Record)
S_co = TypeVar("S_co", bound=Record, covariant=True)
S = TypeVar("S", bound=Record)


@dataclass(frozen=True)
class StepTaken:
    """One entry of the timeline; `entry` holds the step's fields."""

    step: str
    title: str
    day: str
    from_state: str
    to_state: str
    recorded_at: str
    recorded_by: str
    entry: Row

    def as_data(self) -> dict[str, Any]:
        """The JSON of one step in `show`."""
        return {
            "step": self.step,
            "title": self.title,
            "day": self.day,
            "from": self.from_state,
            "to": self.to_state,
            "recorded_by": self.recorded_by,
            "entry": self.entry,
            "recorded_at": self.recorded_at,
        }


@dataclass(frozen=True)
class Held(Generic[S_co]):
    """A step that was taken, as code reads it: what it `said`, on which day, at which place of the timeline (from 1)."""

    said: S_co
    day: date
    position: int
    from_state: str
    to_state: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class Case:
    """Everything about one case; `values` are plain, as in an entry, `of` and `held` give them as code reads them."""

    kind: CaseKind
    key: int
    number: str
    title: str
    state: str
    day: str
    version: int
    recorded_at: str
    recorded_by: str
    values: Row
    steps: tuple[StepTaken, ...]
    deadlines: tuple[DeadlineDue, ...]
    documents: tuple[IssuedDocument, ...]

    @property
    def subject(self) -> str:
        """How the audit names this case."""
        return f"{self.kind.key} {self.number}"

    @cached_property
    def record(self) -> Record:
        """Its fields as the record of its kind."""
        record: type[Record] = self.kind.record
        return record.of(self.values)

    def as_read(self, record: Record) -> Case:
        """The same case, whose fields somebody has read typed already: many at once are read a single time."""
        vars(self)["record"] = record
        return self

    def of(self, record: type[R]) -> R:
        """Its fields, typed: `case.of(Dispute).route`."""
        if self.kind.record is not record:
            raise TypeError(f"{self.kind.key} is no {record.__name__}")
        return cast(R, self.record)

    @cached_property
    def timeline(self) -> tuple[Held[Record], ...]:
        """Every step that was taken, oldest first."""
        return tuple(
            Held(
                self.kind.step(taken.step).record.of(taken.entry),
                date.fromisoformat(taken.day),
                position,
                taken.from_state,
                taken.to_state,
                datetime.fromisoformat(taken.recorded_at),
                taken.recorded_by,
            )
            for position, taken in enumerate(self.steps, start=1)
        )

    def held(self, *steps: type[S]) -> list[Held[S]]:
        """The steps of these sorts (or of classes below them), oldest first: `case.held(MediationSession)`."""
        for step in steps:
            if not _has_step(self.kind, step):
                raise TypeError(f"{self.kind.key} has no step {step.__name__}")
        return [cast(Held[S], each) for each in self.timeline if isinstance(each.said, steps)]

    def last(self, *steps: type[S]) -> Held[S] | None:
        """The newest step of these sorts; None where none was taken."""
        found = self.held(*steps)
        return found[-1] if found else None

    def taken(self, step: str) -> list[StepTaken]:
        """The steps of one sort, oldest first."""
        return [taken for taken in self.steps if taken.step == step]

    def said(self, taken: StepTaken) -> str:
        """A step in one line, as its kind tells it; empty when it tells nothing."""
        step = self.kind.step(taken.step)
        if step.tells is not None:
            return step.tells(self, step.record.of(taken.entry)).strip(" ·")
        return step.summary(step.record.of(taken.entry)).strip(" ·") if step.summary else ""

    def shown(self, field: Field, row: Row) -> str:
        """A value of an entry as an officer reads it: what of the case it means, a quantity with its unit and 余."""
        value = row.get(field.name)
        if field.offers is not None and value is not None:
            return str(dict(field.offers(self)).get(value, field.kind.show(value)))
        unit = field.unit_of(self, row) if field.unit_of is not None and value is not None else ""
        return field.told(row) + unit

    def as_data(self) -> dict[str, Any]:
        """The JSON of `show`."""
        return {
            "kind": self.kind.key,
            "number": self.number,
            "title": self.title,
            "state": self.state,
            "day": self.day,
            "version": self.version,
            "fields": self.values,
            "recorded_at": self.recorded_at,
            "recorded_by": self.recorded_by,
            "timeline": [taken.as_data() for taken in self.steps],
            "deadlines": [deadline_data(deadline) for deadline in self.deadlines],
            "documents": [document.as_data() for document in self.documents],
            "steps": [step.key for step in self.kind.steps_from(self.state)],
        }


@cache
def _has_step(kind: CaseKind, record: type[Record]) -> bool:
    return any(issubclass(known.record, record) for known in kind.recorded_steps)


def deadline_data(deadline: DeadlineDue) -> dict[str, Any]:
    return {
        "code": deadline.code,
        "title": deadline.title,
        "date": deadline.due_on.isoformat(),
        "plain_date": deadline.plain_on.isoformat(),
        "provisional": deadline.provisional,
        "step": deadline.act,
    }


WITHDRAWN = "撤销导入"
"""The state of a number that an import gave and that was taken back with it; no kind declares it."""


class _Own(NamedTuple):
    """What stands in `cases` of every case."""

    key: int
    number: str
    title: str
    state: str
    day: str
    version: int
    recorded_at: str
    recorded_by: str


_SELECT_OWN = f"SELECT {', '.join('c.' + name for name in _Own._fields)} "


def load(station: Station, kind: CaseKind, number: str) -> Case:
    """The case of this number, or the one that a document of this number is about; raises Unknown."""
    with station.reading():
        own = _own(station, kind, number)
        return Case(
            kind=kind,
            key=own.key,
            number=own.number,
            title=own.title,
            state=own.state,
            day=own.day,
            version=own.version,
            recorded_at=own.recorded_at,
            recorded_by=own.recorded_by,
            values=tables.read(station.connections, tables.case_table(kind), own.key),
            steps=_steps(station, kind, own.key),
            deadlines=_deadlines(station, own.key),
            documents=tuple(documents_of(station, own.key)),
        )


def _own(station: Station, kind: CaseKind, number: str) -> _Own:
    rows = station.connections.run(
        _SELECT_OWN + "FROM cases c WHERE c.kind = ? AND c.number = ?", kind.key, number
    ) or station.connections.run(
        _SELECT_OWN + "FROM documents d JOIN cases c ON c.key = d.case_key WHERE c.kind = ? AND d.number = ?",
        kind.key,
        number,
    )
    if not rows:
        raise Unknown(f"“{kind.title}”里没有编号“{number}”")
    own = _Own(*rows[0])
    if own.state == WITHDRAWN:
        raise Unknown(f"{own.number} 已随整批导入撤销，编号不再使用")
    return own


def _steps(station: Station, kind: CaseKind, key: int) -> tuple[StepTaken, ...]:
    rows = station.connections.run(
        "SELECT key, step, day, from_state, to_state, recorded_at, recorded_by FROM steps WHERE case_key = ? ORDER BY position",
        key,
    )
    return tuple(
        StepTaken(
            step=step,
            title=kind.step(step).title,
            day=day,
            from_state=from_state,
            to_state=to_state,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
            entry=tables.read(station.connections, tables.step_table(kind, step), step_key),
        )
        for step_key, step, day, from_state, to_state, recorded_at, recorded_by in rows
    )


def _deadlines(station: Station, key: int) -> tuple[DeadlineDue, ...]:
    rows = station.connections.run(
        "SELECT code, title, due_on, plain_on, act, provisional FROM deadlines WHERE case_key = ? ORDER BY due_on, key",
        key,
    )
    return tuple(
        DeadlineDue(code, title, date.fromisoformat(due), date.fromisoformat(plain), act, bool(provisional))
        for code, title, due, plain, act, provisional in rows
    )
