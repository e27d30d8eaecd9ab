"""The step offered first is the sensible one by what is in hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Next = Callable[..., str | None]
APPROVED = {"approver": "所长戊", "approver_rank": "公安机关负责人"}


@pytest.fixture
def offered(desk: Desk) -> Next:
    """The step offered first for a case on a day."""

    def step(case: Case, day: str = "2026-11-22") -> str | None:
        assert case.kind.next_step is not None
        return case.kind.next_step(case, desk.station, date.fromisoformat(day))

    return step


def test_goods_of_ours_are_taken_first(case: Case, offered: Next) -> None:
    assert offered(case) == "seize"


def test_what_another_organ_took_is_traced_first(
    desk: Desk, goods_case: dict[str, Any], offered: Next
) -> None:
    assert offered(desk.receive("goods_cases", goods_case)) == "trace"


def test_taken_goods_come_to_a_keeper(case: Case, take: Take, offered: Next) -> None:
    assert offered(take(case, "seize", **APPROVED)) == "custody"


def test_a_measure_taken_in_a_hurry_is_approved(case: Case, take: Take, offered: Next) -> None:
    assert offered(take(take(case, "seize"), "custody")) == "approve"


def test_stored_goods_are_traced_then_handed_over(case: Case, take: Take, offered: Next) -> None:
    case = take(take(case, "seize", **APPROVED), "custody")
    assert (offered(case), offered(take(case, "trace"))) == ("trace", "transfer")


def test_lapsed_goods_are_given_back(case: Case, take: Take, offered: Next) -> None:
    case = take(take(case, "seize", **APPROVED), "custody")
    assert offered(case, "2026-12-01") == "custody"


def test_a_case_whose_goods_are_all_gone_is_closed(case: Case, take: Take, offered: Next) -> None:
    case = take(take(take(case, "seize", **APPROVED), "custody"), "trace")
    back = take(case, "custody", move="返还", at="2026-11-22T09:00", decision_number="处1号")
    assert offered(back) == "close"


def test_what_remained_after_a_hand_over_is_dealt_with_before_closing(
    case: Case, take: Take, offered: Next
) -> None:
    case = take(take(take(case, "seize", **APPROVED), "custody"), "trace")
    part = take(case, "transfer", items=[{"goods": 1, "quantity": 40}])
    rest = {"at": "2026-11-26T09:00", "items": [{"goods": 1, "quantity": 6}], "decision_number": "处1号"}
    gone = take(part, "custody", move="返还", **rest)
    assert (offered(part), offered(gone)) == ("custody", "close")


def test_a_closed_case_offers_only_the_way_of_its_goods(case: Case, take: Take, offered: Next) -> None:
    closed = take(take(take(case, "seize", **APPROVED), "custody"), "close")
    assert offered(closed, "2026-12-02") == "custody"
    gone = take(closed, "custody", move="返还", at="2026-12-02T10:00")
    assert offered(gone, "2026-12-02") is None
