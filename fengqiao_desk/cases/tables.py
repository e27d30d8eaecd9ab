"""Tables from declared fields: a set of fields is a table, a field of rows a table below it; STRICT, with the kinds' CHECKs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import peewee

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
    for root in (case_table(kind), *(step_table(kind, step.key) for step in kind.steps)):
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
    stored = {field.name: field.kind.to_column(values.get(field.name)) for field in table.columns}
    connections.table(table.name).insert({"owner_key": owner, **stored}).execute()
    _write_children(connections, table, owner, values)


def rewrite(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    """Replace the values of a set of fields; rows below are written anew."""
    target = connections.table(table.name)
    stored = {
        peewee.Column(target, field.name): field.kind.to_column(values.get(field.name))
        for field in table.columns
    }
    target.update(stored).where(target.owner_key == owner).execute()
    for _, child in table.children:
        _delete(connections, child, owner)
    _write_children(connections, table, owner, values)


def read(connections: Connections, table: FieldTable, owner: int) -> Row:
    """The values of a set of fields with the rows below it."""
    found = connections.table(table.name)
    stored = next(iter(found.select().where(found.owner_key == owner).limit(1)))
    return _plain(connections, table, stored, owner)


def _plain(connections: Connections, table: FieldTable, stored: Row, key: int) -> Row:
    values: Row = {field.name: field.kind.from_column(stored[field.name]) for field in table.columns}
    for field, child in table.children:
        rows = connections.table(child.name)
        query = rows.select().where(rows.owner_key == key).order_by(rows.row_position)
        values[field.name] = [_plain(connections, child, row, row["row_key"]) for row in query]
    return {field.name: values[field.name] for field in table.fields}


def _write_children(connections: Connections, table: FieldTable, owner: int, values: Row) -> None:
    for field, child in table.children:
        for position, row in enumerate(values.get(field.name) or [], start=1):
            stored = {column.name: column.kind.to_column(row.get(column.name)) for column in child.columns}
            key = (
                connections.table(child.name)
                .insert({"owner_key": owner, "row_position": position, **stored})
                .execute()
            )
            _write_children(connections, child, key, row)


def _delete(connections: Connections, table: FieldTable, owner: int) -> None:
    rows = connections.table(table.name)
    for _, child in table.children:
        for row in list(rows.select(rows.row_key).where(rows.owner_key == owner)):
            _delete(connections, child, row["row_key"])
    rows.delete().where(rows.owner_key == owner).execute()


def _with_children(table: FieldTable) -> Iterator[FieldTable]:
    yield table
    for _, child in table.children:
        yield from _with_children(child)


def _column(field: Field) -> str:
    name = f'"{field.name}"'
    rule = f" CHECK ({field.kind.rule.format(name)})" if field.kind.rule else ""
    return f"{name} {field.kind.column}{rule}"
