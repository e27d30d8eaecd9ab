"""Every colour of words can be read on every ground it stands on."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.look import DARK, LIGHT, Tokens, Tone
from fengqiao_desk.ui.look.tokens import contrast, mixed

LOOKS = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3


@LOOKS
@pytest.mark.parametrize("tone", list(Tone))
def test_words_of_a_tone_can_be_read_on_its_ground(colours: Tokens, tone: Tone) -> None:
    assert contrast(colours.ink(tone), colours.ground(tone)) >= READABLE


@LOOKS
@pytest.mark.parametrize("ground", ["page", "surface", "sunken", "hover", "accent_soft"])
def test_text_and_context_can_be_read_on_every_ground(colours: Tokens, ground: str) -> None:
    assert min(contrast(ink, getattr(colours, ground)) for ink in (colours.text, colours.muted)) >= READABLE


@LOOKS
def test_the_primary_button_can_be_read_at_rest_and_under_the_pointer(colours: Tokens) -> None:
    assert contrast(colours.on_accent, colours.accent) >= READABLE
    assert contrast(colours.on_accent, colours.accent_strong) >= READABLE


@LOOKS
def test_a_fault_can_be_read_on_the_surface_of_its_form(colours: Tokens) -> None:
    assert contrast(colours.danger, colours.surface) >= READABLE


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_half_of_black_over_white_is_grey() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
