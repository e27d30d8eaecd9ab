"""The papers and attachments of a folder, each a file: written whole, taken back with the transaction, read only as they were signed or added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from ..problems import DiskProblem
from .database import Connections
from .failures import in_words
from .layout import FolderLayout
from .whole_files import write_whole


class Room(StrEnum):
    """Where a file belongs; the value is the folder's name."""

    DOCUMENTS = "documents"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True)
class KeptFile:
    """A file as the database knows it: `name` in its room, `sha256` of its content.

    `title` is how a sentence names it, `since` the act (签发, 加入, 封账) from which on it may not change.
    """

    room: Room
    name: str
    sha256: str
    title: str
    since: str


class KeptFiles:
    """The one door to the stored files of an opened folder; no other room opens them."""

    def __init__(self, layout: FolderLayout, connections: Connections) -> None:
        self._layout, self._connections = layout, connections

    def path(self, room: Room, name: str) -> Path:
        """Where the file lies on the disk, whether or not it is there."""
        if room is Room.ATTACHMENTS:
            return self._layout.attachment(name)
        return self._layout.documents / name

    def is_there(self, room: Room, name: str) -> bool:
        """Whether there is such a file, whatever is in it."""
        return self.path(room, name).is_file()

    def write(self, room: Room, name: str, content: bytes) -> None:
        """There whole when this returns, and gone again when the running transaction is undone; raises DiskProblem.

        A file that is there already is another record's too: it is written anew and stays.
        """
        path = self.path(room, name)
        with in_words(self._layout.root):
            if not path.exists():
                # Asked for before the file is there: an error while it is written takes its beginning away as well.
                self._connections.if_undone(partial(path.unlink, missing_ok=True))
            write_whole(path, content)

    def read(self, kept: KeptFile) -> bytes:
        """The content as it was signed or added, or none at all: raises DiskProblem when it is gone or was changed."""
        path = self.path(kept.room, kept.name)
        with in_words(self._layout.root):
            if not path.is_file():
                raise DiskProblem(f"{kept.title}的文件不见了：{path}。可从备份取回。")
            content = self._content(path)
        if hashlib.sha256(content).hexdigest() != kept.sha256:
            raise DiskProblem(f"{kept.title}的文件与{kept.since}时不一致（SHA-256），可能被改动过：{path}")
        return content

    def strays(self, room: Room, names: Iterable[str]) -> Iterator[Path]:
        """The files on the disk that are none of `names`."""
        known = {self.path(room, name) for name in names}
        for path in sorted((self._layout.root / room).rglob("*")):
            if path.is_file() and path not in known:
                yield path

    def _content(self, path: Path) -> bytes:
        return path.read_bytes()
