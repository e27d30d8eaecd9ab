"""What was just done is offered to be undone: quietly, by key, for ten seconds, by the same verbs as later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.bulk import BulkDialog
from fengqiao_desk.ui.cases.detail.attachments_card import CaseAttachmentsCard
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.ledger.page import LedgerPage
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.session import Doors, Session
from fengqiao_desk.ui.undo_line import SECONDS, UndoLine
from fengqiao_desk.ui.venues.page import VenuesPage
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import load, page
from fengqiao_desk.cases.attachments import attachments_of
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices.streaks import by_category
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)
Entry = dict[str, Any]
Write = Callable[[QWidget, str], None]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(station: Station, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
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


def line(session: Session) -> UndoLine:
    found: UndoLine = session.window.undo_line
    return found


def receive(session: Session, dispute: Entry) -> CasePage:
    """A dispute through its form; the keyboard is then on the list."""
    session.go("disputes", "new")
    found = session.window.host.page()
    assert isinstance(found, CasePage) and found.form is not None
    found.form.body.set_entry(dispute)
    found.form.save()
    return found


@pytest.fixture
def dispute_page(session: Session, dispute: Entry) -> CasePage:
    return receive(session, dispute)


def state(session: Session, number: str = "JF2026-0001", kind: str = "disputes") -> str:
    return load(session.context.station, kind_of(kind), number).state


def test_what_was_received_is_said_at_the_foot_of_the_window(
    session: Session, dispute_page: CasePage
) -> None:
    assert line(session).words().startswith("已登记 JF2026-0001")


def test_the_line_takes_no_keyboard(session: Session, dispute_page: CasePage) -> None:
    focused = session.window.focusWidget()
    assert focused is not None and not line(session).isAncestorOf(focused)


def test_ctrl_z_takes_back_what_was_just_received(session: Session, dispute_page: CasePage) -> None:
    QTest.keyClick(session.window, Qt.Key.Key_Z, CONTROL)
    assert state(session) == "登记已撤回"
    assert line(session).words().startswith("已撤销：登记 JF2026-0001")


def test_the_reason_of_an_undoing_says_when_it_was(session: Session, dispute_page: CasePage) -> None:
    line(session).button.click()
    withdrawal = load(session.context.station, kind_of("disputes"), "JF2026-0001").withdrawal
    assert withdrawal is not None and withdrawal.reason == "录入后立即撤销"


def test_ctrl_z_in_an_editor_stays_the_editors(
    session: Session, dispute_page: CasePage, write: Write
) -> None:
    search = session.window.top_bar.search.focusProxy()
    session.window.begin_search()
    write(search, "滴水")
    QTest.keyClick(search, Qt.Key.Key_Z, CONTROL)
    assert state(session) == "受理"


def test_while_a_row_is_typed_another_key_takes_the_last_one_back(session: Session, write: Write) -> None:
    session.go("activities", "")
    ledger = session.window.host.page()
    assert isinstance(ledger, LedgerPage)
    ledger.row.setFocus()
    for _ in range(2):
        for name, words in (("activity", "张贴海报"), ("quantity", "260"), ("unit", "份")):
            ledger.row.editors[name].set_value(words)
        ledger.row.keep()
    QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_Z, ALT)
    assert page(session.context.station, kind_of("activities")).total == 1


def test_a_step_is_undone_alone(session: Session, dispute_page: CasePage, dispute_steps: Entry) -> None:
    session.go("disputes", "JF2026-0001 mediation_session")
    assert dispute_page.form is not None
    dispute_page.form.body.set_entry(dispute_steps["mediation_session"])
    dispute_page.form.save()
    assert line(session).words() == "已登记“调解” JF2026-0001"
    line(session).undo()
    assert state(session) == "受理"


def test_a_correction_is_undone_by_its_opposite(session: Session, dispute_page: CasePage) -> None:
    session.go("disputes", "JF2026-0001 amend")
    assert dispute_page.form is not None
    before = load(session.context.station, kind_of("disputes"), "JF2026-0001").values["facts"]
    dispute_page.form.body.set_entry({**dispute_page.form.body.entry(), "facts": "改过的经过"})
    dispute_page.form.save()
    line(session).undo()
    case = load(session.context.station, kind_of("disputes"), "JF2026-0001")
    assert (case.values["facts"], [each.reason for each in case.amendments]) == (
        before,
        ["", "录入后立即撤销"],
    )


def test_what_rests_on_it_by_now_is_told_and_nothing_is_undone(
    session: Session, dispute_page: CasePage, desk: Any, dispute_steps: Entry
) -> None:
    case = load(session.context.station, kind_of("disputes"), "JF2026-0001")
    desk.step(case, "mediation_session", dispute_steps["mediation_session"])
    line(session).undo()
    (box,) = (found for found in QApplication.topLevelWidgets() if isinstance(found, QMessageBox))
    assert "已经办理过" in box.informativeText()
    box.close()


def test_the_line_goes_by_itself_and_offers_nothing_more(session: Session, dispute_page: CasePage) -> None:
    (timer,) = line(session).findChildren(QTimer)
    assert timer.interval() == SECONDS * 1000
    timer.timeout.emit()
    line(session).undo()
    assert (line(session).words(), state(session)) == ("", "受理")


def test_the_day_sheets_of_a_press_are_undone_together(session: Session, desk: Any, venue: Entry) -> None:
    for name, category in (("示例棋牌室", "棋牌室"), ("示例网吧", "网吧")):
        desk.receive("venues", {**venue, "name": name, "trading_name": None, "category": category})
    session.go("venues", "")
    venues = session.window.host.page()
    assert isinstance(venues, VenuesPage)
    venues.file_day_sheets()
    assert desk.count("venues_step_day_sheet") == 2
    line(session).undo()
    assert desk.count("venues_step_day_sheet") == 0


def test_a_step_of_several_cases_is_undone_for_all(
    session: Session, desk: Any, dispute: Entry, qtbot: QtBot
) -> None:
    numbers = [desk.receive("disputes", dispute).number for _ in range(3)]
    step = kind_of("disputes").step("hand_over")
    dialog = BulkDialog(
        session.context, kind_of("disputes"), step, numbers, lambda done, refused: None, session.window
    )
    for name, value in {"to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假"}.items():
        dialog.group.editors[name].set_value(value)
    dialog.take()
    assert line(session).words().endswith("3 件")
    line(session).undo()
    held = [load(session.context.station, kind_of("disputes"), number).steps for number in numbers]
    assert held == [(), (), ()]


def test_files_that_were_added_are_undone_together(
    session: Session, dispute_page: CasePage, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.png" for name in ("楼道", "门口")]
    for shade, path in enumerate(paths):
        Image.new("L", (8, 8), shade).save(path)
    card = dispute_page.findChildren(CaseAttachmentsCard)[-1]
    card.add_files(paths)
    case = load(session.context.station, kind_of("disputes"), "JF2026-0001")
    assert len(attachments_of(session.context.station, case)) == 2
    line(session).undo()
    assert attachments_of(session.context.station, case) == []


def test_an_incident_on_the_wrong_venue_gives_the_streak_back(
    session: Session, desk: Any, venue: Entry, example: Callable[[str], Any]
) -> None:
    case, steps = desk.receive("venues", venue), example("venue_steps")
    for day in range(10, 20):
        desk.step(
            case,
            "day_sheet",
            {**steps["day_sheet"], "day": f"2026-11-{day}", "category": venue["category"]},
        )
    today = NOW.date()
    before = by_category(session.context.station, today)
    session.go("venues", f"{case.number} incident")
    venues = session.window.host.page()
    assert isinstance(venues, VenuesPage) and venues.venues.form is not None
    venues.venues.form.body.set_entry({**steps["incident"], "at": "2026-11-18T22:00"})
    venues.venues.form.save()
    assert by_category(session.context.station, today) != before
    line(session).undo()
    assert by_category(session.context.station, today) == before
