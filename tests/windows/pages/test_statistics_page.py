"""统计报表: figures of a period, the records behind them, the summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.pdf_window import PdfWindow
from fengqiao_desk.ui.pages.statistics_page import StatisticsPage
from fengqiao_desk.ui.widgets.period_chooser import BY_DAYS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


@pytest.fixture
def page(
    desk: Any, dispute: dict[str, Any], context: WindowContext, show: Callable[..., Any]
) -> StatisticsPage:
    for day in ("2026-11-03", "2026-11-20", "2026-10-30"):
        desk.receive("disputes", {**dispute, "received_on": day})
    made: StatisticsPage = show(StatisticsPage(context))
    return made


def figure(page: StatisticsPage, label: str) -> list[str]:
    """This period, the one before, the year before."""
    words: list[str] = page.table.words(page.table.row_of(label))
    return words[1:4]


def test_the_month_stands_beside_the_one_before(page: StatisticsPage) -> None:
    assert figure(page, "受理纠纷")[:2] == ["2起", "1起"]


def test_the_month_before_is_one_step_back(page: StatisticsPage) -> None:
    page.chooser.step(-1)
    assert figure(page, "受理纠纷")[0] == "1起"


def test_any_period_can_be_counted(page: StatisticsPage) -> None:
    page.chooser.how.set_value(BY_DAYS)
    page.chooser.how.changed.emit()
    first = page.chooser.first.focusProxy()
    QTest.keyClick(first, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(first, "2026-10-01")
    assert figure(page, "受理纠纷")[0] == "3起"


def test_a_period_that_ends_before_it_begins_is_told_and_the_last_one_stays(page: StatisticsPage) -> None:
    page.chooser.how.set_value(BY_DAYS)
    page.chooser.first.set_value("2026-11-22")
    page.chooser.first.changed.emit()
    assert (bool(page.chooser.last.fault()), figure(page, "受理纠纷")[0]) == (True, "2起")


def test_a_figure_in_focus_shows_its_records(page: StatisticsPage) -> None:
    page.table.selectRow(page.table.row_of("受理纠纷"))
    assert page.records.model.rowCount() == 2


def test_enter_on_a_record_opens_the_case(page: StatisticsPage, went: list[Any]) -> None:
    page.table.selectRow(page.table.row_of("受理纠纷"))
    QTest.keyClick(page.records.list, Qt.Key.Key_Return)
    assert went == [("disputes", "JF2026-0001")]


def test_the_part_of_a_divided_figure_shows_only_its_own_records(page: StatisticsPage) -> None:
    page.table.selectRow(page.table.row_of("邻里"))
    assert page.records.model.rowCount() == 2


def test_the_summary_of_the_month_is_shown_as_a_paper(page: StatisticsPage) -> None:
    page.make_summary()
    window = page.findChild(PdfWindow)
    assert isinstance(window, PdfWindow)
    assert (window.windowTitle(), window.pages.page_count() > 0) == (
        "逍遥津派出所2026年11月工作情况汇报",
        True,
    )


def test_a_month_asked_for_from_elsewhere_is_shown(page: StatisticsPage) -> None:
    page.open_record("2026-10")
    assert figure(page, "受理纠纷")[0] == "1起"
