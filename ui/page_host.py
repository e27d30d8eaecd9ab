"""The pages themselves: each is made when it is first shown and kept."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from .page import PageEntry


class PageHost(QStackedWidget):
    """One page in view; the others wait. A page that needs more room than the window has is scrolled."""

    def __init__(self, entries: Iterable[PageEntry]) -> None:
        super().__init__()
        self._entries = {entry.key: entry for entry in entries}
        self._made: dict[str, QWidget] = {}
        self.in_view = ""

    def entries(self) -> tuple[PageEntry, ...]:
        """All pages in the order of the navigation, 设置 last."""
        return tuple(self._entries.values())

    def bring(self, key: str) -> QWidget:
        """Puts the page into view and returns it; KeyError for a key that is not among the pages."""
        first_time = key not in self._made
        focused = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        if first_time:
            self._made[key] = self._entries[key].make_page()
            self.addWidget(_scrolled(self._made[key]))
        self.in_view = key
        # The stack has the pages in the order they were first shown, and so has the dictionary.
        self.setCurrentIndex(list(self._made).index(key))
        self.setFocusProxy(self._made[key])
        if first_time and held:
            # The stack would take the first that Tab reaches; a page seen before gets its keyboard back from it.
            self.setFocus()
        return self._made[key]

    def page(self) -> QWidget:
        """The page in view."""
        return self._made[self.in_view]

    def beside(self, steps: int) -> str:
        """The key of the page so many places after the one in view, round and round."""
        keys = list(self._entries)
        return keys[(keys.index(self.in_view) + steps) % len(keys)]


def _scrolled(page: QWidget) -> QScrollArea:
    shell = QScrollArea()
    shell.setWidget(page)
    shell.setWidgetResizable(True)
    shell.setFrameShape(QFrame.Shape.NoFrame)
    # Tab goes into the page, not first onto what scrolls it.
    shell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return shell
