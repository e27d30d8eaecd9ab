"""Two officers at one case: what only one changed stands, what both changed is settled field by field, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.meeting import Conflict, Meeting, meet
from fengqiao_desk.cases.facts.seen import Seen, seen_now
from fengqiao_desk.cases.facts.whole_cases import withdraw_case
from fengqiao_desk.cases.facts.withdrawing import withdraw_step
from fengqiao_desk.cases.reviewing import EntryForm
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import ChangedMeanwhile, Refused, Unknown
from tests.conftest import Desk, Entry

HAND_OVER = {"on": "2026-11-20", "to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假"}


@pytest.fixture
def case(desk: Desk, dispute: Entry) -> Case:
    """Of three parties, so that one of two injured can be taken out."""
    third = {
        "role": "被侵害人",
        "name": "王二",
        "sex": "男",
        "id_missing_reason": "未携带",
        "address": "示例路1号",
    }
    return desk.receive("disputes", {**dispute, "parties": [*dispute["parties"], third]})


def now(desk: Desk, case: Case) -> Case:
    return cases.load(desk.station, case.kind, case.number)


def seen_of(desk: Desk, case: Case, step: str = "") -> Seen:
    found = seen_now(desk.station, form_of(case, step), desk.act())
    assert found is not None
    return found


def form_of(case: Case, step: str = "") -> EntryForm:
    return EntryForm(case.kind, case, case.kind.step(step) if step else None)


def met(desk: Desk, case: Case, mine: Entry, then: Seen | None = None) -> Meeting:
    """What an officer typed who opened `case`, beside the case as it stands."""
    entry = {**case.values, **mine}
    return meet(desk.station, form_of(now(desk, case)), entry, then or seen_of(desk, case), desk.act())


def party(case: Case, place: int, **changed: Any) -> list[Entry]:
    rows = [dict(row) for row in case.values["parties"]]
    rows[place].update(changed)
    return rows


def conflicts_of(meeting: Meeting) -> list[tuple[str, str, str, str, str]]:
    return [(found.field, found.label, found.old, found.theirs, found.mine) for found in meeting.conflicts]


def test_what_only_one_of_two_changed_stands(desk: Desk, case: Case) -> None:
    desk.amend(case, {"place": "示例路8号"})
    meeting = met(desk, case, {"claims": "赔礼道歉"})
    values = meeting.settled()
    assert (values["place"], values["claims"], meeting.conflicts) == ("示例路8号", "赔礼道歉", ())


def test_what_both_changed_alike_is_no_conflict(desk: Desk, case: Case) -> None:
    desk.amend(case, {"place": "示例路8号"})
    assert met(desk, case, {"place": "示例路8号"}).conflicts == ()


def test_what_both_changed_is_told_old_theirs_and_mine_with_who_and_when(desk: Desk, case: Case) -> None:
    act = desk.act("2026-11-21", "民警乙", 10)
    cases.amend(desk.station, case.kind, case.number, {"place": "示例路8号"}, act)
    conflict = Conflict(
        "place", "地点", "示例小区3栋", "示例路8号", "示例路9号", "民警乙", "2026-11-21T10:00:00"
    )
    assert met(desk, case, {"place": "示例路9号"}).conflicts == (conflict,)


@pytest.mark.parametrize(("theirs", "place"), [((), "示例路9号"), (("place",), "示例路8号")])
def test_either_of_two_values_can_be_taken(
    desk: Desk, case: Case, theirs: tuple[str, ...], place: str
) -> None:
    desk.amend(case, {"place": "示例路8号"})
    assert met(desk, case, {"place": "示例路9号"}).settled(theirs)["place"] == place


def test_an_amount_that_both_changed_is_told_in_words(desk: Desk, case: Case) -> None:
    desk.amend(case, {"amount": "100"})
    assert conflicts_of(met(desk, case, {"amount": "1000"})) == [
        ("amount", "涉及金额", "1200.50 元", "100.00 元", "1000.00 元")
    ]


def test_two_fields_of_one_party_stand_together(desk: Desk, case: Case) -> None:
    desk.amend(case, {"parties": party(case, 0, phone="13900000001")})
    meeting = met(desk, case, {"parties": party(case, 0, address="示例小区9栋")})
    row = meeting.settled()["parties"][0]
    assert (row["phone"], row["address"], meeting.conflicts) == ("13900000001", "示例小区9栋", ())


def test_a_field_of_a_party_that_both_changed_names_the_party(desk: Desk, case: Case) -> None:
    desk.amend(case, {"parties": party(case, 0, address="示例小区8栋")})
    assert conflicts_of(met(desk, case, {"parties": party(case, 0, address="示例小区9栋")})) == [
        ("parties[1].address", "当事人“张三”的现住址", "示例小区3栋101", "示例小区8栋", "示例小区9栋")
    ]


def test_the_other_s_field_of_a_party_can_be_taken(desk: Desk, case: Case) -> None:
    desk.amend(case, {"parties": party(case, 0, address="示例小区8栋")})
    meeting = met(desk, case, {"parties": party(case, 0, address="示例小区9栋")})
    assert meeting.settled(["parties[1].address"])["parties"][0]["address"] == "示例小区8栋"


def test_masked_numbers_that_read_alike_are_told_in_full(desk: Desk, case: Case) -> None:
    desk.amend(case, {"parties": party(case, 0, phone="13811110000")})
    ((_, _, old, theirs, mine),) = conflicts_of(
        met(desk, case, {"parties": party(case, 0, phone="13822220000")})
    )
    assert (old, theirs, mine) == ("13800000000", "13811110000", "13822220000")


def test_parties_that_each_added_are_both_there(desk: Desk, case: Case) -> None:
    rows = case.values["parties"]
    one, other = ({**rows[2], "name": name, "address": None} for name in ("王五", "赵六"))
    desk.amend(case, {"parties": [*rows, one]})
    meeting = met(desk, case, {"parties": [*rows, other]})
    names = [row["name"] for row in meeting.settled()["parties"]]
    assert (names[3:], meeting.conflicts) == (["赵六", "王五"], ())


def test_a_party_that_both_added_is_there_once(desk: Desk, case: Case) -> None:
    rows = case.values["parties"]
    added = {**rows[2], "name": "王五"}
    desk.amend(case, {"parties": [*rows, added]})
    meeting = met(desk, case, {"parties": [*rows, {**added, "address": "示例路5号"}]})
    assert len(meeting.settled()["parties"]) == 4
    assert [found[1] for found in conflicts_of(meeting)] == ["当事人“王五”的现住址"]


def test_a_party_that_one_took_out_and_the_other_left_alone_is_gone(desk: Desk, case: Case) -> None:
    desk.amend(case, {"parties": case.values["parties"][:2]})
    meeting = met(desk, case, {"parties": party(case, 0, phone="13900000001")})
    phones = [row["phone"] for row in meeting.settled()["parties"]]
    assert (phones, meeting.conflicts) == (["13900000001", "0551-60000000"], ())


@pytest.mark.parametrize(("theirs", "left"), [((), 3), (("parties[3]",), 2)])
def test_a_party_that_they_took_out_and_i_changed_is_a_conflict(
    desk: Desk, case: Case, theirs: tuple[str, ...], left: int
) -> None:
    desk.amend(case, {"parties": case.values["parties"][:2]})
    meeting = met(desk, case, {"parties": party(case, 2, address="示例路5号")})
    ((field, label, old, gone, mine),) = conflicts_of(meeting)
    assert (field, label, gone) == ("parties[3]", "当事人“王二”", "")
    assert ("示例路1号" in old, "示例路5号" in mine) == (True, True)
    assert len(meeting.settled(theirs)["parties"]) == left


@pytest.mark.parametrize(("theirs", "left"), [((), 2), (("parties[3]",), 3)])
def test_a_party_that_i_took_out_and_they_changed_is_a_conflict(
    desk: Desk, case: Case, theirs: tuple[str, ...], left: int
) -> None:
    desk.amend(case, {"parties": party(case, 2, address="示例路5号")})
    meeting = met(desk, case, {"parties": case.values["parties"][:2]})
    assert [found.mine for found in meeting.conflicts] == [""]
    assert len(meeting.settled(theirs)["parties"]) == left


def test_a_party_who_became_another_gets_nobody_s_address(desk: Desk, case: Case) -> None:
    desk.amend(case, {"parties": party(case, 2, name="王三")})
    meeting = met(desk, case, {"parties": party(case, 2, address="示例路5号")})
    ((path, _, _, theirs, mine),) = conflicts_of(meeting)
    assert (path, "王三" in theirs, "示例路5号" in mine) == ("parties[3]", True, True)
    assert meeting.settled([path])["parties"][2]["address"] == "示例路1号"


def test_names_that_each_added_to_a_list_are_both_there(desk: Desk, case: Case) -> None:
    desk.amend(case, {"partners": ["社居委", "司法所"]})
    meeting = met(desk, case, {"partners": ["社居委", "物业"]})
    assert (meeting.settled()["partners"], meeting.conflicts) == (["社居委", "物业", "司法所"], ())


def test_an_officer_is_told_what_comes_in_from_the_other(desk: Desk, case: Case) -> None:
    desk.amend(case, {"place": "示例路8号"})
    taken = met(desk, case, {"claims": "赔礼道歉"}).taken
    assert [(each.label, each.old, each.new) for each in taken] == [("地点", "示例小区3栋", "示例路8号")]


def test_the_version_alone_is_led_back_to_the_fields_of_then(
    desk: Desk, case: Case, dispute_steps: Entry
) -> None:
    desk.amend(case, {"claims": "赔礼道歉"})
    desk.step(case, "hand_over", HAND_OVER)
    desk.amend(case, {"place": "示例路8号"})
    desk.step(case, "mediation_session", dispute_steps["mediation_session"])
    desk.amend(case, {"place": "示例路9号"})
    current = now(desk, case)
    entry = {**current.values, "place": "示例路7号"}
    meeting = meet(desk.station, form_of(current), entry, Seen(2), desk.act())
    assert [found.old for found in meeting.conflicts] == ["示例小区3栋"]
    assert (meeting.old["claims"], meeting.old["officer"]) == ("赔礼道歉", "民警甲")


def test_a_version_that_never_was_is_unknown(desk: Desk, case: Case) -> None:
    with pytest.raises(Unknown, match="没有第 7 版，现在是第 1 版"):
        met(desk, case, {}, Seen(7))


def test_a_correction_is_saved_with_what_another_changed_meanwhile(desk: Desk, case: Case) -> None:
    then = seen_of(desk, case)
    desk.amend(case, {"place": "示例路8号"})
    mine = {**case.values, "claims": "赔礼道歉"}
    saved = cases.amend(desk.station, case.kind, case.number, mine, desk.act(), then)
    assert (saved.values["place"], saved.values["claims"]) == ("示例路8号", "赔礼道歉")


def test_a_correction_against_another_s_is_refused_with_the_conflicts(desk: Desk, case: Case) -> None:
    then = seen_of(desk, case)
    desk.amend(case, {"place": "示例路8号"})
    mine = {**case.values, "place": "示例路9号"}
    with pytest.raises(ChangedMeanwhile, match="地点，两个人改得不一样") as refused:
        cases.amend(desk.station, case.kind, case.number, mine, desk.act(), then)
    ((conflict),) = refused.value.conflicts
    assert (conflict["old"], conflict["theirs"], conflict["mine"]) == (
        "示例小区3栋",
        "示例路8号",
        "示例路9号",
    )


def test_what_both_together_make_wrong_is_refused(desk: Desk, case: Case) -> None:
    then, parties = seen_of(desk, case), case.values["parties"]
    desk.amend(case, {"parties": parties[:2]})
    # One of the two injured each: together nobody is left whom the law asks for.
    mine = {**case.values, "parties": [parties[0], parties[2]]}
    with pytest.raises(Refused, match="应有被侵害人"):
        cases.amend(desk.station, case.kind, case.number, mine, desk.act(), then)


def test_a_step_meets_what_was_done_meanwhile(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    then = seen_of(desk, case, "mediation_session")
    desk.amend(case, {"place": "示例路8号"})
    desk.step(case, "hand_over", HAND_OVER)
    form = form_of(now(desk, case), "mediation_session")
    meeting = meet(desk.station, form, dispute_steps["mediation_session"], then, desk.act())
    assert meeting.since == ("民警甲已办理：转办，现在是“受理”",)
    assert ("地点", "示例小区3栋", "示例路8号") in [
        (each.label, each.old, each.new) for each in meeting.taken
    ]


def test_what_was_opened_lies_unchanged_beside_a_half_filled_form(desk: Desk, case: Case) -> None:
    then = seen_of(desk, case)
    assert Seen.of(then.as_data()) == then


def test_a_step_taken_back_meanwhile_is_told_with_its_reason(desk: Desk, case: Case) -> None:
    desk.step(case, "hand_over", HAND_OVER)
    stood = now(desk, case)
    withdraw_step(desk.station, case.kind, case.number, 1, "登记错了", desk.act())
    meeting = met(desk, stood, {}, seen_of(desk, stood))
    assert meeting.since == ("民警甲已撤回：转办（登记错了）",)


def test_a_version_before_a_step_was_taken_back_is_led_back_to(desk: Desk, case: Case) -> None:
    desk.amend(case, {"place": "示例路8号"})
    desk.step(case, "hand_over", HAND_OVER)
    withdraw_step(desk.station, case.kind, case.number, 1, "登记错了", desk.act())
    assert met(desk, case, {"place": "示例路9号"}, Seen(1)).old["place"] == "示例小区3栋"


def test_a_correction_of_a_case_taken_back_meanwhile_is_refused(desk: Desk, case: Case) -> None:
    then = seen_of(desk, case)
    withdraw_case(desk.station, KINDS, case.kind, case.number, "登记错了", desk.act())
    with pytest.raises(Refused, match="登记已撤回"):
        cases.amend(
            desk.station, case.kind, case.number, {**case.values, "place": "示例路9号"}, desk.act(), then
        )


def test_a_step_that_begins_with_fields_of_the_case_meets_what_they_became(desk: Desk, example: Any) -> None:
    venue = desk.receive("venues", example("venue"))
    then = seen_of(desk, venue, "rename")
    theirs = {**then.begun, "since": "2026-11-20", "name": "示例甲棋牌室", "trading_name": "甲棋牌"}
    desk.step(venue, "rename", theirs)
    mine = {**then.begun, "since": "2026-11-21", "name": "示例乙棋牌室"}
    meeting = meet(desk.station, form_of(now(desk, venue), "rename"), mine, then, desk.act())
    assert [(found.field, found.theirs, found.mine) for found in meeting.conflicts] == [
        ("name", "示例甲棋牌室", "示例乙棋牌室")
    ]
    settled = meeting.settled()
    assert (settled["trading_name"], settled["since"]) == ("甲棋牌", "2026-11-21")
