"""A drawing of where things came from and went to: zoomed by wheel, keys and buttons; a node is chosen by click or arrow keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fengqiao_desk.documents.typesetting import Trace, TraceNode
from fengqiao_desk.documents.typesetting.traces.layout import arranged, opened

from ..look import Size, Space, sized_font, tokens
from .painting import draw_box, draw_words, smooth_painter

_BOX = QSize(132, 52)
_GAP = QSize(148, 22)
_EDGE = 8
_LINE = 16
_TURN = 12
"""How far from the box it leaves an arrow turns."""
_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class _Arrow:
    """All that went from one node to another, one text a thing."""

    start: str
    end: str
    texts: tuple[str, ...]


class TraceView(QWidget):
    """`chosen(key)` when a node was chosen; `zoomed` when the size changed."""

    chosen = Signal(str)
    zoomed = Signal()

    def __init__(self, trace: Trace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = _STEPS.index(1.0)
        self._node = ""
        self._arrows = _arrows(trace)
        # A place from which nothing came and to which nothing went tells nothing.
        drawn = {end for arrow in self._arrows for end in (arrow.start, arrow.end)}
        self._nodes = {node.key: node for node in trace.nodes if node.key in drawn}
        self._places: dict[str, QRectF] = {}
        self._lanes: dict[str, QRectF] = {}
        self._routes: dict[int, tuple[str, ...]] = {}
        self._place()
        self.setProperty("ground", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The scroll area around it scrolls; the drawing is never squeezed.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("来源去向图：" + "；".join(self._sentence(arrow) for arrow in self._arrows))
        self._resize()

    @property
    def zoom(self) -> float:
        """1.0 is the natural size."""
        return _STEPS[self._step]

    @property
    def node(self) -> str:
        """The key of the chosen node, empty for none."""
        return self._node

    def place_of(self, key: str) -> QRectF:
        """Where a node stands in the widget."""
        box = self._places[key]
        return QRectF(box.topLeft() * self.zoom, box.size() * self.zoom)

    def zoom_by(self, steps: int) -> None:
        """Larger with a positive number of steps, smaller with a negative."""
        self._step = min(max(self._step + steps, 0), len(_STEPS) - 1)
        self._resize()
        self.zoomed.emit()

    def choose(self, key: str) -> None:
        """Marks a node and tells `chosen`."""
        self._node = key
        self.update()
        self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        """All boxes and lanes with an edge around them, at the zoom of now."""
        edge = max((box.right() for box in self._places.values()), default=0.0)
        foot = max((box.bottom() for box in (*self._places.values(), *self._lanes.values())), default=0.0)
        return QSize(round((edge + _EDGE) * self.zoom), round((foot + _EDGE) * self.zoom))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the node that is clicked; beside them nothing happens."""
        found = next((key for key in self._places if self.place_of(key).contains(event.position())), "")
        if found:
            self.choose(found)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms with Ctrl; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            # An ignored wheel goes on to the scroll area of the page.
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and - zoom, the arrows go from node to node."""
        key = Qt.Key(event.key())
        # Equal is the plus of keyboards on which it needs Shift.
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key is Qt.Key.Key_Minus else 1)
        elif key in _MOVES and self._nodes:
            keys = list(self._nodes)
            at = keys.index(self._node) + _MOVES[key] if self._node in keys else 0
            self.choose(keys[at % len(keys)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Arrows first, nodes above them."""
        painter = smooth_painter(self)
        # Everything below is drawn in the natural size; only `place_of` knows the zoom.
        painter.scale(self.zoom, self.zoom)
        for arrow in self._arrows:
            self._draw_arrow(painter, arrow)
        for node in self._nodes.values():
            self._draw_node(painter, node)

    def _place(self) -> None:
        """Boxes in columns from left to right, each column centred on the tallest; an arrow past a column keeps a lane in it."""
        arcs = opened(list(self._nodes), [(arrow.start, arrow.end) for arrow in self._arrows])
        ordered = arranged(self._nodes, arcs)
        heights = {slot: self._height(slot) for column in ordered.columns for slot in column}
        tallest = max((_height_of(column, heights) for column in ordered.columns), default=0)
        for across, column in enumerate(ordered.columns):
            top = _EDGE + (tallest - _height_of(column, heights)) / 2
            for slot in column:
                left = _EDGE + across * (_BOX.width() + _GAP.width())
                box = QRectF(left, top, _BOX.width(), heights[slot])
                (self._places if slot in self._nodes else self._lanes)[slot] = box
                top += heights[slot] + _GAP.height()
        self._routes = {route.arc.number: route.slots for route in ordered.routes}

    def _height(self, slot: str) -> int:
        """A box is as tall as the words of what comes into it; a lane is a line."""
        if slot not in self._nodes:
            return _LINE
        words = sum(_words_height(arrow) for arrow in self._arrows if arrow.end == slot)
        return max(_BOX.height(), words)

    def _entries(self, end: str) -> dict[str, float]:
        """How deep each arrow into a node ends, by the node it comes from: from top to bottom as they stand."""
        coming = sorted(
            (arrow for arrow in self._arrows if arrow.end == end), key=lambda arrow: self._from(arrow).y()
        )
        depth = self._places[end].center().y() - sum(map(_words_height, coming)) / 2
        found = {}
        for arrow in coming:
            depth += _words_height(arrow)
            # Four above the end of its share: the arrow runs right under its own words.
            found[arrow.start] = depth - 4
        return found

    def _from(self, arrow: _Arrow) -> QPointF:
        """Where the last piece of an arrow begins: its node, or the lane before the end."""
        slots = self._routes[self._arrows.index(arrow)]
        if slots[0] == arrow.end:
            # An arrow that would close a circle was turned round for the layout: its slots run against it.
            slots = slots[::-1]
        before = slots[-2]
        box = self._lanes.get(before) or self._places[before]
        return QPointF(box.right(), box.center().y())

    def _draw_node(self, painter: QPainter, node: TraceNode) -> None:
        box, colours = self._places[node.key], tokens()
        chosen = node.key == self._node
        ground = colours.accent_soft if chosen else colours.sunken
        line = colours.accent if chosen or (self.hasFocus() and not self._node) else colours.control_line
        draw_box(painter, box, ground, line, Space.CONTROL_RADIUS, width=1.5 if chosen else 1)
        inner = box.adjusted(8, 6, -8, -6)
        upper, lower = QRectF(inner), QRectF(inner)
        upper.setHeight(16)
        lower.setTop(inner.top() + 18)
        draw_words(painter, upper, node.kind, sized_font(Size.SMALL), colours.muted)
        draw_words(painter, lower, node.name, sized_font(Size.CONTEXT, 600), colours.text)

    def _draw_arrow(self, painter: QPainter, arrow: _Arrow) -> None:
        start, end, colours = self._places[arrow.start], self._places[arrow.end], tokens()
        forwards = start.right() <= end.left()
        head = QPointF(end.left() if forwards else end.right(), self._entries(arrow.end)[arrow.start])
        points = [QPointF(start.right() if forwards else start.left(), start.center().y())]
        slots = self._routes[self._arrows.index(arrow)]
        for lane in (slots if slots[0] == arrow.start else slots[::-1])[1:-1]:
            box = self._lanes[lane]
            sides = (box.left(), box.right()) if forwards else (box.right(), box.left())
            points += [QPointF(side, box.center().y()) for side in sides]
        painter.setPen(QPen(QColor(colours.muted), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(list(_square([*points, head], _TURN if forwards else -_TURN))))
        back = -7 if forwards else 7
        painter.setBrush(QColor(colours.muted))
        tip = [head, QPointF(head.x() + back, head.y() - 4), QPointF(head.x() + back, head.y() + 4)]
        painter.drawPolygon(QPolygonF(tip))
        left = head.x() - _GAP.width() + _TURN + 5 if forwards else head.x() + 10
        for place, text in enumerate(arrow.texts):
            top = head.y() - _LINE * (len(arrow.texts) - place) - 1
            box = QRectF(left, top, _GAP.width() - _TURN - 14, _LINE)
            draw_words(painter, box, text, sized_font(Size.SMALL), colours.text)

    def _sentence(self, arrow: _Arrow) -> str:
        names = self._nodes
        return f"{names[arrow.start].name}到{names[arrow.end].name}，{'，'.join(arrow.texts)}"

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def _square(points: list[QPointF], turn: float) -> Iterator[QPointF]:
    """The points joined by level and upright lines; an upright one stands `turn` after its beginning."""
    for before, after in pairwise(points):
        yield before
        # Less than half a pixel is no turn: columns are centred, and equal heights differ by rounding.
        if abs(before.y() - after.y()) > 0.5:
            yield QPointF(before.x() + turn, before.y())
            yield QPointF(before.x() + turn, after.y())
    yield points[-1]


def _words_height(arrow: _Arrow) -> int:
    return _LINE * len(arrow.texts) + 6


def _height_of(column: tuple[str, ...], heights: dict[str, int]) -> int:
    return sum(heights[slot] for slot in column) + _GAP.height() * (len(column) - 1)


def _arrows(trace: Trace) -> list[_Arrow]:
    texts: dict[tuple[str, str], list[str]] = {}
    for edge in trace.edges:
        texts.setdefault((edge.start, edge.end), []).append(f"{edge.quantity} {edge.label}".strip())
    return [_Arrow(start, end, tuple(lines)) for (start, end), lines in texts.items()]
