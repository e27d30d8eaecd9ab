"""A dialog that is never larger than the screen it opens on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from ..placing import room_on, within


class FittedDialog(QDialog):
    """Made smaller where it would pass the screen; what still finds no room scrolls above its last line, the buttons."""

    def showEvent(self, event: QShowEvent) -> None:
        """Fits the dialog to its screen before it is seen."""
        # Spontaneous is what the window system shows again, after it was made small: the officer's size
        # stays.
        if not event.spontaneous():
            self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grows with what is told in it later: Qt would lay its parts over one another."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return handled

    def _grow(self) -> None:
        room = room_on(self.screen())
        wanted = min(self._least_height(self.width()), room.height())
        if wanted > self.height():
            self.resize(self.width(), wanted)
            # Not below the lower edge of the screen, where its buttons are.
            self.move(within(self.geometry(), [room]).topLeft())

    def _fit(self) -> None:
        # The screen of the parent: before it is shown a dialog may have none of its own and says the primary
        # one.
        room = room_on((self.parentWidget() or self).screen()).size()
        if self._least_height(min(self.width(), room.width())) > room.height():
            self._scroll()
        wanted = self.size().boundedTo(room)
        # What is folded into lines needs more than Qt gives a dialog at first.
        self.resize(
            wanted.width(), min(max(wanted.height(), self._least_height(wanted.width())), room.height())
        )

    def _least_height(self, width: int) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        # Wrapped labels need more lines in a narrow dialog; totalMinimumSize alone knows them unwrapped.
        folded = layout.totalMinimumHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return max(layout.totalMinimumSize().height(), folded)

    def _scroll(self) -> None:
        column = self.layout()
        if not isinstance(column, QVBoxLayout):
            return
        # A layout that is taken out lets go of its widgets: a button that nobody else names would be deleted with the line.
        held = self.findChildren(QWidget)
        # The last line of every dialog of the house is its buttons: they stay in view while the rest scrolls.
        edges, buttons = column.contentsMargins(), column.takeAt(column.count() - 1)
        assert buttons is not None
        shell, whole = QScrollArea(self), QVBoxLayout()
        content = QWidget(shell)  # within the dialog from the start, so that the order of Tab stays
        content.setLayout(column)  # Qt takes it, with what it holds, from the dialog
        column.setContentsMargins(0, 0, 0, 0)
        shell.setWidget(content)
        shell.setWidgetResizable(True)
        shell.setFrameShape(QFrame.Shape.NoFrame)
        shell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setContentsMargins(edges)
        whole.setSpacing(column.spacing())
        whole.addWidget(shell, 1)
        _put_below(whole, buttons)
        self.setLayout(whole)
        held.clear()
        # A layout that was just set counts at the next event otherwise, and resize would go by the old
        # minimum.
        whole.activate()


def _put_below(whole: QVBoxLayout, line: QLayoutItem) -> None:
    row, part = line.layout(), line.widget()
    if row is not None:
        whole.addLayout(row)
    elif part is not None:
        whole.addWidget(part, 0, line.alignment())
