"""The bridge: kinds that are still declared by tuples of fields and read dictionaries; it goes when the last of them has its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..fields import Becomes, Column, Field, Record, Row, RowRecord, Rows
from ..problems import Refused
from ..station import Act, Station
from ..station.station import EntryChoices
from .history import History, OldLedger, history_of
from .kind import CaseKind
from .records import Case
from .situations import Considering, Receiving, Taking
from .starting import starting_entry
from .step import Step


@dataclass(frozen=True)
class Situation:
    """What a guard looks at: the case as it stands (None at receipt), the checked entry, who acts and when."""

    station: Station
    act: Act
    case: Case | None
    entry: Row


Guard = Callable[[Situation], Refused | None]


@dataclass(frozen=True)
class PlainStep:
    """A step of which nothing is a record yet; see `Step`."""

    key: str
    title: str
    fields: tuple[Field, ...]
    from_states: tuple[str, ...] = ()
    to_states: tuple[str, ...] = ()
    choose_state: Callable[[Situation], str] | None = None
    day_field: str = ""
    guards: tuple[Guard, ...] = ()
    sets: Callable[[Situation], Row] | None = None
    summary: Callable[[Row], str] | None = None
    tells: Callable[[Case, Row], str] | None = None
    reminders: Callable[[Station, Case], list[str]] | None = None
    in_bulk: bool = False
    begins: Callable[[Case, Station, date], Row] | None = None

    def placed(self, of: type[Any]) -> Step[Any, Any]:
        """The step of a kind with these fields."""
        record = record_of(f"{of.table_name()}_step_{self.key}", self.fields)
        return _PlacedStep(
            of,
            record,
            self.title,
            self.from_states,
            self.to_states,
            choose_state=_seen(self.choose_state),
            day=getattr(record, self.day_field) if self.day_field else None,
            guards=tuple(_asked(guard) for guard in self.guards),
            sets=_changes(self.sets),
            summary=_of_row(self.summary),
            tells=_told(self.tells),
            reminders=self.reminders,
            in_bulk=self.in_bulk,
            begins=_begun(self.begins),
            plain_guards=self.guards,
        )


def plain_steps(of: type[Record], *steps: PlainStep) -> tuple[Step[Any, Any], ...]:
    """Steps of a kind that has its record, whose entries have none yet."""
    return tuple(step.placed(of) for step in steps)


@dataclass(frozen=True)
class PlainHistory:
    """What `history_of` took: the vocabulary of results, the state an entry leads to, the field that keeps the words."""

    vocabulary: str
    closed: Callable[[Row], str]
    kept_in: str

    def placed(self, of: type[Any]) -> History:
        attributes = {
            "result": Column("办结情况", OldLedger.result.kind, required=True, vocabulary=self.vocabulary),
            "Meta": type("Meta", (), {"table_name": f"{of.table_name()}_step_history"}),
        }
        record = type("PlainOldLedger", (OldLedger,), attributes)
        closed = self.closed
        return history_of(of, record, lambda entry: closed(entry.plain()), getattr(of, self.kept_in))


def plain_kind(
    *,
    key: str,
    fields: tuple[Field, ...],
    day_field: str,
    first_state: Callable[[Row], str],
    make_title: Callable[[Row], str],
    make_subtitle: Callable[[Row], str],
    steps: Sequence[PlainStep] = (),
    guards: tuple[Guard, ...] = (),
    belongs_to: tuple[str, str] | None = None,
    complete: Callable[[Row, Situation], Row] | None = None,
    alike: Callable[[Station, Sequence[Row]], list[Any]] | None = None,
    history: PlainHistory | None = None,
    **more: Any,
) -> CaseKind:
    """A kind declared as kinds were before their fields were records."""
    record: Any = record_of(key, fields)
    return CaseKind(
        record=record,
        day=getattr(record, day_field),
        first_state=lambda row: first_state(row.plain()),
        make_title=lambda row: make_title(row.plain()),
        make_subtitle=lambda row: make_subtitle(row.plain()),
        steps=plain_steps(record, *steps),
        guards=tuple(_received(guard) for guard in guards),
        belongs_to=(getattr(record, belongs_to[0]), belongs_to[1]) if belongs_to else None,
        settles=_settled(complete) if complete else None,
        alike=(lambda station, rows: alike(station, [row.plain() for row in rows])) if alike else None,
        history=history.placed(record) if history else None,
        **more,
    )


class _GivenColumn(Column[Any]):
    """A column of a field that is declared already."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.label, field.kind, name=field.name)
        self._declare = lambda name: field


class _GivenRows(Rows[Any]):
    def __init__(self, record: type[RowRecord], field: Field) -> None:
        super().__init__(record, field.label)
        self._field = field

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name, self.owner, self.declared = name, owner, self._field


def record_of(table: str, fields: tuple[Field, ...], base: type[Record] = Record) -> type[Record]:
    """A record class with a column for each field."""
    attributes: dict[str, Any] = {"Meta": type("Meta", (), {"table_name": table})}
    for field in fields:
        if field.is_rows:
            below: Any = record_of(f"{table}_{field.name}", field.rows, RowRecord)
            attributes[field.name] = _GivenRows(below, field)
        else:
            attributes[field.name] = _GivenColumn(field)
    return type("".join(part.title() for part in table.split("_")), (base,), attributes)


class _NotTypedYet(Exception):
    """A guard asked for a field that only the form will tell."""


class _AsFarAsKnown(dict[str, Any]):
    """The entry a form would begin with; what is not in it is still to be typed."""

    def __missing__(self, name: str) -> Any:
        raise _NotTypedYet(name)


@dataclass(frozen=True, eq=False)
class _PlacedStep(Step[Any, Any]):
    """A step whose guards do not tell what they say of the case alone: menus ask them with what a form would begin with."""

    plain_guards: tuple[Guard, ...] = ()

    def forbidden(self, now: Considering[Any]) -> Refused | None:
        plain = tuple(field for field in self.fields if not field.is_rows)
        entry = _AsFarAsKnown(starting_entry(plain, EntryChoices(now.station, now.act), now.act))
        situation = Situation(now.station, now.act, now.case, entry)
        for guard in self.plain_guards:
            try:
                refused = guard(situation)
            except _NotTypedYet:
                continue
            if refused is not None and not refused.faults:
                return refused
        return None


def _situation(now: Taking) -> Situation:
    return Situation(now.station, now.act, now.case, now.entry.plain())


def _received(guard: Guard) -> Callable[[Receiving], Refused | None]:
    return lambda now: guard(Situation(now.station, now.act, now.case, now.entry.plain()))


def _settled(complete: Callable[[Row, Situation], Row]) -> Callable[[Receiving], list[Becomes]]:
    def settles(now: Receiving) -> list[Becomes]:
        values = now.entry.plain()
        found = complete(values, Situation(now.station, now.act, now.case, values))
        return [Becomes(name, value) for name, value in found.items()]

    return settles


def _asked(guard: Guard) -> Callable[[Taking], Refused | None]:
    return lambda now: guard(_situation(now))


def _seen(choose: Callable[[Situation], str] | None) -> Callable[[Taking], str] | None:
    return (lambda now: choose(_situation(now))) if choose else None


def _changes(sets: Callable[[Situation], Row] | None) -> Callable[[Taking], list[Becomes]] | None:
    if sets is None:
        return None
    return lambda now: [Becomes(name, value) for name, value in sets(_situation(now)).items()]


def _of_row(summary: Callable[[Row], str] | None) -> Callable[[Record], str] | None:
    return (lambda entry: summary(entry.plain())) if summary else None


def _told(tells: Callable[[Case, Row], str] | None) -> Callable[[Case, Record], str] | None:
    return (lambda case, entry: tells(case, entry.plain())) if tells else None


def _begun(
    begins: Callable[[Case, Station, date], Row] | None,
) -> Callable[[Considering], list[Becomes]] | None:
    if begins is None:
        return None
    return lambda now: [
        Becomes(name, value) for name, value in begins(now.case, now.station, now.act.day).items()
    ]
