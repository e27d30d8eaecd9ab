"""The main job on real input: the figures two stations published come back from the rows of their practice stations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store import audit
from fengqiao_desk.store.check import check
from fengqiao_desk.summaries import Count, FigureValue
from fengqiao_desk.values.days import Period, parse_day

Published = dict[str, Any]
Figures = dict[tuple[str, str], FigureValue]


@pytest.fixture
def opened(scenario_folders: Callable[[str], Path]) -> Iterator[Callable[[str], Station]]:
    """The station of a scenario, open for reading."""
    stations: list[Station] = []

    def station(name: str) -> Station:
        stations.append(open_station(scenario_folders(name), "2026-11-21T08:00:00", "测试", exclusive=False))
        return stations[-1]

    yield station
    for left in stations:
        left.close()


@pytest.fixture
def period(published: Callable[[str], Published]) -> Callable[[str], Period]:
    def of(name: str) -> Period:
        days = published(name)["period"]
        return Period(parse_day(days["from"]), parse_day(days["to"]))

    return of


@pytest.fixture
def figures(opened: Callable[[str], Station], period: Callable[[str], Period]) -> Callable[[str], Figures]:
    """Every figure of a scenario's period by label and unit."""

    def of(name: str) -> Figures:
        return {(found.label, found.unit): found for found in Count(opened(name), period(name)).figures()}

    return of


@pytest.mark.parametrize("name", ["a", "b"])
def test_every_published_activity_comes_back(
    figures: Callable[[str], Figures], published: Callable[[str], Published], name: str
) -> None:
    found = figures(name)
    for activity in published(name)["activity_figures"]:
        shown = found[activity["activity"], activity["unit"]].shown
        assert shown == f"{activity['figure']}{activity['unit']}"


def test_every_published_register_comes_back(
    figures: Callable[[str], Figures], published: Callable[[str], Published]
) -> None:
    sizes = {label: found.shown for (label, _), found in figures("b").items()}
    names = {"辖区企业": "企业"}
    for register in published("b")["register_figures"]:
        name = names.get(register["register"], register["register"])
        assert sizes[name].rstrip("个家") == str(register["figure"])


def test_the_points_lie_in_the_quarters(opened: Callable[[str], Station]) -> None:
    rows = opened("b").connections.run(
        "SELECT count(DISTINCT belongs_to) FROM venues WHERE category = '体温监测点' AND belongs_to IN "
        "(SELECT name FROM venues WHERE category = '小区')"
    )
    assert rows == [(57,)]


def test_the_published_teams_come_back(
    figures: Callable[[str], Figures], published: Callable[[str], Published]
) -> None:
    found = {label: figure.value.thousandths // 1000 for (label, _), figure in figures("b").items()}
    counts = [team["count"] for team in published("b")["teams"]]
    labels = ("成立临时党小组", "成立党员突击队", "设立党员示范岗", "党员投入一线")
    assert [found[label] for label in labels] == counts


def test_the_share_of_the_force_on_patrol_comes_back(
    figures: Callable[[str], Figures], published: Callable[[str], Published]
) -> None:
    percent = published("b")["staffing_share"]["force_on_patrol_percent_each_day"]
    found = figures("b")["巡逻警力占全所警力", "%"]
    assert (found.shown, found.remark) == (f"{percent}%", "8日有记录，日均28人次，全所40人")


def test_the_seized_masks_keep_their_rest(
    figures: Callable[[str], Figures], published: Callable[[str], Published]
) -> None:
    goods = published("a")["goods_case"]
    unit = goods["quantity"]["unit"]
    assert figures("a")[goods["goods"], unit].shown == f"{goods['quantity']['figure']}余{unit}"


def test_the_streak_of_the_chess_rooms_comes_back(
    figures: Callable[[str], Figures], published: Callable[[str], Published]
) -> None:
    streak = published("a")["venues"]["streak"]
    shown = figures("a")[f"{streak['venue_kind']}连续零警情", "天"].shown
    assert shown == f"{streak['days_without']}天"


def test_no_venue_was_left_out(figures: Callable[[str], Figures]) -> None:
    assert figures("a")["重点场所告知书覆盖率", "%"].shown == "100%"


def test_dispute_and_den_are_counted(figures: Callable[[str], Figures]) -> None:
    found = figures("a")
    shown = [found[at].shown for at in (("受理纠纷", "起"), ("化解纠纷", "起"), ("查明窝点", "个"))]
    assert shown == ["1起", "1起", "1个"]


@pytest.mark.parametrize("name", ["a", "b"])
def test_every_figure_is_explained_by_rows_that_add_up_to_it(
    opened: Callable[[str], Station], period: Callable[[str], Period], name: str
) -> None:
    station, days = opened(name), period(name)
    for figure in Count(station, days).figures():
        rows = [row for row in Count(station, days).records(figure.key) if row.unit in (figure.unit, "")]
        assert sum(row.thousandths for row in rows) == figure.value.thousandths, figure.key
        assert any(row.approximate for row in rows) == figure.value.approximate, figure.key


@pytest.mark.parametrize("name", ["a", "b"])
def test_the_explaining_records_are_there(
    opened: Callable[[str], Station], period: Callable[[str], Period], name: str
) -> None:
    station, days = opened(name), period(name)
    numbers = {
        row[0]
        for row in station.connections.run("SELECT number FROM cases UNION SELECT number FROM documents")
    }
    for figure in Count(station, days).figures():
        for row in Count(station, days).records(figure.key):
            assert row.number in numbers | {""}, figure.key


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_scenarios_folder_is_sound(opened: Callable[[str], Station], name: str) -> None:
    station = opened(name)
    assert check(station.connections, station.files) == []
    assert audit.verify(station.connections).ok


def test_what_is_made_up_is_marked(opened: Callable[[str], Station]) -> None:
    rows = opened("b").connections.run("SELECT name FROM venues WHERE name NOT LIKE '示例%'")
    assert rows == []


def test_every_notice_of_the_round_was_served(opened: Callable[[str], Station]) -> None:
    states = opened("a").connections.run(
        "SELECT DISTINCT state FROM cases WHERE kind = 'notices' ORDER BY state"
    )
    assert {state for (state,) in states} == {"已签收", "已留置"}


def test_the_kinds_of_a_scenario_are_those_of_the_desk(opened: Callable[[str], Station]) -> None:
    used = {row[0] for row in opened("a").connections.run("SELECT DISTINCT kind FROM cases")}
    assert used == {kind.key for kind in KINDS}


def test_the_notices_of_the_period_are_headed_as_published_and_later_ones_by_the_venue(
    opened: Callable[[str], Station], published: Callable[[str], Published]
) -> None:
    texts, days = opened("a").texts, published("a")["period"]
    title = texts.on("closure_relay", parse_day(days["to"]))["title"]
    assert f"“{title}”" in published("a")["venues"]["act"]
    assert texts.on("closure_relay", parse_day("2026-11-21"))["title"] == "致辖区{addressed_as}告知书"
