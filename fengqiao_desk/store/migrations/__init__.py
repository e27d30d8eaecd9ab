"""Numbered steps in plain SQL from any older folder to the newest shape; `user_version` says where a folder is.

A step is a file `NNNN_title.sql` beside this module. All steps due run in one IMMEDIATE transaction, each is written to be
harmless when its change is already there. A published file is never edited: a new shape is a new file (docs/stack.md §0.5:
peewee's own migrator drops triggers and STRICT).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..database import Connections


@dataclass(frozen=True)
class MigrationStep:
    """One file of SQL and the version that a folder has after it."""

    number: int
    title: str
    sql: str


@cache
def steps() -> tuple[MigrationStep, ...]:
    """Every step in order; numbers run 1, 2, 3, … without a hole."""
    found = []
    for entry in sorted(resources.files(__package__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".sql"):
            number, _, title = entry.name.removesuffix(".sql").partition("_")
            found.append(MigrationStep(int(number), title, entry.read_text(encoding="utf-8")))
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise RuntimeError("migration files must be numbered without a hole")
    return tuple(found)


def newest() -> int:
    """The version of this program; a folder above it was written by a newer one."""
    return steps()[-1].number


def migrate(connections: Connections, start: int) -> None:
    """Bring a database at version `start` to the newest shape, whole or not at all."""
    with connections.writing():
        for step in steps()[start:]:
            for statement in statements(step.sql):
                connections.run(statement)
        connections.run(f"PRAGMA user_version = {newest()}")
    connections.forget_columns()


def statements(sql: str) -> Iterator[str]:
    """Split a script into statements; a trigger's inner semicolons do not end it."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        if not pending.strip() and (not line.strip() or line.startswith("--")):
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        raise ValueError("the script ends inside a statement")
