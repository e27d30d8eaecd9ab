"""Queries that are asked again and again, composed of records and conditions but compiled once: building one takes ten times as long as asking it."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any, Generic, NamedTuple, ParamSpec

import peewee

from .database import Connections
from .driver import text_of

P = ParamSpec("P")


class _TextSlot(str):
    """Stands for a text that is bound when the query is asked."""

    __slots__ = ()


class _KeySlot(int):
    """Stands for a key that is bound when the query is asked; a column of keys takes nothing that is no number."""


# Other types would be bound as another value than they are given: a day becomes text, an amount fen.
_SLOTS: dict[object, Callable[[], _TextSlot | _KeySlot]] = {str: _TextSlot, int: _KeySlot}


class ComposedOnce(Generic[P]):
    """A query about texts and keys, made of the function that composes it of them; it is called a single time, with stand-ins."""

    def __init__(self, compose: Callable[P, peewee.Query]) -> None:
        self._compose: Callable[..., peewee.Query] = compose
        parameters = signature(compose, eval_str=True).parameters.values()
        self._slots = [_SLOTS[each.annotation]() for each in parameters]
        # One object, for a worker's thread may ask while the window's is still composing.
        self._compiled: _Compiled | None = None

    def rows(self, connections: Connections, *given: P.args, **none: P.kwargs) -> list[tuple[Any, ...]]:
        """All its rows for these texts and keys, as they are stored; none of a statement that only writes."""
        if self._compiled is None:
            self._compiled = self._compile()
        sql, values, places = self._compiled
        if len(given) != len(self._slots):
            raise TypeError(f"{self._compose.__name__} takes {len(self._slots)} values")
        bound = values.copy()
        for place, slot in places:
            bound[place] = given[slot]
        return connections.run(sql, *bound)

    def _compile(self) -> _Compiled:
        """Raises TypeError when a column made another value of a stand-in: it would be asked for instead of what is given."""
        sql, values = text_of(self._compose(*self._slots))
        # By identity: stand-ins of one sort are equal to each other, and to what the query itself may hold.
        slots = {id(slot): number for number, slot in enumerate(self._slots)}
        places = [(place, slots[id(value)]) for place, value in enumerate(values) if id(value) in slots]
        if {slot for _, slot in places} != set(slots.values()):
            raise TypeError(f"{self._compose.__name__} does not bind what it is given")
        return sql, values, places


_Compiled = tuple[str, list[object], list[tuple[int, int]]]
"""The statement, its values, and which of them stand in for which of those given."""


def columns_in(model: type[peewee.Model], row: type[NamedTuple]) -> list[peewee.Node]:
    """The columns of a model that a row of a query names, in its order; raises KeyError for one that is not there."""
    return [model._meta.fields[name] for name in row._fields]
