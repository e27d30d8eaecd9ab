"""Line icons of resources/icons, drawn in a token's colour and sharp at every scale."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from .theme import tokens


def paint_icon(painter: QPainter, name: str, place: QRectF, colour: str) -> None:
    """Draws icon `name` into `place` in `colour` (`#rrggbb`); FileNotFoundError for an unknown name."""
    drawing = _drawing(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)


def icon(name: str, role: str = "text") -> QIcon:
    """An icon in the colour the token `role` has when it is painted; FileNotFoundError for an unknown name."""
    # Read now: a misspelt name fails here, not in painting.
    _drawing(name)
    return QIcon(_TintedIcon(name, role))


@cache
def _drawing(name: str) -> str:
    return (files("fengqiao_desk.resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class _TintedIcon(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draws the lines in the colour of now, so that a button follows light and dark without a new icon."""
        colour = str(getattr(tokens(), self._role))
        painter.save()
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(0.45)
        paint_icon(painter, self._name, QRectF(rect), colour)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon on a see-through ground."""
        image = QPixmap(size)
        # A new pixmap holds whatever lay there in memory.
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        """Another of the same; Qt takes it when an icon is copied and changed."""
        return _TintedIcon(self._name, self._role)
