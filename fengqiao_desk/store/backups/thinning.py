"""Which backups are kept: the last of each of twelve days, ten weeks and twelve months, as many as have room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import Final, Protocol, TypeVar

DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 12
LARGEST_TOTAL: Final = 5 << 30
"""Bytes of all backups in one place, 5 GB."""


class Dated(Protocol):
    """A backup as thinning sees it."""

    @property
    def made_at(self) -> str:
        """`YYYY-MM-DDTHH:MM:SS`."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def is_good(self) -> bool:
        """Whether it was opened when it was made."""


_Backup = TypeVar("_Backup", bound=Dated)


def to_be_thinned(backups: Iterable[_Backup], largest: int = LARGEST_TOTAL) -> list[_Backup]:
    """Those that go, the oldest first; never the newest good one, whatever its age and size."""
    newest_first = sorted(backups, key=lambda each: each.made_at, reverse=True)
    kept = [*_last_of_each(newest_first, DAYS, _day), *_last_of_each(newest_first, WEEKS, _week)]
    kept += _last_of_each(newest_first, MONTHS, _month)
    good = next((each for each in newest_first if each.is_good), None)
    # What was just made was told to somebody, good or not.
    kept += newest_first[:1]
    # The newest good one has room before all others, then the newer before the older.
    wanted = [each for each in newest_first if each is good]
    wanted += [each for each in newest_first if each is not good and any(each is other for other in kept)]
    sizes = accumulate(each.size for each in wanted)
    staying = [
        each
        for each, total in zip(wanted, sizes, strict=True)
        if each in (good, newest_first[0]) or total <= largest
    ]
    return [each for each in reversed(newest_first) if not any(each is other for other in staying)]


def _last_of_each(
    newest_first: Sequence[_Backup], most: int, span: Callable[[date], tuple[int, ...]]
) -> list[_Backup]:
    """The last good one of each of the latest spans, the last one of any sort where there is no good one."""
    last: dict[tuple[int, ...], _Backup] = {}
    for each in sorted(newest_first, key=lambda each: not each.is_good):
        last.setdefault(span(datetime.fromisoformat(each.made_at).date()), each)
    return [last[each] for each in sorted(last, reverse=True)[:most]]


def _day(day: date) -> tuple[int, ...]:
    return day.year, day.month, day.day


def _week(day: date) -> tuple[int, ...]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, ...]:
    return day.year, day.month
