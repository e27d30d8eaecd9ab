"""An attached photo, as large as the window allows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..actions import CLOSE
from ..look import Space
from ..widgets import QuietButton, label
from ..widgets.fitted import FittedDialog
from ..widgets.painting import smooth_painter


class _Picture(QWidget):
    """Draws the picture in its own proportions."""

    def __init__(self, title: str, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(title)
        self.setMinimumSize(QSize(240, 180))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole picture in the middle, as large as there is room."""
        # Scaled while it is painted, for the dialog may be enlarged.
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, 0, 0)
        place.setSize(size)
        smooth_painter(self).drawImage(place, self._picture)


class ImageWindow(FittedDialog):
    """Shows the picture under its title."""

    def __init__(self, title: str, context: str, picture: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 720)
        self.picture = picture
        close = QuietButton.of(CLOSE)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "title", wrap=True))
        words.addWidget(label(context, "context", wrap=True))
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(_Picture(title, picture), 1)
