"""A trace of goods as a drawing: places as boxes, arrows between them from left to right, safe in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import ceil

from fengqiao_desk.documents.typesetting.blocks import Trace, TraceEdge
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts import Role
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.rows import gap_strip
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, TEXT_HEIGHT, TEXT_WIDTH
from fengqiao_desk.documents.typesetting.trace_boxes import HEAD, MOST_COLUMNS, PAD, NodeBox, Scale
from fengqiao_desk.documents.typesetting.trace_layout import Order, order
from fengqiao_desk.documents.typesetting.trace_plan import Arrow, Plan

TALLEST = TEXT_HEIGHT - 3 * LEADING
"""A taller drawing is split into parts, each on one page."""

Numbered = tuple[int, TraceEdge]


def trace(block: Trace, compositor: Compositor) -> list[Strip]:
    """The drawing under its title; what does not fit one page is split, places met again have a broken frame."""
    plans = [*_plans(block, compositor)]
    met = [key for plan in plans for key in plan.boxes]
    repeated = frozenset(key for key in met if met.count(key) > 1)
    strips = []
    for number, plan in enumerate(plans, start=1):
        count = f"（{number}/{len(plans)}，虚线框在其他部分也有）" if repeated else ""
        if block.title or count:
            strips.append(_caption(compositor, clean(block.title) + count))
        strips += [Strip(plan.height + PAD, partial(_draw, plan, repeated)), gap_strip()]
    return strips or [gap_strip()]


def _caption(compositor: Compositor, text: str) -> Strip:
    kind = small(12, Role.HEADING)
    line = compositor.line(kind, text)

    def draw(pen: Pen, top: float) -> None:
        pen.text(kind, line, MARGIN_LEFT + (TEXT_WIDTH - line.width) / 2, top + (LEADING - kind.leading) / 2)

    return Strip(LEADING, draw, tied=True, on_grid=True)


def _plans(block: Trace, compositor: Compositor) -> Iterator[Plan]:
    """Drawings of at most so many columns as fit the width, none taller than a page when it can be split."""
    keys = [node.key for node in block.nodes]
    edges = list(enumerate(block.edges))
    whole = order(keys, _arcs(edges))
    column = {slot: number for number, slots in enumerate(whole.columns) for slot in slots}
    bands: dict[int, list[Numbered]] = {}
    for way in whole.ways:
        bands.setdefault(column[way.arc.start] // (MOST_COLUMNS - 1), []).append(edges[way.arc.number])
    for band in sorted(bands):
        yield from _fitting(block, compositor, bands[band])
    joined = {key for way in whole.ways for key in (way.arc.start, way.arc.end)}
    alone = [key for key in keys if key not in joined]
    for start in range(0, len(alone), MOST_COLUMNS):
        row = tuple((key,) for key in alone[start : start + MOST_COLUMNS])
        yield Plan(block, compositor, Order(row, ()))


def _fitting(block: Trace, compositor: Compositor, edges: list[Numbered]) -> Iterator[Plan]:
    """One drawing of these edges, or, when it is too tall, several of its edges from the upper to the lower ones."""
    touched = {key for _, edge in edges for key in (edge.start, edge.end)}
    keys = [node.key for node in block.nodes if node.key in touched]
    plan = Plan(block, compositor, order(keys, _arcs(edges)))
    if plan.height <= TALLEST or len(edges) == 1:
        yield plan
        return
    edges = sorted(edges, key=lambda each: plan.depth(each[1]))
    share = ceil(len(edges) / max(2, ceil(plan.height / TALLEST)))
    for start in range(0, len(edges), share):
        yield from _fitting(block, compositor, edges[start : start + share])


def _arcs(edges: list[Numbered]) -> list[tuple[int, str, str]]:
    return [(number, edge.start, edge.end) for number, edge in edges]


def _draw(plan: Plan, repeated: frozenset[str], pen: Pen, top: float) -> None:
    """Draw the boxes and lanes of each column and the arrows to the next."""
    for number, column in enumerate(plan.order.columns):
        left = MARGIN_LEFT + plan.left(number)
        for slot in column:
            if slot in plan.boxes:
                dash = 3.0 if slot in repeated else 0.0
                _draw_box(pen, plan.boxes[slot], plan.scale, left, top + plan.tops[slot], dash)
            else:
                level = top + plan.centre(slot)
                pen.polyline([(left, level), (left + plan.scale.box, level)])
        for arrow in plan.arrows(number):
            _draw_arrow(pen, plan, arrow, left + plan.scale.box, top)


def _draw_box(pen: Pen, box: NodeBox, scaled: Scale, left: float, top: float, dash: float) -> None:
    if box.kind:
        pen.patch(left, top, scaled.box, box.head, 0.9)
    right, foot = left + scaled.box, top + box.height
    pen.polyline([(left, top), (right, top), (right, foot), (left, foot), (left, top)], 0.8, dash)
    _draw_lines(pen, scaled.bold, box.kind, left + scaled.box / 2, top + 1)
    upper = top + box.head + (box.height - box.head - len(box.name) * box.leading) / 2
    _draw_lines(pen, scaled.kind, box.name, left + scaled.box / 2, upper)


def _draw_lines(pen: Pen, kind: Type, lines: tuple[Line, ...], centre: float, top: float) -> None:
    for number, line in enumerate(lines):
        pen.text(kind, line, centre - line.width / 2, top + number * kind.leading)


def _draw_arrow(pen: Pen, plan: Plan, arrow: Arrow, left: float, top: float) -> None:
    """An arrow over the gap that begins at `left`, its label above and its quantity below where it enters."""
    right, start, end = left + plan.scale.gap, top + arrow.start, top + arrow.end
    upright = left + arrow.channel
    bent = [(left, start), (upright, start), (upright, end), (right, end)]
    pen.polyline([(left, end), (right, end)] if arrow.straight else bent)
    turned = arrow.way.arc.turned
    if arrow.last and not turned:
        pen.wedge([(right, end), (right - HEAD, end - HEAD / 3), (right - HEAD, end + HEAD / 3)])
    if arrow.first and turned:
        pen.wedge([(left, start), (left + HEAD, start - HEAD / 3), (left + HEAD, start + HEAD / 3)])
    if arrow.last:
        text = plan.texts[arrow.way.arc.number]
        centre = right - HEAD - plan.scale.text_room / 2
        _draw_lines(pen, plan.scale.kind, text.above, centre, end - 0.5 - len(text.above) * text.leading)
        _draw_lines(pen, plan.scale.kind, text.below, centre, end + 0.5)
