"""Traces conserve quantities, join people and premises, and find the same supplier in two cases; thresholds only hint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case, links
from fengqiao_desk.goods import KIND
from fengqiao_desk.goods.declaration import GoodsCase
from fengqiao_desk.goods.referral import STAGE_PERIODS, time_table
from fengqiao_desk.goods.thresholds import reached
from fengqiao_desk.goods.totals import totals_by_kind
from fengqiao_desk.goods.tracing import shared_places
from fengqiao_desk.problems import Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Refusal = Callable[..., Refused]
Entry = dict[str, Any]


def test_what_one_edge_took_the_next_cannot_take(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "trace", quantity=30)
    assert "只剩 16盒" in refused(case, "trace", quantity=17).message


def test_a_node_passes_on_what_came_to_it(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "trace", quantity=30)
    assert "只剩 30盒" in refused(case, "trace", **{"from": "P2", "to": "P1", "quantity": 31}).message


def test_a_node_that_had_nothing_passes_nothing_on(case: Case, refused: Refusal) -> None:
    assert "只剩 0盒" in refused(case, "trace", **{"from": "P2", "to": "P1", "quantity": 1}).message


def test_a_person_is_a_node(desk: Desk, goods_case: Entry, take: Take) -> None:
    goods_case["parties"] = [{"role": "违法嫌疑人", "name": "钱某", "id_missing_reason": "未查明"}]
    case = take(desk.receive("goods_cases", goods_case), "trace", to="钱某")
    assert KIND.drawing is not None
    drawn = KIND.drawing(case)
    assert drawn is not None
    assert drawn.edges[0].end == "钱某"


def test_the_same_supplier_is_offered_as_a_link(desk: Desk, goods_case: Entry) -> None:
    first = desk.receive("goods_cases", goods_case)
    second = desk.receive("goods_cases", {**goods_case, "premises": _other_seller(goods_case)})
    assert [(found.number, found.name) for found in shared_places(desk.station, second)] == [
        (first.number, "示例窝点")
    ]


def test_a_case_with_the_same_seller_and_supplier_is_offered_once(desk: Desk, goods_case: Entry) -> None:
    first = desk.receive("goods_cases", goods_case)
    second = desk.receive("goods_cases", goods_case)
    assert second.kind.related is not None
    (offered,) = second.kind.related(desk.station, second)
    assert offered.number == first.number
    assert offered.why.endswith("有同一上家“示例窝点”、同一场点“示例药房”")


def test_places_in_common_are_told_in_the_order_of_the_other_case(desk: Desk, goods_case: Entry) -> None:
    behind = [
        {"key": f"P{place}", "name": f"{name}仓库", "kind": "仓库"}
        for place, name in enumerate("乙甲丙", start=2)
    ]
    places = [goods_case["premises"][0], *behind]
    desk.receive("goods_cases", {**goods_case, "premises": places})
    second = desk.receive("goods_cases", {**goods_case, "premises": [places[0], *reversed(behind)]})
    assert [found.name for found in shared_places(desk.station, second)] == [
        place["name"] for place in places
    ]


def test_a_linked_case_is_not_offered_again(desk: Desk, goods_case: Entry) -> None:
    first = desk.receive("goods_cases", goods_case)
    second = desk.receive("goods_cases", {**goods_case, "premises": _other_seller(goods_case)})
    links.link(desk.station, second, first, "同一事项", "同一上家", desk.act())
    assert [shared_places(desk.station, case) for case in (first, second)] == [[], []]


def test_a_shop_of_the_same_name_is_no_supplier(desk: Desk, goods_case: Entry) -> None:
    shop = {"key": "P1", "name": "平价药房", "kind": "零售"}
    desk.receive("goods_cases", {**goods_case, "premises": [shop]})
    second = desk.receive("goods_cases", {**goods_case, "premises": [shop]})
    assert shared_places(desk.station, second) == []


def _other_seller(goods_case: Entry) -> list[Entry]:
    return [{"key": "P1", "name": "另一药房", "kind": "零售"}, goods_case["premises"][1]]


def test_pieces_agree_with_the_specification(desk: Desk, goods_case: Entry) -> None:
    goods_case["goods"][0].update(approximate=False, pieces=2301)
    with pytest.raises(Refused, match="应为2300只") as caught:
        desk.receive("goods_cases", goods_case)
    assert caught.value.faults[0].field == "goods[1].pieces"


def test_a_correction_keeps_what_was_seized(desk: Desk, case: Case, take: Take, goods_case: Entry) -> None:
    case = take(case, "seize")
    goods_case["goods"][0]["quantity"] = 45
    with pytest.raises(Refused, match="不能改少"):
        desk.amend(case, {"goods": goods_case["goods"]})


def test_a_correction_keeps_the_batch_that_was_seized(desk: Desk, goods_case: Entry, take: Take) -> None:
    """Of two batches the second was taken whole: only the first may become smaller."""
    first = goods_case["goods"][0]
    two = [{**first, "approximate": True}, {**first, "name": "另一批", "approximate": True}]
    case = desk.receive("goods_cases", {**goods_case, "goods": two, "seizing_agency": "本所"})
    case = take(case, "seize", items=[{"goods": 2, "quantity": 46}])
    with pytest.raises(Refused, match="第2项"):
        desk.amend(case, {"goods": [two[0], {**two[1], "quantity": 45}]})
    amended = desk.amend(case, {"goods": [{**two[0], "quantity": 45}, two[1]]})
    assert [row["quantity"] for row in amended.values["goods"]] == [45, 46]


def test_a_correction_keeps_the_places_of_a_trace(
    desk: Desk, case: Case, take: Take, goods_case: Entry
) -> None:
    case = take(case, "trace")
    with pytest.raises(Refused, match="溯源已用到“P2”"):
        desk.amend(case, {"premises": goods_case["premises"][:1]})


def said(case: Case, batch: Entry | None = None, **more: Any) -> GoodsCase:
    """The case, with one more batch or with other fields."""
    goods = [*case.values["goods"], *([batch] if batch else [])]
    return GoodsCase.of({**case.values, "goods": goods, **more})


def test_the_value_is_quantity_times_price_and_keeps_its_rest(case: Case) -> None:
    assert said(case).value.shown == "1150.00余元"


def test_a_batch_without_a_price_is_told(case: Case) -> None:
    unpriced = {**case.values["goods"][0], "unit_price": None}
    assert said(case, unpriced).value.shown == "1150.00余元（1项未定价）"


def test_totals_by_kind_keep_names_apart(case: Case) -> None:
    goods = said(case, {**case.values["goods"][0], "name": "酒精"}).goods
    totals = totals_by_kind(batch.whole for batch in goods)
    assert [total.show(unit) for (_, unit), total in totals.items()] == ["2300余只"] * 2


@pytest.mark.parametrize(("price", "count"), [("3260.86", 0), ("3260.87", 2)])
def test_a_threshold_of_value_only_hints(case: Case, price: str, count: int) -> None:
    goods = [{**case.values["goods"][0], "unit_price": price}]
    assert len(reached(said(case, goods=goods), date(2026, 11, 21))) == count


def test_a_threshold_holds_from_its_day_on(case: Case) -> None:
    sold = said(case, sold_amount="50000.00")
    assert [len(reached(sold, date(2025, 4, day))) for day in (25, 26)] == [1, 2]


def stages(case: Case, take: Take, *reached_at: tuple[str, str]) -> Case:
    for stage, at in reached_at:
        case = take(case, "referral", stage=stage, at=at)
    return case


@pytest.mark.parametrize(("at", "late"), [("2026-11-24T09:00", False), ("2026-11-24T09:01", True)])
def test_a_decided_referral_is_sent_within_a_day(
    desk: Desk, case: Case, take: Take, at: str, late: bool
) -> None:
    case = stages(case, take, ("决定移送", "2026-11-23T09:00"), ("送达移送书", at))
    (row,) = time_table(case, date(2026, 12, 1), desk.station.calendar())
    assert (row.late, row.who) == (late, "行政执法机关")


def test_stages_count_in_the_order_of_their_times(desk: Desk, case: Case, take: Take) -> None:
    case = stages(case, take, ("送达移送书", "2026-11-23T15:00"), ("决定移送", "2026-11-23T09:00"))
    (row,) = time_table(case, date(2026, 12, 1), desk.station.calendar())
    assert (row.done is not None, row.late) == (True, False)


@pytest.mark.parametrize(("day", "late"), [(26, False), (27, True)])
def test_the_police_decide_within_three_days(
    desk: Desk, case: Case, take: Take, day: int, late: bool
) -> None:
    case = stages(case, take, ("公安签收", "2026-11-23T09:00"))
    (row,) = time_table(case, date(2026, 11, day), desk.station.calendar())
    assert (row.who, row.until_shown, row.late) == ("公安机关", "2026年11月26日", late)


def test_every_period_of_a_referral_cites_its_article() -> None:
    """行政执法机关移送涉嫌犯罪案件的规定 (docs/law.md §2.4)."""
    assert {period.code: period.article for period in STAGE_PERIODS} == {
        "XS-JD": 5,
        "XS-SD": 5,
        "YS-24": 7,
        "YS-3": 8,
        "XS-WP": 12,
        "XS-FY": 9,
        "XS-FJ": 9,
    }


def test_a_referral_under_way_stands_in_the_agenda(case: Case, take: Take) -> None:
    case = stages(case, take, ("立案", "2026-11-23T09:00"))
    assert [(due.code, due.due_on.isoformat()) for due in case.deadlines] == [("XS-WP", "2026-11-26")]


def test_a_case_tells_what_is_in_hand(desk: Desk, case: Case, take: Take) -> None:
    assert KIND.tables is not None
    first = KIND.tables(take(case, "seize"), desk.station, date(2026, 11, 21))[0]
    assert first.rows[0][1:] == ("46盒", "0盒", "0盒", "0盒", "46盒")


def test_what_answers_a_stage_does_not_come_before_it(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "referral")
    refusal = refused(case, "referral", stage="决定移送", at="2026-11-23T08:59")
    assert refusal.message.startswith("“决定移送”不能早于“提出移送报告”（2026年11月23日9时00分）")
