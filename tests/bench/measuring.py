"""A measured figure with its limit, and the clock that measures it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median


@dataclass(frozen=True)
class Figure:
    """What was measured: `value` must not be above `limit`; None was not measured for the reason in `remark`."""

    name: str
    value: float | None
    limit: float
    unit: str = ""
    remark: str = ""

    @property
    def holds(self) -> bool:
        """Whether the limit is kept; what could not be measured is told but breaks nothing."""
        return self.value is None or self.value <= self.limit

    def line(self) -> str:
        """The figure as one line of the report."""
        if self.value is None:
            return f"【跳过】{self.name}：{self.remark}"
        verdict = "通过" if self.holds else "超限"
        shown = f"{self.value:.3g} {self.unit}（上限 {self.limit:.3g} {self.unit}）".replace(" （", "（")
        return f"【{verdict}】{self.name}：{shown.replace(' ）', '）')}{self.remark and '　' + self.remark}"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def middle(work: Callable[[int], object], times: int) -> float:
    """The median of the seconds of several calls; each is told its number, so that it can do something new."""
    return median(seconds(partial(work, number)) for number in range(times))
