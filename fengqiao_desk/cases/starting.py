"""What an entry is before the officer has typed: today, now, me."""

from __future__ import annotations

from ..fields import EntryContext, Field, Row
from ..station import Act


def starting_entry(fields: tuple[Field, ...], choices: EntryContext, act: Act) -> Row:
    """The values a new form begins with (`Field.starts_as`); a required field of rows has its first row, what alone can be meant is meant."""
    entry: Row = {}
    for field in fields:
        if field.is_rows:
            entry[field.name] = [starting_entry(field.rows, choices, act)] if field.required else []
        elif field.starts_as:
            entry[field.name] = _start(field, choices, act)
        elif field.required and len(offered := choices.offered(field)) == 1:
            # The case leaves one choice only (its single seizure, say): nobody has to pick it.
            entry[field.name] = offered[0][0]
    return entry


def _start(field: Field, choices: EntryContext, act: Act) -> object:
    if field.starts_as == "today":
        return act.day.isoformat()
    if field.starts_as == "now":
        return act.at.isoformat(timespec="minutes")[:16]
    # Whoever types may be none of those the field asks for (an assistant where it wants a police officer).
    if act.by.name not in choices.officer_names(field.roles):
        return None
    return [act.by.name] if field.kind.key == "officers" else act.by.name
