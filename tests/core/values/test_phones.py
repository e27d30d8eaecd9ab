"""Telephone numbers."""

import pytest

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.phones import mask_phone, parse_phone


@pytest.mark.parametrize(
    "typed",
    [
        "13800000000",
        "138 0000 0000",
        "138-0000-0000",
        "+86 13800000000",
        "0086-138-0000-0000",
        "１３８００００００００",
    ],
)
def test_a_mobile_number_is_stored_as_digits(typed: str) -> None:
    assert parse_phone(typed) == "13800000000"


@pytest.mark.parametrize(
    "typed",
    ["0551-60000000", "055160000000", "（0551）60000000", "0551－60000000", "0551—60000000", "0551 60000000"],
)
def test_a_fixed_line_is_stored_with_one_dash(typed: str) -> None:
    assert parse_phone(typed) == "0551-60000000"


@pytest.mark.parametrize("typed", ["0551-60000000-801", "0551-60000000转801", "055160000000-801"])
def test_an_extension_follows_a_second_dash(typed: str) -> None:
    assert parse_phone(typed) == "0551-60000000-801"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("01062345678", "010-62345678"), ("02162345678", "021-62345678"), ("0551-6234567", "0551-6234567")],
)
def test_the_area_code_is_told_from_the_number(typed: str, stored: str) -> None:
    assert parse_phone(typed) == stored


@pytest.mark.parametrize(
    "typed", ["4001234567", "400-123-4567", "800 123 4567", "110", "12345", "95598", "962121"]
)
def test_service_and_short_numbers_are_stored_as_digits(typed: str) -> None:
    assert parse_phone(typed) == typed.replace("-", "").replace(" ", "")


def test_a_number_without_area_code_asks_for_it() -> None:
    with pytest.raises(NotValid, match="请加上区号"):
        parse_phone("62345678")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "无",
        "12800000000",
        "1380000000",
        "138000000000",
        "0551-600000",
        "0551-600000000",
        "١٣٨٠٠٠٠٠٠٠٠",
        "13800000000,",
    ],
)
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(NotValid, match="电话号码应为"):
        parse_phone(typed)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800000000", "138****0000"),
        ("0551-60000000", "0551-****0000"),
        ("010-6234567-801", "010-***4567-801"),
        ("4001234567", "400***4567"),
        ("12345", "12345"),
        ("1234567", "*******"),
    ],
)
def test_a_masked_number_shows_only_its_ends(number: str, masked: str) -> None:
    assert mask_phone(number) == masked
