"""Breaking a text into lines: nothing forbidden at either end, marks squeezed before words are pushed out, justified.

A line is kept as its text and the rule by which its characters stand apart; it is greedy, so the time is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from re import Pattern

from fengqiao_desk.documents.typesetting.characters import CLOSING, NO_END, NO_START, OPENING
from fengqiao_desk.documents.typesetting.sizes import ROUNDING

SQUEEZED = 0.5
"""Share of a cell a squeezed mark may lose."""
WIDEST_GAP = 0.5
"""Share of a cell two characters may be spread apart; a line that needs more stays short, its characters as they are."""

FARTHEST_CUT = 8
"""Characters by which a cut inside a piece too long for a line may be moved back."""

MARKS = CLOSING | OPENING


class Advances(dict[str, float]):
    """Widths of characters in points, worked out when first asked for."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        super().__init__()
        self._measure = measure

    def __missing__(self, character: str) -> float:
        width = self[character] = self._measure(character)
        return width


@dataclass(frozen=True)
class Line:
    """One line: its text, the extra room between two characters and the share of a cell every mark loses (points)."""

    text: str
    width: float
    gap: float = 0.0
    squeeze: float = 0.0


@dataclass(frozen=True)
class Measure:
    """The room lines are broken for, in points: the first line may be shorter; `cell` is a full-width character."""

    width: float
    cell: float
    first: float = -1.0
    justified: bool = True


class Breaker:
    """Breaks the paragraphs of one type into lines."""

    def __init__(self, advances: Advances, pattern: Pattern[str]) -> None:
        self._advances = advances
        self._pattern = pattern

    def width(self, text: str) -> float:
        """The natural width of a text in points."""
        return sum(map(self._advances.__getitem__, text))

    def lines(self, text: str, measure: Measure) -> list[Line]:
        """The lines of one paragraph (without line breaks in it); an empty text is one empty line."""
        filling = _Filling(self, measure)
        for atom in self._pattern.findall(text):
            filling.add(atom)
        return filling.finished()

    def pieces(self, atom: str, limit: float) -> Iterator[str]:
        """A piece that fits no line, cut where it must be: nothing is lost, no cut is looked for far back."""
        start, width = 0, 0.0
        for position, character in enumerate(atom):
            advance = self._advances[character]
            while width + advance > limit + ROUNDING and position > start:
                cut = _cut(atom, start, position)
                yield atom[start:cut]
                start, width = cut, self.width(atom[cut:position])
            width += advance
        yield atom[start:]


def _cut(atom: str, start: int, position: int) -> int:
    """Where to cut a piece that must be cut before `position`: a little earlier, when that leaves nothing forbidden."""
    for cut in range(position, max(start, position - FARTHEST_CUT), -1):
        if atom[cut] not in NO_START and atom[cut - 1] not in NO_END:
            return cut
    return position


class _Filling:
    """The lines of a paragraph while they are filled, piece by piece."""

    def __init__(self, breaker: Breaker, measure: Measure) -> None:
        self._breaker = breaker
        self._measure = measure
        self._done: list[Line] = []
        self._atoms: list[str] = []
        self._width = 0.0
        self._marks = 0

    def _limit(self) -> float:
        return self._measure.first if not self._done and self._measure.first >= 0 else self._measure.width

    def add(self, atom: str) -> None:
        """Put a piece on the line, squeezing marks for it if need be, or begin the next line with it."""
        width = self._breaker.width(atom)
        limit = self._limit() + ROUNDING
        if self._width + width <= limit:
            self._take(atom, width)
        elif self._width + self._breaker.width(atom.rstrip(" 　")) <= limit or self._fits_squeezed(
            atom, width, limit
        ):
            self._take(atom, width)
            self._end()
        else:
            self._push_out(atom, width)

    def _fits_squeezed(self, atom: str, width: float, limit: float) -> bool:
        # Squeezing is for what must stay whole, words and numbers; a single character begins the next line.
        if len(atom) == 1 or not self._measure.justified:
            return False
        marks = self._marks + sum(c in MARKS for c in atom)
        return self._width + width - marks * SQUEEZED * self._measure.cell <= limit

    def _push_out(self, atom: str, width: float) -> None:
        if self._atoms:
            self._end()
        # A blank that fits no line goes with the break.
        if atom.isspace():
            return
        # Behind a long label little room is left: the first line stays empty and the word stays whole.
        if self._limit() < self._measure.width / 2 and width > self._limit() + ROUNDING:
            self._end()
        # Only what fits no line of its own is cut.
        if width <= self._limit() + ROUNDING:
            self._take(atom, width)
            return
        for piece in self._breaker.pieces(atom, self._limit()):
            if self._atoms:
                self._end()
            self._take(piece, self._breaker.width(piece))

    def _take(self, atom: str, width: float) -> None:
        self._atoms.append(atom)
        self._width += width
        # Most pieces are one Han character and are not looked through.
        if len(atom) > 1 or atom in MARKS:
            self._marks += sum(c in MARKS for c in atom)

    def _end(self, *, last: bool = False) -> None:
        joined = "".join(self._atoms)
        # Blanks at an end would hold the text back from the right edge.
        text = joined.rstrip(" 　") if not last else joined
        width = self._width - (self._breaker.width(joined[len(text) :]) if len(text) < len(joined) else 0.0)
        over = width - self._limit()
        gap = squeeze = 0.0
        if over > ROUNDING:
            squeeze = self._squeeze(text, over)
        elif self._measure.justified and not last:
            wanted = -over / max(count_gaps(text), 1)
            # Spread further, a line falls apart into characters.
            gap = wanted if wanted <= WIDEST_GAP * self._measure.cell else 0.0
        self._done.append(Line(text, width, gap, squeeze))
        self._atoms, self._width, self._marks = [], 0.0, 0

    def _squeeze(self, text: str, over: float) -> float:
        """What each mark loses; a closing mark at the end gives its blank half first, which nobody sees."""
        half = SQUEEZED * self._measure.cell
        if text[-1] in CLOSING:
            others = self._marks - 1
            return max(0.0, over - half) / others if others else 0.0
        return over / max(self._marks, 1)

    def finished(self) -> list[Line]:
        """All lines, the last one unjustified."""
        if self._atoms or not self._done:
            self._end(last=True)
        return self._done


def spreads(left: str, right: str) -> bool:
    """Whether two neighbours may be spread apart: not inside a word, a number, a dash or an ellipsis."""
    if left < "\u0250" and right < "\u0250":
        return left == " " or right == " "
    return not (left == right and left in "—…")


def count_gaps(text: str) -> int:
    """How many places of the line may be widened."""
    if not any(c < "\u0250" or c in "—…" for c in text):
        return len(text) - 1
    return sum(spreads(left, right) for left, right in pairwise(text))
