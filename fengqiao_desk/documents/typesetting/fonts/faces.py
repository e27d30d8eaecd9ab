"""Font files as we use them: which characters a face has, how wide they are, and their outlines as TrueType glyphs."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

import pylopdf_fonts_zh_cn
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, TTLibError

from fengqiao_desk.documents.typesetting.fonts.glyph_data import GlyphData, Outline
from fengqiao_desk.documents.typesetting.fonts.names import SIMPLIFIED, may_be_embedded
from fengqiao_desk.problems import Problem

PACKAGED = {
    "NotoSerifSC-Regular.otf": "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    "NotoSansSC-Regular.otf": "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
}
"""SHA-256 of the free fonts we install with us (pylopdf-fonts-zh-cn 0.1.1, OFL)."""

CURVE_ERROR = 1.0
"""Largest distance, in 1/1000 em, between a cubic outline and its quadratic replacement: not visible in print."""

DAMAGE = (OSError, TTLibError, LookupError, ValueError, AssertionError, RecursionError, struct.error)
"""What fontTools raises for damaged font files."""


class FontProblem(Problem):
    """A font file is missing, damaged or must not be embedded."""

    code = "font"


class _Drawn(Protocol):
    """A cubic outline of fontTools."""

    def draw(self, pen: object) -> None: ...


class Face:
    """One font file: cubic (CFF) or quadratic (glyf) outlines, single or one of a collection; the file is not kept open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._font = _opened(file)
                self._read()
        except DAMAGE as trouble:
            raise FontProblem(f"字体文件无法使用：{path}（{trouble}）") from trouble
        # Nothing else would ask: what draws and writes fonts embeds those as well that forbid it.
        if not may_be_embedded(self._font["OS/2"].fsType):
            raise FontProblem(f"该字体不允许嵌入文件：{path}")
        self._outlines: dict[str, Outline] = {}

    def _read(self) -> None:
        """Read what every document needs of the font."""
        self._characters: dict[int, str] = self._font.getBestCmap() or {}
        # Kept as plain dictionaries: asked for every character of every line.
        self._advances: dict[str, tuple[int, int]] = self._font["hmtx"].metrics
        head = self._font["head"]
        self.units: int = head.unitsPerEm
        self.box = tuple(round(v * 1000 / self.units) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
        self.name = _plain_name(self._font, self.path)
        # fontTools reads a table when it is first asked for, and the file is closed after this.
        self.vertical()
        self._cubic: Mapping[str, _Drawn] | None = None
        if "CFF " in self._font:
            self._cubic = self._font["CFF "].cff.topDictIndex[0].CharStrings
        else:
            self._quadratic = GlyphData(self._font, self.path)

    def has(self, character: str) -> bool:
        """Whether the face draws this character; a character mapped to .notdef counts as missing."""
        return self._characters.get(ord(character), ".notdef") != ".notdef"

    def advance(self, character: str) -> float:
        """The character's width in 1/1000 em."""
        return self._advances[self._characters[ord(character)]][0] * 1000 / self.units

    def ink(self, character: str) -> tuple[float, float]:
        """Left and right end of the character's ink, in 1/1000 em."""
        outline = self.outline(character)
        return outline.xMin * 1000 / self.units, outline.xMax * 1000 / self.units

    def outline(self, character: str) -> Outline:
        """The character as a fontTools TrueType glyph with plain contours, converted once and kept."""
        known = self._outlines.get(character)
        if known is None:
            known = self._outlines[character] = self._converted(character)
        return known

    def notdef_advance(self) -> int:
        """The width of the glyph that stands for no character, in font units."""
        return self._advances[".notdef"][0]

    def vertical(self) -> tuple[int, int]:
        """Ascent and descent in 1/1000 em."""
        header = self._font["OS/2"]
        return (
            round(header.sTypoAscender * 1000 / self.units),
            round(header.sTypoDescender * 1000 / self.units),
        )

    def _converted(self, character: str) -> Outline:
        try:
            return self._drawn(self._characters[ord(character)])
        except DAMAGE as trouble:
            raise FontProblem(f"字体文件已损坏，无法取用“{character}”：{self.path}（{trouble}）") from trouble

    def _drawn(self, name: str) -> Outline:
        pen = TTGlyphPen(None)
        if self._cubic:
            tolerance = CURVE_ERROR * self.units / 1000
            # TrueType contours run the other way round than cubic ones.
            self._cubic[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        else:
            self._quadratic.draw(name, self._advances[name][1], pen)
        glyph: Outline = pen.glyph()
        if glyph.numberOfContours:
            glyph.recalcBounds(None)
        return glyph


def _opened(file: BinaryIO) -> TTFont:
    """The font of an open file; of a collection the one for simplified Chinese, or else the first."""
    head = file.read(12)
    # A collection (ttcf) tells at byte 8 how many fonts it holds.
    count = int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1
    fonts = [TTFont(file, lazy=True, fontNumber=number) for number in range(count)]
    simplified = (font for font in fonts if SIMPLIFIED.search(font["name"].getDebugName(6) or ""))
    return next(simplified, fonts[0])


def _plain_name(font: TTFont, path: Path) -> str:
    """A name for the file's font that every reader takes: letters and digits only."""
    # Old Chinese fonts have a PostScript name in Chinese, or none.
    given = font["name"].getDebugName(6) or path.stem
    plain = "".join(c for c in given if c.isascii() and (c.isalnum() or c == "-"))
    return plain or "F" + hashlib.sha256(given.encode()).hexdigest()[:8]


@cache
def face_of(path: Path) -> Face:
    """The face of a font file, read once in a process."""
    return Face(path)


SAMPLE = "国务院一，1"
"""Characters drawn once to see whether a font's outlines can be read."""


@cache
def sound_face(path: Path) -> Face | None:
    """The face of a font file of the system, or None when the file is damaged or must not be embedded."""
    try:
        face = face_of(path)
        # A font may open and yet have outlines nobody can read; then the next one of the chain is taken.
        for character in filter(face.has, SAMPLE):
            face.outline(character)
    except FontProblem:
        return None
    return face


@cache
def packaged_serif() -> Face:
    """The packaged 宋体 (Noto Serif SC), its file checked against the known hash."""
    return _checked(pylopdf_fonts_zh_cn.serif_path())


@cache
def packaged_sans() -> Face:
    """The packaged 黑体 (Noto Sans SC), its file checked against the known hash."""
    return _checked(pylopdf_fonts_zh_cn.sans_path())


def _checked(path: Path) -> Face:
    with path.open("rb") as file:
        # Pages are equal on every computer only with the very same file.
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != PACKAGED.get(path.name):
        raise FontProblem(f"随程序安装的字体已损坏：{path.name}，请重新安装程序")
    return Face(path)
