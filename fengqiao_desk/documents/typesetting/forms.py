"""Legal forms as strips: ruled forms with spans, entries on rules, places to sign, receipts below a perforation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from fengqiao_desk.documents.typesetting.blocks import Align, Cell, Entry, FillLines, FormTable, SignatureLines
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import BODY, Compositor, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts import Role
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, PITCH, TEXT_WIDTH
from fengqiao_desk.documents.typesetting.tables import (
    PAD_TOP,
    RULE,
    Align,
    Box,
    box,
    edges,
    gap_strip,
    row_strip,
)

RULE_DROP = 3.0
"""Points between a line's cell bottom and the rule of an entry, measured upwards."""


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


def fill_lines(block: FillLines, compositor: Compositor) -> list[Strip]:
    """Rows of labelled entries on rules; an entry alone in its row runs on over whole lines."""
    strips: list[Strip] = []
    for row in block.rows:
        strips += _alone(row[0], compositor) if len(row) == 1 else [_side_by_side(row, compositor)]
    return strips


def _value_lines(compositor: Compositor, value: str, width: float, indent: float) -> list[Line]:
    lines: list[Line] = []
    for part in clean(value).split("\n"):
        lines += compositor.lines(BODY, part, width, indent if not lines else 0.0)
    return lines


def _alone(entry: Entry, compositor: Compositor) -> list[Strip]:
    label = compositor.line(BODY, clean(entry.label))
    indent = label.width
    strips = []
    for number, line in enumerate(_value_lines(compositor, entry.value, TEXT_WIDTH, indent)):
        strips.append(_ruled([(label, 0.0)] if number == 0 else [], [(line, indent, TEXT_WIDTH)]))
        indent = 0.0
    return strips


def _side_by_side(row: tuple[Entry, ...], compositor: Compositor) -> Strip:
    """Entries beside each other; a value too long for its part runs on below itself."""
    lefts = edges(tuple(entry.share for entry in row))
    parts: list[Strip] = []
    for number, entry in enumerate(row):
        right = lefts[number + 1] - (PITCH / 2 if number + 1 < len(row) else 0.0)
        label = compositor.line(BODY, clean(entry.label))
        start = lefts[number] + label.width
        lines = _value_lines(compositor, entry.value, right - start, 0.0)
        for step, line in enumerate(lines):
            strip = _ruled([(label, lefts[number])] if step == 0 else [], [(line, start, right)])
            parts.append(replace(strip, draw=_lowered(strip, step), height=(step + 1) * LEADING))

    def draw(pen: Pen, top: float) -> None:
        for part in parts:
            part.draw(pen, top)

    return Strip(max(part.height for part in parts), draw, on_grid=True)


def _lowered(strip: Strip, step: int) -> Callable[[Pen, float], None]:
    return lambda pen, top: strip.draw(pen, top + step * LEADING)


def _ruled(labels: list[tuple[Line, float]], values: list[tuple[Line, float, float]]) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        for line, left in labels:
            pen.text(BODY, line, MARGIN_LEFT + left, top)
        for line, left, right in values:
            pen.text(BODY, line, MARGIN_LEFT + left, top)
            level = top + LEADING - RULE_DROP
            pen.rule(MARGIN_LEFT + left, level, MARGIN_LEFT + right, level, RULE)

    return Strip(LEADING, draw, on_grid=True)


def signature_lines(block: SignatureLines, compositor: Compositor) -> list[Strip]:
    """Places to sign; each is two lines high when a date is asked for, and is never broken."""
    rows = [block.labels[n : n + block.columns] for n in range(0, len(block.labels), block.columns)]
    return [_signing_row(row, block, compositor) for row in rows]


def _signing_row(labels: tuple[str, ...], block: SignatureLines, compositor: Compositor) -> Strip:
    lines = [compositor.line(BODY, clean(label)) for label in labels]
    day = compositor.line(BODY, "　　年　　月　　日")
    width = TEXT_WIDTH / block.columns
    beside = block.dated and block.columns == 1

    def draw(pen: Pen, top: float) -> None:
        for number, line in enumerate(lines):
            left = MARGIN_LEFT + number * width
            right = left + width - (PITCH if number + 1 < block.columns else 0.0)
            pen.text(BODY, line, left, top)
            level = top + LEADING - RULE_DROP
            pen.rule(left + line.width, level, right - (day.width if beside else 0.0), level, RULE)
            if block.dated:
                pen.text(BODY, day, right - day.width, top if beside else top + LEADING)

    return Strip(LEADING * (2 if block.dated and not beside else 1), draw, on_grid=True)
