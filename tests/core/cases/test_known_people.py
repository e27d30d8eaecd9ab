"""Hints to the same person in earlier cases, what is sealed, and what is put on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao_desk.cases import Case, links
from fengqiao_desk.cases.known_people import cases_of_person, possibly_known, repetitions
from fengqiao_desk.cases.parties import Party, parties_in
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FaultyEntry, NotPermitted, Refused
from fengqiao_desk.store import audit
from tests.conftest import Desk


@pytest.fixture
def earlier(desk: Desk, dispute: dict[str, Any]) -> Case:
    return desk.receive("disputes", dispute)


def party(**known: Any) -> dict[str, Any]:
    return {"name": "张三", "id_number": None, "phone": None, "address": None, **known}


def reasons(desk: Desk, row: dict[str, Any]) -> list[str]:
    return [hint.reason for hint in possibly_known(desk.station, KINDS, row)]


def test_the_same_id_number_is_a_hint(desk: Desk, earlier: Case) -> None:
    assert reasons(desk, party(id_number="11010519491231002X")) == ["证件号码相同"]


def test_the_same_phone_is_a_hint(desk: Desk, earlier: Case) -> None:
    assert reasons(desk, party(name="别人", phone="13800000000")) == ["电话相同"]


def test_the_same_name_at_the_same_address_is_a_hint(desk: Desk, earlier: Case) -> None:
    assert reasons(desk, party(address="示例小区3栋101")) == ["姓名和住址相同"]


def test_the_same_name_alone_is_none(desk: Desk, earlier: Case) -> None:
    assert reasons(desk, party()) == []


def test_one_case_is_told_once_with_its_surest_reason(desk: Desk, earlier: Case) -> None:
    assert reasons(desk, party(id_number="11010519491231002X", phone="13800000000")) == ["证件号码相同"]


def test_five_are_shown_at_most(desk: Desk, dispute: dict[str, Any]) -> None:
    for _ in range(7):
        desk.receive("disputes", dispute)
    assert len(reasons(desk, party(id_number="11010519491231002X"))) == 5


def test_a_suspect_of_a_case_that_went_on_to_punishment_is_sealed(
    desk: Desk, earlier: Case, dispute_steps: dict[str, Any]
) -> None:
    desk.step(earlier, "terminate", dispute_steps["terminate"])
    assert reasons(desk, party(id_number="11010519491231002X")) == []


def test_the_second_dispute_with_the_same_neighbour_is_told(
    desk: Desk, earlier: Case, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-02"})
    repeated = repetitions(desk.station, case.kind, parties_in(case), case.number, desk.act().day)
    assert ("张三", 2, 2) in [(found.name, found.times, found.together) for found in repeated]


@pytest.mark.parametrize(("received", "times"), [("2025-11-20", 0), ("2025-11-21", 2), ("2026-11-21", 2)])
def test_twelve_months_begin_on_the_same_day_of_the_year_before_and_end_today(
    desk: Desk, dispute: dict[str, Any], received: str, times: int
) -> None:
    desk.receive("disputes", {**dispute, "received_on": received, "occurred_at": None})
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-21", "occurred_at": None})
    found = repetitions(desk.station, case.kind, parties_in(case), case.number, desk.act().day)
    assert {each.times for each in found} == ({times} if times else set())


def test_a_later_case_is_no_repetition_of_an_earlier_one(
    desk: Desk, earlier: Case, dispute: dict[str, Any]
) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-11-20"})
    day = date.fromisoformat(earlier.day)
    assert repetitions(desk.station, earlier.kind, parties_in(earlier), earlier.number, day) == []


def test_a_history_needs_a_purpose(desk: Desk, earlier: Case) -> None:
    with pytest.raises(FaultyEntry, match="用途"):
        cases_of_person(desk.station, KINDS, Party.of(party(id_number="11010519491231002X")), " ", desk.act())


def test_a_history_is_not_for_an_auxiliary(desk: Desk, earlier: Case) -> None:
    with pytest.raises(NotPermitted):
        cases_of_person(desk.station, KINDS, Party.of(party()), "核实重复报警", desk.act(officer="辅警丙"))


def test_who_asked_for_a_history_and_why_is_on_record(desk: Desk, earlier: Case) -> None:
    cases_of_person(
        desk.station, KINDS, Party.of(party(id_number="11010519491231002X")), "核实重复报警", desk.act()
    )
    (row,) = audit.history(desk.station.connections, "当事人 张三")
    assert row.officer == "民警甲"
    assert "核实重复报警" in row.changes


def test_that_withdrawn_cases_were_asked_for_is_on_record(desk: Desk, earlier: Case) -> None:
    asked = Party.of(party(id_number="11010519491231002X"))
    cases_of_person(desk.station, KINDS, asked, "核实重复报警", desk.act(), withdrawn=True)
    (row,) = audit.history(desk.station.connections, "当事人 张三")
    assert '"withdrawn":true' in row.changes.replace(" ", "")


def test_a_link_is_seen_from_both_ends(desk: Desk, earlier: Case, dispute: dict[str, Any]) -> None:
    case = desk.receive("disputes", dispute)
    links.link(desk.station, case, earlier, "同一当事人", "证件号码相同", desk.act(), "张三")
    assert [found.other_number for found in links.links_of(desk.station, earlier)] == [case.number]


def test_a_link_needs_a_reason(desk: Desk, earlier: Case, dispute: dict[str, Any]) -> None:
    with pytest.raises(FaultyEntry, match="理由"):
        links.link(desk.station, desk.receive("disputes", dispute), earlier, "同一事项", "", desk.act())


def test_a_case_is_not_linked_twice_in_one_way(desk: Desk, earlier: Case, dispute: dict[str, Any]) -> None:
    case = desk.receive("disputes", dispute)
    links.link(desk.station, case, earlier, "同一事项", "同一次争吵", desk.act())
    with pytest.raises(Refused, match="已经关联"):
        links.link(desk.station, earlier, case, "同一事项", "同一次争吵", desk.act())


def test_an_undone_link_no_longer_holds_but_stays_on_record(
    desk: Desk, earlier: Case, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute)
    links.link(desk.station, case, earlier, "同一事项", "同一次争吵", desk.act())
    (made,) = links.links_of(desk.station, case)
    links.unlink(desk.station, case, made.key, "认错人了", desk.act(officer="民警乙"))
    assert links.links_of(desk.station, case) == []
    assert desk.count("case_links") == 1


@pytest.fixture
def under_another_identity(desk: Desk, earlier: Case, dispute: dict[str, Any]) -> Case:
    """A dispute of the same man under another number, telephone and address; somebody decided that it is he."""
    first, *others = dispute["parties"]
    unknown = {
        **first,
        "id_number": None,
        "id_missing_reason": "拒不提供",
        "phone": "13777777777",
        "address": "别处",
    }
    case = desk.receive("disputes", {**dispute, "parties": [unknown, *others]})
    links.link(desk.station, case, earlier, "同一当事人", "辨认过", desk.act(), "张三")
    return case


def numbers(desk: Desk) -> list[str]:
    row = party(id_number="11010519491231002X")
    return [hint.number for hint in possibly_known(desk.station, KINDS, row)]


def test_two_identities_that_were_decided_to_be_one_are_found_by_either(
    desk: Desk, earlier: Case, under_another_identity: Case
) -> None:
    row = party(phone="13777777777")
    assert numbers(desk) == [earlier.number, under_another_identity.number]
    assert reasons(desk, row) == ["电话相同", "已认定是同一人"]


def test_a_decision_that_was_taken_back_joins_nothing(
    desk: Desk, earlier: Case, under_another_identity: Case
) -> None:
    (made,) = links.links_of(desk.station, under_another_identity)
    links.unlink(desk.station, earlier, made.key, "认错人了", desk.act())
    assert numbers(desk) == [earlier.number]


def test_two_identities_count_as_one_person_who_comes_again(
    desk: Desk, earlier: Case, under_another_identity: Case, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute)
    found = repetitions(desk.station, case.kind, parties_in(case), case.number, desk.act().day)
    assert [each.times for each in found if each.name == "张三"] == [3]


def test_what_is_sealed_under_the_other_identity_stays_sealed(
    desk: Desk, earlier: Case, under_another_identity: Case, dispute_steps: dict[str, Any]
) -> None:
    desk.step(under_another_identity, "terminate", dispute_steps["terminate"])
    assert numbers(desk) == [earlier.number]


def test_a_decision_about_another_of_the_case_joins_nothing(
    desk: Desk, earlier: Case, dispute: dict[str, Any]
) -> None:
    first, neighbour = dispute["parties"]
    stranger = {**first, "name": "李四", "id_number": None, "id_missing_reason": "拒不提供", "phone": None}
    other = desk.receive("disputes", {**dispute, "parties": [stranger, neighbour]})
    links.link(desk.station, other, earlier, "同一当事人", "同一个邻居", desk.act(), neighbour["name"])
    assert numbers(desk) == [earlier.number]
