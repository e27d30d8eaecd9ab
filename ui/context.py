"""What every page is given: the station, who is signed in, the doors to slow work and messages, the clock, the way elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fengqiao_desk.station import Act, Officer, Station

from .background import Background
from .messages import Messages


@dataclass(frozen=True)
class WindowContext:
    """`go(key, number)` shows the page of a kind (or `today`, `statistics`, …) and opens that record; empty number: only the page.

    `now` is the only clock of the windows; `act` is made anew for each verb.
    """

    station: Station
    officer: Officer
    background: Background
    messages: Messages
    now: Callable[[], datetime]
    go: Callable[[str, str], None]

    def act(self) -> Act:
        """The signed-in officer, now."""
        return Act(self.officer, self.now())
