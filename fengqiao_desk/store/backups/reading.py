"""Reading a backup of this or of an older format: what it says of itself, whether it is whole, its pieces."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ...problems import FolderDamaged
from ...values.json_text import from_json
from .facts import PIECE, ZIPPED, Contents, Head, Tell, tell_nobody
from .packing import MANIFEST, no_backup, read_back, read_head

_OLD_FORMAT: Final = 1
_NO_BACKUP: Final = (
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


def head_of(path: Path) -> Head:
    """What a backup says of itself, without reading all of it; raises FolderDamaged for what is none, OSError."""
    return _old_head(path) if _is_zipped(path) else read_head(path)


def verify_backup(path: Path, tell: Tell = tell_nobody) -> Head:
    """Read every piece and compare its sum; raises FolderDamaged for what is no backup or was changed, OSError."""
    if _is_zipped(path):
        return _verify_old(path)
    return read_back(path, tell)[0]


def unpack_backup(path: Path, to: Path, tell: Tell = tell_nobody) -> Head:
    """As `verify_backup`, each piece being put into the folder `to`, which may hold nothing yet."""
    if not _is_zipped(path):
        return read_back(path, tell, to=to)[0]
    # An old archive is checked before anything is unpacked: its list comes last, and a name may lead anywhere.
    head = _verify_old(path)
    with zipfile.ZipFile(path) as packed:
        packed.extractall(to, members=list(_old_manifest(packed)["files"]))
    return head


def _is_zipped(path: Path) -> bool:
    # What somebody has renamed is looked into too.
    return path.name.endswith(ZIPPED) or (path.is_file() and zipfile.is_zipfile(path))


def _old_head(path: Path) -> Head:
    try:
        with zipfile.ZipFile(path) as packed:
            return _old_head_of(_old_manifest(packed))
    except _NO_BACKUP as error:
        raise no_backup(path) from error


def _old_head_of(manifest: dict[str, Any]) -> Head:
    """No mark of the station, and how many acts were on record, stand in those."""
    made_at = str(manifest.get("made_at", ""))
    if made_at:
        datetime.fromisoformat(made_at)
    contents = Contents(int(manifest["cases"]), int(manifest.get("documents", 0)), 0, manifest.get("until"))
    return Head(made_at, "", 0, opened=True, contents=contents)


def _verify_old(path: Path) -> Head:
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = _old_manifest(packed)
            files = manifest["files"]
            whole = all(_hash_of(packed, name) == digest for name, digest in files.items())
            # A name that leads out of the folder would be unpacked outside of it.
            safe = all(not Path(name).is_absolute() and ".." not in Path(name).parts for name in files)
            head, known = _old_head_of(manifest), manifest["format"] == _OLD_FORMAT
    except _NO_BACKUP:
        raise no_backup(path) from None
    if not (whole and safe and known):
        raise FolderDamaged(f"备份文件没有通过检查：{path}")
    return head


def _old_manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    manifest: dict[str, Any] = from_json(packed.read(MANIFEST).decode("utf-8"))
    return manifest


def _hash_of(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as piece:
        while block := piece.read(PIECE):
            digest.update(block)
    return digest.hexdigest()
