"""A list narrowed by deadlines and periods, ordered, with filters kept for an officer, and one act for a selection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.cases.bulk import BulkDialog, outcome
from fengqiao_desk.ui.cases.list.case_list import CaseList
from fengqiao_desk.ui.cases.list.filters import conditions
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.widgets import RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fengqiao_desk import cases
from fengqiao_desk.kinds import kind_of

Show = Callable[[QWidget], Any]
TODAY = date(2026, 11, 21)
DISPUTES = kind_of("disputes")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def three(desk: Any, dispute: dict[str, Any]) -> list[Any]:
    """Overdue, due on Monday, and one of which nothing is due."""
    received = (("2026-09-28", "治安调解"), ("2026-11-18", "治安调解"), ("2026-11-19", "告知"))
    return [
        desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None, "route": route})
        for day, route in received
    ]


@pytest.fixture
def shown_list(context: WindowContext, show: Show, preferences: Preferences, three: list[Any]) -> CaseList:
    made: CaseList = show(CaseList(context, DISPUTES, preferences=preferences))
    made.refresh()
    return made


def numbers(shown: CaseList) -> list[str]:
    return [str(shown.model.index(row).data(RowRole.KEY)) for row in range(shown.model.rowCount())]


def narrow(shown: CaseList, **chosen: str) -> list[str]:
    shown.chips.set_value(chosen)
    shown.chips.changed.emit()
    return numbers(shown)


def dialog(kind: type[QWidget]) -> Any:
    return next(
        found for found in QApplication.topLevelWidgets() if isinstance(found, kind) and found.isVisible()
    )


@pytest.mark.parametrize(
    ("due", "found"),
    [
        ("逾期", ["JF2026-0001"]),
        ("今天到期", []),
        ("本周到期", []),
        ("没有期限", ["JF2026-0003"]),
    ],
)
def test_a_list_is_narrowed_by_its_deadlines(shown_list: CaseList, due: str, found: list[str]) -> None:
    assert narrow(shown_list, due=due) == found


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("本周", "2026-11-16..2026-11-21"),
        ("本月", "2026-11-01..2026-11-21"),
        ("上月", "2026-10-01..2026-10-31"),
        ("今年", "2026-01-01..2026-11-21"),
        ("去年", "2025-01-01..2025-12-31"),
    ],
)
def test_a_period_is_days_of_today(word: str, days: str) -> None:
    assert conditions({"day": word}, TODAY)[0].value == days


def test_this_week_ends_on_sunday() -> None:
    assert conditions({"due": "本周到期"}, TODAY)[0].value == "2026-11-21..2026-11-22"


def test_narrowing_by_officer_and_state_holds_together(shown_list: CaseList) -> None:
    assert narrow(shown_list, officer="民警乙", state="在办") == []


def test_the_soonest_deadline_comes_first_when_asked_for(shown_list: CaseList) -> None:
    shown_list.order.take("due")
    assert numbers(shown_list) == ["JF2026-0001", "JF2026-0002", "JF2026-0003"]


def test_a_filter_is_kept_under_a_name_for_the_officer_alone(
    shown_list: CaseList, preferences: Preferences, tmp_path: Path
) -> None:
    narrow(shown_list, due="逾期", officer="民警甲")
    shown_list.filters.ask_name()
    asking: AskingDialog = dialog(AskingDialog)
    asking.rows.editors["name"].set_value("我的逾期")
    asking.try_it()
    again = Preferences(tmp_path / "window.ini")
    assert (again.filters("民警甲", "disputes"), again.filters("民警乙", "disputes")) == (
        {"我的逾期": {"due": "逾期", "officer": "民警甲"}},
        {},
    )


def test_a_filter_needs_a_name(shown_list: CaseList, preferences: Preferences) -> None:
    narrow(shown_list, due="逾期")
    shown_list.filters.ask_name()
    asking: AskingDialog = dialog(AskingDialog)
    asking.try_it()
    fault = asking.rows.editors["name"].fault()
    asking.reject()
    assert (fault, preferences.filters("民警甲", "disputes")) == ("请填写名称", {})


def test_a_kept_filter_narrows_the_list_again(shown_list: CaseList, preferences: Preferences) -> None:
    preferences.keep_filters("民警甲", "disputes", {"我的逾期": {"due": "逾期"}})
    shown_list.filters.fill()
    shown_list.filters.menu_of_filters.actions()[0].trigger()
    assert numbers(shown_list) == ["JF2026-0001"]


def test_a_kept_filter_is_forgotten(shown_list: CaseList, preferences: Preferences) -> None:
    preferences.keep_filters("民警甲", "disputes", {"我的逾期": {"due": "逾期"}})
    shown_list.filters.fill()
    shown_list.filters.menu_of_filters.actions()[-1].trigger()
    assert preferences.filters("民警甲", "disputes") == {}


def select_two(shown: CaseList) -> None:
    shown.rows.setFocus()
    QTest.keyClick(shown.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def hand_over(shown: CaseList, **typed: str) -> BulkDialog:
    select_two(shown)
    shown.selection.buttons[0].click()
    made: BulkDialog = dialog(BulkDialog)
    for name, value in {"to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假", **typed}.items():
        made.group.editors[name].set_value(value or None)
    made.take()
    return made


def test_one_selected_case_offers_nothing_in_bulk(shown_list: CaseList) -> None:
    assert not shown_list.selection.isVisible()


def test_two_cases_are_selected_with_shift(shown_list: CaseList) -> None:
    select_two(shown_list)
    assert (shown_list.selection.isVisible(), shown_list.rows.selected()) == (
        True,
        ["JF2026-0003", "JF2026-0002"],
    )


def test_the_selected_cases_are_handed_over(shown_list: CaseList, context: WindowContext) -> None:
    hand_over(shown_list)
    officers = [
        cases.load(context.station, DISPUTES, f"JF2026-000{number}").values["officer"] for number in (1, 2, 3)
    ]
    assert officers == ["民警甲", "民警乙", "民警乙"]


def test_what_is_missing_is_told_and_nothing_is_handed_over(shown_list: CaseList, desk: Any) -> None:
    made = hand_over(shown_list, due_back="")
    fault = made.group.editors["due_back"].fault()
    made.reject()
    assert (fault, desk.count("steps")) == ("请填写“应回复日期”", 0)


def test_a_case_closed_meanwhile_is_named_and_the_others_are_handed_over(
    shown_list: CaseList, desk: Any, three: list[Any], dispute_steps: dict[str, Any], context: WindowContext
) -> None:
    select_two(shown_list)
    shown_list.selection.buttons[0].click()
    made: BulkDialog = dialog(BulkDialog)
    desk.step(three[2], "terminate", {**dispute_steps["terminate"], "on": "2026-11-20"})
    for name, value in {"to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假"}.items():
        made.group.editors[name].set_value(value)
    made.take()
    sentence = shown_list.result.accessibleName()
    assert sentence == "1 件已转办；1 件没有办：JF2026-0003 “已终止”时不能转办"


def test_of_many_refusals_the_first_are_named() -> None:
    refused = [f"JF2026-{number:04d} 已结案" for number in range(1, 31)]
    assert outcome(DISPUTES, DISPUTES.step("hand_over"), 0, refused).endswith("JF2026-0008 已结案 等 30 件")
