"""Two stations side by side."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fengqiao_desk.station import Station, open_station

if TYPE_CHECKING:
    from tests.conftest import Desk


@pytest.fixture
def two_desks(
    practice_folder: Path, tmp_path: Path, desk_on: Callable[[Station], Desk]
) -> Iterator[tuple[Desk, Desk]]:
    """Two practice stations that know nothing of each other."""
    folders = [Path(shutil.copytree(practice_folder, tmp_path / name)) for name in ("one", "other")]
    stations = [open_station(folder, "2026-11-21T08:00:00", "测试") for folder in folders]
    yield desk_on(stations[0]), desk_on(stations[1])
    for station in stations:
        station.close()
