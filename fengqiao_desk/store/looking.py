"""A folder that is only looked at: why it is, and how SQLite reads its database without leaving a trace in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from .driver import Opening
from .layout import FolderLayout

_NO_LOCKS: Final = "win32-none" if os.name == "nt" else "unix-none"


def why_unwritable(layout: FolderLayout) -> str:
    """Why nothing can be written into the folder, as far as the system says beforehand; empty where it can."""
    # Windows tells of a right that is missing only when something is written: `open_station` hears it from the lock.
    if all(os.access(place, os.W_OK) for place in (layout.root, layout.database)):
        return ""
    return unwritable_words(layout.root)


def unwritable_words(root: Path) -> str:
    """The reason, as it stands behind “只能查看”."""
    return f"数据文件夹在只读的磁盘上，或者没有写入的权限（{root}）"


def beside_writers(database: Path) -> Opening:
    """For a folder in which somebody may write meanwhile: SQLite's own locks and index, made beside the file where there are none."""
    return Opening(f"{_address(database)}?mode=ro")


def without_a_trace(database: Path) -> Opening:
    """For a folder that this program has alone or cannot write: as its files lie there now, with nothing made beside them.

    SQLite makes an index beside a file with a log even to read it, which a read-only disk refuses (docs/stack.md §6).
    """
    log, index = (database.with_name(database.name + ending) for ending in ("-wal", "-shm"))
    if not _has_content(log):
        # No log, nothing to index. Were somebody to begin to write, there is one: the next read asks anew (`StationDatabase`).
        return Opening(f"{_address(database)}?mode=ro&immutable=1")
    if index.exists():
        return beside_writers(database)
    # Left by a program that was killed. Exclusive, its index is kept in memory; first of all pragmas, for the
    # others read already. Without locks, for exclusive ones cannot be had on a file that is open for reading.
    return Opening(f"{_address(database)}?mode=ro&vfs={_NO_LOCKS}", {"locking_mode": "exclusive"})


def beside_anybody(database: Path) -> Opening:
    """For a short look, whether or not a program is at work: with SQLite's locks where one is or was, else without a trace."""
    index = database.with_name(f"{database.name}-shm")
    return beside_writers(database) if index.exists() else without_a_trace(database)


def in_memory() -> Opening:
    """A new database in memory, the same for every thread, gone with its last connection."""
    return Opening(f"file:/{secrets.token_hex(8)}?vfs=memdb")


def _address(database: Path) -> str:
    return database.absolute().as_uri()


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False
