"""Printing of a finished PDF through the system's dialog, and saving a copy of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from fengqiao_desk.documents.files import write_whole
from fengqiao_desk.problems import Problem
from fengqiao_desk.store.failures import told

_DOTS_PER_INCH = 300


def ask_printer(pdf: bytes, title: str, parent: QWidget) -> None:
    """Opens the system's print dialog; what is printed are exactly the pages of `pdf`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS_PER_INCH)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: print_pages(pdf, printer))
    QDialog.open(dialog)


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Draws the pages the printer asks for, each on a sheet of its own; returns how many."""
    keeper = QObject()
    document = _opened(pdf, keeper)
    chosen = [
        page
        for page in range(document.pageCount())
        if not printer.fromPage() or printer.fromPage() <= page + 1 <= printer.toPage()
    ]
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter(printer)
    for place, page in enumerate(chosen):
        if place:
            printer.newPage()
        size = document.pagePointSize(page) * (printer.resolution() / 72)
        image = document.render(page, QSize(round(size.width()), round(size.height())))
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    painter.end()
    document.close()
    return len(chosen)


def ask_file(pdf: bytes, name: str, parent: QWidget, failed: Callable[[Problem], None]) -> None:
    """Asks where a copy is to be saved and writes it; a full disk and the like are told through `failed`."""
    dialog = QFileDialog(parent, "另存一份", name, "PDF (*.pdf)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(lambda chosen: _save(Path(chosen), pdf, failed))
    QFileDialog.open(dialog)


def _save(path: Path, pdf: bytes, failed: Callable[[Problem], None]) -> None:
    try:
        with told(path.parent):
            write_whole(path, pdf)
    except Problem as problem:
        failed(problem)


def _opened(pdf: bytes, keeper: QObject) -> QPdfDocument:
    buffer = QBuffer(keeper)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(keeper)
    document.load(buffer)
    return document
