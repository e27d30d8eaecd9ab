"""A PDF looked at inside the window, page under page, as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ..look import tokens

_MARGIN = 1
_BETWEEN = 12


class PdfPages(QWidget):
    """`show_pdf` takes the bytes of a whole file; `clear` shows nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        # The document reads from it whenever a page comes into view: it must live as long as the document is
        # open.
        self._buffer = QBuffer(self)
        self._view = _OutlinedView(self)
        self._view.setDocument(self.document)
        self._view.setAccessibleName(name)
        self.setFocusProxy(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)

    def show_pdf(self, pdf: bytes) -> None:
        """Shows this file from its first page on instead of the former one."""
        self.clear()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    def clear(self) -> None:
        """Shows nothing."""
        # Before the buffer: the document would read on from a closed device.
        self.document.close()
        self._buffer.close()

    def page_count(self) -> int:
        """How many pages the file has; 0 when nothing is shown."""
        return self.document.pageCount()


class _OutlinedView(QPdfView):
    """Pages on the ground of their card, a hairline around each instead of Qt's grey."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setDocumentMargins(QMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        self.setPageSpacing(_BETWEEN)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages as Qt draws them, each in a hairline."""
        self._colour_ground()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(tokens().box_line))
        for place in self._places():
            painter.drawRect(place)
        painter.end()

    def _colour_ground(self) -> None:
        """Qt draws the ground around pages in the palette's Dark; ours is the card below, as the look is now."""
        ground, palette = QColor(tokens().surface), self.palette()
        # setPalette asks for another paint event: set each time, this would never end.
        if palette.color(QPalette.ColorRole.Dark) != ground:
            palette.setColor(QPalette.ColorRole.Dark, ground)
            self.setPalette(palette)

    def _places(self) -> list[QRectF]:
        """Where the pages stand in the viewport: each as wide as there is room, one below the other."""
        width = self.viewport().width() - 2 * _MARGIN
        top = float(_MARGIN - self.verticalScrollBar().value())
        left = float(_MARGIN - self.horizontalScrollBar().value())
        places = []
        for page in range(self.document().pageCount()):
            size = self.document().pagePointSize(page)
            # Where QPdfView stands its pages is not public: this is its sum for FitToWidth, in its rounding.
            height = round(size.height() * width / size.width())
            places.append(QRectF(left, top, width, height).adjusted(-0.5, -0.5, 0, 0))
            top += height + _BETWEEN
        return places
