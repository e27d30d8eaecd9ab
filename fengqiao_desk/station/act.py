"""Who does something and when: what every verb takes and the audit keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..store import audit
from ..store.database import Connections
from .officer import Officer


@dataclass(frozen=True)
class Act:
    """`at` is local time; it comes from the window or the command, never from the core."""

    by: Officer
    at: datetime

    @property
    def day(self) -> date:
        """The day on which rules, words and texts are asked for."""
        return self.at.date()

    @property
    def stamp(self) -> str:
        """`YYYY-MM-DDTHH:MM:SS` as it is stored."""
        return self.at.isoformat(timespec="seconds")


def put_on_record(
    connections: Connections, act: Act, verb: str, subject: str, changes: Mapping[str, object]
) -> None:
    """One audit row of the act, inside the caller's transaction; `subject` and `changes` as `audit.record` says."""
    # `Station.recording` lets reading acts go on there; every other act was refused before it came here.
    if connections.only_looked_at:
        return
    audit.record(connections, at=act.stamp, by=act.by.name, verb=verb, subject=subject, changes=changes)
