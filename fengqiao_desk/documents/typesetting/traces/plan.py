"""A trace's geometry: where each box stands and where arrows leave and enter it; lengths in points from the upper left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from fengqiao_desk.documents.typesetting.blocks import Trace
from fengqiao_desk.documents.typesetting.compositor import Compositor
from fengqiao_desk.documents.typesetting.traces.boxes import (
    CHANNEL_SHARE,
    EXIT_STEP,
    HEAD,
    ArrowText,
    NodeBox,
    arrow_text,
    node_box,
    scale,
)
from fengqiao_desk.documents.typesetting.traces.layout import Arc, Arrangement, Route

BETWEEN = 12.0
"""Distance of two boxes in a column."""
LANE = 8.0
"""Height of the lane an arrow keeps free in a column it passes."""
WIDEST_STEP = 5.0
"""Largest distance of two upright lines between the same columns."""


@dataclass(frozen=True)
class Arrow:
    """A piece of a route from one column to the next: how deep it leaves and enters, and where its upright line stands."""

    route: Route
    start: float
    end: float
    first: bool
    last: bool
    channel: float = 0.0

    @property
    def straight(self) -> bool:
        """Whether it needs no upright line."""
        # Less than half a point is not seen as a bend.
        return abs(self.start - self.end) < 0.5


class Plan:
    """The placed boxes of one drawing; columns are centred on each other."""

    def __init__(self, block: Trace, compositor: Compositor, ordered: Arrangement) -> None:
        self.order = ordered
        self.scale = scale(len(ordered.columns))
        self.texts: dict[int, ArrowText] = {
            route.arc.number: arrow_text(block.edges[route.arc.number], self.scale, compositor)
            for route in ordered.routes
        }
        self.boxes = self._measured(block, compositor)
        self.height = max(map(self._column_height, ordered.columns))
        self.tops: dict[str, float] = {}
        for column in ordered.columns:
            self._place(column)

    def centre(self, slot: str) -> float:
        """How deep the middle of a slot stands."""
        return self.tops[slot] + self._slot_height(slot) / 2

    def depth(self, arc: Arc) -> float:
        """By what arrows are sorted when the drawing is split: how deep their ends stand."""
        return self.centre(arc.start) + self.centre(arc.end)

    def left(self, column: int) -> float:
        """The left edge of a column."""
        return column * (self.scale.box + self.scale.gap)

    def arrows(self, column: int) -> list[Arrow]:
        """The arrows between a column and the next."""
        slots = set(self.order.columns[column])
        passing = [
            (route, left, right)
            for route in self.order.routes
            for left, right in pairwise(route.slots)
            if left in slots
        ]
        starts = self._spread([(route, left, self.centre(right)) for route, left, right in passing], {})
        heights = {number: text.height for number, text in self.texts.items()}
        ends = self._spread([(route, right, self.centre(left)) for route, left, right in passing], heights)
        found = []
        for route, left, right in passing:
            start, end = starts[route.arc.number], ends[route.arc.number]
            found.append(Arrow(route, start, end, left == route.slots[0], right == route.slots[-1]))
        return self._with_channels(found)

    def _measured(self, block: Trace, compositor: Compositor) -> dict[str, NodeBox]:
        drawn = {slot for column in self.order.columns for slot in column}
        found = {}
        for node in block.nodes:
            if node.key in drawn:
                entering = [route.arc.number for route in self.order.routes if route.arc.end == node.key]
                leaving = sum(route.arc.start == node.key for route in self.order.routes)
                least = max(sum(self.texts[number].height for number in entering), leaving * EXIT_STEP)
                own = [edge for edge in block.edges if edge.start == edge.end == node.key]
                found[node.key] = node_box(node, self.scale, compositor, own, least)
        return found

    def _slot_height(self, slot: str) -> float:
        return self.boxes[slot].height if slot in self.boxes else LANE

    def _column_height(self, column: tuple[str, ...]) -> float:
        return sum(map(self._slot_height, column)) + BETWEEN * (len(column) - 1)

    def _place(self, column: tuple[str, ...]) -> None:
        top = (self.height - self._column_height(column)) / 2
        for slot in column:
            self.tops[slot] = top
            top += self._slot_height(slot) + BETWEEN

    def _spread(self, passing: list[tuple[Route, str, float]], heights: dict[int, float]) -> dict[int, float]:
        """Where arrows meet the side of their slot: in the order of their other ends, evenly or as high as their texts."""
        meeting: dict[str, list[tuple[float, int]]] = {}
        for route, slot, other in passing:
            meeting.setdefault(slot, []).append((other, route.arc.number))
        found: dict[int, float] = {}
        for slot, arrows in meeting.items():
            shares = {number: heights.get(number, 1.0) for _, number in sorted(arrows)}
            step = self._slot_height(slot) / sum(shares.values())
            at = self.tops[slot]
            for number, share in shares.items():
                found[number] = at + share * step / 2
                at += share * step
        return found

    def _with_channels(self, arrows: list[Arrow]) -> list[Arrow]:
        """Each bent arrow with an upright line of its own, so ordered that arrows from one box do not cross."""
        # Of arrows that go down the lowest turns first, of those that go up the highest: none crosses the level
        # part of another.
        bent = sorted(
            (arrow for arrow in arrows if not arrow.straight),
            key=lambda arrow: -arrow.start if arrow.end > arrow.start else arrow.start,
        )
        # The rest of the gap belongs to the texts.
        room = self.scale.gap * CHANNEL_SHARE - HEAD
        step = min(WIDEST_STEP, room / max(len(bent), 1))
        channels = {id(arrow): HEAD + number * step for number, arrow in enumerate(bent, start=1)}
        return [replace(arrow, channel=channels.get(id(arrow), 0.0)) for arrow in arrows]
