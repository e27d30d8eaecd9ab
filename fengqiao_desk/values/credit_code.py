"""Unified social credit codes (GB 32100) with the organisation code inside them (GB 11714)."""

from __future__ import annotations

import re

from fengqiao_desk.values.not_valid import NotValid, WrongCheckCharacter
from fengqiao_desk.values.text import half_width

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def parse_credit_code(text: str, *, check_excused: bool = False) -> str:
    """The 18 characters, upper case; full-width letters, small letters and blanks are taken.

    Raises `WrongCheckCharacter` when a check character (the 18th by GB 32100, the 17th by GB 11714) is wrong
    and no reason excuses it, `NotValid` otherwise.
    """
    code = "".join(half_width(text).upper().split())
    _refuse_shape(code)
    if check_excused:
        return code
    expected = _check_character(code)
    if code[17] != expected:
        raise WrongCheckCharacter(f"统一社会信用代码第18位校验码应为 {expected}，请对照营业执照核对")
    expected = _organisation_check(code[8:16])
    if code[16] != expected:
        raise WrongCheckCharacter(
            f"统一社会信用代码第17位（组织机构代码校验码）应为 {expected}，请对照营业执照核对"
        )
    return code


def credit_code(authority_and_region: str, organisation: str) -> str:
    """The 18 characters of eight (`91340103`) and the eight of an organisation code, both check characters worked out."""
    code = authority_and_region + organisation + _organisation_check(organisation)
    return code + _check_character(code)


def _refuse_shape(code: str) -> None:
    if re.fullmatch(r"[0-9]{15}", code):
        raise NotValid("15位的是旧注册号，请填写营业执照上18位的统一社会信用代码")
    if len(code) != 18:
        raise NotValid(f"统一社会信用代码应为18位，现为{len(code)}位，请核对")
    strange = [character for character in code if character not in _ALPHABET]
    if strange:
        raise NotValid(
            f"统一社会信用代码中不会出现“{strange[0]}”（只用数字和除 I、O、S、V、Z 外的字母），请核对"
        )


def _check_character(code: str) -> str:
    # Seventeen weights for eighteen characters: the last one has none, and the shorter of the two ends the sum.
    total = sum(_ALPHABET.index(sign) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    return _ALPHABET[-total % 31]


def _organisation_check(body: str) -> str:
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
