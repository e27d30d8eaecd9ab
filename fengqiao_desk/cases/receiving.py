"""Many new cases at once, as an import brings them: each checked and guarded as alone, then written by prepared statements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..fields import Checked, Field, FieldKind, Row, check_entry
from ..fields.checking import Memory
from ..fields.kinds import NamesKind
from ..problems import Problem
from ..station import Act, Changed, Station
from ..station.officers import Permission
from ..station.station import EntryChoices
from ..store import search
from . import tables
from .kind import CaseKind, Situation
from .records import Case
from .tables import FieldTable
from .verbs import ask_guards, settle

Tell = Callable[[int, int], None]
"""Told how many of how many are through; it may raise to stop the work, and then nothing is kept."""
_AT_ONCE = 500
_CASES = ("key", "kind", "number", "year", "sequence", "title", "state", "day", "recorded_at", "recorded_by")
_DEADLINES = ("case_key", "code", "title", "due_on", "plain_on", "provisional", "act")


@dataclass(frozen=True)
class ReceivedMany:
    """The numbers given in the order of the entries, the first and last key of the cases, the SHA-256 over their rows as stored.

    `refused` has the place (from 0) and the problem of each entry that was not received.
    """

    numbers: list[str]
    first_key: int
    last_key: int
    sha256: str
    refused: list[tuple[int, Problem]]


def receive_many(
    station: Station, kind: CaseKind, entries: Sequence[Row], act: Act, tell: Tell | None = None
) -> ReceivedMany:
    """Record new cases inside the caller's transaction, who undoes all when some are refused and writes the audit of the whole.

    One `Changed` without a number is told for all of them.
    """
    act.by.require(Permission.RECORD)
    writer = _Writer(station, kind, act)
    refused: list[tuple[int, Problem]] = []
    with station.writing(), search.filling(station.connections):
        with station.connections.writing_late(writer.flush_cases):
            for place, entry in enumerate(entries):
                try:
                    writer.take(entry)
                except Problem as problem:
                    refused.append((place, problem))
                if tell is not None and place % _AT_ONCE == 0:
                    tell(place, len(entries))
        writer.flush()
        station.tell(Changed(kind.key, "", act.by.name))
    return ReceivedMany(writer.numbers, writer.first_key, writer.last_key, writer.digest.hexdigest(), refused)


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
        self._choices = EntryChoices(station, act)
        self._memory: Memory = {}
        self._cases: list[tuple[Any, ...]] = []
        self._with_deadlines: list[Case] = []
        self._search: list[tuple[str, str, list[str]]] = []
        self._sequences: dict[int, int] = {}
        self._searched = _searched_by(kind.fields)
        self._table = _Stored(tables.case_table(kind))
        self.numbers: list[str] = []
        self.digest = hashlib.sha256()
        with station.reading():
            self.last_key = _highest(station, "cases", "key")
            for stored in self._table.tables()[1:]:
                stored.next_key = _highest(station, stored.name, "row_key")
        self.first_key = self.last_key + 1

    def take(self, entry: Row) -> None:
        """Check and keep one entry; raises FaultyEntry or Refused, and then nothing of it is kept."""
        checked: Checked = check_entry(self._kind.fields, entry, self._choices, "", self._memory)
        values = checked.valid()
        situation = Situation(self._station, self._act, None, values)
        values = settle(self._kind, values, situation)
        ask_guards(self._kind.guards, situation)
        self._keep(values)
        if len(self._search) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was kept, with its deadlines and search rows."""
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
        for stored in self._table.tables():
            rows_of_table, stored.rows = stored.rows, []
            for row in rows_of_table:
                self.digest.update(repr(row).encode())
            self._station.connections.insert_many(stored.name, stored.columns, rows_of_table)

    def _keep(self, values: Row) -> None:
        kind, act = self._kind, self._act
        day = values[kind.day_field][:10]
        year = int(day[:4])
        sequence = self._sequences.get(year) or _highest(self._station, "cases", "sequence", kind.key, year)
        self._sequences[year] = sequence = sequence + 1
        number = f"{kind.number_prefix}{year}-{sequence:04d}"
        title, state = kind.make_title(values), kind.first_state(values)
        self.last_key += 1
        own = (self.last_key, kind.key, number, year, sequence, title, state, day, act.stamp, act.by.name)
        self._cases.append(own)
        self._table.put(values, self.last_key)
        self.numbers.append(number)
        self._search.append((number, title, _texts(self._searched, values)))
        if kind.deadlines is not None:
            case = (kind, self.last_key, number, title, state, day, 1, act.stamp, act.by.name, values)
            self._with_deadlines.append(Case(*case, steps=(), deadlines=(), documents=()))

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
