"""What the first-run wizard gathers, and making the station of it: tried out beside first, so that a fault leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fengqiao_desk.cases.saving import tables
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Fault, FaultyEntry
from fengqiao_desk.station import Act, Officer, Role, Station, create_station
from fengqiao_desk.station.areas import Area
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.folder import whole_or_nothing
from fengqiao_desk.store.sealing.recovery import Recovery


@dataclass(frozen=True)
class Founding:
    """Facts of the station, its areas, and its first officers with their passwords, in the order of the rows."""

    station: NewStation
    areas: tuple[Area, ...] = ()
    officers: tuple[tuple[Officer, str], ...] = ()


def found(folder: Path, founding: Founding, at: str) -> Station:
    """Makes the folder; raises FaultyEntry (`areas[2].name`, `officers[1].password` …), and then nothing was made."""
    # Sealed with a master and a sheet that nobody keeps: what is typed here must not stay readable on the disk.
    trial = replace(founding, station=replace(founding.station, recovery=Recovery.fresh(), plain=False))
    with TemporaryDirectory() as beside:
        # All of it is tried: which of the areas or officers is faulty only the core knows when it adds them.
        _make(Path(beside) / "trial", trial, at).close()
    with whole_or_nothing(folder):
        station = _make(folder, founding, at)
        try:
            tables.ensure(station.connections, KINDS)
        except BaseException:
            station.close()
            raise
    return station


def _make(folder: Path, founding: Founding, at: str) -> Station:
    station = create_station(folder, founding.station, at)
    act = Act(Officer(founding.station.admin, Role.ADMINISTRATOR, ""), datetime.fromisoformat(at))
    try:
        with station.writing():
            for row, area in enumerate(founding.areas, start=1):
                with _in_row(f"areas[{row}]"):
                    station.areas.add(area, act)
            for row, (officer, password) in enumerate(founding.officers, start=1):
                with _in_row(f"officers[{row}]"):
                    station.officers.add(officer, password, act)
    except BaseException:
        # Otherwise the folder of the trial could not be taken away on Windows.
        station.close()
        raise
    return station


@contextmanager
def _in_row(path: str) -> Iterator[None]:
    """Says of a fault in which row it lies."""
    try:
        yield
    except FaultyEntry as problem:
        faults = tuple(Fault(f"{path}.{fault.field}", fault.message) for fault in problem.faults)
        raise FaultyEntry(faults) from problem
