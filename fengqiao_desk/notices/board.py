"""The board: who has been reached by which round of notices, and who not yet; by round, category, area and officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ..problems import Unknown
from ..station import Station

_OUTSTANDING = "已签发"
_STATES = {
    "已签发": "outstanding",
    "已签收": "signed",
    "已留置": "refused",
    "已公告": "refused",
    "关门": "closed_shop",
    "已撤回": "withdrawn",
}
BREAKDOWNS: Final = {"category": "类别", "area": "社区", "officer": "民警"}
"""By what a round can be divided, besides by round."""
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
    totals: BatchCount
    batches: tuple[BatchCount, ...]
    outstanding: tuple[VenueOutstanding, ...]


def board(station: Station) -> Board:
    """Every round, the newest first, and all venues outstanding in the order of a walk."""
    with station.reading():
        counted = station.connections.run(
            "SELECT f.batch, c.state, count(*), max(c.day) FROM notices f JOIN cases c ON c.key = f.owner_key "
            "WHERE c.kind = 'notices' AND c.state NOT IN ('草稿', '已作废') GROUP BY f.batch, c.state ORDER BY max(c.day) DESC"
        )
        missing = station.connections.run(
            "SELECT f.venue, f.venue_name, f.category, coalesce(f.area, ''), f.address, c.number, d.number, f.batch, "
            "(SELECT count(*) FROM steps s WHERE s.case_key = c.key AND s.step = 'serve'), d.issued_on "
            "FROM cases c JOIN notices f ON f.owner_key = c.key "
            "JOIN documents d ON d.case_key = c.key AND d.document = 'notice' AND d.state = 'issued' "
            "WHERE c.kind = 'notices' AND c.state = ? ORDER BY c.day DESC, f.area, f.address",
            _OUTSTANDING,
        )
        serve_by = _serve_by(station, {row[-1] for row in missing})
    rounds: dict[str, dict[str, int]] = {}
    for batch, state, count, _ in counted:
        _add(rounds.setdefault(batch, {}), state, count)
    batches = tuple(_count(batch, states) for batch, states in rounds.items())
    outstanding = tuple(VenueOutstanding(*[*row[:-1], serve_by[row[-1]]]) for row in missing)
    return Board(_sum("全部", batches), batches, outstanding)


def breakdown(station: Station, by: str, batch: str = "") -> tuple[BatchCount, ...]:
    """The notices of a round (all rounds when empty) divided by one of BREAKDOWNS, those with most outstanding first."""
    if by not in BREAKDOWNS:
        raise Unknown(f"没有“{by}”这种分法，可用：{'、'.join(BREAKDOWNS)}")
    with station.reading():
        counted = station.connections.run(
            f"SELECT coalesce(f.{by}, ''), c.state, count(*) FROM notices f JOIN cases c ON c.key = f.owner_key "  # noqa: S608 - one of BREAKDOWNS
            "WHERE c.kind = 'notices' AND c.state NOT IN ('草稿', '已作废') AND (? = '' OR f.batch = ?) GROUP BY 1, 2",
            *(batch, batch),
        )
    parts: dict[str, dict[str, int]] = {}
    for part, state, count in counted:
        _add(parts.setdefault(part, {}), state, count)
    found = [_count(part, states) for part, states in parts.items()]
    return tuple(sorted(found, key=lambda part: (-part.outstanding, part.batch)))


_LISTED = (
    "c.number, coalesce((SELECT d.number FROM documents d WHERE d.case_key = c.key AND d.document = 'notice' "
    "AND d.state = 'issued'), c.number), f.venue_name, f.category, f.address, c.state"
)


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
    states = [state for state, name in _STATES.items() if figure in ("sent", name)]
    if by and by not in BREAKDOWNS:
        raise Unknown(f"没有“{by}”这种分法，可用：{'、'.join(BREAKDOWNS)}")
    of_part = f" AND coalesce(f.{by}, '') = ?" if by else ""
    source = (
        f"FROM cases c JOIN notices f ON f.owner_key = c.key WHERE c.kind = 'notices' "
        f"AND c.state IN ({', '.join('?' for _ in states)}) AND (? = '' OR f.batch = ?){of_part}"
    )
    bound = (*states, batch, batch, *((part,) if by else ()))
    with station.reading():
        total = station.connections.run(f"SELECT count(*) {source}", *bound)[0][0]
        rows = station.connections.run(
            f"SELECT {_LISTED} {source} ORDER BY c.state <> ?, c.day DESC, f.area, f.address LIMIT ?",
            *(*bound, _OUTSTANDING, limit),
        )
    return int(total), tuple(ListedNotice(*row) for row in rows)


def known(station: Station, number: str, year: int) -> ListedNotice | None:
    """The notice of a 文号, of its own number, or of the bare sequence of a 文号 in `year`; None when there is none on the board."""
    sequence = number.removesuffix("号")
    ending = f"%〔{year}〕{sequence}号" if sequence.isdecimal() else number
    with station.reading():
        rows = station.connections.run(
            f"SELECT {_LISTED} FROM cases c JOIN notices f ON f.owner_key = c.key WHERE c.kind = 'notices' "  # noqa: S608 - own text
            "AND c.state NOT IN ('草稿', '已作废') AND EXISTS (SELECT 1 FROM documents x WHERE x.case_key = c.key "
            "AND x.document = 'notice' AND (x.number = ? OR c.number = ? OR x.number LIKE ?)) LIMIT 1",
            *(number, number, ending),
        )
    return ListedNotice(*rows[0]) if rows else None


def _serve_by(station: Station, issued_on: set[str]) -> dict[str, str]:
    calendar = station.calendar()
    return {
        day: calendar.next_working_day(
            date.fromisoformat(day) + timedelta(days=SERVE_WITHIN_DAYS)
        ).day.isoformat()
        for day in issued_on
    }


def _add(states: dict[str, int], state: str, count: int) -> None:
    states[_STATES[state]] = states.get(_STATES[state], 0) + count


def _count(batch: str, states: dict[str, int]) -> BatchCount:
    return BatchCount(batch, sum(states.values()), **{name: states.get(name, 0) for name in _NAMES})


def _sum(batch: str, parts: tuple[BatchCount, ...]) -> BatchCount:
    sums = {name: sum(getattr(part, name) for part in parts) for name in _NAMES}
    return BatchCount(batch, sum(part.sent for part in parts), **sums)


_NAMES = ("signed", "refused", "outstanding", "closed_shop", "withdrawn")
