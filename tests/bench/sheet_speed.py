"""How fast a ledger of many rows comes in (issue 7: 3 times reading the sheet and inserting by bare sqlite3).

What is inserted by bare sqlite3 are the records as the folder keeps them, worked out beforehand: the same rows in the same tables with
their indexes, and their words cut into the search index by the quickest way (no trigger a row). Beside it the report tells the ratio to one
plain table without any index, in which nothing can be looked up; no limit is set on that.

FENGQIAO_BENCH_SHEET_ROWS names another number of rows than 50,000, for a quick look.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from fengqiao_desk.cases.saving import tables
from fengqiao_desk.exchange.importing import import_cases, open_import
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.station import Station, create_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.folder import create_folder
from fengqiao_desk.store.grams import tokens
from fengqiao_desk.store.layout import FolderLayout
from tests.bench.folder import act_of, generated
from tests.bench.measuring import Figure, middle

ROWS = int(os.environ.get("FENGQIAO_BENCH_SHEET_ROWS", "50000"))
LIMIT = 3.0
TIMES = 3
_FIXED = {"source": "上门报案", "route": "告知", "risk_level": "一般", "area": "示例社区"}

LEDGER = ("序号", "日期", "事项", "数量", "单位", "参加人员", "社区", "协同单位", "备注")
DISPUTES = ("序号", "日期", "甲方", "甲方电话", "乙方", "类型", "地点", "事由", "民警")


_OF_LEDGER = """
SELECT f.day, f.activity, f.quantity / 1000, f.unit, '民警甲、民警乙', '示例社区', '社区居委会', f.note FROM activities f
"""
_OF_DISPUTES = """
SELECT d.received_on, p.name, p.phone, o.name, d.category, d.place, d.facts, d.officer FROM disputes d
JOIN disputes_parties p ON p.owner_key = d.owner_key AND p.row_position = 1
JOIN disputes_parties o ON o.owner_key = d.owner_key AND o.row_position = 2
"""


SHEETS: tuple[tuple[str, tuple[str, ...], str, dict[str, str]], ...] = (
    ("activities", LEDGER, _OF_LEDGER, {}),
    ("disputes", DISPUTES, _OF_DISPUTES, _FIXED),
)


def figures() -> Iterator[Figure]:
    """Each import goes into a station of its own; reading and inserting are measured on the same file and disk."""
    with tempfile.TemporaryDirectory() as place:
        for key, heads, query, fixed in SHEETS:
            path = Path(place) / f"{key}.xlsx"
            _write(path, heads, query)
            desk = middle(_desk(path, Path(place), key, fixed), TIMES)
            bare = middle(_bare(path, Path(place), key), TIMES)
            plain = middle(_plain(path, Path(place), key), TIMES)
            remark = f"{desk:.2f} 秒，直接读写 {bare:.2f} 秒；只写一张没有索引的表 {plain:.2f} 秒，为它的 {desk / plain:.1f} 倍"
            name = f"导入 {ROWS} 行{kind_of(key).noun}，对读表加直接写同样的行"
            yield Figure(name, desk / bare, LIMIT, "倍", remark)


def _write(path: Path, heads: tuple[str, ...], query: str) -> None:
    """What the generated station holds as somebody would have kept it in Excel, from the beginning again when it is not enough."""
    connection = sqlite3.connect(FolderLayout(generated()).database)
    rows = [(date.fromisoformat(day), *rest) for day, *rest in connection.execute(query)]
    connection.close()
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("旧台账")
        sheet.write_row(0, 0, heads)
        for number, row in enumerate(islice(cycle(rows), ROWS), start=1):
            sheet.write_row(number, 0, (number, *row))


def _bare(path: Path, place: Path, key: str) -> Callable[[int], None]:
    """Every cell read; the rows that the import made inserted into the same tables, synced at the end."""
    kept = sqlite3.connect(FolderLayout(place / f"station-{key}-0").database)
    prepared = list(_rows_of(kept, key))
    bodies = kept.execute("SELECT key, body FROM search_rows").fetchall()
    kept.close()

    def read_and_insert(number: int) -> None:
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        with connections[number]:
            for statement, rows in prepared:
                connections[number].executemany(statement, rows)
            cut = ((row, tokens(body)) for row, body in bodies)
            connections[number].executemany("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", cut)
        connections[number].close()

    connections = [_empty(place / f"bare-{key}-{number}") for number in range(TIMES)]
    return read_and_insert


def _rows_of(kept: sqlite3.Connection, key: str) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """A statement and its rows for every table in which the imported records of a kind lie."""
    names = [table.name for table in tables.tables_of(kind_of(key)) if "_step_" not in table.name]
    for name in ("cases", *names, "deadlines", "search_rows"):
        rows = kept.execute(f"SELECT * FROM {name}").fetchall()
        if rows:
            yield f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows


def _empty(root: Path) -> sqlite3.Connection:
    """A folder of the newest shape without records, its search index is written by hand."""
    create_folder(root).database.close()
    connection = sqlite3.connect(FolderLayout(root).database)
    connection.execute("PRAGMA synchronous = full")
    connection.execute("DROP TRIGGER search_row_comes")
    connection.commit()
    return connection


def _plain(path: Path, place: Path, key: str) -> Callable[[int], None]:
    """Every cell read, every row inserted as it is into one table without an index, synced at the end."""

    def read_and_insert(number: int) -> None:
        heads, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        connection = sqlite3.connect(place / f"{key}-{number}.db")
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = full")
        connection.execute(f"CREATE TABLE t ({', '.join(f'c{i}' for i in range(len(heads)))})")
        plain = ([cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in rows)
        with connection:
            connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(heads))})", plain)
        connection.close()

    return read_and_insert


def _desk(path: Path, place: Path, key: str, fixed: dict[str, str]) -> Callable[[int], None]:
    """The import as the command does it: checked, numbered, audited and searchable."""
    kind, folders = kind_of(key), count()
    stations = [_station(place / f"station-{key}-{next(folders)}") for _ in range(TIMES)]

    def take_in(number: int) -> None:
        station = stations[number]
        act = act_of(station)
        opened = open_import(station, kind, path, act, {"fixed": fixed} if fixed else None)
        done = import_cases(station, kind, opened, act)
        if len(done.numbers) != ROWS:
            raise ValueError(f"{len(done.numbers)} of {ROWS} rows came in")
        station.close()

    return take_in


def _station(root: Path) -> Station:
    new = NewStation(
        "示例派出所", "示例市公安局", "管理员己", "password-1", practice=True, with_officers=True
    )
    station = create_station(root, new, "2016-01-01T00:00:00")
    tables.ensure(station.connections, KINDS)
    return station
