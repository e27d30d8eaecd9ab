"""The station's own measures: who approves, how long they last, what ends them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.withdrawing import replace_step, withdraw_step
from fengqiao_desk.goods.custody import balances
from fengqiao_desk.goods.measure_fields import Seize
from fengqiao_desk.goods.measures import own_seizures
from fengqiao_desk.problems import FaultyEntry, InTheWay, Refused
from tests.conftest import Desk

Take = Callable[..., Case]
Refusal = Callable[..., Refused]
DEPARTMENT = {"approver": "所长戊", "approver_rank": "办案部门负责人"}
ORGAN = {"approver": "局长辛", "approver_rank": "公安机关负责人"}


def due(case: Case, code: str) -> str:
    found = [each.plain_on.isoformat() for each in case.deadlines if each.code == code]
    return found[0] if found else ""


def standing(desk: Desk, case: Case, day: str) -> str:
    return own_seizures(case)[0].standing(date.fromisoformat(day), desk.station.calendar())


@pytest.mark.parametrize("measure", ["先行登记保存", "抽样取证"])
def test_the_head_of_the_unit_approves_a_registration(case: Case, take: Take, measure: str) -> None:
    assert own_seizures(take(case, "seize", measure=measure, **DEPARTMENT))[0].approval is not None


@pytest.mark.parametrize("measure", ["扣押", "扣留", "查封"])
def test_the_head_of_the_unit_approves_no_seizure(case: Case, refused: Refusal, measure: str) -> None:
    refusal = refused(case, "seize", measure=measure, **DEPARTMENT)
    assert ("第107条" in refusal.article, refusal.faults[0].field) == (True, "approver_rank")


def test_a_station_confiscates_no_more_than_five_hundred(case: Case, refused: Refusal) -> None:
    assert "第195条" in refused(case, "seize", measure="收缴", **ORGAN).article


def test_an_approver_has_a_rank(case: Case, take: Take) -> None:
    with pytest.raises(FaultyEntry) as caught:
        take(case, "seize", approver="所长戊")
    assert caught.value.faults[0].field == "approver_rank"


def test_an_urgent_measure_is_reported_within_a_day(case: Case, take: Take) -> None:
    assert due(take(case, "seize"), "BP-24") == "2026-11-22"


def test_an_approved_measure_needs_no_report(case: Case, take: Take) -> None:
    assert due(take(take(case, "seize"), "approve"), "BP-24") == ""


def test_a_measure_is_approved_once(case: Case, take: Take, refused: Refusal) -> None:
    assert "已经批准" in refused(take(case, "seize", **DEPARTMENT), "approve").message


def test_an_approval_afterwards_comes_after_the_act(case: Case, take: Take, refused: Refusal) -> None:
    refusal = refused(take(case, "seize"), "approve", at="2026-11-20T20:00")
    assert ("第56条" in refusal.article, refusal.faults[0].field) == (True, "at")


def test_an_approval_after_the_act_obeys_the_ranks(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "seize", measure="扣押")
    assert refused(case, "approve", approver_rank="办案部门负责人").faults[0].field == "approver_rank"


@pytest.mark.parametrize("number", [2, 9])
def test_a_step_names_a_measure_of_ours(case: Case, take: Take, refused: Refusal, number: int) -> None:
    assert refused(take(case, "seize"), "release", seizure=number).faults[0].field == "seizure"


@pytest.mark.parametrize(
    ("day", "words"), [("2026-11-30", "至2026年11月30日"), ("2026-12-01", "2026年11月30日届满，已自动解除")]
)
def test_a_registration_lapses_by_itself(desk: Desk, case: Case, take: Take, day: str, words: str) -> None:
    """Seven days from 21 November end on Saturday 28; the last day rolls to Monday (程序规定第35、110条)."""
    assert standing(desk, take(case, "seize"), day) == words


def test_a_seizure_ends_by_a_release_only(desk: Desk, case: Case, take: Take) -> None:
    assert standing(desk, take(case, "seize", measure="扣押"), "2026-12-31").endswith("应当解除")


def test_a_seizure_is_extended_by_thirty_days(case: Case, take: Take) -> None:
    case = take(take(case, "seize", measure="扣押"), "extend")
    assert due(case, "KY-30") == "2027-01-20"


def test_a_seizure_is_extended_once(case: Case, take: Take, refused: Refusal) -> None:
    case = take(take(case, "seize", measure="扣押"), "extend")
    assert "第112条" in refused(case, "extend").article


@pytest.mark.parametrize(
    ("field", "value"),
    [("approver_rank", "公安机关负责人"), ("told_in_writing", False), ("on", "2026-12-22")],
)
def test_an_extension_is_by_the_county_in_writing_and_in_time(
    case: Case, take: Take, refused: Refusal, field: str, value: object
) -> None:
    refusal = refused(take(case, "seize", measure="扣押"), "extend", **{field: value})
    assert ("第112条" in refusal.article, refusal.faults[0].field) == (True, field)


def test_a_seizure_is_extended_on_its_last_day(case: Case, take: Take) -> None:
    """Thirty days from 21 November end on 21 December."""
    case = take(take(case, "seize", measure="扣押"), "extend", on="2026-12-21")
    assert due(case, "KY-30") == "2027-01-20"


def test_an_appraisal_begins_on_the_last_day_and_not_after_it(
    case: Case, take: Take, refused: Refusal
) -> None:
    case = take(case, "seize", measure="扣押")
    refusal = refused(case, "appraise", on="2026-12-22")
    assert ("第112条" in refusal.article, refusal.faults[0].field) == (True, "on")
    assert due(take(case, "appraise", on="2026-12-21"), "KY-30") == ""


def test_an_appraisal_may_begin_on_the_day_of_the_seizure_and_not_before_it(
    case: Case, take: Take, refused: Refusal
) -> None:
    case = take(case, "seize", measure="扣押")
    assert "不能早于" in refused(case, "appraise", on="2026-11-20").message
    assert due(take(case, "appraise", on="2026-11-21"), "KY-30") == ""


def test_one_appraisal_runs_at_a_time(case: Case, take: Take, refused: Refusal) -> None:
    case = take(take(case, "seize", measure="扣押"), "appraise")
    assert "上一次鉴定还没有登记意见" in refused(case, "appraise", on="2026-11-26").message


@pytest.mark.parametrize(
    ("measure", "step", "words"),
    [
        ("扣押", "appraise", "鉴定中，期间不计入"),
        ("扣押", "extend", "至2027年1月20日（已延长）"),
        ("抽样取证", "", "无期限"),
    ],
)
def test_a_measure_tells_how_it_stands(
    desk: Desk, case: Case, take: Take, measure: str, step: str, words: str
) -> None:
    approved = DEPARTMENT if measure == "抽样取证" else {}
    case = take(case, "seize", measure=measure, **approved)
    assert standing(desk, take(case, step) if step else case, "2026-12-11") == words


def test_a_registration_is_not_extended(case: Case, take: Take, refused: Refusal) -> None:
    assert "不能延长" in refused(take(case, "seize"), "extend").message


def test_no_period_runs_during_an_appraisal(case: Case, take: Take) -> None:
    case = take(take(case, "seize", measure="扣押"), "appraise")
    assert due(case, "KY-30") == ""


def test_the_days_of_an_appraisal_are_not_counted(case: Case, take: Take) -> None:
    case = take(take(take(case, "seize", measure="扣押"), "appraise"), "appraised")
    assert due(case, "KY-30") == "2026-12-31"


def test_an_appraisal_not_told_in_writing_stops_nothing(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "seize", measure="扣押")
    assert refused(case, "appraise", told_in_writing=False).faults[0].field == "told_in_writing"


def test_an_opinion_ends_an_appraisal_that_was_begun(case: Case, take: Take, refused: Refusal) -> None:
    assert "没有登记过送鉴定" in refused(take(case, "seize", measure="扣押"), "appraised").message


def test_a_released_measure_runs_no_longer(case: Case, take: Take) -> None:
    assert due(take(take(case, "seize"), "release"), "DJ-7") == ""


def test_a_changed_measure_takes_the_place_of_the_first(case: Case, take: Take) -> None:
    case = take(take(case, "seize"), "seize", measure="扣押", instead_of=1)
    assert (due(case, "DJ-7"), due(case, "KY-30")) == ("", "2026-12-21")


def test_a_changed_measure_takes_no_more(case: Case, take: Take, refused: Refusal) -> None:
    case = take(case, "seize", items=[{"goods": 1, "quantity": 20}])
    assert "不能多于" in refused(case, "seize", measure="扣押", instead_of=1).message


def test_the_goods_go_to_a_keeper_within_a_day(case: Case, take: Take) -> None:
    assert due(take(case, "seize"), "YJ-24") == "2026-11-22"


def test_goods_partly_kept_still_wait_for_the_keeper(case: Case, take: Take) -> None:
    case = take(take(case, "seize"), "custody", items=[{"goods": 1, "quantity": 40}])
    assert due(case, "YJ-24") == "2026-11-22"


@pytest.mark.parametrize(("kept", "day"), [(20, "2026-11-26"), (19, "2026-11-22")])
def test_the_earliest_seizure_not_kept_is_due(case: Case, take: Take, kept: int, day: str) -> None:
    for at, quantity in (("2026-11-21T10:00", 20), ("2026-11-25T10:00", 26)):
        case = take(case, "seize", at=at, items=[{"goods": 1, "quantity": quantity}])
    case = take(case, "custody", at="2026-11-25T16:00", items=[{"goods": 1, "quantity": kept}])
    assert due(case, "YJ-24") == day


def test_kept_goods_wait_no_longer(case: Case, take: Take) -> None:
    assert due(take(take(case, "seize"), "custody"), "YJ-24") == ""


def test_a_seizure_of_another_organ_runs_not_with_us(
    desk: Desk, goods_case: dict[str, object], take: Take
) -> None:
    case = take(desk.receive("goods_cases", goods_case), "seize", agency="市场监督管理所")
    assert case.deadlines == ()


def test_the_same_goods_are_not_taken_twice(case: Case, take: Take, refused: Refusal) -> None:
    message = refused(take(case, "seize"), "seize", measure="扣押").message
    assert message.startswith("第1项共 46盒，已查扣 46，不能再查扣 46；变更措施的填")


def test_what_was_left_is_taken_later(case: Case, take: Take) -> None:
    some = take(case, "seize", items=[{"goods": 1, "quantity": 30}])
    assert balances(take(some, "seize", items=[{"goods": 1, "quantity": 16}]))[1].seized == 46


def test_the_pieces_of_a_measure_are_counted_one_by_one(case: Case, take: Callable[..., Case]) -> None:
    """The example seizes 46 boxes of “2300余只” and says the exact count."""
    (seizure,) = take(case, "seize").held(Seize)
    assert [item.counted for item in seizure.said.items] == [2300]


@pytest.fixture
def seized_twice(case: Case, take: Take) -> Case:
    """Two measures on halves of a batch, one at position 1 and one at position 2."""
    half = {"goods": 1, "quantity": 20, "counted": 1000}
    first = take(case, "seize", measure="扣押", items=[half], **ORGAN)
    return take(first, "seize", measure="扣押", items=[half], at="2026-11-21T11:00", **ORGAN)


def test_what_was_done_on_a_measure_does_not_pass_to_another_when_it_is_taken_back(
    desk: Desk, seized_twice: Case, take: Take
) -> None:
    case = take(seized_twice, "extend", seizure=1)
    with pytest.raises(InTheWay) as caught:
        withdraw_step(desk.station, case.kind, case.number, 1, "登记错了", desk.act("2026-12-31"))
    assert [each["position"] for each in caught.value.blocking] == [3]


def test_a_measure_keeps_its_number_when_an_earlier_one_is_taken_back(
    desk: Desk, seized_twice: Case, take: Take
) -> None:
    case = take(seized_twice, "extend", seizure=2)
    back = withdraw_step(desk.station, case.kind, case.number, 1, "登记错了", desk.act("2026-12-31"))
    assert [(each.number, each.extended) for each in own_seizures(back.case)] == [(2, True)]


def test_a_measure_entered_anew_keeps_the_number_of_the_one_it_stands_for(
    desk: Desk, seized_twice: Case, steps: dict[str, Any], take: Take
) -> None:
    case = take(seized_twice, "extend", seizure=1)
    again = {
        **steps["seize"],
        "measure": "扣押",
        "items": [{"goods": 1, "quantity": 26, "counted": 1300}],
        **ORGAN,
    }
    act = desk.act("2026-12-31")
    back = replace_step(desk.station, case.kind, case.number, 1, again, "数量写错了", act)
    assert [(each.number, each.extended) for each in own_seizures(back.case)] == [(1, True), (2, False)]
