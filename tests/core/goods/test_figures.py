"""What a month counts of fake-goods cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import summaries
from fengqiao_desk.cases import Case
from fengqiao_desk.values.days import month_period

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Figures = Callable[[str], dict[str, str]]


@pytest.fixture
def figures(desk: Desk) -> Figures:
    """The figures of a month by their labels."""

    def counted(month: str) -> dict[str, str]:
        found = summaries.count(desk.station, month_period(month))
        return {
            value.label: value.value.show(value.unit) for value in found if value.key.startswith("goods.")
        }

    return counted


def test_the_value_is_counted_with_its_rest(case: Case, figures: Figures) -> None:
    assert figures("2020-01")["涉案货值"] == "1150余元"


def test_a_case_with_two_partners_is_one_case(
    desk: Desk, goods_case: dict[str, Any], figures: Figures
) -> None:
    desk.receive("goods_cases", {**goods_case, "partners": ["市场监督管理所", "街道"]})
    found = figures("2020-01")
    assert [found[label] for label in ("查处假冒伪劣案件", "与市场监督管理所联合查处", "与街道联合查处")] == [
        "1起"
    ] * 3


def test_a_case_transferred_twice_in_parts_is_one(case: Case, take: Take, figures: Figures) -> None:
    take(case, "transfer")
    assert figures("2026-11")["移送假冒伪劣案件"] == "1起"
