"""Venues that may be the same: by credit code, by phone, or by a name much alike at the same address; a warning, never a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..cases import Case, Related
from ..cases.kind import Alike
from ..cases.links import links_of
from ..fields import Row
from ..station import Station
from ..values.text import half_width

ALIKE = 0.6
"""Two names are alike when this share of their characters is common, in order."""

_SAME_PHONE = "电话相同"
_REASONS = ("信用代码相同", "名称、地址相近", _SAME_PHONE)
_MOST_COMPARED = 50
"""So many venues of one address: a market may have a thousand stalls at one."""


@dataclass(frozen=True)
class SimilarVenue:
    """A venue on record and why it may be the one meant."""

    number: str
    title: str
    reason: str


def similar(station: Station, entry: Row, but: str = "") -> list[SimilarVenue]:
    """The venues that may be the one of `entry`, strongest reason first; `but` is its own number."""
    with station.reading():
        rows = station.connections.run(
            "SELECT c.number, c.title, f.credit_code, f.phone, f.name, f.trading_name, f.address FROM venues f "
            "JOIN cases c ON c.key = f.owner_key WHERE c.number <> ? AND c.state <> '歇业' AND (f.credit_code = ? OR f.phone = ? "
            "OR f.area = ?) ORDER BY c.key",
            *(but, entry.get("credit_code"), entry.get("phone"), entry.get("area")),
        )
    found = [(_reason(entry, tuple(row[2:])), str(row[0]), str(row[1])) for row in rows]
    return [
        SimilarVenue(number, title, reason)
        for reason, number, title in sorted(found, key=lambda each: _REASONS.index(each[0]) if each[0] else 9)
        if reason
    ]


def related(station: Station, case: Case) -> list[Related]:
    """The venues that are most likely this one and that no link joins yet; the same phone alone may be one owner of two."""
    linked = {link.other_number for link in links_of(station, case)}
    return [
        Related(found.number, f"可能与 {found.number}（{found.title}）重复登记：{found.reason}，请核对")
        for found in similar(station, case.values, case.number)
        if found.reason != _SAME_PHONE and found.number not in linked
    ]


def alike(station: Station, entries: Sequence[Row]) -> list[Alike]:
    """Of each of many new venues the one on record, or the one before it, that is most likely the same."""
    with station.reading():
        rows = station.connections.run(
            "SELECT c.number, f.credit_code, f.phone, f.name, f.trading_name, f.address FROM venues f "
            "JOIN cases c ON c.key = f.owner_key WHERE c.state <> '歇业' ORDER BY c.key"
        )
    known: dict[tuple[str, str], list[tuple[str | int, tuple[str | None, ...]]]] = {}
    for row in rows:
        _remember(known, str(row[0]), row[1:])
    found: list[Alike] = []
    for place, entry in enumerate(entries):
        facts = tuple(entry.get(name) for name in ("credit_code", "phone", "name", "trading_name", "address"))
        near = (each for key in _keys(facts) for each in known.get(key, [])[-_MOST_COMPARED:])
        likely = ((other, why) for other, theirs in near if (why := _reason(entry, theirs)))
        first = next(likely, None)
        if first is not None:
            found.append(Alike(place, *first))
        _remember(known, place, facts)
    return found


def _keys(facts: tuple[str | None, ...]) -> list[tuple[str, str]]:
    """By what two venues can be the same at all."""
    code, phone, _, _, address = facts
    by = (("code", code or ""), ("address", _plain(address)), ("phone", phone or ""))
    return [(name, value) for name, value in by if value]


def _remember(
    known: dict[tuple[str, str], list[tuple[str | int, tuple[str | None, ...]]]],
    who: str | int,
    facts: tuple[str | None, ...],
) -> None:
    for key in _keys(facts):
        known.setdefault(key, []).append((who, facts))


def _reason(entry: Row, known: tuple[str | None, ...]) -> str:
    code, phone, name, trading_name, address = known
    if code and code == entry.get("credit_code"):
        return _REASONS[0]
    if _plain(address) == _plain(entry.get("address")) and any(
        _alike(mine, theirs)
        for mine in (entry.get("name"), entry.get("trading_name"))
        for theirs in (name, trading_name)
    ):
        return _REASONS[1]
    return _SAME_PHONE if phone and phone == entry.get("phone") else ""


def _alike(one: str | None, other: str | None) -> bool:
    mine, theirs = _plain(one), _plain(other)
    if not mine or not theirs or 2 * sum(map(theirs.__contains__, mine)) < ALIKE * (len(mine) + len(theirs)):
        return False  # too few characters in common in any order
    return SequenceMatcher(None, mine, theirs).ratio() >= ALIKE


def _plain(text: str | None) -> str:
    return "".join(half_width(text or "").split())
