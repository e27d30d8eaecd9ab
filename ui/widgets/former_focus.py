"""Where the keyboard was before something covered it, given back only to what still lives."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class FormerFocus:
    """Remembers one widget; what is covered may be made anew meanwhile, so it is asked whether it lives."""

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    def remember(self, widget: QWidget | None) -> None:
        """Keeps what has the keyboard now; None when nothing has."""
        self._widget = widget

    def give_back(self, otherwise: QWidget | None = None) -> None:
        """Once; `otherwise` takes the keyboard when nothing was remembered or it is gone."""
        former, self._widget = self._widget, None
        # A call on a wrapper whose C++ side is gone raises; inside an event handler that ends the process on
        # Python 3.11.
        if former is not None and isValid(former):
            former.setFocus()
        elif otherwise is not None:
            otherwise.setFocus()
