"""The sorts of fields there are: how each is read from an entry, stored in a column and shown."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from ..values import NotValid
from ..values.days import parse_day, parse_moment, show_day, show_moment
from ..values.money import Fen, parse_amount, show_amount
from ..values.names import normalise_name
from ..values.quantities import Quantity, parse_quantity
from ..values.text import clean
from .declaration import EntryContext, Field, FieldKind, Row, Stored

LINE_LENGTH = 200
TEXT_LENGTH = 20_000


def read_text(raw: object, field: Field) -> str:
    """Text without what cannot be seen, ends trimmed; raises NotValid for anything else."""
    if not isinstance(raw, str):
        raise NotValid(f"“{field.label}”应填文字")
    return clean(raw).strip()


def read_line(raw: object, field: Field) -> str:
    """Text on one line of at most LINE_LENGTH characters."""
    text = " ".join(read_text(raw, field).split("\n"))
    if len(text) > LINE_LENGTH:
        raise NotValid(f"“{field.label}”最多 {LINE_LENGTH} 字，现有 {len(text)} 字")
    return text


def choose(value: str, choices: Collection[str], field: Field) -> str:
    """One of the choices; raises NotValid, which names some of them."""
    if value not in choices:
        shown = "、".join(list(choices)[:8])
        raise NotValid(f"“{field.label}”里没有“{value}”，可选：{shown}")
    return value


class LineKind(FieldKind[str, str]):
    """Text on one line."""

    key = "line"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """At most LINE_LENGTH characters; raises NotValid."""
        return read_line(raw, field)


class TextKind(FieldKind[str, str]):
    """Text of several lines."""

    key = "text"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """At most TEXT_LENGTH characters; raises NotValid."""
        text = read_text(raw, field)
        if len(text) > TEXT_LENGTH:
            raise NotValid(f"“{field.label}”最多 {TEXT_LENGTH} 字，现有 {len(text)} 字")
        return text


class PersonKind(FieldKind[str, str]):
    """A person's or an organisation's name on one line: any Unicode, the middle dot normalised (docs/law.md §7 姓名)."""

    key = "person"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """The name with one sort of dot; raises NotValid."""
        return normalise_name(read_line(raw, field))


class DayKind(FieldKind[date, str]):
    """A day: `YYYY-MM-DD` in an entry and in the database."""

    key = "day"
    rule = "{} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

    def typed(self, plain: str) -> date:
        """The `date`."""
        return date.fromisoformat(plain)

    def plain(self, value: date) -> str:
        """`YYYY-MM-DD`."""
        return value.isoformat()

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """A day that is not after the day of the act, unless the field allows it; raises NotValid."""
        day = parse_day(read_text(raw, field))
        if day > context.day and not field.future:
            raise NotValid(f"“{field.label}”{show_day(day)} 还没有到，请核对")
        return day.isoformat()

    def show(self, value: str | None) -> str:
        """`2026年11月21日`."""
        return show_day(parse_day(value)) if value else ""


class MomentKind(FieldKind[datetime, str]):
    """A moment to the minute, local time: `YYYY-MM-DDTHH:MM` in an entry and in the database."""

    key = "moment"
    rule = "{} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'"

    def typed(self, plain: str) -> datetime:
        """The `datetime`, without a zone."""
        return datetime.fromisoformat(plain)

    def plain(self, value: datetime) -> str:
        """`YYYY-MM-DDTHH:MM`; seconds are dropped."""
        return value.isoformat(timespec="minutes")

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """A moment on no later day than that of the act, unless the field allows it; raises NotValid."""
        moment = parse_moment(read_text(raw, field))
        if moment.date() > context.day and not field.future:
            raise NotValid(f"“{field.label}”{show_moment(moment)} 还没有到，请核对")
        return moment.isoformat(timespec="minutes")

    def show(self, value: str | None) -> str:
        """`2026年11月21日15时30分`."""
        return show_moment(parse_moment(value)) if value else ""


class AmountKind(FieldKind[Fen, str]):
    """Money: `1200.50` in an entry, integer fen in the database."""

    key = "amount"
    column = "INTEGER"
    rule = "{} >= 0"

    def typed(self, plain: str) -> Fen:
        """Whole fen."""
        return Fen(parse_amount(plain))

    def plain(self, value: Fen) -> str:
        """Yuan with two decimals as text, which no binary fraction can tip."""
        return show_amount(value)

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """The amount with two decimals; a number is taken when it is whole. Raises NotValid."""
        # No fraction: it has been binary since the JSON was read, and what was typed is not known any more. In Python `true` is a number.
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            raise NotValid(f"“{field.label}”应写成 1200.50 这样的金额")
        return show_amount(parse_amount(str(raw)))

    def to_column(self, value: str | None) -> Stored:
        """Whole fen."""
        return None if value is None else parse_amount(value)

    def from_column(self, stored: Stored) -> str | None:
        """Yuan with two decimals."""
        return None if stored is None else show_amount(Fen(int(stored)))

    def show(self, value: str | None) -> str:
        """`1200.50 元`."""
        return f"{value} 元" if value else ""


class QuantityKind(FieldKind[Quantity, int | float]):
    """A quantity above zero with up to three decimals: a number in an entry, thousandths in the database."""

    key = "quantity"
    column = "INTEGER"
    rule = "{} > 0"

    def typed(self, plain: int | float) -> Quantity:
        """Whole thousandths; its 余 stands in a field beside it."""
        return Quantity(_thousandths(plain))

    def plain(self, value: Quantity) -> int | float:
        """A whole number where it is one, so that 46 does not become 46.0 in JSON."""
        return plain_number(value.thousandths)

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> int | float:
        """A number above zero with at most three decimals; raises NotValid."""
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise NotValid(f"“{field.label}”应填数字")
        quantity = parse_quantity(str(raw), positive=True)
        # It has a field of its own beside this one (`remainder_field`), which sums and papers ask.
        if quantity.approximate:
            raise NotValid(f"“{field.label}”只填数字，“余”请填在有余数一栏")
        return plain_number(quantity.thousandths)

    def to_column(self, value: int | float | None) -> Stored:
        """Whole thousandths."""
        return None if value is None else _thousandths(value)

    def from_column(self, stored: Stored) -> int | float | None:
        """The number of the thousandths."""
        return None if stored is None else plain_number(int(stored))

    def show(self, value: int | float | None) -> str:
        """`2300`, `1.5`."""
        return "" if value is None else Quantity(_thousandths(value)).show()


def _thousandths(plain: int | float) -> int:
    # By its written form: 1.001 as a binary fraction times 1000 is 1000.9999…, and int() cuts off.
    return int(Decimal(str(plain)) * 1000)


def plain_number(thousandths: int) -> int | float:
    """46000 → 46, 1500 → 1.5."""
    whole, rest = divmod(thousandths, 1000)
    return thousandths / 1000 if rest else whole


class CountKind(FieldKind[int, int]):
    """A whole number of things, 0 or more."""

    key = "count"
    column = "INTEGER"
    rule = "{} >= 0"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> int:
        """At most twelve digits; raises NotValid."""
        text = str(raw).strip()
        # `isdigit` alone takes digits of other scripts; twelve of them keep well within the 64 bits of a column.
        if isinstance(raw, bool) or not (text.isascii() and text.isdigit()) or len(text) > 12:
            raise NotValid(f"“{field.label}”应填 0 或正整数")
        return int(text)


class FlagKind(FieldKind[bool, bool]):
    """Yes or no; a field left alone says neither."""

    key = "flag"
    column = "INTEGER"
    rule = "{} IN (0, 1)"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> bool:
        """True or false and nothing that looks like it; raises NotValid."""
        if not isinstance(raw, bool):
            raise NotValid(f"“{field.label}”应填是或否")
        return raw

    def to_column(self, value: bool | None) -> Stored:
        """1 or 0: SQLite has no type for it."""
        return None if value is None else int(value)

    def from_column(self, stored: Stored) -> bool | None:
        """True or false."""
        return None if stored is None else bool(stored)

    def show(self, value: bool | None) -> str:
        """`是`, `否`."""
        return "" if value is None else ("是" if value else "否")

    def searched_texts(self, value: bool | None) -> list[str]:
        """None: everything would be found by 是."""
        return []


class ChoiceKind(FieldKind[str, str]):
    """A word of the field's vocabulary."""

    key = "choice"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """A word that may be chosen on the day of the act; raises NotValid."""
        return choose(read_text(raw, field), context.terms(field.vocabulary), field)


class AreaKind(FieldKind[str, str]):
    """One of the station's areas."""

    key = "area"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """An area that is not closed on the day of the act; raises NotValid."""
        return choose(read_text(raw, field), context.areas(), field)


class OfficerKind(FieldKind[str, str]):
    """An officer of the station by name."""

    key = "officer"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """Who serves on the day of the act in one of the field's roles; raises NotValid."""
        return choose(read_text(raw, field), context.officer_names(field.roles), field)


class RowsKind(FieldKind[list[Row], list[Row]]):
    """Rows of fields, kept in a table of their own; checked row by row by `check_entry`."""

    key = "rows"

    def searched_texts(self, value: list[Row] | None) -> list[str]:
        """None of its own: the fields of the rows are searched themselves."""
        return []


LINE = LineKind()
TEXT = TextKind()
PERSON = PersonKind()
DAY = DayKind()
MOMENT = MomentKind()
AMOUNT = AmountKind()
QUANTITY = QuantityKind()
COUNT = CountKind()
FLAG = FlagKind()
CHOICE = ChoiceKind()
AREA = AreaKind()
OFFICER = OfficerKind()
ROWS = RowsKind()
