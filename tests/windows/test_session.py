"""One officer at the window: search, lock, counts, and leaving for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.pages import SPECIAL_PAGES, page_of
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.idle import IdleWatch
from fengqiao_desk.ui.session import Doors, Session, day_words
from fengqiao_desk.ui.widgets import QuietButton, RowRole, TimelineView
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.withdrawing import withdraw_step
from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.station import Station
from tests.conftest import PASSWORD

NOW = datetime(2026, 11, 21, 14, 2, 31)


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def session(station: Station, tmp_path: Path, qtbot: QtBot, saved: list[str]) -> Iterator[Session]:
    background = Background(at_once=True)
    doors = Doors(
        background,
        Messages(lambda: None),
        lambda: NOW,
        [lambda: saved.append("saved")],
        Preferences(tmp_path / "window.ini"),
    )
    made = Session(station, station.officers.named("民警甲"), doors)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.end()
    background.close()


def search(session: Session, write: Callable[[QWidget, str], None], words: str) -> QWidget:
    """Ctrl+K, the words, and the pause after typing."""
    session.window.begin_search()
    line: QWidget = session.window.top_bar.search.focusProxy()
    write(line, words)
    session.results.look_for(words)
    return line


def test_the_pages_stand_in_the_order_of_the_work(session: Session) -> None:
    titles = [item.text() for item in session.window.navigation.items.values()]
    assert titles == [
        *("今日", "矛盾纠纷", "假冒伪劣", "场所与告知书", "工作台账", "统计报表", "文书登记", "设置"),
    ]


def test_every_kind_has_a_page(session: Session) -> None:
    pages = session.window.navigation.items
    assert [kind.key for kind in KINDS if page_of(kind.key) not in pages] == []


def test_special_pages_are_of_kinds_that_exist() -> None:
    keys = {kind.key for kind in KINDS}
    assert {*SPECIAL_PAGES, *(key for page in SPECIAL_PAGES.values() for key in page.also)} <= keys


def test_every_page_comes_into_view(session: Session) -> None:
    for key in session.window.navigation.items:
        session.window.show_page(key)
        assert session.window.host.in_view == key


def test_practice_is_plain_in_the_window(session: Session) -> None:
    assert "练习" in session.window.windowTitle()


def test_the_navigation_counts_what_is_open(
    session: Session, desk: Any, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    desk.receive("disputes", dispute)
    item = session.window.navigation.items["disputes"]
    qtbot.waitUntil(lambda: item.accessibleName() == "矛盾纠纷，1")


def test_search_lists_what_holds_the_words(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    case = desk.receive("disputes", dispute)
    search(session, write, "买买提")
    assert session.results.hits() == [("disputes", case.number)]


def test_a_hit_says_in_which_field_the_words_stand(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    case = desk.receive("disputes", {**dispute, "facts": "因空调滴水发生口角。"})
    search(session, write, "空调滴水")
    below = session.results.list.model().index(0, 0).data(RowRole.CONTEXT)
    assert below == f"{case.number}　{case.kind.field('facts').label}：因空调滴水发生口角。"


@pytest.fixture
def struck(desk: Any, dispute: dict[str, Any], dispute_steps: dict[str, Any]) -> Case:
    """A dispute of which the mediation, its second step of two, was withdrawn."""
    case = desk.receive("disputes", dispute)
    for record in ("双方各执一词。", "双方约定轮流停放。"):
        desk.step(case, "mediation_session", {**dispute_steps["mediation_session"], "record": record})
    return withdraw_step(desk.station, case.kind, case.number, 2, "登记错了", desk.act()).case


def test_what_was_withdrawn_is_not_among_what_search_lists(
    session: Session, struck: Case, write: Callable[[QWidget, str], None]
) -> None:
    search(session, write, "轮流停放")
    assert session.results.hits() == []


def test_the_link_below_the_hits_finds_what_was_withdrawn_too(
    session: Session, struck: Case, write: Callable[[QWidget, str], None]
) -> None:
    line = search(session, write, "轮流停放")
    QTest.mouseClick(session.results.withdrawn, Qt.MouseButton.LeftButton)
    assert session.results.hits() == [("disputes", f"{struck.number} entry 2")]
    assert session.results.list.model().index(0, 0).data(RowRole.STATE) == "矛盾纠纷 · 已撤回"
    assert line.hasFocus()


def test_the_key_of_the_link_finds_what_was_withdrawn_too(
    session: Session, struck: Case, write: Callable[[QWidget, str], None]
) -> None:
    line = search(session, write, "轮流停放")
    QTest.keyClick(
        line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert session.results.hits() == [("disputes", f"{struck.number} entry 2")]


def test_typing_on_looks_for_what_stands_again(
    session: Session, struck: Case, write: Callable[[QWidget, str], None]
) -> None:
    search(session, write, "轮流停放")
    session.window.search_withdrawn()
    session.results.look_for("轮流停")
    assert session.results.hits() == []


def test_the_link_is_there_only_where_something_was_withdrawn(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    desk.receive("disputes", dispute)
    search(session, write, "买买提")
    assert not session.results.withdrawn.isVisible()


def test_the_keyboard_goes_to_the_case_that_was_found(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    desk.receive("disputes", dispute)
    line = search(session, write, "买买提")
    QTest.keyClick(line, Qt.Key.Key_Return)
    page = session.window.host.page()
    assert isinstance(page, CasePage)
    assert page.browser.list.rows.hasFocus()


def test_a_page_shown_for_the_first_time_has_the_keyboard_where_it_begins(
    session: Session, desk: Any, dispute: dict[str, Any]
) -> None:
    desk.receive("disputes", dispute)
    session.window.show_page("activities")
    session.window.host.setFocus()
    session.window.show_page("disputes")
    page = session.window.host.page()
    assert isinstance(page, CasePage)
    assert page.browser.list.rows.hasFocus()


def test_a_withdrawn_hit_opens_its_case_at_the_struck_entry(
    session: Session, struck: Case, write: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    line = search(session, write, "轮流停放")
    session.window.search_withdrawn()
    QTest.keyClick(line, Qt.Key.Key_Return)
    page = session.window.host.page()
    assert isinstance(page, CasePage)
    shown = page.browser.case()
    assert shown is not None
    assert (shown.number, page.form) == (struck.number, None)
    (timeline,) = page.browser.detail.findChildren(TimelineView)
    assert (timeline.chosen(), timeline.hasFocus()) == ("2", True)
    (said,) = (words for words in timeline.findChildren(QLabel) if "登记错了" in words.text())
    qtbot.waitUntil(lambda: not said.visibleRegion().isEmpty())


def test_enter_in_the_search_opens_the_record(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    case = desk.receive("disputes", dispute)
    line = search(session, write, "买买提")
    QTest.keyClick(line, Qt.Key.Key_Return)
    page = session.window.host.page()
    assert isinstance(page, CasePage)
    assert case.number in page.browser.detail.case.number


def test_arrow_down_in_the_search_marks_the_next_hit(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    for place in ("示例小区3栋", "示例小区5栋"):
        desk.receive("disputes", {**dispute, "place": place})
    line = search(session, write, "买买提")
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert session.results.list.currentIndex().row() == 1


def test_escape_closes_the_hits_and_keeps_the_words(
    session: Session, desk: Any, dispute: dict[str, Any], write: Callable[[QWidget, str], None]
) -> None:
    desk.receive("disputes", dispute)
    line = search(session, write, "买买提")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (session.results.isVisible(), session.window.top_bar.search.words()) == (False, "买买提")


def test_a_search_without_hits_says_so(session: Session, write: Callable[[QWidget, str], None]) -> None:
    search(session, write, "没有这个人")
    assert session.results.count.text() == "没有找到。"


def test_a_document_found_opens_in_the_register(session: Session, desk: Any, dispute: dict[str, Any]) -> None:
    issued = desk.issue(desk.receive("disputes", dispute), "intake_form")
    session.go("documents", issued.number)
    assert session.window.host.page().chosen.number == issued.number


def test_a_record_that_is_not_there_is_told(session: Session) -> None:
    session.go("disputes", "JF2026-9999")
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    sentence = box.informativeText()
    box.close()
    assert "JF2026-9999" in sentence


def test_signing_in_clears_what_lay_its_days_in_the_trash(
    station: Station, desk: Any, request: pytest.FixtureRequest
) -> None:
    for day in ("2026-11-06", "2026-11-07"):
        station.half_filled.keep("disputes", {"place": day}, desk.act(day))
        trash.throw_away(station, KINDS, "disputes", desk.act(day))
    request.getfixturevalue("session")
    assert desk.count("thrown_away") == 1


def test_a_full_disk_keeps_nobody_out(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskProblem("磁盘空间已满")

    monkeypatch.setattr(trash, "clear", full)
    assert request.getfixturevalue("session").window.isVisible()


def test_the_lock_saves_half_filled_forms_and_hides_the_work(session: Session, saved: list[str]) -> None:
    session.window.ask_lock()
    assert (saved, session.window.host.isVisible()) == (["saved"], False)


def test_locked_keys_reach_no_page(session: Session) -> None:
    session.window.ask_lock()
    QTest.keyClick(session.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert session.window.host.in_view == "today"


def test_the_password_opens_the_lock_and_the_typed_text_is_still_there(
    session: Session, write: Callable[[QWidget, str], None]
) -> None:
    search(session, write, "没打完")
    session.window.ask_lock()
    password = session.lock_cover.password.focusProxy()
    QTest.keyClicks(password, PASSWORD) if PASSWORD.isascii() else write(password, PASSWORD)
    QTest.keyClick(password, Qt.Key.Key_Return)
    assert (session.window.host.isVisible(), session.window.top_bar.search.words()) == (True, "没打完")


def test_a_wrong_password_keeps_the_lock(session: Session) -> None:
    session.window.ask_lock()
    session.lock_cover.password.set_value("wrong")
    session.lock_cover.try_it()
    assert (session.lock_cover.isVisible(), session.lock_cover.password.fault()) == (
        True,
        "密码不对，请再试一次",
    )


def test_an_open_dialog_is_hidden_by_the_lock_and_comes_back(session: Session) -> None:
    session.window.show_keys()
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    session.lock_cover.cover()
    hidden = not sheet.isVisible()
    session.lock_cover.password.set_value(PASSWORD)
    session.lock_cover.try_it()
    shown = sheet.isVisible()
    sheet.close()
    assert (hidden, shown) == (True, True)


def test_another_officer_is_asked_for_from_the_lock(session: Session, qtbot: QtBot) -> None:
    session.window.ask_lock()
    other = next(b for b in session.lock_cover.findChildren(QuietButton) if b.text() == "换人登录")
    with qtbot.waitSignal(session.left):
        QTest.mouseClick(other, Qt.MouseButton.LeftButton)


def test_nobody_at_the_keys_for_the_time_set_locks(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.idle.idle):
        session.idle.timer.start(1)
    assert session.lock_cover.isVisible()


def test_a_key_begins_the_waiting_anew(qapp: QApplication) -> None:
    watch = IdleWatch(qapp, 10)
    watch.timer.stop()
    widget = QWidget()
    QTest.keyClick(widget, Qt.Key.Key_A)
    begun = watch.timer.isActive()
    watch.end()
    widget.deleteLater()
    watch.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert begun


def test_the_line_below_says_the_day_and_the_next_working_day(station: Station) -> None:
    assert day_words(station, date(2026, 11, 21)) == "2026年11月21日 星期六 · 距下一个工作日 2 天"


def test_the_window_is_locked_even_when_a_form_cannot_be_saved(session: Session, saved: list[str]) -> None:
    def full_disk() -> None:
        raise DiskProblem("磁盘空间已满")

    session.context.savers.append(full_disk)
    session.lock()
    covered = session.lock_cover.isVisible()
    session.lock_cover.password.set_value(PASSWORD)
    session.lock_cover.try_it()
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    sentence = box.informativeText()
    box.close()
    session.context.savers.remove(full_disk)
    assert (covered, sentence) == (True, "磁盘空间已满")


def test_a_session_that_ended_hears_of_nothing_more(
    session: Session, desk: Any, dispute: dict[str, Any]
) -> None:
    heard: list[object] = []
    session.context.news.changed.connect(heard.append)
    desk.receive("disputes", dispute)
    before = len(heard)
    session.end()
    desk.receive("disputes", dispute)
    assert (before, len(heard)) == (1, 1)


def test_what_an_officer_who_left_had_open_is_not_asked_for_any_more(
    session: Session, saved: list[str]
) -> None:
    """Locking failed for the next officer: it asked a form of the window that was gone."""
    session.context.savers.append(lambda: pytest.fail("this form is gone"))
    session.end()
    session.lock()
    assert saved == ["saved"]


def test_one_form_that_cannot_be_saved_keeps_no_other_from_it(session: Session, saved: list[str]) -> None:
    def full() -> None:
        raise DiskProblem("磁盘已满")

    session.context.savers.extend([full, lambda: saved.append("the other")])
    session.lock()
    assert "the other" in saved


def test_closing_backs_up_what_changed_in_view_and_then_closes(session: Session, station: Station) -> None:
    session.window.close()
    made = list(station.layout.backups.glob("*.tar.zst"))
    assert (len(made), session.window.isVisible()) == (1, False)


def test_a_backup_that_fails_at_closing_is_told_once(
    session: Session, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tarfile.TarFile.addfile", full)
    session.window.close()
    stayed = session.window.isVisible()
    for box in session.window.findChildren(QMessageBox):
        box.close()
    session.window.close()
    assert (stayed, session.window.isVisible()) == (True, False)
