"""Checked values as the rows and the searched texts they will be stored as, many cases at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ...fields import Field, FieldKind, Row
from ...fields.declaration import Stored
from ...fields.several import NamesKind
from .tables import FieldTable


class WaitingRows:
    """The rows of a table as they will be stored, until they are written, and those of the tables below it."""

    def __init__(self, table: FieldTable) -> None:
        self.name = table.name
        own = ("row_key", "owner_key", "row_position") if table.repeated else ("owner_key",)
        self.columns = (*own, *(field.name for field in table.columns))
        self.children = [(field.name, WaitingRows(child)) for field, child in table.children]
        self.rows: list[list[Stored]] = []
        self.next_key = 0
        self._conversions = [(field.name, _conversion(field)) for field in table.columns]

    def put(self, values: Row, *own: int) -> None:
        """Keep one row with its own columns, and the rows below it."""
        row = [values[name] if to is None else to(values[name]) for name, to in self._conversions]
        self.rows.append([*own, *row])
        for name, child in self.children:
            for position, below in enumerate(values[name], start=1):
                # Keys are given here, not by SQLite: rows below name the key of their row before any of them is written.
                child.next_key += 1
                child.put(below, child.next_key, own[0], position)

    def tables(self) -> list[WaitingRows]:
        """This table and all below it, parents before children."""
        return [self, *(found for _, child in self.children for found in child.tables())]


def _conversion(field: Field) -> Callable[[Any], Stored] | None:
    """None where a value is stored as it is; a list of names is written as JSON once."""
    if type(field.kind).to_column is FieldKind.to_column:
        return None
    if not isinstance(field.kind, NamesKind):
        return field.kind.to_column
    # Thousands of rows name the same few officers.
    as_json = cache(lambda names: field.kind.to_column(list(names)))
    return lambda value: None if value is None else as_json(tuple(value))


FieldsSearched = list[tuple[Field, "FieldsSearched | None"]]


def searched_by(fields: Sequence[Field]) -> FieldsSearched:
    """The searched fields of a declaration in their order, rows with theirs."""
    return [
        (field, searched_by(field.rows) if field.is_rows else None)
        for field in fields
        if field.is_rows or field.searched
    ]


def texts_of(searched: FieldsSearched, values: Row) -> list[str]:
    """The texts of an entry that search looks through, in the order of its fields, those of rows among them."""
    texts: list[str] = []
    for field, below in searched:
        value = values[field.name]
        if below is not None:
            for row in value:
                texts += texts_of(below, row)
        elif value is not None:
            texts += field.kind.searched_texts(value)
    return texts
