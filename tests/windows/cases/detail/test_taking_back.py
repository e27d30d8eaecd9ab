"""A mistake is taken back on the page of the case: a step, another entry for it, the whole record, and all of it brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.context import Done, WindowContext
from fengqiao_desk.ui.dialogs.taking_back import CLOSED, TakingBackDialog
from fengqiao_desk.ui.widgets import Banner, IconButton, LinkButton, TimelineView
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from fengqiao_desk.cases import Case, load
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.summaries import close
from fengqiao_desk.values.days import Period

Entry = dict[str, Any]
Show = Callable[[QWidget], Any]
Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def agreed(desk: Any, dispute: Entry, dispute_steps: Entry) -> Case:
    """A dispute mediated, agreed, and half paid: positions 1 to 3."""
    case = desk.receive("disputes", dispute)
    held = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T14:00"}
    paid = {**dispute_steps["performance"], "amount": "1000.00"}
    for step, entry in (
        ("mediation_session", held),
        ("agreement", dispute_steps["agreement"]),
        ("performance", paid),
    ):
        case = desk.step(case, step, entry)
    return load(desk.station, kind_of("disputes"), case.number)


@pytest.fixture
def page(context: WindowContext, show: Show, agreed: Case) -> CasePage:
    made: CasePage = show(CasePage(context, kind_of("disputes")))
    made.open_record(agreed.number)
    QTest.qWait(30)
    return made


@pytest.fixture
def now(context: WindowContext, agreed: Case) -> Callable[[], Case]:
    return lambda: load(context.station, kind_of("disputes"), agreed.number)


def timeline(page: CasePage) -> TimelineView:
    QTest.qWait(100)
    (found,) = (view for view in page.browser.detail.cards.findChildren(TimelineView) if view.isVisible())
    return found


def chosen(page: CasePage, key: str) -> TimelineView:
    """The entry, reached by the key of the timeline and the arrows."""
    page.activateWindow()
    QTest.qWait(100)
    QTest.keyClick(page.browser.detail, Key.Key_J, ALT)
    view = timeline(page)
    for way in (*(Key.Key_Up,) * 9, *(Key.Key_Down,) * 9):
        if view.chosen() == key:
            break
        QTest.keyClick(view, way)
    assert view.chosen() == key
    return view


def dialog() -> TakingBackDialog:
    shown = [found for found in QApplication.topLevelWidgets() if isinstance(found, TakingBackDialog)]
    asked = next(found for found in shown if found.isVisible())
    # A shortcut counts in the window that has the keyboard.
    asked.activateWindow()
    QTest.qWait(50)
    assert asked.isActiveWindow()
    return asked


def says(widget: QWidget) -> str:
    QTest.qWait(80)
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def confirm(asked: TakingBackDialog) -> None:
    QTest.keyClick(asked.focusWidget(), Key.Key_Return, CONTROL)
    # Qt shows a button pressed by its key for a moment before it clicks.
    QTest.qWait(200)


def answer(reason: str) -> None:
    """Ticks what is to be ticked, writes the reason and acts."""
    asked = dialog()
    for tick in asked.ticks:
        tick.set_value(True)
    asked.reason.set_value(reason)
    confirm(asked)


def test_the_newest_step_is_taken_back_by_keys(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_Delete)
    answer("付款录错了")
    assert (now().state, [taken.position for taken in now().withdrawn_steps]) == ("待履行", [3])


def test_a_step_taken_back_stays_on_the_timeline_struck_through_with_its_reason(page: CasePage) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_Delete)
    answer("付款录错了")
    said = says(timeline(page))
    assert "<s style" in said and "已撤回：付款录错了 · 民警甲 11月21日" in said


def test_what_rests_on_a_step_is_named_newest_first_before_it_goes(page: CasePage) -> None:
    QTest.keyClick(chosen(page, "1"), Key.Key_Delete)
    said = says(dialog())
    assert 0 < said.index("第 3 步“登记履行”") < said.index("第 2 步“达成协议”")
    assert "还没有登记达成协议的那次调解" in said
    dialog().reject()


def test_later_steps_go_only_where_that_is_ticked(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(chosen(page, "1"), Key.Key_Delete)
    asked = dialog()
    asked.reason.set_value("记错了人")
    confirm(asked)
    assert (asked.isVisible(), asked.ticks[0].fault(), len(now().steps)) == (True, "请先勾选", 3)
    answer("记错了人")
    assert (now().steps, now().state) == ((), "受理")


def test_a_reason_is_asked_beside_its_field(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_Delete)
    answer("  ")
    assert dialog().reason.fault() == "请写明理由"
    dialog().reject()
    assert len(now().steps) == 3


def test_a_closed_month_is_told_and_acknowledged(
    desk: Any, context: WindowContext, page: CasePage, now: Callable[[], Case]
) -> None:
    close(context.station, Period(date(2026, 10, 1), date(2026, 10, 31)), desk.act("2026-11-02", "所长戊"))
    QTest.keyClick(chosen(page, "3"), Key.Key_Delete)
    asked = dialog()
    assert [found.accessibleName() for found in asked.findChildren(Banner) if found.isVisible()] == [CLOSED]
    asked.reason.set_value("付款录错了")
    confirm(asked)
    assert len(now().steps) == 3
    answer("付款录错了")
    assert len(now().steps) == 2


def test_the_menu_of_an_entry_has_its_acts_with_their_keys(page: CasePage) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [act.text() for act in menu.actions()] == ["撤回…\tDelete", "改为…\tF2"]
    menu.close()


def test_what_one_may_not_take_back_is_not_offered(
    context_of: Callable[[str], WindowContext], show: Show, agreed: Case
) -> None:
    made: CaseDetail = show(CaseDetail(context_of("辅警丙"), kind_of("disputes")))
    made.show_case(agreed.number)
    (view,) = made.cards.findChildren(TimelineView)
    QTest.keyClick(made, Key.Key_J, ALT)
    assert view.chosen() == ""


def test_a_payment_mistyped_is_put_right_in_its_form(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_F2)
    form = page.form
    assert form is not None
    entry = form.body.entry()
    assert entry["amount"] == "1000.00"
    form.body.set_entry({**entry, "amount": "100.00", "why_replaced": "多打了一个零"})
    QTest.keyClick(form, Key.Key_Return, CONTROL)
    assert [(taken.position, taken.entry["amount"]) for taken in now().taken("performance")] == [
        (4, "100.00")
    ]
    said = says(timeline(page))
    assert "改为第 4 步：多打了一个零" in said and "代替第 3 步" in said
    assert said.index("第1条 · 1000.00 元") < said.index("第1条 · 100.00 元")


def test_a_replacement_without_a_reason_stays_in_its_form(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_F2)
    form = page.form
    assert form is not None
    QTest.keyClick(form, Key.Key_Return, CONTROL)
    faults = {editor.accessibleName(): editor.fault() for editor in form.body.editors() if editor.fault()}
    assert (list(faults.values()), len(now().steps)) == (["请写明理由"], 3)


def test_a_replacement_that_carries_less_is_refused_where_it_is_typed(
    page: CasePage, now: Callable[[], Case]
) -> None:
    QTest.keyClick(chosen(page, "1"), Key.Key_F2)
    form = page.form
    assert form is not None
    form.body.set_entry({**form.body.entry(), "outcome": "未达成", "why_replaced": "结果记错"})
    QTest.keyClick(form, Key.Key_Return, CONTROL)
    assert "后面的不再成立" in says(form)
    assert len(now().withdrawn_steps) == 0


def test_a_step_is_brought_back_by_its_key(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(chosen(page, "1"), Key.Key_Delete)
    answer("记错了人")
    QTest.qWait(80)
    chosen(page, "2")
    QTest.keyClick(page.browser.detail, Key.Key_R, ALT)
    answer("撤错了")
    assert [taken.position for taken in now().steps] == [1, 2, 3]


def test_a_whole_record_is_taken_back_and_opens_with_a_banner(
    page: CasePage, now: Callable[[], Case]
) -> None:
    QTest.keyClick(page.browser.detail, Key.Key_Delete, CONTROL)
    answer("重复登记")
    assert now().state == "登记已撤回"
    page.open_record(now().number)
    said = says(page.browser.detail)
    assert "整件已撤回，不计入任何数字：重复登记 · 民警甲 11月21日" in said


def test_a_whole_record_is_brought_back_from_its_banner(page: CasePage, now: Callable[[], Case]) -> None:
    QTest.keyClick(page.browser.detail, Key.Key_Delete, CONTROL)
    answer("重复登记")
    page.open_record(now().number)
    QTest.qWait(30)
    links = page.browser.detail.findChildren(LinkButton)
    next(found for found in links if found.text() == "恢复…").click()
    answer("没有重复")
    assert (now().state, len(now().steps)) == ("待履行", 3)


def test_a_numbered_paper_in_the_way_is_named_before_anything_is_typed(
    desk: Any, page: CasePage, agreed: Case
) -> None:
    issued = desk.issue(agreed, "intake_form")
    page.open_record(agreed.number)
    QTest.qWait(30)
    QTest.keyClick(page.browser.detail, Key.Key_Delete, CONTROL)
    asked = dialog()
    assert (issued.number in says(asked), asked.reason.isVisible()) == (True, False)
    asked.reject()


def test_what_was_just_taken_back_can_be_undone_at_once(
    context_of: Callable[[str], WindowContext], show: Show, agreed: Case, now: Callable[[], Case]
) -> None:
    context, done = context_of("民警甲"), list[Done]()
    object.__setattr__(context, "done", done.append)
    made: CasePage = show(CasePage(context, kind_of("disputes")))
    made.open_record(agreed.number)
    QTest.qWait(30)
    QTest.keyClick(chosen(made, "3"), Key.Key_Delete)
    answer("付款录错了")
    done[0].undo()
    assert len(now().steps) == 3


def test_what_was_just_brought_back_can_be_undone_at_once(
    context_of: Callable[[str], WindowContext], show: Show, agreed: Case, now: Callable[[], Case]
) -> None:
    context, done = context_of("民警甲"), list[Done]()
    object.__setattr__(context, "done", done.append)
    made: CasePage = show(CasePage(context, kind_of("disputes")))
    made.open_record(agreed.number)
    QTest.qWait(30)
    for key in ("2", "0"):
        QTest.keyClick(chosen(made, key), Key.Key_Delete)
        answer("录错了")
        QTest.qWait(80)
        QTest.keyClick(chosen(made, key).window(), Key.Key_R, ALT)
        answer("没有录错")
        stood = (now().state, len(now().steps))
        done[-1].undo()
        assert stood == ("待履行", 3)
        assert (now().state, len(now().steps)) != stood
        done[-2].undo()


def test_a_record_that_was_taken_back_is_no_repetition(desk: Any, page: CasePage, dispute: Entry) -> None:
    second = desk.receive("disputes", {**dispute, "facts": "又争吵"})
    page.open_record(second.number)
    assert "12 个月内第" in says(page.browser.detail)
    QTest.keyClick(page.browser.detail, Key.Key_Delete, CONTROL)
    answer("重复登记")
    page.open_record(second.number)
    assert "12 个月内第" not in says(page.browser.detail)


def test_the_keyboard_stays_on_the_entry_that_was_taken_back(page: CasePage) -> None:
    QTest.keyClick(chosen(page, "3"), Key.Key_Delete)
    answer("付款录错了")
    page.activateWindow()
    QTest.qWait(150)
    view = timeline(page)
    assert (view.hasFocus(), view.chosen()) == (True, "3")


def test_the_mouse_finds_the_acts_at_the_end_of_the_line(page: CasePage) -> None:
    more = [found for found in timeline(page).findChildren(IconButton) if found.isVisible()]
    # Like every menu of the house it opens without waiting for an answer.
    QTest.mouseClick(more[3], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert dialog().windowTitle() == "撤回第 3 步“登记履行”"
    dialog().reject()


def test_the_right_button_on_an_entry_asks_what_can_be_done_with_it(page: CasePage) -> None:
    words = next(found for found in timeline(page).findChildren(QLabel) if "收条一张" in found.text())
    QApplication.sendEvent(
        words,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(4, 4), words.mapToGlobal(QPoint(4, 4))),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "撤回…\tDelete"
    menu.close()
