"""What a condition of a query is: a comparison of columns, put together by `&`, `|` and `~`, without a truth of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import peewee


class Predicate(peewee.Expression):
    """A condition of a query; asking in Python whether it is true is always a mistake (`and` would drop its first half)."""

    def __bool__(self) -> bool:
        raise TypeError("a condition of a query has no truth of its own: use &, |, ~ and in_()")

    # peewee's own `~` gives a node that is no Predicate, and so has a truth again.
    def __invert__(self) -> Predicate:
        return _Not(self, "NOT", None)

    if TYPE_CHECKING:

        def __and__(self, other: Predicate) -> Predicate: ...
        def __or__(self, other: Predicate) -> Predicate: ...
    else:

        def __and__(self, other: object) -> Predicate:
            return Predicate(self, peewee.OP.AND, other)

        def __or__(self, other: object) -> Predicate:
            return Predicate(self, peewee.OP.OR, other)


class _Not(Predicate):
    def __sql__(self, ctx: Any) -> Any:
        return ctx.literal("NOT ").sql(self.lhs)


class Exists(Predicate):
    """That a query has a row."""

    def __init__(self, query: peewee.SelectBase) -> None:
        super().__init__(peewee.fn.EXISTS(query), "", None)

    def __sql__(self, ctx: Any) -> Any:
        return ctx.sql(self.lhs)


def compared(condition: object) -> Iterator[tuple[object, object]]:
    """Every comparison in a condition as what stands left and right of it, those inside its subqueries too."""
    if isinstance(condition, peewee.Expression):
        yield condition.lhs, condition.rhs
        yield from compared(condition.lhs)
        yield from compared(condition.rhs)
    elif isinstance(condition, peewee.Function):
        for argument in condition.arguments or ():
            yield from compared(argument)
    elif isinstance(condition, peewee.WrappedNode):
        yield from compared(condition.node)
    elif isinstance(condition, peewee.Select):
        # peewee has no public way to ask a query for its conditions.
        yield from compared(vars(condition)["_where"])


def standing_in(expression: object) -> Iterator[peewee.Field[Any]]:
    """Every column that has to stand beside an expression: those of its subqueries stand there by themselves."""
    if isinstance(expression, peewee.Field):
        yield expression
    elif isinstance(expression, peewee.Expression):
        yield from standing_in(expression.lhs)
        yield from standing_in(expression.rhs)
    elif isinstance(expression, peewee.Function):
        for argument in expression.arguments or ():
            yield from standing_in(argument)
