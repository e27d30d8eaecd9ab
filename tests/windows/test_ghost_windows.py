"""No part of a page is ever a window of its own: only the main window, dialogs, menus and lists over a field are."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.dialogs.first_run import FirstRun
from fengqiao_desk.ui.dialogs.sign_in import SignIn as SignInDialog
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.page import Page
from fengqiao_desk.ui.papers.recovery_paper import RecoveryPaper
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.way_in import OpenWay
from fengqiao_desk.ui.session import Doors, Session
from fengqiao_desk.ui.settings.page import SettingsPage
from fengqiao_desk.ui.widgets import SegmentedEditor
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.station import Station, open_station
from tests.conftest import acting

NOW = datetime(2020, 3, 27, 14, 2, 31)
OFFICERS = ("民警甲", "所长戊", "管理员己")
SignIn = Callable[[str], Session]


class GhostWatch(QObject):
    """Notes every widget that is shown as a window though it is neither main window, dialog nor popup, and where."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.seen: list[str] = []
        self._application = application
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - a name of Qt
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and _is_ghost(watched):
            self.seen.append(f"{type(watched).__name__} {_place()}")
        return False

    def end(self) -> None:
        self._application.removeEventFilter(self)


def _is_ghost(widget: QWidget) -> bool:
    is_plain = widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Widget)
    return widget.isWindow() and is_plain and not isinstance(widget, MainWindow | QDialog)


def _place() -> str:
    own = [frame for frame in traceback.extract_stack() if "/ui/" in frame.filename]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"


@pytest.fixture
def ghosts(qapp: QApplication) -> Iterator[list[str]]:
    watch = GhostWatch(qapp)
    yield watch.seen
    watch.end()


@pytest.fixture
def worked_station(scenario_folders: Callable[[str], Path], tmp_path: Path) -> Iterator[Station]:
    """A station with cases of every kind, papers and rounds."""
    folder = Path(shutil.copytree(scenario_folders("a"), tmp_path / "worked"))
    opened = open_station(folder, NOW.isoformat(), "测试")
    yield opened
    opened.close()


@pytest.fixture
def session_of(worked_station: Station, tmp_path: Path, qtbot: QtBot, ghosts: list[str]) -> Iterator[SignIn]:
    """The window of an officer, watched from before it is made."""
    background, made = Background(at_once=True), []

    def sign_in(name: str) -> Session:
        preferences = Preferences(tmp_path / "window.ini")
        doors = Doors(background, Messages(lambda: None), lambda: NOW, [], preferences)
        session = Session(worked_station, worked_station.officers.named(name), doors)
        qtbot.addWidget(session.window)
        session.window.show()
        qtbot.waitExposed(session.window)
        made.append(session)
        return session

    yield sign_in
    for session in made:
        session.end()
    background.close()


def settle(application: QApplication) -> None:
    """Lets layouts show what they hold, then puts away every dialog and menu."""
    application.processEvents()
    for window in application.topLevelWidgets():
        if window.isVisible() and not isinstance(window, MainWindow):
            window.close()
    application.processEvents()


def case_pages(session: Session) -> Iterator[CasePage]:
    for key in session.window.navigation.items:
        session.window.show_page(key)
        yield from session.window.host.page().findChildren(CasePage)
        if isinstance(page := session.window.host.page(), CasePage):
            yield page


def one_of_each_state(station: Station, page: CasePage) -> list[str]:
    """A number of each state the kind's cases are in."""
    rows = cases.page(station, page.kind, limit=1000).rows
    return list({row.state: row.number for row in rows}.values())


def do_all_acts(page: Page, application: QApplication) -> None:
    for act in page.acts():
        getattr(page, act.slot)()
        settle(application)


@pytest.mark.parametrize("officer", OFFICERS)
def test_no_page_and_no_act_of_it_flashes_a_window_of_its_own(
    session_of: SignIn, officer: str, ghosts: list[str], qapp: QApplication
) -> None:
    session = session_of(officer)
    for key in session.window.navigation.items:
        session.window.show_page(key)
        settle(qapp)
        page = session.window.host.page()
        if isinstance(page, Page):
            do_all_acts(page, qapp)
    assert sorted(set(ghosts)) == []


@pytest.mark.parametrize("width", [1280, 760])
def test_no_case_form_or_paper_flashes_a_window_of_its_own(
    session_of: SignIn, worked_station: Station, ghosts: list[str], qapp: QApplication, width: int
) -> None:
    session = session_of("民警甲")
    session.window.resize(width, 700)
    for page in case_pages(session):
        for number in one_of_each_state(worked_station, page):
            page.open_record(number)
            settle(qapp)
            page.show_documents()
            settle(qapp)
            for step in page.kind.steps:
                page.open_record(f"{number} {step.key}")
                settle(qapp)
        page.begin_new()
        settle(qapp)
        assert page.form is not None
        page.form.close_kept()
    assert sorted(set(ghosts)) == []


def test_no_offer_of_a_half_filled_form_flashes_a_window_of_its_own(
    session_of: SignIn, worked_station: Station, ghosts: list[str], qapp: QApplication
) -> None:
    with worked_station.writing():
        worked_station.half_filled.keep("disputes", {"place": "金池路"}, acting(worked_station))
    session = session_of("民警甲")
    for key in ("today", "disputes"):
        session.window.show_page(key)
        settle(qapp)
    assert sorted(set(ghosts)) == []


@pytest.mark.parametrize("officer", OFFICERS)
def test_no_part_of_the_settings_flashes_a_window_of_its_own(
    session_of: SignIn, officer: str, ghosts: list[str], qapp: QApplication
) -> None:
    session = session_of(officer)
    session.window.show_page("settings")
    page = session.window.host.page()
    assert isinstance(page, SettingsPage)
    for rows in (page.list, page.texts.list):
        for row in range(rows.model().rowCount()):
            rows.setCurrentIndex(rows.model().index(row, 0))
            settle(qapp)
        page.wording.asked.emit("")
    assert sorted(set(ghosts)) == []


def test_no_view_within_a_page_flashes_a_window_of_its_own(
    session_of: SignIn, ghosts: list[str], qapp: QApplication
) -> None:
    session = session_of("民警甲")
    for key in session.window.navigation.items:
        session.window.show_page(key)
        page = session.window.host.page()
        for switch in page.findChildren(SegmentedEditor):
            for button in [found for found in switch.findChildren(QAbstractButton) if found.isVisible()]:
                button.click()
                settle(qapp)
    assert sorted(set(ghosts)) == []


def test_neither_wizard_nor_sign_in_nor_lock_flashes_a_window_of_its_own(
    session_of: SignIn, worked_station: Station, tmp_path: Path, qtbot: QtBot, ghosts: list[str]
) -> None:
    messages, background = Messages(lambda: None), Background(at_once=True)
    wizard = FirstRun(tmp_path / "new", messages, lambda: NOW, RecoveryPaper(messages))
    sign_in = SignInDialog(OpenWay(worked_station, NOW), background, messages, lambda: NOW)
    for dialog in (wizard, sign_in):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
    session_of("民警甲").lock()
    assert sorted(set(ghosts)) == []
