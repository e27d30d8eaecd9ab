"""One class per thing that is stored: a kind, each of its rows, each step's entry. Table, form, list, search, sheets and audit follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Generic, Self, TypeVar, Unpack, cast, overload

import peewee

from .column import Becomes, Column, KeyColumn, NotThere, Options, V
from .declaration import AnyKind, Field, FieldKind, Row, SeveralKind
from .kinds import ROWS

_NAMED_IN_OPTIONS = ("missing_reason", "unit_field", "remainder_field")
_OWN = (
    "owner_key",
    "row_key",
    "row_position",
    "of",
    "plain",
    "if_filled",
    "fields",
    "columns",
    "rows_below",
    "table_name",
)
_TAKEN = frozenset((*dir(peewee.Model), *_OWN))
"""What every record has, so that no column may be called like it."""


class Record(peewee.Model):
    """A row that belongs to a case (its own fields) or to a step (its entry).

    Records are made by `of` from checked values, or read; what is written goes through `cases.saving.tables`, so nothing here saves.
    """

    owner_key = KeyColumn()

    class Meta:
        # Without this peewee would give every table an `id` that none of ours has.
        primary_key = False

    def __init__(self, **values: object) -> None:
        unknown = values.keys() - self._meta.combined.keys() - {"__no_default__"}
        if unknown:
            # peewee would keep them on the object and lose them.
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        super().__init__(**values)

    @classmethod
    def of(cls, values: Row) -> Self:
        """The record of plain, checked values; what a form half filled does not tell is not there."""
        # Past peewee's __init__, which sets value by value through its descriptors and takes twice as long (2.2 against 4.6 µs).
        made = cls.__new__(cls)
        data: dict[str, object] = {}
        rows: dict[str, object] = {}
        made.__data__, made.__rel__, made.__dict__["_dirty"] = data, rows, set()
        for attribute, column, typed, required, kind in _columns(cls):
            plain = values.get(column)
            if plain is not None:
                data[attribute] = plain if typed is None else typed(plain)
            # A required value that is empty stays absent, so that reading it raises NotThere instead of giving None.
            elif column in values and not required:
                data[attribute] = kind.nothing() if isinstance(kind, SeveralKind) else None
        for below in _rows(cls):
            if below.name in values:
                rows[below.name] = tuple(below.record.of(row) for row in values[below.name] or ())
        return made

    def plain(self) -> Row:
        """The values as they stand in an entry, in JSON and in the audit, in the order of the fields."""
        data, rows = self.__data__, self.__rel__
        # Every field in the order of the class, so that JSON, sheet and audit of two records are alike.
        values: Row = dict.fromkeys(field.name for field in self.fields())
        for attribute, column, typed, _, kind in _columns(type(self)):
            value = data.get(attribute)
            if value is not None and not (isinstance(kind, SeveralKind) and not value):
                values[column] = value if typed is None else kind.plain(value)
        for below in _rows(type(self)):
            values[below.name] = [row.plain() for row in rows.get(below.name, ())]
        return values

    def if_filled(self, column: Column[V]) -> V | None:
        """The value of a form half filled; None where it has not told it yet."""
        value: V | None = self.__data__.get(column.name)
        return value

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """What form, list, search, sheets and audit read, in the order of the class, what it inherits first."""
        return _fields(cls)

    @classmethod
    def columns(cls) -> tuple[Column[Any], ...]:
        """Its columns in the order of the class, those that tie rows together excepted."""
        return tuple(each for _, each in _declared(cls) if isinstance(each, Column))

    @classmethod
    def rows_below(cls) -> tuple[Rows[Any], ...]:
        """Its fields of rows."""
        return _rows(cls)

    @classmethod
    def table_name(cls) -> str:
        """The table its rows are in."""
        return str(cls._meta.table_name)

    @classmethod
    def validate_model(cls) -> None:
        """Called by peewee for every new class: no column hides what every record has, and columns name columns that are there."""
        # Record and RowRecord themselves come by here before the functions below are there.
        if cls.__module__ == __name__:
            return
        declared = dict(_declared(cls))
        hidden = [name for name in declared if name in _TAKEN]
        if hidden:
            raise TypeError(
                f"{cls.__name__}.{hidden[0]} hides what every record has: call it otherwise and say name="
            )
        names = {each.declared.name for each in declared.values()}
        if len(names) < len(declared):
            raise TypeError(f"two columns of {cls.__name__} have one name")
        for each in declared.values():
            for option in _NAMED_IN_OPTIONS:
                other = getattr(each.declared, option)
                if other and other not in names:
                    raise TypeError(f"{cls.__name__}.{each.name}: {option} names {other}, which is not there")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__data__ == other.__data__ and self.__rel__ == other.__rel__

    # What compares by values that can change is no key of a dictionary.
    __hash__ = None  # type: ignore[assignment]


class RowRecord(Record):
    """One row of a field of rows, kept in a table of its own in the order of `row_position`."""

    row_key = KeyColumn()
    row_position = KeyColumn()


R = TypeVar("R", bound=RowRecord)


class Rows(Generic[R]):
    """A field of rows: on a record the rows, on the class what they are."""

    declared: Field
    name: str
    owner: type[Record]

    def __init__(
        self, record: type[R], label: str, *, required: bool = False, **more: Unpack[Options]
    ) -> None:
        self.record = record
        self._more: dict[str, Any] = {"label": label, "required": required, **more}

    def __set_name__(self, owner: type[Record], name: str) -> None:
        self.name, self.owner = name, owner
        self.declared = Field(name, kind=ROWS, rows=self.record.fields(), **self._more)

    def path(self, position: int, column: Column[Any] | Rows[Any]) -> str:
        """Where a column of one of the rows is, for a fault; positions count from 1."""
        return f"{self.declared.name}[{position}].{column.declared.name}"

    def becomes(self, rows: Sequence[R]) -> Becomes:
        """These rows from now on."""
        return Becomes(self.name, [row.plain() for row in rows])

    @overload
    def __get__(self, record: None, owner: type[object]) -> Self: ...
    @overload
    def __get__(self, record: Record, owner: type[object]) -> tuple[R, ...]: ...
    def __get__(self, record: Record | None, owner: type[object]) -> Self | tuple[R, ...]:
        if record is None:
            return self
        try:
            return cast("tuple[R, ...]", record.__rel__[self.name])
        except KeyError:
            raise NotThere(self.name) from None


_Typed = tuple[str, str, Callable[[Any], object] | None, bool, AnyKind]


def _declared(cls: type[Record]) -> Iterator[tuple[str, Column[Any] | Rows[Any]]]:
    """Attribute and column (or rows) in the order of the classes; a class that declares one anew keeps its place."""
    found: dict[str, Column[Any] | Rows[Any]] = {}
    for base in reversed(cls.__mro__):
        for name, each in vars(base).items():
            if isinstance(each, Rows):
                found[name] = each
            elif isinstance(each, peewee.FieldAccessor) and type(each.field) is not KeyColumn:
                found[name] = each.field
    yield from found.items()


@cache
def _fields(cls: type[Record]) -> tuple[Field, ...]:
    return tuple(each.declared for _, each in _declared(cls))


@cache
def _rows(cls: type[Record]) -> tuple[Rows[Any], ...]:
    return tuple(each for _, each in _declared(cls) if isinstance(each, Rows))


@cache
def _columns(cls: type[Record]) -> tuple[_Typed, ...]:
    """Attribute, column, what makes a plain value typed (None where they are the same), whether it is required, kind."""
    return tuple(
        (
            name,
            each.column_name,
            None if type(each.kind).typed is FieldKind.typed else each.kind.typed,
            each.declared.required,
            each.kind,
        )
        for name, each in _declared(cls)
        if isinstance(each, Column)
    )
