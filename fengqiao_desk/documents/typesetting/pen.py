"""The pen that writes on the pages of one PDF: lines of type, rules and patches; positions in points from the page's top left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from fengqiao_desk.documents.typesetting.characters import CLOSING, DASHES, HALF_WIDE, OPENING, is_full_width
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type
from fengqiao_desk.documents.typesetting.embedding import EmbeddedFont
from fengqiao_desk.documents.typesetting.faces import Face
from fengqiao_desk.documents.typesetting.lines import MARKS, Line, spreads
from fengqiao_desk.documents.typesetting.sizes import ASCENT, PAGE_HEIGHT, PAGE_WIDTH

STROKE = 0.45 / 22
"""Width of the stroke that gives 宋体 the weight of 小标宋, as a share of the size (typesetting.md §1)."""
RED = "0.85 0 0"
GREY = "0.82 0.82 0.82"
NOTICEABLE = 0.004
"""Points: a smaller difference of position is not written."""


@dataclass(frozen=True)
class Glyph:
    """A character as the page stream shows it: font, code, width drawn, shift before it (points), horizontal stretch."""

    tag: str
    code: str
    drawn: float
    shift: float
    stretch: float


class _NoInitialFont:
    """Stands in for reportlab's un-embedded Helvetica, which every page would select first (PDF/A forbids it)."""

    fontName = "NoInitialFont"  # noqa: N815 - reportlab's name
    face = type("NoFace", (), {"name": "NoInitialFont"})
    encoding = None
    _dynamicFont = 1
    _multiByte = 0


class Pen:
    """Writes one PDF file."""

    def __init__(self, compositor: Compositor) -> None:
        self.compositor = compositor
        if _NoInitialFont.fontName not in pdfmetrics._fonts:
            pdfmetrics.registerFont(_NoInitialFont())
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=_NoInitialFont.fontName,
            lang="zh-CN",
            pdfVersion=(1, 7),
        )
        self.height = PAGE_HEIGHT
        self._fonts: dict[int, EmbeddedFont] = {}
        self._glyphs: dict[tuple[Type, int], dict[str, Glyph]] = {}

    def use(self, compositor: Compositor) -> None:
        """Go on with another sheet's compositor (same fonts, other names)."""
        self.compositor = compositor

    def end_page(self) -> None:
        """Finish the page; the next call writes on the next one."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The finished file as reportlab writes it."""
        self._canvas.save()
        return self._file.getvalue()

    def mark(self, key: str, title: str) -> None:
        """Put this page into the file's outline."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, 0, True)

    def rule(
        self, left: float, top: float, right: float, bottom: float, width: float = 0.5, colour: str = ""
    ) -> None:
        """A straight rule between two points."""
        paint = f"{colour} RG " if colour else ""
        self._put(
            f"q {paint}{width:g} w {left:.3f} {self.height - top:.3f} m {right:.3f} {self.height - bottom:.3f} l S Q"
        )

    def dashes(self, left: float, right: float, top: float, dash: float = 3.0) -> None:
        """A level broken rule, as above a perforation."""
        y = self.height - top
        self._put(f"q 0.6 w [{dash:g} {dash:g}] 0 d {left:.3f} {y:.3f} m {right:.3f} {y:.3f} l S Q")

    def patch(self, left: float, top: float, width: float, height: float, grey: float = 0.0) -> None:
        """A filled rectangle; 0 is black, 1 white."""
        self._put(f"q {grey:g} g {left:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re f Q")

    def frame(self, left: float, top: float, width: float, height: float, line: float = 0.5) -> None:
        """An empty rectangle."""
        self._put(f"q {line:g} w {left:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re S Q")

    def text(self, kind: Type, line: Line, left: float, top: float, colour: str = "") -> None:
        """A line of type in its cell whose upper left corner is given; the cell is `kind.leading` high."""
        base = top + (kind.leading - kind.size) / 2 + kind.size * ASCENT
        self.text_at(kind, line, f"1 0 0 1 {left:.3f} {self.height - base:.3f}", colour)

    def text_at(self, kind: Type, line: Line, matrix: str, colour: str = "") -> None:
        """A line of type whose base line begins at the origin of a PDF text matrix."""
        shown = f"BT {matrix} Tm {self._shown(kind, line)} ET"
        if self.compositor.fonts.is_stroked(kind.role):
            paint = f"{colour} rg {colour} RG" if colour else ""
            shown = f"q {paint} {kind.size * STROKE:.3f} w 1 j 1 J 2 Tr {shown} Q"
        elif colour:
            shown = f"q {colour} rg {shown} Q"
        self._put(shown)

    def _put(self, operators: str) -> None:
        self._canvas._code.append(operators)

    def _shown(self, kind: Type, line: Line) -> str:
        parts: list[str] = []
        spacing = kind.cell - kind.size + line.gap
        want = at = 0.0
        group: tuple[str, float] | None = None
        run: list[str] = []
        for glyph, shift, advance in self._placed(kind, line):
            if group != (glyph.tag, glyph.stretch):
                _close(parts, run)
                group = (glyph.tag, glyph.stretch)
                between = spacing if glyph.stretch == 1.0 else 0.0
                parts.append(f"/{glyph.tag} {kind.size:g} Tf {glyph.stretch * 100:.4g} Tz {between:.4g} Tc")
            origin = want + shift
            if abs(origin - at) > NOTICEABLE:
                run.append(f"> {(at - origin) * 1000 / kind.size / glyph.stretch:.1f} <")
            run.append(glyph.code)
            at = origin + glyph.drawn + between
            want += advance
        _close(parts, run)
        return " ".join(parts)

    def _placed(self, kind: Type, line: Line) -> Any:
        """Each glyph of a line with its shift and the room it takes, in points."""
        advances = self.compositor.advances(kind)
        text, gap, squeeze = line.text, line.gap, line.squeeze
        for position, glyph in enumerate(self._glyphs_of(kind, text)):
            character = text[position]
            room = advances[character]
            shift = glyph.shift
            if squeeze and character in MARKS:
                room -= squeeze
                if character in OPENING:
                    shift -= squeeze
            if gap and position + 1 < len(text) and spreads(character, text[position + 1]):
                room += gap
            yield glyph, shift, room

    def _glyphs_of(self, kind: Type, text: str) -> list[Glyph]:
        names = self.compositor.name_faces(kind.role)
        if not names:
            known = self._table(kind, None)
            return [known.get(c) or self._glyph(kind, c, None) for c in text]
        found: list[Glyph] = []
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        for part in re.split(f"({pattern})", text):
            face = names.get(part)
            found += [self._table(kind, face).get(c) or self._glyph(kind, c, face) for c in part]
        return found

    def _table(self, kind: Type, face: Face | None) -> dict[str, Glyph]:
        return self._glyphs.setdefault((kind, id(face)), {})

    def _glyph(self, kind: Type, character: str, face: Face | None) -> Glyph:
        chosen = face or self.compositor.fonts.chain(kind.role).face(character)
        assert chosen is not None, "missing characters are refused before anything is drawn"
        font = self._fonts.get(id(chosen))
        if font is None:
            font = self._fonts[id(chosen)] = EmbeddedFont(chosen, self._canvas._doc, len(self._fonts) + 1)
        drawn = chosen.advance(character) * kind.size / 1000
        room = self.compositor.advances(kind)[character]
        shift, stretch = _standing(character, drawn, room), 1.0
        if character in DASHES:
            left, right = (v * kind.size / 1000 for v in chosen.ink(character))
            stretch = round(kind.cell / (right - left), 4)
            shift, drawn = -left * stretch, drawn * stretch
        glyph = Glyph(font.tag, font.code(character), drawn, shift, stretch)
        self._table(kind, face)[character] = glyph
        return glyph


def _standing(character: str, drawn: float, room: float) -> float:
    """Where a character narrower or wider than its cell stands in it: closing marks left, opening marks right, others centred."""
    if character in CLOSING or not (is_full_width(character) or character in HALF_WIDE):
        return 0.0
    return room - drawn if character in OPENING else (room - drawn) / 2


def _close(parts: list[str], run: list[str]) -> None:
    if run:
        parts.append(f"[<{''.join(run)}>] TJ".replace("<>", ""))
        run.clear()
