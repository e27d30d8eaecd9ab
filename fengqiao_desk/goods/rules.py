"""What a fake-goods case must hold at receipt and keep at a correction: places, arithmetic, what steps rest on."""

from __future__ import annotations

import re
from decimal import Decimal

from ..cases.plain import Guard, Situation
from ..fields import Row
from ..problems import Refused
from ..values.days import parse_day, show_day

_PACKED = re.compile(r"([0-9]{1,6})(\D{1,2})/(\D{1,2})")


def goods_are_found_somewhere(situation: Situation) -> Refused | None:
    """Each batch names premises of the case, and no two premises share a key."""
    keys = [premises["key"] for premises in situation.entry["premises"]]
    if len(set(keys)) != len(keys):
        return Refused("场点的代号不能重复", "", "premises")
    for position, batch in enumerate(situation.entry["goods"], start=1):
        if batch["found_at"] not in keys:
            return Refused(
                f"第{position}项物品查获于“{batch['found_at']}”，场点里没有这个代号",
                "",
                f"goods[{position}].found_at",
            )
    return None


def pieces_add_up(situation: Situation) -> Refused | None:
    """46 boxes of 50 are 2300: a specification that says how many stand in one must agree, except where 余 was left."""
    for position, batch in enumerate(situation.entry["goods"], start=1):
        found = _PACKED.fullmatch(batch["specification"])
        if not found or not batch["pieces"] or batch["approximate"]:
            continue
        if (found[2], found[3]) != (batch["pieces_unit"], batch["unit"]):
            continue
        sum_of_all = Decimal(found[1]) * Decimal(str(batch["quantity"]))
        if sum_of_all != Decimal(str(batch["pieces"])):
            return Refused(
                f"{batch['specification']}，{batch['quantity']}{batch['unit']}应为{sum_of_all.normalize():f}{found[2]}，不是{batch['pieces']}",
                "",
                f"goods[{position}].pieces",
            )
    return None


def units_are_not_mixed(situation: Situation) -> Refused | None:
    """Pieces are counted in what the specification says, and never in the unit of the whole: boxes and pieces are no sum."""
    for position, batch in enumerate(situation.entry["goods"], start=1):
        if not batch["pieces"]:
            continue
        counted = f"{batch['quantity']}{batch['unit']}计{batch['pieces']}{batch['pieces_unit']}"
        if batch["pieces_unit"] == batch["unit"] and batch["pieces"] != batch["quantity"]:
            words = f"第{position}项{counted}：同一单位的数量和合计件数应当相等"
            return Refused(words, "", f"goods[{position}].pieces_unit")
        found = _PACKED.fullmatch(batch["specification"])
        if found and found[3] == batch["unit"] and found[2] != batch["pieces_unit"]:
            words = f"第{position}项规格是{batch['specification']}，{counted}，单位不一致，不能相加"
            return Refused(words, "", f"goods[{position}].pieces_unit")
    return None


def found_goods_stay(situation: Situation) -> Refused | None:
    """A correction keeps what steps rest on: no batch smaller than what was taken of it, none of them gone."""
    case, entry = situation.case, situation.entry
    if case is None:
        return None
    for taken in case.steps:
        rows: list[Row] = taken.entry.get("items") or ([taken.entry] if taken.step == "trace" else [])
        for row in rows:
            goods = entry["goods"]
            if row["goods"] > len(goods) or _less(goods[row["goods"] - 1], row):
                words = f"第{row['goods']}项物品已登记{taken.title} {row['quantity']}，不能改少或者删去"
                return Refused(words, "", "goods")
    return None


def traced_places_stay(situation: Situation) -> Refused | None:
    """A correction keeps the premises and people that traces join."""
    case, entry = situation.case, situation.entry
    if case is None:
        return None
    known = {row["key"] for row in entry["premises"]} | {row["name"] for row in entry["parties"] or []}
    for taken in case.taken("trace"):
        for end in (taken.entry["from"], taken.entry["to"]):
            if end not in known:
                return Refused(f"溯源已用到“{end}”，不能删去或者改代号", "", "premises")
    return None


def not_before_the_find(field: str) -> Guard:
    """Goods are taken, moved and handed over on the day they were found or later; `field` is the step's day or moment."""

    def guard(situation: Situation) -> Refused | None:
        assert situation.case is not None
        found = str(situation.case.values["found_on"])
        if str(situation.entry[field])[:10] >= found:
            return None
        return Refused(f"不能早于发现日期{show_day(parse_day(found))}", "", field)

    return guard


def closing_comes_last(situation: Situation) -> Refused | None:
    """A case is not closed before what was done in it; a step without a day of its own was only entered later."""
    case, closed = situation.case, str(situation.entry["closed_on"])
    assert case is not None
    dated = [taken for taken in case.steps if case.kind.step(taken.step).day_field]
    last = max(dated, key=lambda taken: taken.day, default=None)
    if closed < case.values["found_on"]:
        return Refused(f"不能早于发现日期{show_day(parse_day(case.values['found_on']))}", "", "closed_on")
    if last is not None and closed < last.day:
        return Refused(f"不能早于{last.title}的{show_day(parse_day(last.day))}", "", "closed_on")
    return None


def _less(batch: Row, item: Row) -> bool:
    return Decimal(str(batch["quantity"])) < Decimal(str(item["quantity"]))
