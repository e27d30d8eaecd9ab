"""The note of the last backup that was made."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from ...values.json_text import from_json, to_json
from ..database import Connections
from ..failures import in_words
from ..layout import FolderLayout
from ..whole_files import write_whole
from .facts import Backup

_LAST: Final = "last-backup.json"


def note_last(connections: Connections, layout: FolderLayout, made: Backup) -> None:
    """Keep what was made; nothing where the folder is only looked at. Raises DiskProblem."""
    if connections.only_looked_at:
        return
    with in_words(layout.root):
        write_whole(layout.backups / _LAST, to_json(asdict(made)).encode())


def last_backup(layout: FolderLayout) -> Backup | None:
    """The last backup that was made; None when there is none."""
    try:
        data = from_json((layout.backups / _LAST).read_text(encoding="utf-8"))
        # JSON has no tuples.
        data["missing"] = tuple(data.get("missing", ()))
        return Backup(**data)
    except (OSError, ValueError, TypeError, AttributeError):
        return None
