"""Coverage: how many of a register were reached in a period, by notice or by visit, and who was not (“170 of 170 visited”)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import peewee

from ..cases.heads import CaseHead, StepHead, with_case
from ..cases.step import step_key
from ..fields import Exists, Predicate
from ..station import Station
from ..values.days import Period
from .notice_records import REACHED, VOIDED, Notice, Service
from .periods import closed_by
from .venue_records import Inspection, Recheck, Venue, Visit

KEY_VENUES = "重点场所"

_SEEN = [step_key(step) for step in (Inspection, Recheck, Visit)]
# The heads of the notices, beside those of the venues.
_OfNotice = CaseHead.alias("of_notice")


@dataclass(frozen=True)
class Listed:
    """One of a register."""

    number: str
    name: str
    area: str
    address: str


@dataclass(frozen=True)
class Coverage:
    """`reached` of `total` in a register, those missed and those hit, each in the order of number."""

    register: str
    total: int
    reached: int
    missed: tuple[Listed, ...]
    hit: tuple[Listed, ...] = ()

    @property
    def share(self) -> str:
        """`170/170`."""
        return f"{self.reached}/{self.total}"


def register_of(station: Station, category: str, day: date) -> str:
    """To which register a category belongs on a day; its own name when it says none."""
    return str(station.vocabularies.facts("venue_category", category, day).get("register", category))


def by_notice(station: Station, period: Period) -> Coverage:
    """重点场所 on which a notice was served in the period, of those in the register at its end."""
    found = [each for each in _coverage(station, period, _served(period)) if each.register == KEY_VENUES]
    return found[0] if found else Coverage(KEY_VENUES, 0, 0, ())


def by_visit(station: Station, period: Period) -> list[Coverage]:
    """Every register at the end of the period: those inspected, re-checked or visited in it."""
    return _coverage(station, period, _visited(period))


def _served(period: Period) -> Predicate:
    """That a notice was served on a venue."""
    return Exists(
        Notice.select(Notice.owner_key)
        .join(_OfNotice, on=_OfNotice.key == Notice.owner_key)
        .join(StepHead, on=StepHead.case_key == _OfNotice.key)
        .where(Notice.venue == CaseHead.number, _OfNotice.state != VOIDED)
        # By the step and not by the state of now: a notice withdrawn since was served then.
        .where(StepHead.step == step_key(Service), StepHead.to_state.in_(REACHED))
        .where(StepHead.day >= period.first, StepHead.day <= period.last)
    )


def _visited(period: Period) -> Predicate:
    """That an officer was at a venue."""
    return Exists(
        StepHead.select(StepHead.key)
        .where(StepHead.case_key == CaseHead.key, StepHead.step.in_(_SEEN))
        .where(StepHead.day >= period.first, StepHead.day <= period.last)
    )


def _coverage(station: Station, period: Period, reached: Predicate) -> list[Coverage]:
    area = peewee.fn.COALESCE(Venue.area, "")
    venues = (
        with_case(Venue, Venue.category, reached, CaseHead.number, CaseHead.title, area, Venue.address)
        # As the register stood at the end: who came or closed later does not change an old month.
        .where(Venue.registered_on <= period.last, ~closed_by(period.last))
        .order_by(CaseHead.key)
    )
    hit: dict[str, list[Listed]] = {}
    missed: dict[str, list[Listed]] = {}
    with station.reading():
        for category, found, *venue in station.connections.rows(venues):
            register = register_of(station, category, period.last)
            # An empty list for a register that was reached nowhere, so that it is in the figure with 0.
            hit.setdefault(register, [])
            (hit if found else missed).setdefault(register, []).append(Listed(*venue))
    return [
        Coverage(
            register=register,
            total=len(hit[register]) + len(missed.get(register, [])),
            reached=len(hit[register]),
            missed=tuple(missed.get(register, [])),
            hit=tuple(hit[register]),
        )
        for register in hit
    ]
