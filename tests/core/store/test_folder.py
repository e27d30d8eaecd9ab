"""Making and opening a station folder: every folder that cannot be opened is told in words, and nothing is changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao_desk.problems import (
    FolderDamaged,
    FolderLocked,
    FolderMissing,
    FolderNewer,
    FolderProblem,
    Refused,
)
from fengqiao_desk.station import open_station
from fengqiao_desk.store import migrations
from fengqiao_desk.store.damage import left_log
from fengqiao_desk.store.folder import create_folder, lock_folder
from fengqiao_desk.store.lock import Holder

NOW = "2026-11-21T08:00:00"
Spoil = Callable[[Callable[[bytearray], None]], Path]


@pytest.fixture
def spoil(station_folder: Path) -> Spoil:
    """Changes bytes of the database behind the program's back."""

    def change(how: Callable[[bytearray], None]) -> Path:
        database = station_folder / "station.db"
        content = bytearray(database.read_bytes())
        how(content)
        database.write_bytes(content)
        return station_folder

    return change


def refusal(root: Path) -> FolderProblem:
    with pytest.raises(FolderProblem) as caught:
        open_station(root, NOW, "测试")
    assert caught.value.status == 3
    return caught.value


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path / "nowhere"), FolderMissing)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert isinstance(refusal(tmp_path / "file"), FolderMissing)


def test_a_folder_without_a_database_is_not_ours(tmp_path: Path) -> None:
    assert "不是枫桥工作台的数据文件夹" in refusal(tmp_path).message


def test_the_database_of_another_program_is_not_ours(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "station.db")
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    assert "不是枫桥工作台的数据库" in refusal(tmp_path).message


def test_looking_at_the_database_of_another_program_does_not_change_it(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "station.db")
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    before = (tmp_path / "station.db").read_bytes()
    refusal(tmp_path)
    assert (tmp_path / "station.db").read_bytes() == before


def test_a_newer_folder_is_refused_with_both_versions(station_folder: Path) -> None:
    connection = sqlite3.connect(station_folder / "station.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    problem = refusal(station_folder)
    assert isinstance(problem, FolderNewer)
    assert "第 99 版" in problem.message


def test_random_bytes_in_the_header_are_told_as_damage(spoil: Spoil) -> None:
    def header(content: bytearray) -> None:
        content[:100] = os.urandom(100)

    assert isinstance(refusal(spoil(header)), FolderDamaged)


def test_random_bytes_in_the_middle_are_told_as_damage_when_read(spoil: Spoil) -> None:
    def middle(content: bytearray) -> None:
        content[4096 : len(content)] = os.urandom(len(content) - 4096)

    root = spoil(middle)
    with pytest.raises(FolderDamaged):
        station = open_station(root, NOW, "测试")
        try:
            with station.reading():
                station.officers.all()
        finally:
            station.close()


def test_a_database_cut_off_is_told_as_damage(spoil: Spoil) -> None:
    def cut(content: bytearray) -> None:
        del content[5000:]

    assert isinstance(refusal(spoil(cut)), FolderDamaged)


def test_an_empty_database_is_not_ours(station_folder: Path) -> None:
    (station_folder / "station.db").write_bytes(b"")
    assert "是空的（0 字节）" in refusal(station_folder).message


def test_a_refused_folder_is_free_again(station_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "newest", lambda: 0)
        refusal(station_folder)
    open_station(station_folder, NOW, "测试").close()


def test_a_held_folder_says_who_holds_it(station_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = lock_folder(station_folder, Holder("窗口", 4711, "值班室", "张三"), 0)
    with pytest.raises(FolderLocked) as caught:
        open_station(station_folder, NOW, "窗口")
    held.release()
    assert "值班室 上 张三 的“窗口”（进程 4711）" in caught.value.message


def test_a_holder_of_another_process_is_told_and_its_death_frees_the_folder(station_folder: Path) -> None:
    holding = (
        "import sys, time; from pathlib import Path; from fengqiao_desk.station import open_station;"
        "s = open_station(Path(sys.argv[1]), '2026-11-21T08:00:00', 'summary'); print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", holding, station_folder], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(FolderLocked) as caught:
            open_station(station_folder, NOW, "窗口")
        process.kill()
        process.wait()
    assert f"“summary”（进程 {process.pid}）" in caught.value.message
    open_station(station_folder, NOW, "窗口").close()


def test_only_looking_needs_no_lock(station_folder: Path) -> None:
    held = lock_folder(station_folder, Holder.here("窗口"), 0)
    open_station(station_folder, NOW, "check", exclusive=False).close()
    held.release()


@pytest.fixture
def unclean(station_folder: Path) -> Path:
    """A folder whose program was killed after a commit: the log was not written back."""
    working = (
        "import os, sys; from pathlib import Path; from fengqiao_desk.station import open_station;"
        "from datetime import datetime; from fengqiao_desk.station import Act;"
        "s = open_station(Path(sys.argv[1]), '2026-11-21T08:00:00', 'x');"
        "act = Act(s.officers.named('民警甲'), datetime(2026, 11, 21, 8));"
        "s.half_filled.keep('disputes', {'place': '示例'}, act);"
        "c = s.connections.reading(); c.__enter__(); s.connections.run('SELECT 1');"
        "s.half_filled.keep('disputes', {'place': '之后'}, act); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", working, station_folder], check=False)
    assert (station_folder / "station.db-wal").stat().st_size > 0
    return station_folder


def test_what_was_committed_before_a_kill_is_there(unclean: Path) -> None:
    station = open_station(unclean, NOW, "测试")
    assert [form.entry["place"] for form in station.half_filled.of("民警甲")] == ["之后"]
    station.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The databases that were checked before they were opened."""
    checked: list[Path] = []
    really = left_log.is_sound

    def noted(database: Path, key: bytes | None) -> bool:
        checked.append(database)
        return really(database, key)

    monkeypatch.setattr(left_log, "is_sound", noted)
    return checked


def test_an_unclean_stop_is_followed_by_a_check(unclean: Path, asked: list[Path]) -> None:
    open_station(unclean, NOW, "测试").close()
    assert unclean / "station.db" in asked


def test_a_clean_stop_needs_no_check(station_folder: Path, asked: list[Path]) -> None:
    open_station(station_folder, NOW, "测试").close()
    assert asked == []


def test_damage_after_an_unclean_stop_is_told(unclean: Path) -> None:
    database = unclean / "station.db"
    content = bytearray(database.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    database.write_bytes(content)
    assert isinstance(refusal(unclean), FolderDamaged)


def test_a_folder_that_is_not_empty_takes_no_station(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(Refused, match="不是空的"):
        create_folder(tmp_path)


def test_a_station_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderMissing):
        create_folder(tmp_path / "file" / "station")


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        open_station(tmp_path / ("长" * 200), NOW, "测试")


def test_what_a_killed_program_left_unfinished_is_cleared_by_who_works_next(station_folder: Path) -> None:
    rooms = [station_folder / room for room in ("backups", "documents/2026", "attachments/ab")]
    left = [room / ".fengqiao-0123456789abcdef.part" for room in rooms]
    theirs = station_folder / "documents" / "2026" / "a.pdf.part"
    for path in (*left, theirs):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    open_station(station_folder, "2026-11-21T08:00:00", "测试", exclusive=False).close()
    looked_at = [path.exists() for path in left]
    open_station(station_folder, "2026-11-21T08:00:00", "测试").close()
    assert (looked_at, [path.exists() for path in left], theirs.exists()) == ([True] * 3, [False] * 3, True)
