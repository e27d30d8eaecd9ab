"""A small TrueType file with just the glyphs a document uses."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from fontTools.misc.roundTools import otRound

from fengqiao_desk.documents.typesetting.fonts.faces import Face


@dataclass(frozen=True)
class Form:
    """A character as a font file holds it: `cut` is taken off its left side, `width` is its width (1/1000 em)."""

    character: str
    cut: float
    width: float


@cache
def _compiled(face: Face, form: Form) -> tuple[bytes, int]:
    """The glyph's data, padded to four bytes, and its left side bearing in font units."""
    glyph = face.outline(form.character)
    if not glyph.numberOfContours:
        return b"", 0
    if form.cut:
        # The face keeps its outlines: moving one would move it in every later document.
        glyph = deepcopy(glyph)
        glyph.coordinates.translate((-otRound(form.cut * face.units / 1000), 0))
        glyph.recalcBounds(None)
    data = glyph.compile(None)
    return data + b"\0" * (-len(data) % 4), glyph.xMin


def font_file(face: Face, forms: Iterable[Form]) -> bytes:
    """A TrueType file holding these forms in this order behind .notdef, with the tables PDF asks for."""
    glyphs, metrics = [b""], [(face.notdef_advance(), 0)]
    for form in forms:
        data, bearing = _compiled(face, form)
        glyphs.append(data)
        metrics.append((otRound(form.width * face.units / 1000), bearing))
    return _container(_tables(face, glyphs, metrics))


def _tables(face: Face, glyphs: list[bytes], metrics: list[tuple[int, int]]) -> dict[bytes, bytes]:
    count = len(glyphs)
    offsets = [0, *accumulate(map(len, glyphs))]
    ascent, descent = (otRound(v * face.units / 1000) for v in face.vertical())
    box = tuple(otRound(v * face.units / 1000) for v in face.box)
    widest = max(advance for advance, _ in metrics)
    return {
        b"glyf": b"".join(glyphs),
        # The tables PDF asks for and no other: cmap, name, OS/2 and post are of no use inside a file (ISO 32000-1
        # 9.9).
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, face.units, 0, 0, *box, 0, 3, 2, 1, 0
        ),
        b"hhea": struct.pack(
            ">IhhhH11hH", 0x10000, ascent, descent, 0, widest, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, count
        ),
        b"hmtx": b"".join(struct.pack(">Hh", advance, bearing) for advance, bearing in metrics),
        b"loca": struct.pack(f">{len(offsets)}I", *offsets),
        b"maxp": struct.pack(">I14H", 0x10000, count, 4096, 512, 0, 0, 1, *([0] * 8)),
    }


def _container(tables: dict[bytes, bytes]) -> bytes:
    """Join tables into one sfnt file; checksums are those of the format."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(header) + 16 * count
    entries, bodies = [], []
    # Readers look tables up by bisection, so the directory is in order (OpenType, `otff`).
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + b"\0" * (-len(body) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries.append(struct.pack(">4sIII", tag, checksum, offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
    return header + b"".join(entries) + b"".join(bodies)
