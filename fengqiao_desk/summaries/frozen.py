"""What was kept of a period when it was closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import peewee

from ..cases import FigureRow, LeftOut
from ..fields import DAY, LINE, Column, Predicate
from ..fields.column import KeyColumn
from ..station import Station
from ..store.composed import ComposedOnce, columns_in
from ..values.days import Period, parse_day
from ..values.json_text import from_json
from .figure_values import FigureValue
from .signed import SignedCorrections, signed_in


class ClosingRow(peewee.Model):
    """A closing as it stands in its table, JSON as text; two triggers refuse to change or to delete one."""

    key = KeyColumn()
    first_day = Column("首日", DAY, required=True)
    last_day = Column("末日", DAY, required=True)
    closed_at = Column("封账时间", LINE, required=True)
    closed_by = Column("封账人", LINE, required=True)
    figures = Column("指标", LINE, required=True)
    records = Column("记录", LINE, required=True)
    declared = Column("当时的指标", LINE)
    left_out = Column("没有计入的记录", LINE)
    corrections = Column("更正", LINE)
    sha256 = Column("内容的 SHA-256", LINE, required=True)
    file = Column("文件", LINE, required=True)
    pdf_sha256 = Column("文件的 SHA-256", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "closings"

    @classmethod
    def covers(cls, first: str, last: str) -> Predicate:
        """That it closed exactly the days from `first` to `last`, as they are stored."""
        return cls.first_day.stands_as(first) & cls.last_day.stands_as(last)


class _Stored(NamedTuple):
    """What a query of whole rows gives, in the order of the columns; None in what the first version did not keep."""

    key: int
    first_day: str
    last_day: str
    closed_at: str
    closed_by: str
    figures: str
    records: str
    declared: str | None
    left_out: str | None
    corrections: str | None
    sha256: str
    file: str
    pdf_sha256: str


_WHOLE = ClosingRow.select(*columns_in(ClosingRow, _Stored))
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
    first version closed the period. `corrections` are what its paper told of periods closed before. `key` grows with every closing.
    """

    key: int
    period: Period
    closed_at: str
    closed_by: str
    figures: tuple[FigureValue, ...]
    declared: tuple[str, ...]
    corrections: SignedCorrections
    sha256: str
    file: str
    pdf_sha256: str
    _records: str = field(repr=False)
    _left_out: str | None = field(repr=False)

    # Read when asked for: every summary reads all closings, and the lists of a busy year are most of their JSON.
    @cached_property
    def records(self) -> dict[str, list[FigureRow]]:
        """By key of a figure (with the label where its rows name it) the records it was made of."""
        kept: dict[str, list[tuple[str, str, int, bool, str, str]]] = from_json(self._records)
        return {key: [FigureRow(*row) for row in rows] for key, rows in kept.items()}

    @cached_property
    def left_out(self) -> dict[str, list[LeftOut]] | None:
        """By key of a declaration the records near it that were not counted; None where the first version closed the period."""
        if self._left_out is None:
            return None
        kept: dict[str, list[tuple[str, str, str, str]]] = from_json(self._left_out)
        return {key: [LeftOut(*row) for row in rows] for key, rows in kept.items()}


def closing_of(station: Station, period: Period) -> Closing | None:
    """The closing of exactly this period; None while it is open."""
    rows = station.connections.rows(_WHOLE.where(ClosingRow.covers(*_days(period))))
    return _closing(_Stored(*rows[0])) if rows else None


def closings(station: Station) -> list[Closing]:
    """Every closed period, the newest first."""
    rows = station.connections.rows(_WHOLE.order_by(ClosingRow.last_day.desc()))
    return [_closing(_Stored(*row)) for row in rows]


def is_closed(station: Station, period: Period) -> bool:
    """Whether exactly this period is closed."""
    return bool(
        station.connections.rows(ClosingRow.select(ClosingRow.file).where(ClosingRow.covers(*_days(period))))
    )


def frozen_figures(station: Station, period: Period) -> tuple[FigureValue, ...] | None:
    """The figures of a period that is closed; None while it is open."""
    rows = _figures_of.rows(station.connections, *_days(period))
    return _figures(rows[0][0]) if rows else None


def declared_at_closing(station: Station, period: Period) -> tuple[str, ...]:
    """The keys of the figures there were when the period was closed; empty while it is open."""
    rows = _declared_of.rows(station.connections, *_days(period))
    return _declared(rows[0][0]) if rows else ()


# Asked of three periods for every summary and of thirteen months for every chart, so composed once; and only for what is wanted: the
# records are most of a closing.
@ComposedOnce
def _figures_of(first: str, last: str) -> peewee.Query:
    """The figures of the closing of these days."""
    return ClosingRow.select(ClosingRow.figures).where(ClosingRow.covers(first, last))


@ComposedOnce
def _declared_of(first: str, last: str) -> peewee.Query:
    """The keys of the figures there were at the closing of these days."""
    return ClosingRow.select(ClosingRow.declared).where(ClosingRow.covers(first, last))


def _days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


def _figures(kept: str) -> tuple[FigureValue, ...]:
    return tuple(FigureValue.thawed(data) for data in from_json(kept))


def _declared(kept: str | None) -> tuple[str, ...]:
    return _FIRST_VERSION if kept is None else tuple(from_json(kept))


def _closing(row: _Stored) -> Closing:
    return Closing(
        key=row.key,
        period=Period(parse_day(row.first_day), parse_day(row.last_day)),
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        figures=_figures(row.figures),
        declared=_declared(row.declared),
        corrections=signed_in(row.corrections),
        sha256=row.sha256,
        file=row.file,
        pdf_sha256=row.pdf_sha256,
        _records=row.records,
        _left_out=row.left_out,
    )
