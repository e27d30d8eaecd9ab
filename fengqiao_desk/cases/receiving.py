"""Many new cases at once, as an import brings them: all checked first, then guarded and written in one short transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..fields import Field, FieldKind, Row
from ..fields.kinds import NamesKind
from ..problems import Problem
from ..station import Act, Changed, Station
from ..station.officers import Permission
from ..store import search
from . import tables
from .checking import TOLD_EVERY, CheckedMany, Tell
from .history import HISTORY
from .kind import CaseKind, Situation
from .records import Case
from .tables import FieldTable
from .verbs import ask_guards, settle

_CASES = ("key", "kind", "number", "year", "sequence", "title", "state", "day", "recorded_at", "recorded_by")
_STEPS = (
    "key",
    "case_key",
    "position",
    "step",
    "from_state",
    "to_state",
    "day",
    "recorded_at",
    "recorded_by",
)
_DEADLINES = ("case_key", "code", "title", "due_on", "plain_on", "provisional", "act")


@dataclass(frozen=True)
class ReceivedMany:
    """The numbers given in the order of the entries, their days and titles, the first and last key of the cases, the SHA-256 over their rows as stored.

    `refused` has the place (from 0) and the problem of each entry that was not received, `finished` how many came in as over.
    """

    numbers: list[str]
    titles: list[tuple[str, str]]
    first_key: int
    last_key: int
    sha256: str
    refused: list[tuple[int, Problem]]
    finished: int


def receive_many(
    station: Station,
    kind: CaseKind,
    checked: CheckedMany,
    act: Act,
    tell: Tell | None = None,
    only_try: bool = False,
) -> ReceivedMany:
    """Record checked cases inside the caller's transaction, who undoes all when some are refused and writes the audit of the whole.

    One `Changed` without a number is told for all of them. `only_try` asks the guards and writes no more than they look at.
    """
    act.by.require(Permission.RECORD)
    writer = _Writer(station, kind, act)
    refused = list(checked.refused)
    with station.writing(), search.filling(station.connections):
        with station.connections.writing_late(writer.flush_cases):
            for place, entry in enumerate(checked.entries):
                try:
                    if entry is not None:
                        writer.take(*entry)
                except Problem as problem:
                    refused.append((place, problem))
                if not only_try:
                    writer.flush(least=TOLD_EVERY)
                if tell is not None and place % TOLD_EVERY == 0:
                    tell(len(checked.entries) + place, 2 * len(checked.entries))
            if only_try:
                writer.forget()
        writer.flush()
        station.tell(Changed(kind.key, "", act.by.name))
    return writer.received(sorted(refused, key=lambda each: each[0]))


class _Stored:
    """The rows of a table as they will be stored, and those of the tables below it."""

    def __init__(self, table: FieldTable) -> None:
        self.name = table.name
        self.repeated = table.repeated
        own = ("row_key", "owner_key", "row_position") if table.repeated else ("owner_key",)
        self.columns = (*own, *(field.name for field in table.columns))
        self.children = [(field.name, _Stored(child)) for field, child in table.children]
        self.rows: list[list[Any]] = []
        self.next_key = 0
        self._conversions = [(field.name, _conversion(field)) for field in table.columns]

    def put(self, values: Row, *own: int) -> None:
        """Keep one row with its own columns, and the rows below it."""
        row = [values[name] if to is None else to(values[name]) for name, to in self._conversions]
        self.rows.append([*own, *row])
        for name, child in self.children:
            for position, below in enumerate(values[name], start=1):
                child.next_key += 1
                child.put(below, child.next_key, own[0], position)

    def tables(self) -> list[_Stored]:
        """This table and all below it, parents before children."""
        return [self, *(found for _, child in self.children for found in child.tables())]


def _conversion(field: Field) -> Callable[[Any], Any] | None:
    """None where a value is stored as it is; a list of names is written as JSON once."""
    if type(field.kind).to_column is FieldKind.to_column:
        return None
    if not isinstance(field.kind, NamesKind):
        return field.kind.to_column
    as_json = cache(lambda names: field.kind.to_column(list(names)))
    return lambda value: None if value is None else as_json(tuple(value))


class _Writer:
    """Takes entries one after the other and writes them late; a guard that looks into the database finds all before its own."""

    def __init__(self, station: Station, kind: CaseKind, act: Act) -> None:
        self._station, self._kind, self._act = station, kind, act
        self._cases: list[tuple[Any, ...]] = []
        self._with_deadlines: list[Case] = []
        self._search: list[tuple[str, str, list[str]]] = []
        self._sequences: dict[int, int] = {}
        self._searched = _searched_by(kind.fields)
        self._table = _Stored(tables.case_table(kind))
        self._steps: list[tuple[Any, ...]] = []
        self._history = _Stored(tables.step_table(kind, HISTORY)) if kind.history else None
        self._history_searched = _searched_by(kind.history.step.fields) if kind.history else []
        self.numbers: list[str] = []
        self.titles: list[tuple[str, str]] = []
        self.finished = 0
        self.digest = hashlib.sha256()
        with station.reading():
            self.last_key = _highest(station, "cases", "key")
            for stored in self._table.tables()[1:]:
                stored.next_key = _highest(station, stored.name, "row_key")
            self._last_step = _highest(station, "steps", "key")
        self.first_key = self.last_key + 1

    def take(self, values: Row, end: Row | None) -> None:
        """Guard and keep one checked entry; raises FaultyEntry or Refused, and then nothing of it is kept."""
        situation = Situation(self._station, self._act, None, values)
        values = settle(self._kind, values, situation)
        ask_guards(self._kind.guards, situation)
        self._keep(values, end)

    def flush(self, least: int = 1) -> None:
        """Write what was kept, with its deadlines and search rows, as soon as so many cases wait."""
        if len(self._search) < least:
            return
        self.flush_cases()
        connections = self._station.connections
        deadlines = [row for case in self._with_deadlines for row in self._deadlines_of(case)]
        connections.insert_many("deadlines", _DEADLINES, deadlines)
        search.put_many(connections, self._kind.key, self._search)
        self._with_deadlines, self._search = [], []

    def flush_cases(self) -> None:
        """Write the cases alone: a guard is about to look at them."""
        if not self._cases:
            return
        rows, self._cases = self._cases, []
        self._station.connections.insert_many("cases", _CASES, rows)
        self._write(self._table)
        if self._history is not None and self._steps:
            steps, self._steps = self._steps, []
            self._station.connections.insert_many("steps", _STEPS, steps)
            self._write(self._history)

    def forget(self) -> None:
        """What was only tried is not written."""
        self._cases, self._steps, self._with_deadlines, self._search = [], [], [], []

    def received(self, refused: list[tuple[int, Problem]]) -> ReceivedMany:
        keys = (self.first_key, self.last_key)
        return ReceivedMany(self.numbers, self.titles, *keys, self.digest.hexdigest(), refused, self.finished)

    def _write(self, table: _Stored) -> None:
        for stored in table.tables():
            rows, stored.rows = stored.rows, []
            for row in rows:
                self.digest.update(repr(row).encode())
            self._station.connections.insert_many(stored.name, stored.columns, rows)

    def _keep(self, values: Row, end: Row | None) -> None:
        kind, act = self._kind, self._act
        day = values[kind.day_field][:10]
        year = int(day[:4])
        sequence = self._sequences.get(year) or _highest(self._station, "cases", "sequence", kind.key, year)
        self._sequences[year] = sequence = sequence + 1
        number = f"{kind.number_prefix}{year}-{sequence:04d}"
        title, state, texts = (
            kind.make_title(values),
            kind.first_state(values),
            _texts(self._searched, values),
        )
        self.last_key += 1
        if end is not None:
            state = self._put_end(end, state, day)
            texts += _texts(self._history_searched, end)
        own = (self.last_key, kind.key, number, year, sequence, title, state, day, act.stamp, act.by.name)
        self._cases.append(own)
        self._table.put(values, self.last_key)
        self.numbers.append(number)
        self.titles.append((day, title))
        self._search.append((number, title, texts))
        if kind.deadlines is not None and end is None:
            case = (kind, self.last_key, number, title, state, day, 1, act.stamp, act.by.name, values)
            self._with_deadlines.append(Case(*case, steps=(), deadlines=(), documents=()))

    def _put_end(self, end: Row, state: str, day: str) -> str:
        """Keep the step that ends a matter; gives the state after it. Without a day of its end it is never told as open."""
        history = self._kind.history
        assert history is not None
        assert history.step.choose_state is not None
        assert self._history is not None
        closed = history.step.choose_state(Situation(self._station, self._act, None, end))
        self._last_step += 1
        self.finished += 1
        step = (self._last_step, self.last_key, 1, HISTORY, state, closed, end["closed_on"] or day)
        self._steps.append((*step, self._act.stamp, self._act.by.name))
        self._history.put(end, self._last_step)
        return closed

    def _deadlines_of(self, case: Case) -> Iterator[tuple[Any, ...]]:
        assert self._kind.deadlines is not None
        for due in sorted(self._kind.deadlines(case, self._station), key=lambda due: due.due_on):
            days = (due.due_on.isoformat(), due.plain_on.isoformat())
            yield (case.key, due.code, due.title, *days, int(due.provisional), due.act)


_Searched = list[tuple[Field, "_Searched | None"]]


def _searched_by(fields: Sequence[Field]) -> _Searched:
    """The searched fields of a declaration in their order, rows with theirs."""
    return [
        (field, _searched_by(field.rows) if field.is_rows else None)
        for field in fields
        if field.is_rows or field.searched
    ]


def _texts(searched: _Searched, values: Row) -> list[str]:
    texts: list[str] = []
    for field, below in searched:
        value = values[field.name]
        if below is not None:
            for row in value:
                texts += _texts(below, row)
        elif value is not None:
            texts += field.kind.searched_texts(value)
    return texts


def _highest(station: Station, table: str, column: str, *of: Any) -> int:
    """The highest key of a table, or the highest sequence of a kind and year."""
    where = " WHERE kind = ? AND year = ?" if of else ""
    found = station.connections.run(f"SELECT coalesce(max({column}), 0) FROM {table}{where}", *of)  # noqa: S608
    return int(found[0][0])
