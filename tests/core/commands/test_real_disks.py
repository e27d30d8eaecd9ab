"""Commands on a small disk with less and less room, and on one that is read-only: words, nothing half done, and again once there is room.

The table of `make soak`: it mounts small disks, for which it needs the rights of root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.practice.photo import sample_photo
from fengqiao_desk.station import open_station
from tests.conftest import Desk, Entry

if TYPE_CHECKING:
    from .conftest import CommandLine

pytestmark = [
    pytest.mark.skipif("FENGQIAO_SOAK" not in os.environ, reason="mounts disks: make soak"),
    pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does"),
]
ROOM = (0, 20, 60, 150, 300, 600)
"""KiB that are left: for nothing, for the log of SQLite, for a paper, for a copy of the database."""
NOW = "2026-11-21T08:00:00"


def system(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path, practice_folder: Path, dispute: Entry, venue: Entry) -> Iterator[Path]:
    """A disk of its own with a station in which everything of the table can be done."""
    place = tmp_path / "disk"
    place.mkdir()
    system("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place)
    shutil.copytree(practice_folder, place / "station")
    station = open_station(place / "station", NOW, "测试")
    desk = Desk(station)
    desk.issue(desk.receive("disputes", dispute), "intake_form")
    desk.receive("disputes", dispute)
    desk.receive("venues", venue)
    station.close()
    yield place
    system("umount", "-l", place)


def leave(place: Path, kibibytes: int) -> None:
    """Fill the disk up to so much room."""
    free = shutil.disk_usage(place).free
    (place / "filler").write_bytes(bytes(max(0, free - (kibibytes << 10))))


def commands(outside: Path, example: Any) -> dict[str, tuple[str, ...]]:
    """Every command that writes, by a name for the table."""
    agreed = outside / "session.json"
    picture = sample_photo(outside / "楼道.jpg", "楼道", "2026-11-20")
    paper = "合公（逍）纠登字〔2026〕1号"
    return {
        "add": ("add", "disputes", "--entry", str(outside / "dispute.json")),
        "amend": ("amend", "disputes", "JF2026-0002", "--entry", str(outside / "dispute.json")),
        "step": ("step", "disputes", "JF2026-0002", "mediation_session", "--entry", str(agreed)),
        "attach": ("attach", "disputes", "JF2026-0002", str(picture)),
        "issue": (
            *("document", "issue", "disputes", "JF2026-0002", "intake_form"),
            *("--to", str(outside / "p.pdf"), "--overwrite"),
        ),
        "void": ("document", "void", paper, "--reason", "姓名有误"),
        "round": (
            *("notices", "issue", "--template", "compliance", "--venues", "all"),
            *("--to", str(outside / "n.pdf"), "--overwrite"),
        ),
        "withdraw": ("withdraw", "disputes", "JF2026-0002", "--reason", "重复登记"),
        "profile": ("--user", "所长戊", "profile", "set", "--from", "2026-11-21", "phone=0551-60000009"),
        "export": ("export", "disputes", str(outside / "e.xlsx"), "--purpose", "上报", "--overwrite"),
        "backup": ("backup", "--to", str(outside / "stick")),
    }


NAMES = (
    "add",
    "amend",
    "step",
    "attach",
    "issue",
    "void",
    "round",
    "withdraw",
    "profile",
    "export",
    "backup",
)


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("name", NAMES)
def test_a_command_with_too_little_room_is_told_and_done_once_there_is_room(
    line: CommandLine, disk: Path, tmp_path: Path, example: Any, name: str, room: int
) -> None:
    words = prepared(line, disk, tmp_path, example)[name]
    leave(disk, room)
    answer = line(*words)
    (disk / "filler").unlink()
    assert answer.status == 0 or (answer.status, "磁盘空间已满" in answer.data["message"]) == (4, True)
    assert line("check").data["problems"] == []
    assert list(disk.rglob("*.part")) == []
    if answer.status != 0:
        assert line(*words).status == 0
        assert line("check").data["problems"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_command_on_a_read_only_disk_is_refused_and_done_once_it_can_be_written(
    line: CommandLine, disk: Path, tmp_path: Path, example: Any, name: str
) -> None:
    words = prepared(line, disk, tmp_path, example)[name]
    before = {path: path.stat().st_mtime_ns for path in (disk / "station").rglob("*")}
    system("mount", "-o", "remount,ro", disk)
    answer = line(*words)
    assert line("list", "disputes").data["total"] == 2
    assert line("check").data["problems"] == []
    system("mount", "-o", "remount,rw", disk)
    assert {path: path.stat().st_mtime_ns for path in (disk / "station").rglob("*")} == before
    if name == "backup":
        assert answer.status == 0
        return
    assert (answer.status, answer.data["problem"]) == (1, "only_looked_at")
    assert line(*words).status == 0


@pytest.mark.parametrize("room", (0, 20, 60, 150, 300, 600, 900))
@pytest.mark.parametrize("name", ["init", "demo", "restore"])
def test_a_folder_that_finds_no_room_leaves_nothing(
    line: CommandLine, disk: Path, tmp_path: Path, name: str, room: int
) -> None:
    stick = line("backup", "--to", tmp_path / "stick").data["file"]
    password = tmp_path / "password.txt"
    password.write_text("槐树下三把旧竹椅子两张凳")
    target = disk / "new"
    words = {
        "init": (
            *("--data", target, "--password-file", password, "init", "--plain", "--station", "示例派出所"),
            *("--parent", "示例市公安局", "--admin", "管理员己"),
        ),
        "demo": ("demo", "--to", target, "--scenario", "a"),
        "restore": ("restore", stick, "--to", target),
    }[name]
    leave(disk, room)
    answer = line.run(*words, "--json")
    (disk / "filler").unlink()
    if answer.status == 0:
        return
    assert "磁盘空间已满" in answer.data["message"]
    assert not target.exists()
    assert line.run(*words, "--json").status == 0


def prepared(line: CommandLine, disk: Path, tmp_path: Path, example: Any) -> dict[str, tuple[str, ...]]:
    """The commands, with their files outside the small disk; the line works in the station on it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "dispute.json").write_text(json.dumps({**example("dispute"), "place": "示例路9号"}))
    (outside / "session.json").write_text(json.dumps(example("dispute_steps")["mediation_session"]))
    line.folder = disk / "station"
    return commands(outside, example)
