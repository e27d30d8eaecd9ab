"""Figures that stand rather than add up: shares of what was reached, and what a kind computes (a streak), with what is told beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..cases import CaseKind, FigureRow, LeftOut, StandingFigure
from ..cases.heads import CaseHead
from ..cases.part import limit_of
from ..values.days import Period

if TYPE_CHECKING:
    from .counting import Count

_Row = TypeVar("_Row", FigureRow, LeftOut)


def standing(count: Count, kind: CaseKind, figure: StandingFigure) -> list[tuple[FigureRow, str]]:
    """The figure label by label as it stands, and what is told beside it."""
    if figure.compute is None:
        return _shares(count, kind, figure)
    period = so_far(count)
    beside = figure.remarks(count.station, period) if figure.remarks else {}
    return [(row, beside.get(row.label, "")) for row in figure.compute(count.station, period)]


def standing_records(count: Count, kind: CaseKind, figure: StandingFigure) -> list[FigureRow]:
    """What it is made of; of another unit than the figure, behind the figure itself."""
    found = figure.records(count.station, so_far(count)) if figure.records else []
    records = _of_part(count, kind, found)
    if figure.compute is None:
        return [row for row, _ in _shares(count, kind, figure)] + records
    computed = figure.compute(count.station, so_far(count))
    add_up = bool(records) and bool(computed) and records[0].unit == computed[0].unit
    return records if add_up else computed + records


def standing_left_out(count: Count, kind: CaseKind, figure: StandingFigure) -> list[LeftOut]:
    """The records near it that do not count."""
    found = figure.left_out(count.station, count.period) if figure.left_out else []
    return _of_part(count, kind, found)


def so_far(count: Count) -> Period:
    """The days of a period up to today; all of one that is over, or when no day is said."""
    # A day that is still to come is no missing day sheet.
    period, today = count.period, count.today
    return Period(period.first, today) if today is not None and period.contains(today) else period


def _shares(count: Count, kind: CaseKind, figure: StandingFigure) -> list[tuple[FigureRow, str]]:
    """A percentage for each label of a share, in thousandths, and what is told beside it: `共170家，走访检查170家`."""
    assert figure.records is not None
    assert figure.left_out is not None
    period = so_far(count)
    reached = _of_part(count, kind, figure.records(count.station, period))
    missed = _of_part(count, kind, figure.left_out(count.station, period))
    found = []
    for label in dict.fromkeys([*(row.label for row in reached), *(row.label for row in missed)]):
        # One record is one that was reached, whatever its quantity says.
        units = [row.unit for row in reached if row.label == label]
        total = len(units) + sum(row.label == label for row in missed)
        unit = units[0] if units else ""
        percent = FigureRow(
            "",
            period.last.isoformat(),
            len(units) * 100_000 // total,
            approximate=False,
            label=label,
            unit="%",
        )
        found.append((percent, f"共{total}{unit}，{figure.share}{len(units)}{unit}"))
    return found


def _of_part(count: Count, kind: CaseKind, rows: list[_Row]) -> list[_Row]:
    """Those whose case belongs to the part."""
    if not count.part or not rows:
        return rows
    limit = limit_of(kind, count.part, count.kinds)
    assert limit is not None
    # Asked once and compared here: a kind lists its records as rows, which no condition of a query can reach.
    query = CaseHead.select(CaseHead.number).where((CaseHead.kind == limit.kind) & limit.holds)
    belonging = {number for (number,) in count.station.connections.rows(query)}
    return [row for row in rows if row.number in belonging]
