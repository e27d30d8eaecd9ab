"""The pages of finished files drawn on a printer: in their order, each on a sheet as it lies, all or none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from fengqiao_desk.problems import DiskProblem

from ..background import Cancelled, Progress

DOTS_PER_INCH = 300
_LAST_WORDS = 64
"""Bytes at the end of a PDF among which its mark of the end stands."""


@dataclass(frozen=True)
class PrintOrder:
    """What the officer chose in the dialog: copies of each document, pages from and to (0 for all)."""

    copies: int = 1
    first: int = 0
    last: int = 0

    def pages(self, count: int) -> list[int]:
        """Which of `count` pages are printed, from 0, all copies of a document in a row."""
        once = [page for page in range(count) if not self.first or self.first <= page + 1 <= self.last]
        return once * self.copies


def order_of(printer: QPrinter) -> PrintOrder:
    """What the dialog set on the printer; the copies are drawn by us, so that they lie in order with every driver."""
    order = PrintOrder(printer.copyCount(), printer.fromPage(), printer.toPage())
    printer.setCopyCount(1)
    return order


def send(
    pdfs: Sequence[bytes], printer: QPrinter, order: PrintOrder, progress: Progress | None = None
) -> int:
    """Draws the pages of whole files on the printer, each on a sheet of its own; returns how many. Raises Problem."""
    # A document reads from its buffer while it is drawn: this holds both as long as the job.
    keeper = QObject()
    # All are opened first: how many sheets it will be is told from the beginning.
    opened = [_opened(pdf, keeper) for pdf in pdfs]
    sheets = [(document, page) for document in opened for page in order.pages(document.pageCount())]
    # The pages have margins of their own: drawn from the corner of the paper, not of what the printer can reach.
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for place, (document, page) in enumerate(sheets):
            if progress is not None:
                progress.report(place, len(sheets))
            # Size and direction of a sheet count for the page that is begun next, so they come first.
            _lay_sheet(printer, document, page)
            _check(printer, printer.newPage() if place else painter.begin(printer))
            # A printer that writes a PDF would else store the page as JPEG.
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            _draw(painter, printer, document, page)
    except (Cancelled, DiskProblem):
        # What was drawn so far is thrown away, not printed.
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.outputFileName() and printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        _check_whole(Path(printer.outputFileName()))
    return len(sheets)


def _check_whole(written: Path) -> None:
    """Qt says nothing of a disk that was full: a PDF without its end is taken away and told."""
    try:
        with written.open("rb") as file:
            file.seek(-min(_LAST_WORDS, written.stat().st_size), os.SEEK_END)
            is_whole = b"%%EOF" in file.read()
    except OSError:
        is_whole = False
    if not is_whole:
        with suppress(OSError):
            if written.is_file():
                written.unlink()
        raise DiskProblem(f"没有打印成文件，磁盘已满或者写不进去：{written}；登记里没有记这次打印")


def _lay_sheet(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Asks for paper of the page's own size, lying as the page lies (registers print on turned pages)."""
    size = document.pagePointSize(page)
    turned = size.width() > size.height()
    orientation = QPageLayout.Orientation
    printer.setPageSize(QPageSize(size.transposed() if turned else size, QPageSize.Unit.Point))
    printer.setPageOrientation(orientation.Landscape if turned else orientation.Portrait)


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    # 72 points to the inch.
    size = document.pagePointSize(page) * (printer.resolution() / 72)
    picture = on_white(document.render(page, QSize(round(size.width()), round(size.height()))))
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)


def on_white(picture: QImage) -> QImage:
    """The picture on white paper: printers make of a see-through ground what they like."""
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper


def _check(printer: QPrinter, taken: bool) -> None:
    if not taken:
        name = printer.printerName() or printer.outputFileName()
        raise DiskProblem(
            f"打印机“{name}”没有接受打印，请检查打印机是否开机、连接和有纸；登记里没有记这次打印"
        )


def _opened(pdf: bytes, keeper: QObject) -> QPdfDocument:
    buffer = QBuffer(keeper)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(keeper)
    document.load(buffer)
    return document
