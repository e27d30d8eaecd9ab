"""The sheet of all keys: shown with F1, printed to lie beside the keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem

from .actions import ADD_ROW, CANCEL, DOCUMENT_ACTS, SAVE, key_rows
from .look import Space
from .messages import Messages
from .saving import check_printed_file
from .widgets import KeyValueRows, QuietButton, ScrollingColumn, label
from .widgets.fitted import FittedDialog

_HERE = "窗口和这一页"
_PLACES = (("填表时", (SAVE, CANCEL, ADD_ROW)), ("看文书时", (*DOCUMENT_ACTS, CANCEL)))
"""Where other keys hold; the titles are those of the acts."""


class KeySheet(FittedDialog):
    """`rows` of key and what it does hold in the window and the page in view; those of forms and documents follow."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键一览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(400, 620)
        self.rows = tuple(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("快捷键一览", "title"))
        keys = ScrollingColumn()
        for heading, found in self.sections():
            keys.column.addWidget(label(heading, "heading"))
            keys.column.addWidget(KeyValueRows(found))
        keys.column.addStretch()
        column.addWidget(keys, 1)
        print_it, close = QuietButton("打印", icon_name="print"), QuietButton("关闭", key="Esc")
        print_it.clicked.connect(self._ask_printer)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(print_it)
        buttons.addWidget(close)
        column.addLayout(buttons)
        close.setFocus()

    def sections(self) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
        """Where keys hold, and the keys with what they do."""
        yield _HERE, self.rows
        for place, acts in _PLACES:
            yield place, key_rows(acts)

    def document(self) -> QTextDocument:
        """The sheet as it is printed."""
        document = QTextDocument()
        parts = (f"<h3>{escape(heading)}</h3>{_table(rows)}" for heading, rows in self.sections())
        document.setHtml(f"<h2>枫桥工作台 · 快捷键一览</h2>{''.join(parts)}")
        return document

    def _ask_printer(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(printer))
        QDialog.open(dialog)

    def _print(self, printer: QPrinter) -> None:
        try:
            check_printed_file(printer, None)
        except Problem as problem:
            Messages(lambda: None).problem(problem)
            return
        self.document().print_(printer)


def _table(rows: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td width='120'><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>" for key, what in rows
    )
    return f"<table cellpadding='4'>{lines}</table>"
