"""Quantities with 余."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.quantities import Quantity, parse_quantity, total


@pytest.mark.parametrize(
    ("typed", "thousandths", "approximate"),
    [
        ("2300", 2_300_000, False),
        ("2300余", 2_300_000, True),
        ("1.5", 1_500, False),
        ("0.125", 125, False),
        ("２３００余", 2_300_000, True),
        (" 0 ", 0, False),
    ],
)
def test_what_officers_write_is_read(typed: str, thousandths: int, approximate: bool) -> None:
    assert parse_quantity(typed) == Quantity(thousandths, approximate)


def test_the_mark_beside_the_number_makes_it_approximate() -> None:
    assert parse_quantity("46", approximate=True) == Quantity(46_000, approximate=True)


@pytest.mark.parametrize(
    ("quantity", "unit", "shown"),
    [
        (Quantity(2_300_000, approximate=True), "只", "2300余只"),
        (Quantity(1_500), "公斤", "1.5公斤"),
        (Quantity(2_300_000), "", "2300"),
        (Quantity(125), "吨", "0.125吨"),
        (Quantity(10_010), "米", "10.01米"),
        (Quantity(-1_500), "公斤", "-1.5公斤"),
    ],
)
def test_a_quantity_is_shown_without_empty_decimals_or_commas(
    quantity: Quantity, unit: str, shown: str
) -> None:
    assert quantity.show(unit) == shown


@given(some.integers(0, 10**12), some.booleans())
def test_a_shown_quantity_is_read_back(thousandths: int, approximate: bool) -> None:
    quantity = Quantity(thousandths, approximate)
    assert parse_quantity(quantity.show()) == quantity


def test_more_than_stays_in_a_sum() -> None:
    parts = [Quantity(2_000_000), Quantity(300_000, approximate=True), Quantity(1_500)]
    assert total(parts).show("只") == "2301.5余只"


def test_a_sum_of_exact_numbers_is_exact() -> None:
    assert total([Quantity(1_000), Quantity(2_000)]) == Quantity(3_000)


def test_a_sum_of_nothing_is_zero() -> None:
    assert total([]) == Quantity(0)


def test_zero_is_refused_where_something_must_be_there() -> None:
    with pytest.raises(NotValid, match="应大于0"):
        parse_quantity("0.000", positive=True)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("-3", "不能是负数"),
        ("1.2345", "最多写三位小数"),
        ("", "数量应写成"),
        ("约300", "数量应写成"),
        ("2,300", "数量应写成"),
        ("1.", "数量应写成"),
        ("½", "数量应写成"),
        ("9" * 13, "数量应写成"),
    ],
)
def test_anything_else_is_refused_with_advice(typed: str, advice: str) -> None:
    with pytest.raises(NotValid, match=advice):
        parse_quantity(typed)
