"""A trace of goods as a drawing: places as boxes, arrows between them from left to right, safe in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import ceil

from fengqiao_desk.documents.typesetting.blocks import Trace
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.letter import caption
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.rows import gap_strip
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, TEXT_HEIGHT
from fengqiao_desk.documents.typesetting.traces.boxes import HEAD, MOST_COLUMNS, PAD, NodeBox, Scale
from fengqiao_desk.documents.typesetting.traces.layout import Arc, Arrangement, arranged, opened
from fengqiao_desk.documents.typesetting.traces.plan import Arrow, Plan

TALLEST = TEXT_HEIGHT - 3 * LEADING
"""A taller drawing is split into parts, each on one page."""


def trace(block: Trace, compositor: Compositor) -> list[Strip]:
    """The drawing under its title; what does not fit one page is split, places met again have a broken frame."""
    plans = [*_plans(block, compositor)]
    met = [key for plan in plans for key in plan.boxes]
    repeated = frozenset(key for key in met if met.count(key) > 1)
    strips = []
    for number, plan in enumerate(plans, start=1):
        count = f"（{number}/{len(plans)}，虚线框在其他部分也有）" if repeated else ""
        if block.title or count:
            strips += caption(compositor, small(12, FontRole.HEADING), block.title + count)
        strips += [Strip(plan.height + PAD, partial(_draw, plan, repeated)), gap_strip()]
    return strips or [gap_strip()]


def _plans(block: Trace, compositor: Compositor) -> Iterator[Plan]:
    """Drawings of at most so many columns as fit the width, none taller than a page when it can be split."""
    keys = [node.key for node in block.nodes]
    arcs = opened(keys, ((edge.start, edge.end) for edge in block.edges))
    columns = arranged(keys, arcs).columns
    column = {slot: number for number, slots in enumerate(columns) for slot in slots}
    bands: dict[int, list[Arc]] = {}
    for arc in arcs:
        # Neighbouring bands share a column, so that the way can be followed from one drawing to the next.
        bands.setdefault(column[arc.start] // (MOST_COLUMNS - 1), []).append(arc)
    for band in sorted(bands):
        yield from _fitting(block, compositor, bands[band])
    joined = {key for arc in arcs for key in (arc.start, arc.end)}
    # What no arrow touches is shown all the same: a place of the case must not be missing from its chart.
    alone = [key for key in keys if key not in joined]
    for start in range(0, len(alone), MOST_COLUMNS):
        row = tuple((key,) for key in alone[start : start + MOST_COLUMNS])
        yield Plan(block, compositor, Arrangement(row, ()))


def _fitting(block: Trace, compositor: Compositor, arcs: list[Arc]) -> Iterator[Plan]:
    """One drawing of these arrows, or, when it is too tall, several of them from the upper to the lower ones."""
    touched = {key for arc in arcs for key in (arc.start, arc.end)}
    plan = Plan(block, compositor, arranged([node.key for node in block.nodes if node.key in touched], arcs))
    if plan.height <= TALLEST or len(arcs) == 1:
        yield plan
        return
    arcs = sorted(arcs, key=plan.depth)
    # At least two parts, or it would be split for ever.
    share = ceil(len(arcs) / max(2, ceil(plan.height / TALLEST)))
    for start in range(0, len(arcs), share):
        yield from _fitting(block, compositor, arcs[start : start + share])


def _draw(plan: Plan, repeated: frozenset[str], pen: Pen, top: float) -> None:
    """Draw the boxes and lanes of each column and the arrows to the next."""
    for number, column in enumerate(plan.order.columns):
        left = MARGIN_LEFT + plan.left(number)
        for slot in column:
            if slot in plan.boxes:
                # A broken frame, and not a colour: charts are copied in black and white.
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
    turned = arrow.route.arc.turned
    if arrow.last and not turned:
        pen.wedge([(right, end), (right - HEAD, end - HEAD / 3), (right - HEAD, end + HEAD / 3)])
    if arrow.first and turned:
        pen.wedge([(left, start), (left + HEAD, start - HEAD / 3), (left + HEAD, start + HEAD / 3)])
    if arrow.last:
        text = plan.texts[arrow.route.arc.number]
        centre = right - HEAD - plan.scale.text_room / 2
        _draw_lines(pen, plan.scale.kind, text.above, centre, end - 0.5 - len(text.above) * text.leading)
        _draw_lines(pen, plan.scale.kind, text.below, centre, end + 0.5)
