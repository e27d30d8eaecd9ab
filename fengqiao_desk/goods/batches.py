"""One batch of goods: its columns, what its specification says of its pieces, and how much of it is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ..fields import AMOUNT, CHOICE, DAY, FLAG, LINE, QUANTITY, Column, Row, RowRecord
from ..values.quantities import Quantity

if TYPE_CHECKING:
    from ..cases import Case

_PACKED = re.compile(r"([0-9]{1,6})(\D{1,2})/(\D{1,2})")


def premises_in(entry: Row) -> list[tuple[str, str]]:
    """`示例药房（P1）` by the key, for each place of an entry that has one."""
    return [
        (row["key"], f"{row.get('name') or ''}（{row['key']}）")
        for row in entry.get("premises") or []
        if row.get("key")
    ]


def _premises_of(case: Case) -> list[tuple[str, str]]:
    return premises_in(case.values)


def given(name: str) -> Callable[[Row], bool]:
    """Whether that field of a row is filled."""
    return lambda row: row.get(name) is not None


@dataclass(frozen=True)
class Packing:
    """How many pieces stand in one: `50只/盒`."""

    inside: Decimal
    piece: str
    whole: str


class GoodsBatch(RowRecord):
    """Goods of one sort that were found together."""

    name = Column("名称", LINE, required=True, searched=True)
    brand = Column("品牌", LINE, searched=True)
    specification = Column("规格", LINE, required=True)
    quantity = Column(
        "数量",
        QUANTITY,
        required=True,
        unit_field="unit",
        remainder_field="approximate",
        # One 余 for two quantities: where pieces are counted it is theirs, 46盒 is exact and the 2300余只
        # in them are not.
        remainder_when=lambda row: row.get("pieces") is None,
    )
    unit = Column("单位", CHOICE, required=True, vocabulary="unit")
    pieces = Column(
        "合计件数",
        QUANTITY,
        required_when=given("pieces_unit"),
        unit_field="pieces_unit",
        remainder_field="approximate",
    )
    pieces_unit = Column("件数单位", CHOICE, required_when=given("pieces"), vocabulary="unit")
    approximate = Column("有余数（余）", FLAG)
    unit_price = Column("单价", AMOUNT)
    batch = Column("批号", LINE, searched=True)
    production_date = Column("生产日期", DAY)
    features = Column("特征", LINE, required=True, searched=True)
    found_at = Column(
        "查获于", LINE, required=True, offers=_premises_of, offers_in=premises_in, hint="从场点里选"
    )

    class Meta:
        table_name = "goods_cases_goods"

    @property
    def packing(self) -> Packing | None:
        """What the specification says of the pieces in one; None where it says nothing of them."""
        found = _PACKED.fullmatch(self.specification)
        return Packing(Decimal(found[1]), found[2], found[3]) if found else None

    @property
    def whole(self) -> GoodsPart:
        """All of it."""
        return GoodsPart(self, self.quantity)

    @property
    def value(self) -> Decimal | None:
        """Yuan: its quantity times the price of its own unit, a box where boxes are counted; None without a price."""
        return None if self.unit_price is None else self.quantity.decimal * Decimal(self.unit_price) / 100

    def in_own_unit(self, quantity: Decimal, rest: bool) -> str:
        """`800余只`: so much of it in its own unit; `rest` where what nobody counted is among it."""
        # Nobody knows in which part the 余 lies, so it is only said of all that was found.
        left = rest and bool(quantity) and bool(self.approximate) and self.pieces is None
        return f"{plain(quantity)}{'余' if left else ''}{self.unit}"


@dataclass(frozen=True)
class GoodsPart:
    """So much of a batch; it goes with its pieces and its 余 only where the whole batch is meant."""

    batch: GoodsBatch
    quantity: Quantity

    @property
    def counted(self) -> tuple[str, Quantity]:
        """What a sum takes of it and in which unit: the pieces where they were counted."""
        batch, whole = self.batch, self.quantity == self.batch.quantity
        approximate = whole and bool(batch.approximate)
        if whole and batch.pieces is not None and batch.pieces_unit is not None:
            return batch.pieces_unit, Quantity(batch.pieces.thousandths, approximate)
        return batch.unit, Quantity(self.quantity.thousandths, approximate)

    @property
    def shown(self) -> str:
        """`46盒，计2300余只`."""
        unit, quantity = self.counted
        own = self.quantity.show(self.batch.unit)
        counts_pieces = self.batch.pieces is not None and self.quantity == self.batch.quantity
        return f"{own}，计{quantity.show(unit)}" if counts_pieces else quantity.show(unit)


def plain(quantity: Decimal) -> str:
    """46, 1.5: no empty decimals."""
    return f"{quantity.normalize():f}"
