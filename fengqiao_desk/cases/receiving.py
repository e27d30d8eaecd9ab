"""Many new cases at once, as an import brings them: each checked and guarded as alone, then written by prepared statements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..fields import Checked, Field, FieldKind, Row, check_entry
from ..fields.checking import Memory
from ..problems import Problem
from ..station import Act, Changed, Station
from ..station.officers import Permission
from ..station.station import EntryChoices
from ..store import search
from ..values.json_text import to_json
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
    """The numbers given in the order of the entries, the first and last key of the cases, the SHA-256 over all of them as stored.

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
    with station.writing():
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
    """The values of a table's columns as they are stored; the conversion of each is remembered."""

    def __init__(self, table: FieldTable) -> None:
        self.table = table
        self.columns = [field.name for field in table.columns]
        self.children = [(field, _Stored(child)) for field, child in table.children]
        self._as_is = [type(field.kind).to_column is FieldKind.to_column for field in table.columns]
        self.rows: list[list[Any]] = []
        self.next_key = 0

    def of(self, values: Row) -> list[Any]:
        return [
            values[field.name] if as_is else field.kind.to_column(values[field.name])
            for field, as_is in zip(self.table.columns, self._as_is, strict=True)
        ]


class _Writer:
    """Takes entries one after the other; kinds with guards see each in the database before the next comes."""

    def __init__(self, station: Station, kind: CaseKind, act: Act) -> None:
        self._station, self._kind, self._act = station, kind, act
        self._choices = EntryChoices(station, act)
        self._memory: Memory = {}
        self._cases: list[tuple[Any, ...]] = []
        self._deadlines: list[tuple[Any, ...]] = []
        self._search: list[tuple[str, str, list[str]]] = []
        self._sequences: dict[int, int] = {}
        self._searched = _searched_by(kind.fields)
        self._table = _Stored(tables.case_table(kind))
        self.numbers: list[str] = []
        self.digest = hashlib.sha256()
        with station.reading():
            self.first_key = 1 + _highest(station, "cases", "key")
            for stored in _with_children(self._table):
                stored.next_key = 1 + _highest(station, stored.table.name, "row_key")
        self.last_key = self.first_key - 1

    def take(self, entry: Row) -> None:
        """Check and keep one entry; raises FaultyEntry or Refused, and then nothing of it is kept."""
        checked: Checked = check_entry(self._kind.fields, entry, self._choices, "", self._memory)
        values = checked.valid()
        situation = Situation(self._station, self._act, None, values)
        values = settle(self._kind, values, situation)
        ask_guards(self._kind.guards, situation)
        self._keep(values)
        if self._kind.guards:
            self._flush_cases()
        if len(self._search) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        self._flush_cases()
        connections = self._station.connections
        connections.insert_many("deadlines", _DEADLINES, self._deadlines)
        search.put_many(connections, self._kind.key, self._search)
        self._deadlines, self._search = [], []

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
        self._put(self._table, values, self.last_key)
        self.numbers.append(number)
        self.digest.update(to_json([number, values]).encode())
        if kind.deadlines is not None:
            own_deadlines = (
                kind,
                self.last_key,
                number,
                title,
                state,
                day,
                1,
                act.stamp,
                act.by.name,
                values,
            )
            self._add_deadlines(Case(*own_deadlines, steps=(), deadlines=(), documents=()))
        self._search.append((number, title, self._texts(values)))

    def _put(self, stored: _Stored, values: Row, key: int) -> None:
        stored.rows.append([key, *stored.of(values)])
        self._put_children(stored, values, key)

    def _put_children(self, stored: _Stored, values: Row, owner: int) -> None:
        for field, child in stored.children:
            for position, row in enumerate(values[field.name], start=1):
                key = child.next_key
                child.next_key += 1
                child.rows.append([key, owner, position, *child.of(row)])
                self._put_children(child, row, key)

    def _add_deadlines(self, case: Case) -> None:
        assert self._kind.deadlines is not None
        for due in sorted(self._kind.deadlines(case, self._station), key=lambda due: due.due_on):
            days = (due.due_on.isoformat(), due.plain_on.isoformat())
            self._deadlines.append((case.key, due.code, due.title, *days, int(due.provisional), due.act))

    def _flush_cases(self) -> None:
        connections = self._station.connections
        connections.insert_many("cases", _CASES, self._cases)
        self._cases = []
        for stored in (self._table, *_with_children(self._table)):
            keys = ("row_key", "owner_key", "row_position") if stored.table.repeated else ("owner_key",)
            connections.insert_many(stored.table.name, (*keys, *stored.columns), stored.rows)
            stored.rows = []

    def _texts(self, values: Row) -> list[str]:
        return _texts(self._searched, values)


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


def _with_children(stored: _Stored) -> list[_Stored]:
    """All tables below one, parents before children."""
    return [found for _, child in stored.children for found in (child, *_with_children(child))]


def _highest(station: Station, table: str, column: str, *of: Any) -> int:
    """The highest key of a table, or the highest sequence of a kind and year."""
    where = " WHERE kind = ? AND year = ?" if of else ""
    found = station.connections.run(f"SELECT coalesce(max({column}), 0) FROM {table}{where}", *of)  # noqa: S608
    return int(found[0][0])
