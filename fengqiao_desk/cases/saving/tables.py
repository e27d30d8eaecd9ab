"""Tables from records: a record class is a table, its rows a table below it; STRICT, with the kinds' CHECKs. Read and written by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import peewee

from ...fields import Column, Field, FieldKind, Record, Row, RowRecord
from ...fields.declaration import Stored
from ...store.database import Connections
from ...store.driver import text_of
from ..kind import CaseKind

# Stands for the key of the owner in a statement that is compiled once.
_ANY_OWNER = 0


@dataclass(frozen=True)
class FieldTable:
    """One table: `owner_key` refers to `parent`; rows below it are tables of their own, in the order of `row_position`."""

    record: type[Record]
    parent: str

    @cached_property
    def name(self) -> str:
        """As the record says: `disputes`, `disputes_parties`."""
        return self.record.table_name()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the record, those of rows too, which have tables of their own."""
        return self.record.fields()

    @property
    def repeated(self) -> bool:
        """Whether an owner has several rows in it."""
        return issubclass(self.record, RowRecord)

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that are columns of this table."""
        return tuple(field for field in self.fields if not field.is_rows)

    @cached_property
    def children(self) -> tuple[tuple[Field, FieldTable], ...]:
        """The tables of the fields of rows."""
        own = f"{self.name} (row_key)" if self.repeated else f"{self.name} (owner_key)"
        return tuple((rows.declared, FieldTable(rows.record, own)) for rows in self.record.rows_below())

    def definition(self) -> str:
        """The CREATE TABLE of this table alone."""
        lines = (
            [
                "row_key INTEGER PRIMARY KEY",
                f"owner_key INTEGER NOT NULL REFERENCES {self.parent}",
                "row_position INTEGER NOT NULL CHECK (row_position > 0)",
            ]
            if self.repeated
            else [f"owner_key INTEGER PRIMARY KEY REFERENCES {self.parent}"]
        )
        lines.extend(_column(field) for field in self.columns)
        if self.repeated:
            lines.append("UNIQUE (owner_key, row_position)")
        # STRICT: without it SQLite keeps any text in a column of integers, and a sum over it is wrong without a word.
        return f"CREATE TABLE {self.name} (\n    " + ",\n    ".join(lines) + "\n) STRICT"


@cache
def case_table(kind: CaseKind) -> FieldTable:
    """The table of the fields of a kind, a row for each case."""
    return FieldTable(kind.record, "cases (key)")


@cache
def step_table(kind: CaseKind, step: str) -> FieldTable:
    """The table of the entries of a step; raises Unknown for a step the kind does not have."""
    return FieldTable(kind.step(step).record, "steps (key)")


def tables_of(kind: CaseKind) -> Iterator[FieldTable]:
    """Every table of a kind, parents before children."""
    for root in (case_table(kind), *(step_table(kind, step.key) for step in kind.recorded_steps)):
        yield from _with_children(root)


def definitions(kind: CaseKind) -> list[str]:
    """All CREATE statements of a kind, its index on the day it is counted by included."""
    made = [table.definition() for table in tables_of(kind)]
    indexes = [
        f'CREATE INDEX {table.name}_by_{field.name} ON {table.name} ("{field.name}")'
        for table in tables_of(kind)
        for field in table.columns
        if field.indexed
    ]
    # Figures and lists ask a kind by its day.
    return [*made, f'CREATE INDEX {kind.key}_by_day ON {kind.key} ("{kind.day_field}")', *indexes]


def ensure(connections: Connections, kinds: tuple[CaseKind, ...]) -> None:
    """Make the tables of a kind this folder has never seen; folders of a released kind have them by migration."""
    with connections.reading():
        known = set(connections.database.get_tables())
    missing = [kind for kind in kinds if kind.key not in known]
    if not missing:
        return
    with connections.writing():
        for kind in missing:
            for statement in definitions(kind):
                connections.run(statement)
    # What was asked of the tables before they were there is remembered.
    connections.forget_columns()


def write(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    """Insert the values of a record and of the rows below it."""
    connections.insert(table.name, {"owner_key": owner, **_stored(table, values)})
    _write_children(connections, table, owner, values)


def rewrite(connections: Connections, table: FieldTable, owner: int, old: Row, values: Row) -> None:
    """Replace the values of a record; rows below are written anew where they are others than the old."""
    # A record may have rows alone; an UPDATE that sets nothing is no SQL.
    if table.columns:
        statement, names = _change(table)
        stored = _stored(table, values)
        connections.run(statement, *(stored[name] for name in names), owner)
    for field, child in table.children:
        rows = values.get(field.name) or []
        # Untouched rows stay as they are: a corrected phone number would write every clause and batch anew.
        if rows != (old.get(field.name) or []):
            _delete(connections, child, owner)
            _write_rows(connections, child, owner, rows)


def remove(connections: Connections, table: FieldTable, owner: int) -> None:
    """Take the values of a record and of the rows below it out of their tables; the caller has kept them."""
    for _, child in table.children:
        _delete(connections, child, owner)
    connections.run(_removal(table)[1], owner)


def read(connections: Connections, table: FieldTable, owner: int) -> Row:
    """The values of a record with the rows below it."""
    return _read(connections, table, owner)[0]


def _read(connections: Connections, table: FieldTable, owner: int) -> list[Row]:
    """The rows of a table that belong to one owner."""
    return [_plain(connections, table, *row) for row in connections.run(_selection(table), owner)]


def _plain(connections: Connections, table: FieldTable, key: int, *stored: Stored) -> Row:
    values: Row = dict.fromkeys(field.name for field in table.fields)
    for (name, from_column), value in zip(_readings(table), stored, strict=True):
        values[name] = value if from_column is None or value is None else from_column(value)
    for field, child in table.children:
        values[field.name] = _read(connections, child, key)
    return values


@cache
def _selection(table: FieldTable) -> str:
    """The rows of one owner in their order, compiled once: by key, building costs more than asking."""
    record = table.record
    if not issubclass(record, RowRecord):
        return text_of(_of_owner(record, record.owner_key))[0]
    return text_of(_of_owner(record, record.row_key).order_by(record.row_position))[0]


def _of_owner(record: type[Record], key: Column[int]) -> peewee.ModelSelect[Record]:
    return record.select(key, *record.columns()).where(record.owner_key == _ANY_OWNER)


@cache
def _readings(table: FieldTable) -> tuple[tuple[str, Callable[[Stored], object] | None], ...]:
    """Name and reading of each column, None where a value is stored as it is."""
    same = FieldKind.from_column
    return tuple(
        (field.name, None if type(field.kind).from_column is same else field.kind.from_column)
        for field in table.columns
    )


def _stored(table: FieldTable, values: Row) -> Row:
    return {field.name: field.kind.to_column(values.get(field.name)) for field in table.columns}


def _write_children(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    for field, child in table.children:
        _write_rows(connections, child, owner, values.get(field.name) or [])


def _write_rows(connections: Connections, table: FieldTable, owner: int, rows: Sequence[Row]) -> None:
    for position, row in enumerate(rows, start=1):
        own = {"owner_key": owner, "row_position": position}
        key = connections.insert(table.name, {**own, **_stored(table, row)})
        _write_children(connections, table, key, row)


def _delete(connections: Connections, table: FieldTable, owner: int) -> None:
    # Rows below go first: foreign keys are on, and none of ours cascades a deletion.
    keys, removal = _removal(table)
    if table.children:
        for (key,) in connections.run(keys, owner):
            for _, child in table.children:
                _delete(connections, child, key)
    connections.run(removal, owner)


@cache
def _change(table: FieldTable) -> tuple[str, tuple[str, ...]]:
    """The statement that replaces a record's values, compiled once, and the names of its values in their order."""
    record = table.record
    # peewee sets the columns in an order of its own: each has its name for a value, and the values tell the order.
    named = {column: peewee.Value(column.declared.name, converter=False) for column in record.columns()}
    statement, values = text_of(record.update(named).where(record.owner_key == _ANY_OWNER))
    return statement, tuple(map(str, values[:-1]))


@cache
def _removal(table: FieldTable) -> tuple[str, str]:
    """The keys of the rows of an owner, and their removal, compiled once."""
    record = table.record
    of_owner = record.owner_key == _ANY_OWNER
    # A record of a case or a step has no key but its owner's.
    key = record.row_key if issubclass(record, RowRecord) else record.owner_key
    return text_of(record.select(key).where(of_owner))[0], text_of(record.delete().where(of_owner))[0]


def _with_children(table: FieldTable) -> Iterator[FieldTable]:
    yield table
    for _, child in table.children:
        yield from _with_children(child)


def _column(field: Field) -> str:
    name = f'"{field.name}"'
    rule = f" CHECK ({field.kind.rule.format(name)})" if field.kind.rule else ""
    return f"{name} {field.kind.column}{rule}"
