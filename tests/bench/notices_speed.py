"""How fast a round of 500 notices is issued as one file, and the board of 10,000 notices is read (issue 6: 3 × and 100 ms)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from fengqiao_desk import cases
from fengqiao_desk.cases import tables
from fengqiao_desk.documents.typesetting import figures, typeset_many
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import NOTICES, VENUES, batch, board
from fengqiao_desk.station import Act, Station, create_station
from fengqiao_desk.station.opening import NewStation
from tests.bench.measuring import Figure, middle, seconds

VENUES_OF_A_ROUND = 500
NOTICES_ON_THE_BOARD = 10_000
TIMES = 9
_EXAMPLE = Path(__file__).parent.parent / "example_entries" / "venue.json"
_STATES = ("已签收",) * 7 + ("已留置", "关门", "已签发")


def measured() -> Iterator[Figure]:
    """Both figures; the folder is made in a temporary place."""
    with tempfile.TemporaryDirectory() as place:
        station = _station(Path(place) / "station")
        try:
            yield _round(station)
            _fill(station)
            yield from _board(station)
        finally:
            station.close()


def _round(station: Station) -> Figure:
    """Numbers, records, audit and the stored file that is printed, against the typesetting of the same pages alone."""
    chosen, made = batch.select(station, "all", _act(station).day), list[batch.Batch]()

    def issue() -> None:
        made.append(batch.issue(station, "compliance", chosen, batch.Order(), _act(station)))

    whole = seconds(issue)
    bare = middle(lambda _: _typeset_cold(made[0]), 3)
    remark = f"签发 {whole:.2f} 秒，只排版 {bare:.2f} 秒"
    return Figure(f"{VENUES_OF_A_ROUND} 家一批告知书，为只排版的", whole / bare, 3, "倍", remark)


def _typeset_cold(made: batch.Batch) -> None:
    """The same pages with nothing worked out before: the codes of the slips are otherwise kept from the issue."""
    figures._cells.cache_clear()
    typeset_many(made.sheets)


def _board(station: Station) -> Iterator[Figure]:
    batch_name = board.board(station).batches[0].batch
    works = {
        "的送达进度": lambda _: board.board(station),
        "按社区分": lambda _: board.breakdown(station, "area", batch_name),
        "列出未送达": lambda _: board.behind(station, "outstanding"),
    }
    for words, work in works.items():
        value = middle(work, TIMES) * 1000
        yield Figure(f"{NOTICES_ON_THE_BOARD} 份告知书{words}", value, 100, "毫秒")


def _fill(station: Station) -> None:
    """More rounds by copying rows of the first one, with states as after a walk."""
    connections = station.connections
    columns = {
        table: [str(row[1]) for row in connections.run(f"PRAGMA table_info({table})")]
        for table in ("cases", "notices", "documents")
    }
    with station.writing():
        for copy in range(1, NOTICES_ON_THE_BOARD // VENUES_OF_A_ROUND):
            added = {
                "key": copy * 100_000,
                "sequence": copy * 1000,
                "case_key": copy * 100_000,
                "owner_key": copy * 100_000,
            }
            for table, names in columns.items():
                _copy(station, table, names, added, copy)
        for place, state in enumerate(_STATES):
            connections.run(
                "UPDATE cases SET state = ? WHERE kind = ? AND key % ? = ?",
                state,
                NOTICES.key,
                len(_STATES),
                place,
            )


def _copy(station: Station, table: str, names: list[str], added: dict[str, int], copy: int) -> None:
    def value(name: str) -> str:
        if name in added:
            return f"{name} + {added[name]}"
        return f"{name} || '-{copy}'" if name in ("number", "batch", "file") else f'"{name}"'

    own = {"cases": "kind = 'notices'", "notices": "1", "documents": "document = 'notice'"}[table]
    key = "owner_key" if table == "notices" else "key"
    station.connections.run(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(map(value, names))} FROM {table} WHERE {own} AND {key} < 100000"
    )


def _station(root: Path) -> Station:
    new = NewStation(
        "逍遥津派出所", "合肥市公安局", "管理员己", "测速-password-1", practice=True, with_officers=True
    )
    station = create_station(root, new, "2026-01-01T00:00:00")
    tables.ensure(station.connections, KINDS)
    entry: dict[str, Any] = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
    with station.writing():
        for place in range(VENUES_OF_A_ROUND):
            venue = {
                **entry,
                "name": f"示例{place}棋牌室",
                "trading_name": None,
                "address": f"示例路{place}号",
            }
            cases.receive(station, VENUES, venue, _act(station))
    return station


def _act(station: Station) -> Act:
    return Act(station.officers.named("民警甲"), datetime(2026, 11, 21, 9))
