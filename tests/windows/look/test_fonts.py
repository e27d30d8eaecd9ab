"""Chinese is shown in mainland shapes."""

from __future__ import annotations

from fengqiao_desk.ui.look import sized_font
from fengqiao_desk.ui.look.fonts import SANS_FAMILIES, application_font, register_fonts
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter


def test_the_packaged_fonts_are_registered_under_their_mainland_names() -> None:
    assert register_fonts() == ["Noto Sans SC", "Noto Serif SC"]


def test_the_body_font_asks_only_for_mainland_families() -> None:
    assert set(application_font().families()) <= set(SANS_FAMILIES)


def test_a_packaged_family_is_always_among_those_asked_for() -> None:
    assert "Noto Sans SC" in application_font().families()


def test_a_character_of_two_shapes_is_drawn_like_the_packaged_mainland_font() -> None:
    """骨 has its corner at the left in the mainland and at the right in Japan."""
    assert _corner_is_left("骨")


def _corner_is_left(character: str) -> bool:
    """Where the small corner stands in the upper box: the ink just inside the box, left against right."""
    image = QImage(200, 220, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(sized_font(160))
    painter.drawText(20, 170, character)
    painter.end()
    rows = range(45, 95)
    left = sum(255 - image.pixelColor(x, y).value() for y in rows for x in range(60, 95))
    right = sum(255 - image.pixelColor(x, y).value() for y in rows for x in range(105, 140))
    return left > right
