"""Reads days and moments as officers type them; the core's reader does the numbers, today and yesterday are added."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.days import read_day
from fengqiao_desk.values.text import half_width

DAY_HINT = "如 11.21、昨天"
MOMENT_HINT = "如 11.21 8:40"
_DAYS_AGO = {"今天": 0, "昨天": 1, "前天": 2}
# 11.21 or 11/21: to the core's reader this is a number.
_SHORT = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})")
_TIME = re.compile(r"([0-9]{1,2})(?::|时|点)([0-9]{1,2})?分?$")


class TypedDays:
    """`now` tells which year and which day is meant when the officer leaves it out."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def day(self, typed: str) -> date | None:
        """The day, None when there is none in the words."""
        words = half_width(typed).strip()
        today = self._now().date()
        if words in _DAYS_AGO:
            return today - timedelta(days=_DAYS_AGO[words])
        if short := _SHORT.fullmatch(words):
            # In the form the core reads with the year of today.
            words = f"{short[1]}月{short[2]}日"
        try:
            return read_day(words, today.year)
        except NotValid:
            return None

    def moment(self, typed: str) -> datetime | None:
        """Day and time; a time alone is today's; None when either cannot be read."""
        words = half_width(typed).strip().replace("：", ":").replace("T", " ")
        found = _TIME.search(words)
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        before = words[: found.start()].strip()
        day = self.day(before) if before else self._now().date()
        # There is no 24:00: it is 0:00 of the next day.
        if day is None or hour > 23 or minute > 59:
            return None
        return datetime.combine(day, time(hour, minute))
