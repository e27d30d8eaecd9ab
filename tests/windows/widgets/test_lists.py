"""Lists, timelines, banners and what covers a page."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.look import LIGHT, Tone
from fengqiao_desk.ui.widgets import (
    Badge,
    Banner,
    BusyOverlay,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    IconButton,
    KeyValueRows,
    LinkButton,
    RowList,
    RowRole,
    TimelineEntry,
    TimelineView,
)
from fengqiao_desk.ui.widgets.agenda_rows import AgendaLine, AgendaRows
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    listed = RowList("矛盾纠纷")
    model = QStandardItemModel(listed)
    for who in ("李四 与 王五", "张三 与 赵六"):
        row = QStandardItem(who)
        row.setData("调解中", RowRole.STATE)
        row.setData("warning", RowRole.TONE)
        model.appendRow(row)
    listed.setModel(model)
    listed.resize(400, 200)
    qtbot.addWidget(listed)
    listed.show()
    return listed


def test_the_chosen_row_has_a_bar_of_accent_at_its_left(rows: RowList) -> None:
    rows.setCurrentIndex(rows.model().index(1, 0))
    image = rows.viewport().grab().toImage()
    assert [image.pixelColor(1, y).name() == LIGHT.accent for y in (30, 90)] == [False, True]


def test_the_arrow_key_moves_to_the_next_row(qtbot: QtBot, rows: RowList) -> None:
    rows.setCurrentIndex(rows.model().index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.currentIndex().row() == 1


def test_the_state_of_a_row_stands_on_the_ground_of_its_tone(rows: RowList) -> None:
    image = rows.viewport().grab().toImage()
    ground = {image.pixelColor(x, 14).name() for x in range(image.width() - 60, image.width() - 20)}
    assert LIGHT.warning_soft in ground


def test_marks_of_html_in_a_timeline_are_shown_as_typed(qtbot: QtBot) -> None:
    timeline = TimelineView([TimelineEntry("9月28日", "受理", "<b>1 < 2</b>")])
    qtbot.addWidget(timeline)
    assert "&lt;b&gt;1 &lt; 2&lt;/b&gt;" in timeline.findChildren(QLabel)[-1].text()


def test_new_entries_take_the_place_of_the_old(qtbot: QtBot) -> None:
    timeline = TimelineView([TimelineEntry("9月28日", "受理"), TimelineEntry("9月29日", "调解")])
    qtbot.addWidget(timeline)
    timeline.show()
    timeline.set_entries([TimelineEntry("10月1日", "结案")])
    qtbot.waitUntil(lambda: _visible_words(timeline) == ["10月1日", "<b>结案</b>"])


def test_new_values_take_the_place_of_the_old_at_once(qtbot: QtBot) -> None:
    rows = KeyValueRows([("状态", "调解中")])
    qtbot.addWidget(rows)
    rows.show()
    rows.set_rows([("状态", "已办结")])
    assert "调解中" not in _visible_words(rows)


def test_fewer_values_than_before_leave_no_hole(qtbot: QtBot) -> None:
    rows, fresh = KeyValueRows([("状态", "调解中")] * 5), KeyValueRows([("状态", "已办结")])
    for shown in (rows, fresh):
        qtbot.addWidget(shown)
    rows.set_rows([("状态", "已办结")])
    assert rows.sizeHint().height() == fresh.sizeHint().height()


def test_a_key_meant_for_a_matter_that_was_just_taken_away_is_no_defect(qtbot: QtBot) -> None:
    line = AgendaLine(
        "今天到期", Tone.DANGER, "张三 与 李四", "答复当事人", "11月21日", "去办", "disputes", "1"
    )
    agenda = AgendaRows()
    qtbot.addWidget(agenda)
    agenda.set_lines([line])
    former = agenda.buttons[0]
    agenda.set_lines([])
    with capture_exceptions() as found:
        QApplication.sendEvent(former, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, NO_KEY))
    assert found == []


@pytest.mark.parametrize("sort", ["link", "icon"])
def test_enter_presses_a_link_and_an_icon_as_every_button(qtbot: QtBot, sort: str) -> None:
    button = LinkButton("继续填写") if sort == "link" else IconButton("close", "去掉第 1 行")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def _visible_words(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]


def test_the_act_of_a_banner_is_told(qtbot: QtBot) -> None:
    banner = Banner("备份已三天没有成功。", Tone.DANGER, act="现在备份")
    qtbot.addWidget(banner)
    act = banner.findChild(QPushButton)
    assert act is not None
    with qtbot.waitSignal(banner.acted):
        act.click()


def test_an_empty_page_without_an_act_shows_no_button(qtbot: QtBot) -> None:
    empty = EmptyState("这里还没有纠纷。")
    qtbot.addWidget(empty)
    empty.show()
    assert not empty.button.isVisible()


def test_a_label_too_long_for_its_place_ends_in_an_ellipsis_and_tells_all_in_its_tip(qtbot: QtBot) -> None:
    words = ElidedLabel("先行登记保存期限，逾期自动解除（第110条）")
    qtbot.addWidget(words)
    words.resize(120, 22)
    words.grab()
    assert (words.shown_words()[-1], words.toolTip()) == ("…", words.text())


def test_a_badge_is_wide_enough_for_its_word(qtbot: QtBot) -> None:
    badge = Badge("今天到期", Tone.WARNING)
    qtbot.addWidget(badge)
    assert badge.sizeHint().width() >= badge.fontMetrics().horizontalAdvance("今天到期")


def test_chips_that_do_not_fit_go_to_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=8)
    for words in ("民警甲", "民警乙", "辅警丙"):
        flow.addWidget(Badge(words))
    assert flow.heightForWidth(70) == 3 * 22 + 2 * 8


def test_esc_over_a_running_work_asks_to_stop_it(qtbot: QtBot) -> None:
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    veil = BusyOverlay(page)
    veil.begin("正在导出……")
    with qtbot.waitSignal(veil.cancelled):
        QTest.keyClick(veil, Qt.Key.Key_Escape)


def test_the_focus_goes_back_to_where_it_was_when_the_work_is_over(qtbot: QtBot) -> None:
    page = QWidget()
    field = QLineEdit()
    QVBoxLayout(page).addWidget(field)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    field.setFocus()
    veil = BusyOverlay(page)
    veil.begin("正在备份……")
    during = page.focusWidget()
    veil.end()
    assert during is not field
    assert page.focusWidget() is field


def test_tab_does_not_leave_the_veil_for_the_page_below(qtbot: QtBot) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(QLineEdit())
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    veil = BusyOverlay(page)
    veil.begin("正在备份……")
    before = page.focusWidget()
    assert before is not None
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert page.focusWidget() is before


def test_a_veil_covers_the_page_also_after_it_grew(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    veil = BusyOverlay(page)
    veil.begin("正在备份……")
    page.resize(500, 400)
    assert veil.size() == page.size()


def test_what_is_wider_than_the_room_is_as_wide_as_the_room(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    long = ElidedLabel("一次性使用医用口罩（标称）2300余只" * 9)
    flow.addWidget(long)
    holder.resize(300, 40)
    holder.show()
    assert (long.width(), long.shown_words().endswith("…")) == (300, True)
