"""Backups as an officer makes them and as they make themselves: where to, when, on record, thinned, a failure kept until one succeeds."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from ...problems import FolderDamaged, Problem
from ..database import Connections
from ..kept_files import KeptFiles
from ..layout import FolderLayout
from .facts import Backup, Tell, backup_name, tell_nobody
from .finding import backups_in
from .making import copy_unopened, make_backup, station_mark
from .marks import leave_mark, own_mark
from .noting import (
    backups_on_record,
    failed_backup,
    has_changed_since,
    note_failure,
    note_last,
    record_backup,
)
from .thinning import to_be_thinned

EVERY: Final = timedelta(hours=4)
"""So long after a backup the next one to the same place is due, when something changed."""
AGAIN: Final = timedelta(hours=1)
"""So long after a failure the same place is not tried again by itself."""


@dataclass(frozen=True)
class BackedUp:
    """The folder that is to be backed up, opened, and what its station is called."""

    connections: Connections
    layout: FolderLayout
    files: KeptFiles
    station: str


def back_up(of: BackedUp, folder: Path, by: str | None, at: str, tell: Tell = tell_nobody) -> Backup:
    """Make a backup, put it on record as an act of `by` (None: nobody signed in), thin out what lies there. Raises Problem, which is kept too; what `tell` raises is not."""
    try:
        name = backup_name(of.station, at)
        made = make_backup(of.connections, of.layout, of.files, folder, name, at, tell)
    except FolderDamaged as problem:
        _note_failure(of, folder, problem, at)
        raise
    except Problem as problem:
        if problem.code != "cancelled":
            _note_failure(of, folder, problem, at)
        raise
    if not of.connections.only_looked_at:
        note_last(of.layout, made)
    if by is not None:
        record_backup(of.connections, made, by)
    mark = station_mark(of.connections)
    for place in (folder, *(() if of.connections.only_looked_at else (of.layout.backups,))):
        leave_mark(place, mark)
    thin_out(folder, mark)
    return made


def copy_sealed(layout: FolderLayout, station: str, folder: Path, at: str) -> Backup:
    """A backup of a sealed folder without a password (`copy_unopened`): on nobody's record, but thinned out. Raises Problem."""
    made = copy_unopened(layout, folder, backup_name(station, at), at)
    thin_out(folder, own_mark(layout))
    return made


def thin_out(folder: Path, station: str) -> None:
    """Take away the backups of this station that are not kept any longer; files of nobody known stay, and so does what cannot be taken away."""
    own = [each for each in backups_in(folder, station) if station and each.head.station == station]
    for each in to_be_thinned(own):
        with suppress(OSError):
            each.path.unlink()


def due_places(of: BackedUp, places: Iterable[Path], now: datetime, *, leaving: bool = False) -> list[Path]:
    """The places to which a backup is due: something changed since the last one there, and `EVERY` is over or the desk is being left.

    Where one has just failed it is not tried again at once: a full stick would be written on all day.
    """
    failed, on_record = failed_backup(of.layout), backups_on_record(of.connections)
    waiting = failed is not None and timedelta(0) <= now - datetime.fromisoformat(failed.at) < AGAIN
    tried = Path(failed.folder) if failed is not None and waiting and not leaving else None
    return [
        place
        for place in places
        if place != tried and _is_due(of.connections, on_record, place, now, leaving=leaving)
    ]


def _is_due(
    connections: Connections, on_record: list[Backup], place: Path, now: datetime, *, leaving: bool
) -> bool:
    # One folder may have several names.
    files = [each for each in on_record if Path(each.file).parent.resolve() == place.resolve()]
    here = [each for each in files if Path(each.file).is_file()]
    if not here:
        return True
    age = now - datetime.fromisoformat(here[0].made_at)
    # By a clock that was put back the last one is of tomorrow.
    is_time = leaving or age >= EVERY or age < timedelta(0)
    return is_time and has_changed_since(connections, here[0])


def _note_failure(of: BackedUp, folder: Path, problem: Problem, at: str) -> None:
    if not of.connections.only_looked_at:
        note_failure(of.layout, folder, problem, at)
