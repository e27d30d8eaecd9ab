"""Quantities of things: whole thousandths, and 余 (more than) kept, added up and printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fengqiao_desk.values.not_valid import NotValid
from fengqiao_desk.values.text import half_width

_QUANTITY = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,3}))?(余?)")


@dataclass(frozen=True)
class Quantity:
    """A number in thousandths of its unit; `approximate` is the 余 that was said with it."""

    thousandths: int
    approximate: bool = False

    def __add__(self, other: Quantity) -> Quantity:
        """The sum; 余 in either stays."""
        return Quantity(self.thousandths + other.thousandths, self.approximate or other.approximate)

    def show(self, unit: str = "") -> str:
        """2300余只, 1.5公斤: no comma, no empty decimals."""
        return f"{self.number}{'余' if self.approximate else ''}{unit}"

    @property
    def decimal(self) -> Decimal:
        """The number as it is reckoned with, whatever its 余."""
        return Decimal(self.thousandths) / 1000

    @property
    def number(self) -> str:
        """The bare number: 2300, 1.5; below zero (a difference) with its sign."""
        whole, rest = divmod(abs(self.thousandths), 1000)
        decimals = f".{rest:03}".rstrip("0") if rest else ""
        return f"{'-' if self.thousandths < 0 else ''}{whole}{decimals}"


def parse_quantity(text: str, *, approximate: bool = False, positive: bool = False) -> Quantity:
    """The quantity of `2300`, `1.5` or `2300余`; full-width digits and blanks at the ends are taken.

    Raises `NotValid` for a sign, more than three decimals, anything else than a number, and for zero when it
    has to be `positive`.
    """
    typed = half_width(text).strip()
    found = _QUANTITY.fullmatch(typed)
    if not found:
        raise NotValid(_quantity_fault(typed))
    thousandths = int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))
    if positive and not thousandths:
        raise NotValid("数量应大于0，请核对")
    return Quantity(thousandths, approximate or bool(found[3]))


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of quantities of one unit, 余 kept; 0 for none."""
    return sum(quantities, Quantity(0))


def _quantity_fault(typed: str) -> str:
    if typed.startswith("-"):
        return "数量不能是负数，请核对"
    if re.fullmatch(r"[0-9]+\.[0-9]{4,}余?", typed):
        return "数量最多写三位小数"
    return "数量应写成 2300、1.5 或 2300余 的样子"
