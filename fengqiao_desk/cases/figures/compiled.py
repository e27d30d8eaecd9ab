"""Composed queries that are asked often, compiled once: building one takes ten times as long as asking it of a small station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import peewee

from ...store.driver import text_of
from ...values.days import Period
from .counted import Asking

# Days that no record has and no declaration names stand for those of the period, in the values of the compiled query.
_ANY = Period(date(5, 6, 2), date(5, 6, 3))
_LONG_AGO = "000"
_Text = tuple[str, list[object]]
# Weak: a kind made for a test takes the texts of its figures along when it goes.
_texts: WeakKeyDictionary[object, dict[str, _Text]] = WeakKeyDictionary()


def rows_of(
    declared: object, sort: str, query: Callable[[Period], peewee.Query], asking: Asking
) -> list[tuple[Any, ...]]:
    """The rows of what `query` composes for the period; `declared` and `sort` tell one query from another."""
    connections, period = asking.connections, asking.period
    # A part of the station names its areas and officers, any number of them: such a query fits no other.
    if asking.limit is not None:
        return connections.rows(query(period))
    texts = _texts.setdefault(declared, {})
    if sort not in texts:
        texts[sort] = text_of(query(_ANY))
    sql, values = texts[sort]
    meant: dict[object, str] = {
        _ANY.start: period.start,
        _ANY.last.isoformat(): period.last.isoformat(),
        _ANY.end: period.end,
    }
    bound = [meant.get(value, value) for value in values]
    # A condition may reckon from the days of the period (ten days before its end); such a day stands for none of the three.
    if any(isinstance(value, str) and value.startswith(_LONG_AGO) for value in bound):
        return connections.rows(query(period))  # a day that was reckoned from those of the period
    return connections.run(sql, *bound)
