"""The file of a database as its bytes lie, past SQLite: opened once in a program and closed after every connection."""

from __future__ import annotations

import os
from pathlib import Path


class BytesOfDatabase:
    """One for each opened station.

    Nobody else in the program may open the file past SQLite: on Linux the first who closes it again lets go of every lock that SQLite has
    on it for the whole program, and another one may then take the log away under a connection that writes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def handle(self) -> int:
        """The system's handle of the file, open for reading until `close`; raises OSError."""
        # Another file was put in its place: on the old one nobody has a lock any more.
        if self._handle is not None and not os.path.samestat(os.fstat(self._handle), self._path.stat()):
            self.close()
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        return self._handle

    def close(self) -> None:
        """To be called after the last connection of this program."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
