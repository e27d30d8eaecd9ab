"""The quadratic outlines of a font file, read glyph by glyph, so that a font of many megabytes costs little memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib.tables._g_l_y_f import Glyph


class _Coordinates(Protocol):
    def translate(self, step: tuple[int, int]) -> None: ...


class Outline(Protocol):
    """A TrueType glyph of fontTools as far as it is used here; lengths in font units."""

    numberOfContours: int  # noqa: N815 - fontTools' name
    xMin: int  # noqa: N815 - fontTools' name
    xMax: int  # noqa: N815 - fontTools' name
    coordinates: _Coordinates

    def draw(self, pen: object, table: object, offset: int = 0) -> None:
        """Draw the contours with a pen of fontTools."""

    def compile(self, table: object) -> bytes:
        """The glyph as it stands in the `glyf` table of a file."""

    def recalcBounds(self, table: object) -> None:  # noqa: N802 - fontTools' name
        """Work its edges out anew after its points moved."""


class GlyphData:
    """The glyphs of an open font; its file may be closed afterwards and is opened again for each glyph."""

    extended = False
    """Asked by fontTools: this is the plain `glyf` table and not its successor."""

    def __init__(self, font: Any, path: Path) -> None:
        self._path = path
        # Places are read now: the font is closed after this, and only its path is kept.
        self._begin: int = font.reader.tables["glyf"].offset
        self._places = font["loca"].locations
        self._names: list[str] = font.getGlyphOrder()
        self._numbers: dict[str, int] = font.getReverseGlyphMap()

    def draw(self, name: str, bearing: int, pen: object) -> None:
        """Draw a glyph with plain contours, its ink beginning at its left side bearing (font units)."""
        glyph = self.glyph(name)
        # Composed glyphs are taken apart: their parts have other numbers in the subset that a document holds.
        plain = DecomposingRecordingPen(self)
        glyph.draw(plain, self, bearing - glyph.xMin if glyph.numberOfContours else 0)
        plain.replay(pen)

    def glyph(self, name: str) -> Outline:
        """A glyph as the file has it."""
        number = self._numbers[name]
        start, end = self._places[number], self._places[number + 1]
        # Opened anew for each glyph: with all of `glyf` in memory a font costs 60 MB instead of 15.
        with self._path.open("rb") as file:
            file.seek(self._begin + start)
            packed = Glyph(file.read(end - start))
        packed.expand(self)
        glyph: Outline = packed
        return glyph

    def __getitem__(self, name: str) -> _ComponentGlyph:
        """A part of a composed glyph: fontTools asks a glyph set so."""
        return _ComponentGlyph(self, name)

    def getGlyphName(self, number: int) -> str:  # noqa: N802 - fontTools' name
        """The name of a glyph by its number, as composed glyphs name their parts."""
        return self._names[number]


@dataclass(frozen=True)
class _ComponentGlyph:
    """A glyph as a part of a composed one."""

    data: GlyphData
    name: str

    def draw(self, pen: object) -> None:
        """Draw the part at its own place."""
        self.data.glyph(self.name).draw(pen, self.data)
