"""Where each thing lies inside a station folder; nothing else in the program spells these names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from ..problems import FolderDamaged
from .failures import problem_of

_SEALED = "sealed-*"


@dataclass(frozen=True)
class FolderLayout:
    """The places inside the station folder `root`.

    `known_generation` is 0 in a plain folder, from 1 on in a sealed one; None asks the file of the keys, when it first matters.
    """

    root: Path
    known_generation: int | None = None

    @cached_property
    def generation(self) -> int:
        """Which master the folder is sealed with, 0 while it is plain. Raises FolderDamaged when the keys make no sense, and what their disk says."""
        if self.known_generation is not None:
            return self.known_generation
        try:
            return int(json.loads(self.keys_to_read.read_text(encoding="utf-8"))["generation"])
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as error:
            problem = problem_of(error, self.root)
            if problem is None:
                raise
            raise problem from error
        except (ValueError, TypeError, KeyError) as error:
            raise FolderDamaged(f"钥匙文件读不出来：{self.keys}。请从备份取回这个文件。") from error

    @property
    def is_sealed(self) -> bool:
        """Whether it is opened by a password or the recovery code alone."""
        return self.generation > 0

    @property
    def content(self) -> Path:
        """The folder of all that is sealed together; in a plain folder the station folder itself.

        One for each generation, so that two never lie in each other's way: a log of SQLite's beside another database destroys it.
        """
        return self.root / _SEALED.replace("*", str(self.generation)) if self.is_sealed else self.root

    @property
    def other_contents(self) -> Iterator[Path]:
        """What another generation has left here: it counts no more, or does not count yet."""
        for place in sorted(self.root.glob(_SEALED)):
            # Beside a plain database one with its keys may be all that is left of another day: nobody takes that away.
            if place != self.content and (self.is_sealed or not (place / self.keys.name).exists()):
                yield place
        if self.is_sealed:
            plain = FolderLayout(self.root, 0)
            rooms = (plain.database, *plain.beside_the_database, plain.documents, plain.attachments)
            yield from (place for place in rooms if place.exists())

    @property
    def keys(self) -> Path:
        """The wraps of the master; only in a sealed folder. Which generation counts is said here alone."""
        return self.root / "keys.json"

    @property
    def keys_to_read(self) -> Path:
        """The keys, or their copy where they were lost and nothing plain lies here that it could be mistaken for."""
        if self.keys.exists() or (self.root / self.database_name).exists():
            return self.keys
        copies = sorted(self.root.glob(f"{_SEALED}/{self.keys.name}"))
        return copies[-1] if copies else self.keys

    @property
    def copy_of_keys(self) -> Path:
        """The same once more: without it nothing opens."""
        return self.content / "keys.json"

    database_name: ClassVar[str] = "station.db"

    @property
    def database(self) -> Path:
        """The one file of all records."""
        return self.content / self.database_name

    @property
    def write_ahead_log(self) -> Path:
        """What SQLite has committed and not yet moved into the database; empty or gone after a clean stop."""
        return self.content / "station.db-wal"

    @property
    def beside_the_database(self) -> tuple[Path, ...]:
        """What SQLite keeps beside it while it is open."""
        return (self.write_ahead_log, self.content / "station.db-shm", self.content / "station.db-journal")

    @property
    def log_is_filled(self) -> bool:
        """Whether something committed stands in the log alone: a program is at work, or the last one was killed."""
        return self.write_ahead_log.is_file() and self.write_ahead_log.stat().st_size > 0

    @property
    def documents(self) -> Path:
        """The issued papers, in a folder for each year."""
        return self.content / "documents"

    @property
    def attachments(self) -> Path:
        """Photos, scans and PDFs, each under the first two digits of its sum."""
        return self.content / "attachments"

    def attachment(self, name: str) -> Path:
        """Where an attachment of this name (its SHA-256 and ending) lies."""
        return self.attachments / name[:2] / name

    @property
    def backups(self) -> Path:
        """Copies of the database and the note of the last backup; the backups themselves lie outside."""
        return self.root / "backups"

    @property
    def set_aside(self) -> Path:
        """Files that no row knows, moved here by a repair with a note that says why; nothing deletes them."""
        return self.root / "set-aside"

    @property
    def log(self) -> Path:
        """What the program writes about its own defects."""
        return self.root / "log"

    @property
    def lock(self) -> Path:
        """The file whose lock says that a program works here."""
        return self.root / "station.lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, as JSON, for the sentence of a second start."""
        return self.root / "station.holder.json"

    @property
    def sign_ins(self) -> Path:
        """Who signed in when and how often a password was wrong: read before anything else is opened."""
        return self.root / "sign-ins.json"

    @property
    def replaced(self) -> Path:
        """Lies in a folder whose place a restored backup has taken."""
        return self.root / "replaced-by-backup.txt"

    @property
    def practice_password(self) -> Path:
        """The password of all practice officers, in a practice folder alone."""
        return self.root / "practice-password.txt"

    @property
    def kept_files(self) -> Iterator[Path]:
        """Every folder in which files come to lie one by one."""
        yield self.backups
        yield from self.documents.glob("*")
        yield from self.attachments.glob("*")

    def make(self) -> None:
        """Make the folder and its rooms; existing ones are left as they are."""
        for place in (self.root, self.content, self.documents, self.attachments, self.backups, self.log):
            place.mkdir(parents=True, exist_ok=True)
