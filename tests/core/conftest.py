"""One generated station for all tests that ask for every sort of case; only to be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fengqiao_desk.practice.generated import generate
from fengqiao_desk.station import Station, open_station

UNTIL = date(2026, 11, 30)
DISPUTES = 200
"""So many hold every state, step and paper of every kind (tests/core/practice/test_generated.py)."""


@pytest.fixture(scope="session")
def generated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests that use it stand in the group `generated`, so that one worker makes it once."""
    root = tmp_path_factory.mktemp("generated") / "station"
    generate(root, DISPUTES, 1, UNTIL)
    return root


@pytest.fixture(scope="session")
def generated(generated_folder: Path) -> Iterator[Station]:
    opened = open_station(generated_folder, f"{UNTIL}T10:00:00", "test", exclusive=False)
    yield opened
    opened.close()
