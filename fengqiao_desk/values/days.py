"""Days, moments and periods: strict ISO text inside, what officers type outside, 公文 dates in print."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fengqiao_desk.values.not_valid import NotValid
from fengqiao_desk.values.text import half_width

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_TYPED_DAYS = (
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]"),
)
_TYPED_SHORT_DAY = re.compile(r"([0-9]{1,2})月([0-9]{1,2})[日号]")
_YEARS = range(1900, 2200)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both counted; `start` and `end` are half-open bounds as ISO text."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise NotValid("期间的最后一日早于第一日，请核对起止日期")

    @property
    def start(self) -> str:
        """The first day as text: every day and moment of the period is >= start."""
        return self.first.isoformat()

    @property
    def end(self) -> str:
        """The day after the last as text: every day and moment of the period is < end (docs/law.md §6.7)."""
        return (self.last + _ONE_DAY).isoformat()

    def contains(self, day: date) -> bool:
        """Whether a day, or the day of a moment, lies in the period."""
        plain = day.date() if isinstance(day, datetime) else day
        return self.first <= plain <= self.last

    def previous(self) -> Period:
        """The period before: as many whole months back when it is whole months, else as many days."""
        months = self._whole_months()
        if months:
            return Period(add_months(self.first, -months), self.first - _ONE_DAY)
        return Period(self.first - (self.last - self.first) - _ONE_DAY, self.first - _ONE_DAY)

    def last_year(self) -> Period:
        """The same period a year before: whole months stay whole months, 29 February becomes 28."""
        first = add_months(self.first, -12)
        if self._whole_months():
            return Period(first, add_months(self.last + _ONE_DAY, -12) - _ONE_DAY)
        return Period(first, add_months(self.last, -12))

    def _whole_months(self) -> int:
        """How many months it is when it is whole ones (1日至末日, 26日至25日), else 0."""
        after = self.last + _ONE_DAY
        # From the 29th on some months have no such day, so that the months of it would not join.
        if after.day != self.first.day or self.first.day > 28:
            return 0
        return (after.year - self.first.year) * 12 + after.month - self.first.month


def parse_day(text: str) -> date:
    """The day of `YYYY-MM-DD` and nothing else; raises `NotValid`."""
    found = _ISO_DAY.fullmatch(text)
    if not found:
        raise NotValid(f"日期“{text}”应写成 2026-11-21 的样子")
    year, month, day_of_month = found.groups()
    return _day(int(year), int(month), int(day_of_month))


def parse_moment(text: str) -> datetime:
    """The moment of `YYYY-MM-DDTHH:MM` (local time, to the minute) and nothing else; raises `NotValid`."""
    found = _ISO_MOMENT.fullmatch(text)
    if not found:
        raise NotValid(f"时间“{text}”应写成 2026-11-21T15:30 的样子")
    day, hour, minute = parse_day(found[1]), int(found[2]), int(found[3])
    if hour > 23 or minute > 59:
        raise NotValid(f"没有{hour}时{minute}分这个时间，时应为0至23，分应为0至59")
    return datetime(day.year, day.month, day.day, hour, minute)


def read_day(text: str, year: int | None = None) -> date:
    """The day an officer typed: 20200203, 2020.2.3, 2020/2/3, 2020-2-3, 2020年2月3日.

    With a `year` 2月3日 too. Full-width digits and blanks are taken; raises `NotValid`.
    """
    typed = "".join(half_width(text).split())
    for shape in _TYPED_DAYS:
        found = shape.fullmatch(typed)
        if found:
            numbers = [int(part) for part in found.groups() if part.isdigit()]
            return _day(*numbers)
    short = _TYPED_SHORT_DAY.fullmatch(typed)
    if short and year is not None:
        return _day(year, int(short[1]), int(short[2]))
    raise NotValid(f"看不懂日期“{text}”，请写成 2020-02-03 或 2020年2月3日")


def month_period(text: str) -> Period:
    """The calendar month of `YYYY-MM`; raises `NotValid`."""
    found = _ISO_MONTH.fullmatch(text)
    if not found:
        raise NotValid(f"月份“{text}”应写成 2026-11 的样子")
    first = _day(int(found[1]), int(found[2]), 1)
    return Period(first, add_months(first, 1) - _ONE_DAY)


def add_months(day: date, months: int) -> date:
    """The same day some months later or earlier, or that month's last day when there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def show_day(day: date) -> str:
    """2026年11月1日: no zero before month or day (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def show_short_day(day: date) -> str:
    """11月1日."""
    return f"{day.month}月{day.day}日"


def show_moment(moment: datetime) -> str:
    """2026年11月21日15时30分 on the 24-hour clock; minutes have two digits (9时05分)."""
    return f"{show_day(moment)}{moment.hour}时{moment.minute:02}分"


def weekday(day: date) -> str:
    """星期六."""
    return "星期" + "一二三四五六日"[day.weekday()]


def show_period(period: Period, *, with_year: bool = False) -> str:
    """11月1日至30日, 10月26日至11月25日; across years, or when asked, with the years."""
    first, last = period.first, period.last
    across_years = first.year != last.year
    begin = show_day(first) if with_year or across_years else show_short_day(first)
    if first == last:
        return begin
    if across_years:
        return f"{begin}至{show_day(last)}"
    return f"{begin}至{last.day}日" if first.month == last.month else f"{begin}至{show_short_day(last)}"


def _day(year: int, month: int, day_of_month: int) -> date:
    if year not in _YEARS:
        raise NotValid(f"年份{year}不合理，应在{_YEARS[0]}至{_YEARS[-1]}之间")
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise NotValid(f"{year}年没有{month}月{day_of_month}日，请核对") from None


def day_words(day: str, today: date) -> str:
    """`11月18日` in this year, `2020年1月30日` in others; with the time when `day` is a moment."""
    when = date.fromisoformat(day[:10])
    words = show_short_day(when) if when.year == today.year else show_day(when)
    return f"{words} {day[11:16]}" if len(day) > 10 else words
