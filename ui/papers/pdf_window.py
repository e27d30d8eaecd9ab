"""A finished PDF: looked at, printed, saved as a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.station.handing_out import Handed

from ..actions import CLOSE, COPY, PRINT_FILE, set_key
from ..context import WindowContext
from ..look import Space
from ..widgets import PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog
from ..widgets.pdf_pages import PdfPages
from .printing import ask_file, ask_printer


@dataclass(frozen=True)
class Shown:
    """A PDF, and how it is put on record when it is printed or saved.

    `print_stored` prints what is shown from the register, page for page as it is stored; without it these pages are printed.
    """

    pdf: bytes
    what: Handed
    print_stored: Callable[[], None] | None = None


class PdfWindow(FittedDialog):
    """Shows a PDF under its title."""

    def __init__(
        self,
        title: str,
        words: str,
        shown: Shown,
        context: WindowContext,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 720)
        self.pages = PdfPages(title)
        self.pages.show_pdf(shown.pdf)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(label(title, "title", wrap=True))
        heading.addWidget(label(words, "context", wrap=True))
        head = QHBoxLayout()
        head.addLayout(heading, 1)
        for button in self._buttons(title, shown, context):
            # Enter in the pages must not print.
            button.setAutoDefault(False)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.pages.setFocus()

    def _buttons(
        self, title: str, shown: Shown, context: WindowContext
    ) -> tuple[QuietButton, QuietButton, PrimaryButton]:
        close, copied = QuietButton.of(CLOSE), QuietButton(COPY.title)
        printed = PrimaryButton.of(PRINT_FILE)
        set_key(printed, PRINT_FILE)
        close.clicked.connect(self.accept)
        copied.clicked.connect(lambda: ask_file(shown.pdf, shown.what, f"{title}.pdf", self, context))
        print_it = shown.print_stored or partial(ask_printer, shown.pdf, shown.what, title, self, context)
        printed.clicked.connect(lambda _: print_it())
        return close, copied, printed
