"""Numbers are never lost, doubled or skipped, whatever stops the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.documents import register
from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.station import open_station
from fengqiao_desk.store.check import check
from tests.conftest import Desk

# A soak kills two hundred times.
KILLS = 200 if "FENGQIAO_SOAK" in os.environ else 6

WORK = """
import sys
from datetime import datetime
from pathlib import Path
from fengqiao_desk import cases
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Act, open_station

station = open_station(Path(sys.argv[1]), "2026-11-21T08:00:00", "测试")
act = Act(station.officers.named("民警甲"), datetime(2026, 11, 21, 9))
while True:
    cases.issue_document(station, kind_of("disputes"), sys.argv[2], "intake_form", act)
    print("issued", flush=True)
"""


def sequences(numbers: list[str]) -> list[int]:
    return [int(number.partition("〕")[2].removesuffix("号")) for number in numbers]


def test_numbers_have_no_gap_after_the_program_is_killed(
    station_folder: Path, dispute: dict[str, Any]
) -> None:
    """Each round opens the folder in a process of its own that issues without end, and kills it at another moment."""
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    number = Desk(station).receive("disputes", dispute).number
    station.close()
    for kill in range(KILLS):
        work = subprocess.Popen(
            [sys.executable, "-c", WORK, str(station_folder), number], stdout=subprocess.PIPE
        )
        assert work.stdout is not None
        assert work.stdout.readline() == b"issued\n"
        time.sleep(0.0013 * (7 * kill % 31))
        work.send_signal(signal.SIGKILL)
        work.wait()
        work.stdout.close()
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    numbers = [line.number for line in register.register(station)]
    problems = check(station.connections, station.files)
    station.close()
    assert sequences(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) > 0
    assert problems == []
    assert list(station_folder.rglob("*.part")) == []


def test_a_full_disk_takes_no_number(
    desk: Desk, dispute: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.receive("disputes", dispute)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(DiskProblem, match="磁盘空间已满"):
            desk.issue(case, "intake_form")
    assert desk.count("documents") == 0
    assert desk.issue(case, "intake_form").number.endswith("〔2026〕1号")


def test_a_full_disk_leaves_no_half_file(
    desk: Desk, dispute: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.receive("disputes", dispute)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskProblem):
        desk.issue(case, "intake_form")
    assert [path for path in desk.station.layout.documents.rglob("*") if path.is_file()] == []


def test_two_processes_never_take_the_same_number(
    station_folder: Path, dispute: dict[str, Any], tmp_path: Path
) -> None:
    """Commands wait for each other at the folder's lock."""
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    number = Desk(station).receive("disputes", dispute).number
    station.close()
    word = ["-c", "import sys; from fengqiao_desk.commands import main; sys.exit(main(sys.argv[1:]))"]
    running = [
        subprocess.Popen(
            [
                *(sys.executable, *word, "--data", str(station_folder), "document", "issue"),
                *("disputes", number, "intake_form", "--to", str(tmp_path / f"{turn}.pdf")),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for turn in range(4)
    ]
    complaints = [work.communicate()[1].decode() for work in running]
    assert [work.returncode for work in running] == [0] * 4, complaints
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    numbers = [line.number for line in register.register(station)]
    station.close()
    assert sequences(numbers) == [1, 2, 3, 4]
