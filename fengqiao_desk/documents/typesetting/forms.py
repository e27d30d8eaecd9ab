"""Ruled forms of labels and values, whose cells may span columns and rows."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao_desk.documents.typesetting.blocks import (
    Align,
    Cell,
    FormTable,
)
from fengqiao_desk.documents.typesetting.compositor import Compositor, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts import Role
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import MARGIN_LEFT
from fengqiao_desk.documents.typesetting.tables import (
    PAD_TOP,
    RULE,
    Box,
    box,
    edges,
    gap_strip,
    row_strip,
)


@dataclass(frozen=True)
class _Placed:
    """A cell of a form with its first row and the rows it spans."""

    cell: Cell
    box: Box
    row: int

    @property
    def least(self) -> float:
        """The least height of the cell."""
        return max(self.box.height, self.cell.lines * self.box.kind.leading + 2 * PAD_TOP)


def form_table(block: FormTable, compositor: Compositor) -> list[Strip]:
    """A ruled form; rows bound together by a spanning cell stay on one page."""
    placed = _placed(block, compositor)
    strips: list[Strip] = []
    for first, last in _groups(placed, len(block.rows)):
        cells = [p for p in placed if first <= p.row <= last]
        if first == last and all(p.cell.lines == 1 for p in cells):
            strips.append(row_strip(tuple(p.box for p in cells)))
        else:
            strips.append(_group_strip(cells, first, last))
    return [*strips, gap_strip()]


def _placed(block: FormTable, compositor: Compositor) -> list[_Placed]:
    """Every cell at its columns; columns taken by a cell spanning from above are skipped."""
    lefts = edges(block.widths)
    kind, bold = small(block.size), small(block.size, Role.HEADING)
    taken: set[tuple[int, int]] = set()
    found: list[_Placed] = []
    for row, cells in enumerate(block.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            left, right = lefts[column], lefts[column + cell.columns]
            align = Align.CENTRE if cell.label else cell.align
            face = bold if cell.label else kind
            found.append(_Placed(cell, box(compositor, face, cell.text, left, right - left, align), row))
            column += cell.columns
    return found


def _groups(placed: list[_Placed], rows: int) -> list[tuple[int, int]]:
    """First and last row of each run of rows bound together by spanning cells."""
    reach = [
        max([p.row + p.cell.rows - 1 for p in placed if p.row == row], default=row) for row in range(rows)
    ]
    groups: list[tuple[int, int]] = []
    for row in range(rows):
        if groups and row <= groups[-1][1]:
            groups[-1] = (groups[-1][0], max(groups[-1][1], reach[row]))
        else:
            groups.append((row, reach[row]))
    return groups


def _group_strip(cells: list[_Placed], first: int, last: int) -> Strip:
    heights = [
        max([p.least for p in cells if p.row == row and p.cell.rows == 1], default=0.0)
        for row in range(first, last + 1)
    ]
    for p in sorted((p for p in cells if p.cell.rows > 1), key=lambda p: p.row + p.cell.rows):
        spanned = slice(p.row - first, p.row - first + p.cell.rows)
        heights[spanned.stop - 1] += max(0.0, p.least - sum(heights[spanned]))
    tops = [sum(heights[:n]) for n in range(len(heights) + 1)]

    def draw(pen: Pen, top: float) -> None:
        for p in cells:
            upper, lower = tops[p.row - first], tops[p.row - first + p.cell.rows]
            pen.frame(MARGIN_LEFT + p.box.left, top + upper, p.box.width, lower - upper, RULE)
            p.box.draw(pen, top + upper, lower - upper)

    return Strip(tops[-1], draw)
