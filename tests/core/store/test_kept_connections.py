"""Connections are kept by the threads that live long, closed by themselves, and never write into a file that was moved away."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.problems import FolderLocked, FolderMissing
from fengqiao_desk.station import create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.database import StationDatabase, keeping_connections
from fengqiao_desk.store.folder import lock_folder
from fengqiao_desk.store.lock import Holder
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The thread of every connection made from now on."""
    made: list[int] = []
    connect = StationDatabase._connect

    def counting(database: StationDatabase) -> Any:
        made.append(threading.get_ident())
        return connect(database)

    monkeypatch.setattr(StationDatabase, "_connect", counting)
    return made


def test_a_case_is_opened_without_a_new_connection(desk: Desk, dispute: Entry, opened: list[int]) -> None:
    number = desk.receive("disputes", dispute).number
    opened.clear()
    assert desk.receive("disputes", dispute).number != number
    assert opened == []


def test_a_worker_opens_one_connection_for_all_its_reads(desk: Desk, opened: list[int]) -> None:
    def work() -> None:
        with keeping_connections():
            for _ in range(5):
                desk.station.connections.run("SELECT count(*) FROM cases")

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert opened == [worker.ident]


def test_a_worker_closes_what_it_opened(desk: Desk) -> None:
    closed: list[bool] = []

    def work() -> None:
        with keeping_connections():
            desk.station.connections.run("SELECT 1")
            closed.append(desk.station.connections.database.is_closed())
        closed.append(desk.station.connections.database.is_closed())

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert closed == [False, True]


def test_any_other_thread_keeps_nothing(desk: Desk) -> None:
    closed: list[bool] = []

    def work() -> None:
        desk.station.connections.run("SELECT 1")
        closed.append(desk.station.connections.database.is_closed())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert closed == [True]


def test_a_folder_that_was_moved_away_is_told_and_takes_no_record(
    desk: Desk, dispute: Entry, tmp_path: Path
) -> None:
    root = desk.station.layout.root
    root.rename(tmp_path / "moved")
    with pytest.raises(FolderMissing, match="不见了"):
        desk.receive("disputes", dispute)
    (tmp_path / "moved").rename(root)
    assert desk.count("disputes") == 0


def test_a_folder_that_was_replaced_by_another_is_told(desk: Desk, dispute: Entry) -> None:
    database = desk.station.layout.database
    copy = database.with_name("copy.db")
    copy.write_bytes(database.read_bytes())
    copy.replace(database)
    with pytest.raises(FolderMissing, match="不见了"):
        desk.receive("disputes", dispute)


def test_a_moved_folder_is_used_again_once_it_is_back(desk: Desk, dispute: Entry, tmp_path: Path) -> None:
    root = desk.station.layout.root
    root.rename(tmp_path / "moved")
    with pytest.raises(FolderMissing):
        desk.count("disputes")
    (tmp_path / "moved").rename(root)
    desk.receive("disputes", dispute)
    assert desk.count("disputes") == 1


def test_looking_beside_a_program_at_work_is_no_unclean_stop(
    desk: Desk, dispute: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive("disputes", dispute)
    assert desk.station.layout.write_ahead_log.stat().st_size > 0
    monkeypatch.setattr(
        "fengqiao_desk.store.folder.refuse_after_unclean_stop", lambda *_: pytest.fail("checked")
    )
    open_station(desk.station.layout.root, "2026-11-21T09:00:00", "备份", exclusive=False).close()


_MANY_WORKERS = """
import sys, threading
from pathlib import Path
from fengqiao_desk.store.database import keeping_connections
from fengqiao_desk.station import open_station

station = open_station(Path(sys.argv[1]), "2026-11-21T09:00:00", "窗口", exclusive=False)

def work():
    with keeping_connections():
        station.connections.run("SELECT count(*) FROM search_rows")

for _ in range(40):
    threads = [threading.Thread(target=work) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
station.close()
print("whole")
"""


def test_threads_that_end_after_keeping_connections_do_not_end_the_process(desk: Desk) -> None:
    command = [sys.executable, "-c", _MANY_WORKERS, str(desk.station.layout.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "whole"), done.stderr[-2000:]


def test_a_folder_that_comes_back_is_worked_in_again(desk: Desk, dispute: Entry, tmp_path: Path) -> None:
    root = desk.station.layout.root
    desk.receive("disputes", dispute)
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(FolderMissing):
        desk.receive("disputes", dispute)
    (tmp_path / "elsewhere").rename(root)
    assert desk.receive("disputes", dispute).number == "JF2026-0002"


def test_a_folder_that_comes_back_as_another_file_is_worked_in_again(
    desk: Desk, dispute: Entry, tmp_path: Path
) -> None:
    """As a stick does that is put into another socket: the same station, under another number of the system."""
    root = desk.station.layout.root
    desk.receive("disputes", dispute)
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(FolderMissing):
        desk.receive("disputes", dispute)
    shutil.copytree(tmp_path / "elsewhere", root)
    assert desk.receive("disputes", dispute).number == "JF2026-0002"


def test_a_folder_that_comes_back_is_held_again(desk: Desk, tmp_path: Path) -> None:
    root = desk.station.layout.root
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(FolderMissing):
        desk.count("cases")
    shutil.copytree(tmp_path / "elsewhere", root)
    desk.count("cases")
    with pytest.raises(FolderLocked):
        lock_folder(root, Holder.here("窗口"), 0)


def test_another_station_in_the_place_of_ours_is_not_worked_in(desk: Desk, tmp_path: Path) -> None:
    root = desk.station.layout.root
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(FolderMissing):
        desk.count("cases")
    new = NewStation("示例派出所", "示例市公安局", "管理员己", PASSWORD, practice=True)
    create_station(root, new, "2026-01-01T00:00:00").close()
    with pytest.raises(FolderMissing):
        desk.count("cases")
