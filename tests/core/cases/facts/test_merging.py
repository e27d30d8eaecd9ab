"""Two records of one matter are one while they are merged, and after parting every table is as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from fengqiao_desk.cases import Case, load
from fengqiao_desk.cases.attachments import attach, attachments_of, withdraw_attachment
from fengqiao_desk.cases.facts.merge_plan import MergePlan, plan_merge
from fengqiao_desk.cases.facts.merging import merge, unmerge
from fengqiao_desk.cases.facts.withdrawing import withdraw_step
from fengqiao_desk.cases.links import link, links_of
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import coverage
from fengqiao_desk.problems import Refused
from fengqiao_desk.values.days import month_period

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
# What a parting leaves: the trace of both acts, and the fields as received of what was renamed.
LEFT = {"audit", "withdrawals", "case_origins"}
# Given anew whenever a row is written again.
KEYS = {"steps": "key", "deadlines": "key", "search_rows": "key", "cases": "version"}


def tables(desk: Desk) -> dict[str, list[str]]:
    """Every row of every table, the keys of steps told by case and position."""
    run = desk.station.connections.run
    places = {
        key: f"{case}#{position}" for key, case, position in run("SELECT key, case_key, position FROM steps")
    }
    found = {}
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"):
        columns = [row[1] for row in run(f"SELECT * FROM pragma_table_info('{name}')")]
        if name in LEFT or name.startswith(("search_index", "sqlite_")):
            continue
        rows = [dict(zip(columns, row, strict=True)) for row in run(f"SELECT * FROM {name}")]
        for row in rows:
            row.pop(KEYS.get(name, ""), None)
            if "_step_" in name and "row_key" not in row:
                row["owner_key"] = places[row["owner_key"]]
            elif "row_key" in row:
                del row["row_key"], row["owner_key"]
        found[name] = sorted(map(repr, rows))
    return found


@pytest.fixture
def doubled(desk: Desk, venue: Entry, example: Callable[[str], Any]) -> tuple[Case, Case]:
    """A venue registered twice, with a visit to the double."""
    steps = example("venue_steps")
    first = desk.receive("venues", venue)
    second = desk.receive("venues", {**venue, "name": "示例棋牌社", "trading_name": None})
    desk.step(first, "day_sheet", steps["day_sheet"])
    desk.step(second, "day_sheet", steps["day_sheet"])
    desk.step(second, "inspect", steps["inspect"])
    return loaded(desk, second), loaded(desk, first)


def loaded(desk: Desk, case: Case) -> Case:
    return load(desk.station, case.kind, case.number)


def merged(desk: Desk, case: Case, other: Case) -> Case:
    return merge(desk.station, KINDS, case.kind, case.number, other.number, "同一家", desk.act()).into


def parted(desk: Desk, case: Case) -> None:
    unmerge(desk.station, KINDS, case.kind, case.number, desk.act())


def planned(desk: Desk, case: Case, other: Case) -> MergePlan:
    return plan_merge(desk.station, KINDS, case.kind, case.number, other.number)


def test_every_table_is_as_before_when_two_venues_are_parted(
    desk: Desk, doubled: tuple[Case, Case], example: Callable[[str], Any]
) -> None:
    desk.receive("notices", {**example("notice"), "venue": doubled[0].number})
    before = tables(desk)
    merged(desk, *doubled)
    assert tables(desk) != before
    parted(desk, doubled[0])
    assert tables(desk) == before


def test_every_table_is_as_before_when_two_disputes_are_parted(
    desk: Desk, dispute: Entry, dispute_steps: Entry
) -> None:
    first, second = desk.receive("disputes", dispute), desk.receive("disputes", dispute)
    for case in (first, second):
        desk.agree(case, dispute_steps)
        desk.step(case, "performance", dispute_steps["performance"])
        desk.step(case, "close", {"closed_on": "2026-11-19", "result": "调解成功"})
    desk.step(second, "follow_up", {**dispute_steps["follow_up"], "escalation_sign": True})
    before = tables(desk)
    assert loaded(desk, first).values["risk_level"] != merged(desk, second, first).values["risk_level"]
    parted(desk, second)
    assert tables(desk) == before


def test_coverage_counts_a_double_once(desk: Desk, doubled: tuple[Case, Case]) -> None:
    november = month_period("2026-11")
    assert [each.share for each in coverage.by_visit(desk.station, november)] == ["1/2"]
    merged(desk, *doubled)
    assert [each.share for each in coverage.by_visit(desk.station, november)] == ["1/1"]


def test_what_will_move_is_told_before(desk: Desk, doubled: tuple[Case, Case]) -> None:
    before = tables(desk)
    plan = planned(desk, *doubled)
    assert [taken.title for taken in plan.going] == ["检查"]
    assert [taken.title for taken in plan.there_already] == ["日报"]
    assert plan.staying == ()
    assert tables(desk) == before


def test_what_falls_due_follows_from_what_came_along(desk: Desk, doubled: tuple[Case, Case]) -> None:
    second, first = doubled
    assert [due.code for due in second.deadlines] == ["ZG"]
    assert [due.code for due in merged(desk, second, first).deadlines] == ["ZG"]
    assert loaded(desk, second).deadlines == ()
    parted(desk, second)
    assert loaded(desk, first).deadlines == ()


def test_files_of_both_are_seen_and_each_is_bound_once(
    desk: Desk, doubled: tuple[Case, Case], tmp_path: Path
) -> None:
    second, first = doubled
    for name, cases in (("both", doubled), ("one", (second,))):
        photo = tmp_path / f"{name}.png"
        Image.new("RGB", (4, 4), "red" if name == "one" else "blue").save(photo)
        for case in cases:
            attach(desk.station, case, photo, name, desk.act())
    into = merged(desk, second, first)
    shown = [(file.title, file.merged_from) for file in attachments_of(desk.station, into)]
    assert shown == [("both", ""), ("one", second.number)]
    with pytest.raises(Refused, match=f"随 {second.number} 并入"):
        brought = attachments_of(desk.station, into)[1]
        withdraw_attachment(desk.station, into, brought.sha256, "错", desk.act())
    parted(desk, second)
    assert [file.title for file in attachments_of(desk.station, loaded(desk, first))] == ["both"]


def test_links_of_both_are_seen_but_not_that_between_them(
    desk: Desk, doubled: tuple[Case, Case], venue: Entry
) -> None:
    second, first = doubled
    third = desk.receive("venues", {**venue, "name": "示例茶馆", "trading_name": None})
    link(desk.station, second, third, "同一当事人", "同一业主", desk.act())
    link(desk.station, second, first, "同一事项", "像是同一家", desk.act())
    into = merged(desk, second, first)
    shown = [(each.other_number, each.merged_from) for each in links_of(desk.station, into)]
    assert shown == [(second.number, ""), (third.number, second.number)]


def test_a_step_taken_back_before_stays_with_its_own_case(desk: Desk, doubled: tuple[Case, Case]) -> None:
    second, first = doubled
    withdraw_step(desk.station, second.kind, second.number, 2, "错", desk.act())
    before = tables(desk)
    assert [taken.title for taken in merged(desk, second, first).steps] == ["日报"]
    parted(desk, second)
    assert tables(desk) == before


def test_what_was_corrected_while_two_were_one_does_not_come_after_what_is_done_since(
    desk: Desk, doubled: tuple[Case, Case]
) -> None:
    double, venue = doubled
    merged(desk, double, venue)
    desk.amend(loaded(desk, venue), {"name": "示例棋牌甲"})
    parted(desk, double)
    desk.step(venue, "rename", {"since": "2026-11-20", "name": "示例棋牌乙"})
    back = withdraw_step(desk.station, venue.kind, venue.number, 1, "错", desk.act())
    assert back.case.values["name"] == "示例棋牌乙"
