"""Whole, verified copies: of the database before an upgrade, of the whole folder as one file."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple, TypedDict

import peewee

from ..problems import DiskProblem, FolderDamaged
from ..values.json_text import from_json, to_json
from .contents import AuditRow, StoredCase, StoredDocument
from .damage import damage, torn_texts
from .database import Connections
from .failures import DAMAGED, DATABASE_ERRORS, in_words, problem_of
from .layout import FolderLayout
from .targets import folder_target
from .whole_files import beside, put_in_place, write_whole

MANIFEST = "manifest.json"
_LAST = "last-backup.json"
FRESH_DAYS = 7
"""So long a backup is no cause for a warning."""
_FORMAT = 1
_PIECE = 1 << 20
"""A megabyte at a time: an attachment may be larger than what an old computer has free."""
_NO_BACKUP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What reading an odd archive or an odd manifest ends with."""


@dataclass(frozen=True)
class Backup:
    """One backup file; `until` is the moment of the last act in it (None in an empty folder), `verified` that it was read back whole."""

    file: str
    sha256: str
    cases: int
    documents: int
    until: str | None
    made_at: str
    verified: bool

    def is_fresh(self, today: date) -> bool:
        """Whether it was made within the last week."""
        return (today - datetime.fromisoformat(self.made_at).date()).days <= FRESH_DAYS


class Contents(NamedTuple):
    """What a database holds: numbers of cases, documents and acts on record, and the moment of the last act (None without any)."""

    cases: int
    documents: int
    acts: int
    until: str | None


class Manifest(TypedDict):
    """The list of contents of a backup file, as JSON in it: `files` maps each name to its SHA-256."""

    cases: int
    documents: int
    until: str | None
    made_at: str
    format: int
    files: dict[str, str]


def copy_database(connections: Connections, target: Path) -> None:
    """Copy the database to `target`: written beside, checked, then moved into place (docs/stack.md §6: `VACUUM INTO`).

    Raises FolderDamaged, naming the database, when it cannot be read whole; DiskProblem; then nothing is left behind.
    """
    with in_words(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside(target.parent) as copy:
            _copy_and_check(connections, copy)
            put_in_place(copy, target)


def make_backup(connections: Connections, layout: FolderLayout, folder: Path, name: str, at: str) -> Backup:
    """Database, documents and attachments as one zip file `name` in `folder`, read back before it counts as a backup.

    Runs beside an open window. `folder` lies outside the station; a file of that name is not replaced, the new one gets a number.
    A failure leaves neither a half file nor a note that a backup was made.
    """
    outside = folder_target(folder, layout.root)
    with in_words(outside):
        outside.mkdir(parents=True, exist_ok=True)
        target = _free(outside / name)
        with beside(outside) as copy, beside(outside) as packed:
            copied = _copy_and_check(connections, copy)
            _write(packed, copy, layout, copied, at)
            # Nothing counts as a backup that was not read back from the disk it lies on.
            verified_manifest(packed)
            sha256 = _sha256(packed)
            put_in_place(packed, target, replacing=False)
    backup = Backup(
        str(target), sha256, copied.cases, copied.documents, copied.until, made_at=at, verified=True
    )
    if connections.only_looked_at:
        return backup
    with in_words(layout.root):
        write_whole(layout.backups / _LAST, to_json(asdict(backup)).encode())
    return backup


def backup_name(station: str, at: str) -> str:
    """`枫桥备份_逍遥津派出所_20261121-203000.zip`."""
    stamp = at.replace("-", "").replace(":", "").replace("T", "-")
    return f"枫桥备份_{station}_{stamp}.zip"


def last_backup(layout: FolderLayout) -> Backup | None:
    """The last backup that was verified; None when there is none."""
    try:
        return Backup(**from_json((layout.backups / _LAST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def verified_manifest(path: Path) -> Manifest:
    """Read every piece of a backup back and compare its hash; raises FolderDamaged for what is no backup or was changed."""
    try:
        with zipfile.ZipFile(path) as packed:
            manifest: Manifest = from_json(packed.read(MANIFEST).decode("utf-8"))
            files = manifest["files"]
            whole = all(_hash_of(packed, name) == digest for name, digest in files.items())
            # A name that leads out of the folder would be unpacked outside of it.
            safe = all(not Path(name).is_absolute() and ".." not in Path(name).parts for name in files)
            known = manifest["format"] == _FORMAT
    except _NO_BACKUP:
        raise FolderDamaged(f"这个备份文件已损坏，或不是枫桥工作台的备份：{path}") from None
    if not (whole and safe and known):
        raise FolderDamaged(f"备份文件没有通过检查：{path}")
    return manifest


def _copy_and_check(connections: Connections, copy: Path) -> Contents:
    """What was copied. Damage that shows while the database is read is its own, not that of the place the copy goes to.

    Others may write meanwhile, and `VACUUM` runs in no transaction. Cases, documents and acts are never deleted, so a
    whole copy holds no less of them than were there before it and no more than are there after it.
    """
    database = Path(connections.database.database)
    try:
        with connections.reading():
            before = _contents(connections, "main")
            connections.run("VACUUM INTO ?", str(copy))
            connections.run("ATTACH DATABASE ? AS copy", str(copy))
            try:
                sound = connections.run("PRAGMA copy.integrity_check") == [("ok",)]
                copied, after = (_contents(connections, schema) for schema in ("copy", "main"))
                sound = sound and all(
                    least <= found <= most
                    for least, found, most in zip(before[:3], copied[:3], after[:3], strict=True)
                )
            finally:
                connections.run("DETACH DATABASE copy")
            if torn_texts(connections) or (not sound and damage(connections)):
                raise FolderDamaged(DAMAGED.format(path=database))
    except DATABASE_ERRORS as error:
        problem = problem_of(error, database)
        if isinstance(problem, FolderDamaged):
            raise problem from error
        raise
    if not sound:
        raise DiskProblem("备份写出后没有通过检查，已删除。请检查磁盘。")
    return copied


def _contents(connections: Connections, schema: str) -> Contents:
    """Counted in one statement, so that all four are of the same moment; `schema` is `main` or an attached database."""
    cases, documents, audit = (
        peewee.Table(str(record._meta.table_name), schema=schema)
        for record in (StoredCase, StoredDocument, AuditRow)
    )
    rows, last = peewee.fn.COUNT(peewee.SQL("*")), peewee.fn.MAX(getattr(audit.c, AuditRow.at.column_name))
    columns = [cases.select(rows), documents.select(rows), audit.select(rows), audit.select(last)]
    return Contents(*connections.rows(peewee.Select(columns=columns))[0])


def _free(target: Path) -> Path:
    """The name, or the first with a number that no file has."""
    # lexists: a link that leads nowhere has the name too, and would be written through.
    numbered = (target.with_stem(f"{target.stem}-{number}") for number in count(2))
    return next(path for path in chain([target], numbered) if not os.path.lexists(path))


def _write(target: Path, database: Path, layout: FolderLayout, copied: Contents, at: str) -> None:
    pieces = [(layout.database.name, database)]
    for room in (layout.documents, layout.attachments):
        pieces += [
            (path.relative_to(layout.root).as_posix(), path)
            for path in sorted(room.rglob("*"))
            if path.is_file()
        ]
    # Without it nobody could sign in to a practice folder that was restored.
    if layout.practice_password.is_file():
        pieces.append((layout.practice_password.name, layout.practice_password))
    files: dict[str, str] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in pieces:
            packed.write(path, name)
            files[name] = _sha256(path)
        manifest: Manifest = {
            "cases": copied.cases,
            "documents": copied.documents,
            "until": copied.until,
            "made_at": at,
            "format": _FORMAT,
            "files": files,
        }
        packed.writestr(MANIFEST, to_json(manifest))


def _hash_of(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as piece:
        while block := piece.read(_PIECE):
            digest.update(block)
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
