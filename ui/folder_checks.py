"""The look for damage while the desk is open: bit by bit on the worker, so that other work never waits for it, and the repair of what was found."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, Signal

from fengqiao_desk.cases.saving import tables
from fengqiao_desk.cases.search.repairing import Repaired, repair
from fengqiao_desk.documents.checking import pieces
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FolderDamaged, Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.store.check import Piece, looked_at
from fengqiao_desk.store.damage import ONLY_LOOKING, Finding
from fengqiao_desk.store.damage.last_check import is_full_check_due, note_check
from fengqiao_desk.store.damage.left_log import log_findings
from fengqiao_desk.store.damage.mending import mend_database

from .background import Background, Progress

_LOG = logging.getLogger(__name__)
_SLICE: Final = 0.1
"""Seconds of looking, after which whatever else waits for the worker has its turn."""


@dataclass(frozen=True)
class LookState:
    """How the look stands: what was found by the last one that came to its end, `at` when that began, and what runs now."""

    found: tuple[Finding, ...] = ()
    at: datetime | None = None
    is_full: bool = False
    mended: int = 0
    running: str = ""
    is_repair: bool = False
    trouble: str = ""


class FolderChecks(QObject):
    """One for a session; `changed` tells that `now` says something else. Without `begin` it never looks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now = LookState()
        self._station: Station | None = None
        self._background: Background | None = None
        self._clock: Callable[[], datetime] | None = None

    def begin(self, station: Station, background: Background, clock: Callable[[], datetime]) -> None:
        """From now on it can look."""
        self._station, self._background, self._clock = station, background, clock

    def look_when_due(self) -> None:
        """At a start: everything after an unclean stop and once a week, else what takes a second."""
        if self._station is not None and self._clock is not None:
            unclean = self._station.after_unclean_stop
            self.look(
                is_full=is_full_check_due(self._station.layout, self._clock(), after_unclean_stop=unclean)
            )

    def look(self, *, is_full: bool) -> None:
        """Begins to look, unless it looks already."""
        if self.now.running or self._station is None or self._clock is None:
            return
        look = _Look(self._station, self._clock(), is_full)
        self._say(replace(self.now, running="正在检查……", trouble=""))
        self._go_on(look)

    def stop(self) -> None:
        """The officer does not want to wait; what the last look found stands."""
        if self._background is not None:
            self._background.give_up(self)
        self._say(replace(self.now, running=""))

    def repair(self, act: Act) -> None:
        """Mends on a copy what can be mended, with nothing else open in the folder meanwhile."""
        station, background = self._station, self._background
        if station is None or background is None or self.now.running:
            return
        self._say(replace(self.now, running="正在修复并核对……", is_repair=True, trouble=""))
        # The file is exchanged for another: nobody may have it open. This thread takes it up again at the end.
        station.connections.let_go()
        background.run(self, lambda _: _mend(station, act), self._repaired, self._not_repaired)

    def _go_on(self, look: _Look) -> None:
        """The next slice, behind whatever waits by now."""
        assert self._background is not None
        self._background.run(self, look.slice, partial(self._sliced, look), self._failed)

    def _sliced(self, look: _Look, is_over: bool) -> None:
        if not is_over:
            self._say(replace(self.now, running=f"正在检查：{look.what}（已查 {look.count} 项）"))
            self._go_on(look)
            return
        assert self._station is not None
        if any(each.is_of_database for each in look.found) and not self._station.only_looked_at:
            self._station.connections.only_looked_at = ONLY_LOOKING
        self._say(LookState(tuple(look.found), look.at, look.is_full))

    def _failed(self, problem: Problem) -> None:
        if isinstance(problem, FolderDamaged):
            found = Finding("damaged", "database", problem.message)
            self._say(replace(self.now, found=(found,), running=""))
        else:
            self._say(replace(self.now, running="", trouble=problem.message))

    def _repaired(self, done: Repaired) -> None:
        assert self._station is not None and self._clock is not None
        self._station.connections.keep()
        self._say(LookState(done.left, self._clock(), is_full=True, mended=len(done.mended)))

    def _not_repaired(self, problem: Problem) -> None:
        assert self._station is not None
        self._station.connections.keep()
        self._say(replace(self.now, running="", is_repair=False, trouble=problem.message))

    def _say(self, now: LookState) -> None:
        self.now = now
        self.changed.emit()


class _Look:
    """One look, slice by slice on the worker's thread."""

    def __init__(self, station: Station, at: datetime, is_full: bool) -> None:
        self.found: list[Finding] = []
        self.at, self.is_full = at, is_full
        self.what, self.count = "", 0
        self._station = station
        self._pieces: Iterator[Piece] = chain(_left_log(station), pieces(station, is_full=is_full))

    def slice(self, progress: Progress) -> bool:
        """Looks for a while; gives whether that was the end. Raises Problem, Cancelled."""
        end = time.perf_counter() + _SLICE
        with self._station.reading():
            for piece in self._pieces:
                progress.check()
                self.what, self.count = piece.what, self.count + 1
                self.found += looked_at(piece, self.found)
                if time.perf_counter() >= end:
                    return False
        if self.is_full:
            self._note()
        return True

    def _note(self) -> None:
        """A full disk keeps nobody from knowing what was found."""
        self._station.after_unclean_stop = False
        if not self._station.only_looked_at:
            try:
                note_check(self._station.layout, self.at, self.found)
            except OSError as error:
                _LOG.warning("the check could not be noted: %s", error)


def _left_log(station: Station) -> Iterator[Piece]:
    """Of a folder that could not be opened but for looking: perhaps it is the log of a killed program that is in the way."""
    if station.only_looked_at == ONLY_LOOKING:
        yield Piece("日志", "database", lambda: log_findings(station.layout, _key_of(station)))


def _key_of(station: Station) -> bytes | None:
    return station.keyring.master.database_key if station.keyring is not None else None


def _mend(station: Station, act: Act) -> Repaired:
    """On the worker's thread, which lets go of the file, too."""
    connections, reason = station.connections, station.only_looked_at
    connections.let_go()
    before = mend_database(station.layout, _key_of(station), act.stamp.replace("-", "").replace(":", ""))
    connections.database.take_up()
    if reason == ONLY_LOOKING:
        connections.only_looked_at = ""
    try:
        if not connections.only_looked_at:
            connections.use_write_ahead_log()
            # Opened only for looking, it has not got the tables of new kinds yet.
            tables.ensure(connections, KINDS)
        return repair(station, KINDS, act, before)
    except BaseException:
        connections.only_looked_at = reason
        raise
