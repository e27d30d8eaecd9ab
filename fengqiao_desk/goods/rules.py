"""Arithmetic and law of goods: every piece accounted for, every refusal with its article or its sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ..cases import Case, DeadlineDue, Situation
from ..problems import Refused
from ..station import Station
from ..station.laws import cite
from ..values.deadlines import RULES, due
from ..values.quantities import Quantity
from .declaration import OWN_STATION

PROCEDURE = "程序规定"

_OUT = ("出库", "送检", "移交", "返还", "销毁", "捐出")


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


def items_exist(situation: Situation) -> Refused | None:
    """Items name goods of the case and take no more than were found."""
    case = situation.case
    assert case is not None
    for position, item, quantity in _running(situation.entry["items"]):
        refusal = _item_fault(case, item["goods"], quantity, f"items[{position}]")
        if refusal is not None:
            return refusal
    return None


def seized_by_us_or_the_named_organ(situation: Situation) -> Refused | None:
    """A seizure is by the organ the case names, or by the station itself in a joint action (程序规定第107条)."""
    case = situation.case
    assert case is not None
    if situation.entry["agency"] not in (OWN_STATION, case.values["seizing_agency"]):
        return Refused(
            f"本案查扣机关是“{case.values['seizing_agency']}”，不能登记为“{situation.entry['agency']}”实施",
            cite(PROCEDURE, 107, situation.act.day),
            "agency",
        )
    return None


def two_officers_seize(situation: Situation) -> Refused | None:
    """Seizing needs two officers; the exception for one with auxiliaries does not cover it (程序规定第52条)."""
    if situation.entry["agency"] == OWN_STATION and len(situation.entry["officers"]) < 2:
        return Refused("采取证据保全措施应有两名以上民警", cite(PROCEDURE, 52, situation.act.day), "officers")
    return None


def keeper_is_not_the_case_officer(situation: Situation) -> Refused | None:
    """Whoever works on the case never keeps its goods (程序规定第188条)."""
    case = situation.case
    assert case is not None
    if situation.entry["move"] == "入库" and situation.entry["to"] == case.values["officer"]:
        return Refused(
            "办案民警不得自行保管涉案财物，请交给专门的保管人员",
            cite(PROCEDURE, 188, situation.act.day),
            "to",
        )
    return None


def moves_add_up(situation: Situation) -> Refused | None:
    """Nothing leaves the store that is not in it, and no more comes into it than was found."""
    case, move = situation.case, situation.entry["move"]
    assert case is not None
    kept = in_store(case)
    for position, item, quantity in _running(situation.entry["items"]):
        batch = case.values["goods"][item["goods"] - 1]
        held = kept.get(item["goods"], Decimal(0))
        room = held if move in _OUT else Decimal(str(batch["quantity"])) - held
        if quantity > room:
            return Refused(
                f"第{item['goods']}项共 {batch['quantity']}{batch['unit']}，在库 {held}，不能{move} {quantity}",
                "",
                f"items[{position}].quantity",
            )
    return None


def _running(items: list[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any], Decimal]]:
    """Each item with its place from 1 and the sum of its goods up to it: two lines of one batch count together."""
    sums: dict[int, Decimal] = {}
    for position, item in enumerate(items, start=1):
        sums[item["goods"]] = sums.get(item["goods"], Decimal(0)) + Decimal(str(item["quantity"]))
        yield position, item, sums[item["goods"]]


def trace_is_possible(situation: Situation) -> Refused | None:
    """An edge joins two different premises of the case and carries no more than was found."""
    case, entry = situation.case, situation.entry
    assert case is not None
    keys = {premises["key"] for premises in case.values["premises"]}
    for end in ("from", "to"):
        if entry[end] not in keys:
            return Refused(f"场点里没有代号“{entry[end]}”", "", end)
    if entry["from"] == entry["to"]:
        return Refused("来源和去向不能是同一处", "", "to")
    return _item_fault(case, entry["goods"], entry["quantity"], "")


def in_store(case: Case) -> dict[int, Decimal]:
    """How much of each batch lies in the evidence room."""
    kept: dict[int, Decimal] = {}
    for taken in case.taken("custody"):
        sign = 1 if taken.entry["move"] == "入库" else -1
        for item in taken.entry["items"]:
            kept[item["goods"]] = kept.get(item["goods"], Decimal(0)) + sign * Decimal(str(item["quantity"]))
    return kept


def shown_quantity(batch: dict[str, Any]) -> str:
    """`46盒，计2300余只`."""
    own = f"{batch['quantity']}{batch['unit']}"
    if batch["pieces"] is None:
        return _with_rest(batch["quantity"], batch["unit"], batch["approximate"])
    return f"{own}，计{_with_rest(batch['pieces'], batch['pieces_unit'], batch['approximate'])}"


def total_pieces(goods: Iterable[dict[str, Any]]) -> dict[str, Quantity]:
    """Pieces by unit, 余 kept; units are never mixed in one sum."""
    sums: dict[str, Quantity] = {}
    for batch in goods:
        pieces, unit = (
            (batch["pieces"], batch["pieces_unit"]) if batch["pieces"] else (batch["quantity"], batch["unit"])
        )
        quantity = Quantity(int(Decimal(str(pieces)) * 1000), bool(batch["approximate"]))
        sums[unit] = sums.get(unit, Quantity(0, False)) + quantity
    return sums


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What runs after our own seizure: 7 days of 先行登记保存, 30 days of 扣押 (程序规定第110、112条)."""
    if case.kind.state(case.state).closed:
        return []
    found = []
    for taken in case.taken("seize"):
        if taken.entry["agency"] != OWN_STATION:
            continue
        code = "DJ-7" if taken.entry["measure"] == "先行登记保存" else "KY-30"
        deadline = due(code, date.fromisoformat(taken.day), station.calendar())
        found.append(
            DeadlineDue(
                *(code, RULES[code].title, deadline.day, deadline.plain_day, "transfer", deadline.provisional)
            )
        )
    return found


def _with_rest(quantity: Any, unit: str, approximate: bool | None) -> str:
    return f"{quantity}{'余' if approximate else ''}{unit}"


def _item_fault(case: Case, position: int, quantity: Any, path: str) -> Refused | None:
    goods = case.values["goods"]
    dot = f"{path}." if path else ""
    if not 1 <= position <= len(goods):
        return Refused(f"本案只有 {len(goods)} 项物品", "", f"{dot}goods")
    batch = goods[position - 1]
    if Decimal(str(quantity)) > Decimal(str(batch["quantity"])):
        return Refused(
            f"第{position}项物品共 {batch['quantity']}{batch['unit']}，不能是 {quantity}",
            "",
            f"{dot}quantity",
        )
    return None
