"""What a kind counts: a figure says which records, by which day and how much of each; counting and explaining follow from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ...fields import Predicate
from ...station import Station
from ...store.database import Connections
from ...values.days import Period
from ...values.quantities import Quantity


@dataclass(frozen=True)
class FigureRow:
    """One record behind a figure: quantity in thousandths; `label` and `unit` only for figures named by their rows."""

    number: str
    day: str
    thousandths: int
    approximate: bool
    label: str = ""
    unit: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A record near a figure that it does not count, and why; `label` only where the figure's rows name it."""

    number: str
    day: str
    why: str
    label: str = ""


@dataclass(frozen=True)
class StandingFigure:
    """A figure that is computed rather than summed (a coverage, a streak), as it stands at the end of the period.

    `remarks` says by label what the summary tells beside it (the event that reset a streak), `left_out` which records near it do not count,
    `records` which it is made of: of the same unit they add up to it, of another they stand below what `compute` gives. Without `compute` it is a share: the percentage of `records` among
    `records` and `left_out`, label by label, `share` being what was done with the records (送达); it can be told of a part of the
    station. `whole_only` is the sentence why another figure cannot.
    """

    key: str
    section: str
    base: str
    rule: str
    compute: Callable[[Station, Period], list[FigureRow]] | None = None
    remarks: Callable[[Station, Period], dict[str, str]] | None = None
    left_out: Callable[[Station, Period], list[LeftOut]] | None = None
    records: Callable[[Station, Period], list[FigureRow]] | None = None
    share: str = ""
    whole_only: str = ""


@dataclass(frozen=True, eq=False)
class Limit:
    """Cases of a kind that belong to a part of the station's work: a condition on the head of the case."""

    kind: str
    holds: Predicate


class Sum(NamedTuple):
    """How much there is of a label and unit, in thousandths; `approximate` is 1 when any record of it has a 余."""

    label: str
    unit: str
    thousandths: int
    approximate: int


@dataclass(frozen=True, eq=False)
class Asking:
    """What a figure is asked of: a station's records, the days, the part of its work (all of it without a limit)."""

    connections: Connections
    period: Period
    limit: Limit | None = None


class Counting(Protocol):
    """Records that a figure counts."""

    def sums(self, figure: Figure, asking: Asking) -> list[Sum]:
        """How much there is of each label and unit, in thousandths."""

    def records(self, figure: Figure, asking: Asking, most: int | None) -> list[FigureRow]:
        """What the sums are made of, the oldest first; all of it where `most` is None."""

    @property
    def base(self) -> str:
        """What the day it counts by is called: `受理日期`."""


class Leaving(Protocol):
    """Records near a figure that it does not count."""

    def records(self, figure: Figure, asking: Asking) -> list[LeftOut]:
        """Each of them with the reason why it does not count."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure declared once.

    `counts` are the records that it counts (of today's and of old ledgers' endings, say): summed they are the figure, listed they are its explanation. With
    an empty `label` the records' own labels and units divide it into one figure each. `section` is the part of the summary it belongs to (`part·breakdown`
    for a breakdown), `rule` what it counts in words, `base` the date it counts by (that of the first column where it is not said). `left_out` are the records
    near it that do not count. `section_vocabulary`: the labels are terms whose fact `section` says the part. `rate` names the percentage this figure is
    of the figure `rate_of`. `trend`: drawn over thirteen months. `whole` is the figure whose parts these are: they add up to it. `headline`: told first,
    in the general part of the summary. `listed`: its records are listed in a table of the summary. `drawn`: the parts are drawn as bars.
    """

    key: str
    label: str
    unit: str
    section: str
    rule: str
    counts: tuple[Counting, ...]
    left_out: tuple[Leaving, ...] = ()
    base: str = ""
    section_vocabulary: str = ""
    rate: str = ""
    rate_of: str = ""
    trend: bool = False
    whole: str = ""
    headline: bool = False
    listed: bool = False
    drawn: bool = False

    def __post_init__(self) -> None:
        # The one way to fill a field of a frozen dataclass from the others.
        object.__setattr__(self, "base", self.base or self.counts[0].base)

    def sums(self, asking: Asking) -> list[tuple[str, str, Quantity]]:
        """Label, unit and quantity, the largest first."""
        found: dict[tuple[str, str], Quantity] = {}
        for counting in self.counts:
            # Several sorts may share a label: what ends today and what old ledgers tell as over.
            for label, unit, thousandths, approximate in counting.sums(self, asking):
                more = Quantity(thousandths, bool(approximate))
                found[label, unit] = found.get((label, unit), Quantity(0)) + more
        # Then by label, so that two of one size do not change places from one paper to the next.
        ordered = sorted(found.items(), key=lambda each: (-each[1].thousandths, each[0][0]))
        return [(label, unit, quantity) for (label, unit), quantity in ordered]

    def records(self, asking: Asking, most: int | None = None) -> list[FigureRow]:
        """The records it counts, the oldest first; never more than `most`."""
        found = [row for counting in self.counts for row in counting.records(self, asking, most)]
        # Each sort of records gave its own oldest; the oldest of all are among them.
        return sorted(found, key=lambda row: (row.day, row.number))[:most]

    def near(self, asking: Asking) -> list[LeftOut]:
        """The records near it that it does not count, the oldest first."""
        found = [row for leaving in self.left_out for row in leaving.records(self, asking)]
        return sorted(found, key=lambda row: (row.day, row.number))
