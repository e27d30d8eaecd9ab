"""How practice entries are written: as columns and what stands in them, so that mypy finds a misspelt or wrongly filled one."""

from __future__ import annotations

from typing import TypeVar

from ..cases.reviewing import plain_of
from ..fields import Becomes, RowRecord
from ..values.money import Fen
from ..values.quantities import Quantity

R = TypeVar("R", bound=RowRecord)


def row(record: type[R], *values: Becomes) -> R:
    """A row of a field of rows; a column that is not named is empty."""
    # Through the plain form, as an entry comes from a window: what has no such form fails here.
    return record.of(plain_of(values))


def yuan(amount: int) -> Fen:
    """So many whole yuan."""
    return Fen(amount * 100)


def pieces(number: int) -> Quantity:
    """So many whole units of anything that is counted."""
    return Quantity(number * 1000)
