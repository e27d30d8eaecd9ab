"""Takes widgets out of a layout for good: they are gone from view at once, and from memory when Qt has time."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Takes every widget of the layout out; layouts within it are left to who made them."""
    # Never itemAt and deleting what it gives: the item's wrapper stays "valid" at an address that Qt uses again.
    while item := layout.takeAt(0):
        if widget := item.widget():
            _let_go(widget)


def take_out(layout: QLayout, widget: QWidget) -> None:
    """Takes one widget out of its layout."""
    layout.removeWidget(widget)
    _let_go(widget)


def _let_go(widget: QWidget) -> None:
    # deleteLater waits for the event loop: a widget that is only taken out of its layout would be painted over the
    # new ones until then. To delete at once is no way either: often the click that led here is its own button's.
    widget.hide()
    widget.deleteLater()
