"""Suggestions under a field: in the same window, never focused, so that an input method keeps composing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

_MOST_ROWS = 8


class SuggestionList(QListView):
    """The terms that hold what is typed in `line`; arrows move, Enter or a click takes (`taken`)."""

    taken = Signal(str)

    def __init__(self, line: QLineEdit, frame: QWidget) -> None:
        # No popup window: taking the keyboard from the line it would end what an input method is composing.
        super().__init__(frame)
        self._line = line
        # The box under which it opens; its parent is the window while it is shown.
        self._frame = frame
        self._terms: tuple[str, ...] = ()
        self._model = QStringListModel(self)
        self.setModel(self._model)
        # A click takes a term, and the line stays in focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("可选项")
        self.clicked.connect(lambda index: self._take(index.row()))
        line.installEventFilter(self)
        # Shown once it is a child of the window (`_place`), which outlives the field: it goes with the field's box.
        frame.destroyed.connect(self.deleteLater)
        self.hide()

    def set_terms(self, terms: Sequence[str]) -> None:
        """What may be offered, in its order."""
        self._terms = tuple(terms)

    def offer(self, typed: str, *, all_fit: bool = False) -> None:
        """Shows the terms that hold `typed`, those that begin with it first; hides when none does.

        `all_fit`: they were found by what was typed, which may stand where the terms do not show it.
        """
        terms = () if self._line.isReadOnly() else self._terms
        fitting = [term for term in terms if all_fit or typed in term]
        fitting.sort(key=lambda term: not term.startswith(typed))
        self._model.setStringList(fitting)
        if fitting:
            self._place(min(len(fitting), _MOST_ROWS))
            # What was typed means the first that fits: Enter takes it. An opened list means none yet.
            self.setCurrentIndex(self._model.index(0) if typed else self._model.index(-1))
            self.scrollToTop()
        self.setVisible(bool(fitting))

    def offered(self) -> list[str]:
        """What is shown now, top first."""
        return self._model.stringList() if self.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line keeps the keyboard; the keys that are meant for the list are taken out on their way."""
        if watched is self._line and event.type() is QEvent.Type.FocusOut:
            self.hide()
        if watched is self._line and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() is QEvent.Type.ShortcutOverride and self._wants(event):
                # Accepted, Esc comes as a key press instead of being the page's shortcut.
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _wants(self, event: QKeyEvent) -> bool:
        """Esc hides the list before it may mean anything to the page."""
        return self.isVisible() and event.key() == Qt.Key.Key_Escape

    def _key(self, event: QKeyEvent) -> bool:
        # int, for event.key() is a number in PySide, no member of Qt.Key.
        step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key())
        if step and not self.isVisible():
            self.offer("")
            return self.isVisible()
        if not self.isVisible():
            return False
        if step:
            row = max(0, min(self.currentIndex().row() + step, self._model.rowCount() - 1))
            self.setCurrentIndex(self._model.index(row))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._take(self.currentIndex().row())
            return True
        return False

    def _take(self, row: int) -> None:
        self.hide()
        self.taken.emit(self._model.stringList()[row])

    def _place(self, rows: int) -> None:
        window = self._frame.window()
        # Each time: when the form was made, its box stood in no window yet. A child of the box would be cut
        # at its edge.
        self.setParent(window)
        # Twelve for its own margins and frame.
        height = rows * max(self.sizeHintForRow(0), 20) + 12
        corner = self._frame.mapTo(window, QPoint(0, self._frame.height() + 3))
        # Below there is no room: it opens above the field.
        if corner.y() + height > window.height():
            corner = self._frame.mapTo(window, QPoint(0, -height - 3))
        self.setGeometry(corner.x(), max(corner.y(), 0), self._frame.width(), height)
        # Cards that were made later lie above it otherwise.
        self.raise_()
