"""The one door to work off the window's thread: one worker, results told on the window's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from fengqiao_desk.problems import Problem

Result = TypeVar("Result")


class Cancelled(Problem):
    """The officer stopped the work; nothing more is told about it."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("已取消")


class Progress:
    """Handed to the work: it reports how far it is and asks whether it is still wanted."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stopped = threading.Event()

    @property
    def cancelled(self) -> bool:
        return self._stopped.is_set()

    def cancel(self) -> None:
        self._stopped.set()

    def check(self) -> None:
        """Raises Cancelled when the work is no longer wanted."""
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """`done` of `total` parts are through (total 0: nobody knows); raises Cancelled like `check`."""
        self.check()
        self._tell(done, total)


class Task(QObject):
    """Work that was handed in; after `cancel` neither its result nor its problem is told.

    `progressed(done, total)` comes on the window's thread when it is connected to a method of a widget.
    """

    progressed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.progress = Progress(self.progressed.emit)

    def cancel(self) -> None:
        self.progress.cancel()


class _Capture(AbstractContextManager[None]):
    """Carries whatever ends the work to the window's thread, where it is told; nothing is lost here."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error
        return True


class _Errand(QRunnable, Generic[Result]):
    """One piece of work with all that is needed to tell its end."""

    def __init__(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[Problem], None],
        ended: Callable[[object], None],
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.task = Task()
        self._work, self._done, self._failed, self._ended = work, done, failed, ended
        self._capture = _Capture()
        self._results: list[Result] = []

    def run(self) -> None:
        with self._capture:
            self.task.progress.check()
            self._results.append(self._work(self.task.progress))
        self._ended(self)

    def tell(self) -> None:
        """On the window's thread: hands over what came of it, unless nobody wants it any more."""
        error = self._capture.error
        if self.task.progress.cancelled:
            return
        if error is None:
            self._done(self._results[0])
        elif isinstance(error, Problem):
            self._failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)


class Background(QObject):
    """Runs work one after the other on a thread of its own; `at_once` runs it in place, for tests."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None, *, at_once: bool = False) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._errands: list[_Errand[Any]] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._finish)

    def run(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[Problem], None],
    ) -> Task:
        """Calls `done` with the result or `failed` with the problem; other errors are reported as our defect."""
        errand = _Errand(work, done, failed, self._ended.emit)
        self._errands.append(errand)
        if self._at_once:
            errand.run()
        else:
            self._pool.start(errand)
        return errand.task

    def busy(self) -> bool:
        """Whether work waits or runs."""
        return bool(self._errands)

    def close(self) -> None:
        """Cancels what waits or runs and waits until the thread is at rest."""
        for errand in self._errands:
            errand.task.cancel()
        self._pool.waitForDone()

    def _finish(self, errand: _Errand[Any]) -> None:
        self._errands.remove(errand)
        errand.tell()
