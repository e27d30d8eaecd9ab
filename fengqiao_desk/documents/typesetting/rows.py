"""Ruled rows: cells of broken text, cells reaching over several rows, and rows that run on over pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fengqiao_desk.documents.typesetting.blocks import Align
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, TEXT_WIDTH

PAD_SIDE = 4.0
PAD_TOP = 3.5
RULE = 0.5
"""Thickness of table rules in points."""
TALL = 6
"""A row of more lines than this may be broken over pages."""


@dataclass(frozen=True)
class Box:
    """The text of a cell broken into lines, with the cell's left edge and width in points."""

    lines: tuple[Line, ...]
    kind: Type
    left: float
    width: float
    align: Align = Align.LEFT
    padding: float = PAD_TOP

    @property
    def height(self) -> float:
        """The height the cell needs."""
        return len(self.lines) * self.kind.leading + 2 * self.padding

    def draw(self, pen: Pen, top: float, height: float) -> None:
        """Draw the text in the middle of a cell of this height."""
        room = self.width - 2 * PAD_SIDE
        start = top + (height - len(self.lines) * self.kind.leading) / 2
        for number, line in enumerate(self.lines):
            slack = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[self.align] * (room - line.width)
            # Wider than its cell, a text begins at the left edge: its beginning can be read.
            left = MARGIN_LEFT + self.left + PAD_SIDE + max(slack, 0.0)
            pen.text(self.kind, line, left, start + number * self.kind.leading)

    def parts(self, count: int) -> tuple[Box, Box]:
        """The first `count` lines and the rest."""
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


def box(compositor: Compositor, kind: Type, text: str, left: float, width: float, align: Align) -> Box:
    """A cell's text broken for its width; line breaks in the text are kept."""
    room = width - 2 * PAD_SIDE
    # A narrow cell would tear its characters apart.
    justified = align is Align.LEFT and room > 8 * kind.cell
    lines = [
        line
        for part in clean(text).split("\n")
        for line in compositor.lines(kind, part, room, justified=justified)
    ]
    return Box(tuple(lines), kind, left, width, align)


def edges(widths: tuple[float, ...], room: float = TEXT_WIDTH) -> list[float]:
    """Left edges of columns of these relative widths, and the right edge of the last, in points."""
    whole = sum(widths)
    found = [0.0]
    for width in widths:
        found.append(found[-1] + width / whole * room)
    return found


@dataclass(frozen=True)
class Side:
    """A cell reaching over several rows as one of them draws it: the first draws its text over `reach` points."""

    left: float
    width: float
    text: Box | None = None
    reach: float = 0.0
    closes: bool = False

    def draw(self, pen: Pen, top: float, height: float) -> None:
        """Draw the cell's upright rules over this row, its text and the level rules where it begins and ends."""
        left, right = MARGIN_LEFT + self.left, MARGIN_LEFT + self.left + self.width
        for edge in (left, right):
            pen.patch(edge - RULE / 2, top, RULE, height)
        if self.text is not None:
            pen.rule(left, right, top, RULE)
            self.text.draw(pen, top, self.reach)
        if self.closes:
            pen.rule(left, right, top + height, RULE)


@dataclass(frozen=True)
class Row:
    """One ruled row, at least `least` points high; a tall one can be split between its lines."""

    boxes: tuple[Box, ...]
    sides: tuple[Side, ...] = ()
    heads: tuple[Strip, ...] = ()
    least: float = 0.0
    tied: bool = False
    grey: float = 1.0

    @property
    def height(self) -> float:
        """The row's height in points."""
        return max([self.least, *(cell.height for cell in self.boxes)])

    def strip(self) -> Strip:
        """The row as a strip of a page."""
        tall = max((len(cell.lines) for cell in self.boxes), default=0) > TALL
        split = self._split if tall else None
        return Strip(self.height, self._draw, tied=self.tied, heads=self.heads, split=split)

    def _draw(self, pen: Pen, top: float) -> None:
        if self.grey < 1:
            pen.patch(MARGIN_LEFT, top, sum(cell.width for cell in self.boxes), self.height, self.grey)
        for side in self.sides:
            side.draw(pen, top, self.height)
        for cell in self.boxes:
            pen.frame(MARGIN_LEFT + cell.left, top, cell.width, self.height, RULE)
            cell.draw(pen, top, self.height)

    def _split(self, room: float) -> tuple[Strip, Strip] | None:
        count = int((room - 2 * PAD_TOP) / max(cell.kind.leading for cell in self.boxes))
        # No line stands alone at the foot of a page.
        if count < 2:
            return None
        parts = [cell.parts(count) for cell in self.boxes]
        upper = tuple(replace(side, closes=True, reach=min(side.reach, room)) for side in self.sides)
        # The text of a spanning cell stands once, in the upper half.
        lower = tuple(replace(side, text=None) for side in self.sides)
        first = replace(self, boxes=tuple(part for part, _ in parts), sides=upper, least=0.0, tied=False)
        rest = replace(self, boxes=tuple(part for _, part in parts), sides=lower, least=0.0)
        return first.strip(), rest.strip()


def gap_strip() -> Strip:
    """A little room under a table."""
    return Strip(LEADING / 4, lambda pen, top: None, blank=True)
