"""Who may read what the program writes: its own folders and files their owner alone, what is handed out whoever the system's user lets."""

from __future__ import annotations

import importlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_OF_OTHERS: Final = 0o077
"""The bits by which anybody but the owner may do something."""
_usual_umask: Final = [_OF_OTHERS]


def keep_private() -> None:
    """From now on everything this program writes is its owner's alone (0600, folders 0700); said once, at the outer door.

    Of the whole process and not file by file: SQLite, its log, locks, the log of defects and Qt's own spool files are made by
    others, and what somebody writes tomorrow is private too. Windows has no such bits: there the user's folder is private already.
    """
    former = os.umask(_OF_OTHERS)
    # A process that runs two commands, as tests do, has it already.
    if former != _OF_OTHERS:
        _usual_umask[0] = former
    _leave_no_core()


def _leave_no_core() -> None:
    """A crash leaves no picture of the memory on the disk: in it lies everything that is open, the key too."""
    # Windows has none of it, and writes no such files by itself.
    with suppress(ImportError, OSError, ValueError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def give_usual_mode(path: Path) -> None:
    """A file that is handed out may be read as any other file its user makes."""
    # A stick or a network drive may know no modes at all.
    with suppress(OSError):
        path.chmod(0o666 & ~_usual_umask[0])


def tighten(root: Path) -> None:
    """Takes from others what an earlier release let them read; only from its owner, who stays in, and never an error."""
    if os.name == "nt":
        return
    with suppress(OSError):
        if root.stat().st_uid != os.geteuid() or not _lets_others_in(root):
            return
        # The folder first: from then on nobody else gets at what lies in it.
        root.chmod(0o700)
        # A stick without modes stays as it is, and is not walked through at every opening.
        if not _lets_others_in(root):
            for place in root.rglob("*"):
                _take_from_others(place)


def _take_from_others(place: Path) -> None:
    with suppress(OSError):
        # The mode of what a link leads to is not ours to change.
        if not place.is_symlink() and _lets_others_in(place):
            place.chmod(place.stat().st_mode & 0o700)


def _lets_others_in(place: Path) -> bool:
    return bool(place.stat().st_mode & _OF_OTHERS)
