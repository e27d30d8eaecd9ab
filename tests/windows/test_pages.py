"""Which pages there are, and that each is loaded when it is first shown."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import fengqiao_desk.ui as windows
import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.pages import (
    CASE_PAGE,
    PLAIN_PAGES,
    SETTINGS_PAGE,
    SPECIAL_PAGES,
    TODAY_PAGE,
    MadeIn,
    PlainPage,
    page_entries,
    settings_entry,
)
from fengqiao_desk.ui.preferences import Preferences
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

ROOMS = ("cases", "imports", "ledger", "papers", "periods", "settings", "today", "venues")
OF_TODAY = (
    "today",
    "venues.today",
    "cases.words",
    "cases.unfinished",
    "cases.form.half_filled",
    "cases.trash",
)
"""What 今日 itself shows: its own room, the rounds not yet served, what was left half-filled."""

TO_THE_SIGN_IN = """
import json, sys
import fengqiao_desk.ui.start, fengqiao_desk.ui.entrance
print(json.dumps(sorted(sys.modules)))
"""
TO_TODAY = """
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from datetime import datetime
from PySide6.QtWidgets import QApplication
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.entrance import Entrance
from tests.conftest import PASSWORD

folder = Path(sys.argv[1])
desk = Desk(DeskApplication([]), at_once=True)
entrance = Entrance(desk, folder, Preferences(folder.parent / "window.ini"), lambda: datetime(2026, 11, 21, 14, 2))
window = entrance.first_window("民警甲", PASSWORD)
window.show()
QApplication.processEvents()
print(json.dumps(sorted(sys.modules)))
entrance.close()
desk.close()
"""

GUARDED = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from tests.windows.test_pages import EVERY_PAGE
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.running.overrides import unguarded

desk = DeskApplication([])
for page in EVERY_PAGE:
    page.maker()
print(unguarded())
"""
EVERY_PAGE = (
    TODAY_PAGE,
    CASE_PAGE,
    SETTINGS_PAGE,
    *(page.made_in for page in (*SPECIAL_PAGES.values(), *PLAIN_PAGES.values())),
)
ROOM_OF_TODAY_S_VISITS = '''
"""走访: a page added by docs/adding.md."""
from ..actions import NEW, WindowAct
from ..context import WindowContext
from ..page import Page

class VisitsPage(Page):
    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.begun = 0

    def acts(self) -> tuple[WindowAct, ...]:
        return (NEW,)

    def begin_new(self) -> None:
        self.begun += 1
'''


def loaded(program: str, *words: str) -> list[str]:
    """The modules of rooms that a start of its own has loaded, without `fengqiao_desk.ui.`."""
    command = [sys.executable, "-c", program, *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    names = [name.removeprefix("fengqiao_desk.ui.") for name in json.loads(ended.stdout.splitlines()[-1])]
    return [name for name in names if name.split(".")[0] in ROOMS and "." in name]


def beyond_today(names: list[str]) -> list[str]:
    """Those that 今日 does not show; the empty front of a room counts for nothing."""
    return [
        name
        for name in names
        if not any(
            part == name or part.startswith(f"{name}.") or name.startswith(f"{part}.") for part in OF_TODAY
        )
    ]


def test_up_to_the_sign_in_no_page_is_loaded() -> None:
    names = loaded(TO_THE_SIGN_IN)
    assert beyond_today(names) == []
    assert "today.page" not in names


def test_a_start_loads_today_and_no_other_page(filled_folder: Path) -> None:
    names = loaded(TO_TODAY, str(filled_folder))
    assert beyond_today(names) == []
    assert "today.page" in names


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.module)
def test_every_page_is_made_where_the_registry_says(page: MadeIn) -> None:
    assert page.maker().__module__.endswith(f".{page.module}")


def test_what_comes_with_a_room_is_guarded_like_what_was_there_at_the_start() -> None:
    command = [sys.executable, "-c", GUARDED]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (ended.stdout, ended.returncode) == ("[]\n", 0), ended.stderr


def test_a_page_added_by_the_guide_is_in_the_navigation_and_acts_by_its_keys(
    context: WindowContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """docs/adding.md, "A page of the window": a room, and one line in the registry."""
    (tmp_path / "visits").mkdir()
    (tmp_path / "visits" / "page.py").write_text(ROOM_OF_TODAY_S_VISITS, encoding="utf-8")
    monkeypatch.setattr(windows, "__path__", [*windows.__path__, str(tmp_path)])
    monkeypatch.setitem(
        PLAIN_PAGES, "visits", PlainPage("走访", "person", MadeIn("visits.page", "VisitsPage"))
    )
    window = MainWindow(page_entries(context), settings_entry(context, Preferences(tmp_path / "window.ini")))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.navigation.items["visits"].click()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert (window.host.in_view, window.host.page().begun) == ("visits", 1)
