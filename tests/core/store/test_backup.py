"""A backup counts only when it was read back; restoring gives the same folder."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.problems import DiskProblem, FolderDamaged, FolderMissing, Refused
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store import backup
from fengqiao_desk.store.check import check
from fengqiao_desk.store.restoring import restore
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
    restore(Path(made.file), tmp_path / "restored", AT)
    restored = open_station(tmp_path / "restored", AT, "测试")
    problems = check(restored.connections, restored.files)
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
        restore(made, tmp_path / "restored", AT)
    assert not (tmp_path / "restored").exists()


def test_nothing_is_restored_over_a_folder_in_use(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "backups")
    with pytest.raises(Refused, match="不是空的"):
        restore(Path(made.file), desk.station.layout.root, AT)


def test_a_backup_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        restore(tmp_path / "none.zip", tmp_path / "restored", AT)


def test_a_backup_replaces_none_of_the_same_second(desk: Desk, tmp_path: Path) -> None:
    first, second = make(desk.station, tmp_path), make(desk.station, tmp_path)
    assert [Path(made.file).name for made in (first, second)] == ["备份.zip", "备份-2.zip"]
    assert backup.verified_manifest(Path(first.file))["until"] == first.until


def test_a_backup_beside_work_holds_what_was_there_when_it_began(
    desk: Desk, dispute: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive("disputes", dispute)
    run = desk.station.connections.run

    def meanwhile(sql: str, *values: object) -> list[tuple[Any, ...]]:
        if sql.startswith("ATTACH"):
            desk.receive("disputes", dispute)
        return run(sql, *values)

    monkeypatch.setattr(desk.station.connections, "run", meanwhile)
    made = make(desk.station, tmp_path)
    assert (made.cases, desk.count("cases")) == (1, 2)


def test_what_lies_beside_a_backup_is_the_persons_own(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    mine = {folder / name for name in ("备份.zip.part", "备份.zip.db", "备份.zip.db.part")}
    for path in mine:
        path.write_bytes(b"mine")
    make(desk.station, folder)
    assert {path for path in mine if path.read_bytes() == b"mine"} == mine


@pytest.mark.parametrize("place", ["", "backups", "documents/2026"])
def test_no_backup_goes_into_the_station(desk: Desk, place: str) -> None:
    root = desk.station.layout.root
    with pytest.raises(Refused, match="不能放进数据文件夹里"):
        make(desk.station, root / place)
    assert list(root.rglob("*.zip")) == []


def test_a_folder_of_a_user_beside_the_new_one_stays(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "stick")
    mine = tmp_path / "restored.part" / "mine.txt"
    mine.parent.mkdir()
    mine.write_bytes(b"mine")
    restore(Path(made.file), tmp_path / "restored", AT)
    assert mine.read_bytes() == b"mine"


def test_a_backup_is_restored_into_the_folder_one_stands_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(desk.station, tmp_path / "stick")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    restore(Path(made.file), Path(), AT)
    assert sorted(path.name for path in here.iterdir()) == [
        *("attachments", "backups", "documents", "log", "practice-password.txt", "station.db"),
    ]


def test_nothing_is_restored_into_a_station(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "stick")
    with pytest.raises(Refused, match="不能放进数据文件夹里"):
        restore(Path(made.file), desk.station.layout.root / "attachments" / "new", AT)
    assert list(desk.station.layout.attachments.iterdir()) == []


def packed(tmp_path: Path, database: bytes, **manifest: Any) -> Path:
    """A backup file made by hand."""
    target = tmp_path / "odd.zip"
    files = {"station.db": hashlib.sha256(database).hexdigest()}
    facts: dict[str, Any] = {"format": 1, "cases": 0, "files": files, **manifest}
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("station.db", database)
        archive.writestr("manifest.json", json.dumps(facts))
    return target


@pytest.mark.parametrize("database", [b"", b"a text\n" * 100], ids=["empty", "text"])
def test_what_is_no_database_of_ours_is_not_restored(tmp_path: Path, database: bytes) -> None:
    with pytest.raises(FolderDamaged, match="没有枫桥工作台的数据库"):
        restore(packed(tmp_path, database), tmp_path / "restored", AT)
    assert [path.name for path in tmp_path.iterdir()] == ["odd.zip"]


def test_a_damaged_database_is_not_restored(desk: Desk, tmp_path: Path) -> None:
    backup.copy_database(desk.station.connections, tmp_path / "copy.db")
    content = bytearray((tmp_path / "copy.db").read_bytes())
    content[-4096:] = bytes(4096)
    with pytest.raises(FolderDamaged, match="已损坏"):
        restore(packed(tmp_path, bytes(content)), tmp_path / "restored", AT)
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize(
    "manifest",
    [{"files": 3}, {"files": {"station.db": 3}}, {"format": None}, {"files": {"../x": ""}}, {"files": {}}],
    ids=str,
)
def test_an_odd_list_of_contents_is_told(tmp_path: Path, manifest: dict[str, Any]) -> None:
    with pytest.raises(FolderDamaged):
        restore(packed(tmp_path, b"", **manifest), tmp_path / "restored", AT)
    assert not (tmp_path / "restored").exists()
