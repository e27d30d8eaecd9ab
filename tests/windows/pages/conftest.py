"""What a page is given, with everything at once and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.messages import Messages
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.notices import batch
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)
Went = list[tuple[str, str]]


@pytest.fixture
def went() -> Went:
    """Where pages asked to go."""
    return []


@pytest.fixture
def context_of(station: Station, qapp: QApplication, went: Went) -> Iterator[Callable[[str], WindowContext]]:
    """Makes the context of an officer: `context_of("所长戊")`."""
    background = Background(at_once=True)
    messages = Messages(lambda: None)

    def go(key: str, number: str) -> None:
        went.append((key, number))

    yield lambda name: WindowContext(
        station, station.officers.named(name), background, messages, lambda: NOW, go
    )
    background.close()


@pytest.fixture
def context(context_of: Callable[[str], WindowContext]) -> WindowContext:
    return context_of("民警甲")


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], Any]:
    """Shows a page in a window of its own, large enough for all of it; it lives as long as the test."""
    kept: list[QWidget] = []

    def shown(page: QWidget) -> QWidget:
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1280, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        come = getattr(page, "come_into_view", None)
        if come is not None:
            come()
        return page

    return shown


@pytest.fixture
def three_venues(desk: Any, venue: dict[str, Any]) -> None:
    """Two 棋牌室 and a 网吧 along one street."""
    for place, category in enumerate(("棋牌室", "网吧", "棋牌室"), start=1):
        desk.receive(
            "venues",
            {**venue, "name": f"示例{place}{category}", "trading_name": None, "category": category}
            | {"address": f"示例路{place}号"},
        )


@pytest.fixture
def issued(three_venues: None, desk: Any, context: WindowContext) -> tuple[str, ...]:
    """The numbers of a round to these venues."""
    chosen = batch.select(context.station, "all", context.now().date())
    return batch.issue(context.station, "compliance", chosen, batch.Order(), desk.act()).numbers
