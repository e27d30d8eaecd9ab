"""Backups that make themselves: when they are due, what is kept of them, and what a failure leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.problems import Problem, Refused
from fengqiao_desk.station import Station
from fengqiao_desk.store.backups.facts import Backup
from fengqiao_desk.store.backups.keeping import AGAIN, EVERY, BackedUp, back_up, due_places
from fengqiao_desk.store.backups.making import station_mark
from fengqiao_desk.store.backups.marks import known_places, leave_mark
from fengqiao_desk.store.backups.noting import backups_on_record, failed_backup
from fengqiao_desk.store.backups.thinning import DAYS, MONTHS, WEEKS, to_be_thinned
from tests.conftest import Desk

AT = datetime(2026, 11, 21, 18, 0)


@dataclass(frozen=True)
class Made:
    made_at: str
    size: int = 1
    is_good: bool = True


def of(station: Station) -> BackedUp:
    return BackedUp(station.connections, station.layout, station.files, "逍遥津派出所")


def make(station: Station, folder: Path, at: datetime = AT) -> Backup:
    return back_up(of(station), folder, "民警甲", at.isoformat())


def day_by_day(days: int, **more: Any) -> list[Made]:
    """One backup a day, the newest first."""
    return [Made((AT - timedelta(days=day)).isoformat(), **more) for day in range(days)]


def test_a_backup_is_an_act_on_record(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "stick")
    assert backups_on_record(desk.station.connections) == [made]


def test_a_place_without_a_backup_is_due(desk: Desk, tmp_path: Path) -> None:
    assert due_places(of(desk.station), [tmp_path], AT) == [tmp_path]


@pytest.mark.parametrize(
    ("changed", "later", "leaving", "due"),
    [
        (True, EVERY, False, True),
        (True, timedelta(minutes=5), False, False),
        (True, timedelta(minutes=5), True, True),
        (False, EVERY, False, False),
        (False, EVERY, True, False),
        (True, -timedelta(days=365), False, True),
    ],
    ids=["in time", "too early", "at leaving", "unchanged", "unchanged at leaving", "clock put back"],
)
def test_a_backup_is_due(
    desk: Desk,
    dispute: dict[str, Any],
    tmp_path: Path,
    changed: bool,
    later: timedelta,
    leaving: bool,
    due: bool,
) -> None:
    make(desk.station, tmp_path)
    if changed:
        desk.receive("disputes", dispute)
    assert due_places(of(desk.station), [tmp_path], AT + later, leaving=leaving) == [tmp_path] * due


def test_a_deleted_backup_is_due_again(desk: Desk, tmp_path: Path) -> None:
    Path(make(desk.station, tmp_path).file).unlink()
    assert due_places(of(desk.station), [tmp_path], AT + timedelta(minutes=1)) == [tmp_path]


def test_a_stick_is_known_again_by_its_mark(desk: Desk, tmp_path: Path) -> None:
    make(desk.station, tmp_path / "E" / "备份")
    (tmp_path / "E").rename(tmp_path / "F")
    mark = station_mark(desk.station.connections)
    assert known_places([tmp_path / "F"], mark) == [tmp_path / "F" / "备份"]
    assert known_places([tmp_path / "F"], "another station") == []


def test_a_year_of_days_is_thinned_to_days_weeks_and_months() -> None:
    made = day_by_day(400)
    gone = to_be_thinned(made)
    kept = [each for each in made if each not in gone]
    assert kept[:DAYS] == made[:DAYS]
    assert DAYS + MONTHS <= len(kept) <= DAYS + WEEKS + MONTHS
    assert len({each.made_at[:7] for each in kept}) == MONTHS


def test_of_a_day_the_last_good_one_is_kept() -> None:
    early, late = (Made((AT + timedelta(hours=hour)).isoformat()) for hour in (0, 1))
    unopened = Made((AT + timedelta(hours=2)).isoformat(), is_good=False)
    assert to_be_thinned([early, late, unopened]) == [early]
    after = Made((AT + timedelta(hours=3)).isoformat(), is_good=False)
    assert to_be_thinned([early, late, unopened, after]) == [early, unopened]


def test_the_oldest_go_first_where_there_is_no_room() -> None:
    made = day_by_day(5, size=10)
    assert to_be_thinned(made, largest=30) == made[:2:-1]


def test_the_newest_good_one_never_goes() -> None:
    good = Made((AT - timedelta(days=900)).isoformat(), size=99)
    assert good not in to_be_thinned([*day_by_day(40, is_good=False), good], largest=1)


def test_backups_of_another_station_are_not_thinned(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "枫桥备份_别处_20200101-000000.tar.zst"
    other.write_bytes(b"not ours")
    for hour in range(3):
        make(desk.station, tmp_path, AT + timedelta(hours=hour))
    names = sorted(path.name for path in tmp_path.glob("枫桥备份_*"))
    assert names == sorted([other.name, "枫桥备份_逍遥津派出所_20261121-200000.tar.zst"])


def test_a_backup_that_was_stopped_leaves_nothing_and_is_no_failure(desk: Desk, tmp_path: Path) -> None:
    class Stopped(Problem):
        code = "cancelled"

    def stop(done: int, total: int) -> None:
        raise Stopped("已取消")

    with pytest.raises(Stopped):
        back_up(of(desk.station), tmp_path / "stick", "民警甲", AT.isoformat(), stop)
    rooms = (tmp_path / "stick", desk.station.layout.backups)
    assert [list(room.iterdir()) for room in rooms] == [[], []]
    assert failed_backup(desk.station.layout) is None


def test_a_place_where_one_failed_is_not_tried_again_at_once(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "no folder"
    place.write_bytes(b"")
    with pytest.raises(Refused):
        make(desk.station, place)
    due = [
        due_places(of(desk.station), [place], AT + later, leaving=leaving)
        for later, leaving in ((timedelta(minutes=1), False), (timedelta(minutes=1), True), (AGAIN, False))
    ]
    assert due == [[], [place], [place]]


def test_a_folder_is_known_by_any_of_its_names(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "name").symlink_to(tmp_path / "stick")
    make(desk.station, tmp_path / "name")
    assert due_places(of(desk.station), [tmp_path / "name"], AT + EVERY) == []


def test_two_stations_are_known_by_one_stick(desk: Desk, tmp_path: Path) -> None:
    mark = station_mark(desk.station.connections)
    for station in (mark, "another"):
        leave_mark(tmp_path / "E", station)
    assert [known_places([tmp_path / "E"], each) for each in (mark, "another", "a third")] == [
        *([tmp_path / "E"], [tmp_path / "E"], []),
    ]
