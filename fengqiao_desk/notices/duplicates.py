"""Venues that may be the same: by credit code, by phone, or by a name much alike at the same address; a warning, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..cases import Case, Related
from ..cases.heads import CaseHead, with_case
from ..cases.kind import Alike
from ..cases.links import links_of
from ..fields import Predicate
from ..station import Station
from ..values.text import half_width
from .venue_records import CLOSED, Venue

ALIKE = 0.6
"""Two names are alike when this share of their characters is common, in order."""

_SAME_CODE, _SAME_PLACE, _SAME_PHONE = "信用代码相同", "名称、地址相近", "电话相同"
_REASONS = (_SAME_CODE, _SAME_PLACE, _SAME_PHONE)
_MOST_COMPARED = 50
"""So many venues of one address: a market may have a thousand stalls at one."""
# A place that closed and one that opens there are two venues, however alike.
_STILL_THERE = CaseHead.state != CLOSED


@dataclass(frozen=True)
class SimilarVenue:
    """A venue on record and why it may be the one meant."""

    number: str
    title: str
    reason: str


@dataclass(frozen=True)
class _Known:
    """By what a venue is known, and who it is: its number, or the place of a new one among others."""

    who: str | int
    title: str
    credit_code: str | None
    phone: str | None
    names: tuple[str | None, ...]
    address: str

    def reason(self, other: _Known) -> str:
        """Why the other may be the same; empty where nothing says so."""
        if self.credit_code and self.credit_code == other.credit_code:
            return _SAME_CODE
        if self.address == other.address and any(
            _alike(mine, theirs) for mine in self.names for theirs in other.names
        ):
            return _SAME_PLACE
        return _SAME_PHONE if self.phone and self.phone == other.phone else ""

    @property
    def traits(self) -> list[tuple[str, str]]:
        """By what two venues can be the same at all."""
        by = (("code", self.credit_code), ("address", self.address), ("phone", self.phone))
        return [(name, value) for name, value in by if value]


def _known(venue: Venue, who: str | int) -> _Known:
    # A licence and a door may bear different names, and an entry may have either.
    names = (venue.name, venue.trading_name)
    return _Known(who, "", venue.credit_code, venue.phone, names, _plain(venue.address))


def similar(station: Station, venue: Venue, but: str = "") -> list[SimilarVenue]:
    """The venues that may be this one, strongest reason first; `but` is its own number."""
    near = Venue.area == venue.area
    # The area limits what is compared by likeness; a code or a phone is looked up wherever it is.
    if venue.credit_code:
        near |= Venue.credit_code == venue.credit_code
    if venue.phone:
        near |= Venue.phone == venue.phone
    mine = _known(venue, but)
    found = [
        SimilarVenue(str(known.who), known.title, reason)
        for known in _on_record(station, near & (CaseHead.number != but))
        if (reason := mine.reason(known))
    ]
    return sorted(found, key=lambda each: _REASONS.index(each.reason))


def related(station: Station, case: Case) -> list[Related]:
    """The venues that are most likely this one and that no link joins yet; the same phone alone may be one owner of two."""
    linked = {link.other_number for link in links_of(station, case)}
    return [
        Related(
            found.number,
            f"可能与 {found.number}（{found.title}）重复登记：{found.reason}，请核对",
            is_double=True,
        )
        for found in similar(station, case.of(Venue), case.number)
        if found.reason != _SAME_PHONE and found.number not in linked
    ]


def alike(station: Station, entries: Sequence[Venue]) -> list[Alike]:
    """Of each of many new venues the one on record, or the one before it, that is most likely the same."""
    by_trait: dict[tuple[str, str], list[_Known]] = {}
    for known in _on_record(station, _STILL_THERE):
        _remember(by_trait, known)
    found: list[Alike] = []
    for place, entry in enumerate(entries):
        mine = _known(entry, place)
        # The latest only: comparing each of thousands at one market with all before it would grow with the
        # square.
        near = (each for trait in mine.traits for each in by_trait.get(trait, [])[-_MOST_COMPARED:])
        likely = (Alike(place, each.who, why) for each in near if (why := mine.reason(each)))
        first = next(likely, None)
        if first is not None:
            found.append(first)
        _remember(by_trait, mine)
    return found


def _on_record(station: Station, wanted: Predicate) -> Iterator[_Known]:
    """The venues that are not closed down and of which `wanted` holds, oldest first."""
    venues = with_case(
        Venue,
        CaseHead.number,
        CaseHead.title,
        Venue.credit_code,
        Venue.phone,
        Venue.name,
        Venue.trading_name,
        Venue.address,
    )
    rows = station.connections.rows(venues.where(wanted, _STILL_THERE).order_by(CaseHead.key))
    for number, title, code, phone, name, trading_name, address in rows:
        yield _Known(number, title, code, phone, (name, trading_name), _plain(address))


def _remember(by_trait: dict[tuple[str, str], list[_Known]], known: _Known) -> None:
    for trait in known.traits:
        by_trait.setdefault(trait, []).append(known)


def _alike(one: str | None, other: str | None) -> bool:
    mine, theirs = _plain(one or ""), _plain(other or "")
    # A count of common characters bounds the ratio from above and costs far less than it.
    if not mine or not theirs or 2 * sum(map(theirs.__contains__, mine)) < ALIKE * (len(mine) + len(theirs)):
        return False  # too few characters in common in any order
    return SequenceMatcher(None, mine, theirs).ratio() >= ALIKE


def _plain(text: str) -> str:
    return "".join(half_width(text).split())
