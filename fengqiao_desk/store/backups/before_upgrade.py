"""The checked copy of the database that an upgrade begins with, apart from the backups and never thinned away."""

from __future__ import annotations

from pathlib import Path

from ..database import Connections
from ..failures import in_words
from ..whole_files import beside, put_in_place
from .facts import tell_nobody
from .snapshot import snapshot


def copy_database(connections: Connections, target: Path) -> None:
    """Copy the database to `target`: written beside, checked, then moved into place.

    Raises FolderDamaged, naming the database, when it is damaged; DiskProblem; then nothing is left behind.
    """
    with in_words(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside(target.parent) as room:
            room.mkdir(mode=0o700)
            copy = room / target.name
            snapshot(connections, copy, lambda: tell_nobody(0, 0))
            put_in_place(copy, target)
