"""Where each thing lies inside a station folder; nothing else in the program spells these names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FolderLayout:
    """The places inside the station folder `root`."""

    root: Path

    @property
    def database(self) -> Path:
        """The one file of all records."""
        return self.root / "station.db"

    @property
    def write_ahead_log(self) -> Path:
        """What SQLite has committed and not yet moved into the database; empty or gone after a clean stop."""
        return self.root / "station.db-wal"

    @property
    def documents(self) -> Path:
        """The issued papers, in a folder for each year."""
        return self.root / "documents"

    @property
    def attachments(self) -> Path:
        """Photos, scans and PDFs, each under the first two digits of its sum."""
        return self.root / "attachments"

    def attachment(self, name: str) -> Path:
        """Where an attachment of this name (its SHA-256 and ending) lies."""
        return self.attachments / name[:2] / name

    @property
    def backups(self) -> Path:
        """Copies of the database and the note of the last backup; the backups themselves lie outside."""
        return self.root / "backups"

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
        for place in (self.root, self.documents, self.attachments, self.backups, self.log):
            place.mkdir(parents=True, exist_ok=True)
