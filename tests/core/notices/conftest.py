"""A town of venues, one notice issued in it, and a chess room with the steps of the contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from tests.core.notices.walk import (
    TOWN,
    issue,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def town(desk: Desk, venue: Entry) -> Desk:
    """Four venues, the last of them a residential quarter that no round reaches."""
    for name, category in TOWN:
        desk.receive("venues", {**venue, "name": name, "trading_name": None, "category": category})
    return desk


@pytest.fixture
def number(town: Desk) -> str:
    """The number of one notice, issued in the morning of the day."""
    return issue(town, "棋牌室").numbers[0]


@pytest.fixture
def room(desk: Desk, venue: Entry) -> Case:
    return desk.receive("venues", venue, "2026-11-01")


@pytest.fixture
def venue_steps(example: Callable[[str], Entry]) -> Entry:
    return example("venue_steps")
