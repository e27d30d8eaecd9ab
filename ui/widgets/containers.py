"""What holds other widgets: cards, rows of names and values, a flow of chips, a scrolling column."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..look import Space, tokens
from .emptying import empty
from .painting import draw_box, smooth_painter
from .words import label


class Card(QFrame):
    """A surface with round corners; `body` is its column, `head` the row of its heading (acts go right)."""

    def __init__(self, heading: str = "", *, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        if padded:
            column.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        else:
            # A list reaches to the card's line, but must not be painted over it or its round corners.
            column.setContentsMargins(1, 6, 1, 6)
        column.setSpacing(10)
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        if heading:
            # For a screen reader: to it the heading's label is not tied to what stands below.
            self.setAccessibleName(heading)
            self.head.addWidget(label(heading, "heading"), 1)
            column.addLayout(self.head)
        column.addLayout(self.body, 1)

    def clear(self) -> None:
        """Nothing stands in the card any more."""
        empty(self.body)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and its line."""
        painter = smooth_painter(self)
        draw_box(painter, self.rect(), tokens().surface, tokens().line, Space.CARD_RADIUS)


class HairLine(QFrame):
    """A line of one pixel between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Drawn by hand, as QFrame's own line takes its colour from the palette's shades, not from our tokens.
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One pixel in the colour of lines."""
        smooth_painter(self).fillRect(self.rect(), tokens().line)


class KeyValueRows(QWidget):
    """Names at the left in grey, values at the right, one a row; values can be copied."""

    def __init__(self, rows: Iterable[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.set_rows(rows)

    def set_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Shows these pairs of name and value instead of the former ones."""
        for number in range(self._grid.rowCount()):
            # A grid keeps its rows and their heights without widgets: fewer pairs than before would leave a hole.
            self._grid.setRowMinimumHeight(number, 0)
        empty(self._grid)
        for number, (name, value) in enumerate(rows):
            shown = label(value, wrap=True)
            shown.setAccessibleName(f"{name}：{value}")
            # By mouse only: with the keyboard each value would be a stop of Tab.
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "context"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, number, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setRowMinimumHeight(number, 22)


def _wanted(item: QLayoutItem, room: int) -> QSize:
    """What an item asks for, in the room at most; a label that ends in an ellipsis asks for none, but may have all its words need."""
    hint, widget = item.sizeHint(), item.widget()
    # The policy Ignored makes the item's hint 0 wide, though the label knows its own.
    if widget is not None and not hint.width():
        hint = widget.sizeHint()
    return hint.boundedTo(QSize(max(room, item.minimumSize().width()), hint.height()))


class FlowLayout(QLayout):
    """Lays widgets out in lines like words, as many a line as fit."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        # QLayout holds no items itself: this list is their only holder.
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Appends an item; Qt calls it for every addWidget."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Puts `widget` before the item that is at `place` now."""
        # addWidget alone gives the widget its parent, and appends; so it is moved to its place afterwards.
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def count(self) -> int:
        """How many items there are; Qt asks."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None beyond the last: Qt walks until then."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Gives an item away, None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: what is left of a line stays empty."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """True: the narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width, in pixels."""
        return self._flow(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Puts the items into `rect`."""
        super().setGeometry(rect)
        self._flow(rect, place=True)

    def sizeHint(self) -> QSize:
        """The least there is: a flow takes what width it is given."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest item alone in its line, with the margins."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        edges = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _flow(self, rect: QRect, *, place: bool) -> int:
        edges = self.contentsMargins()
        room = rect.marginsRemoved(edges)
        left, top, tallest = room.x(), room.y(), 0
        for item in self._items:
            size = _wanted(item, room.width())
            # QRect.right() is one pixel left of the edge. The first of a line stays in it though it be too
            # wide, or the loop would leave an empty line.
            if left + size.width() > room.right() + 1 and tallest:
                left, top, tallest = room.x(), top + tallest + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()
            tallest = max(tallest, size.height())
        return top + tallest - rect.y() + edges.bottom()


class ScrollingColumn(QScrollArea):
    """A column that scrolls when the window is low; `column` takes the widgets."""

    WIDEST = 440

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = QWidget()
        self._inner.setProperty("ground", "clear")
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.CARD)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The fields in it take the focus; the area itself would be a stop of Tab where nothing is seen.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The viewport would fill itself with the palette's window colour over the page's ground.
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for what it holds, up to `WIDEST`; beyond that it scrolls sideways too."""
        # Qt's own hint knows nothing of what is inside: a resizable area may become 70 pixels wide and cut
        # its cards.
        inner = self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(min(inner, self.WIDEST), super().minimumSizeHint().height())
