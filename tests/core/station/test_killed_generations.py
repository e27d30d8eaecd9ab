"""Sealing and changing the master, killed at every point where something gets its name: each time the folder opens whole."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from fengqiao_desk.station import Act, Officer, Role, Station, create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.station.sealed.door import Door, is_sealed
from fengqiao_desk.station.sealed.keys import change_master, seal
from fengqiao_desk.store.kept_files import KeptFile, Room
from fengqiao_desk.store.sealing.recovery import Recovery

AT = datetime.fromisoformat("2026-12-01T08:00:00")
PASSWORD = "first-secret-71"
ADMIN = Act(Officer("张三", Role.ADMINISTRATOR, ""), AT)
PAPERS = tuple(
    KeptFile(Room.DOCUMENTS, f"2026/{number}.pdf", hashlib.sha256(b"%PDF").hexdigest(), "号", "签发")
    for number in range(3)
)
# Every file is named by `put_in_place`, the keys among them: dying there is dying at each point that matters.
KILLED = """
import os, sys
from pathlib import Path
from fengqiao_desk.store import whole_files
from tests.core.station.test_killed_generations import change

after, place = int(sys.argv[1]), whole_files.put_in_place

def put_or_die(finished, path, *, replacing=True):
    global after
    after -= 1
    if after < 0:
        os._exit(137)
    place(finished, path, replacing=replacing)

whole_files.put_in_place = put_or_die
change(Path(sys.argv[2]))
"""
# Three papers, the copy of the keys, the keys; soak goes on behind the last of them.
POINTS = range(12) if "FENGQIAO_SOAK" in os.environ else (0, 2, 3, 4, 5)


def opened(root: Path) -> Station:
    master = Door(root).enter("张三", PASSWORD, AT).master if is_sealed(root) else None
    return open_station(root, AT.isoformat(), "试", master=master)


def change(root: Path) -> None:
    """What is killed: a plain folder is sealed, a sealed one gets another master."""
    station = opened(root)
    if station.keyring is None:
        seal(station, Recovery.fresh(), ADMIN, lambda done, total: None)
    else:
        change_master(station, ADMIN, lambda done, total: None)
    station.close()


@pytest.fixture(params=["plain", "sealed"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A station with three papers."""
    place = tmp_path / "station"
    recovery = Recovery.fresh() if request.param == "sealed" else None
    new = NewStation(
        "示例派出所", "示例市公安局", "张三", PASSWORD, recovery=recovery, plain=recovery is None
    )
    station = create_station(place, new, AT.isoformat())
    for paper in PAPERS:
        station.files.write(paper.room, paper.name, b"%PDF")
    station.close()
    return place


@pytest.mark.parametrize("after", POINTS)
def test_a_kill_leaves_the_old_generation_or_the_new_one_whole(root: Path, after: int) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(after), str(root)], check=False)
    assert ended.returncode in (0, 137)
    station = opened(root)
    lying = [path for path in station.layout.documents.rglob("*") if path.is_file()]
    assert [station.files.content_at(path) for path in lying] == [b"%PDF"] * len(PAPERS)
    assert station.connections.run("SELECT count(*) FROM officers") == [(1,)]
    assert len(list(root.glob("sealed-*"))) == (1 if station.layout.is_sealed else 0)
    station.close()
