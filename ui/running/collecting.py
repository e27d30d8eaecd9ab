"""Python's garbage is collected on the window's thread alone.

A collection runs on whichever thread makes the object that is one too many: two thirds of them ran on the worker, and
what they find there are widgets too. Qt allows these to be deleted on its own thread only.
"""

from __future__ import annotations

import gc
from types import TracebackType

from PySide6.QtCore import QObject, QTimer

_EACH_MILLISECONDS = 300
_GROWN_BY = 0.25
"""A full collection is due when so much more lives than after the last one, as CPython itself has it."""


class CollectingHere(QObject):
    """From entering to leaving a timer collects what is due; what lives at entering is never looked at again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._living = 0

    def __enter__(self) -> CollectingHere:
        gc.disable()
        gc.collect()
        # Modules, kinds and declarations live to the end: looking at them each time finds nothing.
        gc.freeze()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """The youngest objects, and those of the other generations when their turn has come."""
        young, middle, old = gc.get_count()
        limits = gc.get_threshold()
        # CPython's own rule of generations, asked by a timer.
        if young <= limits[0]:
            return
        if middle <= limits[1]:
            gc.collect(0)
        elif old <= limits[2] or not self._has_grown():
            gc.collect(1)
        else:
            gc.collect(2)
            self._living = len(gc.get_objects(generation=2))

    def _has_grown(self) -> bool:
        return len(gc.get_objects(generation=2)) > self._living * (1 + _GROWN_BY)
