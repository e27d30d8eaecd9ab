"""The published figures of two real stations as they are shipped (`resources/sample_station`), their shapes checked by mypy."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import NotRequired, TypedDict

from ..values.days import Period, parse_day

Span = TypedDict("Span", {"from": str, "to": str})
"""First and last day of what was published; `from` is no name of Python."""


class StationNames(TypedDict):
    """The station and the organ above it."""

    name: str
    parent: str


class ActivityFigure(TypedDict):
    """What was done in the whole period: no report told the days."""

    activity: str
    figure: int
    unit: str


class Published(TypedDict):
    """What both reports tell."""

    station: StationNames
    period: Span
    activity_figures: list[ActivityFigure]


class PublishedDispute(TypedDict):
    """One dispute as it was told, in the words of the report."""

    category: str
    place: str
    facts: str
    partners: list[str]
    measures: list[str]
    result: str


class PublishedQuantity(TypedDict):
    """How much, and whether 余 stood behind it."""

    figure: int
    unit: str
    approximate: bool


class TraceStep(TypedDict):
    """How the way of the goods was found out."""

    how: str


class PublishedGoods(TypedDict):
    """One case of fake goods."""

    date: str
    found_at: str
    partners: list[str]
    goods: str
    quantity: PublishedQuantity
    trace: list[TraceStep]


class PublishedStreak(TypedDict):
    """Days without a gathering in a sort of venue, after the last `event`."""

    venue_kind: str
    event: str
    days_without: int


class PublishedVenues(TypedDict):
    """What was told of entertainment venues."""

    streak: PublishedStreak


class CityReport(Published):
    """Station a."""

    dispute: PublishedDispute
    goods_case: PublishedGoods
    venues: PublishedVenues


class Team(TypedDict):
    """A sort of teams, and how many were set up."""

    kind: str
    count: int


class RegisterFigure(TypedDict):
    """How many entries a register has, and over which other register they are spread."""

    register: str
    figure: int
    spread_over: NotRequired[str]


class StaffingShare(TypedDict):
    """The share of the force that is on patrol."""

    force_on_patrol_percent_each_day: int


class NewDistrictReport(Published):
    """Station b."""

    teams: list[Team]
    register_figures: list[RegisterFigure]
    staffing_share: StaffingShare


@cache
def city_report() -> CityReport:
    """What the urban station published."""
    report: CityReport = json.loads(_text("station_a.json"))
    return report


@cache
def new_district_report() -> NewDistrictReport:
    """What the station of the new district published."""
    report: NewDistrictReport = json.loads(_text("station_b.json"))
    return report


def period_of(report: Published) -> Period:
    """The days a report is about."""
    return Period(parse_day(report["period"]["from"]), parse_day(report["period"]["to"]))


def _text(name: str) -> str:
    folder = resources.files("fengqiao_desk.resources").joinpath("sample_station")
    return folder.joinpath(name).read_text(encoding="utf-8")
