"""备份 in the window: made on demand, a copy at leaving, and true words in the line below."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.backups import COPIES_KEPT, backup_words, copy_at_leaving
from fengqiao_desk.ui.look import Tone

from fengqiao_desk.problems import FolderDamaged
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store.backup import make_backup
from tests.conftest import Desk

AT = datetime(2026, 11, 21, 18, 0)


def back_up(station: Station, folder: Path, at: str = "2026-11-21T08:12:00") -> None:
    make_backup(station.connections, station.layout, folder, "备份.zip", at)


def test_a_station_without_a_backup_is_warned_with_the_key(station: Station) -> None:
    tone, words = backup_words(station, date(2026, 11, 21))
    assert (tone, "Ctrl Shift B" in words) == (Tone.WARNING, True)


def test_a_fresh_backup_is_said_with_its_time_and_its_cases(station: Station, tmp_path: Path) -> None:
    back_up(station, tmp_path / "stick")
    assert backup_words(station, date(2026, 11, 21)) == (
        Tone.GOOD,
        "备份正常：备份到 11月21日 08:12，共 0 件",
    )


def test_an_old_backup_is_a_warning(station: Station, tmp_path: Path) -> None:
    back_up(station, tmp_path / "stick")
    assert backup_words(station, date(2026, 11, 29))[0] is Tone.WARNING


def test_leaving_after_a_change_makes_a_copy(desk: Desk, dispute: dict[str, Any]) -> None:
    desk.receive("disputes", dispute)
    copy = copy_at_leaving(desk.station, AT)
    assert copy is not None
    assert copy.is_file()


def test_leaving_without_a_change_makes_none(desk: Desk, dispute: dict[str, Any]) -> None:
    desk.receive("disputes", dispute)
    copy_at_leaving(desk.station, AT)
    assert copy_at_leaving(desk.station, AT + timedelta(hours=1)) is None


@pytest.mark.parametrize("times", [COPIES_KEPT + 3])
def test_only_the_newest_copies_are_kept(desk: Desk, dispute: dict[str, Any], times: int) -> None:
    for hour in range(times):
        desk.receive("disputes", dispute)
        copy_at_leaving(desk.station, AT + timedelta(hours=hour))
    kept = sorted(path.name for path in desk.station.layout.backups.glob("*.db"))
    assert len(kept) == COPIES_KEPT
    assert kept[-1] == f"leaving-{AT + timedelta(hours=times - 1):%Y%m%d-%H%M%S}.db"


def test_leaving_a_damaged_station_is_told_and_leaves_no_half_copy(
    desk: Desk, dispute: dict[str, Any], station_folder: Path
) -> None:
    desk.receive("disputes", dispute)
    ((page,),) = desk.station.connections.run("SELECT rootpage FROM sqlite_master WHERE name = 'disputes'")
    desk.station.close()
    with (station_folder / "station.db").open("r+b") as database:
        database.seek((page - 1) * 4096)
        database.write(bytes(4096))
    damaged = open_station(station_folder, "2026-11-21T18:00:00", "窗口")
    with pytest.raises(FolderDamaged, match=r"station\.db"):
        copy_at_leaving(damaged, AT)
    damaged.close()
    assert list((station_folder / "backups").iterdir()) == []
