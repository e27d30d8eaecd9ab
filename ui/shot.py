"""A picture of one page without a screen: opens the folder, signs in, shows the page at a given size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import Unknown
from fengqiao_desk.station import Act
from fengqiao_desk.station.handing_out import Handed, HandedAs, Outlet, hand_out

from .desk import Desk
from .preferences import Preferences
from .running.way_in import likely_sign_in, way_into
from .session import Doors, Session

SETTLING_MILLISECONDS: Final = 400


@dataclass(frozen=True)
class Shot:
    """What is to be pictured; `page` is a page's key, or key and record: `disputes JF2026-0001`."""

    folder: Path
    user: str | None
    password: str | None
    page: str
    size: tuple[int, int]

    def window(self, desk: Desk, now: Callable[[], datetime]) -> QWidget:
        """The window with the page in view; raises Problem."""
        way = way_into(self.folder, now(), lambda station: desk.endings.append(station.close))
        officer = likely_sign_in(way, self.user, self.password, now())
        doors = Doors(desk.background, desk.messages, now, desk.savers, Preferences())
        session = Session(way.station, officer, doors)
        # Before the folder is closed, which was put in above.
        desk.endings.insert(0, session.end)
        session.window.resize(*self.size)
        session.window.show()
        key, _, record = self.page.partition(" ")
        if key not in session.window.navigation.items:
            raise Unknown(f"没有“{key}”这一页，可用：{'、'.join(session.window.navigation.items)}")
        session.go(key, record)
        # Before the picture is made: one that stands nowhere on record is not made at all.
        what = Handed("画面", {"page": self.page}, as_file=HandedAs.PICTURE)
        hand_out(way.station, Act(officer, now()), what, Outlet.FILE)
        return session.window
