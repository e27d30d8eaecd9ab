"""同比 and 环比 in words and in tables, shares, and differences of ratios in 个百分点 (docs/law.md §6.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_NOT_COMPARABLE = "无可比数据"
_DASH = "—"


@dataclass(frozen=True)
class Comparison:
    """A figure of this period beside that of a named earlier one (去年同期, 10月).

    `now` and `base` are whole numbers of one kind (起, fen, thousandths); `base` is None when not kept.
    `show` prints such a number with its unit. Below `small_base` no percentage is given (house convention).
    """

    now: int
    base: int | None
    show: Callable[[int], str] = str
    small_base: int = 10

    def in_words(self, this: str, that: str) -> str:
        """与10月相比增加29件，上升3.5%; `this` and `that` name the periods."""
        if self.base is None:
            return f"与{that}相比{_NOT_COMPARABLE}"
        if self.base == self.now:
            return f"与{that}相比持平"
        if self.base == 0:
            return f"{that}为0，{this}{self.show(self.now)}，增加{self.show(self.now)}"
        percentage = self._percentage()
        return f"与{that}相比{self._difference()}" + (f"，{percentage}" if percentage else "")

    def in_table(self) -> str:
        """上升3.5%, 增加3起 for a small base, — for a base of zero, 持平, 无可比数据."""
        if self.base is None:
            return _NOT_COMPARABLE
        if self.base == self.now:
            return "持平"
        if self.base == 0:
            return _DASH
        return self._percentage() or self._difference()

    def _difference(self) -> str:
        difference = self.now - (self.base or 0)
        return f"{'增加' if difference > 0 else '减少'}{self.show(abs(difference))}"

    def _percentage(self) -> str:
        """Empty when the base is too small; a change that would round to 0.0% is 不足0.1%."""
        if not self.base or self.base < self.small_base:
            return ""
        word = "上升" if self.now > self.base else "下降"
        tenths = _tenths(abs(self.now - self.base), self.base)
        return f"{word}{_show_tenths(tenths)}%" if tenths else f"{word}不足0.1%"


@dataclass(frozen=True)
class Ratio:
    """A part of a whole, such as the mediated among the received."""

    part: int
    whole: int

    def show(self) -> str:
        """96.9%, rounded half up to one decimal; — when the whole is zero."""
        return f"{_show_tenths(_tenths(self.part, self.whole))}%" if self.whole else _DASH

    def compared(self, base: Ratio | None) -> str:
        """上升1.1个百分点 between the two ratios as they are printed, 持平, or 无可比数据."""
        if base is None or not base.whole or not self.whole:
            return _NOT_COMPARABLE
        difference = _tenths(self.part, self.whole) - _tenths(base.part, base.whole)
        if not difference:
            return "持平"
        return f"{'上升' if difference > 0 else '下降'}{_show_tenths(abs(difference))}个百分点"


def _tenths(part: int, whole: int) -> int:
    """Tenths of a percent, half up, in whole numbers: no binary fraction can tip it."""
    return (2000 * part + whole) // (2 * whole)


def _show_tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
