"""A whole, verified copy of the database through SQLite's own backup, taken while it is in use."""

from __future__ import annotations

from pathlib import Path

from ..problems import DiskProblem
from .database import Connections


def copy_database(connections: Connections, target: Path) -> None:
    """Copy the database to `target`: written beside, checked, then moved into place (stack.md §6: `VACUUM INTO`)."""
    beside = target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with connections.reading():
        connections.run("VACUUM INTO ?", str(beside))
        connections.run("ATTACH DATABASE ? AS copy", str(beside))
        try:
            verdict = connections.run("PRAGMA copy.integrity_check")
            same = all(
                connections.run(f"SELECT count(*) FROM main.{table}")  # noqa: S608
                == connections.run(f"SELECT count(*) FROM copy.{table}")  # noqa: S608
                for table in ("cases", "documents", "audit")
            )
        finally:
            connections.run("DETACH DATABASE copy")
    if verdict != [("ok",)] or not same:
        beside.unlink(missing_ok=True)
        raise DiskProblem("备份写出后没有通过检查，已删除。请检查磁盘。")
    beside.replace(target)
