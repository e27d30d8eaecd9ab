"""Where counted things stand: the tables of a query that belong together, and the conditions that look at a whole timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import peewee

from ...documents.heads import DocumentHead
from ...fields import Column, Exists, Predicate, Record, Rows
from ..heads import CaseHead, StepHead
from ..step import step_key

# The other steps of a case, seen from one of them.
_Other = StepHead.alias("other")


@dataclass(frozen=True, eq=False)
class Source:
    """Rows of these tables, `tied` together; the head of the case is always among them.

    `number` is what a row is called by, `day` the day it has by itself (None where a figure has to say), `recorded_at` when it was written.
    """

    models: tuple[type[peewee.Model] | peewee.Alias, ...]
    tied: Predicate
    # Any: a column is a descriptor, so mypy takes `Column[str]` of an object for the text that a record has there.
    day: Column[Any] | None = None
    number: Column[Any] = CaseHead.number
    recorded_at: Column[Any] = CaseHead.recorded_at

    def select(self, *columns: peewee.Node | None) -> peewee.ModelSelect[CaseHead]:
        """A query over its rows."""
        return CaseHead.select(*columns).from_(*self.models).where(self.tied)


def each(record: type[Record]) -> Source:
    """Each case of a kind: `each(Dispute)`."""
    return Source((record, CaseHead), CaseHead.key == record.owner_key)


def below(rows: Rows[Any]) -> Source:
    """Each row of a field of rows of a kind: `below(GoodsCase.goods)`."""
    above = each(rows.owner)
    return Source((*above.models, rows.record), above.tied & (rows.record.owner_key == rows.owner.owner_key))


def steps(of: type[Record], *entries: type[Record]) -> Source:
    """Each step of these sorts in the cases of a kind; of one sort alone, its entry stands beside it."""
    taken = (CaseHead.key == StepHead.case_key) & (CaseHead.kind == of.table_name()) & _is(StepHead, *entries)
    # Several sorts have entries in several tables, and one row cannot stand beside all of them.
    models: tuple[type[peewee.Model], ...] = (StepHead, CaseHead)
    if len(entries) == 1:
        taken &= entries[0].owner_key == StepHead.key
        models = (*models, entries[0])
    return Source(models, taken, StepHead.day, recorded_at=StepHead.recorded_at)


def documents(of: type[Record], form: str) -> Source:
    """Each document of a form in the cases of a kind, called by its own number."""
    made = (CaseHead.key == DocumentHead.case_key) & (CaseHead.kind == of.table_name())
    return Source(
        (DocumentHead, CaseHead),
        made & (DocumentHead.document == form),
        DocumentHead.issued_on,
        DocumentHead.number,
    )


def heads(of: type[Record]) -> Source:
    """Each case of a kind by its head alone."""
    return Source((CaseHead,), CaseHead.kind == of.table_name(), CaseHead.day)


def beside(source: Source, model: type[peewee.Model], tied: Predicate) -> Source:
    """A source with the rows of one more table."""
    return Source((*source.models, model), source.tied & tied, source.day, source.number, source.recorded_at)


def each_name(source: Source, column: Column[tuple[str, ...]]) -> tuple[Source, peewee.ColumnBase]:
    """A source with a row for each name that a column of names holds, and that name."""
    # Names are stored as JSON; SQLite takes the list apart.
    one = peewee.Alias(peewee.fn.json_each(column), "one_name")
    return replace(source, models=(*source.models, one)), one.c.value


def is_last(*entries: type[Record]) -> Predicate:
    """That a step is the last of these sorts in its case."""
    # Of the case beside it, so it is asked for each row: the index of `steps` by case answers it.
    newest = _Other.select(peewee.fn.MAX(_Other.place)).where(
        _Other.case_key == CaseHead.key, _is(_Other, *entries)
    )
    return Predicate(StepHead.place, peewee.OP.EQ, newest)


def has_taken(*entries: type[Record]) -> Predicate:
    """That the case has a step of these sorts."""
    return Exists(_Other.select(_Other.key).where(_Other.case_key == CaseHead.key, _is(_Other, *entries)))


def taken_since(day: date, *entries: type[Record]) -> Predicate:
    """That the case has a step of these sorts after a day."""
    keys = _Other.select(_Other.case_key).where(_is(_Other, *entries), _Other.day > day)
    return CaseHead.key.in_(keys)


class StateAfter(peewee.WrappedNode):
    """The state that a case had at the end of a day, to be compared with words."""

    def not_in(self, states: Sequence[str]) -> Predicate:
        """That it was none of these."""
        return Predicate(self.node, peewee.OP.NOT_IN, states)


def state_after(day: date, otherwise: str) -> StateAfter:
    """Where the last step up to a day led to; `otherwise` where none was taken yet."""
    led_to = (
        _Other.select(_Other.to_state)
        .where(_Other.case_key == CaseHead.key, _Other.day <= day)
        .order_by(_Other.place.desc())
        .limit(1)
    )
    return StateAfter(peewee.fn.COALESCE(led_to, otherwise))


def has_name(column: peewee.ColumnBase, *names: str) -> Predicate:
    """That a column of names holds one of these."""
    each_name = peewee.Alias(peewee.fn.json_each(column), "each_name")
    return Exists(peewee.Select([each_name], [peewee.SQL("1")]).where(each_name.c.value.in_(names)))


def said(words: str, *columns: peewee.Node) -> peewee.Function:
    """A sentence with values of the row in it, `%s` for each: `said("期间内“%s”", StepHead.to_state)`; what is empty leaves nothing."""
    return peewee.fn.PRINTF(peewee.Value(words, converter=False), *columns)


def _is(heads_of_steps: type[StepHead] | peewee.ModelAlias[StepHead], *entries: type[Record]) -> Predicate:
    # The key, not the table of the entry: most conditions need no more than that the step was taken.
    keys = [step_key(entry) for entry in entries]
    if len(keys) == 1:
        return Predicate(heads_of_steps.step, peewee.OP.EQ, keys[0])
    return Predicate(heads_of_steps.step, peewee.OP.IN, keys)
