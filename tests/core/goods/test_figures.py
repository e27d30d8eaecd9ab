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
        found = summaries.Count(desk.station, month_period(month)).figures()
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


def test_a_batch_handed_over_whole_counts_its_pieces_with_their_rest(
    case: Case, take: Take, figures: Figures
) -> None:
    take(case, "transfer")
    assert figures("2026-11")["移送一次性使用医用口罩(标称)"] == "2300余只"


def test_a_part_of_a_batch_counts_in_the_batch_s_unit(case: Case, take: Take, figures: Figures) -> None:
    take(case, "transfer", items=[{"goods": 1, "quantity": 40}])
    assert figures("2026-11")["移送一次性使用医用口罩(标称)"] == "40盒"


def test_goods_moved_to_another_organ_count_without_a_transfer(
    case: Case, take: Take, figures: Figures
) -> None:
    case = take(take(case, "seize"), "custody")
    take(case, "custody", move="移交", at="2026-11-22T09:00", decision_number="处1号")
    assert figures("2026-11")["移送一次性使用医用口罩(标称)"] == "2300余只"


def test_goods_moved_and_then_transferred_count_once(case: Case, take: Take, figures: Figures) -> None:
    case = take(take(case, "seize"), "custody")
    case = take(case, "custody", move="移交", at="2026-11-22T09:00", decision_number="处1号")
    take(case, "transfer")
    assert figures("2026-11")["移送一次性使用医用口罩(标称)"] == "2300余只"


@pytest.fixture
def why(desk: Desk) -> Callable[[str, str], list[str]]:
    """Why records near a figure of a month do not count."""

    def reasons(key: str, month: str, label: str = "") -> list[str]:
        period = month_period(month)
        return [each.why for each in summaries.Count(desk.station, period).left_out(key, label)]

    return reasons


def test_a_case_entered_later_says_where_it_counts(desk: Desk, case: Case, why: Any) -> None:
    late = "期间内补录，按发现日期计入别的期间"
    name = case.values["goods"][0]["name"]
    keys = (("goods.cases", ""), ("goods.pieces", name), ("goods.partners", "与市场监督管理所联合查处"))
    assert [why(key, "2026-11", label) for key, label in keys] == [[late]] * 3


def test_goods_without_a_price_are_named(desk: Desk, goods_case: dict[str, Any], why: Any) -> None:
    batch = {**goods_case["goods"][0], "unit_price": None}
    desk.receive("goods_cases", {**goods_case, "goods": [batch]})
    assert why("goods.value", "2020-01") == ["一次性使用医用口罩(标称)没有定价"]


def test_a_case_not_handed_over_says_how_it_stands(case: Case, take: Take, why: Any) -> None:
    take(case, "seize")
    assert why("goods.transferred", "2020-01") == ["期间内发现，没有移送，现为“已保全”"]


def test_what_stayed_behind_is_told(case: Case, take: Take, why: Any) -> None:
    take(case, "transfer", items=[{"goods": 1, "quantity": 40}])
    assert why("goods.handed_over", "2026-11", "移送一次性使用医用口罩(标称)") == ["没有随案移送的部分"]


def test_a_batch_that_went_whole_left_nothing_behind(case: Case, take: Take, why: Any) -> None:
    take(case, "transfer")
    assert why("goods.handed_over", "2026-11", "移送一次性使用医用口罩(标称)") == []


def test_a_den_nobody_traced_is_told(case: Case, take: Take, why: Any) -> None:
    assert why("goods.dens", "2020-01") == ["“示例窝点”登记为窝点，还没有溯源查到"]
    take(case, "trace")
    assert why("goods.dens", "2020-01") == []
