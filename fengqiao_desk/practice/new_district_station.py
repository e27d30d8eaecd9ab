"""Station b: a new district with industry and building sites (`resources/sample_station/station_b.json`)."""

from __future__ import annotations

from typing import Any

from .desk import AREA, CHIEF, OFFICER, SAMPLE, PracticeDesk

_FORCE = 40
_PATROL_DAYS = 8
# What the published registers and teams are called on the desk.
_CATEGORIES = {"辖区企业": "企业"}
_TEAMS = {
    "临时党小组": ("成立临时党小组", "个"),
    "党员突击队": ("成立党员突击队", "个"),
    "党员示范岗": ("设立党员示范岗", "个"),
    "党员": ("党员投入一线", "人"),
}


def enter(desk: PracticeDesk, data: dict[str, Any]) -> None:
    """Everything the station published, as days of work."""
    for figure in data["activity_figures"]:
        desk.activity(figure["activity"], figure["figure"], figure["unit"], min(figure["figure"], 8))
    for team in data["teams"]:
        activity, unit = _TEAMS[team["kind"]]
        desk.activity(activity, team["count"], unit, 1 if unit == "人" else team["count"])
    _patrols(desk, data["staffing_share"]["force_on_patrol_percent_each_day"])
    sizes = {register["register"]: register["figure"] for register in data["register_figures"]}
    for register in data["register_figures"]:
        spread_over = register.get("spread_over", "")
        _register(desk, register["register"], register["figure"], spread_over, sizes.get(spread_over, 0))


def _patrols(desk: PracticeDesk, percent: int) -> None:
    """The published share of the force on patrol each day; how many the force is was not published."""
    first = desk.period.first
    desk.station.profiles.change({"force": _FORCE}, first.isoformat(), desk.act(first, CHIEF))
    desk.activity("投入巡逻警力", _FORCE * percent // 100 * _PATROL_DAYS, "人次", _PATROL_DAYS)


def _register(desk: PracticeDesk, name: str, figure: int, spread_over: str, places: int) -> None:
    """As many entries as published; points are spread over the places they lie in, one each and the rest again."""
    category = _CATEGORIES.get(name, name)
    for number in range(1, figure + 1):
        belongs_to = f"{SAMPLE}{spread_over}{(number - 1) % places + 1:03d}" if places else None
        desk.receive(
            "venues",
            desk.period.first,
            {
                "name": f"{SAMPLE}{category}{number:03d}",
                "category": category,
                "status": "营业",
                "registered_on": desk.period.first.isoformat(),
                "area": AREA,
                "officer": OFFICER,
                "address": f"{SAMPLE}地址{number:03d}号",
                "belongs_to": belongs_to,
            },
        )
