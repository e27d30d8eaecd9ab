"""The sheet of all keys: shown with F1, printed to lie beside the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem

from .actions import CLOSE, PRINT_FILE, Place, WindowAct, acts_at, set_key
from .look import Space
from .messages import Messages
from .saving import check_printed_file
from .widgets import KeyValueRows, QuietButton, ScrollingColumn, label
from .widgets.fitted import FittedDialog

_HERE = "窗口和这一页"
_ELSEWHERE = tuple(place for place in Place if place is not Place.WINDOW)
"""Where other keys hold than in the window and the page in view."""


class KeySheet(FittedDialog):
    """The keys of `here` (window, then page in view) come first; those of all other places follow, no act twice."""

    def __init__(self, here: Sequence[WindowAct], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键一览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(400, 620)
        self._here = tuple(here)
        self.rows = tuple(_key_rows(self._here))
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
        print_it, close = QuietButton.of(PRINT_FILE), QuietButton.of(CLOSE)
        set_key(print_it, PRINT_FILE)
        print_it.clicked.connect(self.ask_printer)
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
        for place in _ELSEWHERE:
            # Of many places every act waits for its button: they have no line.
            if rows := _key_rows(_besides(place, self._here)):
                yield place.value, rows

    def document(self) -> QTextDocument:
        """The sheet as it is printed."""
        document = QTextDocument()
        # QTextDocument reads HTML; titles and words are text.
        parts = (f"<h3>{escape(heading)}</h3>{_table(rows)}" for heading, rows in self.sections())
        document.setHtml(f"<h2>枫桥工作台 · 快捷键一览</h2>{''.join(parts)}")
        return document

    def ask_printer(self) -> None:
        """Asks for the printer, then prints."""
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(printer))
        QDialog.open(dialog)

    def _print(self, printer: QPrinter) -> None:
        try:
            check_printed_file(printer, None)
        except Problem as problem:
            # Nothing half-filled lies in this dialog that had to be saved first.
            Messages(lambda: None).problem(problem)
            return
        self.document().print_(printer)


def _table(rows: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td width='120'><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>" for key, what in rows
    )
    return f"<table cellpadding='4'>{lines}</table>"


def _nearest(acts: Iterable[WindowAct]) -> tuple[WindowAct, ...]:
    """Each key once: where two acts have the same, the later is the nearer (the page lies within the window)."""
    return tuple({act.shortcut: act for act in acts if act.shortcut}.values())


def _besides(place: Place, shown: Iterable[WindowAct]) -> tuple[WindowAct, ...]:
    """What can be done there that is not among `shown`, also where that bears the noun of its page (`新建纠纷`)."""
    # With the place: 另存 of the panel and of the register bear one key and are two acts.
    known = {(act.key, act.place) for act in shown}
    return tuple(act for act in acts_at(place) if (act.key, act.place) not in known)


def _key_rows(acts: Iterable[WindowAct]) -> list[tuple[str, str]]:
    """Key and title of every act that has a key, each key once."""
    return [(act.key_words, act.title) for act in _nearest(acts)]
