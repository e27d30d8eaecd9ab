"""Light or dark: the officer's choice, or the system's, as the tokens that are painted now."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from .fonts import application_font, register_fonts
from .stylesheet import stylesheet
from .tokens import DARK, LIGHT, Tokens


class Appearance(StrEnum):
    """The choices of 设置; the value is the word an officer sees."""

    SYSTEM = "跟随系统"
    LIGHT = "浅色"
    DARK = "深色"


class _Painted:
    tokens: Tokens = LIGHT


def tokens() -> Tokens:
    """The tokens that widgets paint with now."""
    return _Painted.tokens


class Theme(QObject):
    """Dresses the application; `changed` tells that the tokens are others."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        self._dressed: Tokens | None = None
        register_fonts()
        # The one style that takes its colours from the palette on every system.
        application.setStyle("Fusion")
        application.setFont(application_font())
        # Heard whatever was chosen; only 跟随系统 has other colours then.
        application.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    @property
    def appearance(self) -> Appearance:
        """What was chosen last."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Takes up another look at once; `changed` only when the colours are others."""
        self._appearance = appearance
        self._dress()

    def _dress(self) -> None:
        chosen = self._tokens_of_choice()
        # A stylesheet that is set, even the same, dresses every widget anew.
        if chosen is self._dressed:
            return
        self._dressed = _Painted.tokens = chosen
        self._application.setPalette(_palette(chosen))
        self._application.setStyleSheet(stylesheet(chosen))
        self.changed.emit()

    def _tokens_of_choice(self) -> Tokens:
        if self._appearance is Appearance.SYSTEM:
            dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._appearance is Appearance.DARK
        return DARK if dark else LIGHT


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for part, colour in (
        (role.Window, colours.page),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.sunken),
        (role.Button, colours.surface),
        (role.ToolTipBase, colours.surface),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.Mid, colours.line),
    ):
        palette.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.muted))
    return palette
