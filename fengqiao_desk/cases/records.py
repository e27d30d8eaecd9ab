"""A case as it stands: its fields, its timeline, its deadlines and documents, read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Generic, NamedTuple, TypeVar, cast

import peewee

from ..documents.heads import DocumentHead
from ..documents.register import IssuedDocument, documents_of
from ..fields import Field, Record, Row
from ..problems import Refused, Unknown
from ..station import Station
from ..store.composed import ComposedOnce, columns_in
from .facts import kept
from .heads import CaseHead, DeadlineHead, StepHead
from .kind import CaseKind, DeadlineDue
from .saving import tables
from .timeline import FOLDED, TAKEN_BACK, WITHDRAWN, Amendment, StepTaken, Withdrawal

R = TypeVar("R", bound=Record)
S_co = TypeVar("S_co", bound=Record, covariant=True)
S = TypeVar("S", bound=Record)


@dataclass(frozen=True)
class Held(Generic[S_co]):
    """A step that stands, as code reads it: what it `said`, on which day, at which place of the timeline (from 1).

    `number` counts the steps of its sort from 1, those taken back too: what names a step by it means the same one for ever.
    """

    said: S_co
    day: date
    place: int
    number: int
    from_state: str
    to_state: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class MergedCase:
    """A case that was folded into another, as that one shows it: its fields, its papers, and who folded it."""

    key: int
    number: str
    title: str
    values: Row
    withdrawal: Withdrawal
    documents: tuple[IssuedDocument, ...]

    def as_data(self) -> dict[str, object]:
        """The JSON of `show`."""
        return {"number": self.number, "title": self.title, **self.withdrawal.as_data()}


@dataclass(frozen=True)
class Case:
    """Everything about one case; `values` are plain, as in an entry, `of` and `held` give them as code reads them.

    `steps` are those that stand, in the order of their places; `withdrawn_steps` were taken back, `withdrawal` took back the whole case.
    `merged` are the cases that were folded into it, and into those; `documents` are its own alone, for guards ask by them what was done in it.
    """

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
    amendments: tuple[Amendment, ...] = ()
    withdrawn_steps: tuple[StepTaken, ...] = ()
    withdrawal: Withdrawal | None = None
    merged: tuple[MergedCase, ...] = ()

    @property
    def subject(self) -> str:
        """How the audit names this case."""
        return self.kind.subject_of(self.number)

    @cached_property
    def record(self) -> Record:
        """Its fields as the record of its kind."""
        record: type[Record] = self.kind.record
        return record.of(self.values)

    def as_read(self, record: Record) -> Case:
        """The same case, whose fields somebody has read typed already: many at once are read a single time."""
        # A frozen dataclass lets no attribute be set; this is where `cached_property` keeps its value.
        vars(self)["record"] = record
        return self

    def of(self, record: type[R]) -> R:
        """Its fields, typed: `case.of(Dispute).route`."""
        if self.kind.record is not record:
            raise TypeError(f"{self.kind.key} is no {record.__name__}")
        return cast(R, self.record)

    @cached_property
    def timeline(self) -> tuple[Held[Record], ...]:
        """Every step that stands, oldest first."""
        # One entered instead of another has its place, and so its number.
        every = sorted({(taken.place, taken.step) for taken in (*self.steps, *self.withdrawn_steps)})
        counted, numbers = Counter[str](), dict[int, int]()
        for place, step in every:
            counted[step] += 1
            numbers[place] = counted[step]
        return tuple(
            Held(
                self.kind.step(taken.step).record.of(taken.entry),
                date.fromisoformat(taken.day),
                taken.place,
                numbers[taken.place],
                taken.from_state,
                taken.to_state,
                datetime.fromisoformat(taken.recorded_at),
                taken.recorded_by,
            )
            for taken in self.steps
        )

    @property
    def every_step(self) -> list[StepTaken]:
        """Those taken back too, in the order they were entered: positions never change."""
        return sorted((*self.steps, *self.withdrawn_steps), key=lambda taken: taken.position)

    @property
    def next_position(self) -> int:
        """The position that the next step gets; one that was used once is never given again."""
        used = [taken.position for taken in (*self.steps, *self.withdrawn_steps)]
        # A correction may stand after a step that came with a merge and went again when it was parted.
        return 1 + max([*used, *(amendment.after for amendment in self.amendments)], default=0)

    def held(self, *steps: type[S]) -> list[Held[S]]:
        """The steps of these sorts (or of classes below them), oldest first: `case.held(MediationSession)`."""
        for step in steps:
            # Otherwise a guard that asks for a step of another kind would find none, for ever and without a word.
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

    def summary_of(self, taken: StepTaken) -> str:
        """A step in one line, as its kind tells it; empty when it tells nothing."""
        step = self.kind.step(taken.step)
        if step.tells is not None:
            # Lines join what they tell by ` · `; where the first or last of it is empty, the point would stand at the end.
            return step.tells(self, step.record.of(taken.entry)).strip(" ·")
        return step.summary(step.record.of(taken.entry)).strip(" ·") if step.summary else ""

    def shown(self, field: Field, row: Row) -> str:
        """A value of an entry as an officer reads it: what of the case it means, a quantity with its unit and 余."""
        value = row.get(field.name)
        if field.offers is not None and value is not None:
            return str(dict(field.offers(self)).get(value, field.kind.show(value)))
        # A quantity whose unit the case knows (the goods seized) has none in its own row.
        unit = field.unit_of(self, row) if field.unit_of is not None and value is not None else ""
        return field.in_words(row) + unit

    def as_data(self) -> dict[str, object]:
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
            "timeline": [taken.as_data() for taken in self.every_step],
            "withdrawn": self.withdrawal.as_data() if self.withdrawal else None,
            "deadlines": [deadline_data(deadline) for deadline in self.deadlines],
            "documents": [
                *(document.as_data() for document in self.documents),
                *(
                    {**document.as_data(), "merged_from": other.number}
                    for other in self.merged
                    for document in other.documents
                ),
            ],
            "merged": [other.as_data() for other in self.merged],
            "steps": [step.key for step in self.kind.steps_from(self.state)],
        }


@cache
def _has_step(kind: CaseKind, record: type[Record]) -> bool:
    # A class above others stands for all below it: `case.held(Order)`.
    return any(issubclass(known.record, record) for known in kind.recorded_steps)


def deadline_data(deadline: DeadlineDue) -> dict[str, object]:
    """The JSON of what falls due, days as `YYYY-MM-DD`: `date` is the one that counts, `plain_date` the one before rest days."""
    return {
        "code": deadline.code,
        "title": deadline.title,
        "date": deadline.due_on.isoformat(),
        "plain_date": deadline.plain_on.isoformat(),
        "provisional": deadline.provisional,
        "step": deadline.act,
    }


class _HeadRow(NamedTuple):
    """What stands of every case in `cases`, as it is stored."""

    key: int
    number: str
    title: str
    state: str
    day: str
    version: int
    recorded_at: str
    recorded_by: str


class _StepRow(NamedTuple):
    """What stands of every step in `steps`, as it is stored."""

    key: int
    position: int
    place: int
    step: str
    day: str
    from_state: str
    to_state: str
    recorded_at: str
    recorded_by: str


class _DeadlineRow(NamedTuple):
    """What stands of every deadline in `deadlines`, as it is stored."""

    code: str
    title: str
    due_on: str
    plain_on: str
    act: str
    provisional: int


@ComposedOnce
def _by_its_number(kind: str, number: str) -> peewee.Query:
    """The case of this number."""
    own = CaseHead.select(*columns_in(CaseHead, _HeadRow))
    return own.where(CaseHead.kind == kind, CaseHead.number == number)


@ComposedOnce
def _by_a_document(kind: str, number: str) -> peewee.Query:
    """The case that the document of this number is about."""
    own = CaseHead.select(*columns_in(CaseHead, _HeadRow))
    about = own.join(DocumentHead, on=CaseHead.key == DocumentHead.case_key)
    return about.where(CaseHead.kind == kind, DocumentHead.number == number)


@ComposedOnce
def _steps_of(case: int) -> peewee.Query:
    """The timeline of a case, oldest first."""
    steps = StepHead.select(*columns_in(StepHead, _StepRow))
    return steps.where(StepHead.case_key == case).order_by(StepHead.place)


@ComposedOnce
def _deadlines_of(case: int) -> peewee.Query:
    """What falls due in a case, the soonest first; of one day in the order in which the kind tells them."""
    due = DeadlineHead.select(*columns_in(DeadlineHead, _DeadlineRow))
    return due.where(DeadlineHead.case_key == case).order_by(DeadlineHead.due_on, DeadlineHead.key)


def load(station: Station, kind: CaseKind, number: str) -> Case:
    """The case of this number, or the one that a document of this number is about; raises Unknown."""
    # One connection for the whole case: a thread that keeps none would open one for each of these reads.
    with station.reading():
        own, connections = _head(station, kind, number), station.connections
        gone = kept.gone_case(connections, own.key) if own.state in (TAKEN_BACK, FOLDED) else None
        concerned, amended = kept.marks(connections, own.key)
        merged = _merged(station, own.key) if concerned else ()
        came_from = kept.came_from(connections, own.key) if merged else {}
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
            values=gone.values if gone else tables.read(connections, tables.case_table(kind), own.key),
            steps=_steps(station, kind, own.key, came_from),
            deadlines=_deadlines(station, own.key),
            documents=tuple(documents_of(station, own.key)),
            amendments=kept.amendments(connections, own.key) if amended else (),
            withdrawn_steps=(
                kept.withdrawn_steps(connections, kind, own.key, came_from) if concerned else ()
            ),
            withdrawal=gone.withdrawal if gone else None,
            merged=merged,
        )


def _head(station: Station, kind: CaseKind, number: str) -> _HeadRow:
    rows = _by_its_number.rows(station.connections, kind.key, number)
    # Second: a case is asked by its own number nearly always, and an officer with a paper in hand types that of the paper.
    rows = rows or _by_a_document.rows(station.connections, kind.key, number)
    if not rows:
        raise Unknown(f"“{kind.title}”里没有编号“{number}”")
    own = _HeadRow(*rows[0])
    # The row stays, for its number is never given again; whoever has it on paper learns why nothing is there.
    if own.state == WITHDRAWN:
        raise Unknown(f"{own.number} 已随整批导入撤销，编号不再使用")
    return own


def _merged(station: Station, key: int) -> tuple[MergedCase, ...]:
    """The cases folded into one, each followed by those that had been folded into it before."""
    found: list[MergedCase] = []
    for folded in kept.folded_into(station.connections, key):
        found.append(
            MergedCase(
                key=folded.key,
                number=folded.number,
                title=folded.title,
                values=folded.values,
                withdrawal=folded.withdrawal,
                documents=tuple(documents_of(station, folded.key)),
            )
        )
        found.extend(_merged(station, folded.key))
    return tuple(found)


def _steps(station: Station, kind: CaseKind, key: int, came_from: Mapping[int, str]) -> tuple[StepTaken, ...]:
    connections = station.connections
    return tuple(
        StepTaken(
            step=row.step,
            title=kind.step(row.step).title,
            day=row.day,
            from_state=row.from_state,
            to_state=row.to_state,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            entry=tables.read(connections, tables.step_table(kind, row.step), row.key),
            position=row.position,
            place=row.place,
            merged_from=came_from.get(row.position, ""),
        )
        for row in map(_StepRow._make, _steps_of.rows(connections, key))
    )


def _deadlines(station: Station, key: int) -> tuple[DeadlineDue, ...]:
    return tuple(
        DeadlineDue(
            row.code,
            row.title,
            date.fromisoformat(row.due_on),
            date.fromisoformat(row.plain_on),
            row.act,
            bool(row.provisional),
        )
        for row in map(_DeadlineRow._make, _deadlines_of.rows(station.connections, key))
    )


def refuse_gone(case: Case) -> None:
    """Raises Refused for a case that was taken back or folded into another already."""
    if case.withdrawal is not None:
        withdrawal = case.withdrawal
        raise Refused(
            f"{case.number} {case.state}（{withdrawal.by} {withdrawal.at[:10]}）：{withdrawal.reason}"
        )
