"""What a list may be asked for, as conditions of its query: declared fields, states, days and deadlines, in the words of the officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee

from ...fields import OFFICER, OFFICERS, Column, Exists, Field, Predicate
from ...fields.several import NamesKind
from ...problems import Unknown
from ...station import Station
from ..figures.sources import has_name
from ..heads import CaseHead, DeadlineHead
from ..kind import CaseKind

# The largest integer a column holds.
_LARGEST = 2**63 - 1
_BETWEEN = ".."
# Stored as they are shown, so they are asked by the words themselves.
_OWN = {"number": CaseHead.number, "title": CaseHead.title, "state": CaseHead.state}
_WITHOUT_FIELDS = (*_OWN, "day", "due", "open")
NOT_DUE = "无"


@dataclass(frozen=True)
class Condition:
    """`field` is a declared field, `number`, `state` or `day`; `open` with 是 or 否 asks for cases not yet over.

    `day` takes one day or days `2026-11-01..2026-11-30`, either end may be left out. `due` asks for cases with a deadline on such
    days, or with 无 for those without any.
    """

    field: str
    value: str

    @property
    def asks_fields(self) -> bool:
        """Whether the fields of the kind have to stand beside the head of the case."""
        return self.field not in _WITHOUT_FIELDS


def holds(station: Station, kind: CaseKind, condition: Condition) -> Predicate:
    """The condition of the query; raises Unknown for a field or a value that cannot be asked for."""
    if condition.field == "open":
        return _is_open(kind, condition.value)
    if condition.field == "day":
        return _between(CaseHead.day, condition.value)
    if condition.field == "due":
        return _is_due(condition.value)
    if condition.field in _OWN:
        return _OWN[condition.field].stands_as(condition.value)
    return _says(kind.column(condition.field), _wanted(station, kind.field(condition.field), condition.value))


def is_open(kind: CaseKind) -> Predicate:
    """That a case of the kind is not over."""
    return CaseHead.state.in_([state.title for state in kind.states if not state.is_over])


def _is_open(kind: CaseKind, wanted: str) -> Predicate:
    if wanted not in ("是", "否"):
        raise Unknown(f"open 只能是“是”或“否”，不能是“{wanted}”")
    return CaseHead.state.in_([state.title for state in kind.states if state.is_over == (wanted == "否")])


def _between(day: Column[date], wanted: str) -> Predicate:
    """Days from and until, both included; a single day is both."""
    first, between, last = wanted.partition(_BETWEEN)
    # Days are ISO text and compare as texts; an end that is left out asks nothing.
    ends = [(peewee.OP.GTE, first), (peewee.OP.LTE, last if between else first)]
    tests = [Predicate(day, sign, peewee.Value(text, converter=False)) for sign, text in ends if text]
    if not tests:
        raise Unknown(f"“{wanted}”不是日期，应写成 2026-11-01 或 2026-11-01..2026-11-30")
    return tests[0] & tests[1] if len(tests) > 1 else tests[0]


def _is_due(wanted: str) -> Predicate:
    due = DeadlineHead.select(DeadlineHead.key).where(DeadlineHead.case_key == CaseHead.key)
    if wanted == NOT_DUE:
        return ~Exists(due)
    return Exists(due.where(_between(DeadlineHead.due_on, wanted)))


def _wanted(station: Station, field: Field, typed: str) -> tuple[str | int, ...]:
    """What the column may hold: an officer is found by each name he has had."""
    # Records keep the name of their day, so a person who was renamed stands in them under several.
    if field.kind in (OFFICER, OFFICERS):
        return station.officers.names_of(typed)
    return (_column_value(field, typed),)


def _says(column: Column[Any], values: tuple[str | int, ...]) -> Predicate:
    """A list of names is asked for one of them."""
    # Names are kept as a JSON list, which no `=` finds one of.
    if isinstance(column.kind, NamesKind):
        return has_name(column, *map(str, values))
    # As they are stored; the column would convert them a second time.
    return Predicate(column, peewee.OP.IN, peewee.Value(values, converter=False))


def _column_value(field: Field, typed: str) -> str | int:
    if field.kind.column != "INTEGER":
        return typed
    words = {"是": True, "否": False, "true": True, "false": False}
    try:
        value = int(field.kind.to_column(words.get(typed, typed)) or 0)
    except (ValueError, ArithmeticError):
        value = _LARGEST + 1
    if abs(value) > _LARGEST:
        # sqlite3 raises OverflowError for a larger one, in the middle of the list.
        raise Unknown(f"“{field.label}”不能按“{typed}”筛选")
    return value
