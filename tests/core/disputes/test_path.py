"""The path of 治安调解: an agreement comes from the mediation that reached it, whichever door is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Refused
from fengqiao_desk.store.migrations import statements, steps
from tests.core.disputes.papers_desk import CLEARED, PapersDesk

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
ON_THE_SPOT = "现场治安调解"


@pytest.fixture
def papers(desk: Desk, dispute: Entry, dispute_steps: Entry) -> PapersDesk:
    return PapersDesk(desk, dispute, dispute_steps)


@pytest.fixture
def case(papers: PapersDesk) -> Case:
    return papers.desk.receive("disputes", papers.dispute)


def refused(call: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def agree(papers: PapersDesk, case: Case, **more: Any) -> Case:
    return papers.desk.step(case, *papers.agreement(**more))


def test_no_agreement_without_a_mediation(papers: PapersDesk, case: Case) -> None:
    refusal = refused(lambda: agree(papers, case))
    assert ("还没有登记达成协议的那次调解" in refusal.message, "第184条" in refusal.article) == (True, True)
    assert papers.again(case).state == "受理"


def test_no_agreement_out_of_a_mediation_that_failed(papers: PapersDesk, case: Case) -> None:
    papers.desk.step(case, *papers.session())
    assert "最后一次调解没有达成" in refused(lambda: agree(papers, case)).message


def test_the_examples_of_the_contract_go_in_their_lawful_order(papers: PapersDesk, case: Case) -> None:
    """The first mediation fails on 2026-09-28, the second reaches it on the last day, 2026-10-13."""
    papers.desk.step(case, *papers.session())
    papers.desk.step(case, *papers.session(held_at="2026-10-13T09:00", outcome="达成"))
    assert agree(papers, case).state == "待履行"


def test_no_agreement_after_a_second_mediation_that_failed(papers: PapersDesk, case: Case) -> None:
    papers.desk.step(case, *papers.session(outcome="达成"))
    papers.desk.step(case, *papers.session(held_at="2026-10-08T09:00"))
    assert "最后一次调解没有达成" in refused(lambda: agree(papers, case, agreed_on="2026-10-08")).message


DAYS = [
    ("2026-09-27", "不能早于达成协议的那次调解（2026-09-28）"),
    ("2026-10-14", "七个工作日内（2026-10-13 前）"),
]


@pytest.mark.parametrize(("day", "words"), DAYS)
def test_the_day_of_the_agreement_is_within_the_days_of_mediation(
    papers: PapersDesk, case: Case, day: str, words: str
) -> None:
    papers.desk.step(case, *papers.session(outcome="达成"))
    refusal = refused(lambda: agree(papers, case, agreed_on=day))
    assert (words in refusal.message, refusal.faults[0].field) == (True, "agreed_on")


@pytest.mark.parametrize("day", ["2026-09-28", "2026-10-13"])
def test_the_first_and_the_last_day_are_within(papers: PapersDesk, case: Case, day: str) -> None:
    papers.desk.step(case, *papers.session(outcome="达成"))
    assert agree(papers, case, agreed_on=day).state == "待履行"


def test_the_second_mediation_is_not_before_the_first(papers: PapersDesk, case: Case) -> None:
    papers.desk.step(case, *papers.session())
    earlier = papers.session(held_at="2026-09-28T13:59")
    assert "不能早于第一次" in refused(lambda: papers.desk.step(case, *earlier)).message


def test_a_mediation_reaches_one_agreement(papers: PapersDesk) -> None:
    """Reopened, the case needs another mediation, and that is held to its days."""
    case = papers.routed("治安调解", papers.reached(), papers.on_the_spot(), "close", "reopen")
    assert "还没有登记达成协议的那次调解" in refused(lambda: agree(papers, case)).message
    again = papers.session(held_at="2026-11-05T09:00", outcome="达成")
    assert "七个工作日内" in refused(lambda: papers.desk.step(case, *again)).message


def test_a_failed_agreement_is_not_agreed_again_out_of_the_same_mediation(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", papers.reached(), "agreement", "default")
    assert "还没有登记达成协议的那次调解" in refused(lambda: agree(papers, case)).message


ELSEWHERE = [
    ((), "还没有登记达成协议的那次调解"),
    (({"recording_no": None, "outcome": "达成"},), "由一名民警主持的治安调解|一名民警带领辅警"),
    (({}, {}, {"outcome": "达成"}), "至多再次调解一次"),
    (({}, {"held_at": "2026-10-14T09:00", "outcome": "达成"}), "七个工作日内"),
    (({},), "没有达成"),
]


@pytest.mark.parametrize(("sessions", "words"), ELSEWHERE)
def test_what_was_agreed_on_another_route_does_not_become_public_order(
    papers: PapersDesk, sessions: tuple[Entry, ...], words: str
) -> None:
    held = [papers.session(**more) for more in sessions]
    case = papers.routed(
        "人民调解", *held, papers.agreement(agreed_on="2026-10-14" if sessions else "2026-10-13")
    )
    with pytest.raises(Refused, match=words) as caught:
        papers.desk.amend(case, {"route": "治安调解"})
    assert caught.value.faults[0].field == "route"


def test_a_route_that_was_entered_by_mistake_is_corrected(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", papers.reached(), "agreement")
    amended = papers.desk.amend(case, {"route": "治安调解"})
    assert papers.desk.issue(amended, "public_order_agreement").number


SECOND = [
    ("治安调解", "public_order_agreement", "人民调解"),
    ("人民调解", "peoples_agreement", "治安调解"),
    (ON_THE_SPOT, "on_spot_agreement", "治安调解"),
]


@pytest.mark.parametrize(("route", "document", "other"), SECOND)
def test_an_agreement_gets_no_second_paper_by_another_route(
    papers: PapersDesk, route: str, document: str, other: str
) -> None:
    case = papers.routed(route, papers.reached(), papers.on_the_spot())
    number = papers.desk.issue(case, document).number
    assert number in refused(lambda: papers.desk.amend(papers.again(case), {"route": other})).message
    cases.void_document(papers.desk.station, KINDS, number, "途径错误", papers.desk.act())
    assert papers.desk.amend(papers.again(case), {"route": other}).values["route"] == other


def test_an_agreement_on_the_spot_gets_no_ordinary_paper(papers: PapersDesk) -> None:
    case = papers.routed(ON_THE_SPOT, papers.reached(), papers.on_the_spot())
    papers.desk.issue(case, "on_spot_agreement")
    assert "不另作" in refused(lambda: papers.desk.issue(case, "public_order_agreement")).message


def test_a_case_without_its_path_is_corrected_in_all_else(papers: PapersDesk) -> None:
    """An older version let it be agreed; its other fields must not be locked."""
    case = papers.routed("人民调解", "agreement")
    papers.desk.station.connections.run("UPDATE disputes SET route = '治安调解'")
    assert papers.desk.amend(papers.again(case), {"place": "别处"}).values["place"] == "别处"


@pytest.mark.parametrize(
    ("route", "document"),
    [("治安调解", "public_order_agreement"), (ON_THE_SPOT, "on_spot_agreement")],
)
def test_no_paper_tells_an_agreement_whose_path_was_not_walked(
    papers: PapersDesk, route: str, document: str
) -> None:
    case = papers.routed("人民调解", papers.session(), papers.on_the_spot())
    papers.desk.station.connections.run("UPDATE disputes SET route = ?", route)
    assert "没有达成" in refused(lambda: papers.desk.issue(case, document)).message
    assert papers.desk.count("documents") == 0


ON_SPOT_REFUSED: list[tuple[Entry, Entry, str, str]] = [
    ({"outcome": "未达成"}, {}, "没有达成", ""),
    ({}, {"agreed_on": "2026-10-12"}, "不能早于", "agreed_on"),
    ({"held_at": "2026-10-12T09:00"}, {}, "达成日期应是调解当天（2026-10-12）", "agreed_on"),
    ({}, {"manner": "三日内转账"}, "第1条不是当场履行", "clauses[1].manner"),
    ({}, {"due_on": "2026-10-20"}, "履行期限应是当天", "clauses[1].due_on"),
]


@pytest.mark.parametrize(("session", "changed", "words", "field"), ON_SPOT_REFUSED)
def test_on_the_spot_it_is_agreed_and_performed_at_once(
    papers: PapersDesk, session: Entry, changed: Entry, words: str, field: str
) -> None:
    held = papers.session(**{"held_at": "2026-10-13T14:00", "outcome": "达成", **session})
    case = papers.routed(ON_THE_SPOT, held)
    clause = {**papers.steps["agreement"]["clauses"][1], **changed}
    day = clause.pop("agreed_on", "2026-10-13")
    refusal = refused(lambda: agree(papers, case, agreed_on=day, clauses=[clause]))
    assert (words in refusal.message, [fault.field for fault in refusal.faults]) == (
        True,
        [field] if field else [],
    )


def test_nothing_is_agreed_on_the_spot_before_its_conditions_were_looked_into(papers: PapersDesk) -> None:
    answers = dict.fromkeys(list(CLEARED["on_spot_exclusions"])[:-1], False)
    case = papers.routed(ON_THE_SPOT, papers.reached(), on_spot_exclusions=answers)
    medical = {**papers.steps["agreement"]["clauses"][1], "does": "赔偿医疗费", "amount": "50000.00"}
    refusal = refused(lambda: agree(papers, case, clauses=[medical]))
    assert ("待查" in refusal.message, "第178条" in refusal.article) == (True, True)
    papers.desk.amend(case, CLEARED)
    assert agree(papers, case, clauses=[medical]).state == "待回访"


@pytest.mark.parametrize("answered", [0, 1, 3])
@pytest.mark.parametrize("route", ["人民调解", ON_THE_SPOT])
def test_what_was_agreed_is_on_the_spot_only_with_every_condition_looked_into(
    papers: PapersDesk, route: str, answered: int
) -> None:
    case = papers.routed(route, papers.reached(), papers.on_the_spot())
    answers = dict.fromkeys(list(CLEARED["on_spot_exclusions"])[:answered], False)
    refusal = refused(
        lambda: papers.desk.amend(case, {"route": ON_THE_SPOT, "on_spot_exclusions": answers or None})
    )
    assert ("逐项查明" in refusal.message, "第178条" in refusal.article) == (True, True)


def test_a_dispute_about_the_damages_is_not_settled_on_the_spot(papers: PapersDesk) -> None:
    answers = {**CLEARED["on_spot_exclusions"], "当事人对医疗费用、物品损失的赔付有争议": True}
    refusal = refused(lambda: papers.routed(ON_THE_SPOT, on_spot_exclusions=answers))
    assert ("第178条" in refusal.article, refusal.faults[0].field) == (True, "on_spot_exclusions")


def test_what_failed_on_the_spot_is_mediated_again_as_an_ordinary_matter(papers: PapersDesk) -> None:
    case = papers.routed(ON_THE_SPOT, papers.session())
    again = papers.session(held_at="2026-10-13T09:00", outcome="达成")
    assert "只当场调解一次" in refused(lambda: papers.desk.step(case, *again)).message
    papers.desk.amend(case, {"route": "治安调解"})
    papers.desk.step(case, *again)
    assert agree(papers, case).state == "待履行"


def test_an_ordinary_matter_of_two_mediations_does_not_become_one_on_the_spot(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", papers.session(), papers.reached())
    assert "只当场调解一次" in refused(lambda: papers.desk.amend(case, {"route": ON_THE_SPOT})).message


def test_one_officer_on_the_spot_records(papers: PapersDesk) -> None:
    case = papers.routed(ON_THE_SPOT)
    alone = papers.session(recording_no=None, auxiliaries=None)
    assert "第52条" in refused(lambda: papers.desk.step(case, *alone)).article


def offered(
    papers: PapersDesk, case: Case, day: str = "2026-10-13"
) -> tuple[str | None, list[str], set[str]]:
    """The step offered first on a day, the mediations that are due, what the term of the case leads to."""
    now, likely = papers.again(case), case.kind.next_step
    assert likely is not None
    terms = {deadline.act for deadline in now.deadlines if deadline.code == "AJ-30"}
    due = [deadline.code for deadline in now.deadlines if deadline.code.startswith("ZT")]
    return likely(now, papers.desk.station, date.fromisoformat(day)), due, terms


def test_first_it_is_mediated(papers: PapersDesk, case: Case) -> None:
    assert offered(papers, case) == ("mediation_session", ["ZT-1ST"], {"mediation_session"})


def test_what_was_reached_is_agreed_next_and_no_other_mediation_is_due(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", papers.session(outcome="达成"))
    assert offered(papers, case) == ("agreement", [], {"agreement"})


def test_what_failed_once_is_mediated_again_while_there_is_time(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", papers.session())
    assert offered(papers, case) == ("mediation_session", ["ZT-2ND"], {"mediation_session"})
    assert offered(papers, case, "2026-10-14")[0] == "terminate"


def test_what_failed_twice_is_ended(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", papers.session(), papers.session())
    assert offered(papers, case) == ("terminate", [], {"terminate"})


def test_what_was_agreed_and_not_performed_is_ended(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", papers.reached(), "agreement", "default")
    assert offered(papers, case) == ("terminate", [], {"terminate"})


def test_what_failed_on_the_spot_has_its_route_corrected_first(papers: PapersDesk) -> None:
    assert offered(papers, papers.routed(ON_THE_SPOT, papers.session()))[0] is None


def test_what_the_committee_reached_is_agreed_next(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", papers.session(), papers.reached())
    assert offered(papers, case)[0] == "agreement"


def test_what_an_older_version_kept_as_due_is_set_right_by_the_migration(papers: PapersDesk) -> None:
    """The columns are there already; what is due is made as 0.2.0 left it."""
    run = papers.desk.station.connections.run
    untouched = papers.routed("治安调解")
    reached = papers.routed("治安调解", papers.session(outcome="达成"))
    run("UPDATE deadlines SET act = 'agreement' WHERE code = 'AJ-30'")
    row = {"case_key": reached.key, "code": "ZT-2ND", "title": "再次治安调解", "act": "mediation_session"}
    days = {"due_on": "2026-10-13", "plain_on": "2026-10-13", "provisional": 0}
    papers.desk.station.connections.insert("deadlines", {**row, **days})
    clause = papers.routed("人民调解", papers.reached(), "agreement")
    run("UPDATE deadlines SET code = 'LX' WHERE code = 'LX-RM'")
    for statement in statements(next(step.sql for step in steps() if "on_spot" in step.sql)):
        if "ALTER TABLE" not in statement:
            run(statement)
    assert [offered(papers, case)[1:] for case in (untouched, reached)] == [
        (["ZT-1ST"], {"mediation_session"}),
        ([], {"agreement"}),
    ]
    assert {deadline.code for deadline in papers.again(clause).deadlines} == {"LX-RM", "SF-30"}
