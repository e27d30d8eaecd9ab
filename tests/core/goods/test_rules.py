"""A case of fake goods: every piece accounted for, every refusal with its article or its sum."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.goods.batches import GoodsBatch
from fengqiao_desk.goods.custody import balances
from fengqiao_desk.goods.totals import total_pieces
from fengqiao_desk.problems import FaultyEntry, Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
DAY = "2026-12-01"


def items(*quantities: float, goods: int = 1) -> list[Entry]:
    return [{"goods": goods, "quantity": quantity} for quantity in quantities]


def test_the_example_goes_from_find_to_closing(case: Case, take: Callable[..., Case]) -> None:
    states = []
    for step in ("seize", "custody", "trace", "transfer", "close"):
        case = take(case, step)
        states.append(case.state)
    assert states == ["已保全", "在库", "在库", "已移送", "已办结"]


def test_goods_are_found_at_premises_of_the_case(desk: Desk, goods_case: Entry) -> None:
    goods_case["goods"][0]["found_at"] = "P9"
    with pytest.raises(Refused, match="场点里没有这个代号") as caught:
        desk.receive("goods_cases", goods_case)
    assert caught.value.faults[0].field == "goods[1].found_at"


def test_two_premises_have_two_keys(desk: Desk, goods_case: Entry) -> None:
    goods_case["premises"][1]["key"] = "P1"
    with pytest.raises(Refused, match="代号不能重复"):
        desk.receive("goods_cases", goods_case)


@pytest.mark.parametrize(
    ("field", "value"),
    [("quantity", 0), ("quantity", -46), ("quantity", "46余"), ("unit", "船"), ("specification", None)],
)
def test_goods_without_a_plain_quantity_or_specification_are_told(
    desk: Desk, goods_case: Entry, field: str, value: Any
) -> None:
    goods_case["goods"][0][field] = value
    with pytest.raises(FaultyEntry) as caught:
        desk.receive("goods_cases", goods_case)
    assert caught.value.faults[0].field == f"goods[1].{field}"


def test_a_credit_code_is_checked(desk: Desk, goods_case: Entry) -> None:
    goods_case["premises"][0]["credit_code"] = "91350100M000100Y44"
    with pytest.raises(FaultyEntry) as caught:
        desk.receive("goods_cases", goods_case)
    assert caught.value.faults[0].field == "premises[1].credit_code"


def test_only_the_named_organ_or_the_station_seizes(case: Case, refused: Callable[..., Refused]) -> None:
    assert "第107条" in refused(case, "seize", agency="市场监督管理局").article


def test_one_officer_does_not_seize(case: Case, refused: Callable[..., Refused]) -> None:
    assert "第52条" in refused(case, "seize", officers=["民警甲"]).article


@pytest.mark.parametrize("step", ["seize", "custody", "transfer"])
@pytest.mark.parametrize(("goods", "words"), [(2, "只有 1 项物品"), (0, "只有 1 项物品")])
def test_a_step_names_goods_of_the_case(
    case: Case, refused: Callable[..., Refused], step: str, goods: int, words: str
) -> None:
    refusal = refused(case, step, items=items(1, goods=goods))
    assert (words in refusal.message, refusal.faults[0].field) == (True, "items[1].goods")


@pytest.mark.parametrize("step", ["seize", "custody", "transfer"])
@pytest.mark.parametrize("quantities", [(47,), (30, 30), (46.001,), (46, 0.001)])
def test_no_more_is_taken_than_was_found(
    case: Case, refused: Callable[..., Refused], step: str, quantities: tuple[float, ...]
) -> None:
    assert "共 46盒" in refused(case, step, items=items(*quantities)).message


def test_a_sum_of_items_is_told_without_empty_decimals(case: Case, refused: Callable[..., Refused]) -> None:
    assert refused(case, "seize", items=items(45.5, 1.5)).message == "第1项物品共 46盒，不能是 47"


def test_the_case_officer_keeps_no_goods(case: Case, refused: Callable[..., Refused]) -> None:
    refusal = refused(case, "custody", to="民警甲")
    assert ("第188条" in refusal.article, refusal.faults[0].field) == (True, "to")


@pytest.mark.parametrize("move", ["出库", "送检", "移交", "返还", "销毁", "捐出"])
def test_nothing_leaves_the_store_that_is_not_in_it(
    case: Case, refused: Callable[..., Refused], move: str
) -> None:
    assert f"在库 0，不能{move} 46" in refused(case, "custody", move=move).message


@pytest.mark.parametrize("quantities", [(41,), (20, 21)])
def test_no_more_leaves_the_store_than_is_in_it(
    case: Case, take: Callable[..., Case], refused: Callable[..., Refused], quantities: tuple[int, ...]
) -> None:
    case = take(case, "custody", items=items(40))
    assert "在库 40" in refused(case, "custody", move="送检", items=items(*quantities)).message


def test_no_more_comes_into_the_store_than_was_found(
    case: Case, take: Callable[..., Case], refused: Callable[..., Refused]
) -> None:
    case = take(case, "custody", items=items(40))
    assert "第1项" in refused(case, "custody", items=items(7)).message


def test_goods_that_left_for_an_examination_come_back(case: Case, take: Callable[..., Case]) -> None:
    for move, quantity in (("入库", 46), ("送检", 1.5), ("入库", 1.5)):
        case = take(case, "custody", move=move, items=items(quantity))
    assert balances(case)[1].stored == 46


@pytest.mark.parametrize(("end", "place"), [("from", "P9"), ("to", "P9"), ("to", "P1")])
def test_a_trace_joins_two_premises_of_the_case(
    case: Case, refused: Callable[..., Refused], end: str, place: str
) -> None:
    assert refused(case, "trace", **{end: place}).faults[0].field == end


def test_a_trace_carries_no_more_than_was_found(case: Case, refused: Callable[..., Refused]) -> None:
    assert refused(case, "trace", quantity=47).faults[0].field == "quantity"


@pytest.mark.parametrize(
    ("measure", "code", "day"), [("先行登记保存", "DJ-7", "2026-11-28"), ("扣押", "KY-30", "2026-12-21")]
)
def test_our_own_seizure_runs_out(
    case: Case, take: Callable[..., Case], measure: str, code: str, day: str
) -> None:
    due = next(each for each in take(case, "seize", measure=measure).deadlines if each.code == code)
    assert due.plain_on.isoformat() == day


def test_a_list_of_evidence_is_only_for_goods_we_seized(desk: Desk, goods_case: Entry) -> None:
    case = desk.receive("goods_cases", goods_case)
    with pytest.raises(Refused, match="用该机关的文书") as caught:
        desk.issue(case, "preservation_list")
    assert "第107" in caught.value.article


def test_a_list_of_evidence_waits_for_the_seizure(desk: Desk, case: Case, take: Callable[..., Case]) -> None:
    with pytest.raises(Refused, match="还没有登记证据保全措施"):
        desk.issue(case, "preservation_list")
    assert desk.issue(take(case, "seize"), "preservation_list", DAY).pages == 1


def test_a_quantity_is_shown_with_its_rest(goods_case: Entry) -> None:
    assert GoodsBatch.of(goods_case["goods"][0]).whole.shown == "46盒，计2300余只"


def test_pieces_are_summed_by_unit_and_keep_their_rest() -> None:
    plain: Entry = {"pieces": None, "pieces_unit": None, "approximate": None}
    goods: list[Entry] = [
        {**plain, "quantity": 10, "unit": "只"},
        {"quantity": 46, "unit": "盒", "pieces": 2300, "pieces_unit": "只", "approximate": True},
        {**plain, "quantity": 1.5, "unit": "公斤"},
    ]
    totals = total_pieces(GoodsBatch.of(row).whole for row in goods)
    assert {unit: total.show(unit) for unit, total in totals.items()} == {
        "只": "2310余只",
        "公斤": "1.5公斤",
    }


@pytest.mark.parametrize(
    ("step", "day"),
    [
        ("seize", {"at": "2020-01-29T10:00"}),
        ("custody", {"at": "2020-01-29T10:00"}),
        ("transfer", {"on": "2020-01-29"}),
        ("close", {"closed_on": "2020-01-29"}),
    ],
)
def test_nothing_is_done_before_the_find(
    case: Case, refused: Callable[..., Refused], step: str, day: Entry
) -> None:
    assert refused(case, step, **day).message == "不能早于发现日期2020年1月30日"


def test_a_case_is_closed_on_the_day_of_its_find(case: Case, take: Callable[..., Case]) -> None:
    assert take(case, "close", closed_on="2020-01-30", result="其他").state == "已办结"


def test_a_case_is_not_closed_before_its_last_step(
    case: Case, take: Callable[..., Case], refused: Callable[..., Refused]
) -> None:
    case = take(take(take(case, "seize"), "custody"), "transfer")
    assert "不能早于移送的2026年11月25日" in refused(case, "close", closed_on="2026-11-24").message


def test_pieces_have_a_unit(desk: Desk, goods_case: Entry) -> None:
    goods_case["goods"][0]["pieces_unit"] = None
    with pytest.raises(FaultyEntry, match="件数单位"):
        desk.receive("goods_cases", goods_case)
