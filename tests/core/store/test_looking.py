"""A folder that is only looked at: whatever the reason, everything can be read and nothing is left in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fengqiao_desk import cases
from fengqiao_desk.exchange.exporting import export
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.problems import CannotBeRecorded, OnlyLookedAt
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.station.handing_out import outgoing
from fengqiao_desk.store import migrations
from fengqiao_desk.store.backups.making import make_backup
from fengqiao_desk.store.check import check
from fengqiao_desk.store.folder import create_folder, look_into_folder
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.migrations import MigrationStep
from fengqiao_desk.store.sealing.keyring import Keyring
from fengqiao_desk.store.sealing.master import Master
from fengqiao_desk.store.sealing.recovery import Recovery
from fengqiao_desk.store.targets import file_target
from tests.conftest import Desk, Entry, acting

NOW = "2026-11-21T08:00:00"
REASON = "这是从备份恢复的"
Looking = Callable[[Path], Station]


def contents(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder, when it was written and what is in it."""
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder can be written; the tests may run as root, whom no permission stops."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)


@pytest.fixture
def filled(station_folder: Path, dispute: Entry, desk_on: Callable[[Station], Desk]) -> Path:
    """A station with one dispute, closed in good order."""
    station = open_station(station_folder, NOW, "测试")
    desk_on(station).receive("disputes", dispute)
    station.close()
    return station_folder


@pytest.fixture
def looked_at(filled: Path, unwritable: None) -> Iterator[Station]:
    """That station on a disk that cannot be written."""
    station = open_station(filled, NOW, "窗口")
    yield station
    station.close()


def test_a_folder_that_cannot_be_written_is_opened_for_looking(looked_at: Station) -> None:
    assert "没有写入的权限" in looked_at.only_looked_at


def test_a_reason_can_be_given_by_who_opens(filled: Path) -> None:
    station = open_station(filled, NOW, "窗口", looking=REASON)
    assert station.only_looked_at == REASON
    station.close()


def test_a_folder_that_can_be_written_is_not_only_looked_at(station: Station) -> None:
    assert station.only_looked_at == ""


def test_its_cases_are_read(looked_at: Station) -> None:
    assert cases.load(looked_at, kind_of("disputes"), "JF2026-0001").state == "受理"


def test_it_is_searched(looked_at: Station) -> None:
    assert cases.page(looked_at, kind_of("disputes")).total == 1


def test_it_is_checked(looked_at: Station) -> None:
    assert check(looked_at.connections, looked_at.files) == []


def test_nothing_is_handed_out_of_it_for_no_record_could_be_kept(looked_at: Station, tmp_path: Path) -> None:
    act, out = acting(looked_at), outgoing(file_target(tmp_path / "e.xlsx", looked_at.layout.root))
    with pytest.raises(CannotBeRecorded, match="这里记不下来"):
        export(looked_at, kind_of("disputes"), "上报分局", act, out)
    assert not out.path.exists()


def test_it_is_backed_up_elsewhere(looked_at: Station, tmp_path: Path) -> None:
    made = make_backup(
        looked_at.connections, looked_at.layout, looked_at.files, tmp_path / "stick", "copy", NOW
    )
    assert made.cases == 1


def test_a_wrong_password_is_told_as_ever(looked_at: Station) -> None:
    act = acting(looked_at)
    with pytest.raises(Exception, match="姓名或密码不对"):
        looked_at.officers.sign_in("民警甲", "not the one", act.at)


def test_receiving_a_case_is_refused_with_the_reason(
    looked_at: Station, dispute: Entry, desk_on: Callable[[Station], Desk]
) -> None:
    with pytest.raises(OnlyLookedAt) as caught:
        desk_on(looked_at).receive("disputes", dispute)
    assert looked_at.only_looked_at in caught.value.message


def test_a_block_of_writing_is_refused_before_it_begins(looked_at: Station) -> None:
    begun: list[str] = []
    with pytest.raises(OnlyLookedAt), looked_at.writing():
        begun.append("begun")
    assert begun == []


def test_looking_leaves_no_trace(
    filled: Path, unwritable: None, dispute: Entry, desk_on: Callable[[Station], Desk], tmp_path: Path
) -> None:
    before = contents(filled)
    station = open_station(filled, NOW, "窗口")
    act = acting(station)
    station.officers.sign_in("民警甲", "练习-password-1", act.at)
    with pytest.raises(OnlyLookedAt):
        export(
            station, kind_of("disputes"), "上报分局", act, outgoing(file_target(tmp_path / "e.xlsx", filled))
        )
    make_backup(station.connections, station.layout, station.files, tmp_path / "stick", "copy", NOW)
    with pytest.raises(OnlyLookedAt):
        desk_on(station).receive("disputes", dispute)
    station.close()
    assert set(contents(filled)) - set(before) <= {"sign-ins.json"}
    assert {name: content for name, content in contents(filled).items() if name in before} == before


def test_what_a_killed_program_left_in_the_log_is_seen(
    filled: Path, tmp_path: Path, unwritable: None
) -> None:
    # Copied while it is open: the copy has a log with content and nobody who holds it, like a stick after a power cut.
    connection = sqlite3.connect(filled / "station.db")
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("UPDATE cases SET state = '调解中'")
    connection.commit()
    left = tmp_path / "left"
    shutil.copytree(filled, left, ignore=shutil.ignore_patterns("*-shm"))
    connection.close()
    before = contents(left)
    station = open_station(left, NOW, "窗口")
    assert station.connections.run("SELECT state FROM cases") == [("调解中",)]
    station.close()
    assert contents(left) == before


def test_what_another_program_begins_to_write_is_seen(looked_at: Station, filled: Path) -> None:
    looked_at.connections.run("SELECT count(*) FROM cases")
    connection = sqlite3.connect(filled / "station.db")
    connection.execute("UPDATE cases SET state = '调解中'")
    connection.commit()
    assert looked_at.connections.run("SELECT state FROM cases") == [("调解中",)]
    connection.close()


@pytest.mark.parametrize("master", [None, Master.fresh(1)])
def test_an_older_shape_is_brought_up_in_memory_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, master: Master | None
) -> None:
    root = tmp_path / "older"
    made = create_folder(root, master)
    if master is not None:
        Keyring(FolderLayout(root, 1), made, master).begin("示例派出所", Recovery.fresh())
    made.let_go()
    before = contents(root)
    shipped = migrations.steps()
    more = MigrationStep(len(shipped) + 1, "note", "ALTER TABLE areas ADD COLUMN note TEXT;\n")
    monkeypatch.setattr(migrations, "steps", lambda: (*shipped, more))
    connections = look_into_folder(root, REASON, alone=True, master=master)
    assert connections.run("SELECT count(note) FROM areas") == [(0,)]
    connections.let_go()
    assert contents(root) == before


def test_two_programs_look_at_an_unwritable_folder_at_once(looked_at: Station, filled: Path) -> None:
    other = open_station(filled, NOW, "窗口")
    assert other.connections.run("SELECT count(*) FROM cases") == [(1,)]
    other.close()
