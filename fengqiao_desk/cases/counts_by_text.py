"""Figures whose records are still selected by SQL text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..store.database import text_of
from .counted import Asking, Figure, FigureRow, LeftOut, Limit, Sum
from .heads import CaseHead, DocumentHead


@dataclass(frozen=True)
class ByText:
    """Records by SQL of our own that selects `number, day, thousandths, approximate, label, unit` between two bound days."""

    sql: str
    base: str

    def sums(self, figure: Figure, asking: Asking) -> list[Sum]:
        sql, values = _limited(self.sql, asking.limit)
        connections, period = asking.connections, asking.period
        rows = connections.run(
            f"SELECT label, unit, sum(thousandths), max(approximate) FROM ({sql}) GROUP BY label, unit",  # noqa: S608 - our own text
            *(period.start, period.end, *values),
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def records(self, figure: Figure, asking: Asking, most: int | None) -> list[FigureRow]:
        sql, values = _limited(self.sql, asking.limit)
        connections, period = asking.connections, asking.period
        first = f" LIMIT {int(most)}" if most is not None else ""
        rows = connections.run(f"{sql} ORDER BY 2, 1{first}", period.start, period.end, *values)
        return [
            FigureRow(number, day, thousandths, bool(approximate), label, unit)
            for number, day, thousandths, approximate, label, unit in rows
        ]


@dataclass(frozen=True)
class NearByText:
    """Records near a figure by SQL of our own that selects `number, day, why, label`; `?1` and `?2` are the two days."""

    sql: str

    def records(self, figure: Figure, asking: Asking) -> list[LeftOut]:
        sql, values = _limited(self.sql, asking.limit)
        connections, period = asking.connections, asking.period
        rows = connections.run(f"{sql} ORDER BY 2, 1", period.start, period.end, *values)
        return [LeftOut(*row) for row in rows]


def _limited(sql: str, limit: Limit | None) -> tuple[str, Sequence[Any]]:
    """The SQL of rows whose case or document belongs to the part, and the values after the two days."""
    if limit is None:
        return sql, ()
    belonging = (CaseHead.kind == limit.kind) & limit.holds
    cases = CaseHead.select(CaseHead.number).where(belonging)
    papers = DocumentHead.select(DocumentHead.number).join(CaseHead, on=CaseHead.key == DocumentHead.case_key)
    of_cases, values = text_of(cases)
    of_papers, more = text_of(papers.where(belonging))
    test = f"x.number IN ({of_cases}) OR x.number IN ({of_papers})"
    return f"SELECT * FROM ({sql}) x WHERE {test}", (*values, *more)  # noqa: S608 - composed queries


def text_figure(
    key: str,
    label: str,
    unit: str,
    section: str,
    base: str,
    rule: str,
    sql: str,
    *,
    section_vocabulary: str = "",
    trend: bool = False,
    left_out: str = "",
    headline: bool = False,
) -> Figure:
    """A figure declared as figures were before they said what they count."""
    return Figure(
        key,
        label,
        unit,
        section,
        rule,
        (ByText(sql, base),),
        (NearByText(left_out),) if left_out else (),
        section_vocabulary=section_vocabulary,
        trend=trend,
        headline=headline,
    )
