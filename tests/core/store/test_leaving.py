"""The copy at leaving: only after a change, only the newest kept, never a half one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.problems import FolderDamaged
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store.backups.leaving import COPIES_KEPT, copy_at_leaving
from tests.conftest import Desk

AT = datetime(2026, 11, 21, 18, 0)


def at_leaving(station: Station, at: datetime) -> Path | None:
    return copy_at_leaving(station.connections, station.layout, at)


def test_leaving_after_a_change_makes_a_copy(desk: Desk, dispute: dict[str, Any]) -> None:
    desk.receive("disputes", dispute)
    copy = at_leaving(desk.station, AT)
    assert copy is not None
    assert copy.is_file()


def test_leaving_without_a_change_makes_none(desk: Desk, dispute: dict[str, Any]) -> None:
    desk.receive("disputes", dispute)
    at_leaving(desk.station, AT)
    assert at_leaving(desk.station, AT + timedelta(hours=1)) is None


@pytest.mark.parametrize("times", [COPIES_KEPT + 3])
def test_only_the_newest_copies_are_kept(desk: Desk, dispute: dict[str, Any], times: int) -> None:
    for hour in range(times):
        desk.receive("disputes", dispute)
        at_leaving(desk.station, AT + timedelta(hours=hour))
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
        at_leaving(damaged, AT)
    damaged.close()
    assert list((station_folder / "backups").iterdir()) == []
