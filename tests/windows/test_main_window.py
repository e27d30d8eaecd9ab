"""The frame of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fengqiao_desk.ui.actions import (
    ADD_ROW,
    DOCUMENTS,
    KEYS,
    NEW,
    PRINT,
    SEARCH,
    TABLES,
    WINDOW_ACTS,
    WindowAct,
    new_of,
)
from fengqiao_desk.ui.key_sheet import KeySheet
from fengqiao_desk.ui.look import Tone
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.page import Page, PageEntry
from fengqiao_desk.ui.widgets import ChoiceEditor, FieldBox, LineEditor
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

Write = Callable[[QWidget, str], None]


ESCAPE = WindowAct("cancel", "取消", "Esc", "print_page")


class Disputes(Page):  # type: ignore[misc]
    """A page with two acts and one field."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.field = LineEditor()
        self.choice = ChoiceEditor(("邻里", "债务"))
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.choice)
        self.offered: tuple[WindowAct, ...] = (replace(NEW, title="新建纠纷"), PRINT)

    def acts(self) -> tuple[WindowAct, ...]:
        return self.offered

    def begin_new(self) -> None:
        self.done.append("new")

    def print_page(self) -> None:
        self.done.append("print")


class Opening:
    """Counts how often each page was made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def entry(self, key: str, title: str, icon: str, count: int | None = None) -> PageEntry:
        return PageEntry(key, title, icon, count, lambda: self._make(key))

    def _make(self, key: str) -> QWidget:
        self.made.append(key)
        return Disputes() if key == "disputes" else QWidget()


@pytest.fixture
def opening() -> Opening:
    return Opening()


@pytest.fixture
def window(qtbot: QtBot, opening: Opening) -> MainWindow:
    pages = [opening.entry("today", "今日", "today", 7), opening.entry("disputes", "矛盾纠纷", "dispute", 12)]
    made = MainWindow(pages, opening.entry("settings", "设置", "settings"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def disputes(window: MainWindow) -> Disputes:
    window.show_page("disputes")
    page = window.host.page()
    assert isinstance(page, Disputes)
    return page


def top_buttons(window: MainWindow) -> list[str]:
    buttons = [b for b in window.top_bar.findChildren(QPushButton) if not b.isHidden()]
    row = window.top_bar.layout()
    return [b.text() for b in sorted(buttons, key=row.indexOf)]


def test_the_first_page_is_in_view_at_the_start(window: MainWindow) -> None:
    assert window.host.in_view == "today"


def test_a_page_is_made_when_it_is_first_shown_and_kept(window: MainWindow, opening: Opening) -> None:
    for key in ("disputes", "today", "disputes"):
        window.show_page(key)
    assert opening.made == ["today", "disputes"]


def test_a_click_in_the_navigation_shows_the_page(window: MainWindow) -> None:
    window.navigation.items["disputes"].click()
    assert window.host.in_view == "disputes"


def test_alt_and_a_number_go_to_the_page_of_that_place(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.host.in_view == "disputes"


def test_going_on_from_the_last_page_comes_to_the_first(window: MainWindow) -> None:
    window.show_page("settings")
    window.show_next_page()
    assert window.host.in_view == "today"


def test_how_much_waits_is_read_out_with_the_page_s_name(window: MainWindow) -> None:
    window.navigation.items["disputes"].set_count(3)
    assert window.navigation.items["disputes"].accessibleName() == "矛盾纠纷，3"


def test_ctrl_k_goes_to_the_search_from_anywhere(qtbot: QtBot, window: MainWindow) -> None:
    disputes(window).field.setFocus()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "搜索"


def test_what_is_searched_is_told(write: Write, qtbot: QtBot, window: MainWindow) -> None:
    window.begin_search()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(window.search_entered) as entered:
        write(focused, "张三")
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert entered.args == ["张三"]


def test_the_primary_act_of_the_page_stands_at_the_right_end(qtbot: QtBot, window: MainWindow) -> None:
    disputes(window)
    qtbot.waitUntil(lambda: top_buttons(window) == ["打印", "新建纠纷"])


def test_a_page_without_acts_has_no_buttons_above_it(window: MainWindow) -> None:
    disputes(window)
    window.show_page("today")
    assert top_buttons(window) == []


def test_the_key_of_an_act_does_it(qtbot: QtBot, window: MainWindow) -> None:
    page = disputes(window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["new"]


def test_the_key_of_an_act_is_dead_on_another_page(qtbot: QtBot, window: MainWindow) -> None:
    page = disputes(window)
    window.show_page("today")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.done == []


def test_a_click_on_the_primary_button_does_the_act(window: MainWindow) -> None:
    page = disputes(window)
    next(b for b in window.top_bar.findChildren(QPushButton) if b.text() == "新建纠纷").click()
    assert page.done == ["new"]


def test_the_buttons_follow_when_a_page_offers_other_acts(qtbot: QtBot, window: MainWindow) -> None:
    page = disputes(window)
    page.offered = (PRINT,)
    page.acts_changed.emit()
    qtbot.waitUntil(lambda: top_buttons(window) == ["打印"])


def test_practice_is_said_in_title_navigation_and_status_line(window: MainWindow) -> None:
    window.set_station("示例派出所", practice=True)
    assert "练习" in window.windowTitle()
    assert "练习数据，不是真实案件" in window.status_line.words()


def test_a_real_station_says_nothing_of_practice(window: MainWindow) -> None:
    window.set_station("示例派出所", practice=False)
    assert "练习" not in window.windowTitle() + "".join(window.status_line.words())


def test_the_status_line_says_the_backup_s_state_in_words(window: MainWindow) -> None:
    window.status_line.set_backup(Tone.DANGER, "三天没有备份")
    assert "三天没有备份" in window.status_line.words()


def test_a_click_on_the_officer_asks_to_lock(qtbot: QtBot, window: MainWindow) -> None:
    window.navigation.set_officer("民警甲")
    with qtbot.waitSignal(window.lock_asked):
        window.navigation.officer.click()


def test_f1_shows_the_keys_of_window_and_page(qtbot: QtBot, window: MainWindow) -> None:
    disputes(window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    rows = dict(sheet.rows)
    sheet.done(0)
    assert (rows["Ctrl N"], rows["Ctrl K"], rows["Alt 2"]) == ("新建纠纷", "搜索", "矛盾纠纷")


def test_an_act_of_the_page_in_view_is_not_listed_again_below(qtbot: QtBot) -> None:
    """What a page of cases offers stands with the window's keys; 看案件时 has only what is left."""
    sheet = KeySheet((*WINDOW_ACTS, new_of("纠纷"), DOCUMENTS, TABLES))
    qtbot.addWidget(sheet)
    found = dict(sheet.sections())
    here, below = dict(found["窗口和这一页"]), dict(found["看案件时"])
    assert (here["Ctrl N"], here["Ctrl P"], here["Alt T"]) == ("新建纠纷", "文书", "表格")
    assert {"Ctrl N", "Ctrl P", "Alt T"} & set(below) == set()
    assert below["Ctrl E"] == "更正"


def test_a_key_is_listed_once_and_belongs_to_the_nearer_act(qtbot: QtBot) -> None:
    """Later acts are nearer: those of the page come after those of the window."""
    sheet = KeySheet((SEARCH, replace(ADD_ROW, shortcut=SEARCH.shortcut)))
    qtbot.addWidget(sheet)
    assert list(sheet.rows) == [("Ctrl K", "添加一行")]


def test_the_same_key_in_another_place_is_still_listed(qtbot: QtBot) -> None:
    sheet = KeySheet((DOCUMENTS,))
    qtbot.addWidget(sheet)
    found = {heading: dict(rows) for heading, rows in sheet.sections()}
    assert found["看文书时"]["Ctrl P"] == "打印"


def test_the_key_sheet_is_printed_with_every_row(qtbot: QtBot) -> None:
    sheet = KeySheet((SEARCH, KEYS))
    qtbot.addWidget(sheet)
    assert "Ctrl K\n搜索\nF1" in sheet.document().toPlainText()


def test_the_key_sheet_names_the_keys_of_forms_and_documents(qtbot: QtBot) -> None:
    sheet = KeySheet((SEARCH,))
    qtbot.addWidget(sheet)
    found = {heading: dict(rows) for heading, rows in sheet.sections()}
    assert (found["填表时"]["Alt A"], found["看文书时"]["Ctrl D"]) == ("添加一行", "拟稿")


def test_the_acts_of_the_window_stand_in_its_menu_with_their_keys(window: MainWindow) -> None:
    shown = {act.text(): act.shortcut().toString() for act in window.top_bar.more.menu().actions()}
    assert (shown["快捷键一览"], shown["锁定"]) == ("F1", "Ctrl+L")


def test_esc_in_the_search_empties_it_and_does_not_reach_the_page(write: Write, window: MainWindow) -> None:
    page = disputes(window)
    page.offered = (ESCAPE,)
    page.acts_changed.emit()
    window.begin_search()
    focused = QApplication.focusWidget()
    assert focused is not None
    write(focused, "张三")
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert (window.top_bar.search.words(), page.done) == ("", [])


def test_esc_in_a_field_with_terms_hides_them_and_does_not_reach_the_page(window: MainWindow) -> None:
    page = disputes(window)
    page.offered = (ESCAPE,)
    page.acts_changed.emit()
    line = page.choice.findChild(QLineEdit)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (page.choice.suggestions.offered(), page.done) == ([], [])
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert page.done == ["print"]


def test_a_narrow_window_leaves_only_the_icons_of_the_navigation(window: MainWindow) -> None:
    wide = window.navigation.width()
    window.resize(860, 600)
    assert window.navigation.width() < wide / 2


def test_everything_that_can_be_pressed_has_a_name_and_can_be_reached_by_key(window: MainWindow) -> None:
    disputes(window)
    window.navigation.set_officer("民警甲")
    for button in window.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text(), button
        in_a_field = isinstance(button.parent(), FieldBox)  # does what the Down key does in the field
        in_a_group = button.autoExclusive()  # Tab goes to the chosen one, arrows to the others
        reached = button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert in_a_field or in_a_group or reached, button.text()


def test_the_arrow_key_in_the_navigation_goes_to_the_next_page(window: MainWindow) -> None:
    today = window.navigation.items["today"]
    today.setFocus()
    QTest.keyClick(today, Qt.Key.Key_Down)
    assert window.host.in_view == "disputes"


def test_a_page_that_needs_more_room_than_the_window_is_scrolled_not_squeezed(window: MainWindow) -> None:
    page = disputes(window)
    page.field.setFixedHeight(1500)
    window.resize(700, 400)
    assert page.height() >= 1500


def test_a_narrow_window_keeps_its_primary_button_and_puts_the_quiet_ones_into_the_menu(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = disputes(window)
    more = [replace(PRINT, key=f"quiet{number}", title=f"另一件很长的事情{number}") for number in range(4)]
    page.offered = (replace(NEW, title="新建假冒伪劣案件"), *more)
    page.acts_changed.emit()
    window.resize(600, 360)
    shown = top_buttons(window)
    in_menu = [act.text() for act in window.top_bar.more.menu().actions()]
    assert shown[-1] == "新建假冒伪劣案件"
    assert [act.title for act in more if (act.title in shown) == (act.title in in_menu)] == []
    assert in_menu[0].startswith("另一件")


def test_a_window_made_wide_again_has_all_its_buttons(window: MainWindow) -> None:
    page = disputes(window)
    page.offered = (
        NEW,
        *(replace(PRINT, key=f"quiet{number}", title="另一件很长的事情") for number in range(2)),
    )
    page.acts_changed.emit()
    window.resize(600, 360)
    window.resize(1366, 700)
    assert len(top_buttons(window)) == 3
    assert "另一件很长的事情" not in [act.text() for act in window.top_bar.more.menu().actions()]


@pytest.mark.parametrize("size", [(1366, 690), (1093, 550), (910, 470), (683, 340)])
def test_the_officer_the_status_line_and_the_primary_button_are_in_view_on_small_screens(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    disputes(window)
    window.navigation.set_officer("民警甲")
    window.resize(*size)
    primary = next(b for b in window.top_bar.findChildren(QPushButton) if b.text() == "新建纠纷")
    qtbot.waitUntil(lambda: primary.width() >= primary.minimumSizeHint().width())
    for part in (window.navigation.officer, window.status_line, primary):
        place = part.rect().translated(part.mapTo(window, part.rect().topLeft()))
        assert window.rect().contains(place), (part, place)


def test_a_page_begins_right_below_the_bar(window: MainWindow) -> None:
    assert window.host.y() == window.top_bar.geometry().bottom() + 1
