"""Half-filled forms, kept every few seconds so that a call, a crash or a lock loses nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ..store.database import Connections
from ..values.json_text import from_json
from .act import Act
from .rights import Right, require


@dataclass(frozen=True)
class HalfFilled:
    """`form` names what was being filled: `disputes`, `disputes JF2026-0001 agreement` …"""

    form: str
    entry: dict[str, Any]
    saved_at: str


class HalfFilledForms:
    """One per officer and form; not part of any record, so neither audited nor counted."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, form: str, entry: dict[str, Any], act: Act) -> None:
        """Under the name of who is filling it in, in place of what was kept of the same form before."""
        require(act, Right.RECORD)
        with self._connections.writing():
            self._connections.run(
                "INSERT INTO half_filled_forms (officer, form, entry, saved_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (officer, form) DO UPDATE SET entry = excluded.entry, saved_at = excluded.saved_at",
                act.by.name,
                form,
                json.dumps(entry),  # ASCII: half a character, as typed, is kept too
                act.stamp,
            )

    def drop(self, form: str, act: Act) -> None:
        """Forget one's own half-filled form."""
        require(act, Right.RECORD)
        with self._connections.writing():
            self._connections.run(
                "DELETE FROM half_filled_forms WHERE officer = ? AND form = ?", act.by.name, form
            )

    def of(self, officer: str) -> list[HalfFilled]:
        """Newest first."""
        rows = self._connections.run(
            "SELECT form, entry, saved_at FROM half_filled_forms WHERE officer = ? ORDER BY saved_at DESC",
            officer,
        )
        return [HalfFilled(form, from_json(entry), saved_at) for form, entry, saved_at in rows]
