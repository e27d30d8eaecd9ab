"""Whole, verified copies: of the database before an upgrade, of the whole folder as one file, and back again."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..problems import DiskProblem, FolderDamaged, FolderMissing, Refused
from ..values.json_text import from_json, to_json
from .database import Connections
from .failures import told
from .layout import FolderLayout

MANIFEST = "manifest.json"
_LAST = "last-backup.json"
_FORMAT = 1
_PIECE = 1 << 20


@dataclass(frozen=True)
class Backup:
    """One backup file; `until` is the moment of the last record in it, `verified` that it was read back whole."""

    file: str
    sha256: str
    cases: int
    documents: int
    until: str
    made_at: str
    verified: bool


def copy_database(connections: Connections, target: Path) -> None:
    """Copy the database to `target`: written beside, checked, then moved into place (docs/stack.md §6: `VACUUM INTO`)."""
    beside = target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with connections.reading():
        connections.run("VACUUM INTO ?", str(beside))
        connections.run("ATTACH DATABASE ? AS copy", str(beside))
        try:
            verdict = connections.run("PRAGMA copy.integrity_check")
            same = all(
                connections.run(f"SELECT count(*) FROM main.{table}")  # noqa: S608
                == connections.run(f"SELECT count(*) FROM copy.{table}")  # noqa: S608
                for table in ("cases", "documents", "audit")
            )
        finally:
            connections.run("DETACH DATABASE copy")
    if verdict != [("ok",)] or not same:
        beside.unlink(missing_ok=True)
        raise DiskProblem("备份写出后没有通过检查，已删除。请检查磁盘。")
    beside.replace(target)


def make_backup(connections: Connections, layout: FolderLayout, folder: Path, name: str, at: str) -> Backup:
    """Database, documents and attachments as one zip file `name` in `folder`, read back before it counts as a backup.

    Runs beside an open window. A failure leaves neither a half file nor a note that a backup was made.
    """
    target = folder / name
    beside = folder / f"{name}.part"
    copy = folder / f"{name}.db"
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            copy_database(connections, copy)
            facts = _facts(connections, at)
            _write(beside, copy, layout, facts)
            _verify(beside)
            sha256 = _sha256(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
            copy.unlink(missing_ok=True)
    backup = Backup(str(target.resolve()), sha256, verified=True, **facts)
    with told(layout.root):
        (layout.backups / _LAST).write_text(to_json(asdict(backup)), encoding="utf-8")
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


def restore(source: Path, root: Path) -> int:
    """Unpack a backup into an empty folder after checking every piece; gives the number of cases."""
    if not source.is_file():
        raise FolderMissing(f"没有这个备份文件：{source}")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Refused(f"文件夹不是空的，不能恢复到里面：{root}")
    with told(root):
        manifest = _verify(source)
        beside = root.with_name(root.name + ".part")
        shutil.rmtree(beside, ignore_errors=True)
        with zipfile.ZipFile(source) as packed:
            packed.extractall(beside, members=list(manifest["files"]))
        FolderLayout(beside).make()
        if root.exists():
            root.rmdir()
        beside.replace(root)
    return int(manifest["cases"])


def _facts(connections: Connections, at: str) -> dict[str, Any]:
    with connections.reading():
        cases, documents, until = connections.run(
            "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM documents), (SELECT max(at) FROM audit)"
        )[0]
    return {"cases": cases, "documents": documents, "until": until, "made_at": at}


def _write(target: Path, database: Path, layout: FolderLayout, facts: dict[str, Any]) -> None:
    pieces = [(layout.database.name, database)]
    for room in (layout.documents, layout.attachments):
        pieces += [
            (path.relative_to(layout.root).as_posix(), path)
            for path in sorted(room.rglob("*"))
            if path.is_file()
        ]
    if layout.practice_password.is_file():
        pieces.append((layout.practice_password.name, layout.practice_password))
    files = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in pieces:
            packed.write(path, name)
            files[name] = _sha256(path)
        packed.writestr(MANIFEST, to_json({**facts, "format": _FORMAT, "files": files}))


def _verify(path: Path) -> dict[str, Any]:
    """Read every piece back and compare its hash; raises FolderDamaged."""
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = from_json(packed.read(MANIFEST).decode("utf-8"))
            whole = all(_hash_of(packed, name) == digest for name, digest in manifest["files"].items())
            safe = all(
                not Path(name).is_absolute() and ".." not in Path(name).parts for name in manifest["files"]
            )
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError):
        raise FolderDamaged(f"这个备份文件已损坏，或不是枫桥工作台的备份：{path}") from None
    if not whole or not safe or manifest["format"] != _FORMAT:
        raise FolderDamaged(f"备份文件没有通过检查：{path}")
    return dict(manifest)


def _hash_of(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as piece:
        while block := piece.read(_PIECE):
            digest.update(block)
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
