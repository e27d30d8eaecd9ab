"""Fonts by their simplified-Chinese names; the packaged Noto fonts stand in where the machine has none."""

from __future__ import annotations

from typing import Final

import pylopdf_fonts_zh_cn as packaged
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from .tokens import Size

# Qt's own fallback takes the Japanese shapes of Noto Sans CJK (docs/stack.md §0.10): name the SC faces.
SANS_FAMILIES: Final = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)


def register_fonts() -> list[str]:
    """Adds the packaged fonts to Qt; returns their family names, in the order sans, serif."""
    families: list[str] = []
    for path in (packaged.sans_path(), packaged.serif_path()):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return families


def application_font() -> QFont:
    """The body font: the families of the list that this machine has, best first."""
    present = set(QFontDatabase.families())
    font = QFont()
    font.setFamilies([family for family in SANS_FAMILIES if family in present])
    # Pixels as everything else here; the scale of the screen multiplies them all alike.
    font.setPixelSize(Size.BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def sized_font(size: int, weight: int = 400) -> QFont:
    """The application's font at `size` pixels; weight 400 to 700."""
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font
