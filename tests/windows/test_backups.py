"""备份 in the window: true words in the line below."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from fengqiao_desk.ui.backups import backup_words
from fengqiao_desk.ui.look import Tone

from fengqiao_desk.station import Station
from fengqiao_desk.store.backups.making import make_backup

AT = datetime(2026, 11, 21, 18, 0)


def back_up(station: Station, folder: Path, at: str = "2026-11-21T08:12:00") -> None:
    make_backup(station.connections, station.layout, station.files, folder, "备份", at)


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
