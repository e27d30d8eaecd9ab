"""The verbs on the kinds of the desk: states, numbers, closed cases, lists, and what search and the audit then hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.cases.facts.seen import Seen
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import ChangedMeanwhile, FaultyEntry, Refused, Unknown
from fengqiao_desk.store.check import check

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
MakeCase = Callable[[str, str], Case]


def pairs(allowed: bool) -> list[tuple[str, str, str]]:
    """Kind, state and step of every pair that is declared, or that is not."""
    return [
        (kind.key, state.title, step.key)
        for kind in KINDS
        for state in kind.states
        for step in kind.steps
        if (step in kind.steps_from(state.title)) == allowed
    ]


@pytest.fixture
def case_in(desk: Desk) -> MakeCase:
    """Makes a case of a kind and puts it into a state behind the verbs' back."""

    def make(kind: str, state: str) -> Case:
        number = desk.receive(kind, desk.example(kind_of(kind))).number
        desk.station.connections.run("UPDATE cases SET state = ? WHERE number = ?", state, number)
        return cases.load(desk.station, kind_of(kind), number)

    return make


@pytest.mark.parametrize(("kind", "state", "step"), pairs(allowed=False))
def test_a_step_not_declared_for_a_state_is_refused(
    desk: Desk, case_in: MakeCase, kind: str, state: str, step: str
) -> None:
    case = case_in(kind, state)
    with pytest.raises(Refused, match=f"“{state}”时不能"):
        desk.step(case, step, {})


@pytest.mark.parametrize(
    ("kind", "state", "step"), [pair for pair in pairs(allowed=True) if kind_of(pair[0]).step(pair[2]).fields]
)
def test_a_declared_step_is_asked_for_its_fields(
    desk: Desk, case_in: MakeCase, kind: str, state: str, step: str
) -> None:
    case = case_in(kind, state)
    with pytest.raises(FaultyEntry):
        desk.step(case, step, {})


@pytest.mark.parametrize(
    ("kind", "state"), [(kind.key, state.title) for kind in KINDS for state in kind.states if state.closed]
)
def test_a_closed_case_is_read_only(desk: Desk, case_in: MakeCase, kind: str, state: str) -> None:
    case = case_in(kind, state)
    with pytest.raises(Refused, match="不能再改"):
        desk.amend(case, {"place": "别处"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_state_of_a_step_is_declared(kind: CaseKind) -> None:
    titles = {state.title for state in kind.states}
    for step in kind.steps:
        assert set(step.from_states) | set(step.to_states) <= titles


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_step_with_several_ends_says_how_it_chooses(kind: CaseKind) -> None:
    for step in kind.steps:
        assert (step.choose_state is not None) == (len(step.to_states) > 1), step.key


def test_a_step_that_is_not_there_is_unknown(desk: Desk, dispute: Entry) -> None:
    with pytest.raises(Unknown, match="没有“fly”这个步骤"):
        desk.step(desk.receive("disputes", dispute), "fly", {})


def test_numbers_count_by_kind_and_year(desk: Desk, dispute: Entry, goods_case: Entry) -> None:
    old = {**dispute, "received_on": "2025-12-31", "occurred_at": None}
    entries = (("disputes", dispute), ("disputes", old), ("disputes", dispute), ("goods_cases", goods_case))
    numbers = [desk.receive(kind, entry).number for kind, entry in entries]
    assert numbers == ["JF2026-0001", "JF2025-0001", "JF2026-0002", "WL2020-0001"]


def test_a_case_moved_to_another_year_keeps_its_number_and_frees_none(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", dispute)
    amended = desk.amend(case, {"received_on": "2025-12-31", "occurred_at": None})
    assert (amended.number, amended.day) == ("JF2026-0001", "2025-12-31")
    assert desk.receive("disputes", dispute).number == "JF2026-0002"


def test_the_version_grows_with_every_change(desk: Desk, dispute: Entry, dispute_steps: Entry) -> None:
    case = desk.receive("disputes", dispute)
    amended = desk.amend(case, {"place": "示例小区5栋"})
    moved = desk.step(amended, "mediation_session", dispute_steps["mediation_session"])
    assert [found.version for found in (case, amended, moved)] == [1, 2, 3]


def test_who_read_an_older_version_overwrites_nothing(
    desk: Desk, dispute: Entry, dispute_steps: Entry
) -> None:
    case = desk.receive("disputes", dispute)
    desk.amend(case, {"place": "示例小区5栋"})
    change, act = {"place": "示例小区7栋"}, desk.act()
    with pytest.raises(ChangedMeanwhile, match="已被别人改过"):
        cases.amend(desk.station, case.kind, case.number, change, act, Seen(case.version))
    session, seen = dispute_steps["mediation_session"], Seen(case.version)
    with pytest.raises(ChangedMeanwhile):
        cases.take_step(desk.station, case.kind, case.number, "mediation_session", session, act, seen)
    assert cases.load(desk.station, case.kind, case.number).values["place"] == "示例小区5栋"


def test_who_read_the_newest_version_may_change_it(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", dispute)
    change = {"place": "示例小区7栋"}
    amended = cases.amend(desk.station, case.kind, case.number, change, desk.act(), Seen(1))
    assert amended.version == 2


def test_a_correction_that_changes_nothing_leaves_no_trace(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", dispute)
    before = desk.count("audit")
    assert desk.amend(case, {"place": dispute["place"]}).version == 1
    assert desk.count("audit") == before


def test_a_field_left_out_of_a_correction_stays(desk: Desk, dispute: Entry) -> None:
    amended = desk.amend(desk.receive("disputes", dispute), {"place": "示例小区5栋"})
    assert (amended.values["facts"], len(amended.values["parties"])) == (dispute["facts"], 2)


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(desk: Desk, dispute: Entry) -> None:
    parties = [{**dispute["parties"][0], "name": "张山"}, dispute["parties"][1]]
    amended = desk.amend(desk.receive("disputes", dispute), {"parties": parties})
    assert amended.title == "张山 与 阿依古丽·买买提"
    totals = [find(desk.station, KINDS, name, 10).total for name in ("张三", "张山")]
    assert totals == [0, 1]


@pytest.mark.parametrize("entry", [None, [], "text", 5])
def test_a_correction_that_is_no_set_of_fields_is_told(desk: Desk, dispute: Entry, entry: Any) -> None:
    with pytest.raises(FaultyEntry, match="JSON 对象"):
        desk.amend(desk.receive("disputes", dispute), entry)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_number_of_another_kind_is_unknown(desk: Desk, kind: CaseKind) -> None:
    other = next(other for other in KINDS if other is not kind)
    number = desk.receive(other.key, desk.example(other)).number
    with pytest.raises(Unknown, match=f"里没有编号“{number}”"):
        cases.load(desk.station, kind, number)


def test_a_step_asked_for_by_a_documents_number_is_one_of_its_case(
    desk: Desk, dispute: Entry, dispute_steps: Entry
) -> None:
    case = desk.receive("disputes", dispute)
    number = desk.issue(case, "intake_form").number
    entry = dispute_steps["mediation_session"]
    moved = cases.take_step(desk.station, case.kind, number, "mediation_session", entry, desk.act())
    amended = cases.amend(desk.station, case.kind, number, {"place": "示例小区5栋"}, desk.act())
    assert (moved.number, amended.number) == (case.number, case.number)
    assert check(desk.station.connections, desk.station.files) == []


def test_what_was_given_comes_back_whole(desk: Desk, dispute: Entry) -> None:
    values = desk.receive("disputes", dispute).values
    rows = dispute.pop("parties")
    assert {name: values[name] for name in dispute} == dispute
    for given, kept in zip(rows, values["parties"], strict=True):
        assert {name: kept[name] for name in given} == given
