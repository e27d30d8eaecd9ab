"""What a font file says of itself: its families, weight, licence and whether it may be embedded; only small tables are read.

Sources: OpenType 1.9.1, chapters `otff`, `name` (Windows and Macintosh name records) and `OS/2` (fsType).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

SIMPLIFIED = re.compile("(?:SC|sc|CN|Hans|GB)(?:-|$|[0-9])")
"""How the PostScript name of a font for simplified Chinese ends or goes on: NotoSerifCJKsc-Bold."""

OUTLINES = (b"\0\1\0\0", b"OTTO", b"true")
LARGEST_NAMES = 1 << 20
"""A name table larger than this (bytes) is taken for damage."""
MOST_FACES = 64
MOST_TABLES = 256
MACINTOSH = {0: "mac_roman", 1: "shift_jis", 2: "big5", 25: "gb2312"}
"""Encodings of Macintosh name records."""
COPYRIGHT, FAMILY, POSTSCRIPT, LICENCE, TYPOGRAPHIC_FAMILY = 0, 1, 6, 13, 16

# Bits of fsType in the table OS/2 (OpenType 1.9.1).
RESTRICTED, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200


@dataclass(frozen=True)
class FontNames:
    """A font by its names: `families` in every language it has, `weight` 400 is regular, `licence` its own words."""

    path: Path
    families: tuple[str, ...]
    weight: int
    embeddable: bool
    licence: str

    @property
    def family(self) -> str:
        """The family's Chinese name when it has one, or else its first."""
        return next((name for name in self.families if not name.isascii()), self.families[0])


def may_be_embedded(fs_type: int) -> bool:
    """Whether OS/2 fsType lets a document hold a subset of the outlines; of several permissions the widest counts."""
    return fs_type & 0x000F != RESTRICTED and not fs_type & (NO_SUBSETTING | BITMAPS_ONLY)


def read_names(path: Path) -> FontNames | None:
    """What a font file says of itself; None for what is damaged, no font, or variable (its weight would be a guess).

    Of a collection it is the font for simplified Chinese or else the first, the same that `faces.face_of` takes.
    """
    try:
        with path.open("rb") as file:
            return _chosen(file, path)
    # Whatever lies in a folder of fonts: none of it may keep the program from printing with another.
    except (OSError, struct.error, ValueError, LookupError):
        return None


def _chosen(file: BinaryIO, path: Path) -> FontNames | None:
    tables = [_tables(file, offset) for offset in _faces(file)]
    records = [_records(file, *found[b"name"]) for found in tables]
    simplified = (n for n, names in enumerate(records) if SIMPLIFIED.search(_first(names, POSTSCRIPT)))
    number = next(simplified, 0)
    found, names = tables[number], records[number]
    families = dict.fromkeys(text for kind, text in names if kind in (FAMILY, TYPOGRAPHIC_FAMILY, POSTSCRIPT))
    # The default of a variable font may be Thin, as that of Noto Sans SC is.
    if not families or b"fvar" in found or not {b"glyf", b"CFF "} & set(found):
        return None
    weight, fs_type = _weight_and_permission(file, found[b"OS/2"][0])
    licence = _first(names, LICENCE) or _first(names, COPYRIGHT)
    return FontNames(path, tuple(families), weight, may_be_embedded(fs_type), licence)


def _faces(file: BinaryIO) -> list[int]:
    """Where the fonts of the file begin: one, or those of a collection."""
    tag = file.read(4)
    if tag in OUTLINES:
        return [0]
    if tag != b"ttcf":
        raise ValueError(tag)
    count = struct.unpack(">4xI", file.read(8))[0]
    if not 0 < count <= MOST_FACES:
        raise ValueError(count)
    return list(struct.unpack(f">{count}I", file.read(4 * count)))


def _tables(file: BinaryIO, offset: int) -> dict[bytes, tuple[int, int]]:
    """Offset and length of each table of the font that begins at `offset`."""
    file.seek(offset)
    tag, count = struct.unpack(">4sH6x", file.read(12))
    if tag not in OUTLINES or count > MOST_TABLES:
        raise ValueError(tag)
    entries = struct.iter_unpack(">4s4xII", file.read(16 * count))
    found = {name: (start, length) for name, start, length in entries}
    whole = file.seek(0, SEEK_END)
    # A file that was cut off while it was copied.
    if any(start + length > whole for start, length in found.values()):
        raise ValueError(whole)
    return found


def _weight_and_permission(file: BinaryIO, offset: int) -> tuple[int, int]:
    file.seek(offset)
    weight, fs_type = struct.unpack(">4xH2xH", file.read(10))
    return weight, fs_type


def _records(file: BinaryIO, offset: int, length: int) -> list[tuple[int, str]]:
    """The readable names of a name table, each with its kind."""
    if length > LARGEST_NAMES:
        raise ValueError(length)
    file.seek(offset)
    data = file.read(length)
    count, storage = struct.unpack(">2xHH", data[:6])
    records = struct.iter_unpack(">6H", data[6 : 6 + 12 * count])
    return list(_readable(records, data[storage:]))


def _readable(records: Iterator[tuple[int, ...]], storage: bytes) -> Iterator[tuple[int, str]]:
    for platform, encoding, _, kind, length, start in records:
        codec = MACINTOSH.get(encoding, "") if platform == 1 else "utf-16-be"
        text = storage[start : start + length].decode(codec, "ignore").strip("\0 ") if codec else ""
        if text:
            yield kind, text


def _first(names: list[tuple[int, str]], kind: int) -> str:
    return next((text for found, text in names if found == kind), "")
