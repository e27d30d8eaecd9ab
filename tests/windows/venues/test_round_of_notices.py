"""Scenario a's round in the window, by keyboard alone: from the template over the one file to full coverage; and a round that is cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.venues.issue_round import IssueRound
from fengqiao_desk.ui.venues.page import VenuesPage
from fengqiao_desk.ui.venues.round_venues import LEFT_OUT
from fengqiao_desk.ui.widgets import BusyOverlay, RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.board import board
from tests.conftest import act_on

Write = Callable[[QWidget, str], None]
Opens = Callable[[VenuesPage], IssueRound]
SCENARIO_A = (("网吧", 4), ("KTV", 3), ("棋牌室", 5))
ROUND = "转告上级机关的决定 2026-11-21"


@pytest.fixture
def town(desk: Any, venue: dict[str, Any]) -> int:
    """The venues of scenario a; how many they are."""
    for category, number in SCENARIO_A:
        for place in range(number):
            name = {"name": f"示例{category}{place + 1}", "trading_name": None, "category": category}
            where = {"address": f"示例路{10 * place + len(category)}号", "person_in_charge": "李四"}
            desk.receive("venues", {**venue, **name, **where})
    return sum(number for _, number in SCENARIO_A)


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any], town: int) -> VenuesPage:
    shown = show(VenuesPage(context, kind_of("venues")))
    assert isinstance(shown, VenuesPage)
    return shown


@pytest.fixture
def slow_page(context: WindowContext, show: Callable[..., Any], town: int) -> Iterator[VenuesPage]:
    """The page with a worker of its own, as an officer has it."""
    background = Background()
    yield show(VenuesPage(replace(context, background=background), kind_of("venues")))
    background.close()


@pytest.fixture
def dialog_of(qtbot: QtBot) -> Callable[[VenuesPage], IssueRound]:
    """Opens the dialog of a round and waits until keys go to it."""

    def opened(page: VenuesPage) -> IssueRound:
        page.issue_round()
        found = page.findChild(IssueRound)
        assert isinstance(found, IssueRound)
        found.activateWindow()
        qtbot.waitUntil(lambda: found.isAncestorOf(QApplication.focusWidget() or page))
        return found

    return opened


def focused() -> QWidget:
    """Where keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the focus."""
    QTest.keyClick(focused(), key, modifier)


def relay(dialog: IssueRound, write: Write) -> None:
    """Chooses the closing template with the arrow key and types the order."""
    dialog.template.focusProxy().setFocus()
    press(Qt.Key.Key_Right)
    for name, words in (
        *(("order_organ", "市疫情防控指挥部"), ("order_number", "第5号通告")),
        *(("effective_at", "11.21 18:00"), ("scope", "全市网吧、KTV、棋牌室等场所")),
    ):
        dialog.order.editors[name].setFocus()
        write(focused(), words)


def take(page: VenuesPage, number: str) -> None:
    """One receipt with one hand: the number, Enter, who signed stands there, Enter."""
    QTest.keyClicks(focused(), number)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)


def round_row(page: VenuesPage) -> tuple[str, str]:
    """What the board says of the round."""
    index = page.board.rounds.model().index(1, 0)
    return str(index.data(RowRole.TITLE)), str(index.data(RowRole.CONTEXT))


def file_of(page: VenuesPage) -> PdfWindow:
    """The one file of the round, shown once it is issued."""
    found = page.findChild(PdfWindow)
    assert isinstance(found, PdfWindow)
    return found


def test_a_round_goes_from_the_template_to_full_coverage(
    page: VenuesPage, dialog_of: Opens, write: Write, town: int, qtbot: QtBot
) -> None:
    relay(dialog_of(page), write)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(PdfWindow) is not None)
    file_of(page).accept()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    before = round_row(page)
    page.board.receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    page.board.receipts.number.setFocus()
    for number in range(1, town + 1):
        take(page, f"GZ2026-{number:04d}" if number % 3 == 0 else str(number))
    assert (before, round_row(page)) == (
        (ROUND, f"已送 0 / {town}（0%）"),
        (ROUND, f"已送 {town} / {town}（100%）"),
    )
    assert page.board.receipts.banner.accessibleName().endswith("这一批全部送达。")


def test_the_file_of_the_round_has_a_page_a_venue_and_the_table_of_receipts(
    page: VenuesPage, dialog_of: Opens, write: Write, town: int
) -> None:
    dialog = dialog_of(page)
    relay(dialog, write)
    dialog.issue()
    assert file_of(page).pages.page_count() >= town + 1


def test_a_venue_taken_out_with_space_gets_no_notice(
    page: VenuesPage, dialog_of: Opens, context: WindowContext, town: int
) -> None:
    dialog = dialog_of(page)
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.list.model().index(1, 0))
    press(Qt.Key.Key_Space)
    left_out = dialog.list.currentIndex()
    assert (left_out.data(RowRole.STATE), dialog.issue_button.text()) == (LEFT_OUT, f"签发 {town - 1} 份")
    dialog.issue()
    venues = {venue.document for venue in board(context.station).outstanding}
    assert len(venues) == town - 1


def stop_button(dialog: IssueRound) -> QPushButton:
    veil = dialog.findChild(BusyOverlay)
    assert isinstance(veil, BusyOverlay)
    found = veil.findChild(QPushButton)
    assert isinstance(found, QPushButton)
    return found


def test_cancelling_a_running_round_leaves_no_number(
    slow_page: VenuesPage, dialog_of: Opens, context: WindowContext, write: Write, qtbot: QtBot
) -> None:
    dialog = dialog_of(slow_page)
    relay(dialog, write)
    dialog.issue()
    QTest.mouseClick(stop_button(dialog), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.preview.text().startswith("已取消"))
    numbers = context.station.connections.run("SELECT count(*) FROM documents")[0][0]
    drafts = context.station.connections.run("SELECT count(*) FROM cases WHERE kind = 'notices'")[0][0]
    files = [path for path in context.station.layout.documents.rglob("*") if path.is_file()]
    assert (numbers, drafts, files) == (0, 0, [])
    dialog.reject()


def test_the_round_after_a_cancelled_one_begins_with_the_first_number(
    slow_page: VenuesPage, dialog_of: Opens, context: WindowContext, write: Write, qtbot: QtBot
) -> None:
    dialog = dialog_of(slow_page)
    relay(dialog, write)
    dialog.issue()
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.preview.text().startswith("已取消"))
    dialog.issue()
    qtbot.waitUntil(lambda: slow_page.findChild(PdfWindow) is not None)
    first = context.station.connections.run("SELECT min(sequence) FROM documents")[0][0]
    assert first == 1


def test_a_round_that_runs_is_stopped_before_its_dialog_closes(
    slow_page: VenuesPage, dialog_of: Opens, context: WindowContext, write: Write, qtbot: QtBot
) -> None:
    dialog = dialog_of(slow_page)
    relay(dialog, write)
    dialog.issue()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.preview.text().startswith("已取消"))
    assert (
        batch.select(context.station, "all", context.now().date()) and board(context.station).totals.sent == 0
    )
    dialog.reject()


def test_a_round_names_the_venues_that_it_leaves_out(
    page: VenuesPage, dialog_of: Opens, context: WindowContext
) -> None:
    context.station.vocabularies.end(
        "venue_category", "KTV", "2026-11-21", act_on(context.station, "2026-11-21", "所长戊")
    )
    dialog = dialog_of(page)
    assert "另有 3 家的类别已经停用，不在其中：示例KTV1、示例KTV2、示例KTV3" in dialog.preview.text()
    dialog.reject()
