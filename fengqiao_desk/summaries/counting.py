"""Counts what the kinds declare: a figure is the sum of its records, and its records are the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import peewee

from ..cases import CaseKind, Figure, FigureRow, LeftOut, StandingFigure
from ..cases.figures.counted import Asking
from ..cases.heads import CaseHead
from ..cases.part import WHOLE, Part, limit_of
from ..cases.timeline import GONE
from ..fields import Predicate
from ..kinds import KINDS
from ..problems import Unknown
from ..station import Station
from ..store.composed import ComposedOnce
from ..values.days import Period, add_months, month_period
from ..values.quantities import Quantity
from .declared import Declared, declared_figures, found, label_in, labelled_key, own_label
from .figure_values import FigureValue
from .frozen import declared_at_closing, frozen_figures
from .months import month_of, station_month
from .spans import compared
from .standing import standing, standing_left_out, standing_records

Sums = dict[tuple[Declared, str, str], Quantity]
"""Quantities by figure, label and unit."""
_Key = tuple[str, str, str]


# Asked for each kind and for thirteen months of every chart: composing it takes longer than asking it.
@ComposedOnce
def _before(kind: str, day: str) -> peewee.Query:
    """A case of the kind before a day, if there is one."""
    # What ComposedOnce puts in for the day is text already, as the column holds it.
    earlier = Predicate(CaseHead.day, peewee.OP.LT, peewee.Value(day, converter=False))
    rows = CaseHead.select(CaseHead.key).where(CaseHead.kind == kind, earlier, CaseHead.state.not_in(GONE))
    return rows.limit(1)


@dataclass(frozen=True)
class Count:
    """What a period counts, of the whole station or of a part, from the records as they are now.

    In a period that runs a standing figure is told as of `today`: no day that is still to come is missing.
    """

    station: Station
    period: Period
    part: Part = WHOLE
    kinds: Sequence[CaseKind] = KINDS
    today: date | None = None

    def figures(self) -> list[FigureValue]:
        """Every figure in the order of its declaration, with the period before and the year before.

        Of a part of the station only the figures that can be told of it.
        """
        # One connection for all of it: a thread that keeps none would open one for each figure.
        with self.station.reading():
            beside = compared(self.station, self.period)
            now = self.sums()
            stands, remarks = self._standing()
            before = replace(self, period=beside.before)._sums_if_kept()
            year = replace(self, period=beside.last_year)._sums_if_kept()
        values = []
        for (figure, label, unit), value in self._in_order({**now, **stands}):
            # One that stands is as it was on a day and is not set against another; no record of a sum is 0, no ledger at all is None.
            at, summed = (figure.key, label, unit), isinstance(figure, Figure)
            values.append(
                FigureValue(
                    labelled_key(figure, label),
                    label,
                    unit,
                    self._section(figure, label),
                    figure.base,
                    figure.rule,
                    value,
                    previous=before.get(at, Quantity(0)) if summed and before is not None else None,
                    last_year=year.get(at, Quantity(0)) if summed and year is not None else None,
                    remark=remarks.get((figure.key, label), ""),
                )
            )
        return values

    def sums(self) -> Sums:
        """The figures that add up; one with a label of its own is there even when it is zero."""
        sums: Sums = {}
        for kind, figure in declared_figures(self.kinds, self.part):
            if isinstance(figure, Figure):
                grouped = self._grouped(kind, figure)
                # One named by its rows has no name as long as there is none.
                if figure.label and not grouped:
                    grouped = [(figure.label, figure.unit, Quantity(0))]
                sums.update({(figure, label, unit): value for label, unit, value in grouped})
        return sums

    def records(self, key: str, label: str = "") -> list[FigureRow]:
        """The records behind a figure; `label` (or the label in the key) chooses one of a figure named by its rows."""
        kind, figure = found(key, self.kinds)
        with self.station.reading():
            if isinstance(figure, StandingFigure):
                rows = standing_records(self, kind, figure)
            else:
                rows = figure.records(self._asking(kind))
        wanted = label_in(key, label, figure)
        return [row for row in rows if not wanted or wanted in (row.label, own_label(figure))]

    def first_numbers(self, key: str, most: int) -> list[str]:
        """The numbers of the oldest records of a summed figure, never more than `most`."""
        kind, figure = found(key, self.kinds)
        assert isinstance(figure, Figure)
        with self.station.reading():
            rows = figure.records(self._asking(kind), most)
        return [row.number for row in rows]

    def left_out(self, key: str, label: str = "") -> list[LeftOut]:
        """The records near a figure that it does not count, each with why; `label` as in `records`."""
        kind, figure = found(key, self.kinds)
        with self.station.reading():
            if isinstance(figure, StandingFigure):
                near = standing_left_out(self, kind, figure)
            else:
                near = figure.near(self._asking(kind))
        wanted = label_in(key, label, figure)
        return [each for each in near if not wanted or each.label in ("", wanted) or own_label(figure)]

    def monthly(self, key: str, months: int = 13) -> list[tuple[str, Quantity | None]]:
        """The sum of a figure for each of the station's months up to the one in which the period ends: `("2026-11", quantity)`.

        Of a closed month what was frozen for the whole station; None where the ledger did not yet reach.
        """
        kind, figure = found(key, self.kinds)
        if not isinstance(figure, Figure):
            raise Unknown(f"“{key}”是期末指标，没有逐月数")
        last = month_period(month_of(self.station, self.period.last)).first
        names = [f"{add_months(last, -before):%Y-%m}" for before in reversed(range(months))]
        with self.station.reading():
            return [
                (name, replace(self, period=station_month(self.station, name))._sum_of_month(kind, figure))
                for name in names
            ]

    def _sum_of_month(self, kind: CaseKind, figure: Figure) -> Quantity | None:
        frozen = None if self.part else frozen_figures(self.station, self.period)
        # A figure that came after the closing was not frozen: it is counted from the records.
        if frozen is not None and figure.key in declared_at_closing(self.station, self.period):
            return sum((each.value for each in frozen if _declared_key(each) == figure.key), Quantity(0))
        if not self._begun():
            return None
        return sum((value for _, _, value in self._grouped(kind, figure)), Quantity(0))

    def _grouped(self, kind: CaseKind, figure: Figure) -> list[tuple[str, str, Quantity]]:
        return figure.sums(self._asking(kind))

    def _asking(self, kind: CaseKind) -> Asking:
        limit = limit_of(kind, self.part, self.kinds) if self.part else None
        return Asking(self.station.connections, self.period, limit)

    def _section(self, figure: Declared, label: str) -> str:
        """The part of the summary; for figures named by terms, the one their term says on the last day."""
        if isinstance(figure, Figure) and figure.section_vocabulary:
            words = self.station.vocabularies
            facts = words.facts(figure.section_vocabulary, label, self.period.last)
            return str(facts.get("section", figure.section))
        return figure.section

    def _in_order(self, sums: Sums) -> list[tuple[tuple[Declared, str, str], Quantity]]:
        """As the kinds declare them."""
        keys = [figure.key for kind in self.kinds for figure in kind.figures]
        places = {key: place for place, key in enumerate(keys)}
        return sorted(sums.items(), key=lambda item: places[item[0][0].key])

    def _standing(self) -> tuple[Sums, dict[tuple[str, str], str]]:
        """The standing figures, and by key and label what is told beside them."""
        sums: Sums = {}
        remarks: dict[tuple[str, str], str] = {}
        for kind, figure in declared_figures(self.kinds, self.part):
            if isinstance(figure, StandingFigure):
                for row, remark in standing(self, kind, figure):
                    sums[figure, row.label, row.unit] = Quantity(row.thousandths, row.approximate)
                    remarks[figure.key, row.label] = remark
        return sums, remarks

    def _sums_if_kept(self) -> dict[_Key, Quantity] | None:
        """None when the ledger begins only after the period; of a closed period what was frozen, for the whole station."""
        frozen = None if self.part else frozen_figures(self.station, self.period)
        if frozen is None and not self._begun():
            return None
        now = {(figure.key, label, unit): value for (figure, label, unit), value in self.sums().items()}
        if frozen is None:
            return now
        counted_then = declared_at_closing(self.station, self.period)
        kept = {(_declared_key(figure), figure.label, figure.unit): figure.value for figure in frozen}
        # Of figures that came later what the records say; of those there were what was signed, also where it was nothing.
        return {**{at: value for at, value in now.items() if at[0] not in counted_then}, **kept}

    def _begun(self) -> bool:
        """Whether anything but registers is on record up to the end of the period.

        A register stands beside the ledger: 场所 taken over from an old list do not mean that anything was counted then.
        """
        # Kind by kind, because the index of cases begins with the kind: one question about all of them reads every case.
        connections, end = self.station.connections, self.period.end
        kinds = {kind.key for kind in (*KINDS, *self.kinds) if not kind.is_register}
        return any(_before.rows(connections, kind, end) for kind in sorted(kinds))


def _declared_key(figure: FigureValue) -> str:
    """The declaration's key of a figure that may be named by its label."""
    return figure.key.removesuffix(f".{figure.label}")
