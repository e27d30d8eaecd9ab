"""The papers and attachments of a folder, each a file: named only when its transaction is committed, read only as it was signed or added."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from ..problems import DiskProblem
from .database import Connections
from .failures import in_words
from .layout import FolderLayout
from .sealing.master import Master
from .whole_files import is_unfinished, put_in_place, write_whole

_LOG = logging.getLogger(__name__)
UNCOMMITTED = ".uncommitted"
"""Behind the name of a file whose transaction is not through: no other program takes it for a paper."""


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
    """The one door to the stored files of an opened folder; no other room opens them. With a master they lie sealed, under names that say nothing."""

    def __init__(self, layout: FolderLayout, connections: Connections, master: Master | None = None) -> None:
        self._layout, self._connections, self._master = layout, connections, master

    @property
    def are_sealed(self) -> bool:
        """Whether they lie on the disk otherwise than they are."""
        return self._master is not None

    def path(self, room: Room, name: str) -> Path:
        """Where the file lies on the disk, whether or not it is there."""
        if self._master is not None:
            return self._layout.content / room / self._master.place_of(f"{room}/{name}")
        if room is Room.ATTACHMENTS:
            return self._layout.attachment(name)
        return self._layout.documents / name

    def is_there(self, room: Room, name: str) -> bool:
        """Whether there is such a file, whatever is in it."""
        return self._lies_at(self.path(room, name)).is_file()

    def write(self, room: Room, name: str, content: bytes) -> None:
        """On the disk whole when this returns; named at the commit of the running transaction, gone when it is undone. Raises DiskProblem.

        So a program that is killed in between leaves no paper of a number that the next case then gets. A file that is there
        already is another record's too: it is written anew and stays.
        """
        path = self.path(room, name)
        with in_words(self._layout.root):
            stored = self._master.seal(content) if self._master is not None else content
            if path.exists():
                write_whole(path, stored)
                return
            uncommitted = _uncommitted(path)
            # Asked for before the file is there: an error while it is written takes its beginning away as well.
            self._connections.if_undone(partial(uncommitted.unlink, missing_ok=True))
            write_whole(uncommitted, stored)
            self._connections.after_commit(partial(_name, uncommitted))

    def read(self, kept: KeptFile) -> bytes:
        """The content as it was signed or added, or none at all: raises DiskProblem when it is gone or was changed."""
        path = self.path(kept.room, kept.name)
        with in_words(self._layout.root):
            lies_at = self._lies_at(path)
            if not lies_at.is_file():
                raise DiskProblem(f"{kept.title}的文件不见了：{path}。可从备份取回。")
            content = self.content_at(lies_at)
        if content is None:
            raise DiskProblem(f"{kept.title}的文件解不开，已损坏或者不是本站加密的：{path}。可从备份取回。")
        if _sum(content) != kept.sha256:
            raise DiskProblem(f"{kept.title}的文件与{kept.since}时不一致（SHA-256），可能被改动过：{path}")
        return content

    def sum_of(self, room: Room, name: str) -> str:
        """The SHA-256 of the content as it now is, nobody's sum for what cannot be unsealed; raises OSError."""
        content = self.content_at(self._lies_at(self.path(room, name)))
        return _sum(content) if content is not None else ""

    def strays(self, room: Room, names: Iterable[str]) -> Iterator[Path]:
        """The files on the disk that are none of `names`; what a program at work has not committed yet is no stray."""
        known = {self.path(room, name) for name in names}
        for path in sorted((self._layout.content / room).rglob("*")):
            at_work = path.suffix == UNCOMMITTED or is_unfinished(path)
            if path.is_file() and path not in known and not at_work:
                yield path

    def settle(self, names: Callable[[], Mapping[Room, Iterable[str]]]) -> None:
        """After a program was killed: what was committed gets its name, the rest is undone as its rows were.

        Only for who holds the folder alone. `names` are those the database knows, asked for only where something is left.
        """
        left = [path for folder in self._layout.kept_files for path in sorted(folder.glob(f"*{UNCOMMITTED}"))]
        if not left:
            return
        known = {self.path(room, name) for room, of_room in names().items() for name in of_room}
        for uncommitted in left:
            if _named(uncommitted) in known:
                _name(uncommitted)
            else:
                uncommitted.unlink()

    def _lies_at(self, path: Path) -> Path:
        """The file itself, before the commit and in the moment after it under its first name."""
        return path if path.exists() or not _uncommitted(path).exists() else _uncommitted(path)

    def content_at(self, path: Path) -> bytes | None:
        """What a file of the rooms holds, None when it cannot be unsealed; raises OSError."""
        stored = path.read_bytes()
        return self._master.unseal(stored) if self._master is not None else stored


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _uncommitted(path: Path) -> Path:
    return path.with_name(path.name + UNCOMMITTED)


def _named(uncommitted: Path) -> Path:
    return uncommitted.with_name(uncommitted.name.removesuffix(UNCOMMITTED))


def _name(uncommitted: Path) -> None:
    """After the commit nothing may fail any more: what cannot be named now is read as it lies and named at the next opening."""
    try:
        # A savepoint that was undone has taken it away.
        if uncommitted.exists():
            put_in_place(uncommitted, _named(uncommitted))
    except OSError as error:
        _LOG.warning("a kept file is to be named at the next opening: %s", error)
