"""How a row of a case is called, and what else it says: on its card, in a history, beside a form."""

from __future__ import annotations

from ...fields import Field, Row
from ..records import Case

# A phone number or a community needs no label to be known for what it is.
_TELLS_ITSELF = ("choice", "identity", "phone", "area", "text")


def row_name(field: Field, row: Row, case: Case) -> tuple[str, str]:
    """A row's title and, when it begins with a choice, that choice as its badge."""
    badge = row.get(field.rows[0].name) if field.rows[0].kind.key == "choice" else None
    # A row of people is called by the person; other rows by their first field that is no choice.
    named = next((f for f in field.rows if f.kind.key == "person" and row.get(f.name)), None)
    named = named or next(f for f in field.rows if f.kind.key != "choice")
    shown = case.shown(named, row)
    alone = named.kind.key in ("person", "line") or named.offers is not None
    return (shown if alone else f"{named.label} {shown}"), str(badge or "")


def row_details(field: Field, row: Row, case: Case) -> list[tuple[str, str]]:
    """The rest of a row as label and value, masked where its kind masks; what tells itself has no label."""
    name, badge = row_name(field, row, case)
    parts: list[tuple[str, str]] = []
    with_others = {name for declared in field.rows for name in declared.said_with}
    for declared in field.rows:
        value = row.get(declared.name)
        shown = case.shown(declared, row)
        if declared.name in with_others or value in (None, False, [], "") or shown in (name, badge):
            continue
        if declared.kind.key == "flag":
            parts.append(("", declared.label))
        else:
            parts.append(("" if declared.kind.key in _TELLS_ITSELF else declared.label, shown))
    return parts
