"""同比, 环比, shares and percentage points."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fengqiao_desk.values.percentages import Comparison, Ratio


def cases(number: int) -> str:
    return f"{number}起"


@pytest.mark.parametrize(
    ("now", "base", "words"),
    [
        (869, 840, "与10月相比增加29起，上升3.5%"),
        (869, 1028, "与10月相比减少159起，下降15.5%"),
        (12, 12, "与10月相比持平"),
        (0, 0, "与10月相比持平"),
        (3, 0, "10月为0，本月3起，增加3起"),
        (3, None, "与10月相比无可比数据"),
        (12, 9, "与10月相比增加3起"),
        (12, 10, "与10月相比增加2起，上升20.0%"),
        (0, 9, "与10月相比减少9起"),
        (0, 20, "与10月相比减少20起，下降100.0%"),
        (10001, 10000, "与10月相比增加1起，上升不足0.1%"),
    ],
)
def test_a_change_is_told_in_words(now: int, base: int | None, words: str) -> None:
    assert Comparison(now, base, cases).in_words("本月", "10月") == words


@pytest.mark.parametrize(
    ("now", "base", "cell"),
    [
        (869, 840, "上升3.5%"),
        (869, 1028, "下降15.5%"),
        (12, 12, "持平"),
        (0, 0, "持平"),
        (3, 0, "—"),
        (3, None, "无可比数据"),
        (4, 6, "减少2起"),
    ],
)
def test_a_change_is_short_in_a_table(now: int, base: int | None, cell: str) -> None:
    assert Comparison(now, base, cases).in_table() == cell


def test_the_small_base_follows_the_unit_of_the_figure() -> None:
    assert Comparison(12_000, 9_000, small_base=10_000).in_table() == "增加3000"


@pytest.mark.parametrize(("now", "shown"), [(2009, "上升0.5%"), (2011, "上升0.6%"), (1989, "下降0.6%")])
def test_half_a_tenth_is_rounded_away_from_zero(now: int, shown: str) -> None:
    assert Comparison(now, 2000).in_table() == shown


@given(some.integers(0, 10**9), some.integers(10, 10**9))
def test_percentages_agree_with_decimal_arithmetic(now: int, base: int) -> None:
    exact = Decimal(abs(now - base)) * 100 / Decimal(base)
    rounded = str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
    shown = Comparison(now, base).in_table()
    expected = "不足0.1" if rounded == "0.0" else rounded
    assert shown == ("持平" if now == base else f"{'上升' if now > base else '下降'}{expected}%")


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (842, 869, "96.9%"),
        (455, 869, "52.4%"),
        (1, 2000, "0.1%"),
        (0, 5, "0.0%"),
        (0, 0, "—"),
        (5, 5, "100.0%"),
    ],
)
def test_a_share_has_one_decimal(part: int, whole: int, shown: str) -> None:
    assert Ratio(part, whole).show() == shown


@pytest.mark.parametrize(
    ("base", "words"),
    [
        (Ratio(90, 100), "上升6.9个百分点"),
        (Ratio(99, 100), "下降2.1个百分点"),
        (Ratio(969, 1000), "持平"),
        (Ratio(0, 0), "无可比数据"),
        (None, "无可比数据"),
    ],
)
def test_ratios_differ_by_percentage_points(base: Ratio | None, words: str) -> None:
    assert Ratio(842, 869).compared(base) == words


def test_points_are_the_difference_of_the_printed_shares() -> None:
    """33.3% and 66.7% stand on the paper: a reader finds 33.4, not the exact 33.3."""
    assert Ratio(2, 3).compared(Ratio(1, 3)) == "上升33.4个百分点"
