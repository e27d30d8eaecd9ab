"""Coverage: how many of a register were reached in a period, by notice or by visit, and who was not (“170 of 170 visited”)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..station import Station
from ..values.days import Period
from .periods import CLOSED_BEFORE_THE_END

KEY_VENUES = "重点场所"

_SERVED = (
    "EXISTS (SELECT 1 FROM notices n JOIN cases k ON k.key = n.owner_key JOIN steps s ON s.case_key = k.key "
    "WHERE n.venue = c.number AND k.state <> '已作废' AND s.step = 'serve' AND s.to_state IN ('已签收', '已留置', '已公告') "
    "AND s.day >= ?1 AND s.day < ?2)"
)
_VISITED = (
    "EXISTS (SELECT 1 FROM steps s WHERE s.case_key = c.key AND s.step IN ('inspect', 'recheck', 'visit') "
    "AND s.day >= ?1 AND s.day < ?2)"
)


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
    def told(self) -> str:
        return f"{self.reached}/{self.total}"


def register_of(station: Station, category: str, day: date) -> str:
    """To which register a category belongs on a day; its own name when it says none."""
    return str(station.vocabularies.facts("venue_category", category, day).get("register", category))


def by_notice(station: Station, period: Period) -> Coverage:
    """重点场所 on which a notice was served in the period, of those in the register at its end."""
    found = [each for each in _coverage(station, period, _SERVED) if each.register == KEY_VENUES]
    return found[0] if found else Coverage(KEY_VENUES, 0, 0, ())


def by_visit(station: Station, period: Period) -> list[Coverage]:
    """Every register at the end of the period: those inspected, re-checked or visited in it."""
    return _coverage(station, period, _VISITED)


def _coverage(station: Station, period: Period, reached: str) -> list[Coverage]:
    with station.reading():
        rows = station.connections.run(
            f"SELECT f.category, {reached}, c.number, c.title, coalesce(f.area, ''), f.address "  # noqa: S608 - own text
            "FROM venues f JOIN cases c ON c.key = f.owner_key WHERE f.registered_on < ?2 "
            f"AND NOT {CLOSED_BEFORE_THE_END} ORDER BY c.key",
            *(period.start, period.end),
        )
        registers: dict[str, list[tuple[bool, Listed]]] = {}
        for category, found, *venue in rows:
            register = register_of(station, str(category), period.last)
            registers.setdefault(register, []).append((bool(found), Listed(*venue)))
    return [
        Coverage(
            *(register, len(found), sum(hit for hit, _ in found)),
            tuple(venue for hit, venue in found if not hit),
            tuple(venue for hit, venue in found if hit),
        )
        for register, found in registers.items()
    ]
