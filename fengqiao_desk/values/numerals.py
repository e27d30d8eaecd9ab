"""Numbers in Chinese characters, as clauses and points are counted."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """一, 十, 十一, 二十一: the number of a clause, 1 <= number < 100; greater ones in digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
