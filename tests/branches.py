"""Measures which branches the core's tests take (`pytest -p tests.branches`): in one worker or several, saved beside each other.

Following every branch costs half of the time again, so `make test` follows only the tests of the rooms that hold law, some of them at the door of the command;
`make coverage` follows all (`--branches-of core`). The floors stand in the Makefile and `.ci/check`.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import coverage
import pytest

CORE = Path(__file__).parent / "core"
ROOMS_OF_LAW = ("values", "fields", "activities", "disputes", "goods", "notices", "cases")
# What is taken back, merged and told of a case is law of the room of cases, tested through the command.
AT_THE_DOOR = ("basis", "facts", "history", "merging", "own_templates", "two_hands", "withdrawn_search")
OF_LAW = [
    *(CORE / room for room in ROOMS_OF_LAW),
    *(CORE / "commands" / f"test_{name}.py" for name in AT_THE_DOOR),
]
FOLLOWED = {"law": OF_LAW, "core": [CORE]}
followed = coverage.Coverage(data_suffix=True)
followed.start()  # what a module does when it is imported counts as well


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--branches-of", choices=sorted(FOLLOWED), default="law")


def pytest_collection_finish() -> None:
    followed.stop()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    folders = FOLLOWED[item.config.getoption("--branches-of")]
    if not any(item.path.is_relative_to(folder) for folder in folders):
        return (yield)
    followed.start()
    try:
        return (yield)
    finally:
        followed.stop()


def pytest_sessionfinish() -> None:
    followed.save()
