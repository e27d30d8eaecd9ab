"""What officers are going to do, day by day: each deed at its moment, played in the order of time through the verbs of the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from heapq import heappop, heappush
from itertools import count

from ... import cases
from ...cases import CaseKind
from ...fields import Row
from ...station import Act, Station

Deed = Callable[[Act], object]
Tell = Callable[[int, int], None]
_TOGETHER = 500
"""Deeds of one transaction: one sync to the disk for all of them."""


@dataclass
class Matter:
    """A case of the diary: who has it, whether its papers are issued; its number is known once it is received."""

    kind: CaseKind
    officer: str
    papered: bool = False
    number: str = ""


class Diary:
    """Deeds until a last day, what lies behind it is left undone; a deed may write down more while it is played."""

    def __init__(self, station: Station, until: date) -> None:
        self.station, self.until = station, until
        self._deeds: list[tuple[datetime, int, str, Deed]] = []
        self._serial = count()
        self._done = 0

    def put(self, at: datetime, by: str, deed: Deed) -> None:
        """Write down what an officer does at a moment."""
        if at.date() <= self.until:
            heappush(self._deeds, (at, next(self._serial), by, deed))

    def receive(self, matter: Matter, at: datetime, entry: Row) -> None:
        def deed(act: Act) -> None:
            matter.number = cases.receive(self.station, matter.kind, entry, act).number

        self.put(at, matter.officer, deed)

    def amend(self, matter: Matter, at: datetime, entry: Row) -> None:
        def deed(act: Act) -> None:
            cases.amend(self.station, matter.kind, matter.number, entry, act)

        self.put(at, matter.officer, deed)

    def step(self, matter: Matter, at: datetime, step: str, entry: Row) -> None:
        def deed(act: Act) -> None:
            cases.take_step(self.station, matter.kind, matter.number, step, entry, act)

        self.put(at, matter.officer, deed)

    def issue(self, matter: Matter, at: datetime, document: str) -> None:
        def deed(act: Act) -> None:
            cases.issue_document(self.station, matter.kind, matter.number, document, act)

        self.put(at, matter.officer, deed)

    def play(self, tell: Tell | None = None) -> int:
        """Do all of it; gives how many deeds. `tell` is told how many are done and how many are known, and may raise to stop."""
        officers = {officer.name: officer for officer in self.station.officers.all()}
        while self._deeds:
            with self.station.writing():
                for _ in range(min(_TOGETHER, len(self._deeds))):
                    at, _, by, deed = heappop(self._deeds)
                    deed(Act(officers[by], at))
                    self._done += 1
            if tell is not None:
                tell(self._done, self._done + len(self._deeds))
        return self._done
