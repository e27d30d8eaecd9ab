"""The published figures of two real stations as they are shipped (`resources/sample_station`), read into typed records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar, get_args, get_type_hints

from ..values.days import Period, parse_day


@dataclass(frozen=True)
class _ReportPart:
    """A part of a report; its fields are what the report calls them."""


T = TypeVar("T", bound=_ReportPart)


@dataclass(frozen=True)
class PublishedPeriod(_ReportPart):
    """First and last day of what was published; the file says `from`, which is no name of Python."""

    from_: str
    to: str


@dataclass(frozen=True)
class StationNames(_ReportPart):
    """The station and the organ above it."""

    name: str
    parent: str


@dataclass(frozen=True)
class ActivityFigure(_ReportPart):
    """What was done in the whole period: no report told the days."""

    activity: str
    figure: int
    unit: str


@dataclass(frozen=True)
class Published(_ReportPart):
    """What both reports tell."""

    station: StationNames
    period: PublishedPeriod
    activity_figures: tuple[ActivityFigure, ...]


@dataclass(frozen=True)
class PublishedDispute(_ReportPart):
    """One dispute as it was told, in the words of the report."""

    category: str
    place: str
    facts: str
    partners: tuple[str, ...]
    measures: tuple[str, ...]
    result: str


@dataclass(frozen=True)
class PublishedQuantity(_ReportPart):
    """How much, and whether 余 stood behind it."""

    figure: int
    unit: str
    approximate: bool


@dataclass(frozen=True)
class TraceStep(_ReportPart):
    """How the way of the goods was found out."""

    how: str


@dataclass(frozen=True)
class PublishedGoods(_ReportPart):
    """One case of fake goods."""

    date: str
    found_at: str
    partners: tuple[str, ...]
    goods: str
    quantity: PublishedQuantity
    trace: tuple[TraceStep, ...]


@dataclass(frozen=True)
class PublishedStreak(_ReportPart):
    """Days without a gathering in a sort of venue, after the last `event`."""

    venue_kind: str
    event: str
    days_without: int


@dataclass(frozen=True)
class PublishedVenues(_ReportPart):
    """What was told of entertainment venues."""

    streak: PublishedStreak


@dataclass(frozen=True)
class CityReport(Published):
    """Station a."""

    dispute: PublishedDispute
    goods_case: PublishedGoods
    venues: PublishedVenues


@dataclass(frozen=True)
class Team(_ReportPart):
    """A sort of teams, and how many were set up."""

    kind: str
    count: int


@dataclass(frozen=True)
class RegisterFigure(_ReportPart):
    """How many entries a register has, and over which other register they are spread."""

    register: str
    figure: int
    spread_over: str = ""


@dataclass(frozen=True)
class StaffingShare(_ReportPart):
    """The share of the force that is on patrol."""

    force_on_patrol_percent_each_day: int


@dataclass(frozen=True)
class NewDistrictReport(Published):
    """Station b."""

    teams: tuple[Team, ...]
    register_figures: tuple[RegisterFigure, ...]
    staffing_share: StaffingShare


@cache
def city_report() -> CityReport:
    """What the urban station published."""
    return _record(CityReport, _read("station_a.json"))


@cache
def new_district_report() -> NewDistrictReport:
    """What the station of the new district published."""
    return _record(NewDistrictReport, _read("station_b.json"))


def period_of(report: Published) -> Period:
    """The days a report is about."""
    return Period(parse_day(report.period.from_), parse_day(report.period.to))


def _read(name: str) -> dict[str, Any]:
    folder = resources.files("fengqiao_desk.resources").joinpath("sample_station")
    report: dict[str, Any] = json.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    return report


def _record(of: type[T], published: Mapping[str, Any]) -> T:
    """What a class names, out of a part of a report; raises TypeError when something is missing.

    The reports tell more than the desk can enter (groups of a team, slogans), so what no class names is passed over.
    """
    hints = get_type_hints(of)
    names = {each.name: each.name.rstrip("_") for each in fields(of)}
    found = {name: _value(hints[name], published[key]) for name, key in names.items() if key in published}
    return of(**found)


def _value(hint: object, published: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, _ReportPart):
        return _record(hint, published)
    if isinstance(published, list):
        of_each, _ = get_args(hint)
        return tuple(_value(of_each, each) for each in published)
    return published
