"""The one door to work off the window's thread: one worker, answers told on the window's thread to who still lives."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from fengqiao_desk.problems import Problem
from fengqiao_desk.store.database import keeping_connections

_LOG = logging.getLogger(__name__)
Result = TypeVar("Result")


class Cancelled(Problem):
    """The officer stopped the work; nothing more is told about it."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("已取消")


class Progress:
    """Handed to the work: it reports how far it is and asks whether it is still wanted."""

    def __init__(self, tell: Callable[[int, int], None], owner: QObject | None = None) -> None:
        self._tell: Callable[[int, int], None] | None = tell
        self._owner = owner
        # Set on the window's thread, asked on the worker's.
        self._stopped = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it was given up, or who asked for it is gone."""
        return self._stopped.is_set() or (self._owner is not None and not isValid(self._owner))

    def cancel(self) -> None:
        """The work is not wanted any more; it hears of it at its next `check` or `report`."""
        self._stopped.set()

    def check(self) -> None:
        """Raises Cancelled when the work is no longer wanted."""
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """`done` of `total` parts are through (total 0: nobody knows); raises Cancelled like `check`."""
        self.check()
        if self._tell is not None:
            self._tell(done, total)

    def let_go(self) -> None:
        """The work is over: nothing of the window is held any more."""
        self._tell = self._owner = None


class _Capture(AbstractContextManager[None]):
    """Carries whatever ends the work to the window's thread, where it is told; nothing is lost here."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        # True swallows it here: even KeyboardInterrupt is told on the window's thread, once.
        self.error = error
        return True


@dataclass(frozen=True, eq=False)
class _Asked:
    """Who wants what, and to whom the answer goes; `work` gives back how its result is told."""

    owner: QObject
    work: Callable[[Progress], Callable[[], None]]
    failed: Callable[[Problem], None]
    progressed: Callable[[int, int], None] | None
    anew: bool


class _Errand:
    """One piece of work with all that is needed to tell its end."""

    def __init__(
        self,
        asked: _Asked,
        ended: Callable[[object], None],
        progressed: Callable[[object, int, int], None],
    ) -> None:
        self._asked: _Asked | None = asked
        self._ended = ended
        self.progress = Progress(lambda done, total: progressed(self, done, total), asked.owner)
        self._capture = _Capture()
        self._answers: list[Callable[[], None]] = []

    def run(self) -> None:
        """On the worker's thread: does the work, keeps what came of it, whatever it is, and tells that it ended."""
        asked = self._asked
        with self._capture:
            self.progress.check()
            assert asked is not None
            self._answers.append(asked.work(self.progress))
        # This frame belongs to the worker's thread and must not be the last to hold the widgets.
        del asked
        self._ended(self)

    def of(self, owner: QObject) -> bool:
        """Whether `owner` asked for it and still waits."""
        return self._asked is not None and self._asked.owner is owner

    def gives_way_to(self, asked: _Asked) -> bool:
        """Whether the same owner asks the same anew."""
        return self._asked is not None and self._asked.anew and asked.anew and self.of(asked.owner)

    def tell(self) -> None:
        """On the window's thread: hands over what came of it, unless nobody wants it any more."""
        asked, error, answers = self._asked, self._capture.error, self._answers
        # Asked before anything is let go: `cancelled` looks at the owner.
        wanted = not self.progress.cancelled
        self._let_go()
        if error is not None and not isinstance(error, Problem):
            self._tell_defect(error, wanted)
        elif asked is None or not wanted:
            return
        elif isinstance(error, Problem):
            asked.failed(error)
        else:
            answers[0]()

    def tell_progress(self, done: int, total: int) -> None:
        """On the window's thread, while somebody waits for it."""
        if self._asked is not None and self._asked.progressed is not None and not self.progress.cancelled:
            self._asked.progressed(done, total)

    def _tell_defect(self, error: BaseException, wanted: bool) -> None:
        """Our own error is reported to who waits; who has gone on is not disturbed, the log has it."""
        if wanted:
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            _LOG.error("work that nobody waits for failed", exc_info=error)

    def _let_go(self) -> None:
        """Widgets that the work or its answer knows must not be let go last on the worker's thread: it may still hold this errand."""
        self._asked = None
        self._capture, self._answers = _Capture(), []
        self.progress.let_go()


class _Worker:
    """The thread: begun with the first errand, it keeps its connections until it is told to rest, and closes them itself."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[_Errand | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def take(self, errand: _Errand) -> None:
        """Puts the errand behind those that wait, and begins the thread with the first."""
        if self._thread is None:
            self._thread = threading.Thread(
                target=_work_off, args=(self._waiting,), name="background", daemon=True
            )
            self._thread.start()
        self._waiting.put(errand)

    def rest(self) -> None:
        """Waits until everything taken is through and the thread has ended; a later errand begins another."""
        if self._thread is not None:
            # Behind all that waits, so that it is worked off first.
            self._waiting.put(None)
            self._thread.join()
            self._thread = None


def _work_off(waiting: SimpleQueue[_Errand | None]) -> None:
    """The life of the worker's thread. It holds no errand while it waits: what an errand knows belongs to the window's thread."""
    # One connection for the life of the thread, closed by the thread itself: one left open at a thread's end aborts the process.
    with keeping_connections():
        while (errand := waiting.get()) is not None:
            errand.run()
            del errand


class Background(QObject):
    """Runs work one after the other on a thread of its own; `at_once` runs it in place, for tests."""

    _ended = Signal(object)
    _progressed = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None, *, at_once: bool = False) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._errands: list[_Errand] = []
        self._worker = _Worker()
        # The worker emits, the window's thread hears: Qt queues a signal that comes from another thread.
        self._ended.connect(self._finish)
        self._progressed.connect(self._pass_on)

    def another(self, parent: QObject) -> Background:
        """One with a thread of its own, for what takes minutes and must not keep all else waiting."""
        return Background(parent, at_once=self._at_once)

    def run(
        self,
        owner: QObject,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[Problem], None],
        *,
        progressed: Callable[[int, int], None] | None = None,
        anew: bool = False,
    ) -> None:
        """Calls `done` with the result or `failed` with the problem; other errors are reported as our defect.

        Nothing is told once `owner` is gone, so `done`, `failed` and `progressed` may use what lives as long as it does.
        With `anew` the work takes the place of what `owner` asked for so before.
        """

        def answered(progress: Progress) -> Callable[[], None]:
            """On the worker's thread: does the work and gives back how its result is told."""
            return partial(done, work(progress))

        asked = _Asked(owner, answered, failed, progressed, anew)
        for errand in self._errands:
            if errand.gives_way_to(asked):
                errand.progress.cancel()
        errand = _Errand(asked, self._ended.emit, self._progressed.emit)
        self._errands.append(errand)
        if self._at_once:
            errand.run()
        else:
            self._worker.take(errand)

    def give_up(self, owner: QObject) -> None:
        """Nothing that `owner` asked for is wanted any more."""
        for errand in self._errands:
            if errand.of(owner):
                errand.progress.cancel()

    def give_up_all(self) -> None:
        """Nobody waits any more: another officer is to sign in, or the program ends."""
        for errand in self._errands:
            errand.progress.cancel()

    def busy(self) -> bool:
        """Whether work waits or runs."""
        return bool(self._errands)

    def close(self) -> None:
        """Cancels what waits or runs and waits until the thread is at rest."""
        self.give_up_all()
        self._worker.rest()

    def _finish(self, errand: _Errand) -> None:
        self._errands.remove(errand)
        errand.tell()

    def _pass_on(self, errand: _Errand, done: int, total: int) -> None:
        errand.tell_progress(done, total)
