"""What the frame asks of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .actions import WindowAct
from .context import WindowContext
from .widgets.agenda_rows import AgendaLine

TODAY: Final = "today"
STATISTICS: Final = "statistics"
REGISTER: Final = "register"
SETTINGS: Final = "settings"
"""The keys of the pages that belong to no kind, as `WindowContext.go` takes them."""


class Page(QWidget):
    """One page: its first act is the primary one in the top bar, the others stand quietly beside it."""

    acts_changed = Signal()

    def acts(self) -> tuple[WindowAct, ...]:
        """What can be done now; each names a method of this page."""
        return ()

    def come_into_view(self) -> None:
        """Called each time the page is shown, to read what may have changed."""


@dataclass(frozen=True)
class PageEntry:
    """A page's place in the navigation; `make_page` is called when it is first shown."""

    key: str
    title: str
    icon: str
    count: int | None
    make_page: Callable[[], QWidget]


@dataclass(frozen=True)
class TodayPart:
    """What the page of one kind adds to 今日: lines of its own, and a card beside the figures."""

    lines: Callable[[WindowContext], list[AgendaLine]]
    make_card: Callable[[WindowContext], QWidget]
