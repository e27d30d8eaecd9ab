"""One column of a record: on the class what conditions are made of, on a record its value, and the `Field` that the shared rooms read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar, Unpack, overload

import peewee

from ..problems import Fault
from .declaration import AnyKind, EntryContext, Field, FieldKind, Offered, Offers, Row, SeveralKind, Stored
from .kinds import COUNT
from .predicate import Predicate

T = TypeVar("T")
V = TypeVar("V")

if TYPE_CHECKING:
    _Field = peewee.Field
else:

    class _Field(peewee.Field):
        """peewee's stubs are generic, its classes are not."""

        def __class_getitem__(cls, value: object) -> type[peewee.Field]:
            return cls


class Options(TypedDict, total=False):
    """What a column may say beyond label and kind; see `Field`. `name`: how its column is called where that is no Python name (`from`)."""

    name: str
    required_when: Callable[[Row], bool] | None
    asked_when: Callable[[Row], bool] | None
    missing_reason: str
    offers: Offers | None
    offers_in: Callable[[Row], Offered] | None
    unit_of: Callable[[Any, Row], str] | None
    vocabulary: str
    roles: tuple[str, ...]
    complete: Callable[[Row, EntryContext], list[Fault]] | None
    hint: str
    blocks: str
    unit: str
    unit_field: str
    remainder_field: str
    remainder_when: Callable[[Row], bool] | None
    starts_as: str
    future: bool
    searched: bool
    indexed: bool
    listed: bool
    masked: bool
    section: str


class NotThere(LookupError):
    """A value that was not selected, or that a form half filled has not told yet."""


@dataclass(frozen=True)
class Becomes:
    """A value that a column is given; made by `Column.becomes`, so that mypy knows both."""

    name: str
    plain: object


class _Accessor(peewee.FieldAccessor):
    """peewee reads what is not there as None; here that is a mistake, or a form half filled."""

    def __get__(
        self, instance: peewee.Model | None, instance_type: type[peewee.Model] | None = None
    ) -> object:
        if instance is None:
            return self.field
        try:
            return instance.__data__[self.name]
        except KeyError:
            raise NotThere(self.name) from None


def _compares(operator: str) -> Callable[[Column[object], object], Predicate]:
    def compare(column: Column[object], other: object) -> Predicate:
        return Predicate(column, operator, other)

    return compare


class Column(_Field[T]):
    """A column of a record class.

    `required` decides whether its value may be None; a column of several things (names, photos, points of a check list) never is.
    A required value that is empty is absent: reading it raises NotThere.
    """

    accessor_class = _Accessor
    declared: Field

    @overload
    def __init__(
        self: Column[V],
        label: str,
        kind: SeveralKind[V, Any],
        *,
        required: bool = ...,
        **more: Unpack[Options],
    ) -> None: ...
    @overload
    def __init__(
        self: Column[V],
        label: str,
        kind: FieldKind[V, Any],
        *,
        required: Literal[True],
        **more: Unpack[Options],
    ) -> None: ...
    @overload
    def __init__(
        self: Column[V | None],
        label: str,
        kind: FieldKind[V, Any],
        *,
        required: Literal[False] = ...,
        **more: Unpack[Options],
    ) -> None: ...
    def __init__(self, label: str, kind: AnyKind, *, required: bool = False, **more: Any) -> None:
        # Whether a value may be missing is said when an entry is checked; peewee makes none of our tables.
        super().__init__(null=True, column_name=more.pop("name", None))
        self.kind = kind
        self._declare: Callable[[str], Field] = partial(
            Field, label=label, kind=kind, required=required, **more
        )

    def bind(self, model: type[peewee.Model], name: str, set_attribute: bool = True) -> None:
        """Called by peewee when the class is made: only now is the column's name known, and with it its field."""
        super().bind(model, name, set_attribute)
        self.declared = self._declare(self.column_name)

    def stands_as(self, plain: object) -> Predicate:
        """That it holds what an entry says so; the value is bound as it is stored."""
        stored = None if plain is None else self.kind.to_column(plain)
        # Not `self == plain`: that takes what code reads, and its value would be converted a second time.
        return Predicate(
            self, peewee.OP.IS if plain is None else peewee.OP.EQ, peewee.Value(stored, converter=False)
        )

    def becomes(self, value: T) -> Becomes:
        """This value from now on; None or nothing empties the column."""
        # Nothing is NULL in the column, as a checked entry leaves it: `is_empty` would not find an empty list.
        empty = value is None or (isinstance(self.kind, SeveralKind) and not value)
        return Becomes(self.column_name, None if empty else self.kind.plain(value))

    def is_filled(self) -> Predicate:
        """That it holds a value."""
        return Predicate(self, peewee.OP.IS_NOT, None)

    def is_empty(self) -> Predicate:
        """That it holds none."""
        return Predicate(self, peewee.OP.IS, None)

    def db_value(self, value: T | None) -> Stored:
        """As SQLite keeps it (called by peewee for every value bound beside the column)."""
        return None if value is None else self.kind.to_column(self.kind.plain(value))

    def python_value(self, value: Stored) -> T | None:
        """As code reads it of a record (called by peewee for every value read)."""
        return None if value is None else self.kind.typed(self.kind.from_column(value))

    # A class that says `__eq__` loses its hash, and columns are keys of dictionaries.
    __hash__ = peewee.Field.__hash__

    # peewee's stubs take anything on either side; here mypy finds a day that is compared with a text.
    if TYPE_CHECKING:

        def __eq__(self, other: T | Column[T]) -> Predicate: ...  # type: ignore[override]
        def __ne__(self, other: T | Column[T]) -> Predicate: ...  # type: ignore[override]
        def __ge__(self, other: T | Column[T]) -> Predicate: ...
        def __gt__(self, other: T | Column[T]) -> Predicate: ...
        def __le__(self, other: T | Column[T]) -> Predicate: ...
        def __lt__(self, other: T | Column[T]) -> Predicate: ...
        def in_(self, other: Sequence[T] | peewee.SelectBase) -> Predicate:
            """That it holds one of these, or one that the query gives."""

        def not_in(self, other: Sequence[T] | peewee.SelectBase) -> Predicate:
            """That it holds none of these; as in SQL a column that is empty is not among the others either."""

        def __contains__(self, other: object) -> None: ...
    else:
        __eq__ = _compares(peewee.OP.EQ)
        __ne__ = _compares(peewee.OP.NE)
        __ge__ = _compares(peewee.OP.GTE)
        __gt__ = _compares(peewee.OP.GT)
        __le__ = _compares(peewee.OP.LTE)
        __lt__ = _compares(peewee.OP.LT)
        in_ = _compares(peewee.OP.IN)
        not_in = _compares(peewee.OP.NOT_IN)


class KeyColumn(Column[int]):
    """A column that ties rows together; no form shows it."""

    def __init__(self) -> None:
        super().__init__("", COUNT, required=True)
