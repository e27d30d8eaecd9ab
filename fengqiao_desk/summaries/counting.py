"""Counts what the kinds declare: a figure is the sum of its records, and its records are the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..cases import CaseKind, Figure, StandingFigure
from ..cases.part import WHOLE, Part
from ..cases.records import WITHDRAWN
from ..kinds import KINDS
from ..problems import Unknown
from ..station import Station
from ..values.days import Period, add_months, month_period
from ..values.quantities import Quantity
from .explaining import (
    Declared,
    declared_figures,
    figure_of,
    kind_of_figure,
    limited,
    own_label,
    shares,
    so_far,
)
from .figure_values import FigureValue
from .frozen import declared_at_closing, frozen_figures
from .months import month_of, station_month
from .spans import compared

_Key = tuple[str, str, str]
# Each kind by one step in the index: DISTINCT would read every case.
_KINDS_ON_RECORD = (
    "WITH RECURSIVE k(kind) AS (SELECT min(kind) FROM cases UNION ALL "
    "SELECT (SELECT min(kind) FROM cases WHERE kind > k.kind) FROM k WHERE k.kind IS NOT NULL) "
    "SELECT kind FROM k WHERE kind IS NOT NULL"
)


def count(
    station: Station,
    period: Period,
    kinds: Sequence[CaseKind] = KINDS,
    part: Part = WHOLE,
    today: date | None = None,
) -> list[FigureValue]:
    """Every figure of the period in the order of its declaration, with the period before and the year before.

    Of a part of the station only the figures that can be told of it, always from the records as they are now. In a period that runs a
    standing figure is told as of `today`: no day that is still to come is missing.
    """
    with station.reading():
        beside = compared(station, period)
        now = _sums(station, period, kinds, part)
        standing, remarks = _standing(station, so_far(period, today), kinds, part)
        before = _sums_if_kept(station, beside.before, kinds, part)
        year = _sums_if_kept(station, beside.last_year, kinds, part)
    found = []
    for (figure, label, unit), value in _in_order({**now, **standing}, kinds):
        at = (figure.key, label, unit)
        summed = isinstance(figure, Figure)
        section = _section(station, figure, label, period.last)
        found.append(
            FigureValue(
                *(_key(figure, label), label, unit, section, figure.base, figure.rule, value),
                previous=before.get(at, Quantity(0)) if summed and before is not None else None,
                last_year=year.get(at, Quantity(0)) if summed and year is not None else None,
                remark=remarks.get((figure.key, label), ""),
            )
        )
    return found


def monthly(
    station: Station,
    key: str,
    last_month: date,
    months: int = 13,
    kinds: Sequence[CaseKind] = KINDS,
    part: Part = WHOLE,
) -> list[tuple[str, Quantity | None]]:
    """The sum of a figure for each of the station's months up to that of `last_month`: `("2026-11", quantity)`, oldest first.

    Of a closed month what was frozen for the whole station; None where the ledger did not yet reach.
    """
    figure, kind = figure_of(key, kinds), kind_of_figure(key, kinds)
    if not isinstance(figure, Figure):
        raise Unknown(f"“{key}”是期末指标，没有逐月数")
    last = month_period(month_of(station, last_month)).first
    found: list[tuple[str, Quantity | None]] = []
    with station.reading():
        for before in reversed(range(months)):
            month = f"{add_months(last, -before):%Y-%m}"
            found.append(
                (month, _month_sum(station, figure, kind, station_month(station, month), kinds, part))
            )
    return found


def _month_sum(
    station: Station, figure: Figure, kind: CaseKind, days: Period, kinds: Sequence[CaseKind], part: Part
) -> Quantity | None:
    frozen = None if part else frozen_figures(station, days)
    if frozen is not None and figure.key in declared_at_closing(station, days):
        return sum((each.value for each in frozen if _declared_key(each) == figure.key), Quantity(0))
    if not _begun(station, days):
        return None
    grouped = _grouped(station, figure, kind, days, kinds, part)
    return sum((value for _, _, value in grouped), Quantity(0))


def _declared_key(figure: FigureValue) -> str:
    """The declaration's key of a figure that may be named by its label."""
    return figure.key.removesuffix(f".{figure.label}")


def _key(figure: Declared, label: str) -> str:
    return figure.key if own_label(figure) else f"{figure.key}.{label}"


def _section(station: Station, figure: Declared, label: str, day: date) -> str:
    """The part of the summary; for figures named by terms, the one their term says on the day."""
    if isinstance(figure, Figure) and figure.section_vocabulary:
        facts = station.vocabularies.facts(figure.section_vocabulary, label, day)
        return str(facts.get("section", figure.section))
    return figure.section


def _in_order(
    sums: dict[tuple[Declared, str, str], Quantity], kinds: Sequence[CaseKind]
) -> list[tuple[tuple[Declared, str, str], Quantity]]:
    """As the kinds declare them."""
    places = {figure.key: place for place, figure in enumerate(f for kind in kinds for f in kind.figures)}
    return sorted(sums.items(), key=lambda item: places[item[0][0].key])


def _sums(
    station: Station, period: Period, kinds: Sequence[CaseKind], part: Part
) -> dict[tuple[Declared, str, str], Quantity]:
    """A figure with a label of its own is there even when it is zero."""
    sums: dict[tuple[Declared, str, str], Quantity] = {}
    for kind, figure in declared_figures(kinds, part):
        if isinstance(figure, StandingFigure):
            continue
        grouped = _grouped(station, figure, kind, period, kinds, part)
        if figure.label and not grouped:
            grouped = [(figure.label, figure.unit, Quantity(0))]
        for label, unit, value in grouped:
            sums[figure, label, unit] = value
    return sums


def _standing(
    station: Station, period: Period, kinds: Sequence[CaseKind], part: Part
) -> tuple[dict[tuple[Declared, str, str], Quantity], dict[tuple[str, str], str]]:
    """The standing figures, and by key and label what is told beside them."""
    sums: dict[tuple[Declared, str, str], Quantity] = {}
    remarks: dict[tuple[str, str], str] = {}
    for kind, figure in declared_figures(kinds, part):
        if not isinstance(figure, StandingFigure):
            continue
        if figure.compute is None:
            told = shares(station, kind, figure, period, kinds, part)
        else:
            beside = figure.remarks(station, period) if figure.remarks else {}
            told = [(row, beside.get(row.label, "")) for row in figure.compute(station, period)]
        for row, remark in told:
            sums[figure, row.label, row.unit] = Quantity(row.thousandths, row.approximate)
            remarks[figure.key, row.label] = remark
    return sums, remarks


def _sums_if_kept(
    station: Station, period: Period, kinds: Sequence[CaseKind], part: Part
) -> dict[_Key, Quantity] | None:
    """None when the ledger begins only after the period; of a closed period what was frozen, for the whole station."""
    frozen = None if part else frozen_figures(station, period)
    if frozen is None and not _begun(station, period):
        return None
    sums = _sums(station, period, kinds, part)
    now = {(figure.key, label, unit): value for (figure, label, unit), value in sums.items()}
    if frozen is None:
        return now
    counted_then = declared_at_closing(station, period)
    kept = {(_declared_key(figure), figure.label, figure.unit): figure.value for figure in frozen}
    return {**{at: value for at, value in now.items() if at[0] not in counted_then}, **kept}


def _begun(station: Station, period: Period) -> bool:
    """Whether anything but registers is on record up to the end of the period; read from the index, kind by kind."""
    registers = {kind.key for kind in KINDS if kind.is_register}
    return any(
        station.connections.run(
            "SELECT 1 FROM cases WHERE kind = ? AND day < ? AND state <> ? LIMIT 1",
            kind,
            period.end,
            WITHDRAWN,
        )
        for (kind,) in station.connections.run(_KINDS_ON_RECORD)
        if kind not in registers
    )


def _grouped(
    station: Station,
    figure: Figure,
    kind: CaseKind,
    period: Period,
    kinds: Sequence[CaseKind],
    part: Part,
) -> list[tuple[str, str, Quantity]]:
    sql, values = limited(figure.sql, kind, part, kinds)
    rows = station.connections.run(
        f"SELECT label, unit, sum(thousandths), max(approximate) FROM ({sql}) GROUP BY label, unit "  # noqa: S608 - a figure's own declaration
        "ORDER BY sum(thousandths) DESC, label",
        *(period.start, period.end, *values),
    )
    return [(label, unit, Quantity(total, bool(approximate))) for label, unit, total, approximate in rows]
