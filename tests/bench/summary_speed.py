"""How fast a month is counted and printed over many disputes and activities (1.5 times bare SQL, the paper 0.5 s on top)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fengqiao_desk import summaries
from fengqiao_desk.cases import Figure as DeclaredFigure
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Station
from fengqiao_desk.values.days import Period, month_period
from tests.bench.folder import act_of, bench_station, counted
from tests.bench.measuring import Figure, middle

MONTH = month_period("2026-10")
TIMES = 5
SUMMED = (kind_of("disputes"), kind_of("activities"))
"""The kinds whose figures are sums of records, as SQL counts them; coverage and streaks of venues are reckoned otherwise."""


def figures() -> Iterator[Figure]:
    """Ratios within this run."""
    with bench_station(enlarged=True) as station:
        yield from _counting(station)


def _counting(station: Station) -> Iterator[Figure]:
    whole = middle(lambda _: summaries.count(station, MONTH, SUMMED), TIMES)
    bare = middle(_bare_sql(station), TIMES)
    among = f"{counted(station, 'disputes')} 件纠纷和 {counted(station, 'activities')} 笔台账"
    yield Figure(f"{among}中数一个月，对直接用 SQL 数", whole / bare, 1.5, "倍")
    found = summaries.count(station, MONTH)
    act = act_of(station)
    fonts = font_choice(station.profile(act.day))

    def paper(_: int) -> None:
        typeset(summaries.summary_sheet(station, MONTH, act, found), fonts)

    yield Figure("在数字之上印出工作情况汇报", middle(paper, TIMES), 0.5, "秒")


def _bare_sql(station: Station) -> Callable[[int], None]:
    """The same counts of the same three periods straight on the driver's connection: same file, driver and cache, nothing of the desk."""
    connection = station.connections.database.connection()  # type: ignore[no-untyped-call]
    declared = [figure for kind in SUMMED for figure in kind.figures if isinstance(figure, DeclaredFigure)]
    periods = (MONTH, MONTH.previous(), MONTH.last_year())

    def count(_: int) -> None:
        for period in periods:
            for figure in declared:
                _sum(connection, figure, period)

    return count


def _sum(connection: Any, figure: DeclaredFigure, period: Period) -> None:
    statement = (
        f"SELECT label, unit, sum(thousandths), max(approximate) FROM ({figure.sql}) GROUP BY label, unit"
    )
    connection.execute(statement, (period.start, period.end)).fetchall()
