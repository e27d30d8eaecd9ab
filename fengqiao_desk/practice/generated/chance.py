"""Seeded draws: the same seed and purpose give the same draws, whatever else is drawn beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from random import Random
from typing import TypeVar

_Card = TypeVar("_Card")


class Chance:
    """The draws of one purpose (`disputes`, `goods` …), so that more of one kind changes nothing of another."""

    def __init__(self, seed: int, purpose: str) -> None:
        # A text as a seed gives the same numbers in every process.
        self._random = Random(f"{seed}/{purpose}")

    def one_of(self, values: Sequence[_Card]) -> _Card:
        """One of the values, each as likely as the next."""
        # Python promises the same numbers for ever of `random()` alone, and not of `choice` (its documentation).
        return values[int(self._random.random() * len(values))]

    def between(self, first: int, last: int) -> int:
        """A whole number, both ends included."""
        return first + int(self._random.random() * (last - first + 1))

    def happens(self, times: int, among: int) -> bool:
        """True `times` among `among`, on the average."""
        return self.between(1, among) <= times

    def moment(self, day: date, first_hour: int = 8, last_hour: int = 20) -> datetime:
        """A minute of the day between two full hours."""
        minutes = self.between(first_hour * 60, last_hour * 60)
        return datetime.combine(day, time(minutes // 60, minutes % 60))

    def digits(self, count: int) -> str:
        """So many decimal digits."""
        return "".join(str(self.between(0, 9)) for _ in range(count))

    def dealt(self, cards: Sequence[_Card]) -> Iterator[_Card]:
        """The whole pack shuffled, again and again: each card comes exactly in its share of every pack."""
        while True:
            pack = list(cards)
            self._random.shuffle(pack)
            yield from pack
