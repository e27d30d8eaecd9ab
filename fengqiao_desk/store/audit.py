"""The audit: who did what and when, with old and new value, each row chained to the one before by SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from ..values.json_text import to_json
from .database import Connections

GENESIS = "0" * 64


@dataclass(frozen=True)
class AuditReport:
    """`broken` lists the keys of rows whose chain does not hold; `head` is the hash of the last row."""

    entries: int
    head: str
    broken: tuple[int, ...]

    @property
    def ok(self) -> bool:
        return not self.broken


def record(
    connections: Connections, *, at: str, by: str, verb: str, subject: str, changes: dict[str, Any]
) -> None:
    """Write one audit row inside the caller's transaction.

    `at` is `YYYY-MM-DDTHH:MM:SS`, `by` an officer's name, `subject` such as `disputes JF2026-0001`; `changes` maps a field to
    `[old, new]` or carries facts of the act.
    """
    last = connections.run("SELECT hash FROM audit ORDER BY key DESC LIMIT 1")
    previous = last[0][0] if last else GENESIS
    text = to_json(changes)
    row_hash = _hash(previous, at, by, verb, subject, text)
    connections.run(
        "INSERT INTO audit (at, officer, verb, subject, changes, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(at, by, verb, subject, text, previous, row_hash),
    )


def verify(connections: Connections) -> AuditReport:
    """Walk the whole chain."""
    previous, broken, entries = GENESIS, [], 0
    rows = connections.run(
        "SELECT key, at, officer, verb, subject, changes, previous_hash, hash FROM audit ORDER BY key"
    )
    for key, at, by, verb, subject, text, claimed_previous, row_hash in rows:
        entries += 1
        if (
            claimed_previous != previous
            or row_hash != _hash(previous, at, by, verb, subject, text)
            or key != entries
        ):
            broken.append(key)
        previous = row_hash
    return AuditReport(entries, previous, tuple(broken))


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
