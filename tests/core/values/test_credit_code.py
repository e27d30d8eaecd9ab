"""Unified social credit codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from stdnum.cn import uscc

from fengqiao_desk.values import NotValid, WrongCheckCharacter
from fengqiao_desk.values.credit_code import parse_credit_code

PUBLISHED = "91350100M000100Y43"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "typed", [PUBLISHED, "91350100m000100y43", " 91350100 M000100Y43", "９１350100Ｍ000100Y43"]
)
def test_a_published_code_passes_however_it_is_typed(typed: str) -> None:
    assert parse_credit_code(typed) == PUBLISHED


@pytest.mark.parametrize(
    "code", ["91330100799655058B", "91110000802100433B", "914403001922038216", "9144030071526726XG"]
)
def test_the_codes_of_well_known_companies_pass(code: str) -> None:
    assert parse_credit_code(code) == code


@given(some.text(ALPHABET, min_size=17, max_size=17), some.sampled_from(ALPHABET))
def test_the_last_character_agrees_with_another_library(body: str, last: str) -> None:
    try:
        parse_credit_code(body + last)
        complains = False
    except WrongCheckCharacter as refusal:
        complains = "第18位" in refusal.message
    assert complains is (last != uscc.calc_check_digit(body))


@given(some.integers(0, 17), some.integers(1, 30))
def test_any_one_changed_character_is_refused(place: int, shift: int) -> None:
    sign = ALPHABET[(ALPHABET.index(PUBLISHED[place]) + shift) % 31]
    with pytest.raises(WrongCheckCharacter):
        parse_credit_code(PUBLISHED[:place] + sign + PUBLISHED[place + 1 :])


def test_the_message_names_the_expected_last_character() -> None:
    with pytest.raises(WrongCheckCharacter, match="第18位校验码应为 3"):
        parse_credit_code("91350100M000100Y44")


def test_a_wrong_organisation_check_is_found_under_a_right_last_character() -> None:
    body = "91350100M000100Y5"
    with pytest.raises(WrongCheckCharacter, match="第17位（组织机构代码校验码）应为 4"):
        parse_credit_code(body + uscc.calc_check_digit(body))


def test_a_reason_excuses_a_wrong_check_character() -> None:
    assert parse_credit_code("91350100M000100Y44", check_excused=True) == "91350100M000100Y44"


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("340103000012345", "15位的是旧注册号"),
        ("9135010", "应为18位，现为7位"),
        ("91350100M000100O43", "不会出现“O”"),
        ("91350100M-00100Y43", "不会出现“-”"),
    ],
)
def test_a_wrong_shape_is_told_even_when_the_check_is_excused(typed: str, advice: str) -> None:
    with pytest.raises(NotValid, match=advice):
        parse_credit_code(typed, check_excused=True)
