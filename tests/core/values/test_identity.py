"""Resident identity numbers and ages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from stdnum.cn import ric

from fengqiao_desk.values import NotValid, WrongCheckCharacter
from fengqiao_desk.values.identity import IdentityNumber, age_on, check_character, mask_identity

TODAY = date(2026, 11, 21)
STANDARD = "11010519491231002X"


@pytest.mark.parametrize("number", [STANDARD, "440524188001010014"])
def test_the_numbers_of_the_standard_pass(number: str) -> None:
    assert IdentityNumber.parse(number, TODAY).text == number


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X "]
)
def test_small_full_width_and_spaced_writing_is_taken(typed: str) -> None:
    assert IdentityNumber.parse(typed, TODAY).text == STANDARD


@given(some.integers(0, 16), some.integers(1, 9))
def test_any_one_changed_digit_is_refused(place: int, shift: int) -> None:
    digit = str((int(STANDARD[place]) + shift) % 10)
    with pytest.raises(NotValid):
        IdentityNumber.parse(STANDARD[:place] + digit + STANDARD[place + 1 :], TODAY)


def test_the_message_names_the_check_character_and_the_way_out() -> None:
    with pytest.raises(WrongCheckCharacter) as refusal:
        IdentityNumber.parse("110105194912310021", TODAY)
    assert refusal.value.message == "第18位校验码应为 X。旧证确实如此的，填写理由后可以保留"


def test_a_reason_excuses_a_wrong_check_character() -> None:
    excused = IdentityNumber.parse("110105194912310021", TODAY, check_excused=True)
    assert excused.text == "110105194912310021"


def test_a_reason_does_not_excuse_a_wrong_birth_date() -> None:
    with pytest.raises(NotValid, match="出生日期20010229不存在"):
        IdentityNumber.parse("110105200102290021", TODAY, check_excused=True)


def test_the_birth_date_is_read() -> None:
    assert IdentityNumber.parse(STANDARD, TODAY).birth == date(1949, 12, 31)


def test_a_birth_on_the_day_itself_is_taken() -> None:
    assert IdentityNumber.parse(STANDARD, date(1949, 12, 31)).birth == date(1949, 12, 31)


def test_a_birth_after_the_day_is_refused() -> None:
    with pytest.raises(NotValid, match="尚未到来"):
        IdentityNumber.parse(STANDARD, date(1949, 12, 30))


def test_an_even_seventeenth_digit_is_a_woman() -> None:
    assert IdentityNumber.parse(STANDARD, TODAY).sex == "女"


def test_an_odd_seventeenth_digit_is_a_man() -> None:
    assert IdentityNumber.parse("440524188001010014", TODAY).sex == "男"


@pytest.mark.parametrize("region", ["999999", "342601", "911156", "810000", "820000", "830000"])
def test_an_unknown_or_abolished_region_is_taken(region: str) -> None:
    """So are the residence permits of 香港, 澳门 and 台湾 residents (81 to 83)."""
    body = region + "19900101001"
    assert IdentityNumber.parse(body + check_character(body), TODAY).text.startswith(region)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("110105491231002", "15位身份证号自2013年起停用"),
        ("1101051949123100", "应为18位，现为16位"),
        ("", "应为18位，现为0位"),
        ("1101051949123100٢X", "前17位应为数字"),
        ("X10105194912310029", "前17位应为数字"),
    ],
)
def test_a_wrong_shape_is_told_by_what_is_wrong(typed: str, advice: str) -> None:
    with pytest.raises(NotValid, match=advice):
        IdentityNumber.parse(typed, TODAY)


@given(some.from_regex(r"[0-9]{17}", fullmatch=True))
def test_the_check_character_agrees_with_another_library(body: str) -> None:
    assert check_character(body) == ric.calc_check_digit(body + "0")


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2018, 5, 5), 15), (date(2018, 5, 6), 15), (date(2018, 5, 7), 16), (date(2002, 5, 6), 0)],
)
def test_one_is_a_year_older_from_the_day_after_the_birthday(day: date, age: int) -> None:
    assert age_on(date(2002, 5, 6), day) == age


@pytest.mark.parametrize(("day", "age"), [(date(2022, 2, 28), 17), (date(2022, 3, 1), 18)])
def test_one_born_on_a_leap_day_is_older_from_the_first_of_march(day: date, age: int) -> None:
    assert age_on(date(2004, 2, 29), day) == age


def test_an_age_before_birth_is_refused() -> None:
    with pytest.raises(NotValid, match="出生日期晚于"):
        age_on(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("number", "masked"),
    [(STANDARD, "1101**********002X"), ("E12345678", "E1*****78"), ("123", "***"), ("", "")],
)
def test_a_masked_number_shows_only_its_ends(number: str, masked: str) -> None:
    assert mask_identity(number) == masked
