"""Arithmetic of goods: totals by unit and by kind with their 余, the value of the goods; units are never mixed in one sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..values.quantities import Quantity
from .batches import GoodsBatch, GoodsPart

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Value:
    """What goods are worth by their prices: yuan; `approximate` when a batch has 余; `unpriced` counts batches without a price."""

    yuan: Decimal
    approximate: bool
    unpriced: int

    @property
    def shown(self) -> str:
        """`1150.00余元（1项未定价）`, `未定价` when no batch has a price."""
        if self.unpriced and not self.yuan:
            return "未定价"
        rest = f"（{self.unpriced}项未定价）" if self.unpriced else ""
        return f"{self.yuan}{'余' if self.approximate else ''}元{rest}"


def total_pieces(goods: Iterable[GoodsPart]) -> dict[str, Quantity]:
    """Pieces by unit, 余 kept."""
    sums: dict[str, Quantity] = {}
    for part in goods:
        unit, quantity = part.counted
        sums[unit] = sums.get(unit, Quantity(0)) + quantity
    return sums


def totals_by_kind(goods: Iterable[GoodsPart]) -> dict[tuple[str, str], Quantity]:
    """Pieces by name and unit, 余 kept."""
    sums: dict[tuple[str, str], Quantity] = {}
    for part in goods:
        unit, quantity = part.counted
        kind = part.batch.name, unit
        sums[kind] = sums.get(kind, Quantity(0)) + quantity
    return sums


def goods_value(goods: Iterable[GoodsBatch]) -> Value:
    """货值 = Σ quantity × unit price (docs/law.md §2.4)."""
    sum_of_all, approximate, unpriced = Decimal(0), False, 0
    for batch in goods:
        # A batch without a price adds nothing and is counted, so that the sum is never taken for all.
        value = batch.value
        if value is None:
            unpriced += 1
            continue
        sum_of_all += value
        approximate = approximate or bool(batch.approximate)
    # Rounded once at the end; prices are in fen, quantities in thousandths.
    return Value(sum_of_all.quantize(CENT), approximate, unpriced)
