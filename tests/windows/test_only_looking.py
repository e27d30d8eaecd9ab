"""A station that is only looked at: the window says so and why, shows everything, and refuses what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.session import Doors, Session
from fengqiao_desk.ui.widgets import Banner
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import open_station

NOW = datetime(2026, 11, 21, 14, 2, 31)
REASON = "这是从备份恢复的"


@pytest.fixture
def looking(filled_folder: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """The window of an officer on a station that is only looked at."""
    station = open_station(filled_folder, NOW.isoformat(), "窗口", looking=REASON)
    background = Background(at_once=True)
    doors = Doors(background, Messages(lambda: None), lambda: NOW, [], Preferences(tmp_path / "window.ini"))
    made = Session(station, station.officers.named("民警甲"), doors)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.end()
    background.close()
    station.close()


def refusals(qapp: QApplication) -> list[str]:
    """What the boxes in view say."""
    boxes = [box for box in qapp.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]
    said = [box.informativeText() for box in boxes]
    for box in boxes:
        box.close()
    return said


def test_the_reason_stands_over_the_pages(looking: Session) -> None:
    (mark,) = [banner for banner in looking.window.findChildren(Banner) if REASON in banner.accessibleName()]
    assert mark.isVisible()


def test_the_title_says_it(looking: Session) -> None:
    assert looking.window.windowTitle().endswith("· 只读")


def test_the_line_below_does_not_ask_for_a_backup(looking: Session) -> None:
    assert looking.window.status_line.words()[0] == "只读"


def test_its_cases_are_shown(looking: Session) -> None:
    looking.go("disputes", "JF2026-0001")
    assert looking.window.host.page().browser.case().number == "JF2026-0001"


def test_a_new_record_is_refused_before_anything_is_typed(looking: Session, qapp: QApplication) -> None:
    looking.go("disputes", "new")
    (said,) = refusals(qapp)
    assert REASON in said
    assert looking.window.host.page().form is None


def test_an_import_is_refused_before_a_file_is_chosen(looking: Session, qapp: QApplication) -> None:
    looking.go("disputes", "")
    assert looking.window.host.page().tables.begin_import() is None
    assert REASON in refusals(qapp)[0]


def test_a_round_of_notices_is_refused_before_it_is_filled_in(looking: Session, qapp: QApplication) -> None:
    looking.go("venues", "")
    looking.window.host.page().issue_round()
    assert REASON in refusals(qapp)[0]


def test_a_paper_says_why_it_cannot_be_issued(looking: Session) -> None:
    looking.go("disputes", "JF2026-0001")
    page = looking.window.host.page()
    page.show_documents()
    assert REASON in page.documents.sheet.forbidden.accessibleName()
    assert not page.documents.sheet.buttons["issue"].isEnabled()


def test_a_stored_paper_is_looked_at_and_says_why_it_cannot_be_printed(looking: Session) -> None:
    looking.go("disputes", "JF2026-0001")
    page = looking.window.host.page()
    page.show_documents("intake_form")
    printed = page.documents.sheet.buttons["print"]
    assert not printed.isEnabled() and "这里记不下来" in printed.toolTip()
