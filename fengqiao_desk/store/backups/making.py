"""Making a backup: the database as it stands at one moment, every file of the folder, read back from where it was written before it gets its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Final, NamedTuple

from ...problems import DiskProblem, FolderDamaged
from ..contents import AuditRow
from ..database import Connections
from ..failures import in_words
from ..kept_files import UNCOMMITTED, KeptFile, KeptFiles
from ..kept_names import kept_files, kept_names
from ..layout import FolderLayout
from ..targets import folder_target
from ..whole_files import beside, clear_unfinished_before, put_in_place
from .facts import PACKED, UNPACKED, Backup, Contents, Head, Tell, tell_nobody
from .marks import own_mark
from .packing import PackedPiece, Sums, forget_cached, pack, read_back
from .snapshot import contents_of, snapshot, snapshot_unopened

_NOT_AS_WRITTEN: Final = "备份写出后没有通过检查，已删除。请检查磁盘。"


class _Copied(NamedTuple):
    """The copy of the database, what was counted in it, and the sums that its rows give for files of the folder, by their names in the backup."""

    database: Path
    head: Head
    contents: Contents
    files: Mapping[str, KeptFile | None]


def make_backup(
    connections: Connections,
    layout: FolderLayout,
    files: KeptFiles,
    folder: Path,
    name: str,
    at: str,
    tell: Tell = tell_nobody,
) -> Backup:
    """All of a station as one file `name` in `folder`, which is the station's own room for them or lies outside it.

    Runs beside an open window. A file of that name is not replaced, the new one gets a number. A failure, and what `tell` raises, leaves
    no file behind; a program that is killed leaves one that the next backup to this place clears away. Raises FolderDamaged, DiskProblem.
    """
    outside = folder if folder == layout.backups else folder_target(folder, layout.root)
    # The copy of the database lies where it is quick and is none of a stick's; in a folder only looked at nothing is written.
    near = outside if connections.only_looked_at else layout.backups
    with in_words(outside):
        for place in (near, outside):
            place.mkdir(parents=True, exist_ok=True)
        with beside(near) as room, beside(outside) as unfinished:
            room.mkdir(mode=0o700)
            copied = _copy(connections, layout, files, room / layout.database.name, at, tell)
            pieces = list(pieces_of(layout, copied.database))
            sums = _write(unfinished, pieces, copied.head, tell, packed=not layout.is_sealed)
            target = _named(unfinished, outside / name, UNPACKED if layout.is_sealed else PACKED)
            size = target.stat().st_size
    missing = tuple(_missing(files, copied.files, sums.pieces))
    contents = copied.contents
    return Backup(
        str(target),
        sums.whole,
        contents.cases,
        contents.documents,
        contents.until,
        made_at=at,
        verified=not missing,
        size=size,
        missing=missing,
        acts=contents.acts,
    )


def copy_unopened(layout: FolderLayout, folder: Path, name: str, at: str) -> Backup:
    """As `make_backup` for a sealed folder whose key nobody gave: every file as it lies, by its sum, and nobody has looked into any.

    For a program that has no connection to the database. Raises FolderLocked, DiskProblem.
    """
    outside = folder_target(folder, layout.root)
    with in_words(outside):
        outside.mkdir(parents=True, exist_ok=True)
        with beside(outside) as room, beside(outside) as unfinished:
            room.mkdir(mode=0o700)
            database = room / layout.database.name
            snapshot_unopened(layout, database, lambda: None)
            log = [
                PackedPiece(
                    _name_of(layout, layout.write_ahead_log), database.with_name(database.name + "-wal")
                )
            ]
            head = Head(at, own_mark(layout), layout.generation, opened=False)
            sums = _write(unfinished, [*pieces_of(layout, database), *log], head, tell_nobody, packed=False)
            target = _named(unfinished, outside / name, UNPACKED)
            size = target.stat().st_size
    return Backup(str(target), sums.whole, None, None, None, at, verified=False, size=size)


def station_mark(connections: Connections) -> str:
    """What all backups of a station have in common and no other's: by its first act on record. Empty before there is one."""
    first = connections.rows(AuditRow.select(AuditRow.hash).order_by(AuditRow.key).limit(1))
    return hashlib.sha256(str(first[0][0]).encode()).hexdigest()[:32] if first else ""


def pieces_of(layout: FolderLayout, database: Path) -> Iterator[PackedPiece]:
    """The copy of the database first, then all else that belongs into a backup: papers, attachments, what it is opened with."""
    yield PackedPiece(_name_of(layout, layout.database), database)
    if layout.is_sealed:
        # Without them nothing of it opens.
        for path in (layout.keys, layout.copy_of_keys):
            yield PackedPiece(_name_of(layout, path), path)
    for room in (layout.documents, layout.attachments):
        for path in sorted(room.rglob("*")):
            if path.is_file():
                yield PackedPiece(_name_of(layout, path), path)
    # Without it nobody could sign in to a practice folder that was restored.
    if layout.practice_password.is_file():
        yield PackedPiece(_name_of(layout, layout.practice_password), layout.practice_password)


def _copy(
    connections: Connections, layout: FolderLayout, files: KeptFiles, copy: Path, at: str, tell: Tell
) -> _Copied:
    copied = snapshot(connections, copy, partial(tell, 0, 0))
    with copied.reading():
        contents = contents_of(copied)
        expected: dict[str, KeptFile | None] = {
            _name_of(layout, files.path(room, name)): None
            for room, names in kept_names(copied).items()
            for name in names
        }
        expected |= {_name_of(layout, files.path(kept.room, kept.name)): kept for kept in kept_files(copied)}
        # Of a sealed station nothing is said in the clear but when it was copied and with which master it opens.
        shown = None if layout.is_sealed else contents
        head = Head(at, station_mark(copied), layout.generation, opened=True, contents=shown)
    return _Copied(copy, head, contents, expected)


def _write(unfinished: Path, pieces: list[PackedPiece], head: Head, tell: Tell, *, packed: bool) -> Sums:
    size = sum(piece.path.stat().st_size for piece in pieces if piece.path.exists())
    with unfinished.open("xb") as target:
        clear_unfinished_before(unfinished)
        written = pack(target, pieces, head, lambda done: tell(done, 2 * size), packed=packed)
        forget_cached(target)
    try:
        # Nothing counts as a backup that was not read back from the disk it lies on; as its bytes are those of the copy that was
        # opened and counted, so is what it holds.
        _, found = read_back(
            unfinished, lambda done, total: tell(size + size * done // max(total, 1), 2 * size)
        )
    except FolderDamaged:
        raise DiskProblem(_NOT_AS_WRITTEN) from None
    if found != written:
        raise DiskProblem(_NOT_AS_WRITTEN)
    return written


def _missing(
    files: KeptFiles, expected: Mapping[str, KeptFile | None], sums: Mapping[str, str]
) -> Iterator[str]:
    """The names of files on record that are not in the backup as they were signed or added."""
    for name, kept in expected.items():
        found = sums.get(name, sums.get(name + UNCOMMITTED))
        if found is None or (kept is not None and not _is_as_kept(files, kept, found)):
            yield name


def _is_as_kept(files: KeptFiles, kept: KeptFile, found: str) -> bool:
    """The sum on record is of the content; what lies sealed is the same as in the folder, so its content is asked for there."""
    return kept.sha256 == (files.sum_of(kept.room, kept.name) if files.are_sealed else found)


def _name_of(layout: FolderLayout, path: Path) -> str:
    return path.relative_to(layout.root).as_posix()


def _named(finished: Path, name: Path, ending: str) -> Path:
    """Give a finished file its name, or the first with a number that no file has."""
    names = chain([f"{name.name}{ending}"], (f"{name.name}-{number}{ending}" for number in count(2)))
    # lexists: a link that leads nowhere has the name too, and would be written through.
    target = next(path for each in names if not os.path.lexists(path := name.with_name(each)))
    put_in_place(finished, target, replacing=False)
    return target
