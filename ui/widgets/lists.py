"""Rows of two lines for lists beside a detail: who and what, context below, state and number at the right."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..look import Size, Space, Tone, sized_font, tokens
from .painting import draw_box, draw_words, width_of

ROW_HEIGHT = 60
_SIDE = 15
_NARROWEST = 120

_Index = QModelIndex | QPersistentModelIndex


# IntEnum, so that a member is taken for a role by model.data; Qt keeps the numbers below UserRole for itself.
class RowRole(IntEnum):
    """What a model gives for a row; TITLE is the display role, all are text, TONE is a Tone."""

    TITLE = Qt.ItemDataRole.DisplayRole
    CONTEXT = Qt.ItemDataRole.UserRole + 1
    STATE = Qt.ItemDataRole.UserRole + 2
    TONE = Qt.ItemDataRole.UserRole + 3
    NOTE = Qt.ItemDataRole.UserRole + 4
    KEY = Qt.ItemDataRole.UserRole + 5


class TwoLineRowDelegate(QStyledItemDelegate):
    """Paints title and state above, context and note (number, day) below; a bar of accent where chosen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """`ROW_HEIGHT` pixels; the width is the list's."""
        return QSize(_NARROWEST, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground and marks, title and state above, context and note below."""
        # The view uses one painter for all rows: what is changed here must not reach the next.
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect)
        self._ground(painter, place, option)
        row = place.adjusted(_SIDE, 9, -_SIDE, -9)
        state = _words(index, RowRole.STATE)
        badge = (
            # What goes through QVariant comes back as plain text, even a Tone.
            self._badge(painter, row, state, Tone(index.data(RowRole.TONE) or Tone.NEUTRAL)) if state else 0.0
        )
        upper = QRectF(row.left(), row.top(), row.width() - badge - 10, 22)
        draw_words(painter, upper, _words(index, RowRole.TITLE), sized_font(Size.BODY, 700), tokens().text)
        self._lower_line(painter, QRectF(row.left(), row.bottom() - 19, row.width(), 19), index)
        painter.restore()

    def _ground(self, painter: QPainter, place: QRectF, option: QStyleOptionViewItem) -> None:
        colours = tokens()
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, colours.accent_soft if chosen else colours.hover)
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), colours.line)
        if chosen:
            painter.fillRect(QRectF(place.left(), place.top(), 3, place.height() - 1), colours.accent)
        if state & QStyle.StateFlag.State_HasFocus:
            ring = place.adjusted(5, 3, -3, -4)
            draw_box(painter, ring, None, colours.accent, Space.BADGE_RADIUS, width=1)

    def _badge(self, painter: QPainter, row: QRectF, state: str, tone: Tone) -> float:
        width = width_of(state, sized_font(Size.SMALL)) + 18
        place = QRectF(row.right() - width, row.top(), width, 21)
        draw_box(painter, place, tokens().ground(tone), None, Space.BADGE_RADIUS)
        ink = tokens().ink(tone)
        draw_words(painter, place, state, sized_font(Size.SMALL), ink, align=Qt.AlignmentFlag.AlignHCenter)
        return width

    def _lower_line(self, painter: QPainter, place: QRectF, index: _Index) -> None:
        note = _words(index, RowRole.NOTE)
        width = width_of(note, sized_font(Size.SMALL)) + 2
        right = QRectF(place.right() - width, place.top(), width, place.height())
        draw_words(
            painter, right, note, sized_font(Size.SMALL), tokens().muted, align=Qt.AlignmentFlag.AlignRight
        )
        left = place.adjusted(0, 0, -width - 12, 0)
        draw_words(painter, left, _words(index, RowRole.CONTEXT), sized_font(Size.CONTEXT), tokens().muted)


class RowList(QListView):
    """A list of such rows; rows are read only when shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(TwoLineRowDelegate(self))
        # One row is measured instead of ten thousand.
        self.setUniformItemSizes(True)
        # By item a list jumps sixty pixels at each turn of the wheel.
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        # For State_MouseOver, which the delegate paints.
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFrameShape(QListView.Shape.NoFrame)


def _words(index: _Index, role: RowRole) -> str:
    return str(index.data(role) or "")
