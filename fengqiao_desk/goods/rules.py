"""What a fake-goods case must hold at receipt, what runs in it, and what it tells of itself."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ..cases import Case, CaseTable, DeadlineDue, Related, Situation
from ..fields import Row
from ..problems import Refused
from ..station import Station
from ..values.days import parse_moment, show_moment
from ..values.deadlines import RULES, due
from ..values.workdays import WorkingCalendar
from . import thresholds
from .custody import balances, first_unkept
from .measures import own_seizures
from .referral import TableRow, time_table
from .totals import goods_value, total_pieces, totals_by_kind
from .tracing import shared_suppliers

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


def _less(batch: Row, item: Row) -> bool:
    return Decimal(str(batch["quantity"])) < Decimal(str(item["quantity"]))


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What runs: our measures, their late approval, the hand-over to a keeper, the periods of 行刑衔接."""
    if case.kind.state(case.state).closed:
        return []
    calendar = station.calendar()
    return [*_of_measures(case, calendar), *_of_custody(case, calendar), *_of_referral(case, calendar)]


def _of_measures(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    found = []
    for seizure in own_seizures(case):
        if seizure.ended:
            continue
        if seizure.approval is None:
            found.append(_in_hours("BP-24", seizure.entry["at"], "approve", calendar))
        until = seizure.until(calendar)
        if until is not None:
            title = RULES[seizure.code].title if seizure.code == "DJ-7" else seizure.measure
            told = "（逾期自动解除）" if seizure.code == "DJ-7" else "（届满应当解除）"
            found.append(
                DeadlineDue(
                    *(seizure.code, title + told, until.day, until.plain_day, "release", until.provisional)
                )
            )
    return found


def _of_custody(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    unkept = first_unkept(case)
    return [_in_hours("YJ-24", unkept["at"], "custody", calendar)] if unkept else []


def _of_referral(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    open_rows = [row for row in time_table(case, date.min, calendar) if row.done is None]
    return [
        DeadlineDue(row.code, f"{row.what}（{row.who}）", row.until, row.until, "referral")
        for row in open_rows
    ]


def _in_hours(code: str, at: str, act: str, calendar: WorkingCalendar) -> DeadlineDue:
    deadline = due(code, parse_moment(at), calendar)
    assert deadline.moment is not None
    title = f"{RULES[code].title}（{show_moment(deadline.moment)}前）"
    return DeadlineDue(code, title, deadline.day, deadline.plain_day, act)


def tables(case: Case, station: Station, day: date) -> list[CaseTable]:
    """What is in hand of each batch, totals and value, how our measures stand, who is late in 行刑衔接."""
    calendar = station.calendar()
    found = [_in_hand(case), _totals(case, day)]
    measures = tuple(
        (
            *(f"第{seizure.number}次", seizure.measure, seizure.standing(day, calendar)),
            _approved(seizure.approval),
        )
        for seizure in own_seizures(case)
    )
    if measures:
        found.append(CaseTable("保全措施", ("次数", "措施", "期限", "批准"), measures))
    lines = time_table(case, day, calendar)
    if lines:
        found.append(_referral(lines))
    return found


def _approved(approval: Row | None) -> str:
    return f"{approval['approver']}（{approval['approver_rank']}）" if approval else "未批准"


def _referral(lines: list[TableRow]) -> CaseTable:
    rows = tuple(
        (
            *(line.what, line.who, line.until_shown),
            ("逾期 " if line.late else "") + (f"{line.done:%Y-%m-%d %H:%M}" if line.done else "未办"),
        )
        for line in lines
    )
    late = "、".join(dict.fromkeys(line.who for line in lines if line.late))
    return CaseTable(
        "行刑衔接时限", ("事项", "办理", "期限", "办理时间"), rows, f"逾期：{late}" if late else ""
    )


def _in_hand(case: Case) -> CaseTable:
    rows = []
    for number, balance in balances(case).items():
        batch = case.values["goods"][number - 1]
        unit = batch["unit"]
        shown = (balance.seized, balance.stored, balance.away, balance.out, balance.in_hand)
        rows.append((f"{number}. {batch['name']}", *(f"{part.normalize():f}{unit}" for part in shown)))
    return CaseTable(
        "保管账（在手＝查扣－去向）", ("物品", "查扣", "在库", "借出送检", "去向", "在手"), tuple(rows)
    )


def _totals(case: Case, day: date) -> CaseTable:
    goods = case.values["goods"]
    rows = [(name, quantity.show(unit)) for (name, unit), quantity in totals_by_kind(goods).items()]
    rows.append(("合计", "、".join(quantity.show(unit) for unit, quantity in total_pieces(goods).items())))
    rows.append(("货值", goods_value(goods).shown))
    reached = thresholds.reached(case.values, day)
    rows += [("参考", threshold.shown) for threshold in reached]
    return CaseTable("合计", ("物品", "数量"), tuple(rows), thresholds.HINT if reached else "")


def related(station: Station, case: Case) -> list[Related]:
    """Cases with the same supplier that nothing links yet."""
    return [
        Related(found.number, f"与 {found.number}（{found.title}）有同一上家“{found.name}”")
        for found in shared_suppliers(station, case)
    ]
