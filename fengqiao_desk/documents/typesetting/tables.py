"""Tables as strips: ruled rows whose head is repeated on every page and whose tall rows run on over pages."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao_desk.documents.typesetting.blocks import Align, Table
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts import Role
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, TEXT_HEIGHT, TEXT_WIDTH

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

    @property
    def height(self) -> float:
        """The height the cell needs."""
        return len(self.lines) * self.kind.leading + 2 * PAD_TOP

    def draw(self, pen: Pen, top: float, height: float) -> None:
        """Draw the text in the middle of a cell of this height."""
        room = self.width - 2 * PAD_SIDE
        start = top + (height - len(self.lines) * self.kind.leading) / 2
        for number, line in enumerate(self.lines):
            slack = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[self.align] * (room - line.width)
            left = MARGIN_LEFT + self.left + PAD_SIDE + max(slack, 0.0)
            pen.text(self.kind, line, left, start + number * self.kind.leading)

    def parts(self, count: int) -> tuple[Box, Box]:
        """The first `count` lines and the rest."""
        first = Box(self.lines[:count], self.kind, self.left, self.width, self.align)
        return first, Box(self.lines[count:], self.kind, self.left, self.width, self.align)


def box(compositor: Compositor, kind: Type, text: str, left: float, width: float, align: Align) -> Box:
    """A cell's text broken for its width; line breaks in the text are kept."""
    room = width - 2 * PAD_SIDE
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


def row_strip(
    boxes: tuple[Box, ...], heads: tuple[Strip, ...] = (), *, tied: bool = False, grey: float = 1.0
) -> Strip:
    """One ruled row; a tall one can be split between its lines."""
    height = max(cell.height for cell in boxes)

    def draw(pen: Pen, top: float) -> None:
        if grey < 1:
            pen.patch(MARGIN_LEFT, top, sum(cell.width for cell in boxes), height, grey)
        for cell in boxes:
            pen.frame(MARGIN_LEFT + cell.left, top, cell.width, height, RULE)
            cell.draw(pen, top, height)

    def split(room: float) -> tuple[Strip, Strip] | None:
        count = int((room - 2 * PAD_TOP) / max(cell.kind.leading for cell in boxes))
        if count < 2:
            return None
        parts = [cell.parts(count) for cell in boxes]
        return row_strip(tuple(a for a, _ in parts), heads), row_strip(tuple(b for _, b in parts), heads)

    tall = max(len(cell.lines) for cell in boxes) > TALL
    return Strip(height, draw, tied=tied, heads=heads, split=split if tall else None)


def table(block: Table, compositor: Compositor) -> list[Strip]:
    """A table with its caption; the head is tied to the first row and repeated on every page."""
    columns = len(block.head)
    room = TEXT_HEIGHT if block.turned else TEXT_WIDTH
    lefts = edges(block.widths or (1.0,) * columns, room)
    kind, bold = small(block.size), small(block.size, Role.HEADING)

    def boxes(texts: tuple[str, ...], face: Type, aligns: tuple[Align, ...]) -> tuple[Box, ...]:
        return tuple(
            box(compositor, face, text, lefts[n], lefts[n + 1] - lefts[n], aligns[n])
            for n, text in enumerate(texts)
        )

    head = row_strip(boxes(block.head, bold, (Align.CENTRE,) * columns), tied=True, grey=0.93)
    aligns = block.alignments or (Align.LEFT,) * columns
    body = [row_strip(boxes(row, kind, aligns), (head,)) for row in block.rows]
    return [*_caption(block, compositor, room), head, *body, gap_strip()]


def gap_strip() -> Strip:
    """A little room under a table."""
    return Strip(LEADING / 4, lambda pen, top: None, blank=True)


def _caption(block: Table, compositor: Compositor, room: float) -> list[Strip]:
    if not block.caption:
        return []
    kind = small(14, Role.HEADING)
    line = compositor.line(kind, clean(block.caption))

    def draw(pen: Pen, top: float) -> None:
        pen.text(kind, line, MARGIN_LEFT + (room - line.width) / 2, top + (LEADING - kind.leading) / 2)

    return [Strip(LEADING, draw, tied=True, on_grid=True)]
