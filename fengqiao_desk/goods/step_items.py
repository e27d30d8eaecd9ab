"""What a step of a fake-goods case names of it: batches and how much of them, premises and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fields import COUNT, QUANTITY, Column, Row, RowRecord
from ..values.quantities import Quantity
from .batches import premises_in
from .declaration import GoodsCase

if TYPE_CHECKING:
    from ..cases import Case


def batches_of(case: Case) -> list[tuple[int, str]]:
    """`1. 口罩（50只/盒，批号20200101）`."""
    offered = []
    for number, batch in enumerate(case.of(GoodsCase).goods, start=1):
        marks = [batch.specification, f"批号{batch.batch}"] if batch.batch else [batch.specification]
        offered.append((number, f"{number}. {batch.name}（{'，'.join(marks)}）"))
    return offered


def _unit(case: Case, item: Row) -> str:
    """The unit of the batch that a row names, which may be half typed."""
    goods, number = case.of(GoodsCase).goods, item.get("goods") or 0
    return goods[number - 1].unit if 0 < number <= len(goods) else ""


def places_of(case: Case) -> list[tuple[str, str]]:
    """Premises by their keys, people by their names: what a chain joins."""
    return [*premises_in(case.values), *((party.name, party.name) for party in case.of(GoodsCase).parties)]


def which_goods() -> Column[int]:
    """The number of a batch of the case; each row has a column of its own."""
    return Column("物品", COUNT, required=True, offers=batches_of)


def how_much() -> Column[Quantity]:
    """How much of it, in the batch's unit."""
    return Column("数量", QUANTITY, required=True, unit_of=_unit)


class Item(RowRecord):
    """So much of a batch of the case; each step with goods keeps its items in a table of its own."""

    goods = which_goods()
    quantity = how_much()
