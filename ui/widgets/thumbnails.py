"""A file as a small picture with its name under it; Enter or a click opens it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from ..look import Size, Space, paint_icon, sized_font, tokens
from .buttons import is_enter
from .painting import draw_box, draw_words, smooth_painter

THUMBNAIL = QSize(112, 84)
_WORDS = 40


class Thumbnail(QAbstractButton):
    """`media` is `image` or `pdf`; a picture takes the place of the icon once it was read."""

    def __init__(self, title: str, context: str, media: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._media = context, media
        self._picture = QPixmap()
        self.setText(title)
        self.setAccessibleName(f"{'照片' if media == 'image' else 'PDF'} {title}，{context}")
        # A file's name is often longer than the picture is wide.
        self.setToolTip(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_picture(self, picture: QPixmap) -> None:
        """The picture in the place of the icon, shrunk to fit."""
        self._picture = picture
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture was read."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """The frame and two lines of words below it, in pixels."""
        return QSize(THUMBNAIL.width(), THUMBNAIL.height() + _WORDS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it, as a click does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture or the icon of its sort in a frame, name and day below."""
        painter, colours = smooth_painter(self), tokens()
        frame = QRectF(0, 0, THUMBNAIL.width(), THUMBNAIL.height())
        ground = colours.hover if self.underMouse() else colours.sunken
        draw_box(painter, frame.toRect(), ground, colours.line, Space.CONTROL_RADIUS)
        if self.has_picture():
            fitting = self._picture.size().scaled(THUMBNAIL - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (frame.width() - fitting.width()) / 2, (frame.height() - fitting.height()) / 2
            place = QRectF(left, top, fitting.width(), fitting.height())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        else:
            icon_name = "document" if self._media == "pdf" else "attachment"
            paint_icon(
                painter,
                icon_name,
                QRectF(frame.center().x() - 14, frame.center().y() - 14, 28, 28),
                colours.muted,
            )
        if self.hasFocus():
            draw_box(painter, frame.toRect(), None, colours.accent, Space.CONTROL_RADIUS, width=2)
        words = QRectF(2, frame.bottom() + 2, frame.width() - 4, 20)
        draw_words(painter, words, self.text(), sized_font(Size.CONTEXT), colours.text)
        draw_words(painter, words.translated(0, 18), self._context, sized_font(Size.SMALL), colours.muted)
