"""A folder with a raw key, and a disk that is full: what is told, and that nothing is changed."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fengqiao_desk.problems import (
    DiskProblem,
    FolderDamaged,
    FolderProblem,
    FolderSealed,
)
from fengqiao_desk.station import open_station
from fengqiao_desk.store.folder import create_folder, open_folder
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.sealing.keyring import Keyring
from fengqiao_desk.store.sealing.master import Master
from fengqiao_desk.store.sealing.recovery import Recovery
from tests.conftest import acting

MASTER = Master.fresh(1)
NOW = "2026-11-21T08:00:00"


def sealed(root: Path) -> None:
    """A folder sealed with the master, and the keys that say so."""
    connections = create_folder(root, MASTER)
    Keyring(FolderLayout(root, 1), connections, MASTER).begin("示例派出所", Recovery.fresh())


def test_an_encrypted_database_is_no_plain_sqlite(tmp_path: Path) -> None:
    create_folder(tmp_path, MASTER)
    assert not (tmp_path / "sealed-1" / "station.db").read_bytes().startswith(b"SQLite format 3")


def test_an_encrypted_folder_opens_with_its_key(tmp_path: Path) -> None:
    sealed(tmp_path)
    connections = open_folder(tmp_path, "copy", MASTER)
    assert connections.run("SELECT count(*) FROM cases") == [(0,)]


def test_an_encrypted_folder_stays_shut_without_a_key(tmp_path: Path) -> None:
    sealed(tmp_path)
    with pytest.raises(FolderSealed):
        open_folder(tmp_path, "copy")


@pytest.mark.parametrize(("generation", "problem"), [(1, FolderDamaged), (2, FolderSealed)])
def test_an_encrypted_folder_stays_shut_for_another_key(
    tmp_path: Path, generation: int, problem: type[FolderProblem]
) -> None:
    sealed(tmp_path)
    with pytest.raises(problem):
        open_folder(tmp_path, "copy", Master.fresh(generation))


def test_the_standard_driver_says_it_cannot_encrypt(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="encrypted"):
        create_folder(tmp_path, MASTER, "sqlite3")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where the machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_and_changes_nothing(small_disk: Path, practice_folder: Path) -> None:
    root = small_disk / "station"
    subprocess.run(["cp", "-r", practice_folder, root], check=True)
    station = open_station(root, NOW, "测试")
    act = acting(station)
    try:
        with pytest.raises(DiskProblem) as caught, station.writing():
            station.half_filled.keep("disputes", {"facts": "长" * 3_000_000}, act)
        assert caught.value.status == 4
        assert station.half_filled.of("民警甲") == []
    finally:
        station.close()


def test_work_goes_on_once_the_full_disk_has_room(small_disk: Path, practice_folder: Path) -> None:
    root = small_disk / "station"
    subprocess.run(["cp", "-r", practice_folder, root], check=True)
    station = open_station(root, NOW, "测试")
    act = acting(station)
    try:
        with pytest.raises(DiskProblem), station.writing():
            station.half_filled.keep("disputes", {"facts": "长" * 3_000_000}, act)
        station.half_filled.keep("disputes", {"facts": "短"}, act)
        assert len(station.half_filled.of("民警甲")) == 1
    finally:
        station.close()


def test_a_full_disk_while_the_lock_is_written_leaves_the_folder_free(
    station_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str, encoding: str = "") -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(DiskProblem):
            open_station(station_folder, NOW, "窗口")
    open_station(station_folder, NOW, "窗口").close()
