"""What every page is given: the station, who is signed in, the doors to slow work and messages, the clock, the way elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from fengqiao_desk.problems import CannotBeRecorded, OnlyLookedAt
from fengqiao_desk.station import Act, Changed, Officer, Right, Station
from fengqiao_desk.station.rights import HANDING_OUT, READING, why_not

from .background import Background
from .folder_checks import FolderChecks
from .messages import Messages

NEW_RECORD: Final = "new"
AMENDMENT: Final = "amend"
PAPER: Final = "paper"
ENTRY: Final = "entry"
"""What `OpensRecords` is asked for besides numbers: a new record, `NUMBER amend` to correct one, `NUMBER paper DOCNUMBER` for a paper of it,
`NUMBER entry POSITION` for what its timeline tells there."""


class StationNews(QObject):
    """Carries what changed from the thread that committed it to the windows: `changed(Changed)`."""

    # Emitted on whichever thread committed; Qt queues it to those who live on the window's.
    changed = Signal(object)

    def tell(self, change: Changed) -> None:
        """What a station calls with each change once it is committed, on the thread that committed it."""
        self.changed.emit(change)


@dataclass(frozen=True)
class Done:
    """What the officer has just done, in words, and how it is taken back at once; `undo` raises Problem."""

    words: str
    undo: Callable[[], None]


@dataclass(frozen=True)
class WorkAlone:
    """Work for which nobody may be at the folder: `words` are shown meanwhile, `do` is told where to report how far it is; raises Problem."""

    words: str
    do: Callable[[Callable[[int, int], None]], object]


@runtime_checkable
class OpensRecords(Protocol):
    """A page that can be asked for one record, a step of it, or a new one."""

    def open_record(self, number: str) -> None:
        """`JF2026-0001` shows it, `JF2026-0001 agreement` begins a step, `new` a new one; raises Unknown."""


@dataclass(frozen=True)
class WindowContext:
    """`go(key, number)` shows the page of a kind (or `today`, `statistics`, …) and opens that record; empty number: only the page.

    The number goes to the page when it is one of OpensRecords: `JF2026-0001` shows it, `JF2026-0001 agreement` begins that step, `new` a new one.

    `now` is the only clock of the windows; `act` is made anew for each verb. `news` tells on the window's thread what was
    changed; `savers` are called before a report of our own error and before the window closes or locks; they end with the session.
    `checks` look for damage. `sign_out` leads to the sign-in, for who is no longer whom he signed in as. `done` offers to take back at once what was just done, `restore` a backup in the place of the folder.
    `work_alone` ends the session, does the work, opens the folder anew and asks to sign in.
    """

    station: Station
    officer: Officer
    background: Background
    messages: Messages
    now: Callable[[], datetime]
    go: Callable[[str, str], None]
    savers: list[Callable[[], None]] = field(default_factory=list)
    news: StationNews = field(default_factory=StationNews)
    checks: FolderChecks = field(default_factory=FolderChecks)
    sign_out: Callable[[], None] = lambda: None
    done: Callable[[Done], None] = lambda done: None
    restore: Callable[[], None] = lambda: None
    work_alone: Callable[[WorkAlone], None] = lambda work: None

    def __post_init__(self) -> None:
        self.station.listen(self.news.tell)

    def why_not(self, right: Right) -> str:
        """Why what asks this right cannot be done now: the officer's roles, or a folder that is only looked at; empty where it can."""
        if refusal := why_not(self.officer, right):
            return refusal
        reason = self.station.only_looked_at
        if not reason or right in READING:
            return ""
        return (CannotBeRecorded if right in HANDING_OUT else OnlyLookedAt)(reason).message

    def may_change(self) -> bool:
        """Whether anything can be changed, asked before a form or a dialog opens in vain; why it cannot is told."""
        try:
            self.station.connections.must_be_writable()
        except OnlyLookedAt as refusal:
            self.messages.problem(refusal)
            return False
        return True

    def act(self) -> Act:
        """The signed-in officer, now."""
        return Act(self.officer, self.now())
