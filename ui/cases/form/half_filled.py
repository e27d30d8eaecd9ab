"""Half-filled forms: kept every few seconds while something changed, offered at the next start, dropped when received, or thrown away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.fields import Row
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.half_filled import HalfFilled

from ...context import WindowContext

# What a power cut may cost; each keeping is a transaction on the disk.
KEEP_MILLISECONDS = 3000


class HalfFilledKeeper(QObject):
    """Keeps one form while it is open; `noted(words)` says when it was last saved, or why it could not be."""

    noted = Signal(str)

    def __init__(
        self, context: WindowContext, form: str, entry: Callable[[], Row], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._entry = entry
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MILLISECONDS)
        self._timer.timeout.connect(self._keep_or_tell)
        # Called before the window locks, closes, or reports an error of ours.
        context.savers.append(self.keep)

    def touch(self) -> None:
        """Something changed: it is saved within a few seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Saves now what changed since the last time; raises Problem when it cannot."""
        # The running timer is the sign that something changed since the last keeping.
        if not self._timer.isActive():
            return
        act = self._context.act()
        with self._context.station.writing():
            self._context.station.half_filled.keep(self._form, self._entry(), act)
        # After the transaction: when it fails the change still counts as not kept.
        self._timer.stop()
        self.noted.emit(f"草稿已保存 {act.at:%H:%M:%S}")

    def throw_away(self) -> None:
        """All that was typed so far goes into the trash; raises Problem when it cannot be kept."""
        self.keep()
        throw_away(self._context, self._form)

    def close(self) -> None:
        """Saves what changed; from now on nothing is kept. Raises Problem when it cannot be saved."""
        self.keep()
        # After keeping: one that fails leaves the form open, and it is tried again.
        self._context.savers.remove(self.keep)

    def drop(self) -> None:
        """What was kept of the form goes, inside the transaction that receives it."""
        self._context.station.half_filled.drop(self._form, self._context.act())

    def forget(self) -> None:
        """As `close`, for a form that was received: nothing is left to save."""
        self._context.savers.remove(self.keep)
        self._timer.stop()

    def _keep_or_tell(self) -> None:
        # It just ran out: `keep` takes a timer at rest for nothing to do. When keeping fails it tries again.
        self._timer.start()
        try:
            self.keep()
        except Problem as problem:
            self.noted.emit(f"草稿没有保存：{problem.message}")


def throw_away(context: WindowContext, form: str) -> None:
    """Moves the half-filled form of this key into the trash."""
    trash.throw_away(context.station, KINDS, form, context.act())


def kept(context: WindowContext, form: str) -> HalfFilled | None:
    """The half-filled form of this key, None when there is none."""
    return next((found for found in _all(context) if found.form == form), None)


def kept_of(context: WindowContext, kinds: tuple[CaseKind, ...]) -> list[tuple[CaseKind, HalfFilled]]:
    """The half-filled forms of these kinds, newest first, each with its kind."""
    by_key = {kind.key: kind for kind in kinds}
    # Forms of other kinds are offered on their own pages.
    found = [(by_key.get(form.form.split(" ")[0]), form) for form in _all(context)]
    return [(kind, form) for kind, form in found if kind is not None]


def _all(context: WindowContext) -> list[HalfFilled]:
    with context.station.reading():
        return context.station.half_filled.of(context.officer.name)
