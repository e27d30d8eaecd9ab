"""The slow part of imports off the window's thread: a veil with progress, and a stop that takes everything back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases.saving.checking import Tell
from fengqiao_desk.problems import Problem

from ..background import Cancelled, Progress
from ..context import WindowContext
from ..widgets import BusyOverlay

Result = TypeVar("Result")


class ImportWork(QObject):
    """Runs one piece of work at a time over `window`."""

    def __init__(self, context: WindowContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._stopped = threading.Event()
        self.veil = BusyOverlay(window)
        self.veil.cancelled.connect(self.stop)

    def running(self) -> bool:
        """Whether work runs; its veil is seen just as long."""
        return self.veil.isVisible()

    def run(
        self,
        words: str,
        work: Callable[[Tell], Result],
        done: Callable[[Result], None],
        failed: Callable[[Problem], None],
        *,
        can_cancel: bool = True,
    ) -> None:
        """Calls `work` with what it reports to; `failed` hears Cancelled once all was taken back."""
        # One an errand: a stop that comes late must not end the next one.
        self._stopped = stopped = threading.Event()
        self.veil.begin(words, can_cancel=can_cancel)

        def ended(result: Result) -> None:
            # Before `done`, which may close the window over which the veil lies.
            self.veil.end()
            done(result)

        def lost(problem: Problem) -> None:
            self.veil.end()
            failed(problem)

        self._context.background.run(
            self,
            lambda progress: work(_teller(progress, stopped)),
            ended,
            lost,
            progressed=self.veil.report,
        )

    def stop(self) -> None:
        """What was done is taken back, and only then the veil is lifted."""
        self._stopped.set()
        self.veil.wind_down("正在取消……")


def _teller(progress: Progress, stopped: threading.Event) -> Tell:
    """Reports how far it is; raises Cancelled once the officer stopped, so that the window hears how it ended."""

    def tell(done: int, total: int) -> None:
        """`done` of `total` are through."""
        # Not background.give_up: of that nobody hears, and the window must say that nothing was kept.
        if stopped.is_set():
            raise Cancelled
        progress.report(done, total)

    return tell
