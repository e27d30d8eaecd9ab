"""Which glyph shows which character of a line, and where: the fonts of one PDF and the positions inside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fengqiao_desk.documents.typesetting.characters import CLOSING, DASHES, HALF_WIDE, OPENING, is_full_width
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type
from fengqiao_desk.documents.typesetting.fonts.chains import MissingCharacters
from fengqiao_desk.documents.typesetting.fonts.embedding import EmbeddedFont, PdfDocument
from fengqiao_desk.documents.typesetting.fonts.faces import Face
from fengqiao_desk.documents.typesetting.fonts.files import Form
from fengqiao_desk.documents.typesetting.lines import MARKS, Line, spreads

NOTICEABLE = 0.004
"""Points: a smaller difference of position is not written."""
WIDE = 0.05
"""Room between two characters, in em, above which programs that extract text guess a space."""
STEP = 25
"""Forms are narrower or wider in steps of 1/40 em, so that few of them are embedded. They exist so that no two glyphs
overlap or stand apart: programs that extract text would break the line there or guess a space."""


@dataclass(frozen=True)
class Glyph:
    """A character as page streams show it: font, code, width drawn, shift before it (points), level stretch."""

    tag: str
    code: str
    drawn: float
    shift: float
    stretch: float = 1.0


_Key = tuple[Type, Face | None, int]
"""What decides how characters are drawn: type, a name's own face, and what they lose or gain (1/1000 em)."""


class GlyphCase:
    """The glyphs of one PDF; fonts are embedded as characters ask for them."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._tables: dict[_Key, dict[str, Glyph]] = {}
        self._shown: dict[tuple[Type, Line, tuple[str, ...]], str] = {}

    def shown(self, compositor: Compositor, kind: Type, line: Line) -> str:
        """The operators between BT and ET that show a line from the current point; kept for equal lines."""
        key = (kind, line, tuple(compositor.name_faces(kind.role)))
        known = self._shown.get(key)
        if known is None:
            known = self._shown[key] = self._operators(compositor, kind, line)
        return known

    def _operators(self, compositor: Compositor, kind: Type, line: Line) -> str:
        parts: list[str] = []
        run: list[str] = []
        want = at = between = 0.0
        # Tc adds the grid's room after every glyph; only what differs from it is written into TJ as a number.
        spacing = kind.cell - kind.size + (0.0 if _is_wide(kind, line) else line.gap)
        group: tuple[str, float] | None = None
        for glyph, room in self._placed(compositor, kind, line):
            if group != (glyph.tag, glyph.stretch):
                _close(parts, run)
                group = (glyph.tag, glyph.stretch)
                # Tz would stretch the spacing too (ISO 32000-1 9.4.4); a stretched dash fills its cell by itself.
                between = spacing if glyph.stretch == 1.0 else 0.0
                parts.append(f"/{glyph.tag} {kind.size:g} Tf {glyph.stretch * 100:.6g} Tz {between:.4f} Tc")
            origin = want + glyph.shift
            if abs(origin - at) > NOTICEABLE:
                run.append(f"> {(at - origin) * 1000 / kind.size / glyph.stretch:.1f} <")
            run.append(glyph.code)
            at = origin + glyph.drawn + between
            want += room
        _close(parts, run)
        return " ".join(parts)

    def _placed(self, compositor: Compositor, kind: Type, line: Line) -> Iterator[tuple[Glyph, float]]:
        """Each glyph of a line with the room it takes, in points."""
        advances = compositor.advances(kind)
        gap, squeeze = line.gap, line.squeeze
        glyphs = self._glyphs(compositor, kind, line)
        for glyph, character, following in zip(glyphs, line.text, line.text[1:] + "\n", strict=True):
            room = advances[character]
            if squeeze and character in MARKS:
                room -= squeeze
            if gap and spreads(character, following):
                room += gap
            yield glyph, room

    def _glyphs(self, compositor: Compositor, kind: Type, line: Line) -> list[Glyph]:
        found: list[Glyph] = []
        for part, face in self._parts(compositor, kind, line.text):
            known = self._tables.setdefault((kind, face, 0), {})
            found += [known.get(c) or self._glyph(compositor, (kind, face, 0), c) for c in part]
        if line.squeeze:
            # Glyphs made narrower, not only set closer: where boxes overlap, programs that extract text break the
            # line.
            self._refit(compositor, kind, line, found, round(line.squeeze / kind.size * 1000 / STEP) * STEP)
        elif _is_wide(kind, line):
            self._refit(compositor, kind, line, found, -round(line.gap / kind.size * 1000 / STEP) * STEP)
        return found

    def _refit(self, compositor: Compositor, kind: Type, line: Line, found: list[Glyph], cut: int) -> None:
        """Put narrower forms in place of squeezed marks, or wider forms where the line is spread."""
        faces = [face for part, face in self._parts(compositor, kind, line.text) for _ in part]
        for position, (character, following) in enumerate(zip(line.text, line.text[1:] + "\n", strict=True)):
            if spreads(character, following) if cut < 0 else character in MARKS:
                key = (kind, faces[position], cut)
                known = self._tables.setdefault(key, {})
                found[position] = known.get(character) or self._glyph(compositor, key, character)

    def _parts(self, compositor: Compositor, kind: Type, text: str) -> list[tuple[str, Face | None]]:
        """The text cut where names need a face of their own."""
        names = compositor.name_faces(kind.role)
        if not names:
            return [(text, None)]
        # The longer name first: 王喆 is also found inside 王喆明.
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return [(part, names.get(part)) for part in re.split(f"({pattern})", text) if part]

    def _glyph(self, compositor: Compositor, key: _Key, character: str) -> Glyph:
        kind, own, change = key
        face = own or compositor.fonts.chain(kind.role).face(character)
        if face is None:
            raise MissingCharacters([(character, character)])
        scale = kind.size / 1000
        cut, width = _fitted(kind, character, face.advance(character), compositor.advances(kind)[character])
        shift, stretch = 0.0, 1.0
        if character in DASHES:
            left, right = face.ink(character)
            # The ink from edge to edge, or two dashes do not meet: in Noto Serif SC one is 0.89 em wide.
            stretch = round(kind.cell / (right - left) / scale, 4)
            cut, width, shift = 0.0, face.advance(character), -left * scale * stretch
        # The blank half of an opening mark is its left one.
        if change > 0 and character in OPENING:
            cut += change
        width -= change / stretch
        font = self._font(face)
        glyph = Glyph(
            font.tag, font.code(Form(character, cut, width)), width * scale * stretch, shift, stretch
        )
        self._tables.setdefault(key, {})[character] = glyph
        return glyph

    def _font(self, face: Face) -> EmbeddedFont:
        if face not in self._fonts:
            self._fonts[face] = EmbeddedFont(face, self._document, len(self._fonts) + 1)
        return self._fonts[face]


def _is_wide(kind: Type, line: Line) -> bool:
    """Whether a line is spread so far that extraction would see spaces, were its glyphs not made wider."""
    return line.gap > WIDE * kind.size


def _fitted(kind: Type, character: str, width: float, room: float) -> tuple[float, float]:
    """What is cut off a character's left side and its width (1/1000 em), so that it fills the cell it stands in:
    closing marks stand left, opening marks right, others in the middle."""
    wanted = (room - kind.cell + kind.size) * 1000 / kind.size
    slack = wanted - width
    if abs(slack) <= STEP or not (is_full_width(character) or character in HALF_WIDE):
        return 0.0, width
    left = 0.0 if character in CLOSING else slack if character in OPENING else slack / 2
    return -left, wanted


def _close(parts: list[str], run: list[str]) -> None:
    if run:
        parts.append(f"[<{''.join(run)}>] TJ".replace("<>", ""))
        run.clear()
