"""The audit: who did what and when, with old and new value, each row chained to the one before by SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..values.json_text import to_json
from .damage import Finding
from .database import Connections
from .failures import DATABASE_ERRORS

GENESIS = "0" * 64
_ROWS = "SELECT key, at, officer, verb, subject, changes, previous_hash, hash FROM audit ORDER BY key"


@dataclass(frozen=True)
class AuditReport:
    """`broken` lists the keys of rows whose chain does not hold; `head` is the hash of the last row that could be read."""

    entries: int
    head: str
    broken: tuple[int, ...]
    is_readable: bool = True

    @property
    def ok(self) -> bool:
        return self.is_readable and not self.broken

    @property
    def findings(self) -> list[Finding]:
        found = [
            Finding("audit_broken", f"audit 第 {key} 行", f"审计第 {key} 行与前后不相连，可能被改动")
            for key in self.broken
        ]
        if not self.is_readable:
            words = f"审计读到第 {self.entries} 行为止，以后的读不出来"
            found.append(Finding("audit_unreadable", f"audit 第 {self.entries + 1} 行", words))
        return found


def record(
    connections: Connections, *, at: str, by: str, verb: str, subject: str, changes: Mapping[str, object]
) -> None:
    """Write one audit row inside the caller's transaction.

    `at` is `YYYY-MM-DDTHH:MM:SS`, `by` an officer's name, `subject` such as `disputes JF2026-0001`; `changes` maps a field to
    `[old, new]` or carries facts of the act.
    """
    previous = head(connections)
    text = to_json(changes)
    row_hash = _hash(previous, at, by, verb, subject, text)
    connections.run(
        "INSERT INTO audit (at, officer, verb, subject, changes, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        at,
        by,
        verb,
        subject,
        text,
        previous,
        row_hash,
    )


def verify(connections: Connections) -> AuditReport:
    """Walk the whole chain; where a row cannot be read the walk ends and says so."""
    previous, broken, entries = GENESIS, [], 0
    try:
        for key, *told, claimed_previous, row_hash in connections.each(_ROWS):
            entries += 1
            # A damaged row may hold anything, also what has no length.
            sound = all(isinstance(part, str) for part in told) and row_hash == _hash(previous, *told)
            if not sound or claimed_previous != previous or key != entries:
                broken.append(key)
            previous = str(row_hash)
    except DATABASE_ERRORS:
        return AuditReport(entries, previous, tuple(broken), is_readable=False)
    return AuditReport(entries, previous, tuple(broken))


def head(connections: Connections) -> str:
    """The hash of the last row: it stands for all before it."""
    last = connections.run("SELECT hash FROM audit ORDER BY key DESC LIMIT 1")
    return str(last[0][0]) if last else GENESIS


def history(connections: Connections, subject: str) -> list[dict[str, Any]]:
    """The audit rows about one subject, oldest first."""
    rows = connections.run(
        "SELECT at, officer, verb, changes FROM audit WHERE subject = ? ORDER BY key", subject
    )
    return [
        {"at": at, "officer": officer, "verb": verb, "changes": changes}
        for at, officer, verb, changes in rows
    ]


def _hash(*parts: str) -> str:
    """Lengths are hashed too, so that no two different rows give the same text."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()
