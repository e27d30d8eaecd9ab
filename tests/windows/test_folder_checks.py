"""The look for damage beside other work: in slices on the one worker, given up with the session, heard over the pages."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui import folder_checks
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.folder_checks import FolderChecks
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running import way_in
from fengqiao_desk.ui.session import Doors, Session
from fengqiao_desk.ui.settings.checks import ChecksSection
from fengqiao_desk.ui.widgets import Banner
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fengqiao_desk.problems import FolderDamaged
from fengqiao_desk.station import Station
from fengqiao_desk.store.damage import ONLY_LOOKING
from fengqiao_desk.store.damage.last_check import is_full_check_due, note_check
from tests.conftest import Desk, acting

NOW = datetime(2026, 11, 21, 14, 2, 31)


@pytest.fixture
def background(qapp: Any) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def checks(station: Station, background: Background) -> FolderChecks:
    made = FolderChecks()
    made.begin(station, background, lambda: NOW)
    return made


@pytest.fixture
def paper(desk: Desk, dispute: dict[str, Any]) -> Path:
    issued = desk.issue(desk.receive("disputes", dispute), "intake_form")
    return desk.station.layout.documents / issued.file


def test_other_work_has_its_turn_between_two_slices(
    checks: FolderChecks, background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With slices of nothing every piece is one."""
    monkeypatch.setattr(folder_checks, "_SLICE", 0)
    heard: list[str] = []
    owner = QObject()
    checks.changed.connect(lambda: heard.append(checks.now.running))
    checks.look(is_full=True)
    background.run(owner, lambda _: None, lambda _: heard.append("other work"), lambda _: None)
    qtbot.waitUntil(lambda: checks.now.at is not None)
    assert 0 < heard.index("other work") < len(heard) - 1


def test_a_look_can_be_stopped(
    checks: FolderChecks, background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_checks, "_SLICE", 0)
    checks.look(is_full=True)
    checks.stop()
    qtbot.waitUntil(lambda: not background.busy())
    assert (checks.now.running, checks.now.at) == ("", None)


def test_without_a_note_everything_is_looked_at(checks: FolderChecks, qtbot: QtBot) -> None:
    checks.look_when_due()
    qtbot.waitUntil(lambda: checks.now.at is not None)
    assert checks.now.is_full


def test_the_next_start_within_a_week_is_quick(checks: FolderChecks, station: Station, qtbot: QtBot) -> None:
    note_check(station.layout, NOW - timedelta(days=6), ())
    checks.look_when_due()
    qtbot.waitUntil(lambda: checks.now.at is not None)
    assert not checks.now.is_full


@pytest.mark.parametrize("days", [7, -1])
def test_everything_is_due_after_a_week_and_when_the_clock_went_back(station: Station, days: int) -> None:
    note_check(station.layout, NOW - timedelta(days=days), ())
    assert is_full_check_due(station.layout, NOW, after_unclean_stop=False)


def test_everything_is_due_after_an_unclean_stop(station: Station) -> None:
    note_check(station.layout, NOW, ())
    assert is_full_check_due(station.layout, NOW, after_unclean_stop=True)


@pytest.fixture
def killed(filled_folder: Path) -> Path:
    """A folder whose program was killed, with an index of its database damaged."""
    words = (
        "import os, sys; from pathlib import Path; from datetime import datetime;"
        "from fengqiao_desk.station import Act, open_station;"
        "s = open_station(Path(sys.argv[1]), '2026-11-21T08:00:00', 'x');"
        "s.half_filled.keep('disputes', {}, Act(s.officers.named('民警甲'), datetime(2026, 11, 21)));"
        "os.kill(os.getpid(), 9)"
    )
    with sqlite3.connect(filled_folder / "station.db") as database:
        ((page,),) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'cases_by_day'")
    database.close()
    subprocess.run([sys.executable, "-c", words, filled_folder], check=False)
    with (filled_folder / "station.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    return filled_folder


def test_what_was_damaged_when_the_program_was_killed_is_mended_in_the_window(
    killed: Path, background: Background, qtbot: QtBot, dispute: dict[str, Any]
) -> None:
    station = way_in.opened(killed, NOW)
    assert station.only_looked_at == ONLY_LOOKING
    checks = FolderChecks()
    checks.begin(station, background, lambda: NOW)
    checks.look_when_due()
    qtbot.waitUntil(lambda: checks.now.at is not None)
    checks.repair(acting(station))
    qtbot.waitUntil(lambda: not checks.now.running)
    assert (checks.now.trouble, checks.now.found, station.only_looked_at) == ("", (), "")
    Desk(station).receive("disputes", dispute)
    background.close()
    station.close()


def test_a_database_that_is_none_is_not_entered(filled_folder: Path) -> None:
    (filled_folder / "station.db").write_bytes(b"")
    with pytest.raises(FolderDamaged, match="0 字节"):
        way_in.opened(filled_folder, NOW)


@pytest.fixture
def session(station: Station, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    background = Background(at_once=True)
    doors = Doors(background, Messages(lambda: None), lambda: NOW, [], Preferences(tmp_path / "window.ini"))
    made = Session(station, station.officers.named("民警甲"), doors)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.end()
    background.close()


def banners(session: Session) -> list[str]:
    shown = [each for each in session.window.findChildren(Banner) if not each.isHidden()]
    return [each.accessibleName() for each in shown if "数据检查" in each.accessibleName()]


def test_a_sound_folder_says_nothing(session: Session, paper: Path) -> None:
    session.context.checks.look_when_due()
    assert banners(session) == []


def test_what_was_found_is_said_over_the_pages(session: Session, paper: Path, qtbot: QtBot) -> None:
    paper.unlink()
    session.context.checks.look_when_due()
    qtbot.waitUntil(lambda: banners(session) == ["数据检查查出 1 处问题。"])


def test_what_was_found_is_shown_by_one_key(session: Session, paper: Path) -> None:
    paper.unlink()
    session.context.checks.look_when_due()
    session.show_checks()
    section = session.window.findChild(ChecksSection)
    assert section is not None
    assert section.isVisible()
    assert "查出 1 处" in section.state.text()


def test_what_is_no_more_found_is_said_no_more(session: Session, paper: Path) -> None:
    content = paper.read_bytes()
    paper.unlink()
    session.context.checks.look_when_due()
    paper.write_bytes(content)
    session.context.checks.look(is_full=True)
    assert banners(session) == []
