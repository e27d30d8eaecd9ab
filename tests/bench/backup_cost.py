"""What a backup costs: CPU time as a multiple of copying and hashing the same bytes, of a plain folder and of its sealed twin, in one run."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from fengqiao_desk.station import Station
from fengqiao_desk.store.backups.making import make_backup, pieces_of
from tests.bench.folder import NOW, bench_station
from tests.bench.measuring import Figure
from tests.bench.sealed_cost import sealed_twin

TIMES = 3
LIMIT = 9


def figures() -> Iterator[Figure]:
    """Both folders hold the same."""
    with bench_station() as plain, sealed_twin(plain) as (sealed, _):
        yield _figure("不加密", plain)
        yield _figure("加密", sealed)


def _figure(name: str, station: Station) -> Figure:
    layout = station.layout
    size = sum(piece.path.stat().st_size for piece in pieces_of(layout, layout.database))
    with TemporaryDirectory() as place:
        root = Path(place)
        copying = _processor_seconds(lambda number: _copy_and_hash(station, root / f"copy-{number}"))
        backup = _processor_seconds(lambda number: _back_up(station, root / f"backup-{number}"))
    what = f"备份（{name}，{size >> 20} MB），比复制并求和"
    return Figure(what, backup / copying, LIMIT, "倍", f"{backup:.2f} 秒对 {copying:.2f} 秒")


def _processor_seconds(work: Callable[[int], object]) -> float:
    """The median of several times; those of the threads that pack are counted."""
    spent = []
    for number in range(TIMES):
        begun = time.process_time()
        work(number)
        spent.append(time.process_time() - begun)
    return median(spent)


def _copy_and_hash(station: Station, target: Path) -> None:
    for name, path in list(pieces_of(station.layout, station.layout.database)):
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        with copy.open("rb") as file:
            hashlib.file_digest(file, "sha256")


def _back_up(station: Station, target: Path) -> None:
    made = make_backup(
        station.connections, station.layout, station.files, target, "枫桥备份", NOW.isoformat()
    )
    assert made.opened
