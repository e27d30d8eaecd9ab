"""Amounts of money."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as some

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.money import capitals, parse_amount, show_amount

LARGEST = 10**14 - 1


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1200.50", 120050),
        ("1200.5", 120050),
        ("1200", 120000),
        ("0", 0),
        ("0.05", 5),
        ("007.10", 710),
        ("１２００．５０元", 120050),
        ("1,234,567.89元", 123456789),
        ("1，200元", 120000),
        ("￥1200", 120000),
        ("¥1200", 120000),
        (" 1200 ", 120000),
        ("999999999999.99", LARGEST),
    ],
)
def test_what_officers_write_is_read_to_the_fen(typed: str, fen: int) -> None:
    assert parse_amount(typed) == fen


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("12.345", "最多写到分"),
        ("-5", "不能是负数"),
        ("－5", "不能是负数"),
        ("1000000000000", "应小于1万亿元"),
        ("9" * 400, "应小于1万亿元"),
        ("", "应写成 1200.50"),
        ("1,20", "应写成 1200.50"),
        ("12,0000", "应写成 1200.50"),
        (".5", "应写成 1200.50"),
        ("5.", "应写成 1200.50"),
        ("1e3", "应写成 1200.50"),
        ("٣", "应写成 1200.50"),
        ("1.2万", "应写成 1200.50"),
    ],
)
def test_anything_else_is_refused_with_advice(typed: str, advice: str) -> None:
    with pytest.raises(NotValid, match=advice):
        parse_amount(typed)


@given(some.integers(0, LARGEST))
def test_a_shown_amount_is_read_back(fen: int) -> None:
    assert parse_amount(show_amount(fen)) == fen


@pytest.mark.parametrize(("fen", "shown"), [(120050, "1200.50"), (5, "0.05"), (-120005, "-1200.05")])
def test_an_amount_is_shown_with_two_decimals(fen: int, shown: str) -> None:
    assert show_amount(fen) == shown


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100000", "壹拾万元整"),
        ("2300", "贰仟叁佰元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10010", "壹万零壹拾元整"),
        ("100000001", "壹亿零壹元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
    ],
)
def test_capitals_follow_the_rules_of_bank_slips(amount: str, words: str) -> None:
    assert capitals(parse_amount(amount)) == words


@given(some.integers(0, 10**12))
def test_capitals_agree_with_another_library(fen: int) -> None:
    assert capitals(fen) == cn2an.an2cn(show_amount(fen), "rmb")


@given(some.sampled_from([1, 10, 100]), some.lists(some.sampled_from([0, 0, 1, 9]), min_size=1, max_size=12))
def test_capitals_of_amounts_full_of_zeros_agree_with_another_library(scale: int, digits: list[int]) -> None:
    fen = scale * int("".join(map(str, digits)))
    assert capitals(fen) == cn2an.an2cn(show_amount(fen), "rmb")


@pytest.mark.parametrize("fen", [-1, LARGEST + 1])
def test_capitals_outside_their_range_are_refused(fen: int) -> None:
    with pytest.raises(NotValid, match="大写金额"):
        capitals(fen)
