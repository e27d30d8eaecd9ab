"""A folder carried to another computer is noticed by its place, and asked about once; one that was renamed is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from fengqiao_desk.cases.taking_over import take_over
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import OnlyLookedAt
from fengqiao_desk.station import Act, Station, create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.copies import whereabouts
from fengqiao_desk.store.copies.standing import Provenance, Standing

AT = "2026-11-21T08:00:00"
Computer = Callable[[str], None]


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    """Goes to another computer."""

    def go(name: str) -> None:
        monkeypatch.setattr(whereabouts, "_machine_id", lambda: name)

    go("办公室")
    return go


@pytest.fixture
def folder(computer: Computer, tmp_path: Path) -> Path:
    """A working station that was made in the office."""
    new = NewStation("逍遥津派出所", "合肥市公安局", "王管理", "sangengdenghuo-37x", plain=True)
    create_station(tmp_path / "站", new, AT).close()
    return tmp_path / "站"


def opened(folder: Path) -> Station:
    return open_station(folder, AT, "测试")


def standing_of(folder: Path) -> Standing:
    station = opened(folder)
    station.close()
    return station.provenance.standing


def taken_over(folder: Path) -> None:
    station = opened(folder)
    act = Act(station.officers.named("王管理"), datetime.fromisoformat(AT))
    take_over(station, KINDS, {}, "换了电脑", act)
    station.close()


def test_a_folder_is_in_use_where_it_was_made(folder: Path) -> None:
    assert standing_of(folder) is Standing.IN_USE


def test_a_copy_on_another_computer_is_only_looked_at(
    folder: Path, tmp_path: Path, computer: Computer
) -> None:
    shutil.copytree(folder, tmp_path / "U盘")
    computer("值班室")
    station = opened(tmp_path / "U盘")
    with pytest.raises(OnlyLookedAt, match="从另一台电脑复制来的"), station.writing():
        pass
    station.close()


def test_it_is_asked_once(folder: Path, tmp_path: Path, computer: Computer) -> None:
    shutil.copytree(folder, tmp_path / "U盘")
    computer("值班室")
    taken_over(tmp_path / "U盘")
    assert standing_of(tmp_path / "U盘") is Standing.IN_USE


def test_a_renamed_folder_is_the_same(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "二〇二六")
    assert standing_of(tmp_path / "二〇二六") is Standing.IN_USE


def test_a_stick_is_known_to_both_computers_once_both_were_asked(folder: Path, computer: Computer) -> None:
    """Its letter or mount point changes, the folder on it does not."""
    computer("值班室")
    taken_over(folder)
    computer("办公室")
    assert standing_of(folder) is Standing.IN_USE


def test_a_copy_that_goes_back_is_asked_about_again(folder: Path, tmp_path: Path, computer: Computer) -> None:
    shutil.copytree(folder, tmp_path / "新电脑")
    computer("新电脑")
    taken_over(tmp_path / "新电脑")
    shutil.copytree(tmp_path / "新电脑", tmp_path / "回来")
    computer("办公室")
    assert standing_of(tmp_path / "回来") is Standing.FROM_ELSEWHERE


def test_a_copy_beside_the_folder_is_warned_of(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "副本")
    station = opened(tmp_path / "副本")
    station.close()
    assert (station.only_looked_at, "是从本机别的位置" in station.warnings[0]) == ("", True)


def test_a_computer_without_a_name_asks_nothing(folder: Path, tmp_path: Path, computer: Computer) -> None:
    shutil.copytree(folder, tmp_path / "U盘")
    computer("")
    assert standing_of(tmp_path / "U盘") is Standing.IN_USE


def test_a_practice_folder_is_copied_freely(station_folder: Path, tmp_path: Path, computer: Computer) -> None:
    assert standing_of(station_folder) is Standing.IN_USE
    shutil.copytree(station_folder, tmp_path / "练习")
    computer("值班室")
    assert standing_of(tmp_path / "练习") is Standing.IN_USE


def test_looking_at_a_copy_beside_who_works_in_it_takes_no_note(
    folder: Path, tmp_path: Path, computer: Computer
) -> None:
    shutil.copytree(folder, tmp_path / "U盘")
    computer("值班室")
    station = open_station(tmp_path / "U盘", AT, "测试", exclusive=False)
    found: Provenance = station.provenance
    station.close()
    assert found.standing is Standing.FROM_ELSEWHERE
