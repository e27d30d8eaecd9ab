"""What a fake-goods case must hold at receipt and keep at a correction: places, arithmetic, what steps rest on."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from ..cases import Case, Receiving, Taking
from ..problems import Refused
from ..values.days import parse_day, show_day
from .batches import GoodsBatch, plain
from .declaration import GoodsCase
from .measure_fields import Seize
from .step_fields import Close, CustodyMove, Tracing, Transfer, portions

_AtHand = TypeVar("_AtHand", Seize, CustodyMove, Transfer)


def measures_stay_where_they_were_taken(case: Case, other: Case) -> Refused | None:
    """Goods that were seized, kept or handed over stand in the stock and the figures by their own case."""
    taken = case.held(Seize, CustodyMove, Transfer)
    if taken:
        return Refused(
            f"{case.number} 已经采取措施：并入以后涉案物品就不在库存和统计里，"
            f"请把 {other.number} 并入 {case.number}；两件都采取了措施的，用“同一事项”关联"
        )
    return None


def goods_are_found_somewhere(now: Receiving[GoodsCase]) -> Refused | None:
    """Each batch names premises of the case, and no two premises share a key."""
    keys = [premises.key for premises in now.entry.premises]
    if len(set(keys)) != len(keys):
        return Refused("场点的代号不能重复", "", GoodsCase.premises)
    for position, batch in enumerate(now.entry.goods, start=1):
        if batch.found_at not in keys:
            words = f"第{position}项物品查获于“{batch.found_at}”，场点里没有这个代号"
            return Refused(words, "", GoodsCase.goods.path(position, GoodsBatch.found_at))
    return None


def pieces_add_up(now: Receiving[GoodsCase]) -> Refused | None:
    """46 boxes of 50 are 2300: a specification that says how many stand in one must agree, except where 余 was left."""
    for position, batch in enumerate(now.entry.goods, start=1):
        packing = batch.packing
        # Where 余 was left nobody claims that the boxes were full.
        if packing is None or batch.pieces is None or batch.approximate:
            continue
        # A specification in other units says nothing of these; `units_are_not_mixed` looks at them.
        if (packing.piece, packing.whole) != (batch.pieces_unit, batch.unit):
            continue
        sum_of_all = packing.inside * batch.quantity.decimal
        if sum_of_all != batch.pieces.decimal:
            words = (
                f"{batch.specification}，{batch.quantity.show(batch.unit)}应为{plain(sum_of_all)}{packing.piece}，"
                f"不是{batch.pieces.number}"
            )
            return Refused(words, "", GoodsCase.goods.path(position, GoodsBatch.pieces))
    return None


def units_are_not_mixed(now: Receiving[GoodsCase]) -> Refused | None:
    """Pieces are counted in what the specification says, and never in the unit of the whole: boxes and pieces are no sum."""
    for position, batch in enumerate(now.entry.goods, start=1):
        if batch.pieces is None or batch.pieces_unit is None:
            continue
        counted = f"{batch.quantity.show(batch.unit)}计{batch.pieces.show(batch.pieces_unit)}"
        field = GoodsCase.goods.path(position, GoodsBatch.pieces_unit)
        if batch.pieces_unit == batch.unit and batch.pieces != batch.quantity:
            words = f"第{position}项{counted}：同一单位的数量和合计件数应当相等"
            return Refused(words, "", field)
        packing = batch.packing
        if packing and packing.whole == batch.unit and packing.piece != batch.pieces_unit:
            words = f"第{position}项规格是{batch.specification}，{counted}，单位不一致，不能相加"
            return Refused(words, "", field)
    return None


def found_goods_stay(now: Receiving[GoodsCase]) -> Refused | None:
    """A correction keeps what steps rest on: no batch smaller than what was taken of it, none of them gone."""
    if now.case is None:
        return None
    goods = now.entry.goods
    # Two views of the same steps: the one has the title, the other what was said as a record.
    for taken, held in zip(now.case.steps, now.case.timeline, strict=True):
        for part in portions(held.said):
            left = goods[part.goods - 1].quantity.decimal if part.goods <= len(goods) else Decimal(0)
            if left < part.quantity.decimal:
                words = f"第{part.goods}项物品已登记{taken.title} {part.quantity.number}，不能改少或者删去"
                return Refused(words, "", GoodsCase.goods)
    return None


def traced_places_stay(now: Receiving[GoodsCase]) -> Refused | None:
    """A correction keeps the premises and people that traces join."""
    if now.case is None:
        return None
    known = {place.key for place in now.entry.premises} | {party.name for party in now.entry.parties}
    for taken in now.case.held(Tracing):
        for end in (taken.said.from_, taken.said.to):
            if end not in known:
                return Refused(f"溯源已用到“{end}”，不能删去或者改代号", "", GoodsCase.premises)
    return None


def not_before_the_find(now: Taking[GoodsCase, _AtHand]) -> Refused | None:
    """Goods are taken, moved and handed over on the day they were found or later."""
    day = now.entry.on if isinstance(now.entry, Transfer) else now.entry.at.date()
    if day >= now.of.found_on:
        return None
    field = Transfer.on if isinstance(now.entry, Transfer) else type(now.entry).at
    return Refused(f"不能早于发现日期{show_day(now.of.found_on)}", "", field)


def closing_comes_last(now: Taking[GoodsCase, Close]) -> Refused | None:
    """A case is not closed before what was done in it; a step without a day of its own was only entered later."""
    case, closed = now.case, now.entry.closed_on
    if closed < now.of.found_on:
        return Refused(f"不能早于发现日期{show_day(now.of.found_on)}", "", Close.closed_on)
    # A step without a day of its own bears the day of typing, which would keep every late entry from being
    # closed.
    dated = [taken for taken in case.steps if case.kind.step(taken.step).day is not None]
    last = max(dated, key=lambda taken: taken.day, default=None)
    if last is not None and closed < parse_day(last.day):
        return Refused(f"不能早于{last.title}的{show_day(parse_day(last.day))}", "", Close.closed_on)
    return None
