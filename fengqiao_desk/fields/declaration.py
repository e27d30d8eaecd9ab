"""What a field is: its name, label, kind and rules, declared once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, Self, TypeVar, cast

from ..problems import Fault

# A row of plain values as they stand in an entry: text, numbers, true/false, lists, rows, None.
Row = dict[str, Any]
V = TypeVar("V")
P = TypeVar("P")
Stored = str | int | None
"""What a column of SQLite holds."""
Offered = Sequence[tuple[Any, str]]
"""What a value may be, each with its words."""
Offers = Callable[[Any], Offered]
"""What a case offers; `Any`, as cases are two floors above and every kind has its own."""


class EntryContext(Protocol):
    """What checking an entry needs to know of the station on the day of the act."""

    @property
    def day(self) -> date:
        """The day of the act; nothing recorded as done may lie after it."""

    @property
    def signed_in(self) -> str:
        """Name of the officer who enters."""

    def terms(self, vocabulary: str) -> Sequence[str]:
        """Labels of a vocabulary that may be chosen."""

    def officer_names(self, roles: tuple[str, ...]) -> Sequence[str]:
        """Officers of these roles (all when empty) who serve on the day."""

    def areas(self) -> Sequence[str]:
        """Names of the station's areas."""

    def text_blocks(self, key: str) -> Mapping[str, str]:
        """The parts of a standing text by their names."""

    def wordings(self, fact: str) -> Mapping[str, str]:
        """The standing texts of the day that have this fact, by key with what they are for."""

    def offered(self, field: Field) -> Offered:
        """What `Field.offers` gives for the case the entry is about, where there is one; else what the kind of the field offers."""


class FieldKind(Generic[V, P]):
    """How values of one sort are read, stored, shown and searched; the entry's plain form is the one in between.

    Of each kind there is one object. `V` is what code reads of a record (`typed`), `P` the plain form. `key` is what `kinds --json` says; `column` the SQLite type and `rule` a CHECK with `{}` for the column. `reads_row`: what a value
    may be depends on the other values of its row.
    """

    key = ""
    reads_row = False
    column = "TEXT"
    rule = ""

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> P:
        """The plain, normalised value; raises NotValid with one sentence."""
        raise NotImplementedError

    def typed(self, plain: P) -> V:
        """A value of an entry, never None, as code reads it."""
        return cast("V", plain)

    def plain(self, value: V) -> P:
        """What code reads, as it stands in an entry."""
        return cast("P", value)

    def __deepcopy__(self, memo: object) -> Self:
        """peewee copies the columns a class inherits; their kind stays the one there is."""
        return self

    def to_column(self, value: P | None) -> Stored:
        """The plain value as SQLite keeps it."""
        return cast("Stored", value)

    def from_column(self, stored: Stored) -> P | None:
        """What SQLite keeps as it stands in an entry; the opposite of `to_column`."""
        return cast("P | None", stored)

    def show(self, value: P | None) -> str:
        """As an officer reads it in lists and on paper."""
        return "" if value is None else str(value)

    def offered(self, context: EntryContext) -> Sequence[tuple[P, str]]:
        """The values that may be chosen, each with its words, where the station has them and no vocabulary does."""
        return ()

    def searched_texts(self, value: P | None) -> list[str]:
        """The texts by which the whole record is found; none of what nobody looks for."""
        return [self.show(value)] if value not in (None, "") else []


AnyKind = FieldKind[Any, Any]
"""The kind of some field: a record has fields of many, and which values each takes is known to the kind alone."""


class SeveralKind(FieldKind[V, P]):
    """Several things in one value: nothing is an empty one, never None, when code reads it."""

    def nothing(self) -> V:
        """The empty value."""
        raise NotImplementedError


# A field is the one declaration, compared as such: caches have it as a key, and its values would all be hashed each time.
@dataclass(frozen=True, eq=False)
class Field:
    """One field.

    `offers` gives what of the case a value may mean, each with its words, `offers_in` the same of the entry as it stands in a form; `unit_of` the unit of a QUANTITY by the case and the row.
    `required`: always; `required_when`: given the other values of its row. `asked_when`: a form shows it only then, or when something stands
    in it already. `missing_reason` names the field whose reason allows it to be
    empty. `vocabulary` gives the choices of a CHOICE (suggestions for NAMES). `roles` restricts OFFICER(S). `rows` are the fields of a ROWS
    field, `complete` derives values of a filled row or of the whole entry and tells contradictions. `blocks` is the key of a standing text whose
    parts are offered as text blocks. `starts_as` is `today`, `now`, `me` or
    empty. `future` allows a DAY or MOMENT after the day of the act. `indexed`: looked up by exact value, so its column gets an index.
    `unit_field` and `remainder_field` name the fields beside a QUANTITY that hold its unit and its 余; where two quantities share a 余,
    `remainder_when` says by the row whether it is this one's.
    """

    name: str
    label: str
    kind: AnyKind
    required: bool = False
    required_when: Callable[[Row], bool] | None = None
    asked_when: Callable[[Row], bool] | None = None
    missing_reason: str = ""
    offers: Offers | None = None
    offers_in: Callable[[Row], Offered] | None = None
    unit_of: Callable[[Any, Row], str] | None = None
    vocabulary: str = ""
    roles: tuple[str, ...] = ()
    rows: tuple[Field, ...] = ()
    complete: Callable[[Row, EntryContext], list[Fault]] | None = None
    hint: str = ""
    blocks: str = ""
    unit: str = ""
    unit_field: str = ""
    remainder_field: str = ""
    remainder_when: Callable[[Row], bool] | None = None
    starts_as: str = ""
    future: bool = False
    searched: bool = False
    indexed: bool = False
    listed: bool = False
    masked: bool = False
    section: str = ""

    @property
    def is_rows(self) -> bool:
        """Whether it holds rows of fields, kept in a table of their own."""
        return bool(self.rows)

    @property
    def said_with(self) -> tuple[str, ...]:
        """The fields said in one breath with this one: the unit and the 余 of a quantity."""
        return tuple(name for name in (self.unit_field, self.remainder_field) if name)

    def in_words(self, row: Row) -> str:
        """The value as an officer says it: `800余只`."""
        meant = self.remainder_when is None or self.remainder_when(row)
        remainder = "余" if meant and row.get(self.remainder_field) else ""
        return f"{self.kind.show(row.get(self.name))}{remainder}{row.get(self.unit_field) or ''}"

    def is_asked(self, values: Row) -> bool:
        """Whether a form shows the field beside these values of its row."""
        return self.asked_when is None or self.asked_when(values) or values.get(self.name) not in (None, [])
