"""Labelled entries above rules, the usual face of a legal form, and places to sign."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fengqiao_desk.documents.typesetting.blocks import Entry, FillLines, SignatureLines
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import BODY, Compositor, Type, solid
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.rows import RULE, TALL
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, PITCH, TEXT_WIDTH

NARROWEST = 2.0
"""Cells a rule is long at least when entries stand beside each other."""
INSET = 0.25
"""Room between the beginning of a rule and the value above it, in cells."""

MOST_KEPT = 5
"""Rows of places to sign that are kept on one page; more of them run on."""
KEPT_BEFORE = 2
"""Lines of the text that go with them."""


@dataclass(frozen=True)
class _RowPart:
    """A line of a label or value; a value's rule runs from `start` to `end`; `step` counts lines down the row."""

    line: Line
    left: float
    step: int = 0
    start: float = 0.0
    end: float = 0.0


def fill_lines(block: FillLines, compositor: Compositor) -> list[Strip]:
    """Rows of labelled entries on rules; an entry alone in its row runs on over whole lines."""
    kind = BODY if block.size == BODY.size else solid(FontRole.BODY, block.size, block.size * 1.9)
    strips: list[Strip] = []
    for row in block.rows:
        beside = _row(row, compositor, kind) if len(row) > 1 else None
        strips += (
            [beside] if beside else [strip for entry in row for strip in _alone(entry, compositor, kind)]
        )
    return strips


def _values(compositor: Compositor, kind: Type, value: str, width: float, indent: float) -> list[Line]:
    """The lines of a value; line breaks in it are kept, only its very first line is indented."""
    first, *others = clean(value).split("\n")
    lines = [*compositor.lines(kind, first, width, indent)]
    for part in others:
        lines += compositor.lines(kind, part, width)
    return lines


def _alone(entry: Entry, compositor: Compositor, kind: Type) -> list[Strip]:
    """An entry over the whole width, one strip a line, so that it may run over pages."""
    *above, label = compositor.lines(kind, clean(entry.label), TEXT_WIDTH, justified=False)
    start, inset = label.width, INSET * kind.cell
    parts = [_RowPart(label, 0.0)]
    strips = [_strip(kind, [_RowPart(line, 0.0)]) for line in above]
    for line in _values(compositor, kind, entry.value, TEXT_WIDTH, start + inset):
        strips.append(_strip(kind, [*parts, _RowPart(line, start + inset, 0, start, TEXT_WIDTH)]))
        parts, start, inset = [], 0.0, 0.0
    return strips


def _row(row: tuple[Entry, ...], compositor: Compositor, kind: Type) -> Strip | None:
    """Entries beside each other; a value too long for its part runs on below itself, None when that takes too many lines."""
    inset = INSET * kind.cell
    labels = [compositor.line(kind, clean(entry.label)) for entry in row]
    left = 0.0
    parts: list[_RowPart] = []
    for entry, label, width in zip(row, labels, _widths(row, labels, compositor, kind), strict=True):
        start = left + label.width
        end = left + width - (kind.cell / 2 if entry is not row[-1] else 0.0)
        lines = _values(compositor, kind, entry.value, end - start - inset, 0.0)
        parts.append(_RowPart(label, left))
        parts += [_RowPart(line, start + inset, step, start, end) for step, line in enumerate(lines)]
        left += width
        # Then each entry has the whole width, one under the other.
        if len(lines) > TALL or end - start < NARROWEST * kind.cell:
            return None
    return _strip(kind, parts)


def _widths(row: tuple[Entry, ...], labels: list[Line], compositor: Compositor, kind: Type) -> list[float]:
    """Widths of a row's entries: what each needs and its share of the rest, or plain shares when the room is short."""
    shares = sum(entry.share for entry in row)
    values = [compositor.width(kind, max(clean(entry.value).split("\n"), key=len)) for entry in row]
    needs = [label.width + value + kind.cell for label, value in zip(labels, values, strict=True)]
    rest = TEXT_WIDTH - sum(needs)
    if rest >= 0:
        return [need + rest * entry.share / shares for need, entry in zip(needs, row, strict=True)]
    return [TEXT_WIDTH * entry.share / shares for entry in row]


def _strip(kind: Type, parts: list[_RowPart]) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        for part in parts:
            upper = top + part.step * kind.leading
            pen.text(kind, part.line, MARGIN_LEFT + part.left, upper)
            if part.end:
                # Three points below the foot of the characters, so that a rule does not touch g or 《.
                level = upper + (kind.leading + kind.size) / 2 + 3
                pen.rule(MARGIN_LEFT + part.start, MARGIN_LEFT + part.end, level, RULE)

    height = (1 + max(part.step for part in parts)) * kind.leading
    return Strip(height, draw, on_grid=kind.leading == LEADING)


def signature_lines(block: SignatureLines, compositor: Compositor) -> list[Strip]:
    """Places to sign; each is two lines high when a date is asked for, and is never broken.

    A few of them stay together and with the end of the text before them: no page bears signatures alone (此页无正文).
    """
    longest = max((compositor.width(BODY, clean(label)) for label in block.labels), default=0.0)
    # Nobody signs in less than four characters.
    if longest > TEXT_WIDTH / block.columns - 4 * PITCH:
        block = replace(block, columns=1)
    rows = [block.labels[n : n + block.columns] for n in range(0, len(block.labels), block.columns)]
    strips = [_signing_row(row, block, compositor) for row in rows]
    # More than that would be carried to a page of their own, away from the text.
    if len(strips) > MOST_KEPT:
        return strips
    return [
        replace(strip, tied=number < len(strips), tied_back=0 if number > 1 else KEPT_BEFORE)
        for number, strip in enumerate(strips, start=1)
    ]


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
            level = top + (LEADING + BODY.size) / 2 + 3
            pen.rule(left + line.width, right - (day.width if beside else 0.0), level, RULE)
            if block.dated:
                pen.text(BODY, day, right - day.width, top if beside else top + LEADING)

    return Strip(LEADING * (2 if block.dated and not beside else 1), draw, on_grid=True)
