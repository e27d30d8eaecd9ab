"""How fast a month is counted and printed over many disputes and activities (issue 7: 1.5 times bare SQL, the paper 0.5 s on top).

FENGQIAO_BENCH_RECORDS names another number of each than 1,000,000, for a quick look.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fengqiao_desk import cases, summaries
from fengqiao_desk.cases import Figure as DeclaredFigure
from fengqiao_desk.cases import tables
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.station import Act, Station, create_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.values.days import Period, month_period
from tests.bench.measuring import Figure, middle

RECORDS = int(os.environ.get("FENGQIAO_BENCH_RECORDS", "1000000"))
MONTH = month_period("2026-10")
TIMES = 5
_FIRST = date(2016, 11, 22)
_DAYS = 3650
_NOW = datetime(2026, 11, 21, 9, 0)
_EXAMPLES = Path(__file__).parent.parent / "example_entries"
_CATEGORIES = ("邻里", "婚姻家庭", "物业", "房屋宅基地", "损害赔偿")
_ACTIVITIES = ("巡逻", "社区走访", "张贴海报", "出动警力")


def figures() -> Iterator[Figure]:
    """Ratios within this run; the folder is made in a temporary place."""
    with tempfile.TemporaryDirectory() as place:
        station = _station(Path(place) / "station")
        try:
            _fill(station)
            yield from _counting(station)
        finally:
            station.close()


def _counting(station: Station) -> Iterator[Figure]:
    counted = middle(lambda _: summaries.count(station, MONTH), TIMES)
    bare = middle(_bare_sql(station), TIMES)
    yield Figure(f"{RECORDS} 件纠纷和台账中数一个月，对直接用 SQL 数", counted / bare, 1.5, "倍")
    found = summaries.count(station, MONTH)
    act = Act(station.officers.named("民警甲"), _NOW)
    fonts = font_choice(station.profile(act.day))

    def paper(_: int) -> None:
        typeset(summaries.summary_sheet(station, MONTH, act, found), fonts)

    yield Figure("在数字之上印出工作情况汇报", middle(paper, TIMES), 0.5, "秒")


def _bare_sql(station: Station) -> Callable[[int], None]:
    """The same counts of the same three periods straight on the driver's connection: same file, driver and cache, nothing of the desk."""
    connection = station.connections.database.connection()  # type: ignore[no-untyped-call]
    declared = [figure for kind in KINDS for figure in kind.figures if isinstance(figure, DeclaredFigure)]
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


def _station(root: Path) -> Station:
    new = NewStation(
        "示例派出所", "示例市公安局", "管理员己", "password-1", practice=True, with_officers=True
    )
    station = create_station(root, new, "2016-01-01T00:00:00")
    tables.ensure(station.connections, KINDS)
    return station


def _fill(station: Station) -> None:
    """Copies of one received dispute, every second of them closed, and of one activity, spread over ten years."""
    act = Act(station.officers.named("民警甲"), _NOW)
    for key, example in (("disputes", "dispute"), ("activities", "activity")):
        entry = json.loads((_EXAMPLES / f"{example}.json").read_text(encoding="utf-8"))
        cases.receive(station, kind_of(key), entry, act)
    with station.writing():
        for statement in _statements(station):
            station.connections.run(statement)
    station.connections.run("ANALYZE")


def _statements(station: Station) -> Iterator[str]:
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {RECORDS})"
    day = f"date('{_FIRST}', '+' || (i % {_DAYS}) || ' days')"
    for offset, kind, table, changed in (
        (10, "disputes", "disputes", {"received_on": day, "category": _choice(_CATEGORIES)}),
        (RECORDS + 100, "activities", "activities", {"day": day, "activity": _choice(_ACTIVITIES)}),
    ):
        prefix = kind_of(kind).number_prefix
        state = "CASE WHEN i % 2 THEN '已结案' ELSE c.state END" if kind == "disputes" else "c.state"
        yield (
            f"{numbers} INSERT INTO cases (key, kind, number, year, sequence, title, state, day, version, recorded_at, recorded_by) "
            f"SELECT i + {offset}, c.kind, '{prefix}9999-' || i, 9999, i, c.title, {state}, {day}, 1, {day} || 'T09:00:00', "
            f"c.recorded_by FROM n, cases c WHERE c.kind = '{kind}' AND c.key < 10"
        )
        yield _copies(station, numbers, table, {"owner_key": f"i + {offset}", **changed})
    yield (
        f"{numbers} INSERT INTO steps (key, case_key, position, step, from_state, to_state, day, recorded_at, recorded_by) "
        f"SELECT i, i + 10, 1, 'close', '待回访', '已结案', {day}, {day} || 'T09:00:00', '民警甲' FROM n WHERE i % 2"
    )
    yield (
        f"{numbers} INSERT INTO disputes_step_close (owner_key, closed_on, result) "
        f"SELECT i, {day}, '调解成功' FROM n WHERE i % 2"
    )


def _copies(station: Station, numbers: str, table: str, changed: dict[str, str]) -> str:
    columns = [row[0] for row in station.connections.run("SELECT name FROM pragma_table_info(?)", table)]
    chosen = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"{numbers} INSERT INTO {table} ({names}) SELECT {chosen} FROM n, {table} t WHERE t.owner_key < 10"


def _choice(words: tuple[str, ...]) -> str:
    cases_of = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(words))
    return f"CASE i % {len(words)} {cases_of} END"
