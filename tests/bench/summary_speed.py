"""How fast a month is counted and printed over many disputes and activities (1.5 times bare SQL, the paper 0.5 s on top)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fengqiao_desk import summaries
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
# The SQL of version 0.2.0, as somebody who counts by hand would write it.
_TEXTS = Path(__file__).parents[1] / "core" / "summaries" / "figures_0_2_0.json"


def figures() -> Iterator[Figure]:
    """Ratios within this run."""
    with bench_station(enlarged=True) as station:
        yield from _counting(station)


def _counting(station: Station) -> Iterator[Figure]:
    whole = middle(lambda _: summaries.Count(station, MONTH, kinds=SUMMED).figures(), TIMES)
    bare = middle(_bare_sql(station), TIMES)
    among = f"{counted(station, 'disputes')} 件纠纷和 {counted(station, 'activities')} 笔台账"
    yield Figure(f"{among}中数一个月，对直接用 SQL 数", whole / bare, 1.5, "倍")
    found = summaries.Count(station, MONTH).figures()
    act = act_of(station)
    fonts = font_choice(station.profile(act.day))

    def paper(_: int) -> None:
        typeset(summaries.summary_sheet(station, MONTH, act, found), fonts)

    yield Figure("在数字之上印出工作情况汇报", middle(paper, TIMES), 0.5, "秒")


def _bare_sql(station: Station) -> Callable[[int], None]:
    """The same counts of the same three periods straight on the driver's connection: same file, driver and cache, nothing of the desk."""
    connection = station.connections.database.connection()  # type: ignore[no-untyped-call]
    keys = [figure.key for kind in SUMMED for figure in kind.figures]
    kept = json.loads(_TEXTS.read_text(encoding="utf-8"))
    texts = [kept[key]["sql"] for key in keys if key in kept]
    periods = (MONTH, MONTH.previous(), MONTH.last_year())

    def count(_: int) -> None:
        for period in periods:
            for text in texts:
                _sum(connection, text, period)

    return count


def _sum(connection: Any, text: str, period: Period) -> None:
    statement = f"SELECT label, unit, sum(thousandths), max(approximate) FROM ({text}) GROUP BY label, unit"
    connection.execute(statement, (period.start, period.end)).fetchall()
