"""备份 in the window: true words in the line below."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from fengqiao_desk.ui.backups import backup_words
from fengqiao_desk.ui.look import Tone

from fengqiao_desk.problems import Refused
from fengqiao_desk.station import Station
from fengqiao_desk.store.backups.keeping import BackedUp, back_up

AT = datetime(2026, 11, 21, 18, 0)


def make(station: Station, folder: Path, at: str = "2026-11-21T08:12:00") -> Path:
    of = BackedUp(station.connections, station.layout, station.files, "逍遥津派出所")
    return Path(back_up(of, folder, "民警甲", at).file)


def test_a_station_without_a_backup_is_warned_with_the_key(station: Station) -> None:
    tone, words = backup_words(station, AT)
    assert (tone, "Ctrl Shift B" in words) == (Tone.WARNING, True)


def test_a_fresh_backup_is_said_with_its_time_and_its_cases(station: Station, tmp_path: Path) -> None:
    make(station, tmp_path / "stick")
    assert backup_words(station, AT) == (
        Tone.GOOD,
        f"备份正常：备份到 11月21日 08:12，共 0 件，在 {tmp_path / 'stick'}",
    )


def test_an_old_backup_is_a_warning(station: Station, tmp_path: Path) -> None:
    make(station, tmp_path / "stick")
    assert backup_words(station, datetime(2026, 11, 29))[0] is Tone.WARNING


def test_a_backup_that_was_deleted_is_missed(station: Station, tmp_path: Path) -> None:
    make(station, tmp_path / "stick").unlink()
    tone, words = backup_words(station, AT)
    assert (tone, words.startswith("最近的备份不在原处")) == (Tone.WARNING, True)


def test_a_clock_put_back_is_not_a_fresh_backup(station: Station, tmp_path: Path) -> None:
    make(station, tmp_path / "stick")
    tone, words = backup_words(station, datetime(2025, 11, 21, 18, 0))
    assert (tone, "核对电脑的时钟" in words) == (Tone.WARNING, True)


def test_a_failed_backup_stays_red_until_one_succeeds(station: Station, tmp_path: Path) -> None:
    make(station, tmp_path / "stick")
    (tmp_path / "no folder").write_bytes(b"")
    with pytest.raises(Refused):
        make(station, tmp_path / "no folder", "2026-11-21T09:00:00")
    failed = backup_words(station, AT)
    make(station, tmp_path / "stick", "2026-11-21T10:00:00")
    assert (failed[0], backup_words(station, AT)[0]) == (Tone.DANGER, Tone.GOOD)
    assert "这里不是文件夹" in failed[1]
