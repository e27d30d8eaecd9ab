"""Telephone numbers of the mainland: mobile, fixed line, 400/800 service numbers and short numbers."""

from __future__ import annotations

import re

from fengqiao_desk.values.not_valid import NotValid
from fengqiao_desk.values.text import half_width

_BLANKS_AND_BRACKETS = re.compile(r"[\s()]")
# Written between line and extension: dashes of every length, 转, ext.
_DASHES = re.compile("[\u2010-\u2015\u2212]|转|ext\\.?", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:\+|00)86-?")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_SHORT = re.compile(r"1[0-9]{2}|[19][0-9]{4,5}")
_FIXED = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})-?([0-9]{7,8})(?:-([0-9]{1,6}))?")


def parse_phone(text: str) -> str:
    """The number as it is stored: digits, and '-' only in a fixed line (0551-60000000, 0551-60000000-801).

    Blanks, brackets, +86, 转801 and full-width digits are taken. Raises `NotValid` for anything else
    (docs/law.md §7).
    """
    typed = _BLANKS_AND_BRACKETS.sub("", half_width(text))
    typed = _COUNTRY.sub("", _DASHES.sub("-", typed))
    digits = typed.replace("-", "")
    if any(shape.fullmatch(digits) for shape in (_MOBILE, _SERVICE, _SHORT)):
        return digits
    fixed = _FIXED.fullmatch(typed)
    if fixed:
        return "-".join(filter(None, fixed.groups()))
    if re.fullmatch(r"[2-8][0-9]{6,7}", digits):
        raise NotValid("固定电话请加上区号，例如 0551-60000000")
    raise NotValid("电话号码应为11位手机号、带区号的固定电话、400或800电话、短号，请核对")


def mask_phone(number: str) -> str:
    """138****0000, 0551-****0000; a short number (110, 12345) is nobody's own and stays."""
    fixed = _FIXED.fullmatch(number)
    if fixed:
        area, local, extension = fixed.groups()
        return "-".join(filter(None, (area, "*" * (len(local) - 4) + local[-4:], extension)))
    if _SHORT.fullmatch(number):
        return number
    hidden = max(len(number) - 7, 0)
    return number[:3] + "*" * hidden + number[-4:] if hidden else "*" * len(number)
