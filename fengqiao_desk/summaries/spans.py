"""Named periods of a station: its month, quarter, half-year and year, each made of its own months, and what a period is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..station import Station
from ..values import NotValid
from ..values.days import Period, add_months, month_period, show_period
from .months import month_of, station_month

MONTH, QUARTER, HALF, YEAR = 1, 3, 6, 12
_NAMES = (
    (MONTH, re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")),
    (QUARTER, re.compile(r"([0-9]{4})-Q([1-4])")),
    (HALF, re.compile(r"([0-9]{4})-H([12])")),
    (YEAR, re.compile(r"([0-9]{4})()")),  # a year has no place in itself
)
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_HALVES = ("上半年", "下半年")


@dataclass(frozen=True)
class Span:
    """`months` (1, 3, 6 or 12) of the station's months in a row, from the calendar name of the first: `Span("2026-07", 3)`."""

    first: str
    months: int

    @property
    def name(self) -> str:
        """2026-11, 2026-Q3, 2026-H1, 2026."""
        year = self.first[:4]
        # What follows the year: the month is part of `first` already.
        mark = {MONTH: self.first[4:], QUARTER: f"-Q{self._place}", HALF: f"-H{self._place}", YEAR: ""}
        return year + mark[self.months]

    @property
    def title(self) -> str:
        """2026年11月, 2026年第三季度, 2026年上半年, 2026年."""
        return f"{self.first[:4]}年{self._words}"

    def title_beside(self, other: Span) -> str:
        """As a paper on `other` calls it: 10月 in the same year, 2025年11月 in another."""
        return self._words if self._words and self.first[:4] == other.first[:4] else self.title

    def step(self, number: int) -> Span:
        """The one so many after this, of the same kind."""
        return Span(_months_after(self.first, number * self.months), self.months)

    @property
    def year_before(self) -> Span:
        """The same of last year: 2025-Q3 of 2026-Q3."""
        return Span(_months_after(self.first, -YEAR), self.months)

    @property
    def _place(self) -> int:
        return (int(self.first[5:]) - 1) // self.months + 1

    @property
    def _words(self) -> str:
        if self.months == MONTH:
            return f"{self._place}月"
        return {QUARTER: _QUARTERS, HALF: _HALVES}.get(self.months, ("",))[self._place - 1]


@dataclass(frozen=True)
class Compared:
    """What a period is set against, and what a paper on it calls the three (docs/law.md §6.5: never only 本期 and 上期)."""

    name: str
    before: Period
    before_name: str
    last_year: Period
    last_year_name: str


def parse_span(text: str) -> Span:
    """The span of 2026-11, 2026-Q3, 2026-H1 or 2026; raises NotValid."""
    for months, shape in _NAMES:
        if found := shape.fullmatch(text):
            year, place = found[1], int(found[2] or 1)
            first = month_period(f"{year}-{(place - 1) * months + 1:02}").first
            return Span(f"{first:%Y-%m}", months)
    raise NotValid(f"“{text}”应写成 2026-11（月）、2026-Q3（季度）、2026-H1（半年）或 2026（年）的样子")


def days_of(station: Station, span: Span) -> Period:
    """From the first day of its first month to the last day of its last, as the station counts months."""
    last = _months_after(span.first, span.months - 1)
    return Period(station_month(station, span.first).first, station_month(station, last).last)


def span_at(station: Station, day: date, months: int) -> Span:
    """The month, quarter, half-year or year of the station in which `day` lies."""
    return _span_of_month(month_of(station, day), months)


def span_of(station: Station, period: Period) -> Span | None:
    """The named period that has just these days; None for any other."""
    # By its last day alone: that day lies in one month, one quarter, one half-year and one year.
    for months in (MONTH, QUARTER, HALF, YEAR):
        span = span_at(station, period.last, months)
        if days_of(station, span) == period:
            return span
    return None


def compared(station: Station, period: Period) -> Compared:
    """A named period stands against the one before of its kind and the same of last year, another against as many days."""
    span = span_of(station, period)
    if span is None:
        before, year = period.previous(), period.last_year()
        return Compared(
            name=show_period(period),
            before=before,
            before_name=show_period(before, with_year=before.first.year != period.first.year),
            last_year=year,
            last_year_name=show_period(year, with_year=True),
        )
    # By the station's own months, which need not be as long: 26日至25日 is compared with 26日至25日.
    former, same = span.step(-1), span.year_before
    return Compared(
        name=span.title_beside(span),
        before=days_of(station, former),
        before_name=former.title_beside(span),
        last_year=days_of(station, same),
        last_year_name=same.title_beside(span),
    )


def title_of(station: Station, period: Period) -> str:
    """2026年11月, 2026年第三季度; the days themselves of any other period."""
    span = span_of(station, period)
    return span.title if span else show_period(period, with_year=True)


def _span_of_month(month: str, months: int) -> Span:
    first = (int(month[5:]) - 1) // months * months + 1
    return Span(f"{month[:4]}-{first:02}", months)


def _months_after(month: str, number: int) -> str:
    return f"{add_months(month_period(month).first, number):%Y-%m}"
