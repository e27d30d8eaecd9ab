"""Goods nobody claims: six months, three more at most, then the decision, then the moves (程序规定第197条)."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.withdrawing import withdraw_step
from fengqiao_desk.documents import register
from fengqiao_desk.goods.custody import balances
from fengqiao_desk.problems import InTheWay, Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Refusal = Callable[..., Refused]
POSTED = {
    **{"on": "2026-03-02", "how": "公告", "where": "所门口公告栏", "number": "合公（逍）认公〔2026〕1号"},
    "items": [{"goods": 1, "quantity": 46}],
}
MORE = {"claim": 1, "on": "2026-08-01", "months": 3, "approver": "副局长庚", "reason": "失主可能在境外"}
OWNERLESS = {"claim": 1, "on": "2026-09-03", "decision_number": "无主处1号"}


@pytest.fixture
def posted(case: Case, take: Take, steps: dict[str, Any]) -> Case:
    """Goods stored in February and posted on 2 March: they may be claimed until 2 September."""
    steps.update(announce=POSTED, prolong_claim=MORE, ownerless=OWNERLESS)
    case = take(case, "seize", measure="扣押", at="2026-02-02T10:00")
    return take(take(case, "custody", at="2026-02-02T12:00"), "announce")


def claim_days(case: Case) -> list[str]:
    return [due.due_on.isoformat() for due in case.deadlines if due.code == "CY-6M"]


def test_a_posting_runs_six_months(posted: Case) -> None:
    assert claim_days(posted) == ["2026-09-02"]


def test_it_runs_three_months_longer_at_most(posted: Case, take: Take, refused: Refusal) -> None:
    assert "最长延长3个月" in refused(posted, "prolong_claim", months=4).message
    assert claim_days(take(posted, "prolong_claim")) == ["2026-12-02"]


def test_it_is_prolonged_once(posted: Case, take: Take, refused: Refusal) -> None:
    assert "只能延长一次" in refused(take(posted, "prolong_claim", months=1), "prolong_claim").message


def test_it_is_not_prolonged_after_its_end(posted: Case, refused: Refusal) -> None:
    assert "已于2026年9月2日届满" in refused(posted, "prolong_claim", on="2026-09-03").message


def test_nothing_is_ownerless_on_the_last_day(posted: Case, refused: Refusal) -> None:
    refusal = refused(posted, "ownerless", on="2026-09-02")
    assert "还不能按无主财物处理" in refusal.message and "第197条" in refusal.article


def test_a_decision_ends_the_period(posted: Case, take: Take) -> None:
    assert claim_days(take(posted, "ownerless")) == []


def test_an_owner_who_comes_gets_the_goods_and_ends_the_period(posted: Case, take: Take) -> None:
    back = take(posted, "custody", move="返还", at="2026-05-04T10:00", decision_number="处1号")
    assert balances(back)[1].in_hand == 0 and not claim_days(back)


@pytest.mark.parametrize("move", ["销毁", "捐出", "上缴国库", "变卖", "移交"])
def test_goods_that_may_be_claimed_wait(posted: Case, refused: Refusal, move: str) -> None:
    refusal = refused(posted, "custody", move=move, at="2026-09-02T10:00", decision_number="处1号")
    assert "在此之前只能返还" in refusal.message


def test_after_the_period_the_decision_comes_first(posted: Case, refused: Refusal) -> None:
    refusal = refused(posted, "custody", move="上缴国库", at="2026-09-03T10:00", decision_number="处1号")
    assert "先登记按无主财物处理" in refusal.message


def test_ownerless_goods_go_to_the_treasury(posted: Case, take: Take) -> None:
    case = take(posted, "ownerless")
    case = take(case, "custody", move="上缴国库", at="2026-09-04T10:00", decision_number="无主处1号")
    assert balances(case)[1].gone == (("上缴国库", Decimal(46)),)


def test_no_more_is_posted_than_is_in_hand(posted: Case, take: Take, refused: Refusal) -> None:
    case = take(posted, "custody", move="返还", at="2026-05-04T10:00", decision_number="处1号")
    assert "在手 0" in refused(case, "announce").message


@pytest.mark.parametrize("step", ["prolong_claim", "ownerless"])
def test_a_posting_that_is_not_there_is_told(posted: Case, refused: Refusal, step: str) -> None:
    assert "没有第2次" in refused(posted, step, claim=2).message


def test_the_posting_tells_goods_last_day_and_what_follows(desk: Desk, posted: Case) -> None:
    issued = desk.issue(posted, "claim_notice", "2026-12-31")
    pdf = pypdfium2.PdfDocument(io.BytesIO(register.stored_pdf(desk.station, issued.number)))
    text = "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
    expected = ("认领公告", "至2026年9月2日", "46盒，计2300余只", "第197条", "按无主财物处理")
    assert [words for words in expected if words not in text] == []


def test_a_posting_waits_for_its_step(desk: Desk, case: Case) -> None:
    with pytest.raises(Refused, match="还没有登记"):
        desk.issue(case, "claim_notice", "2026-12-31")


def test_a_longer_period_does_not_pass_to_another_posting_when_its_own_is_taken_back(
    desk: Desk, posted: Case, take: Take
) -> None:
    case = take(take(posted, "announce", on="2026-03-03"), "prolong_claim")
    with pytest.raises(InTheWay) as caught:
        withdraw_step(desk.station, case.kind, case.number, 3, "登记错了", desk.act("2026-12-31"))
    assert [each["position"] for each in caught.value.blocking] == [5]


def test_a_posting_keeps_its_number_when_an_earlier_one_is_taken_back(
    desk: Desk, posted: Case, take: Take, refused: Refusal
) -> None:
    twice = take(posted, "announce", on="2026-03-03")
    case = withdraw_step(desk.station, twice.kind, twice.number, 3, "登记错了", desk.act("2026-12-31")).case
    assert "没有第1次" in refused(case, "prolong_claim", claim=1).message
    assert claim_days(take(case, "prolong_claim", claim=2)) == ["2026-12-03"]
