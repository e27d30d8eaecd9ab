"""What officers are going to do, day by day: each deed at its moment, played in the order of time through the verbs of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count, islice

from ... import cases
from ...cases import CaseKind
from ...fields import Row
from ...station import Act, Station

Deed = Callable[[Act], object]
Beginning = Callable[[], None]
Tell = Callable[[int, int], None]
_TOGETHER = 20_000
"""Deeds of one transaction: one sync to the disk for all of them, and a matter of some weeks is indexed once."""


@dataclass
class Matter:
    """A case of the diary: who has it, whether its papers are issued; its number is known once it is received."""

    kind: CaseKind
    officer: str
    papered: bool = False
    number: str = ""


class Diary:
    """Deeds from a first to a last day, what lies behind it is left undone; a deed may write down more while it is played.

    What begins on a day is worked out when that day is reached, so that only open matters are held.
    """

    def __init__(self, station: Station, first: date, until: date) -> None:
        self.station, self.first, self.until = station, first, until
        self._begin: dict[date, list[Beginning]] = {}
        self._deeds: list[tuple[datetime, int, str, Deed]] = []
        self._serial = count()

    @property
    def span(self) -> int:
        """Days from the first to the last."""
        return (self.until - self.first).days

    def begin_on(self, day: date, beginning: Beginning) -> None:
        """What writes its deeds down when the day is reached."""
        self._begin.setdefault(day, []).append(beginning)

    def put(self, at: datetime, by: str, deed: Deed) -> None:
        """Write down what an officer does at a moment."""
        if at.date() <= self.until:
            # The serial keeps what was written first before what falls into the same minute, and `heapq` from
            # comparing deeds.
            heappush(self._deeds, (at, next(self._serial), by, deed))

    def receive(self, matter: Matter, at: datetime, entry: Row) -> None:
        """Write down that the matter is recorded; from then on it has a number."""

        def deed(act: Act) -> None:
            matter.number = cases.receive(self.station, matter.kind, entry, act).number

        self.put(at, matter.officer, deed)

    def amend(self, matter: Matter, at: datetime, entry: Row, reason: str = "") -> None:
        """Write down that columns of it are corrected."""

        def deed(act: Act) -> None:
            cases.amend(self.station, matter.kind, matter.number, entry, act, reason=reason)

        self.put(at, matter.officer, deed)

    def step(self, matter: Matter, at: datetime, step: str, entry: Row) -> None:
        """Write down that a step of it is taken."""

        def deed(act: Act) -> None:
            cases.take_step(self.station, matter.kind, matter.number, step, entry, act)

        self.put(at, matter.officer, deed)

    def issue(self, matter: Matter, at: datetime, document: str) -> None:
        """Write down that a paper of it is issued."""

        def deed(act: Act) -> None:
            cases.issue_document(self.station, matter.kind, matter.number, document, act)

        self.put(at, matter.officer, deed)

    def play(self, tell: Tell | None = None) -> int:
        """Do all of it; gives how many deeds. `tell` hears how many days are over and of how many, and may raise to stop."""
        deeds, done, played = self._in_time(tell), 0, _TOGETHER
        # Fewer than asked for: the diary is empty.
        while played == _TOGETHER:
            played = 0
            with self.station.writing():
                for act, deed in islice(deeds, _TOGETHER):
                    deed(act)
                    played += 1
            done += played
        return done

    def _in_time(self, tell: Tell | None) -> Iterator[tuple[Act, Deed]]:
        """The deeds in the order of time, each day's beginnings first; looked for only when the one before is done."""
        # Read once: nobody comes or leaves while the diary is played.
        officers = {officer.name: officer for officer in self.station.officers.all()}
        for passed in range(self.span + 1):
            day = self.first + timedelta(days=passed)
            # Popped: what has begun is not held any longer (a hundred thousand disputes were).
            for beginning in self._begin.pop(day, ()):
                beginning()
            # A deed may put another one on the same day, so the heap is asked again after each.
            while self._deeds and self._deeds[0][0].date() <= day:
                at, _, by, deed = heappop(self._deeds)
                yield Act(officers[by], at), deed
            if tell is not None:
                tell(passed, self.span)
