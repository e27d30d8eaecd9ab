"""Names of persons."""

import pytest

from fengqiao_desk.values.names import normalise_name


@pytest.mark.parametrize("dot", "•‧∙⋅・･．.·")
def test_every_dot_between_two_parts_becomes_the_one_of_the_standard(dot: str) -> None:
    assert normalise_name(f"阿依古丽{dot}买买提") == "阿依古丽\u00b7买买提"


def test_every_dot_of_a_long_name_is_made_the_same() -> None:
    assert normalise_name("古丽・阿依•买买提") == "古丽·阿依·买买提"


def test_single_letters_between_dots_are_joined_too() -> None:
    assert normalise_name("A•B•C") == "A·B·C"


@pytest.mark.parametrize("name", ["张•", "•张", "1•2", "张 • 三"])
def test_a_dot_that_joins_no_two_letters_stays(name: str) -> None:
    assert normalise_name(name) == name


@pytest.mark.parametrize("name", ["John F.Kennedy", "J. Smith", "O'Brien Jr."])
def test_the_full_stop_of_a_foreign_name_stays(name: str) -> None:
    assert normalise_name(name) == name


@pytest.mark.parametrize("rare", ["𬱖", "\U00031350", "\U0002ebf0", "\ue000", "㛃"])
def test_a_dot_beside_a_rare_character_is_normalised(rare: str) -> None:
    assert normalise_name(f"{rare}.{rare}") == f"{rare}·{rare}"


def test_inner_blanks_stay_and_outer_ones_go() -> None:
    assert normalise_name(" Mary  Ann Smith　") == "Mary  Ann Smith"


@pytest.mark.parametrize("name", ["张", "\U00020bb7", "阿" * 60])
def test_no_length_is_refused(name: str) -> None:
    assert normalise_name(name) == name
