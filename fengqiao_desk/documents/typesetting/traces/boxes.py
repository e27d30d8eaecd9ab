"""What stands in a trace's drawing before it is placed: boxes with a kind and a name, and the texts along arrows."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao_desk.documents.typesetting.blocks import TraceEdge, TraceNode
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type, small
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.sizes import TEXT_WIDTH

PAD = 4.0
EXIT_STEP = 7.0
"""Least distance of two arrows that leave one box."""
CHANNEL_SHARE = 0.27
"""Share of the room between two columns for upright lines; the rest holds the texts of the arrows."""
HEAD = 6.0
"""Length of an arrow's head."""


@dataclass(frozen=True)
class Scale:
    """The measures of a drawing of so many columns, in points; more columns make all of it smaller."""

    box: float
    gap: float
    size: float

    @property
    def text_room(self) -> float:
        """The room for a text along an arrow."""
        return self.gap * (1 - CHANNEL_SHARE) - HEAD - 2

    @property
    def kind(self) -> Type:
        """The type of names and texts."""
        return small(self.size)

    @property
    def bold(self) -> Type:
        """The type of kinds."""
        return small(self.size, FontRole.HEADING)


BOX_WIDTHS = {1: (180.0, 10.5), 2: (140.0, 10.5), 3: (94.0, 9.0), 4: (66.0, 7.5)}
"""Width of a box and size of type for a number of columns."""
MOST_COLUMNS = max(BOX_WIDTHS)


def scale(columns: int) -> Scale:
    """The scale that lets so many columns fill the type area's width."""
    # At least one: a chart of nothing has measures too.
    width, size = BOX_WIDTHS[max(columns, 1)]
    gaps = max(columns - 1, 1)
    return Scale(width, (TEXT_WIDTH - columns * width) / gaps, size)


@dataclass(frozen=True)
class ArrowText:
    """The text along an arrow: what goes above it, how much goes below it."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]
    leading: float

    @property
    def height(self) -> float:
        """The height the arrow needs where it enters its box, in points."""
        # Twice: the text stands above and below the arrow, whose place is the middle.
        return 2 * max(len(self.above), len(self.below), 0.5) * self.leading + 3


@dataclass(frozen=True)
class NodeBox:
    """A box's texts; `least` is the height arrows ask for."""

    kind: tuple[Line, ...]
    name: tuple[Line, ...]
    leading: float
    least: float

    @property
    def head(self) -> float:
        """Height of the field that names the kind."""
        return len(self.kind) * self.leading + 2 if self.kind else 0.0

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return max(self.head + len(self.name) * self.leading + 2 * PAD, self.least)


def arrow_text(edge: TraceEdge, scaled: Scale, compositor: Compositor) -> ArrowText:
    """An edge's label and quantity broken for the room between two columns."""

    def broken(text: str) -> tuple[Line, ...]:
        return compositor.lines(scaled.kind, text, scaled.text_room, justified=False) if text.strip() else ()

    return ArrowText(broken(_one_line(edge.label)), broken(_one_line(edge.quantity)), scaled.kind.leading)


def node_box(
    node: TraceNode, scaled: Scale, compositor: Compositor, own: list[TraceEdge], least: float
) -> NodeBox:
    """A node's box; arrows from it to itself are told in words under its name."""
    room = scaled.box - 2 * PAD
    kind = _one_line(node.kind)
    texts = [_one_line(node.name)]
    # An arrow from a box to itself would have to be drawn around it.
    texts += [f"（内部：{_one_line(f'{edge.label} {edge.quantity}').strip()}）" for edge in own]
    names = [line for text in texts for line in compositor.lines(scaled.kind, text, room, justified=False)]
    kinds = compositor.lines(scaled.bold, kind, room, justified=False) if kind.strip() else ()
    return NodeBox(kinds, tuple(names), scaled.kind.leading, least)


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")
