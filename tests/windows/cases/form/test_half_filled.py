"""Half-filled forms: kept while they change, offered again, gone once received."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases import unfinished
from fengqiao_desk.ui.cases.form import half_filled
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.widgets import LinkButton
from fengqiao_desk.ui.widgets.editors.suggestions import SuggestionList
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)
Write = Callable[[QWidget, str], None]


@pytest.fixture
def context(station: Station, qapp: QApplication) -> Iterator[WindowContext]:
    background = Background(at_once=True)
    officer = station.officers.named("民警甲")
    yield WindowContext(
        station, officer, background, Messages(lambda: None), lambda: NOW, lambda key, number: None
    )
    background.close()


@pytest.fixture
def page(context: WindowContext, qtbot: QtBot) -> CasePage:
    return shown(context, qtbot)


def shown(context: WindowContext, qtbot: QtBot) -> CasePage:
    made = CasePage(context, kind_of("disputes"))
    qtbot.addWidget(made)
    made.resize(1084, 700)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def place(page: CasePage) -> QLineEdit:
    assert page.form is not None
    found = page.form.body.groups[0].editors["place"].findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def typed(page: CasePage, write: Write, words: str = "示例路8号") -> None:
    page.begin_new()
    place(page).setFocus()
    write(place(page), words)


def leave(page: CasePage) -> None:
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Escape)


def link(page: CasePage, words: str) -> LinkButton:
    buttons = page.browser.offers.findChildren(LinkButton)
    return next(button for button in buttons if button.text() == words and not button.isHidden())


def test_a_form_is_kept_a_few_seconds_after_a_change(
    page: CasePage, context: WindowContext, write: Write, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(half_filled, "KEEP_MILLISECONDS", 30)
    typed(page, write)
    qtbot.waitUntil(lambda: half_filled.kept(context, "disputes") is not None)
    kept = half_filled.kept(context, "disputes")
    assert kept is not None and kept.entry["place"] == "示例路8号"


def test_the_time_of_the_last_save_is_shown(
    page: CasePage, write: Write, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(half_filled, "KEEP_MILLISECONDS", 30)
    typed(page, write)
    form = page.form
    assert form is not None
    qtbot.waitUntil(lambda: "草稿已保存 14:02:31" in [label.text() for label in form.findChildren(QLabel)])


def test_a_form_that_was_only_looked_at_is_not_kept(page: CasePage, context: WindowContext) -> None:
    page.begin_new()
    leave(page)
    assert half_filled.kept(context, "disputes") is None


def test_esc_leaves_and_the_form_is_offered(page: CasePage, write: Write) -> None:
    typed(page, write)
    leave(page)
    assert page.form is None and page.browser.offers.isVisible()


def test_esc_closes_suggestions_before_it_leaves(page: CasePage, write: Write) -> None:
    page.begin_new()
    assert page.form is not None
    line = page.form.body.groups[0].editors["category"].findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    write(line, "邻")
    offered = any(found.isVisible() for found in page.window().findChildren(SuggestionList))
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert offered and page.form is not None


def test_the_next_start_offers_the_form_with_all_that_was_typed(
    page: CasePage, context: WindowContext, write: Write, qtbot: QtBot
) -> None:
    typed(page, write)
    leave(page)
    page.close()
    again = shown(context, qtbot)
    QTest.mouseClick(link(again, "继续填写"), Qt.MouseButton.LeftButton)
    assert place(again).text() == "示例路8号"


def test_a_step_that_was_begun_is_offered_too(
    page: CasePage, desk: Any, dispute: dict[str, Any], write: Write
) -> None:
    case = desk.receive("disputes", dispute)
    page.open_record(f"{case.number} mediation_session")
    write(place(page), "派出所调解室")
    leave(page)
    QTest.mouseClick(link(page, "继续填写"), Qt.MouseButton.LeftButton)
    assert page.form is not None and place(page).text() == "派出所调解室"


def test_nothing_is_left_once_it_is_received(
    page: CasePage, context: WindowContext, dispute: dict[str, Any], write: Write
) -> None:
    typed(page, write)
    assert page.form is not None
    page.form.body.set_entry(dispute)
    QTest.keyClick(place(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case = page.browser.case()
    assert case is not None and case.number == "JF2026-0001"
    assert half_filled.kept(context, "disputes") is None


def test_starting_over_puts_what_was_typed_into_the_trash(
    page: CasePage, context: WindowContext, write: Write
) -> None:
    typed(page, write)
    leave(page)
    page.begin_new()
    assert page.form is not None
    place(page).end(False)
    write(place(page), "的楼道")
    again = next(button for button in page.form.findChildren(LinkButton) if button.text() == "重新开始")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    (thrown,) = trash.lying(context.station, KINDS, context.act())
    assert place(page).text() == "" and half_filled.kept(context, "disputes") is None
    assert thrown.first_words == "示例路8号的楼道"


def test_what_is_thrown_away_says_where_it_lies(page: CasePage, context: WindowContext, write: Write) -> None:
    typed(page, write)
    leave(page)
    QTest.mouseClick(link(page, "不要了"), Qt.MouseButton.LeftButton)
    sentences = [label.text() for label in page.browser.offers.findChildren(QLabel) if label.isVisible()]
    assert half_filled.kept(context, "disputes") is None
    assert sentences == ["已放进回收站：新建纠纷", "14 天内可以找回"]


def test_what_cannot_be_thrown_away_stays_half_filled(
    page: CasePage, context: WindowContext, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskProblem("磁盘空间已满")

    typed(page, write)
    leave(page)
    monkeypatch.setattr(unfinished, "throw_away", full)
    QTest.mouseClick(link(page, "不要了"), Qt.MouseButton.LeftButton)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox) and link(page, "继续填写").isVisible()
    box.close()


def test_trouble_elsewhere_saves_the_open_form_first(
    page: CasePage, context: WindowContext, write: Write
) -> None:
    typed(page, write)
    for save in context.savers:
        save()
    assert half_filled.kept(context, "disputes") is not None


def test_a_form_that_cannot_be_kept_stays_open(
    page: CasePage, station: Station, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskProblem("磁盘空间已满")

    typed(page, write)
    monkeypatch.setattr(station.half_filled, "keep", full)
    leave(page)
    box = QApplication.activeModalWidget()
    assert page.form is not None and place(page).text() == "示例路8号" and isinstance(box, QMessageBox)
    box.close()


def test_going_to_another_record_keeps_the_open_form(
    page: CasePage, context: WindowContext, desk: Any, dispute: dict[str, Any], write: Write
) -> None:
    case = desk.receive("disputes", dispute)
    typed(page, write)
    page.open_record(case.number)
    assert half_filled.kept(context, "disputes") is not None
