"""The clock of a dispute: it runs, stands still, is extended, and starts again when an agreement fails."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.withdrawing import withdraw_step
from fengqiao_desk.problems import Refused
from fengqiao_desk.station.term_facts import change_word, facts_of
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import Period
from tests.conftest import Desk


@pytest.fixture
def case(desk: Desk, dispute: dict[str, Any]) -> Case:
    """Received on Monday 2026-09-28: thirty days end on 2026-10-28."""
    return desk.receive("disputes", dispute)


def due(case: Case, code: str) -> str | None:
    return next((deadline.due_on.isoformat() for deadline in case.deadlines if deadline.code == code), None)


def agreed(desk: Desk, case: Case, steps: dict[str, Any]) -> Case:
    return desk.agree(case, steps)


def test_a_suspended_clock_has_no_last_day(desk: Desk, case: Case) -> None:
    assert due(desk.step(case, "suspend", {"from": "2026-10-01", "why": "伤情鉴定"}), "AJ-30") is None


def test_days_of_suspension_are_added_when_it_runs_again(desk: Desk, case: Case) -> None:
    desk.step(case, "suspend", {"from": "2026-10-01", "why": "伤情鉴定"})
    resumed = desk.step(case, "resume", {"on": "2026-10-13"})
    assert due(resumed, "AJ-30") == "2026-11-09"


def test_a_suspension_may_begin_on_the_day_of_receipt(desk: Desk, case: Case) -> None:
    desk.step(case, "suspend", {"from": "2026-09-28", "why": "伤情鉴定"})
    resumed = desk.step(case, "resume", {"on": "2026-10-10"})
    assert due(resumed, "AJ-30") == "2026-11-09"


def test_a_clock_that_stands_still_is_not_suspended_again(desk: Desk, case: Case) -> None:
    desk.step(case, "suspend", {"from": "2026-10-01", "why": "伤情鉴定"})
    with pytest.raises(Refused, match="已经停算"):
        desk.step(case, "suspend", {"from": "2026-10-02", "why": "伤情鉴定"})


def test_a_running_clock_cannot_be_resumed(desk: Desk, case: Case) -> None:
    with pytest.raises(Refused, match="没有停算"):
        desk.step(case, "resume", {"on": "2026-10-13"})


def test_it_is_not_resumed_before_it_was_suspended(desk: Desk, case: Case) -> None:
    desk.step(case, "suspend", {"from": "2026-10-12", "why": "伤情鉴定"})
    with pytest.raises(Refused, match="不能早于停算日"):
        desk.step(case, "resume", {"on": "2026-10-11"})


def extension(days: int) -> dict[str, Any]:
    return {"on": "2026-10-20", "approved_by": "合肥市公安局", "days": days, "reason": "案情复杂"}


def test_an_extension_moves_the_last_day(desk: Desk, case: Case) -> None:
    assert due(desk.step(case, "extend", extension(30)), "AJ-30") == "2026-11-27"


def test_a_third_extension_is_refused(desk: Desk, case: Case) -> None:
    for _ in range(2):
        desk.step(case, "extend", extension(30))
    with pytest.raises(Refused, match="至多延长二次"):
        desk.step(case, "extend", extension(30))


def test_an_extension_is_thirty_days_at_most(desk: Desk, case: Case) -> None:
    with pytest.raises(Refused, match="不超过30日"):
        desk.step(case, "extend", extension(31))


def test_a_failed_agreement_starts_the_clock_again(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    failed = {"on": "2026-11-02", "clause": 1, "reason": "拒不付款", "told_of_court": True}
    case = desk.step(case, "default", failed)
    assert case.state == "调解中"
    assert due(case, "AJ-30") == "2026-12-02"


def test_a_failure_is_not_recorded_without_telling_of_the_court(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    with pytest.raises(Refused, match="起诉"):
        desk.step(
            case, "default", {"on": "2026-11-02", "clause": 1, "reason": "拒不付款", "told_of_court": False}
        )


def payment(amount: str) -> dict[str, Any]:
    return {"clause": 1, "performed_on": "2026-10-18", "amount": amount, "proof": "收条"}


def test_part_of_a_payment_leaves_the_clause_due(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    paid = desk.step(case, "performance", payment("700.00"))
    assert (paid.state, due(paid, "LX")) == ("待履行", "2026-10-20")


def test_the_rest_of_a_payment_fulfils_the_clause(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    desk.step(case, "performance", payment("700.00"))
    assert desk.step(case, "performance", payment("500.50")).state == "待回访"


def test_more_than_was_agreed_is_refused_with_what_is_left(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    desk.step(case, "performance", payment("700.00"))
    with pytest.raises(Refused, match=r"还应履行 500\.50 元"):
        desk.step(case, "performance", payment("600.00"))


def test_the_follow_up_is_planned_by_the_risk_level(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    """一般: by telephone after 30 days; 2026-10-18 + 30 is 2026-11-17, a Tuesday."""
    agreed(desk, case, dispute_steps)
    done = desk.step(case, "performance", dispute_steps["performance"])
    (planned,) = done.deadlines
    assert (planned.code, planned.title, planned.due_on.isoformat()) == ("HF", "回访（电话）", "2026-11-17")


def test_a_sign_of_escalation_raises_the_risk_and_goes_to_the_chief(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    desk.step(case, "performance", dispute_steps["performance"])
    visited = desk.step(case, "follow_up", {**dispute_steps["follow_up"], "escalation_sign": True})
    assert visited.values["risk_level"] == "较高"
    assert due(visited, "JH") == "2026-10-25"


def test_an_exclusion_forbids_public_order_mediation(desk: Desk, dispute: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="第179条"):
        desk.receive("disputes", {**dispute, "exclusions": {"多次实施违反治安管理行为": True}})


def test_handing_over_to_an_officer_makes_the_case_his(desk: Desk, case: Case) -> None:
    given = {"on": "2026-10-08", "to_officer": "民警乙", "due_back": "2026-10-15", "why": "换班"}
    handed = desk.step(case, "hand_over", given)
    assert handed.values["officer"] == "民警乙"
    assert due(handed, "JB") == "2026-10-15"


def test_a_closed_case_takes_a_note_and_nothing_else(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    closed = desk.step(case, "terminate", dispute_steps["terminate"])
    noted = desk.step(closed, "note", {"on": "2026-11-01", "note": "当事人电话更正为13800000001"})
    assert (noted.state, len(noted.taken("note"))) == ("已终止", 1)


def confirmation(**changed: Any) -> dict[str, Any]:
    return {"on": "2026-11-01", "court": "庐阳区人民法院", "concerns_status": False, **changed}


def mediated(desk: Desk, dispute: dict[str, Any], steps: dict[str, Any]) -> Case:
    case = desk.receive("disputes", {**dispute, "route": "人民调解", "conduct": None, "circumstance": None})
    return agreed(desk, case, steps)


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-12"])
def test_an_agreement_of_peoples_mediation_can_be_confirmed(
    desk: Desk, dispute: dict[str, Any], dispute_steps: dict[str, Any], day: str
) -> None:
    """On the last day too."""
    case = mediated(desk, dispute, dispute_steps)
    assert desk.step(case, "judicial_confirmation", confirmation(on=day)).taken("judicial_confirmation")


def test_confirmation_is_refused_on_the_thirty_first_day(
    desk: Desk, dispute: dict[str, Any], dispute_steps: dict[str, Any]
) -> None:
    """The agreement is of 2026-10-13; 30 days end on Thursday 2026-11-12."""
    case = mediated(desk, dispute, dispute_steps)
    with pytest.raises(Refused, match="30日内"):
        desk.step(case, "judicial_confirmation", confirmation(on="2026-11-13"))


def test_confirmation_of_status_is_refused(
    desk: Desk, dispute: dict[str, Any], dispute_steps: dict[str, Any]
) -> None:
    case = mediated(desk, dispute, dispute_steps)
    with pytest.raises(Refused, match="婚姻关系"):
        desk.step(case, "judicial_confirmation", confirmation(concerns_status=True))


def test_a_public_order_agreement_is_never_confirmed(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    with pytest.raises(Refused, match="只有人民调解协议"):
        desk.step(case, "judicial_confirmation", confirmation())


def test_closing_tells_which_papers_the_file_lacks(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    reminders = case.kind.step("close").reminders
    assert reminders is not None
    before = reminders(desk.station, case)
    desk.issue(case, "intake_form")
    after = reminders(desk.station, cases.load(desk.station, case.kind, case.number))
    assert set(before) - set(after) == {"卷内缺《矛盾纠纷受理登记表》"}


def test_reopening_is_counted(desk: Desk, case: Case, dispute_steps: dict[str, Any]) -> None:
    desk.step(case, "terminate", dispute_steps["terminate"])
    desk.step(case, "reopen", dispute_steps["reopen"])
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    counted = {figure.key: figure.value for figure in Count(desk.station, period).figures()}
    assert counted["disputes.reopened"].number == "1"


@pytest.mark.parametrize(("level", "day"), [("一般", None), ("较高", "2026-09-29"), ("重大", "2026-09-28")])
def test_a_new_case_is_due_by_the_hours_of_its_risk_level(
    desk: Desk, dispute: dict[str, Any], level: str, day: str | None
) -> None:
    assert due(desk.receive("disputes", {**dispute, "risk_level": level}), "FX") == day


@pytest.mark.parametrize(("begins", "day"), [("2026-12-01", "2026-09-28"), ("2026-09-28", "2026-09-30")])
def test_the_hours_of_a_risk_level_are_those_of_the_day_of_receipt(
    desk: Desk, dispute: dict[str, Any], begins: str, day: str
) -> None:
    known = desk.station.vocabularies.facts("risk_level", "重大")
    facts = {**{field.name: known.get(field.name) for field in facts_of("risk_level")}, "due_hours": 48}
    chief = desk.act(officer="所长戊")
    change_word(desk.station, "risk_level", "重大", begins, facts, chief)
    assert due(desk.receive("disputes", {**dispute, "risk_level": "重大"}), "FX") == day


def test_the_first_response_is_no_longer_due_after_a_step(
    desk: Desk, dispute: dict[str, Any], dispute_steps: dict[str, Any]
) -> None:
    urgent = desk.receive("disputes", {**dispute, "risk_level": "重大"})
    assert due(desk.step(urgent, "mediation_session", dispute_steps["mediation_session"]), "FX") is None


def test_a_risk_raised_by_a_correction_gives_its_hours_from_then_on(
    desk: Desk, dispute: dict[str, Any]
) -> None:
    received = desk.receive("disputes", dispute, day="2026-10-08")
    assert due(desk.amend(received, {"risk_level": "较高"}, day="2026-11-20"), "FX") == "2026-11-21"


def test_a_risk_raised_after_a_step_asks_for_another_one(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    desk.step(case, "mediation_session", dispute_steps["mediation_session"])
    raised = desk.amend(case, {"risk_level": "较高"}, day="2026-11-21")
    assert due(raised, "FX") == "2026-11-22"
    assert due(desk.step(raised, "suspend", {"from": "2026-10-13", "why": "伤情鉴定"}), "FX") is None


def test_a_risk_lowered_by_a_correction_starts_no_hours_anew(desk: Desk, dispute: dict[str, Any]) -> None:
    urgent = desk.receive("disputes", {**dispute, "risk_level": "重大"})
    assert due(desk.amend(urgent, {"risk_level": "较高"}), "FX") == "2026-09-29"


def test_a_risk_raised_by_a_follow_up_gives_its_hours_from_the_day_it_was_entered(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    desk.step(case, "performance", dispute_steps["performance"])
    visited = desk.step(case, "follow_up", {**dispute_steps["follow_up"], "escalation_sign": True})
    assert due(visited, "FX") == "2026-11-22"


def test_a_risk_raised_before_the_follow_up_plans_it_from_then_on(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    """较高: fifteen days from 2026-11-20 end on 2026-12-05, a Saturday; from the last step they were over before."""
    agreed(desk, case, dispute_steps)
    desk.step(case, "performance", dispute_steps["performance"])
    assert due(desk.amend(case, {"risk_level": "较高"}, day="2026-11-20"), "HF") == "2026-12-07"


def test_a_risk_raised_and_taken_back_falls_due_as_it_did(
    desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    agreed(desk, case, dispute_steps)
    paid = desk.step(case, "performance", dispute_steps["performance"])
    visited = desk.step(case, "follow_up", {**dispute_steps["follow_up"], "escalation_sign": True})
    place = visited.steps[-1].position
    back = withdraw_step(desk.station, case.kind, case.number, place, "登错了", desk.act())
    assert back.case.deadlines == paid.deadlines


def test_the_first_mediation_of_a_corrected_route_is_reminded_of_from_the_correction_on(
    desk: Desk, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", {**dispute, "route": "告知", "conduct": None, "circumstance": None})
    own = {"route": "治安调解", "conduct": dispute["conduct"], "circumstance": dispute["circumstance"]}
    corrected = desk.amend(case, own, day="2026-11-20")
    assert (due(corrected, "ZT-1ST"), due(corrected, "AJ-30")) == ("2026-11-25", "2026-10-28")
