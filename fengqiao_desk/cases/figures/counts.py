"""The records that a figure counts and those near it, said by conditions on columns: one declaration sums, lists and names what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import peewee

from ...fields import AMOUNT, COUNT, Column, Predicate, Record, Rows
from ...values.days import Period
from ..heads import CaseHead
from ..step import DayColumn
from .compiled import rows_of
from .counted import Asking, Figure, FigureRow, LeftOut, Limit, Sum
from .sources import Source, each

# Quantities are thousandths throughout, so one record is a thousand of them.
_ONE = 1000


# By identity, here and below: to compare two would ask conditions whether they are true, which they refuse.
@dataclass(frozen=True, eq=False)
class _OfSource:
    """Records `of` a source, each with a day: the column `by`, or the day that the source has by itself."""

    of: Source | type[Record]

    @property
    def source(self) -> Source:
        """What it is of; a record class alone means each case of that kind."""
        return self.of if isinstance(self.of, Source) else each(self.of)

    def day(self, by: DayColumn | None) -> Column[Any]:
        """The column that says when a record counts."""
        found = by if by is not None else self.source.day
        assert isinstance(found, Column), "a figure says by which day it counts"
        return found


@dataclass(frozen=True, eq=False)
class Counted(_OfSource):
    """Records `of` a source whose day `by` lies in the period and of which `where` holds.

    `quantity` is how much each counts: a column (with the unit and the 余 it declares), an expression in thousandths, or one.
    `named` divides the figure by a column. `once` are the columns of which each counts a single time, by the first of its days. `at_end`
    takes the place of the period: a condition of the state of things at the end of its last day.
    """

    by: DayColumn | None = None
    where: Predicate | None = None
    quantity: peewee.ColumnBase | None = None
    approximate: peewee.ColumnBase | None = None
    named: peewee.ColumnBase | None = None
    unit: peewee.ColumnBase | None = None
    once: tuple[peewee.ColumnBase, ...] = ()
    at_end: Callable[[date], Predicate] | None = None

    @property
    def base(self) -> str:
        """What the day it counts by is called."""
        return str(self.day(self.by).declared.label)

    def sums(self, figure: Figure, asking: Asking) -> list[Sum]:
        """By label and unit."""

        def summed(period: Period) -> peewee.Query:
            """The records of a period, added up by label and unit."""
            # Summed outside: with `once` the inner query is grouped by what counts a single time.
            rows = self._query(figure, period, asking.limit).alias("counted")
            label, unit = rows.c.label, rows.c.unit
            total, approximate = peewee.fn.SUM(rows.c.thousandths), peewee.fn.MAX(rows.c.approximate)
            return peewee.Select([rows], [label, unit, total, approximate]).group_by(label, unit)

        found = rows_of(self, f"sums {figure.label}{figure.unit}", summed, asking)
        return [Sum(*row) for row in found]

    def records(self, figure: Figure, asking: Asking, most: int | None) -> list[FigureRow]:
        """The oldest first, never more than `most`."""

        def listed(period: Period) -> peewee.Query:
            """The records of a period by day and number."""
            # By day, then number, as they stand in the selection: both may be expressions.
            query = self._query(figure, period, asking.limit).order_by(peewee.SQL("2, 1"))
            return query.limit(most) if most is not None else query

        return [
            FigureRow(number, day, thousandths, bool(approximate), label, unit)
            for number, day, thousandths, approximate, label, unit in rows_of(
                self, f"records {figure.label}{figure.unit} {most}", listed, asking
            )
        ]

    def conditions(self) -> Iterator[Predicate]:
        """Every condition it is made of, for whoever checks them."""
        yield self.source.tied
        yield from _said(self.where, self.at_end)

    def expressions(self) -> Iterator[object]:
        """Everything it selects or asks, for whoever checks that it stands there."""
        yield from (self.day(self.by), self.quantity, self.approximate, self.named, self.unit)
        yield from (*self.once, *self.conditions())

    def _query(self, figure: Figure, period: Period, limit: Limit | None) -> peewee.ModelSelect[CaseHead]:
        day = self.day(self.by)
        rest = self.approximate if self.approximate is not None else _beside(self.quantity, "remainder_field")
        unit = self.unit if self.unit is not None else _beside(self.quantity, "unit_field")
        query = self.source.select(
            self.source.number,
            # Of what counts once its first day counts: SQLite takes the other columns from the row of a lone MIN.
            (peewee.fn.MIN(day) if self.once else day).alias("day"),
            _thousandths(self.quantity).alias("thousandths"),
            peewee.fn.COALESCE(0 if rest is None else rest, 0).alias("approximate"),
            _else_text(self.named, figure.label).alias("label"),
            _else_text(unit, figure.unit).alias("unit"),
        )
        query = _narrowed(query, _within(day, period, self.at_end), self.where, limit)
        return query.group_by(*self.once) if self.once else query


Why = str | peewee.Function


@dataclass(frozen=True, eq=False)
class Near(_OfSource):
    """Records `of` a source, dated in the period, that are left out `because` of the first condition that holds; None stands for all the rest.

    `where` says which are near at all, `named` whose part of a divided figure they are, `at_end` looks at the end of the last day in place of the period.
    """

    because: tuple[tuple[Predicate | None, Why], ...]
    by: DayColumn | None = None
    where: Predicate | None = None
    named: peewee.ColumnBase | None = None
    at_end: Callable[[date], Predicate] | None = None

    def records(self, figure: Figure, asking: Asking) -> list[LeftOut]:
        """Each with the first reason that holds of it."""
        rows = rows_of(self, "", lambda period: self._query(period, asking.limit), asking)
        return [LeftOut(*row) for row in rows]

    def conditions(self) -> Iterator[Predicate]:
        """Every condition it is made of, for whoever checks them."""
        yield self.source.tied
        yield from (condition for condition, _ in self.because if condition is not None)
        yield from _said(self.where, self.at_end)

    def expressions(self) -> Iterator[object]:
        """Everything it selects or asks, for whoever checks that it stands there."""
        yield from (self.day(self.by), self.named, *(why for _, why in self.because))
        yield from self.conditions()

    def _query(self, period: Period, limit: Limit | None) -> peewee.Query:
        day, why = self.day(self.by), self._why()
        query = self.source.select(self.source.number, day, why, _else_text(self.named, ""))
        held = [condition for condition, _ in self.because if condition is not None]
        # Without a reason for the rest, only what a condition holds of is near at all.
        if len(held) == len(self.because):
            query = query.where(reduce(or_, held))
        return _narrowed(query, _within(day, period, self.at_end), self.where, limit)

    def _why(self) -> peewee.ColumnBase | None:
        reasons = [(condition, _node(why)) for condition, why in self.because if condition is not None]
        rest = next((_node(why) for condition, why in self.because if condition is None), None)
        return peewee.Case(None, reasons, rest) if reasons else rest


@dataclass(frozen=True, eq=False)
class RecordedNow(_OfSource):
    """Records written in the period but counted in another: `期间内补录，按受理日期计入别的期间`."""

    by: DayColumn | None = None
    named: peewee.ColumnBase | None = None
    word: str = "补录"

    def records(self, figure: Figure, asking: Asking) -> list[LeftOut]:
        """Each with the date that the figure counts by."""
        rows = rows_of(self, "", lambda period: self._query(period, asking.limit), asking)
        why = f"期间内{self.word}，按{figure.base}计入别的期间"
        return [LeftOut(number, on, why, label) for number, on, label in rows]

    def conditions(self) -> Iterator[Predicate]:
        """Every condition it is made of, for whoever checks them."""
        yield self.source.tied

    def expressions(self) -> Iterator[object]:
        """Everything it selects or asks, for whoever checks that it stands there."""
        yield from (self.day(self.by), self.named, self.source.tied)

    def _query(self, period: Period, limit: Limit | None) -> peewee.Query:
        day, written = self.day(self.by), self.source.recorded_at
        query = self.source.select(self.source.number, day, _else_text(self.named, ""))
        now = (written >= period.start) & (written < period.end)
        return _narrowed(query, now & ~_within(day, period), None, limit)


def number_of(rows: Rows[Any]) -> peewee.Expression:
    """How many rows a record has below it, as a quantity."""
    row = rows.record
    number = row.select(peewee.fn.COUNT(row.row_key)).where(row.owner_key == rows.owner.owner_key)
    return peewee.Expression(number, peewee.OP.MUL, _node(_ONE))


def _within(day: Column[Any], period: Period, at_end: Callable[[date], Predicate] | None = None) -> Predicate:
    if at_end is not None:
        return at_end(period.last)
    return (day >= period.first) & (day <= period.last)


def _narrowed(
    query: peewee.ModelSelect[CaseHead], within: Predicate, where: Predicate | None, limit: Limit | None
) -> peewee.ModelSelect[CaseHead]:
    query = query.where(within)
    query = query if where is None else query.where(where)
    return query if limit is None else query.where(limit.holds)


def _said(where: Predicate | None, at_end: Callable[[date], Predicate] | None) -> Iterator[Predicate]:
    if where is not None:
        yield where
    if at_end is not None:
        # Any day will do: only the columns and words of the condition are looked at.
        yield at_end(date.max)


def _node(text: str | int | peewee.ColumnBase) -> peewee.ColumnBase:
    """A text of ours as it stands, bound; an expression is one already."""
    return text if isinstance(text, peewee.ColumnBase) else peewee.Value(text, converter=False)


def _else_text(expression: peewee.ColumnBase | None, text: str) -> peewee.ColumnBase:
    return expression if expression is not None else _node(text)


def _thousandths(quantity: peewee.ColumnBase | None) -> peewee.ColumnBase:
    if quantity is None:
        return _node(_ONE)
    # Money is stored in fen, a count as it is, a quantity in thousandths already.
    times = {AMOUNT: 10, COUNT: _ONE}.get(quantity.kind, 1) if isinstance(quantity, Column) else 1
    return quantity if times == 1 else peewee.Expression(quantity, peewee.OP.MUL, _node(times))


def _beside(quantity: peewee.ColumnBase | None, companion: str) -> peewee.ColumnBase | None:
    """The column of the same record that a quantity declares as its unit or its 余."""
    name = getattr(quantity.declared, companion) if isinstance(quantity, Column) else ""
    columns: tuple[Column[Any], ...] = (
        quantity.model.columns() if isinstance(quantity, Column) and name else ()
    )
    return next((column for column in columns if column.declared.name == name), None)
