"""Every figure is explained by records that give it, for the whole station and for each part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk import disputes
from fengqiao_desk.cases import Figure, StandingFigure
from fengqiao_desk.cases.part import Part, part_of
from fengqiao_desk.cases.step import step_key
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import Unknown
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.summaries import Count, figure_of, only_whole, records_of
from fengqiao_desk.values.days import Period, month_period, parse_day
from tests.conftest import Desk, act_on

Entry = dict[str, Any]
NOVEMBER = month_period("2026-11")


@pytest.fixture
def rich(desk: Desk, dispute: Entry, goods_case: Entry, venue: Entry, example: Any) -> Station:
    """A month with something of everything, in two areas and with two officers."""
    for place, area in enumerate(("东门社区", "西门社区"), start=1):
        add_area(desk.station, area)
        officer = ("民警甲", "民警乙")[place - 1]
        shared = {"area": area, "officer": officer}
        for day in range(1, 4 + place):
            amount = None if day == 1 else f"{1000 * day}.50"
            entry = {**dispute, **shared, "received_on": f"2026-11-{day:02}", "occurred_at": None}
            desk.receive("disputes", {**entry, "amount": amount})
        desk.receive("goods_cases", {**goods_case, **shared, "found_on": "2026-11-14"})
        room = desk.receive(
            "venues", {**venue, **shared, "name": f"第{place}棋牌室", "registered_on": "2026-11-01"}
        )
        if place == 1:
            desk.step(room, "inspect", {"officers": ["民警甲", "民警乙"], "at": "2026-11-10T20:00"})
            desk.step(room, "day_sheet", {"day": "2026-11-20", "category": venue["category"], "by": "民警甲"})
        entry = {**example("activity"), "area": area, "officers": [officer], "day": "2026-11-15"}
        desk.receive("activities", entry)
    return desk.station


def add_area(station: Station, name: str) -> None:
    from fengqiao_desk.station.areas import Area

    station.areas.add(Area(name, "社区"), act_on(station, "2026-11-01", "管理员己", 8))


@pytest.fixture
def opened(
    scenario_folders: Callable[[str], Path], published: Callable[[str], Any], rich: Station
) -> Iterator[Callable[[str], tuple[Station, Period]]]:
    """A station with the period of its figures: scenario a or b, or the rich one."""
    stations: list[Station] = []

    def station(name: str) -> tuple[Station, Period]:
        if name == "rich":
            return rich, NOVEMBER
        stations.append(open_station(scenario_folders(name), "2026-11-21T08:00:00", "测试", exclusive=False))
        days = published(name)["period"]
        return stations[-1], Period(parse_day(days["from"]), parse_day(days["to"]))

    yield station
    for left in stations:
        left.close()


Opened = Callable[[str], tuple[Station, Period]]
everywhere = pytest.mark.parametrize("name", ["a", "b", "rich"])


@everywhere
def test_the_records_of_every_figure_add_up_to_it(opened: Opened, name: str) -> None:
    station, days = opened(name)
    for figure in Count(station, days).figures():
        rows = [row for row in Count(station, days).records(figure.key) if row.unit in (figure.unit, "")]
        assert sum(row.thousandths for row in rows) == figure.value.thousandths, figure.key
        assert any(row.approximate for row in rows) == figure.value.approximate, figure.key


@everywhere
def test_every_figure_above_zero_has_records_that_can_be_opened(opened: Opened, name: str) -> None:
    station, days = opened(name)
    for figure in Count(station, days).figures():
        if figure.value.thousandths:
            assert any(row.number for row in Count(station, days).records(figure.key)), figure.key


@everywhere
def test_the_parts_of_a_figure_add_up_to_the_whole(opened: Opened, name: str) -> None:
    station, days = opened(name)
    figures = Count(station, days).figures()
    values = {figure.key: figure.value.thousandths for figure in figures}
    divided = {f.key: f.whole for kind in KINDS for f in kind.figures if isinstance(f, Figure) and f.whole}
    assert divided
    for key, whole in divided.items():
        parts = [figure.value.thousandths for figure in figures if figure_of(figure.key).key == key]
        assert sum(parts) == values[whole], key


@everywhere
def test_a_share_is_who_was_reached_of_all(opened: Opened, name: str) -> None:
    station, days = opened(name)
    for figure in Count(station, days).figures():
        declared = figure_of(figure.key)
        if isinstance(declared, StandingFigure) and declared.share:
            reached = [row for row in Count(station, days).records(figure.key) if row.number]
            total = len(reached) + len(Count(station, days).left_out(figure.key))
            assert figure.value.thousandths == len(reached) * 100_000 // total, figure.key


@everywhere
def test_no_record_is_counted_and_left_out_at_once(opened: Opened, name: str) -> None:
    """A dispute settled twice is counted by its last time, the day tells the two apart; of goods a part may count."""
    station, days = opened(name)
    for figure in Count(station, days).figures():
        rows = Count(station, days).records(figure.key)
        if any(row.number and row.thousandths != 1000 for row in rows):
            continue
        counted = {(row.number, row.day) for row in rows}
        others = {(row.number, row.day) for row in Count(station, days).left_out(figure.key)}
        assert not counted & others, figure.key


def test_the_areas_of_a_station_add_up_to_it(rich: Station) -> None:
    whole = sums(rich, Part())
    parts = [sums(rich, part_of(rich, area=area)) for area in ("东门社区", "西门社区")]
    assert whole["disputes.received"] == 9000
    for key, value in whole.items():
        assert sum(part.get(key, 0) for part in parts) == value, key


def sums(station: Station, part: Part) -> dict[str, int]:
    return {
        figure.key: figure.value.thousandths
        for figure in Count(station, NOVEMBER, part=part).figures()
        if isinstance(figure_of(figure.key), Figure)
    }


@pytest.mark.parametrize(
    ("key", "counted"),
    [
        ("disputes.received", 4000),
        ("activities.配合核查人员", 30000),
        ("goods.cases", 1000),
        ("venues.inspected", 1000),
    ],
)
def test_an_officers_figures_are_those_of_his_cases(rich: Station, key: str, counted: int) -> None:
    assert sums(rich, part_of(rich, officer="民警甲"))[key] == counted


def test_an_area_within_another_belongs_to_it(rich: Station, desk: Desk, dispute: Entry) -> None:
    from fengqiao_desk.station.areas import Area

    rich.areas.add(Area("东门一网格", "网格", "东门社区"), act_on(rich, "2026-11-01", "管理员己", 8))
    desk.receive("disputes", {**dispute, "area": "东门一网格", "received_on": "2026-11-19"})
    assert sums(rich, part_of(rich, area="东门社区"))["disputes.received"] == 5000


def test_a_part_explains_its_own_records(rich: Station) -> None:
    part = part_of(rich, area="西门社区", officer="民警乙")
    rows = records_of(Count(rich, NOVEMBER, part=part), "disputes.received")
    assert len(rows) == 5
    assert {
        rich.connections.run(
            "SELECT f.area FROM disputes f JOIN cases c ON c.key = f.owner_key WHERE c.number = ?", row.number
        )[0][0]
        for row in rows
    } == {"西门社区"}


def test_the_coverage_of_an_area_is_of_its_own_venues(rich: Station) -> None:
    shown = {
        area: [
            figure.shown
            for figure in Count(rich, NOVEMBER, part=part_of(rich, area=area)).figures()
            if figure.key.startswith("venues.visited")
        ]
        for area in ("东门社区", "西门社区")
    }
    assert shown == {"东门社区": ["100%"], "西门社区": ["0%"]}


def test_what_cannot_be_told_of_a_part_is_left_out_in_words(rich: Station) -> None:
    part = part_of(rich, area="东门社区")
    assert not any(
        figure.key.startswith("venues.streak") for figure in Count(rich, NOVEMBER, part=part).figures()
    )
    assert only_whole(part) == [
        "连续零警情按全所的类别日报计算，不按社区和民警分列",
        "巡逻警力占比按全所警力计算，不按社区和民警分列",
    ]
    assert only_whole(Part()) == []


@pytest.mark.parametrize("names", [{"area": "没有的社区"}, {"officer": "没有的人"}])
def test_a_part_that_is_not_there_is_told(rich: Station, names: dict[str, str]) -> None:
    with pytest.raises(Unknown, match="没有的"):
        part_of(rich, **names)


def test_every_step_that_may_change_a_dispute_is_known_to_what_is_open() -> None:
    """The figure looks again only at cases touched by one of these since the end of the period."""
    known = {step_key(moves) for moves in disputes.figures.MOVES}
    assert {step.key for step in kind_of("disputes").steps if step.to_states} <= known
