"""Half-filled forms, kept every few seconds so that a call, a crash or a lock loses nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ..fields import Row
from ..store.database import Connections
from ..values.json_text import from_json
from .act import Act
from .rights import Right, require
from .tables import HalfFilledRow


@dataclass(frozen=True)
class HalfFilled:
    """`form` names what was being filled: `disputes`, `disputes JF2026-0001 agreement` …"""

    form: str
    entry: Row
    saved_at: str


class HalfFilledForms:
    """One per officer and form; not part of any record, so neither audited nor counted."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, form: str, entry: Row, act: Act) -> None:
        """Under the name of who is filling it in, in place of what was kept of the same form before."""
        require(act, Right.RECORD)
        with self._connections.writing():
            row = HalfFilledRow.insert(
                {
                    HalfFilledRow.officer: act.by.name,
                    HalfFilledRow.form: form,
                    # ASCII, unlike `to_json`: half a character, as an input method leaves it, is no UTF-8 and would be refused.
                    HalfFilledRow.entry: json.dumps(entry),
                    HalfFilledRow.saved_at: act.stamp,
                }
            )
            self._connections.execute(
                row.on_conflict(
                    conflict_target=[HalfFilledRow.officer, HalfFilledRow.form],
                    preserve=[HalfFilledRow.entry, HalfFilledRow.saved_at],
                )
            )

    def drop(self, form: str, act: Act) -> None:
        """Forget one's own half-filled form."""
        require(act, Right.RECORD)
        with self._connections.writing():
            own = (HalfFilledRow.officer == act.by.name) & (HalfFilledRow.form == form)
            self._connections.execute(HalfFilledRow.delete().where(own))

    def of(self, officer: str) -> list[HalfFilled]:
        """Newest first."""
        query = HalfFilledRow.select(HalfFilledRow.form, HalfFilledRow.entry, HalfFilledRow.saved_at)
        rows = self._connections.rows(
            query.where(HalfFilledRow.officer == officer).order_by(HalfFilledRow.saved_at.desc())
        )
        return [HalfFilled(form, from_json(entry), saved_at) for form, entry, saved_at in rows]
