"""Windows without a screen; after each test no window, timer or thread is left, and Qt complained of nothing."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_SCALE_FACTOR", None)

from datetime import datetime

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.look import Appearance
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.running.application import DeskApplication
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from fengqiao_desk.notices import batch
from fengqiao_desk.station import Station, open_station

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Record(Protocol):
    message: str
    log_type_name: str


class _QtLog(Protocol):
    records: Sequence[_Record]


NOW = datetime(2026, 11, 21, 14, 2, 31)
Went = list[tuple[str, str]]
Write = Callable[[QWidget, str], None]
_PATIENCE_MILLISECONDS = 60_000
"""How long a test waits for what must come: on no machine the reason that it fails."""
_OF_THE_PLATFORM = "This plugin does not support"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """pytest-qt makes the desk's own application, dressed as it is dressed for an officer."""
    desk: type[QApplication] = DeskApplication
    return desk


class PatientBot(QtBot):
    """Waits for what must come, not for a time."""

    def waitUntil(  # noqa: N802 - pytest-qt's name
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MILLISECONDS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = _PATIENCE_MILLISECONDS, **more: Any
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: DeskApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def desk_application(qapp: DeskApplication) -> Iterator[DeskApplication]:
    """The application, light again after the test."""
    yield qapp
    qapp.theme.choose(Appearance.LIGHT)


@pytest.fixture
def write(qapp: DeskApplication) -> Write:
    """Writes into a widget as an officer does: Chinese words come finished from the input method."""

    def commit(widget: QWidget, words: str) -> None:
        finished = QInputMethodEvent("", [])
        finished.setCommitString(words)
        QApplication.sendEvent(widget, finished)

    return commit


@pytest.fixture
def filled_folder(
    station_folder: Path, example: Callable[[str], Any], desk_on: Callable[[Station], Any]
) -> Path:
    """A station with two disputes, one with a paper, a goods case and two venues; not open."""
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    verbs = desk_on(station)
    first = verbs.receive("disputes", example("dispute"))
    verbs.receive("disputes", example("dispute"))
    verbs.issue(first, "intake_form")
    verbs.receive("goods_cases", example("goods_case"))
    for name in ("示例棋牌室", "示例网吧"):
        verbs.receive("venues", {**example("venue"), "name": name, "trading_name": None})
    station.close()
    return station_folder


@pytest.fixture(autouse=True)
def nothing_is_left_behind(qapp: DeskApplication, qtlog: _QtLog) -> Iterator[None]:
    windows = set(QApplication.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [window for window in QApplication.topLevelWidgets() if window not in windows] == []
    assert [timer for timer in qapp.findChildren(QTimer) if timer.isActive()] == []
    assert [thread.name for thread in threading.enumerate() if not thread.daemon] == ["MainThread"]
    complaints = [record.message for record in qtlog.records if record.log_type_name != "DEBUG"]
    assert [words for words in complaints if not words.startswith(_OF_THE_PLATFORM)] == []


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
