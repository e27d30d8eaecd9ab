"""A backup as one file: a tar of all pieces and the list of their sums, hashed in the same pass; packed by zstandard unless it is sealed.

`tar --zstd -xf` opens it without this program.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, NamedTuple, cast

import zstandard

from ...problems import FolderDamaged
from ...values.json_text import from_json, to_json
from .facts import PIECE, Head, Tell

HEAD: Final = "backup.json"
"""The first piece: what a backup says of itself."""
MANIFEST: Final = "manifest.json"
"""The last one: the SHA-256 of every piece as it lies in the folder."""
_LEVEL: Final = 1
"""The fastest: higher ones make papers no smaller, and cost several times as much."""
_LARGEST_HEAD: Final = 1 << 16
_UNREADABLE: Final = (
    tarfile.TarError,
    zstandard.ZstdError,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What reading an odd archive or an odd manifest ends with."""


Through = Callable[[int], None]
"""Told how many bytes are through; what it raises ends the work."""


class PackedPiece(NamedTuple):
    """A file and its name in the backup, a path relative to the station folder."""

    name: str
    path: Path


class Sums(NamedTuple):
    """The SHA-256 of the whole file, and of each piece by its name."""

    whole: str
    pieces: Mapping[str, str]


def is_packed(path: Path) -> bool:
    """Whether a file is packed by zstandard, whatever its name is by now; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(zstandard.FRAME_HEADER)) == zstandard.FRAME_HEADER


def pack(target: BinaryIO, pieces: Iterable[PackedPiece], head: Head, tell: Through, *, packed: bool) -> Sums:
    """Write all pieces to `target` in one pass. A piece that is gone when its turn comes is left out, and is not in the list."""
    output = _HashedOutput(target)
    sums: dict[str, str] = {}
    through = 0
    with (
        _packing(output, packed=packed) as stream,
        tarfile.open(fileobj=stream, mode="w|", bufsize=PIECE) as archive,
    ):
        _add_text(archive, HEAD, to_json(head.as_data()))
        for name, path in pieces:
            with suppress(FileNotFoundError), path.open("rb") as source:
                hashed = _HashedInput(source, tell, through)
                archive.addfile(_entry(archive, name, source), cast("IO[bytes]", hashed))
                through = hashed.through
                sums[name] = hashed.digest.hexdigest()
        _add_text(archive, MANIFEST, to_json({"files": sums}))
    return Sums(output.digest.hexdigest(), sums)


def read_head(path: Path) -> Head:
    """What a backup says of itself, from its first bytes alone. Raises FolderDamaged for what is no backup of this format, OSError."""
    try:
        with path.open("rb") as file, _unpacking(file, packed=is_packed(path)) as stream:
            first = io.BytesIO(stream.read(_LARGEST_HEAD))
            with tarfile.open(fileobj=first, mode="r:") as archive:
                member = archive.next()
                if member is None or member.name != HEAD or member.size > _LARGEST_HEAD:
                    raise ValueError("no head")
                return Head.read(_json_of(archive, member))
    except _UNREADABLE as error:
        raise no_backup(path) from error


def read_back(path: Path, tell: Tell, *, to: Path | None = None) -> tuple[Head, Sums]:
    """Read every piece and compare its sum with the list's; with `to`, put each into that folder.

    Raises FolderDamaged for what is no backup or was changed, also one with a piece that would lie outside the folder; OSError.
    """
    size, packed = path.stat().st_size, is_packed(path)
    try:
        with path.open("rb") as file:
            counted = _HashedInput(file, lambda through: tell(through, size))
            with _unpacking(cast("BinaryIO", counted), packed=packed) as stream:
                head, listed, found = _pieces(stream, to)
            # What lies behind the archive belongs to the file too.
            while counted.read(PIECE):
                pass
    except _UNREADABLE as error:
        raise no_backup(path) from error
    if listed != found:
        raise FolderDamaged(f"备份文件没有通过检查：{path}")
    return head, Sums(counted.digest.hexdigest(), found)


def no_backup(path: Path) -> FolderDamaged:
    """That a file is damaged or none of ours."""
    return FolderDamaged(f"这个备份文件已损坏，或不是枫桥工作台的备份：{path}")


def forget_cached(handle: BinaryIO) -> None:
    """What was written lies on the disk, and is read from there the next time, not from memory; where the system can."""
    handle.flush()
    os.fsync(handle.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _pieces(stream: IO[bytes], to: Path | None) -> tuple[Head, dict[str, str], dict[str, str]]:
    """The head, the sums of the list and those that were found."""
    head: Head | None = None
    listed: dict[str, str] = {}
    found: dict[str, str] = {}
    with tarfile.open(fileobj=stream, mode="r|", bufsize=PIECE) as archive:
        for member in archive:
            if head is None:
                if member.name != HEAD:
                    raise ValueError("no head")
                head = Head.read(_json_of(archive, member))
            elif member.name == MANIFEST:
                listed = dict(_json_of(archive, member)["files"])
            else:
                found[member.name] = _sum_of(archive, member, to)
    if head is None:
        raise ValueError("no head")
    return head, listed, found


def _sum_of(archive: tarfile.TarFile, member: tarfile.TarInfo, to: Path | None) -> str:
    source = archive.extractfile(member)
    # A name that leads out of the folder would be unpacked outside of it.
    if source is None or Path(member.name).is_absolute() or ".." in Path(member.name).parts:
        raise ValueError(member.name)
    digest = hashlib.sha256()
    if to is None:
        while piece := source.read(PIECE):
            digest.update(piece)
        return digest.hexdigest()
    place = to / member.name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _json_of(archive: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    source = archive.extractfile(member)
    if source is None:
        raise ValueError(member.name)
    data = from_json(source.read().decode())
    if not isinstance(data, dict):
        raise TypeError(member.name)
    return data


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    archive.addfile(info, io.BytesIO(content))


def _entry(archive: tarfile.TarFile, name: str, source: BinaryIO) -> tarfile.TarInfo:
    """Nobody's in particular, and readable by its owner alone."""
    info = archive.gettarinfo(arcname=name, fileobj=source)
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


@contextmanager
def _packing(output: _HashedOutput, *, packed: bool) -> Iterator[IO[bytes]]:
    if not packed:
        yield cast("IO[bytes]", output)
        return
    compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    with compressor.stream_writer(cast("BinaryIO", output), closefd=False) as stream:
        yield cast("IO[bytes]", stream)


@contextmanager
def _unpacking(file: BinaryIO, *, packed: bool) -> Iterator[IO[bytes]]:
    if not packed:
        yield file
        return
    with zstandard.ZstdDecompressor().stream_reader(file, read_size=PIECE, closefd=False) as stream:
        yield cast("IO[bytes]", stream)


class _HashedOutput:
    """A file whose SHA-256 is known when it is written."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.digest = hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Write and hash."""
        self.digest.update(content)
        return self._target.write(content)


class _HashedInput:
    """A file whose SHA-256 is known when it is read."""

    def __init__(self, source: BinaryIO, tell: Through, through: int = 0) -> None:
        self._source, self._tell = source, tell
        self.through = self._told = through
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read, hash and tell."""
        content = self._source.read(size)
        self.digest.update(content)
        self.through += len(content)
        # A tar is read in small bites: whoever listens need not hear of each.
        if self.through - self._told >= PIECE or not content:
            self._told = self.through
            self._tell(self.through)
        return content
