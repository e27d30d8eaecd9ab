"""A dispute from receipt to closing: each rule of the law refuses with its article, what it allows passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case, Considering, load
from fengqiao_desk.disputes.performance import clause_standings
from fengqiao_desk.problems import FaultyEntry, Problem, Refused
from fengqiao_desk.values.deadlines import miss_words

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def case(desk: Desk, dispute: Entry) -> Case:
    return desk.receive("disputes", dispute)


@pytest.fixture
def session(dispute_steps: Entry) -> Entry:
    found: Entry = dispute_steps["mediation_session"]
    return found


@pytest.fixture
def agreed(desk: Desk, case: Case, session: Entry, dispute_steps: Entry) -> Case:
    """Two sessions, then the agreement of two clauses, the second performed on the spot."""
    desk.step(case, "mediation_session", session)
    return desk.agree(case, dispute_steps)


def refused(call: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def codes(case: Case) -> dict[str, str]:
    return {deadline.code: deadline.due_on.isoformat() for deadline in case.deadlines}


@pytest.mark.parametrize(
    ("paid", "standings"),
    [
        ((), [("未履行", "danger"), ("已履行", "good")]),
        (("200.50",), [("已付 200.50 元", "warning"), ("已履行", "good")]),
        (("200.50", "1000.00"), [("已履行", "good"), ("已履行", "good")]),
    ],
)
def test_each_clause_says_how_far_it_is_performed(
    desk: Desk, agreed: Case, dispute_steps: Entry, paid: tuple[str, ...], standings: list[tuple[str, str]]
) -> None:
    """The second was performed on the spot."""
    for amount in paid:
        agreed = desk.step(agreed, "performance", {**dispute_steps["performance"], "amount": amount})
    assert clause_standings(agreed, "clauses") == standings
    assert clause_standings(agreed, "witnesses") == []


def test_the_example_goes_from_receipt_to_closing(desk: Desk, agreed: Case, dispute_steps: Entry) -> None:
    states = [agreed.state]
    for step in ("performance", "follow_up", "close", "reopen"):
        agreed = desk.step(agreed, step, dispute_steps[step])
        states.append(agreed.state)
    assert states == ["待履行", "待回访", "待回访", "已结案", "调解中"]


@pytest.mark.parametrize(("step", "state"), [("terminate", "已终止"), ("refer", "已移交")])
def test_a_dispute_ends_in_other_ways(
    desk: Desk, case: Case, dispute_steps: Entry, step: str, state: str
) -> None:
    assert desk.step(case, step, dispute_steps[step]).state == state


@pytest.mark.parametrize(
    "roles", [("违法嫌疑人", "违法嫌疑人"), ("被侵害人", "当事人"), ("当事人", "当事人")]
)
def test_mediation_of_public_order_needs_suspect_and_victim(
    desk: Desk, dispute: Entry, roles: tuple[str, str]
) -> None:
    for party, role in zip(dispute["parties"], roles, strict=True):
        party["role"] = role
    assert "第178条" in refused(lambda: desk.receive("disputes", dispute)).article


def test_peoples_mediation_needs_two_parties(desk: Desk, dispute: Entry) -> None:
    entry = {**dispute, "route": "人民调解", "parties": dispute["parties"][:1]}
    assert "至少有两方" in refused(lambda: desk.receive("disputes", entry)).message


@pytest.mark.parametrize("field", ["conduct", "circumstance"])
def test_mediation_of_public_order_needs_conduct_and_circumstance(
    desk: Desk, dispute: Entry, field: str
) -> None:
    with pytest.raises(FaultyEntry, match="请填写"):
        desk.receive("disputes", {**dispute, field: None})


@pytest.mark.parametrize("field", ["conduct", "circumstance"])
def test_peoples_mediation_needs_no_conduct(desk: Desk, dispute: Entry, field: str) -> None:
    assert desk.receive("disputes", {**dispute, "route": "人民调解", field: None}).state == "受理"


def minor(dispute: Entry, birth: str, guardian: str | None) -> Entry:
    dispute["parties"][1].update({"birth_date": birth, "guardian": guardian})
    return dispute


def test_a_minor_needs_a_guardian(desk: Desk, dispute: Entry) -> None:
    entry = minor(dispute, "2008-09-28", None)
    assert "第181条" in refused(lambda: desk.receive("disputes", entry)).article


@pytest.mark.parametrize(("birth", "guardian"), [("2008-09-28", "买买提"), ("2008-09-27", None)])
def test_an_adult_or_a_minor_with_a_guardian_passes(
    desk: Desk, dispute: Entry, birth: str, guardian: str | None
) -> None:
    assert desk.receive("disputes", minor(dispute, birth, guardian)).number


def test_who_comes_of_age_before_it_is_typed_was_a_minor_when_it_was_received(
    desk: Desk, dispute: Entry
) -> None:
    entry = {**minor(dispute, "2008-11-20", None), "received_on": "2026-11-02"}
    refusal = refused(lambda: desk.receive("disputes", entry, "2026-11-30"))
    assert "2026-11-02未满18周岁" in refusal.message.replace(" ", "")


def begun(desk: Desk, dispute: Entry, birth: str, received: str = "2026-11-18") -> Case:
    """Received with a guardian, who is then struck out of the record as an older version of the desk allowed."""
    case = desk.receive(
        "disputes", {**minor(dispute, birth, "买买提"), "received_on": received}, "2026-11-30"
    )
    desk.station.connections.run("UPDATE disputes_parties SET guardian = NULL")
    return case


# 18 from the day after the birthday; without a 29 February the day after 28 February is 1 March (2027 has none).
DAYS = [
    ("2008-11-20", "2026-11-20T09:00", True),
    ("2008-11-20", "2026-11-21T00:00", False),
    ("2008-11-20", "2026-11-19T23:59", True),
]


@pytest.mark.parametrize(("birth", "held", "is_minor"), DAYS)
def test_a_guardian_is_asked_on_the_day_of_the_mediation(
    desk: Desk, dispute: Entry, session: Entry, birth: str, held: str, is_minor: bool
) -> None:
    case = begun(desk, dispute, birth)
    entry = {**session, "held_at": held}
    if is_minor:
        assert "第181条" in refused(lambda: desk.step(case, "mediation_session", entry, "2026-11-30")).article
    else:
        assert desk.step(case, "mediation_session", entry, "2026-11-30").state == "调解中"


def test_a_minor_without_a_guardian_is_told_before_the_form_opens(desk: Desk, dispute: Entry) -> None:
    received = begun(desk, dispute, "2008-11-30")
    case = load(desk.station, received.kind, received.number)
    menu = case.kind.step("mediation_session")
    refusal = menu.forbidden(Considering(desk.station, desk.act("2026-11-30"), case))
    assert refusal is not None
    assert "2026-11-30 未满18周岁" in refusal.message
    assert menu.forbidden(Considering(desk.station, desk.act("2026-12-01"), case)) is None


@pytest.mark.parametrize(("received", "is_minor"), [("2026-02-28", True), ("2026-03-01", False)])
def test_who_was_born_on_a_leap_day_is_of_age_on_the_first_of_march(
    desk: Desk, dispute: Entry, received: str, is_minor: bool
) -> None:
    entry = {**minor(dispute, "2008-02-29", None), "occurred_at": None, "received_on": received}
    if is_minor:
        assert "第181条" in refused(lambda: desk.receive("disputes", entry)).article
    else:
        assert desk.receive("disputes", entry).state == "受理"


def test_a_mediation_is_asked_whom_it_had_when_a_correction_makes_somebody_a_minor(
    desk: Desk, case: Case, session: Entry
) -> None:
    """The days of its mediations count, not that of the correction."""
    desk.step(case, "mediation_session", {**session, "held_at": "2026-09-30T14:00"})
    parties = case.values["parties"]
    younger = [parties[0], {**parties[1], "birth_date": "2008-09-30"}]
    assert "2026-09-30" in refused(lambda: desk.amend(case, {"parties": younger})).message
    older = [parties[0], {**parties[1], "birth_date": "2008-09-29"}]
    assert desk.amend(case, {"parties": older}).version == case.version + 2


def test_a_birth_after_the_matter_is_told_and_no_defect(desk: Desk, dispute: Entry) -> None:
    assert "第181条" in refused(lambda: desk.receive("disputes", minor(dispute, "2026-10-05", None))).article


def test_of_whom_no_birth_is_known_no_guardian_is_asked(desk: Desk, dispute: Entry) -> None:
    dispute["parties"][1]["birth_date"] = None
    assert desk.receive("disputes", dispute).state == "受理"


def test_a_suspect_has_no_proxy(desk: Desk, dispute: Entry) -> None:
    dispute["parties"][0]["proxy"] = "律师某"
    refusal = refused(lambda: desk.receive("disputes", dispute))
    assert ("第181条" in refusal.article, refusal.faults[0].field) == (True, "parties[1].proxy")


def test_before_the_committee_everybody_may_have_a_proxy(desk: Desk, dispute: Entry) -> None:
    dispute["parties"][0]["proxy"] = "律师某"
    case = desk.receive("disputes", {**dispute, "route": "人民调解"})
    assert "第181条" in refused(lambda: desk.amend(case, {"route": "治安调解"})).article


def test_where_nothing_is_mediated_a_suspect_may_have_a_proxy(desk: Desk, goods_case: Entry) -> None:
    party = {"role": "违法嫌疑人", "name": "钱某", "id_missing_reason": "未查明", "proxy": "律师某"}
    assert desk.receive("goods_cases", {**goods_case, "parties": [party]}).number


def test_a_victim_may_have_a_proxy(desk: Desk, dispute: Entry) -> None:
    dispute["parties"][1]["proxy"] = "律师某"
    assert desk.receive("disputes", dispute).number


def test_one_officer_mediates_only_with_a_recording(desk: Desk, case: Case, session: Entry) -> None:
    refusal = refused(lambda: desk.step(case, "mediation_session", {**session, "recording_no": None}))
    assert ("第52条" in refusal.article, refusal.faults[0].field) == (True, "recording_no")


@pytest.mark.parametrize(
    ("auxiliaries", "words"),
    [(["辅警丙"], "一名民警带领辅警调解的"), (None, "由一名民警主持的治安调解")],
    ids=["with an auxiliary", "alone"],
)
def test_the_sentence_names_an_auxiliary_only_where_one_took_part(
    desk: Desk, case: Case, session: Entry, auxiliaries: list[str] | None, words: str
) -> None:
    alone = {**session, "recording_no": None, "auxiliaries": auxiliaries}
    assert refused(lambda: desk.step(case, "mediation_session", alone)).message.startswith(words)


@pytest.mark.parametrize("route", ["人民调解", "告知"])
def test_no_recording_is_asked_where_there_is_no_offence(
    desk: Desk, dispute: Entry, session: Entry, route: str
) -> None:
    case = desk.receive("disputes", {**dispute, "route": route})
    at_the_door = {**session, "recording_no": None, "auxiliaries": None, "participants": ["社居委"]}
    assert desk.step(case, "mediation_session", at_the_door).state == "调解中"


ARTICLES = [
    ("治安调解", "terminate", {"told_of_court": False}, "治安管理处罚法第9条"),
    ("人民调解", "terminate", {"told_of_court": False}, "人民调解法第26条"),
    ("告知", "terminate", {"told_of_court": False}, "程序规定第178条"),
    ("治安调解", "close", {}, "程序规定第258条"),
    ("人民调解", "close", {}, ""),
]


@pytest.mark.parametrize(("route", "step", "changed", "article"), ARTICLES)
def test_each_route_is_refused_by_its_own_law(
    desk: Desk, dispute: Entry, dispute_steps: Entry, route: str, step: str, changed: Entry, article: str
) -> None:
    case = desk.receive("disputes", {**dispute, "route": route})
    refusal = refused(lambda: desk.step(case, step, {**dispute_steps[step], **changed}))
    assert (article in refusal.article, bool(refusal.article)) == (True, bool(article))
    assert refusal.article.count("第") <= 1


@pytest.mark.parametrize("route", ["人民调解", "告知"])
def test_where_no_term_of_the_police_runs_none_is_extended(desk: Desk, dispute: Entry, route: str) -> None:
    case = desk.receive("disputes", {**dispute, "route": route})
    longer = {"on": "2026-10-20", "approved_by": "合肥市公安局", "days": 31, "reason": "案情复杂"}
    refusal = refused(lambda: desk.step(case, "extend", longer))
    assert (refusal.article, "没有办案期限" in refusal.message) == ("", True)


def test_two_officers_need_no_recording(desk: Desk, case: Case, session: Entry) -> None:
    entry = {**session, "recording_no": None, "mediators": ["民警甲", "民警乙"]}
    assert desk.step(case, "mediation_session", entry).state == "调解中"


def test_an_auxiliary_never_mediates_alone(desk: Desk, case: Case, session: Entry) -> None:
    with pytest.raises(FaultyEntry, match="主持人"):
        desk.step(case, "mediation_session", {**session, "mediators": ["辅警丙"]})


# 2026-09-28 and seven working days with 国庆 and the worked Saturday 2026-10-10: until 2026-10-13.
def test_the_second_session_is_held_within_seven_working_days(desk: Desk, case: Case, session: Entry) -> None:
    desk.step(case, "mediation_session", session)
    late = {**session, "held_at": "2026-10-14T09:00"}
    assert "第183条" in refused(lambda: desk.step(case, "mediation_session", late)).article
    in_time = {**session, "held_at": "2026-10-13T23:59"}
    assert desk.step(case, "mediation_session", in_time).state == "调解中"


def test_there_is_no_third_session(desk: Desk, case: Case, session: Entry) -> None:
    for _ in range(2):
        desk.step(case, "mediation_session", session)
    assert "至多再次调解一次" in refused(lambda: desk.step(case, "mediation_session", session)).message


def test_peoples_mediation_knows_no_limit_of_sessions(desk: Desk, dispute: Entry, session: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "route": "人民调解"})
    for _ in range(3):
        case = desk.step(case, "mediation_session", session)
    assert len(case.steps) == 3


def test_an_agreement_performed_on_the_spot_waits_for_the_visit(
    desk: Desk, case: Case, dispute_steps: Entry
) -> None:
    at_once = dispute_steps["agreement"]["clauses"][1:]
    assert desk.agree(case, dispute_steps, clauses=at_once).state == "待回访"


@pytest.mark.parametrize("clause", [0, 3, 99])
def test_only_a_clause_of_the_agreement_is_performed(
    desk: Desk, agreed: Case, dispute_steps: Entry, clause: int
) -> None:
    entry = {**dispute_steps["performance"], "clause": clause}
    assert "协议只有 2 条" in refused(lambda: desk.step(agreed, "performance", entry)).message


def test_it_waits_until_every_clause_is_performed(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    agreement = dispute_steps["agreement"]
    agreement["clauses"].append({**agreement["clauses"][0], "does": "修复楼道"})
    case = desk.agree(case, dispute_steps)
    assert desk.step(case, "performance", dispute_steps["performance"]).state == "待履行"
    assert desk.step(case, "performance", {**dispute_steps["performance"], "clause": 3}).state == "待回访"


def test_reaching_an_agreement_closes_nothing(desk: Desk, agreed: Case, dispute_steps: Entry) -> None:
    assert "待履行" in refused(lambda: desk.step(agreed, "close", dispute_steps["close"])).message


def test_success_without_an_agreement_is_no_success(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    refusal = refused(lambda: desk.step(case, "close", dispute_steps["close"]))
    assert ("第258条" in refusal.article, refusal.faults[0].field) == (True, "result")


def test_success_without_performance_is_no_success(desk: Desk, agreed: Case, dispute_steps: Entry) -> None:
    desk.station.connections.run("UPDATE cases SET state = '待回访' WHERE number = ?", agreed.number)
    refusal = refused(lambda: desk.step(agreed, "close", dispute_steps["close"]))
    assert "还没有全部履行" in refusal.message


def test_a_dispute_may_close_without_success(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    assert desk.step(case, "close", {**dispute_steps["close"], "result": "撤回"}).state == "已结案"


def test_who_is_not_reconciled_is_told_of_the_court(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    entry = {**dispute_steps["terminate"], "told_of_court": False}
    assert "第9条" in refused(lambda: desk.step(case, "terminate", entry)).article


def test_a_new_dispute_waits_for_its_first_session(case: Case) -> None:
    assert set(codes(case)) == {"AJ-30", "ZT-1ST"}


def test_after_the_first_session_the_second_is_due(desk: Desk, case: Case, session: Entry) -> None:
    assert codes(desk.step(case, "mediation_session", session))["ZT-2ND"] == "2026-10-13"


def test_after_the_agreement_its_clauses_are_due(agreed: Case) -> None:
    assert [(d.code, d.title, d.due_on.isoformat()) for d in agreed.deadlines] == [
        ("LX", "第1条：赔偿医药费", "2026-10-20")
    ]


@pytest.mark.parametrize(("route", "is_punished"), [("治安调解", True), ("人民调解", False), ("告知", False)])
def test_only_what_was_an_offence_goes_on_to_punishment(
    desk: Desk, dispute: Entry, session: Entry, dispute_steps: Entry, route: str, is_punished: bool
) -> None:
    case = desk.receive("disputes", {**dispute, "route": route})
    desk.step(case, "mediation_session", session)
    misses = [miss_words(deadline.code) for deadline in desk.agree(case, dispute_steps).deadlines]
    assert ["处罚" in words for words in misses if "回访" in words] == [is_punished]


def test_nothing_is_due_of_a_closed_dispute(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    assert desk.step(case, "refer", dispute_steps["refer"]).deadlines == ()


PAPERS = [
    ("public_order_agreement", {}, "还没有达成协议"),
    ("public_order_agreement", {"route": "人民调解"}, "第178条"),
    ("oral_agreement", {"route": "人民调解"}, "还没有达成协议"),
]


@pytest.mark.parametrize(("document", "more", "words"), PAPERS)
def test_a_paper_that_does_not_fit_is_refused(
    desk: Desk, dispute: Entry, document: str, more: Entry, words: str
) -> None:
    case = desk.receive("disputes", {**dispute, **more})
    with pytest.raises(Problem, match=words):
        desk.issue(case, document)


def test_a_written_agreement_is_no_oral_one(desk: Desk, dispute: Entry, dispute_steps: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "route": "人民调解"})
    desk.step(case, "agreement", dispute_steps["agreement"])
    assert "第28条" in refused(lambda: desk.issue(case, "oral_agreement")).article


@pytest.mark.parametrize("document", ["intake_form", "public_order_agreement"])
def test_papers_that_fit_are_issued(desk: Desk, agreed: Case, document: str) -> None:
    assert desk.issue(agreed, document).pages >= 1
