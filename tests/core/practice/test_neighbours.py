"""The dispute of station a: mediated at the door with the residents' committee, without anything that was not published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fengqiao_desk import cases
from fengqiao_desk.disputes import KIND
from fengqiao_desk.station import open_station


def test_it_is_settled_by_one_officer_and_the_committee_without_a_recording(
    scenario_folders: Callable[[str], Path],
) -> None:
    station = open_station(scenario_folders("a"), "2026-11-21T08:00:00", "测试")
    case = cases.load(station, KIND, "JF2020-0001")
    station.close()
    session = case.taken("mediation_session")[0].entry
    kept = [session[name] for name in ("mediators", "auxiliaries", "participants", "recording_no")]
    assert (kept, case.state) == ([["民警甲"], None, ["社居委"], None], "已结案")
