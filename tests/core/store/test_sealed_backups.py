"""A backup of a sealed folder: as sealed as the folder, nothing said of it in the clear, opened by the same password."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.cases.saving import tables
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FolderSealed
from fengqiao_desk.station import Station, create_station, open_station
from fengqiao_desk.station.opening import PRACTICE_AREAS, PRACTICE_OFFICERS, NewStation
from fengqiao_desk.store.backups.facts import Backup
from fengqiao_desk.store.backups.keeping import BackedUp, back_up, copy_sealed
from fengqiao_desk.store.backups.making import make_backup
from fengqiao_desk.store.backups.noting import last_backup
from fengqiao_desk.store.backups.reading import head_of
from fengqiao_desk.store.check import check
from fengqiao_desk.store.restoring import restore
from fengqiao_desk.store.sealing.key_file import KeyFile
from fengqiao_desk.store.sealing.master import Master
from fengqiao_desk.store.sealing.recovery import Recovery
from fengqiao_desk.values.json_text import from_json
from tests.conftest import PASSWORD, Desk, acting

AT = "2026-11-21T18:00:00"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Desk]:
    """A sealed working station with one dispute and its paper."""
    new = NewStation("逍遥津派出所", "合肥市公安局", "管理员己", PASSWORD, recovery=Recovery.fresh())
    station = create_station(tmp_path / "station", new, "2026-11-20T08:00:00")
    tables.ensure(station.connections, KINDS)
    by = acting(station, officer="管理员己")
    for officer in PRACTICE_OFFICERS[:-1]:
        station.officers.add(officer, PASSWORD, by)
    for area in PRACTICE_AREAS:
        station.areas.add(area, by)
    yield Desk(station)
    station.close()


@pytest.fixture
def filled(sealed: Desk, dispute: dict[str, Any]) -> Desk:
    sealed.issue(sealed.receive("disputes", dispute), "intake_form")
    return sealed


def make(station: Station, folder: Path) -> Backup:
    return make_backup(station.connections, station.layout, station.files, folder, "枫桥备份_甲", AT)


def master_of(folder: Path) -> Master:
    master = KeyFile.read(folder / "keys.json").opened("管理员己", PASSWORD)
    assert master is not None
    return master


def test_a_sealed_backup_says_nothing_in_the_clear(filled: Desk, tmp_path: Path) -> None:
    made = make(filled.station, tmp_path / "stick")
    head = head_of(Path(made.file))
    assert (head.generation, head.opened, head.contents) == (1, True, None)
    assert (made.cases, made.documents, made.verified) == (1, 1, True)
    content = Path(made.file).read_bytes()
    assert not any(word in content for word in (b"SQLite format", b"%PDF", "张三".encode()))
    with tarfile.open(made.file) as archive:
        names = archive.getnames()
    assert {"keys.json", "sealed-1/station.db"} <= set(names)
    assert not any(name.endswith(".pdf") for name in names)


def test_a_sealed_backup_is_restored_by_a_password(filled: Desk, tmp_path: Path) -> None:
    made = make(filled.station, tmp_path / "stick")
    with pytest.raises(FolderSealed):
        restore(Path(made.file), tmp_path / "restored", AT)
    restore(Path(made.file), tmp_path / "restored", AT, master_of=master_of)
    restored = open_station(tmp_path / "restored", AT, "测试", master=master_of(tmp_path / "restored"))
    problems = check(restored.connections, restored.files)
    counted = Desk(restored).count("cases"), Desk(restored).count("documents")
    restored.close()
    assert (problems, counted) == ([], (1, 1))
    assert datetime.fromisoformat(made.made_at)


def test_without_a_password_a_sealed_folder_is_copied_as_it_lies(filled: Desk, tmp_path: Path) -> None:
    layout = filled.station.layout
    made = copy_sealed(layout, "逍遥津派出所", tmp_path / "stick", AT)
    assert (made.cases, made.verified, made.opened) == (None, False, False)
    restore(Path(made.file), tmp_path / "restored", AT, master_of=master_of)
    restored = open_station(tmp_path / "restored", AT, "测试", master=master_of(tmp_path / "restored"))
    # What the open window has not yet moved out of its log is there too.
    problems, cases = check(restored.connections, restored.files), Desk(restored).count("cases")
    restored.close()
    assert (problems, cases) == ([], 1)


def test_what_is_kept_beside_a_sealed_folder_tells_no_number(filled: Desk, tmp_path: Path) -> None:
    station = filled.station
    of = BackedUp(station.connections, station.layout, station.files, "逍遥津派出所")
    made = back_up(of, tmp_path / "stick", "民警甲", AT)
    kept = from_json((station.layout.backups / "last-backup.json").read_text(encoding="utf-8"))
    assert [kept[name] for name in ("cases", "documents", "until", "acts")] == [None, None, None, 0]
    assert last_backup(station.connections, station.layout) == made
