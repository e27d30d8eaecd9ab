"""Which texts of a case search looks through, with the labels of their fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...fields import Field, Row
from ..records import Case


def searched_texts(case: Case) -> list[str]:
    """Every text of a case that search looks through, its rows and steps included."""
    return [text for found in searched_fields(case) for text in found.texts]


@dataclass(frozen=True)
class Searched:
    """One searched field of a case: its texts, and how a hit may show it when it is masked (empty when it is not)."""

    label: str
    texts: list[str]
    masked: str = ""


def searched_fields(case: Case) -> list[Searched]:
    """Every searched field with its label, so that a hit can say where it was found."""
    found = fields_searched(case.kind.fields, case.values)
    for taken in case.steps:
        found.extend(fields_searched(case.kind.step(taken.step).fields, taken.entry))
    for other in case.merged:
        found.append(Searched("并入的登记", [other.number, other.title]))
        found.extend(fields_searched(case.kind.fields, other.values))
    return found


def fields_searched(fields: Sequence[Field], values: Row) -> list[Searched]:
    """The searched ones among these fields, with what the values of an entry say in them."""
    found = []
    for field in fields:
        if field.is_rows:
            for row in values.get(field.name) or []:
                # Each row by itself, so that a hit tells the label of the field within it.
                found.extend(fields_searched(field.rows, row))
        elif field.searched and (texts := field.kind.searched_texts(values.get(field.name))):
            # A masked value is found by any part of it, but shown no further than lists show it.
            shown = field.kind.show(values[field.name]) if field.masked else ""
            found.append(Searched(field.label, texts, shown))
    return found
