"""走访覆盖: how many of each register were visited in a period, and who was not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.bulk import BulkDialog
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.venues.page import COVERAGE, VENUES, VenuesPage
from fengqiao_desk.ui.widgets import RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fengqiao_desk.kinds import kind_of


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any]) -> Callable[[], VenuesPage]:
    return lambda: show(VenuesPage(context, kind_of("venues")))


def rows(model: Any, role: RowRole) -> list[str]:
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


@pytest.fixture
def quarters(desk: Any, venue: dict[str, Any]) -> None:
    """Three residential quarters, two of them visited this month."""
    for place in (1, 2, 3):
        name = {"name": f"示例{place}小区", "trading_name": None, "category": "小区"}
        case = desk.receive("venues", {**venue, **name, "address": f"示例路{place}号"})
        if place != 2:
            desk.step(case, "visit", {"at": "2026-11-20T10:00", "officers": ["民警甲"]})


def test_coverage_tells_how_many_of_a_register_were_visited(
    quarters: None, page: Callable[[], VenuesPage]
) -> None:
    shown = page()
    shown.show_view(COVERAGE)
    assert rows(shown.coverage.registers.model(), RowRole.CONTEXT) == ["走到 2 / 3（66%）"]


def test_coverage_lists_who_was_not_visited(quarters: None, page: Callable[[], VenuesPage]) -> None:
    shown = page()
    shown.show_view(COVERAGE)
    assert rows(shown.coverage.listed.model(), RowRole.TITLE) == ["示例2小区"]


def test_coverage_lists_who_was_visited_on_a_click(quarters: None, page: Callable[[], VenuesPage]) -> None:
    shown = page()
    shown.show_view(COVERAGE)
    QTest.mouseClick(shown.coverage.figures["hit"], Qt.MouseButton.LeftButton)
    assert rows(shown.coverage.listed.model(), RowRole.TITLE) == ["示例1小区", "示例3小区"]


def test_coverage_of_a_month_without_a_visit_is_nought(
    quarters: None, page: Callable[[], VenuesPage]
) -> None:
    shown = page()
    shown.show_view(COVERAGE)
    shown.coverage.period.show_span("2026-12")
    assert rows(shown.coverage.registers.model(), RowRole.CONTEXT) == ["走到 0 / 3（0%）"]


def test_who_was_not_visited_is_opened_with_enter(quarters: None, page: Callable[[], VenuesPage]) -> None:
    shown = page()
    shown.show_view(COVERAGE)
    listed = shown.coverage.listed
    listed.setCurrentIndex(listed.model().index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert shown.views.value() == VENUES


def test_those_not_visited_are_visited_together(
    quarters: None, page: Callable[[], VenuesPage], desk: Any, venue: dict[str, Any]
) -> None:
    name = {"name": "示例4小区", "trading_name": None, "category": "小区", "address": "示例路4号"}
    desk.receive("venues", {**venue, **name})
    shown = page()
    shown.show_view(COVERAGE)
    shown.coverage.listed.selectAll()
    shown.coverage.take_for_selection("visit")
    dialog = shown.findChild(BulkDialog)
    assert isinstance(dialog, BulkDialog)
    dialog.take()
    assert rows(shown.coverage.registers.model(), RowRole.CONTEXT) == ["走到 4 / 4（100%）"]
    assert shown.coverage.banner.accessibleName() == "2 家已走访"
