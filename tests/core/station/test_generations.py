"""A plain station is brought over whole, and a master is changed for all, without anybody's password."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.problems import DiskProblem, NotPermitted, Refused, WrongPassword
from fengqiao_desk.station import Act, Officer, Role, Station, create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.station.sealed.door import Door
from fengqiao_desk.station.sealed.keys import change_master, seal
from fengqiao_desk.store.kept_files import KeptFile, Room
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.sealing.master import Master
from fengqiao_desk.store.sealing.recovery import Recovery

if TYPE_CHECKING:
    from tests.conftest import Desk

AT = datetime.fromisoformat("2026-12-01T08:00:00")
STAMP = AT.isoformat()
FIRST, OWN = "first-secret-71", "another-secret-72"
ADMIN = Act(Officer("张三", Role.ADMINISTRATOR, ""), AT)
PAPER = KeptFile(Room.DOCUMENTS, "2026/号_王小明.pdf", hashlib.sha256(b"%PDF").hexdigest(), "号", "签发")


def nothing(done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Station]:
    """A working station of two people, plain, with a paper on the disk."""
    made = create_station(
        tmp_path / "station", NewStation("示例派出所", "示例市公安局", "张三", FIRST, plain=True), STAMP
    )
    made.officers.add(Officer("李四", Role.OFFICER, "100001"), OWN, ADMIN)
    made.files.write(PAPER.room, PAPER.name, b"%PDF")
    yield made
    made.close()


def opened(station: Station, master: Master) -> Station:
    station.close()
    return open_station(station.layout.root, STAMP, "试", master=master)


@pytest.fixture
def sealed(plain: Station) -> Iterator[Station]:
    """The same station, sealed."""
    station = opened(plain, seal(plain, Recovery.fresh(), ADMIN, nothing))
    yield station
    station.close()


def test_everybody_s_password_opens_what_was_plain(sealed: Station) -> None:
    door = Door(sealed.layout.root)
    assert door.enter("张三", FIRST, AT).master == door.enter("李四", OWN, AT).master


def test_nothing_plain_is_left(sealed: Station) -> None:
    root = sealed.layout.root
    assert not any((root / name).exists() for name in ("station.db", "station.db-wal", "documents"))
    assert not any("王小明" in str(path) for path in root.rglob("*"))
    content = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert b"100001" not in content and b"%PDF" not in content


def test_the_papers_came_along(sealed: Station) -> None:
    assert sealed.files.read(PAPER) == b"%PDF"


def test_the_hashes_that_made_the_wraps_are_gone(sealed: Station) -> None:
    assert sealed.connections.run("SELECT DISTINCT password_hash FROM officers") == [("!",)]


def test_triggers_version_and_mark_came_along(plain: Station) -> None:
    def shape(station: Station) -> list[list[tuple[Any, ...]]]:
        words = ("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2", "PRAGMA user_version")
        return [station.connections.run(sql) for sql in (*words, "PRAGMA application_id")]

    before = shape(plain)
    station = opened(plain, seal(plain, Recovery.fresh(), ADMIN, nothing))
    assert shape(station) == before
    station.close()


def test_what_gives_up_halfway_leaves_the_plain_station_as_it_was(plain: Station) -> None:
    def give_up(done: int, total: int) -> None:
        raise DiskProblem("满了")

    with pytest.raises(DiskProblem):
        seal(plain, Recovery.fresh(), ADMIN, give_up)
    assert not list(plain.layout.root.glob("sealed-*"))
    plain.close()
    again = open_station(plain.layout.root, STAMP, "试")
    assert again.files.read(PAPER) == b"%PDF"
    again.close()


def test_only_the_administrator_seals(plain: Station) -> None:
    with pytest.raises(NotPermitted):
        seal(plain, Recovery.fresh(), Act(Officer("李四", Role.CHIEF, "1"), AT), nothing)


def test_a_practice_station_stays_plain(desk: Desk) -> None:
    with pytest.raises(Refused, match="练习站不加密"):
        seal(desk.station, Recovery.fresh(), desk.act(officer="管理员己"), nothing)


def test_a_change_of_the_master_asks_nobody_s_password(sealed: Station) -> None:
    old = Door(sealed.layout.root).enter("李四", OWN, AT).master
    station = opened(sealed, change_master(sealed, ADMIN, nothing))
    new = Door(station.layout.root).enter("李四", OWN, AT).master
    assert (new.generation, new.database_key != old.database_key) == (2, True)
    assert not (station.layout.root / "sealed-1").exists()
    station.close()


def test_the_recovery_sheet_outlives_a_change_of_the_master(plain: Station) -> None:
    recovery = Recovery.fresh()
    station = opened(plain, seal(plain, recovery, ADMIN, nothing))
    station = opened(station, change_master(station, ADMIN, nothing))
    assert Door(station.layout.root).recover(recovery.code, AT).generation == 2
    station.close()


def test_the_masters_of_before_open_old_backups(sealed: Station) -> None:
    assert sealed.keyring is not None
    first = sealed.keyring.master
    station = opened(sealed, change_master(sealed, ADMIN, nothing))
    station = opened(station, change_master(station, ADMIN, nothing))
    assert station.keyring is not None
    assert station.keyring.file.masters(station.keyring.master)["1"] == first
    station.close()


def test_a_file_that_no_row_knows_is_carried_along(sealed: Station) -> None:
    (stray,) = sealed.layout.documents.rglob("*.age")
    station = opened(sealed, change_master(sealed, ADMIN, nothing))
    (carried,) = station.layout.documents.rglob("*.age")
    assert (carried.name, station.files.content_at(carried)) == (stray.name, b"%PDF")
    station.close()


def test_lost_keys_are_read_from_their_copy(sealed: Station) -> None:
    lost = sealed.layout.root / "keys.json"
    lost.unlink()
    opened(sealed, Door(sealed.layout.root).enter("张三", FIRST, AT).master).close()
    assert lost.read_bytes() == sealed.layout.copy_of_keys.read_bytes()


def test_a_folder_killed_before_the_keys_were_written_is_the_plain_one(
    plain: Station, tmp_path: Path
) -> None:
    root = plain.layout.root
    plain.close()
    kept = tmp_path / "kept"
    shutil.copytree(root, kept)
    (kept / "sealed-1").mkdir()
    (kept / "sealed-1" / "station.db").write_bytes(b"half")
    again = open_station(kept, STAMP, "试")
    assert again.files.read(PAPER) == b"%PDF"
    assert not (kept / "sealed-1").exists()
    again.close()


def test_a_folder_killed_after_the_keys_were_written_is_the_sealed_one(
    plain: Station, tmp_path: Path
) -> None:
    root = plain.layout.root
    plain.connections.run("PRAGMA wal_checkpoint(TRUNCATE)")
    before = tmp_path / "before"
    shutil.copytree(root, before)
    master = seal(plain, Recovery.fresh(), ADMIN, nothing)
    plain.close()
    assert (root / "station.db").exists()
    again = open_station(root, STAMP, "试", master=master)
    assert again.files.read(PAPER) == b"%PDF"
    assert not (root / "station.db").exists()
    again.close()


def test_a_wrong_password_opens_no_generation(sealed: Station) -> None:
    with pytest.raises(WrongPassword):
        Door(sealed.layout.root).enter("张三", OWN, AT)
    assert FolderLayout(sealed.layout.root).generation == 1
