"""Editors of text: one line, several lines, a number, an amount of money."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ..words import label
from .field_box import Editor, FieldBox, Plain

# Twelve digits: the core writes amounts below 10^12 in words.
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


class LineEditor(Editor):
    """One line of text; `suffix` is a unit shown at its right."""

    def __init__(self, hint: str = "", *, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        # textEdited comes of the officer alone, so that set_value tells nobody.
        self._line.textEdited.connect(self.changed)
        self._frame = FieldBox()
        self._frame.hold(self._line, 1)
        if suffix:
            self._frame.row.addWidget(label(suffix))
        self._compose(self._frame, self._line)

    def value(self) -> Plain:
        """The words without blanks at their ends; None when empty."""
        return self._line.text().strip() or None

    def set_value(self, value: Plain) -> None:
        """Shows the value; None empties the field."""
        self._line.setText("" if value is None else str(value))
        # Of a long text the beginning is seen, not the end.
        self._line.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """The words can be marked and copied."""
        self._line.setReadOnly(read_only)
        self._frame.show_read_only(read_only)


class NumberEditor(LineEditor):
    """A whole number; full-width digits and thousands commas are understood."""

    def value(self) -> Plain:
        """The number, the words as typed where they are none, None when empty."""
        typed = _half_width(self._line.text())
        # isdigit alone takes other scripts' digits too, which int reads and nobody meant.
        return int(typed) if typed.isascii() and typed.isdigit() else super().value()


class AmountEditor(LineEditor):
    """Yuan and fen; the value is text with two decimals (`1200.50`), shown with commas once left."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, suffix="元", parent=parent)
        self.left.connect(self._show_commas)

    def value(self) -> Plain:
        """The amount as `1200.50`, the words as typed where they are none, None when empty."""
        amount = self._amount()
        return super().value() if amount is None else f"{amount:.2f}"

    def set_value(self, value: Plain) -> None:
        """Shows the amount with commas."""
        super().set_value(value)
        self._show_commas()

    def _amount(self) -> Decimal | None:
        typed = _half_width(self._line.text())
        return Decimal(typed) if _AMOUNT.fullmatch(typed) else None

    def _show_commas(self) -> None:
        if (amount := self._amount()) is not None:
            self._line.setText(f"{amount:,.2f}")


class LongTextEditor(Editor):
    """Several lines; grows from `rows` to three times as many with its text; Tab goes to the next field."""

    def __init__(self, hint: str = "", *, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText(hint)
        # Tab leads on to the next field, as everywhere.
        self._text.setTabChangesFocus(True)
        # Qt puts four pixels around the text: it would not stand under that of a line.
        self._text.document().setDocumentMargin(0)
        self._text.textChanged.connect(self._typed)
        self._silent = False
        self._frame = FieldBox()
        self._frame.row.setContentsMargins(13, 7, 6, 7)
        self._frame.hold(self._text, 1)
        self._compose(self._frame, self._text)
        self._fit()

    def value(self) -> Plain:
        """The text without blanks at its ends; None when empty."""
        return self._text.toPlainText().strip() or None

    def set_value(self, value: Plain) -> None:
        """Shows the text; None empties the field."""
        # QPlainTextEdit has no signal for the officer's changes alone.
        self._silent = True
        self._text.setPlainText("" if value is None else str(value))
        self._silent = False

    def set_read_only(self, read_only: bool) -> None:
        """The text can be marked and copied."""
        self._text.setReadOnly(read_only)
        self._frame.show_read_only(read_only)

    def insert(self, words: str) -> None:
        """Puts words where the cursor stands, on a line of their own, and goes on there."""
        cursor = self._text.textCursor()
        begun = cursor.block().text().strip()
        cursor.insertText(f"\n{words}" if begun else words)
        self._text.setFocus()

    def _typed(self) -> None:
        self._fit()
        if not self._silent:
            self.changed.emit()

    def _fit(self) -> None:
        # Of a plain text's document the height is counted in lines, not in pixels.
        lines = max(self._rows, min(int(self._text.document().size().height()), self._rows * 3))
        self._text.setFixedHeight(lines * self._text.fontMetrics().lineSpacing() + 2)


def _half_width(typed: str) -> str:
    # NFKC turns `１２，０００` into `12,000`.
    return unicodedata.normalize("NFKC", typed).replace(",", "").replace(" ", "")
