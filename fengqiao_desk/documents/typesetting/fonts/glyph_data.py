"""The quadratic outlines of a font file, read glyph by glyph, so that a font of many megabytes costs little memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib.tables._g_l_y_f import Glyph


class GlyphData:
    """The glyphs of an open font; its file may be closed afterwards and is opened again for each glyph."""

    extended = False
    """Asked by fontTools: this is the plain `glyf` table and not its successor."""

    def __init__(self, font: Any, path: Path) -> None:
        self._path = path
        self._begin: int = font.reader.tables["glyf"].offset
        self._places = font["loca"].locations
        self._names: list[str] = font.getGlyphOrder()
        self._numbers: dict[str, int] = font.getReverseGlyphMap()

    def draw(self, name: str, bearing: int, pen: Any) -> None:
        """Draw a glyph with plain contours, its ink beginning at its left side bearing (font units)."""
        glyph = self.glyph(name)
        plain = DecomposingRecordingPen(self)
        glyph.draw(plain, self, bearing - glyph.xMin if glyph.numberOfContours else 0)
        plain.replay(pen)

    def glyph(self, name: str) -> Any:
        """A glyph as the file has it."""
        number = self._numbers[name]
        start, end = self._places[number], self._places[number + 1]
        with self._path.open("rb") as file:
            file.seek(self._begin + start)
            glyph: Any = Glyph(file.read(end - start))
        glyph.expand(self)
        return glyph

    def __getitem__(self, name: str) -> _Part:
        return _Part(self, name)

    def getGlyphName(self, number: int) -> str:  # noqa: N802 - fontTools' name
        """The name of a glyph by its number, as composed glyphs name their parts."""
        return self._names[number]


@dataclass(frozen=True)
class _Part:
    """A glyph as a part of a composed one."""

    data: GlyphData
    name: str

    def draw(self, pen: Any) -> None:
        """Draw the part at its own place."""
        self.data.glyph(self.name).draw(pen, self.data)
