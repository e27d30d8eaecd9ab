"""The board: who has been reached by which round of notices, and who not yet; by round, category, area and officer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import peewee

from ..cases.heads import CaseHead, StepHead, with_case
from ..cases.step import step_key
from ..documents.heads import DocumentHead
from ..fields import Column, Exists, Predicate
from ..problems import Unknown
from ..station import Station
from .notice_papers import NOTICE_FORM
from .notice_records import (
    DRAFT,
    FOUND_CLOSED,
    ISSUED,
    LEFT,
    PUBLISHED,
    SIGNED_FOR,
    VOIDED,
    WITHDRAWN,
    Notice,
    Service,
)

_COUNTED: Final = {
    "sent": (ISSUED, SIGNED_FOR, LEFT, PUBLISHED, FOUND_CLOSED, WITHDRAWN),
    "outstanding": (ISSUED,),
    "signed": (SIGNED_FOR,),
    "refused": (LEFT, PUBLISHED),
    "closed_shop": (FOUND_CLOSED,),
    "withdrawn": (WITHDRAWN,),
}
"""What each figure of the board counts, by the states of the notices."""
_ON_THE_BOARD: Final = CaseHead.state.not_in((DRAFT, VOIDED))
_OF_THE_CASE: Final = (DocumentHead.case_key == CaseHead.key) & (DocumentHead.document == NOTICE_FORM.key)
_IN_FORCE: Final = DocumentHead.state == "issued"
BREAKDOWNS: Final = {"category": "类别", "area": "社区", "officer": "民警"}
"""By what a round can be divided, besides by round."""
_DIVIDES: Final[dict[str, Column[str] | Column[str | None]]] = {
    "category": Notice.category,
    "area": Notice.area,
    "officer": Notice.officer,
}
SERVE_WITHIN_DAYS = 7
"""A house rule after 程序规定第36条 (decisions: seven days); a last day on a rest day moves to the next working day."""


@dataclass(frozen=True)
class BatchCount:
    """One round, or one part of it: `sent` notices issued, of which signed for, left with refusal or posted, not yet served, found closed, withdrawn."""

    batch: str
    sent: int
    signed: int
    refused: int
    outstanding: int
    closed_shop: int = 0
    withdrawn: int = 0

    @property
    def reached(self) -> int:
        """Those served, willingly or not."""
        return self.signed + self.refused

    @property
    def reachable(self) -> int:
        """Those that can be reached: not withdrawn, not closed."""
        return self.sent - self.withdrawn - self.closed_shop

    @property
    def coverage(self) -> int:
        """Whole percent reached of those that can be; 100 only when none is left."""
        return self.reached * 100 // self.reachable if self.reachable else 100


@dataclass(frozen=True)
class VenueOutstanding:
    """A venue not reached by a notice; `tries` were made in vain, `serve_by` is the day it should be served by."""

    venue: str
    name: str
    category: str
    area: str
    address: str
    notice: str
    document: str
    batch: str
    tries: int = 0
    serve_by: str = ""


@dataclass(frozen=True)
class Board:
    """All rounds together, each by itself, and the venues that wait."""

    totals: BatchCount
    batches: tuple[BatchCount, ...]
    outstanding: tuple[VenueOutstanding, ...]


def board(station: Station) -> Board:
    """Every round, the newest first, and all venues outstanding in the order of a walk."""
    # A round has no row of its own; its newest notice dates it.
    newest = peewee.fn.MAX(CaseHead.day)
    counted = (
        with_case(Notice, Notice.batch, CaseHead.state, peewee.fn.COUNT(CaseHead.key))
        .where(_ON_THE_BOARD)
        .group_by(Notice.batch, CaseHead.state)
        .order_by(newest.desc())
    )
    with station.reading():
        rounds = _by_part(station.connections.rows(counted))
        outstanding = _outstanding(station)
    batches = tuple(_count(batch, states) for batch, states in rounds.items())
    # The total is added up from the rounds that are shown, so the two cannot disagree.
    return Board(_count("全部", sum(rounds.values(), Counter())), batches, outstanding)


def breakdown(station: Station, by: str, batch: str = "") -> tuple[BatchCount, ...]:
    """The notices of a round (all rounds when empty) divided by one of BREAKDOWNS, those with most outstanding first."""
    part = _part(by)
    counted = with_case(Notice, part, CaseHead.state, peewee.fn.COUNT(CaseHead.key)).where(_ON_THE_BOARD)
    if batch:
        counted = counted.where(Notice.batch == batch)
    parts = _by_part(station.connections.rows(counted.group_by(part, CaseHead.state)))
    found = [_count(name, states) for name, states in parts.items()]
    return tuple(sorted(found, key=lambda each: (-each.outstanding, each.batch)))


@dataclass(frozen=True)
class ListedNotice:
    """One line behind a figure of the board; `number` is the notice's, `document` its 文号."""

    number: str
    document: str
    name: str
    category: str
    address: str
    state: str


def behind(
    station: Station, figure: str, batch: str = "", by: str = "", part: str = "", limit: int = 500
) -> tuple[int, tuple[ListedNotice, ...]]:
    """How many notices a figure of the board (`sent` or one of its parts) counts, and the first of them, outstanding first.

    `batch` empty is every round; `by` and `part` narrow it to one part of a breakdown.
    """
    wanted = CaseHead.state.in_(_COUNTED[figure])
    if batch:
        wanted &= Notice.batch == batch
    if by:
        wanted &= Predicate(_part(by), peewee.OP.EQ, part)
    # False sorts before true, so those outstanding come first.
    order = (CaseHead.state != ISSUED, CaseHead.day.desc(), Notice.area, Notice.address)
    with station.reading():
        counted = with_case(Notice, peewee.fn.COUNT(CaseHead.key)).where(wanted)
        ((total,),) = station.connections.rows(counted)
        return int(total), _listed(station, wanted, order, limit)


def known(station: Station, number: str, year: int) -> ListedNotice | None:
    """The notice of a 文号, of its own number, or of the bare sequence of a 文号 in `year`; None when there is none on the board."""
    # On a walk the slip in hand shows the 文号, of which the last digits are enough.
    meant = (DocumentHead.number == number) | (CaseHead.number == number)
    sequence = number.removesuffix("号")
    if sequence.isdecimal():
        ending = f"〔{year}〕{sequence}号"
        # By its end and not by LIKE: what was typed may hold % or _ and is meant as it stands.
        last = peewee.fn.SUBSTR(DocumentHead.number, -len(ending))
        meant |= Predicate(last, peewee.OP.EQ, ending)
    papers = DocumentHead.select(DocumentHead.key).where(_OF_THE_CASE, meant)
    found = _listed(station, Exists(papers) & _ON_THE_BOARD, (CaseHead.key,), 1)
    return found[0] if found else None


def _listed(
    station: Station, wanted: Predicate, order: tuple[peewee.Node, ...], limit: int
) -> tuple[ListedNotice, ...]:
    """The notices of which `wanted` holds, each with its 文号."""
    # A query of its own and no join: a notice without a paper in force stays, under its own number.
    numbered = DocumentHead.select(DocumentHead.number).where(_OF_THE_CASE, _IN_FORCE)
    notices = with_case(
        Notice,
        CaseHead.number,
        peewee.fn.COALESCE(numbered, CaseHead.number),
        Notice.venue_name,
        Notice.category,
        Notice.address,
        CaseHead.state,
    )
    rows = station.connections.rows(notices.where(wanted).order_by(*order).limit(limit))
    return tuple(ListedNotice(*row) for row in rows)


def _outstanding(station: Station) -> tuple[VenueOutstanding, ...]:
    """The newest first, those of a day in the order of a walk."""
    tries = StepHead.select(peewee.fn.COUNT(StepHead.key)).where(
        StepHead.case_key == CaseHead.key, StepHead.step == step_key(Service)
    )
    waiting = (
        with_case(
            Notice,
            Notice.venue,
            Notice.venue_name,
            Notice.category,
            peewee.fn.COALESCE(Notice.area, ""),
            Notice.address,
            CaseHead.number,
            DocumentHead.number,
            Notice.batch,
            tries,
            DocumentHead.issued_on,
        )
        .join(DocumentHead, on=_OF_THE_CASE & _IN_FORCE)
        .where(CaseHead.state == ISSUED)
        .order_by(CaseHead.day.desc(), Notice.area, Notice.address)
    )
    rows = station.connections.rows(waiting)
    # Reckoned once a day of issue: a round of hundreds has one or two.
    serve_by = _serve_by(station, {row[-1] for row in rows})
    return tuple(replace(VenueOutstanding(*row[:-1]), serve_by=serve_by[row[-1]]) for row in rows)


def _part(by: str) -> peewee.Function:
    if by not in _DIVIDES:
        raise Unknown(f"没有“{by}”这种分法，可用：{'、'.join(BREAKDOWNS)}")
    return peewee.fn.COALESCE(_DIVIDES[by], "")


def _serve_by(station: Station, issued_on: set[str]) -> dict[str, str]:
    calendar = station.calendar()
    return {
        day: calendar.next_working_day(
            date.fromisoformat(day) + timedelta(days=SERVE_WITHIN_DAYS)
        ).day.isoformat()
        for day in issued_on
    }


def _by_part(counted: Iterable[tuple[str, str, int]]) -> dict[str, Counter[str]]:
    """How many notices of each part are in each state."""
    parts: dict[str, Counter[str]] = {}
    for part, state, number in counted:
        parts.setdefault(part, Counter())[state] = number
    return parts


def _count(batch: str, states: Counter[str]) -> BatchCount:
    def number(figure: str) -> int:
        return sum(states[state] for state in _COUNTED[figure])

    return BatchCount(
        batch,
        sent=number("sent"),
        signed=number("signed"),
        refused=number("refused"),
        outstanding=number("outstanding"),
        closed_shop=number("closed_shop"),
        withdrawn=number("withdrawn"),
    )
