"""A case that a folder of 0.2 had corrected already is folded by what the audit tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case, load
from fengqiao_desk.cases.facts.withdrawing import withdraw_step

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
VISIT = {"at": "2026-11-10T10:00", "officers": ["民警甲", "民警乙"]}
GRADED = {"grade": "B", "graded_on": "2026-11-12", "reason": "年度评定"}
RENAMED = {"since": "2026-11-13", "name": "示例棋牌乙"}


@pytest.fixture
def case(desk: Desk, venue: Entry) -> Case:
    return desk.receive("venues", venue)


@pytest.fixture
def aged(desk: Desk) -> Callable[[], None]:
    """Makes the folder one of 0.2, which kept neither fields as received nor corrections as facts."""

    def age() -> None:
        for table in ("case_origins", "case_corrections"):
            desk.station.connections.run(f"DELETE FROM {table}")

    return age


def without(desk: Desk, case: Case, position: int) -> Entry:
    back = withdraw_step(desk.station, case.kind, case.number, position, "登记错了", desk.act())
    return load(desk.station, back.case.kind, back.case.number).values


def test_a_field_that_was_empty_before_a_step_is_empty_without_it(
    desk: Desk, case: Case, aged: Callable[[], None]
) -> None:
    desk.step(case, "grade", GRADED)
    aged()
    values = without(desk, case, 1)
    assert (values["grade"], values["graded_on"]) == (None, None)


def test_a_field_that_a_step_left_as_it_was_stays_so_without_it(
    desk: Desk, venue: Entry, aged: Callable[[], None]
) -> None:
    case = desk.receive("venues", {**venue, "grade": "B", "graded_on": "2026-11-01"})
    desk.step(case, "grade", GRADED)
    aged()
    values = without(desk, case, 1)
    assert (values["grade"], values["graded_on"]) == ("B", "2026-11-01")


def test_a_correction_before_a_step_of_the_same_field_is_not_lost(
    desk: Desk, case: Case, aged: Callable[[], None]
) -> None:
    desk.amend(case, {"trading_name": None})
    desk.step(case, "rename", {**RENAMED, "name": None, "trading_name": "乙棋牌"})
    aged()
    assert without(desk, case, 1)["trading_name"] is None


def test_a_correction_stays_after_the_step_it_followed_when_an_earlier_one_is_taken_back(
    desk: Desk, case: Case, aged: Callable[[], None]
) -> None:
    desk.step(case, "visit", VISIT, day="2026-11-22")
    desk.step(case, "visit", {**VISIT, "at": "2026-11-11T10:00"}, day="2026-11-23")
    desk.step(case, "rename", RENAMED, day="2026-11-24")
    desk.amend(case, {"name": "示例棋牌丙"}, day="2026-11-25")
    aged()
    without(desk, case, 1)
    assert without(desk, case, 2)["name"] == "示例棋牌丙"


def test_a_correction_before_a_step_of_the_same_second_stays_before_it(
    desk: Desk, case: Case, aged: Callable[[], None]
) -> None:
    desk.step(case, "visit", VISIT)
    desk.amend(case, {"name": "示例棋牌丙"})
    desk.step(case, "rename", RENAMED)
    aged()
    assert without(desk, case, 1)["name"] == "示例棋牌乙"
