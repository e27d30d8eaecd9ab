"""Finding the backups of a station where they lie, and the newest one that is good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...problems import FolderDamaged
from ..layout import FolderLayout
from .facts import Head, Tell, is_named_as_ours, tell_nobody
from .reading import head_of, verify_backup


@dataclass(frozen=True)
class FoundBackup:
    """A backup file as it lies there now and what it says of itself; `size` counts bytes."""

    path: Path
    head: Head
    size: int

    @property
    def made_at(self) -> str:
        """When it was made, by the clock of that computer."""
        return self.head.made_at

    @property
    def is_good(self) -> bool:
        """Whether it was opened when it was made."""
        return self.head.opened


def backups_in(folder: Path, station: str = "") -> list[FoundBackup]:
    """The backups in a folder, the newest first; with the mark of a station only those that are not another's. Empty where there is no folder."""
    found = list(_backups_in(folder))
    if station:
        found = [each for each in found if each.head.station in (station, "")]
    return sorted(found, key=lambda each: each.head.made_at, reverse=True)


def newest_good_backup(
    layout: FolderLayout, places: Iterable[Path] = (), *, station: str = "", tell: Tell = tell_nobody
) -> FoundBackup | None:
    """The newest backup in the folder's own room and in `places` that was opened when it was made and is whole now: it is read through.

    `station` (`station_mark`) leaves out those of other stations, where that can still be read. None where there is no good one.
    """
    found = {each.path: each for place in (layout.backups, *places) for each in backups_in(place, station)}
    for each in sorted(found.values(), key=lambda each: each.head.made_at, reverse=True):
        if each.head.opened:
            with suppress(FolderDamaged, OSError):
                verify_backup(each.path, tell)
                return each
    return None


def _backups_in(folder: Path) -> Iterator[FoundBackup]:
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if is_named_as_ours(path):
                # What cannot be read is none: somebody may have put anything there.
                with suppress(FolderDamaged, OSError):
                    yield FoundBackup(path, head_of(path), path.stat().st_size)
