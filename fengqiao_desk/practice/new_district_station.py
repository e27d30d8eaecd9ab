"""Station b: a new district with industry and building sites (`resources/sample_station/station_b.json`)."""

from __future__ import annotations

from ..notices.venue_records import OPEN, Venue
from .desk import AREA, CHIEF, OFFICER, SAMPLE, PracticeDesk
from .published import RegisterFigure, new_district_report

_FORCE = 40
"""Invented: the report tells the share on patrol and not of how many."""
_PATROL_DAYS = 8
# What the published registers and teams are called on the desk.
_CATEGORIES = {"辖区企业": "企业"}
_TEAMS = {
    "临时党小组": ("成立临时党小组", "个"),
    "党员突击队": ("成立党员突击队", "个"),
    "党员示范岗": ("设立党员示范岗", "个"),
    "党员": ("党员投入一线", "人"),
}


def enter(desk: PracticeDesk) -> None:
    """Everything the station published, as days of work."""
    report = new_district_report()
    for figure in report.activity_figures:
        desk.figure(figure)
    for team in report.teams:
        activity, unit = _TEAMS[team.kind]
        # People are one entry; teams are one each.
        desk.activity(activity, team.count, unit, 1 if unit == "人" else team.count)
    _patrols(desk, report.staffing_share.force_on_patrol_percent_each_day)
    sizes = {register.register: register.figure for register in report.register_figures}
    for register in report.register_figures:
        _register(desk, register, sizes)


def _patrols(desk: PracticeDesk, percent: int) -> None:
    """The published share of the force on patrol each day; how many the force is was not published."""
    first = desk.period.first
    desk.station.profiles.change({"force": _FORCE}, first.isoformat(), desk.act(first, CHIEF))
    desk.activity("投入巡逻警力", _FORCE * percent // 100 * _PATROL_DAYS, "人次", _PATROL_DAYS)


def _register(desk: PracticeDesk, register: RegisterFigure, sizes: dict[str, int]) -> None:
    """As many entries as published; points are spread over the places they lie in, one each and the rest again."""
    category = _CATEGORIES.get(register.register, register.register)
    spread_over = register.spread_over
    places = sizes.get(spread_over, 0)
    for number in range(1, register.figure + 1):
        belongs_to = f"{SAMPLE}{spread_over}{(number - 1) % places + 1:03d}" if places else None
        desk.receive(
            "venues",
            desk.period.first,
            Venue.name.becomes(f"{SAMPLE}{category}{number:03d}"),
            Venue.category.becomes(category),
            Venue.status.becomes(OPEN),
            Venue.registered_on.becomes(desk.period.first),
            Venue.area.becomes(AREA),
            Venue.officer.becomes(OFFICER),
            Venue.address.becomes(f"{SAMPLE}地址{number:03d}号"),
            Venue.belongs_to.becomes(belongs_to),
        )
