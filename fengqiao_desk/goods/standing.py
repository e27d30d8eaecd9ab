"""What a fake-goods case tells of itself on a day: what is in hand, totals, measures, claims, who is late, the same supplier elsewhere."""

from __future__ import annotations

from datetime import date

from ..cases import Case, CaseTable, Related
from ..station import Station
from ..values.days import show_moment
from ..values.workdays import WorkingCalendar
from . import claims, thresholds
from .custody import balances
from .declaration import GoodsCase
from .measures import own_seizures
from .referral import TableRow, time_table
from .totals import total_pieces, totals_by_kind
from .tracing import SharedPlace, shared_places


def tables(case: Case, station: Station, day: date) -> list[CaseTable]:
    """What is in hand of each batch, totals and value, how our measures stand, who is late in 行刑衔接."""
    calendar = station.calendar()
    found = [_in_hand(case), _totals(case, day)]
    measures = tuple(
        (
            f"第{seizure.number}次",
            seizure.measure,
            seizure.standing(day, calendar),
            seizure.approval or "未批准",
        )
        for seizure in own_seizures(case)
    )
    if measures:
        found.append(CaseTable("保全措施", ("次数", "措施", "期限", "批准"), measures))
    found += _claims(case, day, calendar)
    lines = time_table(case, day, calendar)
    if lines:
        found.append(_referral(lines))
    return found


def _claims(case: Case, day: date, calendar: WorkingCalendar) -> list[CaseTable]:
    rows = tuple(
        (f"第{claim.number}次", claim.said.how, claims.standing(case, claim, day, calendar))
        for claim in claims.claims(case)
    )
    return [CaseTable("认领通知、公告", ("次数", "方式", "认领期"), rows)] if rows else []


def _referral(lines: list[TableRow]) -> CaseTable:
    rows = tuple(
        (
            line.what,
            line.who,
            line.until_shown,
            ("逾期 " if line.late else "") + (show_moment(line.done) if line.done else "未办"),
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
        batch, found, in_hand = case.of(GoodsCase).batch(number), balance.found, balance.in_hand
        parts = (
            (balance.seized, found),
            (balance.stored, in_hand),
            (balance.away, in_hand),
            (balance.out, found),
            (in_hand, in_hand),
        )
        shown = (batch.in_own_unit(part, balance.is_whole and part == whole) for part, whole in parts)
        rows.append((f"{number}. {batch.name}", *shown))
    return CaseTable(
        "保管账（在手＝查扣－去向）", ("物品", "查扣", "在库", "借出送检", "去向", "在手"), tuple(rows)
    )


def _totals(case: Case, day: date) -> CaseTable:
    goods = [batch.whole for batch in case.of(GoodsCase).goods]
    rows = [(name, quantity.show(unit)) for (name, unit), quantity in totals_by_kind(goods).items()]
    rows.append(("合计", "、".join(quantity.show(unit) for unit, quantity in total_pieces(goods).items())))
    rows.append(("货值", case.of(GoodsCase).value.shown))
    reached = thresholds.reached(case.of(GoodsCase), day)
    rows += [("参考", threshold.shown) for threshold in reached]
    return CaseTable("合计", ("物品", "数量"), tuple(rows), thresholds.HINT if reached else "")


def related(station: Station, case: Case) -> list[Related]:
    """Cases with the same premises that nothing links yet, each once: behind the seller they are a 上家, elsewhere a 场点."""
    found: dict[str, list[SharedPlace]] = {}
    for place in shared_places(station, case):
        found.setdefault(place.number, []).append(place)
    return [Related(number, _shared_words(places)) for number, places in found.items()]


def _shared_words(places: list[SharedPlace]) -> str:
    """`与 WL2026-0002（示例药房 销售口罩）有同一上家“示例窝点”、同一场点“示例药房”`."""
    common = []
    for word, behind in (("上家", True), ("场点", False)):
        names = dict.fromkeys(f"“{place.name}”" for place in places if place.is_supplier == behind)
        common += [f"同一{word}{'、'.join(names)}"] if names else []
    return f"与 {places[0].number}（{places[0].title}）有{'、'.join(common)}"
