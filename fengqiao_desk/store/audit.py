"""The audit: who did what and when, with old and new value, each row chained to the one before by SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import peewee

from ..values.json_text import to_json
from .composed import ComposedOnce
from .contents import AuditRow
from .damage import Finding
from .database import Connections
from .driver import text_of
from .failures import DATABASE_ERRORS

GENESIS = "0" * 64
"""What the first row is chained to: as long as a SHA-256 sum, and nobody's."""
_HASHED = (AuditRow.at, AuditRow.officer, AuditRow.verb, AuditRow.subject, AuditRow.changes)
"""What of a row its hash covers, in the order in which it is hashed: no other order ever verifies an old chain."""


@dataclass(frozen=True)
class AuditReport:
    """`broken` lists the keys of rows whose chain does not hold; `head` is the hash of the last row that could be read."""

    entries: int
    head: str
    broken: tuple[int, ...]
    is_readable: bool = True

    @property
    def ok(self) -> bool:
        """Whether every row could be read and follows from the one before."""
        return self.is_readable and not self.broken

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the chain, for `check` and `audit verify`; empty when it is whole."""
        found = [
            Finding("audit_broken", f"audit 第 {key} 行", f"审计第 {key} 行与前后不相连，可能被改动")
            for key in self.broken
        ]
        if not self.is_readable:
            words = f"审计读到第 {self.entries} 行为止，以后的读不出来"
            found.append(Finding("audit_unreadable", f"audit 第 {self.entries + 1} 行", words))
        return found


@dataclass(frozen=True)
class AuditEntry:
    """One act about a subject: `at` is `YYYY-MM-DDTHH:MM:SS`, `changes` JSON as it was written."""

    at: str
    officer: str
    verb: str
    changes: str
    subject: str


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
    connections.run(_insertion(), at, by, verb, subject, text, previous, row_hash)


def verify(connections: Connections) -> AuditReport:
    """Walk the whole chain; where a row cannot be read the walk ends and says so."""
    previous, broken, entries = GENESIS, [], 0
    try:
        for key, *hashed, claimed_previous, row_hash in connections.each(_chain()):
            entries += 1
            # A damaged row may hold anything, also what has no length.
            sound = all(isinstance(part, str) for part in hashed) and row_hash == _hash(previous, *hashed)
            # The keys count without a hole, so a row that was taken out shows although the chain was mended over it.
            if not sound or claimed_previous != previous or key != entries:
                broken.append(key)
            previous = str(row_hash)
    except DATABASE_ERRORS:
        return AuditReport(entries, previous, tuple(broken), is_readable=False)
    return AuditReport(entries, previous, tuple(broken))


def head(connections: Connections) -> str:
    """The hash of the last row: it stands for all before it."""
    sql, values = _last_hash()
    last = connections.run(sql, *values)
    return str(last[0][0]) if last else GENESIS


def history(connections: Connections, *subjects: str) -> list[AuditEntry]:
    """The audit rows about one subject or several, oldest first."""
    rows = sorted(row for subject in dict.fromkeys(subjects) for row in _about.rows(connections, subject))
    return [AuditEntry(*row) for _, *row in rows]


@ComposedOnce
def _about(subject: str) -> peewee.Query:
    """The rows of one subject with their keys, which put those of several in order."""
    row = AuditRow
    query = row.select(row.key, row.at, row.officer, row.verb, row.changes, row.subject)
    return query.where(row.subject == subject).order_by(row.key)


@cache
def _insertion() -> str:
    """Composed once: every act writes a row, a round of notices hundreds. The values come in the order of the columns."""
    columns = (*_HASHED, AuditRow.previous_hash, AuditRow.hash)
    return text_of(AuditRow.insert(dict.fromkeys(columns, "")))[0]


@cache
def _last_hash() -> tuple[str, list[object]]:
    """Composed once, as it is asked before every row; with the value of its LIMIT."""
    return text_of(AuditRow.select(AuditRow.hash).order_by(AuditRow.key.desc()).limit(1))


@cache
def _chain() -> str:
    columns = (AuditRow.key, *_HASHED, AuditRow.previous_hash, AuditRow.hash)
    return text_of(AuditRow.select(*columns).order_by(AuditRow.key))[0]


def _hash(*parts: str) -> str:
    """Lengths are hashed too, so that no two different rows give the same text."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()
