"""日报 in the window: today's sheets with one key, forgotten ones told and filed late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.venues.page import VenuesPage

from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices import day_sheets

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any], desk: Any, venue: dict[str, Any]) -> VenuesPage:
    """A chess room and an internet cafe that stand in the register since the first of the month."""
    for category in ("棋牌室", "网吧"):
        since = {"registered_on": "2026-11-01", "category": category}
        desk.receive("venues", {**venue, **since, "name": f"示例{category}", "trading_name": None})
    shown = show(VenuesPage(context, kind_of("venues")))
    assert isinstance(shown, VenuesPage)
    return shown


def test_todays_sheets_are_filed_with_one_key(page: VenuesPage) -> None:
    page.file_day_sheets()
    assert page.banner.accessibleName() == "已填报今日日报：棋牌室、网吧。"


def test_a_second_time_says_that_nothing_is_left(page: VenuesPage) -> None:
    for _ in range(2):
        page.file_day_sheets()
    assert page.banner.accessibleName() == "今日日报都已填报。"


def test_days_without_a_sheet_are_told(page: VenuesPage, desk: Any) -> None:
    day_sheets.file_all(desk.station, date(2026, 11, 18), desk.act("2026-11-18"))
    page.file_day_sheets()
    assert "11月19日、11月20日还有未报" in page.banner.accessibleName()


def test_sheets_that_were_forgotten_are_filed_late_with_one_click(page: VenuesPage, desk: Any) -> None:
    day_sheets.file_all(desk.station, date(2026, 11, 18), desk.act("2026-11-18"))
    page.file_day_sheets()
    page.banner.acted.emit()
    assert day_sheets.holes(desk.station, TODAY) == []
