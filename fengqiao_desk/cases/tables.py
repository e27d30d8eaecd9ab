"""Tables from declared fields: a set of fields is a table, a field of rows a table below it; STRICT, with the kinds' CHECKs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..fields import Field, Row
from ..store.database import Connections
from .kind import CaseKind


@dataclass(frozen=True)
class FieldTable:
    """One table: `owner_key` refers to `parent`; rows below it are tables of their own, in the order of `row_position`."""

    name: str
    parent: str
    fields: tuple[Field, ...]
    repeated: bool

    @property
    def columns(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if not field.is_rows)

    @property
    def children(self) -> tuple[tuple[Field, FieldTable], ...]:
        """The tables of the fields of rows."""
        own = f"{self.name} (row_key)" if self.repeated else f"{self.name} (owner_key)"
        return tuple(
            (field, FieldTable(f"{self.name}_{field.name}", own, field.rows, repeated=True))
            for field in self.fields
            if field.is_rows
        )

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
        return f"CREATE TABLE {self.name} (\n    " + ",\n    ".join(lines) + "\n) STRICT"


def case_table(kind: CaseKind) -> FieldTable:
    return FieldTable(kind.key, "cases (key)", kind.fields, repeated=False)


def step_table(kind: CaseKind, step: str) -> FieldTable:
    return FieldTable(f"{kind.key}_step_{step}", "steps (key)", kind.step(step).fields, repeated=False)


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
    return [*made, f'CREATE INDEX {kind.key}_by_day ON {kind.key} ("{kind.day_field}")', *indexes]


def ensure(connections: Connections, kinds: tuple[CaseKind, ...]) -> None:
    """Make the tables of a kind this folder has never seen; folders of a released kind have them by migration."""
    known = {row[0] for row in connections.run("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = [kind for kind in kinds if kind.key not in known]
    if not missing:
        return
    with connections.writing():
        for kind in missing:
            for statement in definitions(kind):
                connections.run(statement)
    connections.forget_columns()


def write(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    """Insert the values of a set of fields and of the rows below it."""
    connections.insert(table.name, {"owner_key": owner, **_stored(table, values)})
    _write_children(connections, table, owner, values)


def rewrite(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    """Replace the values of a set of fields; rows below are written anew."""
    stored = _stored(table, values)
    if stored:
        columns = ", ".join(f'"{name}" = ?' for name in stored)
        connections.run(f"UPDATE {table.name} SET {columns} WHERE owner_key = ?", *stored.values(), owner)  # noqa: S608
    for _, child in table.children:
        _delete(connections, child, owner)
    _write_children(connections, table, owner, values)


def read(connections: Connections, table: FieldTable, owner: int) -> Row:
    """The values of a set of fields with the rows below it."""
    return _read(connections, table, owner, "")[0]


def _read(connections: Connections, table: FieldTable, owner: int, order: str) -> list[Row]:
    """The rows of a table that belong to one owner; names come from declarations, never from an entry."""
    key = "row_key" if table.repeated else "owner_key"
    columns = ", ".join([key, *(f'"{field.name}"' for field in table.columns)])
    rows = connections.run(f"SELECT {columns} FROM {table.name} WHERE owner_key = ?{order}", owner)  # noqa: S608
    return [_plain(connections, table, *row) for row in rows]


def _plain(connections: Connections, table: FieldTable, key: int, *stored: Any) -> Row:
    values: Row = {
        field.name: field.kind.from_column(value) for field, value in zip(table.columns, stored, strict=True)
    }
    for field, child in table.children:
        values[field.name] = _read(connections, child, key, " ORDER BY row_position")
    return {field.name: values[field.name] for field in table.fields}


def _stored(table: FieldTable, values: Row) -> Row:
    return {field.name: field.kind.to_column(values.get(field.name)) for field in table.columns}


def _write_children(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    for field, child in table.children:
        for position, row in enumerate(values.get(field.name) or [], start=1):
            own = {"owner_key": owner, "row_position": position}
            key = connections.insert(child.name, {**own, **_stored(child, row)})
            _write_children(connections, child, key, row)


def _delete(connections: Connections, table: FieldTable, owner: int) -> None:
    for _, child in table.children:
        for (key,) in connections.run(f"SELECT row_key FROM {table.name} WHERE owner_key = ?", owner):  # noqa: S608
            _delete(connections, child, key)
    connections.run(f"DELETE FROM {table.name} WHERE owner_key = ?", owner)  # noqa: S608


def _with_children(table: FieldTable) -> Iterator[FieldTable]:
    yield table
    for _, child in table.children:
        yield from _with_children(child)


def _column(field: Field) -> str:
    name = f'"{field.name}"'
    rule = f" CHECK ({field.kind.rule.format(name)})" if field.kind.rule else ""
    return f"{name} {field.kind.column}{rule}"
