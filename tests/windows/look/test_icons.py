"""Icons are drawn in the colour asked for, at any scale."""

from __future__ import annotations

from importlib.resources import files

import pytest
from fengqiao_desk.ui.look import DARK, LIGHT, Appearance, icon
from fengqiao_desk.ui.running.application import DeskApplication
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

NAMES = sorted(
    path.name.removesuffix(".svg") for path in (files("fengqiao_desk.resources") / "icons").iterdir()
)


def _colours(name: str, side: int) -> set[str]:
    image = icon(name, "accent").pixmap(QSize(side, side), 1.0).toImage()
    pixels = (image.pixelColor(x, y) for x in range(side) for y in range(side))
    return {_near(pixel, LIGHT.accent) for pixel in pixels if pixel.alpha() == 255}


def _near(pixel: QColor, colour: str) -> str:
    """`colour` where the pixel differs from it only by the rounding of smooth edges."""
    wanted = QColor(colour)
    away = max(abs(getattr(pixel, part)() - getattr(wanted, part)()) for part in ("red", "green", "blue"))
    return colour if away <= 2 else pixel.name()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_of_its_token_and_no_other(name: str) -> None:
    assert _colours(name, 48) == {LIGHT.accent}


def test_an_icon_made_in_the_light_is_tinted_for_the_dark(desk_application: DeskApplication) -> None:
    made = icon("search", "accent")
    desk_application.theme.choose(Appearance.DARK)
    image = made.pixmap(QSize(48, 48), 1.0).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {DARK.accent}


def test_an_icon_is_drawn_anew_for_a_screen_of_twice_the_pixels() -> None:
    assert icon("search").pixmap(QSize(24, 24), 2.0).toImage().size() == QSize(48, 48)


def test_an_icon_that_was_never_drawn_is_named_in_the_error() -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icon("unicorn")
