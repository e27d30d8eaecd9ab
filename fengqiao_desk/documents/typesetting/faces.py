"""Font files as we use them: which characters a face has, how wide they are, and their outlines as TrueType glyphs."""

from __future__ import annotations

import hashlib
import struct
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from fontTools.misc.roundTools import otRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, TTLibError

from fengqiao_desk.problems import Problem

PACKAGED = {
    "NotoSerifSC-Regular.otf": "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    "NotoSansSC-Regular.otf": "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
}
"""SHA-256 of the free fonts we install with us (pylopdf-fonts-zh-cn 0.1.1, OFL)."""

CURVE_ERROR = 1.0
"""Largest distance, in 1/1000 em, between a cubic outline and its quadratic replacement: not visible in print."""


class FontProblem(Problem):
    """A font file is missing, damaged or must not be embedded."""

    code = "font"


class Face:
    """One font file: cubic (CFF) or quadratic (glyf) outlines, single or the first of a collection."""

    def __init__(self, path: Path) -> None:
        try:
            self._font = TTFont(path, lazy=True, fontNumber=0)
            self._characters: dict[int, str] = self._font.getBestCmap() or {}
            self._advances: dict[str, tuple[int, int]] = self._font["hmtx"].metrics
        except (OSError, TTLibError, KeyError) as trouble:
            raise FontProblem(f"字体文件无法使用：{path}（{trouble}）") from trouble
        if self._font["OS/2"].fsType & 0x0002:
            raise FontProblem(f"该字体不允许嵌入文件：{path}")
        self.units: int = self._font["head"].unitsPerEm
        self.name = _plain_name(self._font, path)
        head: Any = self._font["head"]
        self.box = tuple(round(v * 1000 / self.units) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
        self._order: list[str] = self._font.getGlyphOrder()
        self._cubic = "CFF " in self._font
        self._source: Any = (
            self._font["CFF "].cff.topDictIndex[0].CharStrings if self._cubic else self._font["glyf"]
        )
        self._outlines: dict[str, Any] = {}

    def has(self, character: str) -> bool:
        """Whether the face draws this character; a character mapped to .notdef counts as missing."""
        return self._characters.get(ord(character), ".notdef") != ".notdef"

    def advance(self, character: str) -> float:
        """The character's width in 1/1000 em."""
        return self._advances[self._characters[ord(character)]][0] * 1000 / self.units

    def ink(self, character: str) -> tuple[float, float]:
        """Left and right end of the character's ink, in 1/1000 em."""
        outline = self.outline(self._characters[ord(character)])
        return outline.xMin * 1000 / self.units, outline.xMax * 1000 / self.units

    def glyph_name(self, character: str) -> str:
        """The name of the glyph that draws the character."""
        return self._characters[ord(character)]

    def outline(self, name: str) -> Any:
        """The glyph as a fontTools TrueType glyph with plain contours, converted once and kept."""
        known = self._outlines.get(name)
        if known is None:
            known = self._outlines[name] = self._drawn(name)
        return known

    def metrics(self, name: str) -> tuple[int, int]:
        """Advance width and left side bearing of a glyph in font units."""
        return self._advances[name][0], getattr(self.outline(name), "xMin", 0)

    def vertical(self) -> tuple[int, int]:
        """Ascent and descent in 1/1000 em."""
        header: Any = self._font["OS/2"]
        return (
            round(header.sTypoAscender * 1000 / self.units),
            round(header.sTypoDescender * 1000 / self.units),
        )

    def _drawn(self, name: str) -> Any:
        pen = TTGlyphPen(None)
        if self._cubic:
            tolerance = CURVE_ERROR * self.units / 1000
            self._source[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        else:
            _draw_plain(self._font, name, pen)
        glyph = pen.glyph()
        glyph.data = glyph.compile(None) if glyph.numberOfContours else b""
        return glyph


def _draw_plain(font: Any, name: str, pen: Any) -> None:
    """Draw a TrueType glyph with its parts resolved, so that no composite remains."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    recording = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(recording)
    recording.replay(pen)


def _plain_name(font: Any, path: Path) -> str:
    """A name for the file's font that every reader takes: letters and digits only."""
    given = font["name"].getDebugName(6) or path.stem
    plain = "".join(c for c in given if c.isascii() and (c.isalnum() or c == "-"))
    return plain or "F" + hashlib.sha256(given.encode()).hexdigest()[:8]


@cache
def face_of(path: Path) -> Face:
    """The face of a font file, read once in a process."""
    return Face(path)


@cache
def packaged_serif() -> Face:
    """The packaged 宋体 (Noto Serif SC), its file checked against the known hash."""
    return _checked(pylopdf_fonts_zh_cn.serif_path())


@cache
def packaged_sans() -> Face:
    """The packaged 黑体 (Noto Sans SC), its file checked against the known hash."""
    return _checked(pylopdf_fonts_zh_cn.sans_path())


def _checked(path: Path) -> Face:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as trouble:
        raise FontProblem(f"随程序安装的字体缺失：{path.name}，请重新安装程序") from trouble
    if found != PACKAGED.get(path.name):
        raise FontProblem(f"随程序安装的字体已损坏：{path.name}，请重新安装程序")
    return Face(path)


def font_file(face: Face, names: list[str]) -> bytes:
    """A TrueType file holding the named glyphs in this order behind .notdef, with the tables PDF asks for."""
    glyphs = [b""]
    metrics = [face.metrics(".notdef")[:1] + (0,)]
    for name in names:
        data = face.outline(name).data
        glyphs.append(data + b"\0" * (-len(data) % 4))
        metrics.append(face.metrics(name))
    offsets = [0]
    for data in glyphs:
        offsets.append(offsets[-1] + len(data))
    return _container(_tables(face, glyphs, metrics, offsets))


def _tables(
    face: Face, glyphs: list[bytes], metrics: list[tuple[int, int]], offsets: list[int]
) -> dict[bytes, bytes]:
    count = len(glyphs)
    ascent, descent = (otRound(v * face.units / 1000) for v in face.vertical())
    box = tuple(otRound(v * face.units / 1000) for v in face.box)
    widest = max(advance for advance, _ in metrics)
    return {
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, face.units, 0, 0, *box, 0, 3, 2, 1, 0
        ),
        b"hhea": struct.pack(
            ">IhhhH11hH", 0x10000, ascent, descent, 0, widest, *(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0), count
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
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + b"\0" * (-len(body) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries.append(struct.pack(">4sIII", tag, checksum, offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
    return header + b"".join(entries) + b"".join(bodies)
