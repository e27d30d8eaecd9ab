"""A program that is killed while it issues leaves no paper whose number another case then gets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.documents.rebuilding import found_documents
from fengqiao_desk.station import open_station
from fengqiao_desk.store.check import check
from tests.conftest import Desk

AT = "2026-11-21T08:00:00"
ISSUE = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from fengqiao_desk import cases
from fengqiao_desk.documents import issuing
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Act, open_station
from fengqiao_desk.store import kept_files

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

{moment} = die
station = open_station(Path(sys.argv[1]), "2026-11-21T08:00:00", "测试")
act = Act(station.officers.named("民警甲"), datetime(2026, 11, 21, 9))
cases.issue_document(station, kind_of("disputes"), sys.argv[2], "intake_form", act)
"""
BEFORE_THE_COMMIT, AFTER_THE_COMMIT = "issuing.enter", "kept_files._name"


@pytest.fixture
def case_number(station_folder: Path, dispute: dict[str, Any]) -> str:
    station = open_station(station_folder, AT, "测试")
    number = Desk(station).receive("disputes", dispute).number
    station.close()
    return number


def kill(folder: Path, case_number: str, moment: str) -> None:
    words = [sys.executable, "-c", ISSUE.replace("{moment}", moment), str(folder), case_number]
    assert subprocess.run(words, capture_output=True, check=False).returncode == -9


@pytest.fixture
def reopened(station_folder: Path) -> Iterator[Desk]:
    """The folder as it is opened after the kill."""
    station = open_station(station_folder, AT, "测试")
    yield Desk(station)
    station.close()


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "documents").rglob("*") if path.is_file()]


@pytest.fixture
def killed_before(station_folder: Path, case_number: str) -> None:
    kill(station_folder, case_number, BEFORE_THE_COMMIT)


@pytest.fixture
def killed_after(station_folder: Path, case_number: str) -> None:
    kill(station_folder, case_number, AFTER_THE_COMMIT)


@pytest.mark.usefixtures("killed_before")
def test_a_paper_without_its_row_bears_no_name_of_a_paper(station_folder: Path) -> None:
    assert [path.suffix for path in files(station_folder)] == [".uncommitted"]
    assert found_documents(station_folder / "documents") == ([], [])


@pytest.mark.usefixtures("killed_before")
def test_a_paper_without_its_row_is_gone_when_the_folder_is_opened(
    station_folder: Path, reopened: Desk
) -> None:
    assert files(station_folder) == []
    assert check(reopened.station.connections, reopened.station.files) == []


@pytest.mark.usefixtures("killed_before")
def test_the_next_paper_has_the_number_alone(reopened: Desk, dispute: dict[str, Any]) -> None:
    issued = reopened.issue(reopened.receive("disputes", dispute), "intake_form")
    found, strangers = found_documents(reopened.station.layout.documents)
    assert ([paper.facts.number for paper in found], strangers) == ([issued.number], [])


@pytest.mark.usefixtures("killed_after")
def test_a_paper_whose_row_is_there_gets_its_name_at_the_opening(
    station_folder: Path, reopened: Desk
) -> None:
    assert [path.suffix for path in files(station_folder)] == [".pdf"]
    assert check(reopened.station.connections, reopened.station.files) == []


@pytest.mark.usefixtures("killed_after")
def test_a_paper_that_waits_for_its_name_is_there_for_who_only_looks(station_folder: Path) -> None:
    station = open_station(station_folder, AT, "check", exclusive=False)
    found = check(station.connections, station.files)
    station.close()
    assert found == []
