"""更正: what the records of a closed period would give otherwise today, told in the next summary."""

from __future__ import annotations

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


@dataclass(frozen=True)
class Correction:
    """A figure of a closed period that its records would no longer give."""

    period: Period
    label: str
    unit: str
    frozen: str
    now: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """`2026年9月1日至30日受理纠纷原为31起，现为32起（增加 JF2026-0400）。`"""
        changes = [f"增加{'、'.join(self.added)}"] if self.added else []
        changes += [f"减少{'、'.join(self.removed)}"] if self.removed else []
        changes += [f"改动{'、'.join(self.changed)}"] if self.changed else []
        why = f"（{'；'.join(changes)}）" if changes else ""
        covered = show_period(self.period, with_year=True)
        return f"{covered}{self.label}原为{self.frozen}，现为{self.now}{why}。"


def corrections(station: Station, before: Period) -> list[Correction]:
    """What the records of periods closed before would give otherwise today; what a closed summary has told already is not told again."""
    earlier = [closing for closing in closings(station) if closing.period.last < before.first]
    printed = {sentence for closing in earlier for sentence in closing.corrections}
    found = [each for closing in earlier for each in changes_since(station, closing)]
    return [each for each in found if each.sentence not in printed]


def changes_since(station: Station, closing: Closing) -> list[Correction]:
    """What the records of one closed period would give otherwise today; empty while nothing was changed."""
    then = {(figure.key, figure.unit): figure for figure in closing.figures if _was_counted(closing, figure)}
    now = {
        (figure.key, figure.unit): figure
        for figure in Count(station, closing.period).figures()
        if _was_counted(closing, figure)
    }
    records = frozen_records(Count(station, closing.period))
    # Those that were there then in their order, behind them those that came up since.
    return [
        changed
        for at in {**then, **now}
        if (changed := _correction(closing, records, then.get(at), now.get(at))) is not None
    ]


def _correction(
    closing: Closing, records: Kept, then: FigureValue | None, now: FigureValue | None
) -> Correction | None:
    """None when a figure and the records behind it are what they were."""
    known = then or now
    assert known is not None
    old, new = _numbers(closing.records, known), _numbers(records, known)
    # Equal sums are not enough: one record may have gone and another come.
    if then and now and (then.value, old) == (now.value, new):
        return None
    # Both in the unit of the larger, as in a row of the table: 9000元 beside 1.32万元 is 0.90万元.
    values = [each.value if each else Quantity(0) for each in (then, now)]
    shown = [show_quantity(value, known.unit, values) for value in values]
    return Correction(
        period=closing.period,
        label=_called(known),
        unit=known.unit,
        frozen=shown[0],
        now=shown[1],
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(number for number in old.keys() & new.keys() if old[number] != new[number])),
    )


def _called(figure: FigureValue) -> str:
    """`受理纠纷`; a part with what it divides by: `来源“110警情”`."""
    breakdown = figure.section.partition(BREAKDOWN)[2]
    return f"{breakdown}“{figure.label}”" if breakdown else figure.label


def _was_counted(closing: Closing, figure: FigureValue) -> bool:
    """A figure declared only later has changed nothing, and one that stands is never summed."""
    declared = figure_of(figure.key)
    return isinstance(declared, Figure) and declared.key in closing.declared


_Counted = tuple[int, bool, str, str]
"""Thousandths, 余, label and unit of a record: a record that only moved to another day of the period changes no figure."""


def _numbers(records: Kept, figure: FigureValue) -> dict[str, list[_Counted]]:
    """What a figure counts of each record, by its number."""
    found: dict[str, list[_Counted]] = {}
    for row in records.get(figure.key, []):
        if row.unit == figure.unit:
            counted = (row.thousandths, row.approximate, row.label, row.unit)
            found.setdefault(row.number, []).append(counted)
    return {number: sorted(rows) for number, rows in found.items()}
