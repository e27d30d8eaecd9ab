"""并入 and 拆分 in the window: the other is found, both stand side by side, what will move is said, and it can be parted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.detail.merging_dialog import MergingDialog
from fengqiao_desk.ui.context import Done, WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.widgets import Banner, LinkButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from fengqiao_desk.cases import Case, load
from fengqiao_desk.kinds import kind_of

Show = Callable[[QWidget], Any]
Entry = dict[str, Any]
Went = list[tuple[str, str]]


@pytest.fixture
def doubled(desk: Any, venue: Entry, example: Callable[[str], Any]) -> tuple[Case, Case]:
    """A venue registered twice at one address; the double was inspected."""
    first = desk.receive("venues", venue)
    second = desk.receive("venues", {**venue, "name": "金悦棋牌室", "trading_name": None})
    desk.step(second, "inspect", example("venue_steps")["inspect"])
    return second, first


@pytest.fixture
def detail(context: WindowContext, show: Show, doubled: tuple[Case, Case]) -> CaseDetail:
    made: CaseDetail = show(CaseDetail(context, kind_of("venues")))
    made.show_case(doubled[0].number)
    QTest.qWait(20)
    return made


def dialog(kind: type[QWidget]) -> Any:
    return next(
        found for found in QApplication.topLevelWidgets() if isinstance(found, kind) and found.isVisible()
    )


def words_of(widget: QWidget) -> str:
    QTest.qWait(20)  # what was added is shown by the event loop
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def link(widget: QWidget, words: str) -> LinkButton:
    return next(each for each in widget.findChildren(LinkButton) if each.text() == words)


def asked(detail: CaseDetail, number: str, reason: str) -> Any:
    """The dialog, asked for by key, with a number and a reason in it."""
    detail.activateWindow()
    assert QTest.qWaitForWindowActive(detail)
    QTest.keyClick(detail, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    found = dialog(MergingDialog)
    QTest.keyClicks(found.focusWidget(), number)
    found.reason.set_value(reason)
    return found


def confirm(found: QWidget) -> None:
    QTest.qWait(30)  # it has the keyboard once the event loop has shown it
    found.activateWindow()
    assert QTest.qWaitForWindowActive(found)
    QTest.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(200)  # a key of a button lets it go a tenth of a second later


def standing(detail: CaseDetail, context: WindowContext, number: str) -> Case:
    return load(context.station, kind_of("venues"), number)


def merged(detail: CaseDetail, doubled: tuple[Case, Case]) -> None:
    found = asked(detail, doubled[1].number, "同一家")
    confirm(found)


def part(detail: CaseDetail) -> None:
    detail.activateWindow()
    assert QTest.qWaitForWindowActive(detail)
    QTest.keyClick(detail, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    found = dialog(AskingDialog)
    found.rows.editors["reason"].set_value("不是同一家")
    confirm(found)


def test_both_stand_side_by_side_with_what_will_move(detail: CaseDetail, doubled: tuple[Case, Case]) -> None:
    found = asked(detail, doubled[1].number, "")
    shown = words_of(found)
    assert "金悦棋牌室" in shown
    assert "示例棋牌室" in shown
    assert f"随过去、在 {doubled[1].number} 计算：检查 2026-11-20" in shown
    found.reject()


def test_it_is_folded_by_keys_and_the_other_is_shown(
    detail: CaseDetail, context: WindowContext, doubled: tuple[Case, Case], went: Went
) -> None:
    merged(detail, doubled)
    assert standing(detail, context, doubled[0].number).state == "登记已并入"
    assert went == [("venues", doubled[1].number)]


def test_the_other_is_found_by_its_name(detail: CaseDetail, doubled: tuple[Case, Case], write: Any) -> None:
    found = asked(detail, "", "")
    write(found.focusWidget(), "示例")
    assert found.other.suggestions.offered() == [f"{doubled[1].number} {doubled[1].title}"]
    found.reject()


def test_enter_takes_the_other_that_was_found(
    detail: CaseDetail, doubled: tuple[Case, Case], write: Any
) -> None:
    found = asked(detail, "", "")
    write(found.focusWidget(), doubled[1].number)
    QTest.keyClick(found.focusWidget(), Qt.Key.Key_Return)
    assert (found.other.suggestions.offered(), found.number) == ([], doubled[1].number)
    found.reject()


def test_the_keyboard_goes_to_a_reason_that_is_missing(
    detail: CaseDetail, doubled: tuple[Case, Case]
) -> None:
    found = asked(detail, doubled[1].number, "")
    found.try_it()
    assert found.focusWidget() is found.reason.focusProxy()
    found.reject()


def test_a_reason_that_is_missing_is_asked_and_what_was_typed_stays(
    detail: CaseDetail, context: WindowContext, doubled: tuple[Case, Case]
) -> None:
    found = asked(detail, doubled[1].number, "")
    found.try_it()
    assert "请写明理由" in words_of(found)
    assert found.number == doubled[1].number
    assert standing(detail, context, doubled[0].number).state == "营业"
    found.reject()


def test_what_stands_in_the_way_is_said_before_anything_is_done(
    detail: CaseDetail, doubled: tuple[Case, Case]
) -> None:
    found = asked(detail, doubled[0].number, "同一家")
    assert "不能并入自己" in words_of(found)
    found.reject()


def test_half_a_number_is_no_fault_yet(detail: CaseDetail, doubled: tuple[Case, Case]) -> None:
    found = asked(detail, doubled[1].number[:-1], "")
    assert "没有编号" not in words_of(found)
    found.reject()


def test_a_number_that_is_not_there_is_said(detail: CaseDetail) -> None:
    found = asked(detail, "CS2026-9999", "")
    assert "没有编号“CS2026-9999”" in words_of(found)
    found.reject()


def test_a_double_is_offered_for_folding_and_filled_in(
    detail: CaseDetail, doubled: tuple[Case, Case]
) -> None:
    banner = next(each for each in detail.findChildren(Banner) if "重复登记" in each.accessibleName())
    link(banner, "并入…").click()
    found = dialog(MergingDialog)
    assert found.number == doubled[1].number
    found.reject()


def test_the_one_that_is_left_tells_what_was_folded_into_it(
    detail: CaseDetail, doubled: tuple[Case, Case]
) -> None:
    merged(detail, doubled)
    detail.show_case(doubled[1].number)
    shown = words_of(detail)
    assert "并入的登记" in shown
    assert f"并入自 {doubled[0].number}" in shown


@pytest.mark.parametrize("seen_from", [0, 1], ids=["the one that was folded", "the other"])
def test_it_is_parted_by_keys(
    detail: CaseDetail, context: WindowContext, doubled: tuple[Case, Case], seen_from: int
) -> None:
    merged(detail, doubled)
    detail.show_case(doubled[seen_from].number)
    part(detail)
    assert standing(detail, context, doubled[0].number).state == "营业"


def test_an_auxiliary_is_not_offered_it(
    context_of: Callable[[str], WindowContext], show: Show, doubled: tuple[Case, Case]
) -> None:
    detail = show(CaseDetail(context_of("辅警丙"), kind_of("venues")))
    detail.show_case(doubled[0].number)
    assert [each for each in detail.findChildren(LinkButton) if each.text() == "并入…"] == []
    QTest.keyClick(detail, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, MergingDialog)] == []


def test_the_one_that_was_folded_leads_to_the_other(
    detail: CaseDetail, doubled: tuple[Case, Case], went: Went
) -> None:
    merged(detail, doubled)
    detail.show_case(doubled[0].number)
    went.clear()
    link(detail, doubled[1].number).click()
    assert went == [("venues", doubled[1].number)]
    assert "金悦棋牌室" in words_of(detail)


def test_a_merge_and_a_parting_can_be_undone_at_once(
    detail: CaseDetail, context: WindowContext, doubled: tuple[Case, Case]
) -> None:
    done: list[Done] = []
    object.__setattr__(context, "done", done.append)
    merged(detail, doubled)
    done[-1].undo()
    assert standing(detail, context, doubled[0].number).state == "营业"
    detail.show_case(doubled[0].number)
    merged(detail, doubled)
    detail.show_case(doubled[1].number)
    part(detail)
    done[-1].undo()
    again = standing(detail, context, doubled[0].number).withdrawal
    assert again is not None
    assert (again.into, again.reason) == (doubled[1].number, "同一家")
