"""A backup counts only when it was read back; restoring gives the same folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.problems import DiskProblem, FolderDamaged, FolderMissing, Refused
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store import backup
from fengqiao_desk.store.check import check
from tests.conftest import Desk

AT = "2026-11-21T18:00:00"


def make(station: Station, folder: Path) -> backup.Backup:
    return backup.make_backup(station.connections, station.layout, folder, "备份.zip", AT)


def test_a_restored_folder_holds_every_case_and_document(
    desk: Desk, dispute: dict[str, Any], tmp_path: Path
) -> None:
    case = desk.receive("disputes", dispute)
    desk.issue(case, "intake_form")
    made = make(desk.station, tmp_path / "backups")
    backup.restore(Path(made.file), tmp_path / "restored")
    restored = open_station(tmp_path / "restored", AT, "测试")
    problems = check(restored.connections, restored.layout)
    counted = Desk(restored).count("cases"), Desk(restored).count("documents")
    restored.close()
    assert problems == []
    assert counted == (1, 1)


def test_the_last_backup_is_remembered(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "backups")
    assert backup.last_backup(desk.station.layout) == made


def test_a_failed_backup_is_no_backup(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.write", full)
    with pytest.raises(DiskProblem):
        make(desk.station, tmp_path / "backups")
    assert backup.last_backup(desk.station.layout) is None
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_backup_is_refused_before_anything_is_unpacked(desk: Desk, tmp_path: Path) -> None:
    made = Path(make(desk.station, tmp_path / "backups").file)
    content = bytearray(made.read_bytes())
    content[len(content) // 3] ^= 0xFF
    made.write_bytes(content)
    with pytest.raises(FolderDamaged):
        backup.restore(made, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_nothing_is_restored_over_a_folder_in_use(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "backups")
    with pytest.raises(Refused, match="不是空的"):
        backup.restore(Path(made.file), desk.station.layout.root)


def test_a_backup_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        backup.restore(tmp_path / "none.zip", tmp_path / "restored")
