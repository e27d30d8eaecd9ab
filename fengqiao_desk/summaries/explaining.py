"""What a figure is made of: its declaration, the records it counts, and those near it that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from ..cases import CaseKind, Figure, FigureRow, LeftOut, StandingFigure
from ..cases.part import WHOLE, Part, condition
from ..kinds import KINDS
from ..problems import Unknown
from ..station import Station
from ..values.days import Period

Declared = Figure | StandingFigure
_Row = TypeVar("_Row", FigureRow, LeftOut)


def figure_of(key: str, kinds: Sequence[CaseKind] = KINDS) -> Declared:
    """The declaration of a figure, by its own key or by that of one of its labels; raises Unknown."""
    return _found(key, kinds)[1]


def kind_of_figure(key: str, kinds: Sequence[CaseKind] = KINDS) -> CaseKind:
    """The kind that declares a figure; raises Unknown."""
    return _found(key, kinds)[0]


def declared_figures(kinds: Sequence[CaseKind], part: Part = WHOLE) -> Iterator[tuple[CaseKind, Declared]]:
    """Every figure that can be told of the part."""
    for kind in kinds:
        for figure in kind.figures:
            if not part or _divides(kind, figure, part, kinds):
                yield kind, figure


def only_whole(part: Part, kinds: Sequence[CaseKind] = KINDS) -> list[str]:
    """In words, the figures that cannot be told of the part."""
    if not part:
        return []
    figures = [figure for kind in kinds for figure in kind.figures]
    sentences = [figure.whole_only for figure in figures if isinstance(figure, StandingFigure)]
    silent = [kind.title for kind in kinds if condition(kind, part, "''", kinds) is None]
    told = (*sentences, *(f"{title}没有登记{'社区' if part.area else '民警'}，不分列" for title in silent))
    return [sentence for sentence in told if sentence]


def explain(
    station: Station,
    key: str,
    label: str,
    period: Period,
    kinds: Sequence[CaseKind] = KINDS,
    part: Part = WHOLE,
    today: date | None = None,
) -> list[FigureRow]:
    """The records behind a figure; `label` (or the label in the key) chooses one of a figure named by its rows; `today` as in `count`."""
    kind, figure = _found(key, kinds)
    with station.reading():
        if isinstance(figure, StandingFigure):
            rows = _standing_records(station, kind, figure, so_far(period, today), kinds, part)
        else:
            sql, values = limited(figure.sql, kind, part, kinds)
            found = station.connections.run(sql + " ORDER BY 2, 1", period.start, period.end, *values)
            rows = [
                FigureRow(number, day, thousandths, bool(approximate), found_label, unit)
                for number, day, thousandths, approximate, found_label, unit in found
            ]
    wanted = _label_in(key, label, figure)
    return [row for row in rows if not wanted or wanted in (row.label, own_label(figure))]


def first_numbers(station: Station, key: str, period: Period, part: Part, most: int) -> list[str]:
    """The numbers of the oldest records of a summed figure, never more than `most`."""
    kind, figure = _found(key, KINDS)
    assert isinstance(figure, Figure)
    sql, values = limited(figure.sql, kind, part, KINDS)
    with station.reading():
        rows = station.connections.run(
            f"{sql} ORDER BY 2, 1 LIMIT {int(most)}", period.start, period.end, *values
        )
    return [str(row[0]) for row in rows]


def left_out(
    station: Station,
    key: str,
    label: str,
    period: Period,
    kinds: Sequence[CaseKind] = KINDS,
    part: Part = WHOLE,
) -> list[LeftOut]:
    """The records near a figure that it does not count, each with why; `label` as in `explain`."""
    kind, figure = _found(key, kinds)
    if not figure.left_out:
        return []
    with station.reading():
        if isinstance(figure, StandingFigure):
            found = of_part(station, kind, figure.left_out(station, period), kinds, part)
        else:
            sql, values = limited(figure.left_out, kind, part, kinds)
            rows = station.connections.run(f"{sql} ORDER BY 2, 1", period.start, period.end, *values)
            found = [LeftOut(*row) for row in rows]
    wanted = _label_in(key, label, figure)
    return [each for each in found if not wanted or each.label in ("", wanted) or own_label(figure)]


def shares(
    station: Station,
    kind: CaseKind,
    figure: StandingFigure,
    period: Period,
    kinds: Sequence[CaseKind] = KINDS,
    part: Part = WHOLE,
) -> list[tuple[FigureRow, str]]:
    """A percentage for each label of a share, in thousandths, and what is told beside it: `共170家，走访检查170家`."""
    assert figure.records is not None
    assert figure.left_out is not None
    reached = of_part(station, kind, figure.records(station, period), kinds, part)
    missed = of_part(station, kind, figure.left_out(station, period), kinds, part)
    found = []
    for label in dict.fromkeys([*(row.label for row in reached), *(row.label for row in missed)]):
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


def of_part(
    station: Station, kind: CaseKind, rows: list[_Row], kinds: Sequence[CaseKind], part: Part
) -> list[_Row]:
    """Those whose case belongs to the part."""
    if not part or not rows:
        return rows
    limit = condition(kind, part, "c.number", kinds)
    assert limit is not None
    sql = f"SELECT c.number FROM cases c WHERE c.kind = ? AND {limit[0]}"  # noqa: S608 - our own condition
    belonging = {number for (number,) in station.connections.run(sql, kind.key, *limit[1])}
    return [row for row in rows if row.number in belonging]


def limited(sql: str, kind: CaseKind, part: Part, kinds: Sequence[CaseKind]) -> tuple[str, tuple[str, ...]]:
    """The SQL of rows that belong to the part, and the values after the two days."""
    limit = condition(kind, part, "x.number", kinds) if part else None
    if limit is None:
        return sql, ()
    return f"SELECT * FROM ({sql}) x WHERE {limit[0]}", limit[1]  # noqa: S608 - a figure's own declaration


def so_far(period: Period, today: date | None) -> Period:
    """The days of a period up to `today`; all of one that is over, or when no day is said."""
    return Period(period.first, today) if today is not None and period.contains(today) else period


def own_label(figure: Declared) -> str:
    """Empty for a figure that its rows name."""
    return figure.label if isinstance(figure, Figure) else ""


def _standing_records(
    station: Station,
    kind: CaseKind,
    figure: StandingFigure,
    period: Period,
    kinds: Sequence[CaseKind],
    part: Part,
) -> list[FigureRow]:
    records = of_part(station, kind, figure.records(station, period), kinds, part) if figure.records else []
    if figure.compute is None:
        return [row for row, _ in shares(station, kind, figure, period, kinds, part)] + records
    computed = figure.compute(station, period)
    add_up = bool(records) and bool(computed) and records[0].unit == computed[0].unit
    return records if add_up else computed + records


def _divides(kind: CaseKind, figure: Declared, part: Part, kinds: Sequence[CaseKind]) -> bool:
    if isinstance(figure, StandingFigure) and figure.compute is not None:
        return False
    return condition(kind, part, "''", kinds) is not None


def _found(key: str, kinds: Sequence[CaseKind]) -> tuple[CaseKind, Declared]:
    for kind in kinds:
        for figure in kind.figures:
            if key == figure.key or (not own_label(figure) and key.startswith(figure.key + ".")):
                return kind, figure
    known = "、".join(figure.key for kind in kinds for figure in kind.figures)
    raise Unknown(f"没有“{key}”这个指标，可用：{known}")


def _label_in(key: str, label: str, figure: Declared) -> str:
    return label or key.removeprefix(figure.key).removeprefix(".")
