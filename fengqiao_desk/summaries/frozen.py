"""What was kept of a period when it was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..station import Station
from ..values.days import Period
from ..values.json_text import from_json
from .figure_values import FigureValue

_SELECT = (
    "SELECT first_day, last_day, closed_at, closed_by, figures, records, declared, left_out, corrections, sha256, file, pdf_sha256 "
    "FROM closings "
)
_FIRST_VERSION = (
    "disputes.received",
    "disputes.settled",
    "disputes.reopened",
    "disputes.by_category",
    "disputes.by_source",
    "goods.cases",
    "goods.pieces",
    "goods.value",
    "goods.transferred",
    "goods.partners",
    "goods.dens",
    "venues.registered",
    "venues.inspected",
    "notices.coverage",
    "venues.visited",
    "venues.streak",
    "notices.issued",
    "notices.served",
    "activities",
)
"""What the first version counted: its closings did not keep the list."""


@dataclass(frozen=True)
class Closing:
    """A closed period: its frozen figures, for each figure the records it was made of and those left out, and the stored summary.

    `declared` are the keys of all figures there were then: one that came later has no frozen number. `left_out` is None where the
    first version closed the period. `corrections` are the sentences its paper told of periods closed before.
    """

    period: Period
    closed_at: str
    closed_by: str
    figures: tuple[FigureValue, ...]
    records: dict[str, list[list[Any]]]
    declared: tuple[str, ...]
    left_out: dict[str, list[list[Any]]] | None
    corrections: tuple[str, ...]
    sha256: str
    file: str
    pdf_sha256: str


def closing_of(station: Station, period: Period) -> Closing | None:
    """The closing of exactly this period; None while it is open."""
    rows = station.connections.run(_SELECT + "WHERE first_day = ? AND last_day = ?", *_days(period))
    return _closing(rows[0]) if rows else None


def closings(station: Station) -> list[Closing]:
    """Every closed period, the newest first."""
    return [_closing(row) for row in station.connections.run(_SELECT + "ORDER BY last_day DESC")]


def frozen_figures(station: Station, period: Period) -> tuple[FigureValue, ...] | None:
    """The figures of a period that is closed; None while it is open."""
    rows = station.connections.run(
        "SELECT figures FROM closings WHERE first_day = ? AND last_day = ?", *_days(period)
    )
    return tuple(FigureValue.thawed(data) for data in from_json(rows[0][0])) if rows else None


def declared_at_closing(station: Station, period: Period) -> tuple[str, ...]:
    """The keys of the figures there were when the period was closed; empty while it is open."""
    rows = station.connections.run(
        "SELECT declared FROM closings WHERE first_day = ? AND last_day = ?", *_days(period)
    )
    return _declared(rows[0][0]) if rows else ()


def _days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def _declared(kept: str | None) -> tuple[str, ...]:
    return _FIRST_VERSION if kept is None else tuple(from_json(kept))


def _closing(row: tuple[Any, ...]) -> Closing:
    first, last, closed_at, closed_by, figures, records, declared, left_out, corrections, *rest = row
    return Closing(
        Period(date.fromisoformat(first), date.fromisoformat(last)),
        closed_at,
        closed_by,
        tuple(FigureValue.thawed(data) for data in from_json(figures)),
        from_json(records),
        _declared(declared),
        None if left_out is None else from_json(left_out),
        () if corrections is None else tuple(from_json(corrections)),
        *rest,
    )
