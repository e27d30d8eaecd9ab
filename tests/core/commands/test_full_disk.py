"""A disk that is full while a command works: words, nothing left behind, and the same command works once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
import pytest

from fengqiao_desk.commands import main
from fengqiao_desk.store.database import StationDatabase

from .conftest import CommandLine

# Windows has no such limit.
resource = pytest.importorskip("resource")
# Bytes that a file may have: less than the empty database, its tables alone, and a little less than all of it.
SIZES = (0, 20_000, 100_000, 300_000)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes, which needs no rights of root; the system refuses the write as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def founding(tmp_path: Path) -> list[str]:
    """The command that makes a station in `tmp_path / "new"`."""
    password = tmp_path / "password.txt"
    password.write_text("槐树下三把旧竹椅子两张凳")
    return [
        *("--data", str(tmp_path / "new"), "--password-file", str(password), "init"),
        *("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "管理员己"),
    ]


@pytest.mark.parametrize("size", SIZES)
def test_a_station_made_on_a_full_disk_leaves_nothing(
    founding: list[str], tmp_path: Path, size: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with files_up_to(size):
        assert main(founding) != 0
    assert not (tmp_path / "new").exists()
    assert "Traceback" not in capsys.readouterr().err


def test_an_empty_folder_stays_empty_when_no_station_can_be_made_in_it(
    founding: list[str], tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    with files_up_to(20_000):
        main(founding)
    assert list((tmp_path / "new").iterdir()) == []


def test_what_lies_in_a_folder_that_is_no_station_is_never_taken_away(
    founding: list[str], tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "letter.txt").write_text("x")
    assert main(founding) == 1
    assert (tmp_path / "new" / "letter.txt").read_text() == "x"


def test_the_station_is_made_once_there_is_room(founding: list[str]) -> None:
    with files_up_to(100_000):
        main(founding)
    assert main(founding) == 0


def test_a_file_whose_record_cannot_be_kept_has_not_left(
    line: CommandLine, dispute: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk says so at the commit, when the file is written already."""
    line("add", "disputes", "--entry", line.entry(dispute))

    def full(database: StationDatabase) -> None:
        database.rollback()
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr(StationDatabase, "commit", full)
    answer = line("export", "disputes", tmp_path / "out.xlsx", "--purpose", "上报分局")
    assert (answer.status, (tmp_path / "out.xlsx").exists()) == (4, False)
    assert "磁盘空间已满" in answer.data["message"]
