"""The sheet of all keys: shown with F1, printed to lie beside the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from .look import Space
from .widgets import KeyValueRows, QuietButton, label


class KeySheet(QDialog):
    """Rows of key and what it does."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键一览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(360)
        self.rows = tuple(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("快捷键一览", "title"))
        column.addWidget(KeyValueRows(rows))
        print_it, close = QuietButton("打印", icon_name="print"), QuietButton("关闭", key="Esc")
        print_it.clicked.connect(self._ask_printer)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(print_it)
        buttons.addWidget(close)
        column.addLayout(buttons)
        close.setFocus()

    def document(self) -> QTextDocument:
        """The sheet as it is printed."""
        lines = "".join(
            f"<tr><td width='120'><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>"
            for key, what in self.rows
        )
        document = QTextDocument()
        document.setHtml(f"<h2>枫桥工作台 · 快捷键一览</h2><table cellpadding='4'>{lines}</table>")
        return document

    def _ask_printer(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.document().print_(printer))
        QDialog.open(dialog)
