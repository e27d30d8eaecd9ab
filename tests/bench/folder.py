"""The station that is measured: generated once a run (`bench-data`), its records then copied to the size a limit speaks of.

FENGQIAO_BENCH_DISPUTES and FENGQIAO_BENCH_COPIES name other sizes than 10,000 disputes and ten times as many, for a quick look.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

from fengqiao_desk.practice.generated import generate
from fengqiao_desk.station import Act, Station, open_station

DISPUTES = int(os.environ.get("FENGQIAO_BENCH_DISPUTES", "10000"))
COPIES = int(os.environ.get("FENGQIAO_BENCH_COPIES", "10"))
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 0)
SEED = 1
_APART = 10_000_000
"""By so much the keys of one copy lie above those of the one before."""
_KEYS = ("key", "owner_key", "case_key", "row_key")
_NOT_COPIED = ("areas", "audit", "officers", "station_settings", "terms", "withdrawn_rows")


@cache
def generated() -> Path:
    """The folder as the command makes it; taken away when the run ends."""
    root = Path(_kept().name) / "generated"
    generate(root, DISPUTES, SEED, TODAY)
    return root


@contextmanager
def bench_station(enlarged: bool = False) -> Iterator[Station]:
    """A copy of the folder of its own to work in, `COPIES` times as large when asked for; its rounds' files stay behind."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "station"
        shutil.copytree(_enlarged() if enlarged else generated(), root)
        station = open_station(root, NOW.isoformat(), "测速")
        try:
            yield station
        finally:
            station.close()


def act_of(station: Station) -> Act:
    """What 民警甲 does on the day of the bench."""
    return Act(station.officers.named("民警甲"), NOW)


def counted(station: Station, kind: str) -> int:
    """How many cases of a kind there are, as a limit's name says it."""
    ((number,),) = station.connections.run("SELECT count(*) FROM cases WHERE kind = ?", kind)
    return int(number)


@cache
def _enlarged() -> Path:
    """Every record so many times: what a list, a search or a sum looks through is as much as in a station of that size."""
    root = Path(_kept().name) / "enlarged"
    shutil.copytree(generated(), root)
    station = open_station(root, NOW.isoformat(), "测速")
    try:
        with station.writing():
            station.connections.run("PRAGMA defer_foreign_keys = ON")
            for copy in range(1, COPIES):
                for table in _tables(station):
                    station.connections.run(_copying(station, table, copy))
        station.connections.run("ANALYZE")
    finally:
        station.close()
    return root


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fengqiao-bench-")


def _tables(station: Station) -> list[str]:
    """What holds records; a table without a key of its own holds none."""
    rows = station.connections.run(
        "SELECT DISTINCT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
        "AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'search_index%' AND c.name IN (?, ?, ?, ?)",
        *_KEYS,
    )
    return [name for (name,) in rows if name not in _NOT_COPIED]


def _copying(station: Station, table: str, copy: int) -> str:
    """The statement that copies a table's rows with keys, numbers and card numbers of their own."""
    columns = [row[1] for row in station.connections.run(f'PRAGMA table_info("{table}")')]
    key = next(name for name in ("row_key", "owner_key", "key", "case_key") if name in columns)
    values = ", ".join(_value(table, name, copy) for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" WHERE "{key}" < {_APART}'


def _value(table: str, column: str, copy: int) -> str:
    if column in _KEYS and (table, column) != ("goods_cases_premises", "key"):
        return f'"{column}" + {copy * _APART}'
    if column == "sequence":
        return f"sequence + {copy * _APART}"
    if column == "id_number":
        return f"substr(id_number, 1, 14) || '{copy:03}' || substr(id_number, 18)"
    if column == "file" or (column == "number" and table in ("cases", "documents", "search_rows")):
        return f"{column} || '-{copy}'"
    return f'"{column}"'
