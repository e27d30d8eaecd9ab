"""Whether an entry says anything yet."""

from __future__ import annotations

from fengqiao_desk.fields import Row


def is_blank(row: Row) -> bool:
    """Whether nothing was filled in."""
    return all(value in (None, "", [], {}, False) for value in row.values())
