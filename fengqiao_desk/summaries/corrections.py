"""更正: what the records of a closed period give otherwise than was last told of it, for the next summary to tell once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..cases import Figure
from ..station import Station
from ..values.days import Period, show_period
from ..values.quantities import Quantity
from .counting import Count
from .declared import figure_of
from .figure_values import FigureValue, show_quantity
from .frozen import Closing, closings
from .prose import BREAKDOWN
from .records import Kept, frozen_records
from .signed import Counted, CountedFigure, SignedCorrection
from .worded import figure_in


@dataclass(frozen=True)
class Correction:
    """A figure of a closed period that is no more what it was last said to be: frozen at the closing, or told by a summary since."""

    period: Period
    key: str
    was: CountedFigure
    now: CountedFigure

    @property
    def label(self) -> str:
        """`受理纠纷`; a part with what it divides by: `来源“110警情”`."""
        return self.now.label

    @property
    def added(self) -> list[str]:
        """The numbers of the records that the figure did not count before."""
        return sorted(self.now.records.keys() - self.was.records.keys())

    @property
    def removed(self) -> list[str]:
        """The numbers of the records that it counts no more."""
        return sorted(self.was.records.keys() - self.now.records.keys())

    @property
    def changed(self) -> list[str]:
        """The numbers of the records of which it counts something else."""
        both = self.was.records.keys() & self.now.records.keys()
        return sorted(number for number in both if self.was.records[number] != self.now.records[number])

    @property
    def sentence(self) -> str:
        """`2026年9月1日至30日受理纠纷原为31起，现为32起（增加 JF2026-0400）。`"""
        changes = [
            f"{how}{'、'.join(numbers)}"
            for how, numbers in (("增加", self.added), ("减少", self.removed), ("改动", self.changed))
            if numbers
        ]
        why = f"（{'；'.join(changes)}）" if changes else ""
        # Both in the unit of the larger, as in a row of the table: 9000元 beside 1.32万元 is 0.90万元.
        values = (self.was.value, self.now.value)
        was, now = (show_quantity(value, self.now.unit, values) for value in values)
        return f"{show_period(self.period, with_year=True)}{self.label}原为{was}，现为{now}{why}。"

    def signed(self) -> SignedCorrection:
        """What is kept of it when it is signed: the next correction of the figure begins there."""
        numbers = (*self.added, *self.removed, *self.changed)
        records = {number: self.now.records.get(number, []) for number in numbers}
        return SignedCorrection(
            self.sentence, self.period, self.key, self.label, self.now.unit, self.now.value, records
        )


@dataclass(frozen=True)
class WrittenCorrection:
    """A sentence that a closed summary told of a period, and the period of that summary."""

    written_in: Period
    sentence: str


_At = tuple[str, str]
"""Key and unit of a figure: the same label may be counted in two units."""
_Figures = dict[_At, CountedFigure]


def corrections(station: Station, before: Period) -> list[Correction]:
    """What the next summary will tell: what periods closed before it give otherwise today than was last told of them."""
    with station.reading():
        known = closings(station)
        earlier = [closing for closing in known if closing.period.last < before.first]
        return [each for closing in earlier for each in _changes(station, closing, known)]


def changes_since(station: Station, closing: Closing) -> list[Correction]:
    """What the records of one closed period give otherwise today than was last told of it; the next closing will tell it."""
    with station.reading():
        return _changes(station, closing, closings(station))


def written_of(station: Station, period: Period) -> list[WrittenCorrection]:
    """What closed summaries have told of a closed period, the oldest first."""
    covered = show_period(period, with_year=True)
    return [
        WrittenCorrection(closing.period, sentence)
        for closing in sorted(closings(station), key=lambda closing: closing.key)
        # By its words: of a summary closed before 0.3 nothing else was kept.
        for sentence in closing.corrections.sentences
        if sentence.startswith(covered)
    ]


def _changes(station: Station, closing: Closing, known: Sequence[Closing]) -> list[Correction]:
    count = Count(station, closing.period)
    was = _by_figure(closing, closing.figures, closing.records)
    now = _by_figure(closing, count.figures(), frozen_records(count))
    in_order = sorted(known, key=lambda later: later.key)
    # Those that were there then in their order, behind them those that came up since.
    for at in {**was, **now}:
        _read_sentences(closing.period, at, was, now, in_order)
    for each in (each for later in in_order for each in later.corrections.known):
        if each.period == closing.period:
            at = (each.key, each.unit)
            was[at] = _as_signed(was.get(at), each)
    found = (_correction(closing.period, at, was.get(at), now.get(at)) for at in {**was, **now})
    return [each for each in found if each is not None]


def _read_sentences(
    period: Period, at: _At, was: _Figures, now: _Figures, in_order: Sequence[Closing]
) -> None:
    """A version before 0.3 kept no more of what it told than the words, each time from the frozen figure on: the last ones say most."""
    frozen, counted = _both(was.get(at), now.get(at))
    begin = f"{show_period(period, with_year=True)}{counted.label}"
    for later in in_order:
        for sentence in later.corrections.worded:
            if sentence.startswith(f"{begin}原为"):
                read = figure_in(sentence.removeprefix(begin), frozen, counted)
                was.update({at: read} if read is not None else {})


def _by_figure(closing: Closing, figures: Sequence[FigureValue], records: Kept) -> _Figures:
    """The figures that were summed at the closing; one declared only later has changed nothing, and one that stands is never summed."""
    return {
        (figure.key, figure.unit): CountedFigure(
            _called(figure), figure.unit, figure.value, _numbers(records, figure)
        )
        for figure in figures
        if isinstance(declared := figure_of(figure.key), Figure) and declared.key in closing.declared
    }


def _as_signed(before: CountedFigure | None, signed: SignedCorrection) -> CountedFigure:
    """A figure as a later summary told it; its other records are still those of before."""
    records = {**(before.records if before else {}), **signed.records}
    stand = {number: rows for number, rows in records.items() if rows}
    return CountedFigure(signed.label, signed.unit, signed.now, stand)


def _correction(
    period: Period, at: _At, was: CountedFigure | None, now: CountedFigure | None
) -> Correction | None:
    """None when a figure and the records behind it are what they were."""
    before, after = _both(was, now)
    # Equal sums are not enough: one record may have gone and another come.
    if (before.value, before.records) == (after.value, after.records):
        return None
    return Correction(period, at[0], before, after)


def _both(was: CountedFigure | None, now: CountedFigure | None) -> tuple[CountedFigure, CountedFigure]:
    """A figure named by its rows is not there as long as there is none: then it is 0."""
    known = now or was
    assert known is not None
    nothing = CountedFigure(known.label, known.unit, Quantity(0), {})
    return was or nothing, now or nothing


def _called(figure: FigureValue) -> str:
    """`受理纠纷`; a part with what it divides by: `来源“110警情”`."""
    breakdown = figure.section.partition(BREAKDOWN)[2]
    return f"{breakdown}“{figure.label}”" if breakdown else figure.label


def _numbers(records: Kept, figure: FigureValue) -> dict[str, list[Counted]]:
    """What a figure counts of each record, by its number."""
    found: dict[str, list[Counted]] = {}
    for row in records.get(figure.key, []):
        if row.unit == figure.unit:
            counted = (row.thousandths, row.approximate, row.label, row.unit)
            found.setdefault(row.number, []).append(counted)
    return {number: sorted(rows) for number, rows in found.items()}
