"""What a closed summary told as 更正 of a period closed before, as it is kept with it and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from ..values.days import Period, parse_day
from ..values.json_text import from_json
from ..values.quantities import Quantity
from .figure_values import FrozenQuantity

Counted = tuple[int, bool, str, str]
"""Thousandths, 余, label and unit of a record: a record that only moved to another day of the period changes no figure."""
Numbered = Mapping[str, list[Counted]]
"""What a figure counts of each record, by its number."""


@dataclass(frozen=True)
class CountedFigure:
    """A figure of a closed period with what it counts of each record: as it was last said to be, or as the records give it now."""

    label: str
    unit: str
    value: Quantity
    records: Numbered


class KeptCorrection(TypedDict):
    """A correction as it stands in the JSON of a closing: every release reads those of all releases before it."""

    sentence: str
    first: str
    last: str
    key: str
    label: str
    unit: str
    now: FrozenQuantity
    records: dict[str, list[Counted]]


@dataclass(frozen=True)
class SignedCorrection:
    """A correction that is signed: what a figure of a closed period was told to be then.

    `records` are those that had changed, with what the figure counts of each (nothing: no more).
    """

    sentence: str
    period: Period
    key: str
    label: str
    unit: str
    now: Quantity
    records: Numbered

    def kept(self) -> KeptCorrection:
        """Everything of it as it is kept when the summary that tells it is closed."""
        return {
            "sentence": self.sentence,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "key": self.key,
            "label": self.label,
            "unit": self.unit,
            "now": (self.now.thousandths, self.now.approximate),
            "records": dict(self.records),
        }


@dataclass(frozen=True)
class SignedCorrections:
    """All that one closed summary told: every sentence, and what it says where that was kept; of `worded` the words alone were."""

    sentences: tuple[str, ...] = ()
    known: tuple[SignedCorrection, ...] = ()

    @property
    def worded(self) -> tuple[str, ...]:
        """The sentences that a version before 0.3 kept."""
        known = {each.sentence for each in self.known}
        return tuple(sentence for sentence in self.sentences if sentence not in known)


def signed_in(kept: str | None) -> SignedCorrections:
    """What stands in the column of a closing; a version before 0.3 kept the sentences alone, the first version nothing."""
    each: list[str | KeptCorrection] = from_json(kept) if kept else []
    sentences = tuple(one if isinstance(one, str) else one["sentence"] for one in each)
    return SignedCorrections(sentences, tuple(_signed(one) for one in each if not isinstance(one, str)))


def _signed(kept: KeptCorrection) -> SignedCorrection:
    return SignedCorrection(
        sentence=kept["sentence"],
        period=Period(parse_day(kept["first"]), parse_day(kept["last"])),
        key=kept["key"],
        label=kept["label"],
        unit=kept["unit"],
        now=Quantity(*kept["now"]),
        # JSON has no tuples: as lists they would equal no record that is counted.
        records={
            number: [(row[0], row[1], row[2], row[3]) for row in rows]
            for number, rows in kept["records"].items()
        },
    )
