"""One composition: which faces, widths and lines a text has in a given type; text is cleaned and checked here, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fengqiao_desk.documents.typesetting.characters import HALF_WIDE, atoms_pattern, clean, is_full_width
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole, FontSet, MissingCharacters
from fengqiao_desk.documents.typesetting.fonts.faces import Face
from fengqiao_desk.documents.typesetting.lines import Advances, Breaker, Line, Measure
from fengqiao_desk.documents.typesetting.sizes import LEADING, PITCH, SIZES


# Compared by identity (so `solid` gives the same object again): dictionaries by type are asked for every line.
@dataclass(frozen=True, eq=False)
class Type:
    """A role at a size: `cell` is the width of a full-width character, `leading` the height of a line (points)."""

    role: FontRole
    size: float
    cell: float
    leading: float


BODY = Type(FontRole.BODY, SIZES["三号"], PITCH, LEADING)
HEADING = Type(FontRole.HEADING, SIZES["三号"], PITCH, LEADING)
KAI = Type(FontRole.KAI, SIZES["三号"], PITCH, LEADING)
TITLE = Type(FontRole.TITLE, SIZES["二号"], SIZES["二号"], LEADING)
ORGAN = Type(FontRole.TITLE, SIZES["小二"], SIZES["小二"], LEADING)
FOLIO = Type(FontRole.NUMERAL, SIZES["四号"], SIZES["四号"], LEADING)


@cache
def solid(role: FontRole, size: float, leading: float) -> Type:
    """A type set solid (a cell as wide as the size), the same object for the same measures."""
    return Type(role, size, size, leading)


def small(size: float, role: FontRole = FontRole.BODY) -> Type:
    """A type for tables and forms, set solid: `size` in points, lines 1.45 × apart."""
    return solid(role, size, round(size * 1.45, 2))


NO_NAMES: dict[str, Face] = {}


class Shared:
    """What the sheets of a batch have in common: widths and lines worked out once."""

    def __init__(self) -> None:
        self.advances: dict[Type, Advances] = {}
        self.breakers: dict[tuple[Type, tuple[str, ...]], Breaker] = {}
        self.lines: dict[tuple[Type, tuple[str, ...], str, Measure], tuple[Line, ...]] = {}


class Compositor:
    """Measures and breaks the texts of one sheet; its names stand in one face each."""

    def __init__(self, fonts: FontSet, names: tuple[str, ...] = (), shared: Shared | None = None) -> None:
        self.fonts = fonts
        self._names = tuple(dict.fromkeys(name for name in map(clean, names) if len(name) > 1))
        self._shared = shared or Shared()
        self._name_faces: dict[FontRole, dict[str, Face]] = {}
        self._missing: dict[str, str] = {}

    def name_faces(self, role: FontRole) -> dict[str, Face]:
        """Names that need a face of their own in this role, because the usual one lacks a character."""
        # Most papers name nobody: the one empty dictionary for all of them.
        if not self._names:
            return NO_NAMES
        if role not in self._name_faces:
            chain = self.fonts.chain(role)
            faces = {name: chain.face_for_name(name) for name in self._names}
            self._name_faces[role] = {name: face for name, face in faces.items() if face is not None}
        return self._name_faces[role]

    def advances(self, kind: Type) -> Advances:
        """Widths of characters in this type, in points."""
        known = self._shared.advances
        if kind not in known:
            known[kind] = Advances(lambda character: self._advance(kind, character))
        return known[kind]

    def lines(
        self, kind: Type, text: str, width: float, indent: float = 0.0, *, justified: bool = True
    ) -> tuple[Line, ...]:
        """The lines of a cleaned paragraph in `width` points, its first line shorter by `indent` points.

        Where no character fits, lines are one character wide and stick out; a first line without room stays empty.
        """
        width = max(width, kind.cell)
        measure = Measure(width, kind.cell, max(width - indent, 0.0), justified)
        text = text.replace("\n", " ")
        # Names are never broken, so beside other names the same text has other lines.
        key = (kind, tuple(self.name_faces(kind.role)), text, measure)
        known = self._shared.lines.get(key)
        if known is None:
            self._check(text)
            known = self._shared.lines[key] = tuple(self._breaker(kind).lines(text, measure))
        return known

    def line(self, kind: Type, text: str) -> Line:
        """A text as one line, whatever its width; line breaks in it become blanks."""
        text = text.replace("\n", " ")
        self._check(text)
        return Line(text, self.width(kind, text))

    def width(self, kind: Type, text: str) -> float:
        """The natural width of a text in points."""
        return self._breaker(kind).width(text)

    def refuse_missing(self) -> None:
        """Raise MissingCharacters when a text held characters that no font has."""
        if self._missing:
            raise MissingCharacters(self._missing.items())

    def _breaker(self, kind: Type) -> Breaker:
        key = (kind, tuple(self.name_faces(kind.role)))
        if key not in self._shared.breakers:
            self._shared.breakers[key] = Breaker(self.advances(kind), atoms_pattern(key[1]))
        return self._shared.breakers[key]

    def _check(self, text: str) -> None:
        # Every chain goes on through the fonts of all roles: what this one lacks, all lack.
        chain = self.fonts.chain(FontRole.BODY)
        for character in set(text):
            if chain.face(character) is None and character not in self._missing:
                place = text.index(character)
                # Six characters around it, so that whoever reads the refusal finds the place.
                self._missing[character] = text[max(0, place - 6) : place + 7]

    def _advance(self, kind: Type, character: str) -> float:
        if character in HALF_WIDE:
            return kind.cell / 2
        if is_full_width(character):
            return kind.cell
        face = self.fonts.chain(kind.role).face(character)
        return kind.cell if face is None else face.advance(character) * kind.size / 1000
