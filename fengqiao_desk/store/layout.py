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
        return self.root / "station.db"

    @property
    def write_ahead_log(self) -> Path:
        return self.root / "station.db-wal"

    @property
    def documents(self) -> Path:
        return self.root / "documents"

    @property
    def attachments(self) -> Path:
        return self.root / "attachments"

    def attachment(self, name: str) -> Path:
        """Where an attachment of this name (its SHA-256 and ending) lies."""
        return self.attachments / name[:2] / name

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def lock(self) -> Path:
        return self.root / "station.lock"

    @property
    def holder(self) -> Path:
        return self.root / "station.holder.json"

    @property
    def practice_password(self) -> Path:
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
