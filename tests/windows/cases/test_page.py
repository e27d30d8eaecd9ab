"""List and detail of a kind, through the keys and clicks of an officer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from fengqiao_desk.ui.actions import TABLE_ACTS
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.list import model as case_list_model
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.cases.words import deadline_words
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.imports.imports_on_record import ImportList
from fengqiao_desk.ui.look import Tone
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.page import PageEntry
from fengqiao_desk.ui.widgets import Badge, KeyValueRows, RowRole, TimelineView
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)


@pytest.fixture
def context(station: Station, qapp: QApplication) -> Iterator[WindowContext]:
    background = Background(at_once=True)
    officer = station.officers.named("民警甲")
    yield WindowContext(
        station, officer, background, Messages(lambda: None), lambda: NOW, lambda key, number: None
    )
    background.close()


@pytest.fixture
def window(context: WindowContext, qtbot: QtBot) -> MainWindow:
    entries = [
        PageEntry(kind.key, kind.key, "dispute", None, partial(CasePage, context, kind)) for kind in KINDS
    ]
    made = MainWindow(entries, PageEntry("settings", "设置", "settings", None, QWidget))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def page_of(window: MainWindow, key: str) -> CasePage:
    window.show_page(key)
    page = window.host.page()
    assert isinstance(page, CasePage)
    page.setFocus()
    QTest.qWait(20)  # what was added is shown by the event loop
    return page


def in_view(page: CasePage) -> cases.Case:
    case = page.browser.case()
    assert isinstance(case, cases.Case)
    return case


def titles(page: CasePage) -> list[str]:
    model = page.browser.list.model
    return [str(model.index(row).data(RowRole.TITLE)) for row in range(model.rowCount())]


def words_of(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def dispute_between(dispute: dict[str, Any], first: str, second: str, day: str) -> dict[str, Any]:
    suspect, victim = dispute["parties"]
    parties = [{**suspect, "name": first}, {**victim, "name": second}]
    return {**dispute, "received_on": day, "occurred_at": None, "parties": parties}


@pytest.fixture
def three(desk: Any, dispute: dict[str, Any]) -> list[Any]:
    days = {"2026-11-01": ("张三", "李四"), "2026-11-18": ("赵六", "钱七"), "2026-11-09": ("孙八", "周九")}
    return [desk.receive("disputes", dispute_between(dispute, *names, day)) for day, names in days.items()]


def test_the_newest_case_stands_first(three: list[Any], window: MainWindow) -> None:
    assert titles(page_of(window, "disputes")) == ["赵六 与 钱七", "孙八 与 周九", "张三 与 李四"]


def test_the_arrow_down_shows_the_next_case(three: list[Any], window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "disputes")
    QTest.keyClick(page.browser.list.rows, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: in_view(page).number == "JF2026-0003")


def test_enter_goes_from_the_list_to_the_case(three: list[Any], window: MainWindow) -> None:
    page = page_of(window, "disputes")
    QTest.keyClick(page.browser.list.rows, Qt.Key.Key_Return)
    assert page.browser.detail.cards.hasFocus()


def test_a_chip_narrows_the_list(three: list[Any], window: MainWindow, desk: Any) -> None:
    desk.step(three[1], "mediation_session", SESSION)
    page = page_of(window, "disputes")
    page.browser.list.chips.set_value({"state": "调解中"})
    page.browser.list.chips.changed.emit()
    assert titles(page) == ["赵六 与 钱七"]


def test_the_heading_counts_all_and_those_still_open(
    three: list[Any], window: MainWindow, desk: Any, dispute_steps: dict[str, Any]
) -> None:
    desk.step(three[0], "terminate", {**dispute_steps["terminate"], "on": "2026-11-20"})
    assert "3 件 · 在办 2" in words_of(page_of(window, "disputes").browser.list)


def test_a_closed_case_is_left_out_of_the_open_ones_and_found_by_its_number(
    three: list[Any], window: MainWindow, desk: Any, dispute_steps: dict[str, Any]
) -> None:
    desk.step(three[0], "terminate", {**dispute_steps["terminate"], "on": "2026-11-20"})
    page = page_of(window, "disputes")
    left_out = "张三 与 李四" not in titles(page)
    page.open_record("JF2026-0001")
    assert left_out and in_view(page).state == "已终止"


def test_where_no_case_is_open_the_closed_ones_are_shown(
    desk: Any, dispute: dict[str, Any], window: MainWindow, dispute_steps: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute_between(dispute, "张三", "李四", "2026-11-01"))
    desk.step(case, "terminate", {**dispute_steps["terminate"], "on": "2026-11-20"})
    assert titles(page_of(window, "disputes")) == ["张三 与 李四"]


def test_rows_are_only_read_when_they_are_shown(
    desk: Any, example: Any, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(100):
        desk.receive("activities", example("activity"))
    asked: list[int] = []

    def page_asked(station: Station, kind: Any, where: Any, offset: int, *more: Any) -> cases.ListPage:
        asked.append(offset)
        return cases.page(station, kind, where, offset, *more)

    monkeypatch.setattr(case_list_model, "page_of_cases", page_asked)
    rows = page_of(window, "activities").browser.list.rows
    QApplication.sendPostedEvents()
    before = set(asked)
    rows.scrollToBottom()
    rows.grab()
    assert (before, set(asked)) == ({0}, {0, 80})


def test_an_empty_kind_offers_the_one_act(window: MainWindow) -> None:
    page = page_of(window, "goods_cases")
    QTest.mouseClick(page.browser.list.nothing.button, Qt.MouseButton.LeftButton)
    assert page.form is not None and page.form.plan.title == "新建假冒伪劣案件"


def test_ctrl_n_opens_a_new_form_in_its_first_empty_field(window: MainWindow) -> None:
    page = page_of(window, "disputes")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.form is not None
    focused = QApplication.focusWidget()
    assert focused is not None and page.form.body.groups[0].editors["occurred_at"].isAncestorOf(focused)


def test_ctrl_enter_begins_the_step_most_likely_next(three: list[Any], window: MainWindow) -> None:
    page = page_of(window, "disputes")
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.form is not None and page.form.plan.form == "disputes JF2026-0002 mediation_session"


def test_a_closed_case_offers_no_correction(
    three: list[Any], window: MainWindow, desk: Any, dispute_steps: dict[str, Any]
) -> None:
    desk.step(three[0], "terminate", {**dispute_steps["terminate"], "on": "2026-11-20"})
    page = page_of(window, "disputes")
    page.open_record("JF2026-0001")
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.form is None


def test_numbers_of_people_are_masked_in_the_detail(
    desk: Any, dispute: dict[str, Any], window: MainWindow
) -> None:
    desk.receive("disputes", dispute)
    shown = words_of(page_of(window, "disputes").browser.detail)
    assert "1101**********002X" in shown and "11010519491231002X" not in shown


def test_facts_are_shown_under_their_declared_labels(
    desk: Any, dispute: dict[str, Any], window: MainWindow
) -> None:
    desk.receive("disputes", dispute)
    page = page_of(window, "disputes")
    facts = page.browser.detail.findChildren(KeyValueRows)
    assert any("主要事实" in words_of(rows) and dispute["facts"] in words_of(rows) for rows in facts)


def test_what_was_done_stands_in_the_order_of_its_days(
    desk: Any, dispute: dict[str, Any], dispute_steps: dict[str, Any], window: MainWindow
) -> None:
    case = desk.receive("disputes", dispute)
    desk.step(case, "mediation_session", dispute_steps["mediation_session"])
    desk.agree(case, dispute_steps)
    desk.issue(case, "public_order_agreement")
    timelines = page_of(window, "disputes").browser.detail.findChildren(TimelineView)
    timeline = next(view for view in timelines if view.isVisible())
    done = [label.accessibleName() for label in timeline.findChildren(QLabel) if label.accessibleName()]
    assert [words.split(" ")[0] for words in done] == [
        "9月28日",
        "9月28日",
        "10月13日",
        "10月13日",
        "10月20日",
        "11月21日",
    ]


def test_each_clause_of_an_agreement_says_how_it_stands(
    desk: Any, dispute: dict[str, Any], dispute_steps: dict[str, Any], window: MainWindow
) -> None:
    case = desk.receive("disputes", dispute)
    desk.agree(case, dispute_steps)
    desk.step(case, "performance", {**dispute_steps["performance"], "amount": "200.50"})
    shown = [badge.text() for badge in page_of(window, "disputes").browser.detail.findChildren(Badge)]
    assert ("已付 200.50 元" in shown, "已履行" in shown, "未履行" in shown) == (True, True, False)


def test_a_change_made_elsewhere_is_seen(
    three: list[Any], window: MainWindow, desk: Any, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    page = page_of(window, "disputes")
    desk.receive("disputes", dispute_between(dispute, "吴十", "郑一", "2026-11-20"))
    qtbot.waitUntil(lambda: titles(page)[0] == "吴十 与 郑一")


def test_a_step_that_issuing_takes_leads_to_the_documents(
    context: WindowContext, desk: Any, qtbot: QtBot
) -> None:
    desk.receive("notices", desk.example(kind_of("notices")))
    page = CasePage(context, kind_of("notices"))
    qtbot.addWidget(page)
    page.show()
    page.browser.detail.take_next_step()
    assert page.documents.isVisible() and page.form is None


def test_a_number_that_is_not_there_is_told(window: MainWindow) -> None:
    page_of(window, "disputes").open_record("JF2026-0999")
    box = QApplication.activeModalWidget()
    assert box is not None and "没有编号“JF2026-0999”" in words_of(box)
    box.close()


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (date(2026, 11, 19), "逾期 2 天", Tone.DANGER),
        (date(2026, 11, 21), "今天到期", Tone.DANGER),
        (date(2026, 11, 24), "还有 3 天", Tone.WARNING),
        (date(2026, 11, 25), "11月25日 星期三", Tone.NEUTRAL),
        (date(2027, 1, 4), "2027年1月4日 星期一", Tone.NEUTRAL),
    ],
)
def test_a_deadline_says_how_far_it_is(due_on: date, words: str, tone: Tone) -> None:
    assert deadline_words(due_on, date(2026, 11, 21)) == (words, tone)


SESSION = {
    **{
        "held_at": "2026-11-19T14:00",
        "place": "派出所调解室",
        "mediators": ["民警甲"],
        "recording_no": "LX-0001",
    },
    **{"record": "双方陈述。", "outcome": "未达成"},
}


def test_an_act_of_tables_is_done_by_its_letter_in_the_open_menu(window: MainWindow) -> None:
    page = page_of(window, "activities")
    page.open_tables()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [entry.text() for entry in menu.actions()] == [act.menu_words for act in TABLE_ACTS]
    QTest.keyClick(menu, Qt.Key.Key_L)
    shown = page.findChild(ImportList)
    assert isinstance(shown, ImportList) and shown.isVisible()
    shown.accept()
