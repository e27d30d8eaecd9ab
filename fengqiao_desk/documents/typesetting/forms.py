"""Ruled forms of labels and values, whose cells may span columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fengqiao_desk.documents.typesetting.blocks import (
    Align,
    Cell,
    FormTable,
)
from fengqiao_desk.documents.typesetting.compositor import Compositor, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.rows import PAD_TOP, TALL, Box, Row, Side, box, edges, gap_strip
from fengqiao_desk.documents.typesetting.sizes import TEXT_HEIGHT


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
    """A ruled form; rows bound together by a spanning cell stay on one page, or are unbound when they fit none."""
    placed = _placed(block, compositor)
    strips: list[Strip] = []
    for first, last in _groups(placed):
        cells = [p for row in placed[first : last + 1] for p in row]
        heights = _heights(cells, first, last)
        # Bound together they fit no page.
        if sum(heights) > TEXT_HEIGHT and last > first:
            cells = _unbound(cells, first, last)
            strips += [
                Row(tuple(p.box for p in cells if p.row == row)).strip() for row in range(first, last + 1)
            ]
        else:
            strips += [_row(cells, heights, row, first) for row in range(first, last + 1)]
    return [*strips, gap_strip()]


def _placed(block: FormTable, compositor: Compositor) -> list[list[_Placed]]:
    """Every row's cells at their columns; columns taken by a cell spanning from above are skipped."""
    lefts = edges(block.widths)
    kind, bold = small(block.size), small(block.size, FontRole.HEADING)
    taken: set[tuple[int, int]] = set()
    found: list[list[_Placed]] = []
    for row, cells in enumerate(block.rows):
        found.append([])
        column = 0
        for given in cells:
            # A cell that spans beyond the last row would wait for rows that never come.
            cell = replace(given, rows=min(given.rows, len(block.rows) - row))
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            left, right = lefts[column], lefts[column + cell.columns]
            align = Align.CENTRE if cell.label else cell.align
            face = bold if cell.label else kind
            found[row].append(_Placed(cell, box(compositor, face, cell.text, left, right - left, align), row))
            column += cell.columns
    return found


def _groups(placed: list[list[_Placed]]) -> list[tuple[int, int]]:
    """First and last row of each run of rows bound together by spanning cells."""
    reach = [max([row + p.cell.rows - 1 for p in cells], default=row) for row, cells in enumerate(placed)]
    groups: list[tuple[int, int]] = []
    for row in range(len(placed)):
        if groups and row <= groups[-1][1]:
            groups[-1] = (groups[-1][0], max(groups[-1][1], reach[row]))
        else:
            groups.append((row, reach[row]))
    return groups


def _heights(cells: list[_Placed], first: int, last: int) -> list[float]:
    """The height of each row of a group; what a spanning cell needs beyond its rows is added to the last of them."""
    heights = [
        max([p.least for p in cells if p.row == row and p.cell.rows == 1], default=0.0)
        for row in range(first, last + 1)
    ]
    # Those that end higher first: what they add to a row counts for the cells that end below.
    for p in sorted((p for p in cells if p.cell.rows > 1), key=lambda p: p.row + p.cell.rows):
        spanned = slice(p.row - first, p.row - first + p.cell.rows)
        heights[spanned.stop - 1] += max(0.0, p.least - sum(heights[spanned]))
    return heights


def _unbound(cells: list[_Placed], first: int, last: int) -> list[_Placed]:
    """The cells with each spanning one cut into one a row: a long text runs on, a short one stands in the tallest row."""
    found = [p for p in cells if p.cell.rows == 1]
    heights = _heights(found, first, last)
    spanning = [p for p in cells if p.cell.rows > 1]
    for p in spanning:
        if len(p.box.lines) > TALL:
            found += _flowing(p, heights[p.row - first : p.row - first + p.cell.rows - 1])
    tallest = [max([p.least for p in found if p.row == row], default=0.0) for row in range(first, last + 1)]
    for p in spanning:
        if len(p.box.lines) <= TALL:
            # A short text in the tallest row needs no more room than is there.
            row = max(range(p.row, p.row + p.cell.rows), key=lambda row: tallest[row - first])
            nothing, whole = p.box.parts(0)
            found += [
                _Placed(p.cell, whole if each == row else nothing, each)
                for each in range(p.row, p.row + p.cell.rows)
            ]
    return sorted(found, key=lambda p: (p.row, p.box.left))


def _flowing(p: _Placed, heights: list[float]) -> Iterator[_Placed]:
    """A spanning cell cut into one a row: what fits the rows of these heights, and the rest in its last."""
    rest = p.box
    for number, height in enumerate(heights):
        part, rest = rest.parts(max(0, int((height - 2 * PAD_TOP) / rest.kind.leading)))
        yield _Placed(p.cell, part, p.row + number)
    yield _Placed(p.cell, rest, p.row + len(heights))


def _row(cells: list[_Placed], heights: list[float], row: int, first: int) -> Strip:
    boxes = tuple(p.box for p in cells if p.row == row and p.cell.rows == 1)
    sides = []
    for p in cells:
        if p.cell.rows > 1 and p.row <= row < p.row + p.cell.rows:
            reach = sum(heights[p.row - first : p.row - first + p.cell.rows])
            text = p.box if p.row == row else None
            closes = row == p.row + p.cell.rows - 1
            sides.append(Side(p.box.left, p.box.width, text, reach, closes))
    tied = row < first + len(heights) - 1
    return Row(boxes, tuple(sides), least=heights[row - first], tied=tied).strip()
