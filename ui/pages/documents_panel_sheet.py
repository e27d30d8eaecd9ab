"""The chosen paper of a case: its title, its pages or why there are none, and what can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..actions import PRINT, Act
from ..widgets import Card, ElidedLabel, EmptyState, PrimaryButton, QuietButton
from ..widgets.pdf_pages import PdfPages
from .documents_panel_model import Paper

ISSUE: Final = Act("issue", "签发", "Ctrl+Return", "issue")
COPY: Final = Act("copy", "另存一份", "Ctrl+S", "save_copy")
VOID: Final = Act("void", "作废", "", "ask_void")
_QUIET, _PRIMARY = (VOID, COPY), (PRINT, ISSUE)


class PaperSheet(Card):
    """`asked(key)` is the act of the button that was pressed."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.pages = PdfPages("文书预览")
        self.buttons: dict[str, QuietButton] = {}
        self._title = ElidedLabel("", "heading")
        self._why = EmptyState("", icon_name="document")
        self._view = QStackedWidget()
        self._view.addWidget(self.pages)
        self._view.addWidget(self._why)
        self.head.addWidget(self._title, 1)
        for act in (*_QUIET, *_PRIMARY):
            self._add_button(act)
        self.body.addLayout(self.head)
        self.body.addWidget(self._view, 1)

    def begin(self, paper: Paper | None, *, why_not: str, may_void: bool) -> None:
        """Shows whose paper it is and its acts; `why_not` says why it cannot be issued, empty when it can."""
        issued = paper.issued if paper else None
        valid = issued is not None and issued.state != "void"
        shown = {
            ISSUE: paper is not None and issued is None,
            PRINT: issued is not None,
            COPY: issued is not None,
        }
        for act, visible in {**shown, VOID: valid and may_void}.items():
            self.buttons[act.key].setVisible(visible)
        self.buttons[ISSUE.key].setEnabled(not why_not)
        self.buttons[ISSUE.key].setToolTip(why_not)
        self._title.setText(paper.title if paper else "")

    def show_pdf(self, pdf: bytes) -> None:
        self.pages.show_pdf(pdf)
        self._view.setCurrentWidget(self.pages)

    def tell(self, sentence: str) -> None:
        """A sentence where the pages would be."""
        self._why.sentence.setText(sentence)
        self._view.setCurrentWidget(self._why)

    def told(self) -> str:
        """The sentence shown now; empty while pages are shown."""
        return self._why.sentence.text() if self._view.currentWidget() is self._why else ""

    def _add_button(self, act: Act) -> None:
        kind = PrimaryButton if act in _PRIMARY else QuietButton
        button = kind(act.title, icon_name=act.icon, key=act.key_words)
        button.clicked.connect(lambda: self.asked.emit(act.slot))
        button.hide()
        self.buttons[act.key] = button
        self.head.addWidget(button)
