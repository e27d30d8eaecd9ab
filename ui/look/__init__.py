"""The visual language in one place: tokens, fonts, icons, stylesheet, the choice between light and dark."""

from .fonts import sized_font
from .icons import icon, paint_icon
from .theme import Appearance, Theme, tokens
from .tokens import DARK, LIGHT, Size, Space, Tokens, Tone

__all__ = [
    "DARK",
    "LIGHT",
    "Appearance",
    "Size",
    "Space",
    "Theme",
    "Tokens",
    "Tone",
    "icon",
    "paint_icon",
    "sized_font",
    "tokens",
]
