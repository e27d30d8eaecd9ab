"""Attached files to look at: as thumbnails whose pictures the worker reads, and large in a window of their own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases import Case, attachments
from fengqiao_desk.cases.attachments import Attachment
from fengqiao_desk.station import Station
from fengqiao_desk.values.days import day_words

from ...context import WindowContext
from ...dialogs.image_window import ImageWindow
from ...papers.pdf_window import PdfWindow, Shown
from ...widgets import FlowLayout
from ...widgets.thumbnails import THUMBNAIL, Thumbnail

_WHOLE: Final = Qt.AspectRatioMode.KeepAspectRatio
_SMOOTH: Final = Qt.TransformationMode.SmoothTransformation


class AttachmentViewer(QObject):
    """Makes the thumbnails of a case's files for one widget; what was asked of the worker ends with that widget."""

    def __init__(self, context: WindowContext, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._case, self._holder = context, case, parent

    def thumbnail(self, attachment: Attachment) -> Thumbnail:
        """Its small picture; a click or Enter opens it large."""
        added = day_words(attachment.added_at[:10], self._context.now().date())
        made = Thumbnail(attachment.title, f"{added} {attachment.added_by}", attachment.media)
        # partial binds this file; the sender is the thumbnail, so the connection ends with it.
        made.clicked.connect(partial(self._ask_open, attachment))
        if attachment.media == "image":
            self._ask_picture(attachment, made)
        return made

    def strip(self, files: Iterable[Attachment]) -> QWidget:
        """Their thumbnails one beside the other, as many as fit a line."""
        made = QWidget()
        flow = FlowLayout(made, spacing=12)
        for attachment in files:
            flow.addWidget(self.thumbnail(attachment))
        return made

    def _ask_picture(self, attachment: Attachment, thumbnail: Thumbnail) -> None:
        """A picture that cannot be read keeps its icon; opening it says why."""
        self._context.background.run(
            # The thumbnail asks, not the viewer: what is no longer shown wants no picture.
            thumbnail,
            # Twice the size, sharp up to 200 %. QImage on the worker: a QPixmap belongs to the window's
            # thread.
            lambda _: _picture(self._context.station, attachment).scaled(THUMBNAIL * 2, _WHOLE, _SMOOTH),
            lambda picture: thumbnail.show_picture(QPixmap.fromImage(picture)),
            lambda problem: thumbnail.setToolTip(problem.message),
        )

    def _ask_open(self, attachment: Attachment, _checked: bool = False) -> None:
        station = self._context.station
        read = _picture if attachment.media == "image" else attachments.content_of
        self._context.background.run(
            self,
            lambda _: read(station, attachment),
            partial(self._show, attachment),
            self._context.messages.problem,
            # Two files clicked one after the other: the last one opens.
            anew=True,
        )

    def _show(self, attachment: Attachment, content: QImage | bytes) -> None:
        window = self._holder.window()
        about = f"{self._case.number} {self._case.title}"
        if isinstance(content, QImage):
            ImageWindow(attachment.title, about, content, window).open()
        else:
            # Its sum and not its title, which may be a party's name.
            what = self._case.kind.handed(self._case.number, f"附件 {attachment.sha256[:12]}")
            PdfWindow(attachment.title, about, Shown(content, what), self._context, window).open()


def _picture(station: Station, attachment: Attachment) -> QImage:
    """The photo the right way up, as the camera says."""
    buffer = QBuffer()
    buffer.setData(QByteArray(attachments.content_of(station, attachment)))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()
