"""What sealing costs: the same acts in a plain folder and in its sealed twin, by CPU time, as a ratio (1.4), and how long opening takes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from fengqiao_desk import cases
from fengqiao_desk.cases.agenda import agenda
from fengqiao_desk.cases.search.lists import count_open
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store.sealing.generations import Content, commit, next_generation
from fengqiao_desk.store.sealing.key_file import KeyFile
from fengqiao_desk.store.sealing.master import Master
from fengqiao_desk.store.sealing.recovery import Recovery
from tests.bench.folder import NOW, TODAY, act_of, bench_station
from tests.bench.measuring import Figure, seconds

KIND = kind_of("disputes")
TIMES = 15
_EXAMPLE = Path(__file__).parent.parent / "example_entries" / "dispute.json"
_LIMIT = 1.4


def figures() -> Iterator[Figure]:
    """Each act's ratio, then the opening in seconds."""
    with bench_station() as plain, sealed_twin(plain) as (sealed, master):
        entry = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
        for name, act in _acts(entry).items():
            ratio = _ratio(partial(act, plain), partial(act, sealed))
            yield Figure(f"加密后{name}，比不加密", ratio, _LIMIT, "倍")
        root = sealed.layout.root
        sealed.close()
        yield Figure(
            "加密后打开（密码以外）", seconds(lambda: _open(root, master)), 0.1 + _plainly(plain), "秒"
        )


def _acts(entry: dict[str, Any]) -> dict[str, Callable[[Station, int], object]]:
    made: dict[tuple[int, int], str] = {}

    def receive(station: Station, number: int) -> None:
        case = cases.receive(station, KIND, {**entry, "place": f"示例路{number}号"}, act_of(station))
        made[id(station), number] = case.number

    def issue(station: Station, number: int) -> None:
        cases.issue_document(station, KIND, made[id(station), number], "intake_form", act_of(station))

    def reprint(station: Station, number: int) -> None:
        papers = register.documents_of(station, cases.load(station, KIND, made[id(station), number]).key)
        register.stored_pdf(station, papers[0].number)

    return {
        "受理一件": receive,
        "读出一件": lambda station, number: cases.load(station, KIND, made[id(station), number]),
        "签发一份": issue,
        "取出一份存档文书": reprint,
        "列一页": lambda station, _: cases.page(station, KIND, limit=40),
        "数在办": lambda station, _: count_open(station, KIND),
        "今后七天的待办": lambda station, _: agenda(station, TODAY, TODAY + timedelta(days=7)),
    }


def _ratio(plain: Callable[[int], object], sealed: Callable[[int], object]) -> float:
    """The medians of CPU time, measured by turns after one turn that warms both."""
    spent: tuple[list[float], list[float]] = ([], [])
    for number in range(TIMES + 1):
        for work, times in zip((plain, sealed), spent, strict=True):
            begun = time.process_time()
            work(number)
            times.append(time.process_time() - begun)
    return median(spent[1][1:]) / median(spent[0][1:])


@contextmanager
def sealed_twin(plain: Station) -> Iterator[tuple[Station, Master]]:
    """The same content sealed. A practice station is not sealed by any verb, so its copy is made by what the verbs use."""
    master = Master.fresh(1)
    with TemporaryDirectory() as place:
        root = Path(place) / "sealed"
        plain.connections.run("PRAGMA wal_checkpoint(TRUNCATE)")
        content = Content(plain.layout, plain.connections, plain.files)
        with next_generation(content, master, lambda done, total: None):
            commit(plain.layout, KeyFile.of(master, "测速", Recovery.fresh()))
        root.mkdir()
        plain.layout.keys.rename(root / "keys.json")
        (plain.layout.root / "sealed-1").rename(root / "sealed-1")
        station = open_station(root, NOW.isoformat(), "测速", master=master)
        try:
            yield station, master
        finally:
            station.close()


def _open(root: Path, master: Master) -> None:
    open_station(root, NOW.isoformat(), "测速", master=master).close()


def _plainly(plain: Station) -> float:
    root = plain.layout.root
    plain.close()
    return seconds(lambda: open_station(root, NOW.isoformat(), "测速").close())
