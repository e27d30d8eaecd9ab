"""Clauses are counted in Chinese characters."""

import pytest

from fengqiao_desk.values.numerals import numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_a_clause_is_counted_in_characters(number: int, words: str) -> None:
    assert numeral(number) == words
