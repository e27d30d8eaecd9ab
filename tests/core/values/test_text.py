"""Text at the edge: what is dropped on entry and what is searched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fengqiao_desk.values.text import clean, fold, half_width

ANY_TEXT = some.text(some.characters(codec=None), max_size=40)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(line_end: str) -> None:
    assert clean(f"甲{line_end}乙") == "甲\n乙"


@pytest.mark.parametrize(
    "invisible",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
        "\ufe0f",
        "\U000e0101",
        "\ufdd0",
        "\ufdef",
        "\uffff",
        "\U0001fffe",
    ],
)
def test_what_cannot_be_seen_is_dropped(invisible: str) -> None:
    assert clean(f"甲{invisible}乙") == "甲乙"


def test_a_tab_stays() -> None:
    assert clean("甲\t乙") == "甲\t乙"


def test_a_compatibility_ideograph_keeps_its_shape() -> None:
    assert clean("\ufa1e\uf9dc\U0002f8a6") == "\ufa1e\uf9dc\U0002f8a6"


def test_a_letter_with_its_accent_is_composed_beside_a_compatibility_ideograph() -> None:
    assert clean("\uf9dce\u0301") == "\uf9dc\u00e9"


@pytest.mark.parametrize("rare", ["𬱖", "𠮷", "㛃", "\U00031350", "\ue000", "\u9fff", "\ufdf0"])
def test_rare_unassigned_and_private_characters_stay(rare: str) -> None:
    assert clean(rare) == rare


@given(ANY_TEXT)
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_clean_text_can_be_stored_as_utf8(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


def test_the_searched_form_ignores_width_case_and_white_space() -> None:
    assert fold("  ＡＢｃ　１２ ３\n枫桥\t派出所 ") == "abc123枫桥派出所"


def test_a_compatibility_ideograph_is_found_by_the_usual_one() -> None:
    assert fold("\uf9dc") == unicodedata.normalize("NFKC", "\uf9dc") == "隆"


@given(ANY_TEXT)
def test_the_searched_form_of_a_searched_form_is_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_full_width_forms_become_ascii_but_circled_digits_stay() -> None:
    assert half_width("！０９Ｘ－．～　①") == "!09X-.~ ①"
