"""Resident identity numbers (GB 11643) and ages in full years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fengqiao_desk.values.not_valid import NotValid, WrongCheckCharacter
from fengqiao_desk.values.text import half_width

_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"


@dataclass(frozen=True)
class IdentityNumber:
    """A checked number; any region passes, for the code is that of the first registration (docs/law.md §7)."""

    text: str
    birth: date

    @classmethod
    def parse(cls, text: str, day: date, *, check_excused: bool = False) -> IdentityNumber:
        """Read what was typed (full-width digits, a small x and blanks are taken) as it stands on `day`.

        Raises `WrongCheckCharacter` when only the last character is wrong and no reason excuses it,
        `NotValid` otherwise.
        """
        number = "".join(half_width(text).upper().split())
        if not _SHAPE.fullmatch(number):
            raise NotValid(_shape_fault(number))
        birth = _birth(number, day)
        expected = check_character(number)
        if number[17] != expected and not check_excused:
            raise WrongCheckCharacter(f"第18位校验码应为 {expected}。旧证确实如此的，填写理由后可以保留")
        return cls(number, birth)

    @property
    def sex(self) -> str:
        """男 when the 17th digit is odd, 女 when it is even."""
        return "男" if int(self.text[16]) % 2 else "女"


def check_character(number: str) -> str:
    """The 18th character that the first 17 digits ask for (GB 11643)."""
    # Seventeen weights: the 18th character, which is asked for here, takes no part.
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_CHARACTERS[total % 11]


def age_on(birth: date, day: date) -> int:
    """周岁 on `day`: a year older from the day after the birthday; never below 0.

    Raises `NotValid` when `day` lies before the birth.
    """
    if day < birth:
        raise NotValid("出生日期晚于计算年龄的日期，请核对")
    birthday_is_over = (day.month, day.day) > (birth.month, birth.day)
    return max(0, day.year - birth.year - (0 if birthday_is_over else 1))


def mask_identity(number: str) -> str:
    """1101**********002X; a number of another length shows at most a quarter at either end."""
    shown = min(4, len(number) // 4)
    hidden = "*" * (len(number) - 2 * shown)
    return number[:shown] + hidden + number[len(number) - shown :]


def _shape_fault(number: str) -> str:
    if re.fullmatch(r"[0-9]{15}", number):
        return "15位身份证号自2013年起停用，请填写18位号码"
    if len(number) != 18:
        return f"身份证号应为18位，现为{len(number)}位，请核对"
    return "身份证号前17位应为数字，末位应为数字或X，请核对"


def _birth(number: str, day: date) -> date:
    year, month, day_of_month = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        birth = date(year, month, day_of_month)
    except ValueError:
        raise NotValid(f"身份证号中的出生日期{number[6:14]}不存在，请核对第7至14位") from None
    if birth > day:
        raise NotValid(f"身份证号中的出生日期{number[6:14]}尚未到来，请核对第7至14位")
    return birth
