"""By what right goods are held: what a lapsed 先行登记保存 leaves, and which moves name a decision (程序规定第110、112条)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.goods.custody import balances
from fengqiao_desk.goods.holding import lapsed_goods
from fengqiao_desk.problems import Refused
from fengqiao_desk.values.deadlines import lapse_words

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Refusal = Callable[..., Refused]
LAST_DAY = "2026-11-30"
"""The seventh day is a Saturday: the last day is the Monday after it."""
AFTER = "2026-12-01T09:00"
DECIDED = {"decision_number": "处1号"}


@pytest.fixture
def stored(case: Case, take: Take) -> Case:
    return take(take(case, "seize"), "custody")


@pytest.mark.parametrize("move", ["出库", "送检", "移交", "销毁", "捐出"])
def test_lapsed_goods_are_not_moved_but_back(stored: Case, refused: Refusal, move: str) -> None:
    refusal = refused(stored, "custody", move=move, at=AFTER, **DECIDED)
    assert "2026年11月30日届满，自动解除" in refusal.message and "第110条" in refusal.article


def test_on_the_last_day_goods_are_still_held(stored: Case, take: Take) -> None:
    assert take(stored, "custody", move="送检", at=f"{LAST_DAY}T09:00").taken("custody")


def test_lapsed_goods_go_back_without_a_decision(stored: Case, take: Take) -> None:
    assert balances(take(stored, "custody", move="返还", at=AFTER))[1].in_hand == 0


def test_lapsed_goods_go_with_no_transfer(stored: Case, refused: Refusal) -> None:
    assert "自动解除" in refused(stored, "transfer", on="2026-12-01").message


def test_another_measure_holds_lapsed_goods_again(stored: Case, take: Take) -> None:
    held = take(stored, "seize", measure="扣押", instead_of=1, at=AFTER)
    assert take(held, "custody", move="送检", at="2026-12-02T09:00").taken("custody")


def test_seven_days_are_not_made_fourteen(stored: Case, refused: Refusal) -> None:
    refusal = refused(stored, "seize", instead_of=1, at=AFTER)
    assert "不能再以先行登记保存接续" in refusal.message and "第110条" in refusal.article


def test_goods_given_back_are_lapsed_no_longer(desk: Desk, stored: Case, take: Take) -> None:
    calendar, day = desk.station.calendar(), date(2026, 12, 2)
    assert list(lapsed_goods(stored, day, calendar)) == [1]
    assert lapsed_goods(take(stored, "custody", move="返还", at=AFTER), day, calendar) == {}


def test_a_lapsed_measure_is_not_called_late(stored: Case) -> None:
    (due,) = [due for due in stored.deadlines if due.code == "DJ-7"]
    assert (due.due_on.isoformat(), lapse_words(due.code)) == (LAST_DAY, "已自动解除")


@pytest.mark.parametrize("move", ["返还", "移交"])
def test_a_move_that_ends_a_measure_names_the_decision(stored: Case, refused: Refusal, move: str) -> None:
    refusal = refused(stored, "custody", move=move)
    assert refusal.faults[0].field == "decision_number" and "第110条" in refusal.article


def test_a_return_from_seizure_cites_the_article_of_seizures(
    case: Case, take: Take, refused: Refusal
) -> None:
    case = take(take(case, "seize", measure="扣押"), "custody")
    assert "第112条" in refused(case, "custody", move="返还").article


def test_after_a_release_the_goods_go_back_without_a_number(stored: Case, take: Take) -> None:
    released = take(stored, "release", on="2026-11-25")
    assert balances(take(released, "custody", move="返还", at="2026-11-25T10:00"))[1].in_hand == 0


def test_goods_of_another_organ_name_no_decision_of_ours(
    desk: Desk, goods_case: dict[str, Any], take: Take
) -> None:
    case = desk.receive("goods_cases", goods_case)
    case = take(case, "custody")
    assert balances(take(case, "custody", move="移交", at="2026-11-22T09:00"))[1].out == 46
