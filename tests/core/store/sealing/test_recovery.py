"""The recovery code: what is printed can be typed back, and no slip of the pen opens or passes for anything."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fengqiao_desk.problems import FaultyEntry
from fengqiao_desk.store.sealing.recovery import GROUPS, Recovery, typed_code

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture(scope="module")
def recovery() -> Recovery:
    return Recovery.fresh()


def with_group(recovery: Recovery, number: int, group: str) -> str:
    groups = list(recovery.groups)
    groups[number] = group
    return " ".join(groups)


def test_a_code_is_typed_back_with_blanks_hyphens_and_small_letters(recovery: Recovery) -> None:
    assert typed_code(" - ".join(recovery.groups).lower()) == recovery.code


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = Recovery.fresh()
    while "0" not in code.code or "1" not in code.code:
        code = Recovery.fresh()
    assert typed_code(code.code.replace("0", "o").replace("1", "l")) == code.code


@pytest.mark.parametrize("number", range(GROUPS))
def test_no_wrong_symbol_passes(recovery: Recovery, number: int) -> None:
    group = recovery.groups[number]
    for at, right in enumerate(group):
        for wrong in SYMBOLS.replace(right, ""):
            with pytest.raises(FaultyEntry, match=f"第 {number + 1} 组"):
                typed_code(with_group(recovery, number, group[:at] + wrong + group[at + 1 :]))


@pytest.mark.parametrize("number", range(GROUPS))
def test_no_swap_of_neighbours_passes(recovery: Recovery, number: int) -> None:
    group = recovery.groups[number]
    swaps = [at for at, (one, other) in enumerate(pairwise(group)) if one != other]
    for at in swaps:
        swapped = group[:at] + group[at + 1] + group[at] + group[at + 2 :]
        with pytest.raises(FaultyEntry, match=f"第 {number + 1} 组"):
            typed_code(with_group(recovery, number, swapped))


def test_no_swap_of_groups_passes(recovery: Recovery) -> None:
    first, second, *rest = recovery.groups
    with pytest.raises(FaultyEntry, match="第 1 组"):
        typed_code(" ".join([second, first, *rest]))


@pytest.mark.parametrize("text", ["", "ABCDE", "A" * 36])
def test_a_code_of_another_length_is_told_by_its_length(text: str) -> None:
    with pytest.raises(FaultyEntry, match=f"这里一共 {len(text)} 位"):
        typed_code(text)


def test_two_groups_typed_back_show_that_the_sheet_was_read(recovery: Recovery) -> None:
    recovery.check_back({1: recovery.groups[1].lower(), 5: recovery.groups[5]})
    with pytest.raises(FaultyEntry) as caught:
        recovery.check_back({1: recovery.groups[1], 5: recovery.groups[4]})
    assert [fault.field for fault in caught.value.faults] == ["group_5"]


def test_the_code_is_never_shown_by_chance(recovery: Recovery) -> None:
    assert recovery.groups[0] not in repr(recovery)
