"""Custody: at every moment in hand = seized − out, whatever is recorded in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.goods.custody import balances
from fengqiao_desk.problems import Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Refusal = Callable[..., Refused]


def items(quantity: float) -> list[dict[str, Any]]:
    return [{"goods": 1, "quantity": quantity}]


def in_hand(case: Case) -> Decimal:
    return balances(case)[1].in_hand


def test_seized_goods_are_in_hand_before_they_are_stored(case: Case, take: Take) -> None:
    assert in_hand(take(case, "seize")) == 46


@pytest.mark.parametrize("move", ["送检", "出库"])
def test_goods_away_are_still_in_hand(case: Case, take: Take, move: str) -> None:
    case = take(take(take(case, "seize"), "custody"), "custody", move=move, items=items(6))
    assert (str(balances(case)[1].stored), str(in_hand(case))) == ("40", "46")


@pytest.mark.parametrize("move", ["移交", "返还", "销毁", "捐出"])
def test_goods_given_away_are_in_hand_no_longer(case: Case, take: Take, move: str) -> None:
    case = take(take(case, "seize"), "custody")
    assert in_hand(take(case, "custody", move=move, items=items(6), decision_number="处1号")) == 40


def test_goods_given_away_never_come_back(case: Case, take: Take, refused: Refusal) -> None:
    case = take(take(case, "seize"), "custody")
    case = take(case, "custody", move="返还", items=items(6), decision_number="处1号")
    assert "已去向 6" in refused(case, "custody", items=items(6)).message


def test_no_more_is_stored_than_was_seized(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "seize", items=items(40))
    assert "不能入库 46" in refused(case, "custody").message


def test_a_move_recorded_late_must_add_up_at_its_own_time(case: Case, take: Take, refused: Refusal) -> None:
    case = take(take(case, "seize"), "custody", at="2026-11-22T08:00")
    assert "在库 0" in refused(case, "custody", move="送检", at="2026-11-21T20:00").message


def test_a_move_before_others_may_not_break_them(case: Case, take: Take, refused: Refusal) -> None:
    case = take(take(case, "seize"), "custody", at="2026-11-22T08:00")
    case = take(case, "custody", move="返还", at="2026-11-24T08:00", decision_number="处1号")
    assert "在库 0" in refused(case, "custody", move="送检", at="2026-11-23T08:00").message


def test_a_move_has_two_names(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "seize")
    assert refused(case, "custody", **{"from": "保管员丁"}).faults[0].field == "to"


def test_no_officer_who_seized_keeps_the_goods(case: Case, take: Take, refused: Refusal) -> None:
    assert "第188条" in refused(take(case, "seize"), "custody", to="民警乙").article


@pytest.mark.parametrize("move", ["销毁", "捐出", "上缴国库", "变卖"])
def test_what_cannot_be_undone_has_a_decision(case: Case, take: Take, refused: Refusal, move: str) -> None:
    case = take(take(case, "seize"), "custody")
    assert refused(case, "custody", move=move).faults[0].field == "decision_number"


def test_a_transfer_takes_the_goods_with_it(case: Case, take: Take) -> None:
    case = take(take(take(case, "seize"), "custody"), "transfer")
    assert (str(balances(case)[1].stored), str(in_hand(case))) == ("0", "0")


def test_goods_handed_over_before_the_transfer_are_not_counted_twice(case: Case, take: Take) -> None:
    case = take(take(case, "seize"), "custody")
    case = take(case, "custody", move="移交", at="2026-11-24T09:00", items=items(20), decision_number="处1号")
    assert balances(take(case, "transfer", items=items(20)))[1].out == 20


def test_destroyed_goods_go_with_no_transfer(case: Case, take: Take, refused: Refusal) -> None:
    case = take(take(case, "seize"), "custody")
    case = take(case, "custody", move="销毁", items=items(6), decision_number="处1号")
    assert "不能移送 46" in refused(case, "transfer").message


def test_a_changed_measure_seizes_nothing_anew(case: Case, take: Take) -> None:
    case = take(case, "seize", items=items(20))
    case = take(case, "seize", measure="扣押", instead_of=1, items=items(20))
    assert in_hand(case) == 20


def test_a_case_handed_over_stays_so_after_a_move(case: Case, take: Take) -> None:
    case = take(take(take(case, "seize"), "custody"), "transfer", items=items(40))
    case = take(case, "custody", move="返还", at="2026-11-28T09:00", items=items(6), decision_number="处1号")
    assert case.state == "已移送"


def test_an_auxiliary_keeps_no_goods(case: Case, take: Take, refused: Refusal) -> None:
    refusal = refused(take(case, "seize"), "custody", to="辅警丙")
    assert ("第188条" in refusal.article, "是辅警" in refusal.message) == (True, True)


def test_goods_that_lie_here_after_closing_are_moved_all_the_same(case: Case, take: Take) -> None:
    case = take(take(take(case, "seize"), "custody"), "close")
    case = take(case, "custody", move="返还", at="2026-12-02T10:00")
    assert (case.state, balances(case)[1].out) == ("已办结", Decimal(46))


def test_what_nobody_counted_stays_with_what_is_in_hand(
    desk: Desk, goods_case: dict[str, Any], take: Take
) -> None:
    loose = {**goods_case["goods"][0], "pieces": None, "pieces_unit": None, "quantity": 800, "unit": "只"}
    case = desk.receive("goods_cases", {**goods_case, "goods": [loose], "seizing_agency": "本所"})
    case = take(case, "seize", items=[{"goods": 1, "quantity": 800}])
    case = take(case, "custody", items=[{"goods": 1, "quantity": 800}])
    case = take(case, "custody", move="移交", items=[{"goods": 1, "quantity": 30}], decision_number="处1号")
    assert case.kind.tables is not None
    (row,) = case.kind.tables(case, desk.station, date(2026, 11, 22))[0].rows
    assert row[1:] == ("800余只", "770余只", "0只", "30只", "770余只")
