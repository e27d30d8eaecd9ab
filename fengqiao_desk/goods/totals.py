"""Arithmetic of goods: totals by unit and by kind with their 余, the value of the goods; units are never mixed in one sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..fields import Row
from ..values.quantities import Quantity

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


def shown_quantity(batch: Row) -> str:
    """`46盒，计2300余只`."""
    own = f"{batch['quantity']}{batch['unit']}"
    if batch["pieces"] is None:
        return _with_rest(batch["quantity"], batch["unit"], batch["approximate"])
    return f"{own}，计{_with_rest(batch['pieces'], batch['pieces_unit'], batch['approximate'])}"


def part_of(batch: Row, quantity: Any) -> Row:
    """The batch with so much of it; pieces and 余 only where the whole batch is meant."""
    whole = quantity == batch["quantity"]
    return {**batch, "quantity": quantity, **({} if whole else {"pieces": None, "approximate": False})}


def held_quantity(batch: Row, quantity: Decimal, rest: bool) -> str:
    """`800余只`: so much of a batch in its own unit; `rest` where what nobody counted is among it."""
    left = rest and bool(quantity) and bool(batch["approximate"]) and batch["pieces"] is None
    return _with_rest(f"{quantity.normalize():f}", batch["unit"], left)


def total_pieces(goods: Iterable[Row]) -> dict[str, Quantity]:
    """Pieces by unit, 余 kept."""
    sums: dict[str, Quantity] = {}
    for batch in goods:
        unit, quantity = _counted(batch)
        sums[unit] = sums.get(unit, Quantity(0)) + quantity
    return sums


def totals_by_kind(goods: Iterable[Row]) -> dict[tuple[str, str], Quantity]:
    """Pieces by name and unit, 余 kept."""
    sums: dict[tuple[str, str], Quantity] = {}
    for batch in goods:
        unit, quantity = _counted(batch)
        sums[batch["name"], unit] = sums.get((batch["name"], unit), Quantity(0)) + quantity
    return sums


def goods_value(goods: Iterable[Row]) -> Value:
    """货值 = Σ quantity × unit price (docs/law.md §2.4); the price is that of the batch's own unit, a box where boxes are counted."""
    sum_of_all, approximate, unpriced = Decimal(0), False, 0
    for batch in goods:
        if batch["unit_price"] is None:
            unpriced += 1
            continue
        sum_of_all += Decimal(str(batch["quantity"])) * Decimal(batch["unit_price"])
        approximate = approximate or bool(batch["approximate"])
    return Value(sum_of_all.quantize(CENT), approximate, unpriced)


def _counted(batch: Row) -> tuple[str, Quantity]:
    pieces, unit = (
        (batch["pieces"], batch["pieces_unit"]) if batch["pieces"] else (batch["quantity"], batch["unit"])
    )
    return unit, Quantity(int(Decimal(str(pieces)) * 1000), bool(batch["approximate"]))


def _with_rest(quantity: Any, unit: str, approximate: bool | None) -> str:
    return f"{quantity}{'余' if approximate else ''}{unit}"
