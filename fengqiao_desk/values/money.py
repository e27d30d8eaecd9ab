"""Amounts of money: whole fen inside, `1200.50` outside, 人民币大写 on papers."""

from __future__ import annotations

import re
from typing import NewType

from fengqiao_desk.values.not_valid import NotValid
from fengqiao_desk.values.text import half_width

Fen = NewType("Fen", int)
"""A sum of money: 120050 is 1200.50元."""

_AMOUNT = re.compile(r"[¥￥]?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?元?")
_LARGEST_FEN = 10**14 - 1
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def parse_amount(text: str) -> Fen:
    """The fen of `1200.50`, `1,200.5元`, `￥1200`; full-width digits and blanks at the ends are taken.

    Raises `NotValid` for more than two decimals, a sign, misplaced commas, or 1 万亿元 and more.
    """
    typed = half_width(text).strip()
    found = _AMOUNT.fullmatch(typed)
    if not found:
        raise NotValid(_amount_fault(typed))
    yuan, decimals = found[1].replace(",", ""), (found[2] or "").ljust(2, "0")
    # Cut to sixteen digits, which are too large already: Python refuses to read some thousands of them.
    fen = int(yuan.lstrip("0")[:16] + decimals)
    if fen > _LARGEST_FEN:
        raise NotValid("金额过大，应小于1万亿元，请核对")
    return Fen(fen)


def show_amount(fen: int) -> str:
    """`1200.50`; a difference below zero keeps its sign."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02}"


def capitals(fen: int) -> str:
    """贰仟叁佰元整 (to stand right behind the word 人民币), for 0 <= fen < 1 万亿元.

    整 only when it ends at 元; one 零 for zeros in a row; no 零 where 万位 or 元位 is 0 and the next place is
    not (both ways are allowed). Source: 正确填写票据和结算凭证的基本规定, docs/law.md §7.
    """
    if not 0 <= fen <= _LARGEST_FEN:
        raise NotValid("大写金额应在0至1万亿元之间，请核对")
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    if not rest:
        return (_whole(yuan) or "零") + "元整"
    words = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return words + (f"{_DIGITS[cents]}分" if cents else "")


def _whole(number: int) -> str:
    """The words of a whole number below 10^12; empty for 0."""
    words = ""
    for power, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // power % 10**4
        if group:
            gap = "零" if words and group < 1000 else ""
            words += gap + _group(group) + unit
    return words


def _group(number: int) -> str:
    """The words of a number below 10 000."""
    words, gap = "", False
    for power, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + unit
        gap = not digit
    return words


def _amount_fault(typed: str) -> str:
    if typed.startswith("-"):
        return "金额不能是负数，请核对"
    if re.fullmatch(r"[0-9,]+\.[0-9]{3,}元?", typed):
        return "金额最多写到分（两位小数）"
    return "金额应写成 1200.50 的样子"
