"""Rights are the core's rule: whoever comes past the windows and commands is refused there too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fengqiao_desk.problems import NotPermitted
from fengqiao_desk.station import Act, Officer, Right, Role, Station, working_days
from fengqiao_desk.station.areas import Area
from fengqiao_desk.station.rights import RIGHTS
from fengqiao_desk.station.texts import StandingText
from fengqiao_desk.values.workdays import SpecialDay
from tests.conftest import Desk

DAY = "2026-11-21"
VERBS: dict[str, Callable[[Station, Act], object]] = {
    "profiles.change": lambda station, act: station.profiles.change({"phone": "1"}, DAY, act),
    "areas.add": lambda station, act: station.areas.add(Area("新社区", "社区"), act),
    "vocabularies.add": lambda station, act: station.vocabularies.add("case_source", "来访", DAY, {}, act),
    "vocabularies.end": lambda station, act: station.vocabularies.end("case_source", "12345", DAY, act),
    "vocabularies.change": lambda station, act: station.vocabularies.change("activity", "x", DAY, {}, act),
    "texts.save": lambda station, act: station.texts.save("compliance", {"closing": "好"}, DAY, act),
    "texts.begin": lambda station, act: station.texts.begin(
        StandingText("防汛提示", "防汛提示", (), {"closing": "好"}, {}), DAY, act
    ),
    "working_days": lambda station, act: working_days.load_table(
        station.connections, [SpecialDay(date(2027, 1, 1), False, "元旦")], act
    ),
    "officers.add": lambda station, act: station.officers.add(
        Officer("新人", Role.CHIEF, "1"), "eight-or-more", act
    ),
    "officers.leave": lambda station, act: station.officers.leave("民警乙", act),
}


@pytest.mark.parametrize("who", ["辅警丙", "民警甲"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_does_not_keep_the_house_changes_nothing_of_it(desk: Desk, verb: str, who: str) -> None:
    before = desk.count("audit")
    with pytest.raises(NotPermitted, match=f"“{who}”不能.*，请由管理员或所领导办理"):
        VERBS[verb](desk.station, desk.act(officer=who))
    assert desk.count("audit") == before


def test_every_right_stands_in_the_table() -> None:
    assert set(RIGHTS) == set(Right)
