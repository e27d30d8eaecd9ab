"""The copy of the database that is made when the desk is left: only after something was written, and only the last ones are kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ..database import Connections
from ..layout import FolderLayout
from .before_upgrade import copy_database

COPIES_KEPT = 10
_COPY = "leaving-*.db"


def copy_at_leaving(connections: Connections, layout: FolderLayout, at: datetime) -> Path | None:
    """A verified copy beside the database, None when nothing was written since the last one; the oldest copies go.

    They lie on the same disk: they help after a slip, not after a broken disk. Raises FolderDamaged, DiskProblem.
    """
    if connections.only_looked_at:
        return None
    # The stamp in the names has one width, so their order is that of time.
    kept = sorted(layout.backups.glob(_COPY))
    if kept and kept[-1].stat().st_mtime >= _written(layout):
        return None
    target = layout.backups / _COPY.replace("*", f"{at:%Y%m%d-%H%M%S}")
    copy_database(connections, target)
    for old in kept[: max(0, len(kept) + 1 - COPIES_KEPT)]:
        old.unlink()
    return target


def _written(layout: FolderLayout) -> float:
    """When the database was last written; what is not yet in the file itself stands in its log."""
    written, log = layout.database.stat().st_mtime, layout.write_ahead_log
    return max(written, log.stat().st_mtime) if log.is_file() and log.stat().st_size else written
