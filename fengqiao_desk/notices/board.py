"""The board: who has been reached by which round of notices, and who not yet."""

from __future__ import annotations

from dataclasses import dataclass

from ..station import Station

_OUTSTANDING = "已签发"
_STATES = {"已签发": "outstanding", "已签收": "signed", "已留置": "refused"}


@dataclass(frozen=True)
class BatchCount:
    """One round: `sent` notices issued, of which signed for, left with refusal, and not yet served."""

    batch: str
    sent: int
    signed: int
    refused: int
    outstanding: int


@dataclass(frozen=True)
class VenueOutstanding:
    """A venue not reached by a notice."""

    venue: str
    name: str
    category: str
    area: str
    address: str
    notice: str
    document: str
    batch: str


@dataclass(frozen=True)
class Board:
    totals: BatchCount
    batches: tuple[BatchCount, ...]
    outstanding: tuple[VenueOutstanding, ...]


def board(station: Station) -> Board:
    """Every round, the newest first, and all venues outstanding."""
    with station.reading():
        counted = station.connections.run(
            "SELECT f.batch, c.state, count(*), max(c.day) FROM notices f JOIN cases c ON c.key = f.owner_key "
            "WHERE c.state IN ('已签发', '已签收', '已留置') GROUP BY f.batch, c.state ORDER BY max(c.day) DESC"
        )
        missing = station.connections.run(
            "SELECT f.venue, f.venue_name, f.category, coalesce(f.area, ''), f.address, c.number, d.number, f.batch "
            "FROM notices f JOIN cases c ON c.key = f.owner_key JOIN documents d ON d.case_key = c.key AND d.state = 'issued' "
            "WHERE c.state = ? ORDER BY c.day DESC, f.area, f.address",
            _OUTSTANDING,
        )
    rounds: dict[str, dict[str, int]] = {}
    for batch, state, count, _ in counted:
        rounds.setdefault(batch, {})[_STATES[state]] = count
    batches = tuple(_count(batch, states) for batch, states in rounds.items())
    sums = {name: sum(getattr(found, name) for found in batches) for name in _STATES.values()}
    return Board(_count("全部", sums), batches, tuple(VenueOutstanding(*row) for row in missing))


def _count(batch: str, states: dict[str, int]) -> BatchCount:
    return BatchCount(
        batch,
        sum(states.values()),
        states.get("signed", 0),
        states.get("refused", 0),
        states.get("outstanding", 0),
    )
