"""Counts what the kinds declare: a figure is the sum of its records, and its records are the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..cases import CaseKind, Figure, FigureRow, LeftOut, StandingFigure
from ..kinds import KINDS
from ..problems import Unknown
from ..station import Station
from ..values.days import Period, add_months, month_period
from ..values.json_text import from_json
from ..values.quantities import Quantity
from .months import month_of, station_month
from .spans import compared

_Key = tuple[str, str, str]
# Each kind by one step in the index: DISTINCT would read every case.
_KINDS_ON_RECORD = (
    "WITH RECURSIVE k(kind) AS (SELECT min(kind) FROM cases UNION ALL "
    "SELECT (SELECT min(kind) FROM cases WHERE kind > k.kind) FROM k WHERE k.kind IS NOT NULL) "
    "SELECT kind FROM k WHERE kind IS NOT NULL"
)


_TEXTS = ("key", "label", "unit", "section", "base", "rule", "remark")
_QUANTITIES = ("value", "previous", "last_year")


@dataclass(frozen=True)
class FigureValue:
    """One figure of a period; `previous` and `last_year` are None when nothing was kept then.

    `key` is the declaration's, followed by the label where the rows name the figure: `activities.出动警力`.
    """

    key: str
    label: str
    unit: str
    section: str
    base: str
    rule: str
    value: Quantity
    previous: Quantity | None = None
    last_year: Quantity | None = None
    remark: str = ""

    @property
    def shown(self) -> str:
        """`2300余只`."""
        return self.value.show(self.unit)

    def frozen(self) -> dict[str, Any]:
        """Everything of the figure as it is kept when its period is closed."""
        data = {name: getattr(self, name) for name in _TEXTS}
        return {**data, **{name: _kept(getattr(self, name)) for name in _QUANTITIES}}

    @classmethod
    def thawed(cls, data: dict[str, Any]) -> FigureValue:
        """The figure as it was kept."""
        texts = {name: data[name] for name in _TEXTS}
        return cls(**texts, **{name: _thawed(data[name]) for name in _QUANTITIES})

    def as_data(self) -> dict[str, object]:
        """The JSON of `summary`."""
        return {
            **{"key": self.key, "label": self.label, "value": _number(self.value), "unit": self.unit},
            **{"approximate": self.value.approximate, "section": self.section, "base": self.base},
            **{"previous": _number(self.previous), "last_year": _number(self.last_year), "rule": self.rule},
            "remark": self.remark,
        }


def count(station: Station, period: Period, kinds: Sequence[CaseKind] = KINDS) -> list[FigureValue]:
    """Every figure of the period in the order of its declaration, with the period before and the year before."""
    with station.reading():
        beside = compared(station, period)
        now = _sums(station, period, kinds)
        before = _sums_if_kept(station, beside.before, kinds)
        year = _sums_if_kept(station, beside.last_year, kinds)
        remarks = _remarks(station, period, kinds)
    found = []
    for (figure, label, unit), value in now.items():
        at = (figure.key, label, unit)
        summed = isinstance(figure, Figure)
        section = _section(station, figure, label)
        found.append(
            FigureValue(
                *(_key(figure, label), label, unit, section, figure.base, figure.rule, value),
                previous=before.get(at, Quantity(0)) if summed and before is not None else None,
                last_year=year.get(at, Quantity(0)) if summed and year is not None else None,
                remark=remarks.get((figure.key, label), ""),
            )
        )
    return found


def figure_of(key: str, kinds: Sequence[CaseKind] = KINDS) -> Figure | StandingFigure:
    """The declaration of a figure, by its own key or by that of one of its labels; raises Unknown."""
    for kind in kinds:
        for figure in kind.figures:
            if key == figure.key or (not own_label(figure) and key.startswith(figure.key + ".")):
                return figure
    known = "、".join(figure.key for kind in kinds for figure in kind.figures)
    raise Unknown(f"没有“{key}”这个指标，可用：{known}")


def explain(
    station: Station, key: str, label: str, period: Period, kinds: Sequence[CaseKind] = KINDS
) -> list[FigureRow]:
    """The records behind a figure; `label` (or the label in the key) chooses one of a figure named by its rows."""
    figure = figure_of(key, kinds)
    wanted = label or key.removeprefix(figure.key).removeprefix(".")
    with station.reading():
        rows = (
            figure.compute(station, period)
            if isinstance(figure, StandingFigure)
            else [
                FigureRow(number, day, thousandths, bool(approximate), found_label, unit)
                for number, day, thousandths, approximate, found_label, unit in station.connections.run(
                    figure.sql + " ORDER BY 2, 1", period.start, period.end
                )
            ]
        )
    return [row for row in rows if not wanted or wanted in (row.label, own_label(figure))]


def left_out(
    station: Station, key: str, label: str, period: Period, kinds: Sequence[CaseKind] = KINDS
) -> list[LeftOut]:
    """The records near a figure that it does not count, each with why; `label` as in `explain`."""
    figure = figure_of(key, kinds)
    wanted = label or key.removeprefix(figure.key).removeprefix(".")
    if not figure.left_out:
        return []
    with station.reading():
        if isinstance(figure, StandingFigure):
            found = figure.left_out(station, period)
        else:
            bounds = (period.start, period.end)
            rows = station.connections.run(f"{figure.left_out} ORDER BY 2, 1", *bounds)
            found = [LeftOut(*row) for row in rows]
    return [each for each in found if not wanted or each.label in ("", wanted) or own_label(figure)]


def own_label(figure: Figure | StandingFigure) -> str:
    """Empty for a figure that its rows name."""
    return figure.label if isinstance(figure, Figure) else ""


def _declared_key(figure: FigureValue) -> str:
    """The declaration's key of a figure that may be named by its label."""
    return figure.key.removesuffix(f".{figure.label}")


def _key(figure: Figure | StandingFigure, label: str) -> str:
    return figure.key if own_label(figure) else f"{figure.key}.{label}"


def monthly(
    station: Station, key: str, last_month: date, months: int = 13, kinds: Sequence[CaseKind] = KINDS
) -> list[tuple[str, Quantity]]:
    """The sum of a figure for each of the station's months up to that of `last_month`: `("2026-11", quantity)`, oldest first."""
    figure = figure_of(key, kinds)
    if not isinstance(figure, Figure):
        raise Unknown(f"“{key}”是期末指标，没有逐月数")
    last = month_period(month_of(station, last_month)).first
    found = []
    with station.reading():
        for before in reversed(range(months)):
            month = f"{add_months(last, -before):%Y-%m}"
            sums = [value for _, _, value in _grouped(station, figure, station_month(station, month))]
            found.append((month, sum(sums, Quantity(0))))
    return found


def _section(station: Station, figure: Figure | StandingFigure, label: str) -> str:
    """The part of the summary; for figures named by terms, the one their term says."""
    if isinstance(figure, Figure) and figure.section_vocabulary:
        facts = station.vocabularies.facts(figure.section_vocabulary, label)
        return str(facts.get("section", figure.section))
    return figure.section


def _sums(
    station: Station, period: Period, kinds: Sequence[CaseKind], *, standing: bool = True
) -> dict[tuple[Figure | StandingFigure, str, str], Quantity]:
    """A figure with a label of its own is there even when it is zero; `standing` figures are never compared, so they may be left out."""
    sums: dict[tuple[Figure | StandingFigure, str, str], Quantity] = {}
    for kind in kinds:
        for figure in kind.figures:
            if isinstance(figure, StandingFigure):
                for row in figure.compute(station, period) if standing else ():
                    sums[figure, row.label, row.unit] = Quantity(row.thousandths, row.approximate)
                continue
            grouped = _grouped(station, figure, period)
            if figure.label and not grouped:
                grouped = [(figure.label, figure.unit, Quantity(0))]
            for label, unit, value in grouped:
                sums[figure, label, unit] = value
    return sums


def _remarks(station: Station, period: Period, kinds: Sequence[CaseKind]) -> dict[tuple[str, str], str]:
    """What is told beside a standing figure, by its key and label."""
    return {
        (figure.key, label): told
        for kind in kinds
        for figure in kind.figures
        if isinstance(figure, StandingFigure) and figure.remarks is not None
        for label, told in figure.remarks(station, period).items()
    }


def frozen_figures(station: Station, period: Period) -> tuple[FigureValue, ...] | None:
    """The figures of a period that is closed; None while it is open."""
    rows = station.connections.run(
        "SELECT figures FROM closings WHERE first_day = ? AND last_day = ?",
        *(period.first.isoformat(), period.last.isoformat()),
    )
    return tuple(FigureValue.thawed(data) for data in from_json(rows[0][0])) if rows else None


def _sums_if_kept(station: Station, period: Period, kinds: Sequence[CaseKind]) -> dict[_Key, Quantity] | None:
    """None when the ledger begins only after the period; of a closed period what was frozen."""
    frozen = frozen_figures(station, period)
    if frozen is not None:
        return {(_declared_key(figure), figure.label, figure.unit): figure.value for figure in frozen}
    if not _begun(station, period):
        return None
    return {
        (figure.key, label, unit): value
        for (figure, label, unit), value in _sums(station, period, kinds, standing=False).items()
    }


def _begun(station: Station, period: Period) -> bool:
    """Whether anything but registers is on record up to the end of the period; read from the index, kind by kind."""
    registers = {kind.key for kind in KINDS if kind.is_register}
    return any(
        station.connections.run("SELECT 1 FROM cases WHERE kind = ? AND day < ? LIMIT 1", *(kind, period.end))
        for (kind,) in station.connections.run(_KINDS_ON_RECORD)
        if kind not in registers
    )


def _grouped(station: Station, figure: Figure, period: Period) -> list[tuple[str, str, Quantity]]:
    rows = station.connections.run(
        f"SELECT label, unit, sum(thousandths), max(approximate) FROM ({figure.sql}) GROUP BY label, unit "  # noqa: S608 - a figure's own declaration
        "ORDER BY sum(thousandths) DESC, label",
        *(period.start, period.end),
    )
    return [(label, unit, Quantity(total, bool(approximate))) for label, unit, total, approximate in rows]


def _kept(quantity: Quantity | None) -> list[Any] | None:
    return None if quantity is None else [quantity.thousandths, quantity.approximate]


def _thawed(kept: list[Any] | None) -> Any:
    return None if kept is None else Quantity(int(kept[0]), bool(kept[1]))


def _number(quantity: Quantity | None) -> int | float | None:
    if quantity is None:
        return None
    whole, rest = divmod(quantity.thousandths, 1000)
    return quantity.thousandths / 1000 if rest else whole
