"""The records that a figure counts and those near it, said by conditions on columns: one declaration sums, lists and names what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import peewee

from ..fields import AMOUNT, COUNT, Column, Predicate, Record, Rows
from ..store.database import Connections
from ..values.days import Period
from .compiled import for_any_period
from .counted import Figure, FigureRow, LeftOut, Limit, Sum
from .heads import CaseHead
from .sources import Source, each
from .step import DayColumn

_ONE = 1000


@dataclass(frozen=True, eq=False)
class Counted:
    """Records `of` a source whose day `by` lies in the period and of which `where` holds.

    `quantity` is how much each counts: a column (with the unit and the 余 it declares), an expression in thousandths, or one.
    `named` divides the figure by a column. `once` are the columns of which each counts a single time, by the first of its days. `at_end`
    takes the place of the period: a condition of the state of things at the end of its last day.
    """

    of: Source | type[Record]
    by: DayColumn | None = None
    where: Predicate | None = None
    quantity: peewee.ColumnBase | None = None
    approximate: peewee.ColumnBase | None = None
    named: peewee.ColumnBase | None = None
    unit: peewee.ColumnBase | None = None
    once: tuple[peewee.ColumnBase, ...] = ()
    at_end: Callable[[date], Predicate] | None = None

    @property
    def source(self) -> Source:
        return _source(self.of)

    @property
    def base(self) -> str:
        return str(_day(self.source, self.by).declared.label)

    def sums(
        self, connections: Connections, figure: Figure, period: Period, limit: Limit | None
    ) -> list[Sum]:
        def summed(period: Period) -> peewee.Query:
            rows = self._query(figure, period, limit).alias("counted")
            label, unit = rows.c.label, rows.c.unit
            total, approximate = peewee.fn.SUM(rows.c.thousandths), peewee.fn.MAX(rows.c.approximate)
            return peewee.Select([rows], [label, unit, total, approximate]).group_by(label, unit)

        found = for_any_period(self, f"sums {figure.label}{figure.unit}", connections, summed, period, limit)
        return [(row[0], row[1], row[2], row[3]) for row in found]

    def records(
        self, connections: Connections, figure: Figure, period: Period, limit: Limit | None, most: int | None
    ) -> list[FigureRow]:
        def listed(period: Period) -> peewee.Query:
            query = self._query(figure, period, limit).order_by(peewee.SQL("2, 1"))
            return query.limit(most) if most is not None else query

        rows = for_any_period(
            self, f"records {figure.label}{figure.unit} {most}", connections, listed, period, limit
        )
        return [
            FigureRow(number, day, thousandths, bool(approximate), label, unit)
            for number, day, thousandths, approximate, label, unit in rows
        ]

    def conditions(self) -> Iterator[Predicate]:
        """Every condition it is made of, for whoever checks them."""
        yield self.source.tied
        if self.where is not None:
            yield self.where
        if self.at_end is not None:
            yield self.at_end(date.max)

    def expressions(self) -> Iterator[Any]:
        """Everything it selects or asks, for whoever checks that it stands there."""
        yield from (_day(self.source, self.by), self.quantity, self.approximate, self.named, self.unit)
        yield from (*self.once, *self.conditions())

    def _query(self, figure: Figure, period: Period, limit: Limit | None) -> peewee.ModelSelect[CaseHead]:
        source, declared = (
            self.source,
            getattr(getattr(self.quantity, "declared", None), "remainder_field", ""),
        )
        day = _day(source, self.by)
        approximate = self.approximate if self.approximate is not None else _beside(self.quantity, declared)
        unit = self.unit if self.unit is not None else _unit(self.quantity)
        query = source.select(
            source.number,
            (peewee.fn.MIN(day) if self.once else day).alias("day"),
            _thousandths(self.quantity).alias("thousandths"),
            peewee.fn.COALESCE(0 if approximate is None else approximate, 0).alias("approximate"),
            _or_text(self.named, figure.label).alias("label"),
            _or_text(unit, figure.unit).alias("unit"),
        ).where(_within(day, period) if self.at_end is None else self.at_end(period.last))
        query = query if self.where is None else query.where(self.where)
        query = query if limit is None else query.where(limit.holds)
        return query.group_by(*self.once) if self.once else query


Why = str | peewee.Function


@dataclass(frozen=True, eq=False)
class Near:
    """Records `of` a source, dated in the period, that are left out `because` of the first condition that holds; None stands for all the rest.

    `where` says which are near at all, `named` whose part of a divided figure they are. `ever` looks at no period: what was so at its end (`at_end`).
    """

    of: Source | type[Record]
    because: tuple[tuple[Predicate | None, Why], ...]
    by: DayColumn | None = None
    where: Predicate | None = None
    named: peewee.ColumnBase | None = None
    at_end: Callable[[date], Predicate] | None = None

    @property
    def source(self) -> Source:
        return _source(self.of)

    def records(
        self, connections: Connections, figure: Figure, period: Period, limit: Limit | None
    ) -> list[LeftOut]:
        rows = for_any_period(self, "", connections, lambda days: self._query(days, limit), period, limit)
        return [LeftOut(*row) for row in rows]

    def _query(self, period: Period, limit: Limit | None) -> peewee.Query:
        source = self.source
        day = _day(source, self.by)
        within = _within(day, period) if self.at_end is None else self.at_end(period.last)
        query = source.select(source.number, day, self._why(), _or_text(self.named, "")).where(within)
        held = [condition for condition, _ in self.because if condition is not None]
        if len(held) == len(self.because):
            query = query.where(reduce(or_, held))
        query = query if self.where is None else query.where(self.where)
        return query if limit is None else query.where(limit.holds)

    def conditions(self) -> Iterator[Predicate]:
        """Every condition it is made of, for whoever checks them."""
        yield self.source.tied
        yield from (condition for condition, _ in self.because if condition is not None)
        if self.where is not None:
            yield self.where
        if self.at_end is not None:
            yield self.at_end(date.max)

    def expressions(self) -> Iterator[Any]:
        """Everything it selects or asks, for whoever checks that it stands there."""
        yield from (_day(self.source, self.by), self.named, *(why for _, why in self.because))
        yield from self.conditions()

    def _why(self) -> peewee.ColumnBase:
        reasons = [
            (condition, _or_text(None, why)) for condition, why in self.because if condition is not None
        ]
        rest = [_or_text(None, why) for condition, why in self.because if condition is None]
        if not reasons:
            sure: peewee.ColumnBase = rest[0]
            return sure
        chosen: peewee.ColumnBase = peewee.Case(None, reasons, rest[0] if rest else None)
        return chosen


@dataclass(frozen=True, eq=False)
class RecordedNow:
    """Records written in the period but counted in another: `期间内补录，按受理日期计入别的期间`."""

    of: Source | type[Record]
    by: DayColumn | None = None
    named: peewee.ColumnBase | None = None
    word: str = "补录"

    @property
    def source(self) -> Source:
        return _source(self.of)

    def records(
        self, connections: Connections, figure: Figure, period: Period, limit: Limit | None
    ) -> list[LeftOut]:
        rows = for_any_period(self, "", connections, lambda days: self._query(days, limit), period, limit)
        why = f"期间内{self.word}，按{figure.base}计入别的期间"
        return [LeftOut(number, on, why, label) for number, on, label in rows]

    def _query(self, period: Period, limit: Limit | None) -> peewee.Query:
        source = self.source
        day = _day(source, self.by)
        query = source.select(source.number, day, _or_text(self.named, "")).where(
            source.recorded_at >= period.start, source.recorded_at < period.end, ~_within(day, period)
        )
        return query if limit is None else query.where(limit.holds)

    def conditions(self) -> Iterator[Predicate]:
        """Every condition it is made of, for whoever checks them."""
        yield self.source.tied

    def expressions(self) -> Iterator[Any]:
        """Everything it selects or asks, for whoever checks that it stands there."""
        yield from (_day(self.source, self.by), self.named, self.source.tied)


def number_of(rows: Rows[Any]) -> peewee.Expression:
    """How many rows a record has below it, as a quantity."""
    row = rows.record
    number = row.select(peewee.fn.COUNT(row.row_key)).where(row.owner_key == rows.owner.owner_key)
    return peewee.Expression(number, peewee.OP.MUL, peewee.Value(_ONE, converter=False))


def _source(of: Source | type[Record]) -> Source:
    return of if isinstance(of, Source) else each(of)


def _day(source: Source, by: DayColumn | None) -> Column[Any]:
    found = by if by is not None else source.day
    assert isinstance(found, Column), "a figure says by which day it counts"
    return found


def _within(day: Column[Any], period: Period) -> Predicate:
    return (day >= period.first) & (day <= period.last)


def _or_text(expression: Any, text: Any) -> Any:
    """The expression, else the text (or an expression in its place) as it stands."""
    if expression is not None:
        return expression
    return text if isinstance(text, peewee.Node) else peewee.Value(text, converter=False)


def _thousandths(quantity: peewee.ColumnBase | None) -> Any:
    if quantity is None:
        return peewee.Value(_ONE, converter=False)
    times = {AMOUNT: 10, COUNT: _ONE}.get(quantity.kind, 1) if isinstance(quantity, Column) else 1
    if times == 1:
        return quantity
    return peewee.Expression(quantity, peewee.OP.MUL, peewee.Value(times, converter=False))


def _beside(quantity: Any, name: str) -> peewee.ColumnBase | None:
    """A column of the same record by the name that a quantity declares."""
    if not name:
        return None
    columns: tuple[Column[Any], ...] = quantity.model.columns()
    return next(column for column in columns if column.declared.name == name)


def _unit(quantity: Any) -> peewee.ColumnBase | None:
    return _beside(quantity, quantity.declared.unit_field) if isinstance(quantity, Column) else None
