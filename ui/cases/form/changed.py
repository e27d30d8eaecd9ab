"""When a case was changed while its form was open: what is typed meets what stands now; nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from fengqiao_desk import cases
from fengqiao_desk.cases.facts.meeting import meet
from fengqiao_desk.cases.facts.seen import Seen, seen_now
from fengqiao_desk.cases.reviewing import EntryForm
from fengqiao_desk.fields import Row
from fengqiao_desk.problems import Problem

from ...actions import COMPARE
from ...context import WindowContext
from ...look import Tone
from ...widgets import Banner
from .body import FormBody
from .meeting import MeetingDialog
from .plans import FormPlan

# Beside the fields in what is kept half-filled; no field of a kind has these names.
SEEN = "seen"
_SEEN_BEFORE_0_3 = "seen_version"


class VersionWatch(QObject):
    """Knows from which state of the case the form was filled: `seen` is what saving is told.

    `settled` comes after the entry in which both stand was put into the form.
    """

    settled = Signal()

    def __init__(self, context: WindowContext, plan: FormPlan, body: FormBody, banner: Banner) -> None:
        super().__init__(body)
        self._context, self._plan = context, plan
        self._body, self._banner = body, banner
        self.seen = plan.seen
        banner.acted.connect(self.compare)

    def filled(self) -> None:
        """The form was filled from the case as it is in the plan."""
        self.seen = self._plan.seen
        self._banner.hide()

    def resumed(self, entry: Row) -> None:
        """The form was filled with what was left half-filled, perhaps of an older version."""
        if SEEN in entry:
            self.seen = Seen.of(entry[SEEN])
        elif _SEEN_BEFORE_0_3 in entry:
            self.seen = Seen(entry[_SEEN_BEFORE_0_3])
        now = self._plan.seen
        if self.seen is not None and now is not None and self.seen.version != now.version:
            self.offer(f"{self._number} 在这期间已被改过；您填的还在")

    def marked(self, entry: Row) -> Row:
        """The entry with what it began from, as it is kept half-filled."""
        return entry if self.seen is None else {**entry, SEEN: self.seen.as_data()}

    def offer(self, words: str) -> None:
        """Says that the case was changed, with the act that lays both side by side."""
        self._banner.tell(words, Tone.WARNING, act=COMPARE.title)
        self._banner.show()

    def compare(self, then: Callable[[], None] | None = None) -> None:
        """Lays what was typed beside the case as it stands now; what the officer settles there goes into the form, and `then` saving goes on."""
        station, act = self._context.station, self._context.act()
        assert self.seen is not None
        try:
            now = EntryForm(
                self._plan.kind, cases.load(station, self._plan.kind, self._number), self._plan.step
            )
            meeting = meet(station, now, self._body.entry(), self.seen, act)
            fresh = seen_now(station, now, act)
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        # Whether it was asked for at saving: the button says what comes of it.
        goes_on = "填进表里" if then is None else self._plan.act
        dialog = MeetingDialog(meeting, goes_on, self._context.now().date(), self._body.window())
        dialog.settled.connect(lambda entry: self._settle(entry, fresh, then))
        dialog.open()

    @property
    def _number(self) -> str:
        assert self._plan.case is not None
        return self._plan.case.number

    def _settle(self, entry: Row, fresh: Seen | None, then: Callable[[], None] | None) -> None:
        # What stands beside the fields of the case (the reason) is settled by nobody.
        self._body.set_entry({**self._body.entry(), **entry})
        # What was seen is seen: saving goes on from here, and a third change would be told anew.
        self.seen = fresh
        self._banner.hide()
        self.settled.emit()
        if then is not None:
            then()
