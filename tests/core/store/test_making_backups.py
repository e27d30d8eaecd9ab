"""A backup counts only when it was read back; restoring gives the same folder."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from fengqiao_desk.problems import DiskProblem, FolderDamaged, FolderMissing, Refused
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store.backups.before_upgrade import copy_database
from fengqiao_desk.store.backups.facts import Backup
from fengqiao_desk.store.backups.finding import newest_good_backup
from fengqiao_desk.store.backups.making import make_backup
from fengqiao_desk.store.backups.reading import verify_backup
from fengqiao_desk.store.check import check
from fengqiao_desk.store.restoring import restore
from tests.conftest import Desk

AT = "2026-11-21T18:00:00"


def make(station: Station, folder: Path) -> Backup:
    return make_backup(station.connections, station.layout, station.files, folder, "备份", AT)


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


def test_a_failed_backup_is_no_backup(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tarfile.TarFile.addfile", full)
    with pytest.raises(DiskProblem):
        make(desk.station, tmp_path / "backups")
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
    assert [Path(made.file).name for made in (first, second)] == ["备份.tar.zst", "备份-2.tar.zst"]
    contents = verify_backup(Path(first.file)).contents
    assert contents is not None
    assert contents.until == first.until


def test_what_is_written_while_a_backup_is_made_is_in_it_whole_or_not_at_all(
    desk: Desk, dispute: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive("disputes", dispute)
    database = desk.station.connections.database
    opened = database.bytes.handle

    def meanwhile() -> int:
        writer = Thread(target=desk.receive, args=("disputes", dispute))
        writer.start()
        writer.join()
        return opened()

    monkeypatch.setattr(database.bytes, "handle", meanwhile)
    made = make(desk.station, tmp_path)
    restore(Path(made.file), tmp_path / "restored", AT)
    restored = open_station(tmp_path / "restored", AT, "测试")
    problems = check(restored.connections, restored.files)
    counted = Desk(restored).count("cases")
    restored.close()
    assert problems == []
    assert made.cases == counted


def test_what_lies_beside_a_backup_is_the_persons_own(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    mine = {folder / name for name in ("备份.zip.part", "备份.zip.db", "备份.zip.db.part")}
    for path in mine:
        path.write_bytes(b"mine")
    make(desk.station, folder)
    assert {path for path in mine if path.read_bytes() == b"mine"} == mine


@pytest.mark.parametrize("place", ["", "documents/2026"])
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
    copy_database(desk.station.connections, tmp_path / "copy.db")
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


def test_a_paper_that_is_gone_is_told_and_the_backup_is_not_called_verified(
    desk: Desk, dispute: dict[str, Any], tmp_path: Path
) -> None:
    paper = desk.issue(desk.receive("disputes", dispute), "intake_form")
    (desk.station.layout.documents / paper.file).unlink()
    made = make(desk.station, tmp_path / "stick")
    assert (made.verified, made.missing) == (False, (f"documents/{paper.file}",))


def test_a_bureau_opens_a_backup_with_tar_alone(desk: Desk, tmp_path: Path) -> None:
    made = make(desk.station, tmp_path / "stick")
    listed = subprocess.run(["tar", "--zstd", "-tf", made.file], capture_output=True, check=True, text=True)
    assert listed.stdout.splitlines()[:2] == ["backup.json", "station.db"]


def test_the_newest_backup_that_is_still_whole_is_found(desk: Desk, tmp_path: Path) -> None:
    old, new = (
        Path(
            make_backup(
                desk.station.connections, desk.station.layout, desk.station.files, tmp_path, name, at
            ).file
        )
        for name, at in (("枫桥备份_旧", "2026-11-20T18:00:00"), ("枫桥备份_新", "2026-11-21T18:00:00"))
    )
    whole = newest_good_backup(desk.station.layout, [tmp_path])
    new.write_bytes(new.read_bytes()[:-100])
    cut = newest_good_backup(desk.station.layout, [tmp_path])
    assert [each and each.path for each in (whole, cut)] == [new, old]
