"""Officers in cases: who leaves leaves work, who takes another name keeps his cases, and the past keeps the old one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, Condition, load, page
from fengqiao_desk.cases.part import part_of
from fengqiao_desk.cases.people import change_officer, open_work
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import FaultyEntry, Refused
from fengqiao_desk.station import Role
from fengqiao_desk.store import audit
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import Period
from tests.conftest import Desk

Entry = dict[str, Any]
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))
OLD, NEW = "民警乙", "民警庚"


def rename(desk: Desk, old: str = OLD, new: str = NEW) -> None:
    changed = replace(desk.station.officers.named(old), name=new)
    change_officer(desk.station, KINDS, old, changed, desk.act(officer="管理员己"))


def again(desk: Desk, case: Case) -> Case:
    return load(desk.station, case.kind, case.number)


def listed(desk: Desk, kind: str, **conditions: str) -> int:
    where = tuple(Condition(field, value) for field, value in conditions.items())
    return page(desk.station, kind_of(kind), where).total


@pytest.fixture
def case(desk: Desk, dispute: Entry) -> Case:
    """A dispute that the second officer answers for and recorded."""
    return desk.receive("disputes", {**dispute, "officer": OLD}, officer=OLD)


@pytest.fixture
def ended(desk: Desk, dispute: Entry, dispute_steps: Entry) -> Case:
    """One of his that is over."""
    case = desk.receive("disputes", {**dispute, "officer": OLD}, officer=OLD)
    return desk.step(case, "refer", dispute_steps["refer"], officer=OLD)


def test_what_an_officer_leaves_behind_is_counted_by_kind(
    desk: Desk, case: Case, ended: Case, venue: Entry
) -> None:
    desk.receive("venues", {**venue, "officer": OLD})
    assert [work.words for work in open_work(desk.station, KINDS, OLD)] == ["矛盾纠纷 1 件", "场所 1 家"]
    assert open_work(desk.station, KINDS, "保管员丁") == ()


def test_a_case_in_hand_says_the_new_name(desk: Desk, case: Case) -> None:
    rename(desk)
    assert again(desk, case).values["officer"] == NEW


def test_the_timeline_and_what_is_over_keep_the_name_of_their_day(
    desk: Desk, case: Case, ended: Case
) -> None:
    rename(desk)
    assert again(desk, case).recorded_by == OLD
    assert (again(desk, ended).values["officer"], again(desk, ended).steps[0].recorded_by) == (OLD, OLD)


def test_an_issued_paper_keeps_who_signed_it_and_its_pages(desk: Desk, case: Case) -> None:
    issued = desk.issue(case, "intake_form", officer=OLD)
    before = register.printed_pdf(desk.station, issued.number)
    rename(desk)
    kept = register.find(desk.station, issued.number)
    assert (kept.issued_by, register.printed_pdf(desk.station, issued.number)) == (OLD, before)


def test_who_drafted_under_the_old_name_does_not_pass_for_another(desk: Desk, case: Case) -> None:
    """A paper drafted, checked and issued by one person says so, whatever he was called in between."""
    cases.draft_document(desk.station, case.kind, case.number, "intake_form", desk.act(officer=OLD))
    rename(desk)
    assert desk.issue(case, "intake_form", officer=NEW).self_approved


def test_the_rename_of_each_case_is_on_record(desk: Desk, case: Case) -> None:
    rename(desk)
    last = audit.history(desk.station.connections, case.subject)[-1]
    assert (last.verb, last.officer) == ("随人员改名", "管理员己")


@pytest.mark.parametrize("name", [OLD, NEW])
def test_either_name_finds_all_his_cases(desk: Desk, case: Case, ended: Case, name: str) -> None:
    rename(desk)
    assert listed(desk, "disputes", officer=name) == 2


@pytest.mark.parametrize("name", [OLD, NEW])
def test_figures_by_officer_lose_nothing(
    desk: Desk, case: Case, ended: Case, example: Any, name: str
) -> None:
    desk.receive("activities", {**example("activity"), "officers": [OLD], "day": "2026-11-15"})

    def counted(of: str) -> dict[str, str]:
        return {
            each.key: each.shown
            for each in Count(desk.station, AUTUMN, part=part_of(desk.station, officer=of)).figures()
        }

    before = counted(OLD)
    assert before["disputes.received"] == "2起"
    rename(desk)
    assert counted(name) == before


def test_a_ledger_row_is_a_record_of_its_day(desk: Desk, example: Any) -> None:
    row = desk.receive("activities", {**example("activity"), "officers": [OLD]})
    rename(desk)
    assert again(desk, row).values["officers"] == [OLD]
    assert listed(desk, "activities", officers=NEW) == 1


def test_a_case_in_hand_is_found_by_search_as_before(desk: Desk, case: Case) -> None:
    rename(desk)
    assert [hit.number for hit in find(desk.station, KINDS, "张三", 10).hits] == [case.number]


def test_a_case_whose_officer_has_another_role_by_now_can_be_amended(desk: Desk, case: Case) -> None:
    officers = desk.station.officers
    changed = replace(officers.named(OLD), role=Role.AUXILIARY)
    change_officer(desk.station, KINDS, OLD, changed, desk.act(officer="管理员己"))
    assert desk.amend(case, {"place": "示例小区9栋"}).values["officer"] == OLD


def test_one_refusal_leaves_every_case_as_it_was(desk: Desk, case: Case) -> None:
    with pytest.raises(FaultyEntry):
        rename(desk, OLD, "民警甲")
    assert again(desk, case).values["officer"] == OLD


def test_a_keeper_with_another_name_is_still_who_works_on_the_case(
    desk: Desk, goods_case: Entry, example: Any
) -> None:
    """程序规定第188条 asks for the person, not for the name he had at the seizure."""
    steps = example("goods_case_steps")
    case = desk.receive("goods_cases", {**goods_case, "officer": "民警甲"})
    case = desk.step(case, "seize", {**steps["seize"], "officers": ["民警甲", OLD]})
    rename(desk)
    with pytest.raises(Refused, match="办案民警不得自行保管"):
        desk.step(case, "custody", {**steps["custody"], "to": NEW})
