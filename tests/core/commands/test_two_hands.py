"""A correction through the command says which version it was made from; what another changed since is never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

Entry = dict[str, Any]


@pytest.fixture
def number(line: CommandLine, add: Callable[[str, Any], str], dispute: Entry) -> str:
    """A dispute whose place was corrected since it was read: version 2."""
    received = add("disputes", dispute)
    assert amend(line, received, {"place": "示例路8号"}).status == 0
    return received


def amend(line: CommandLine, number: str, entry: Entry, *more: str) -> Answer:
    return line("amend", "disputes", number, "--entry", line.entry(entry), *more)


def test_two_corrections_of_the_same_field_are_refused_with_old_theirs_and_mine(
    line: CommandLine, number: str
) -> None:
    answer = amend(line, number, {"place": "示例路9号"}, "--seen", "1")
    (conflict,) = answer.data["conflicts"]
    assert conflict.pop("at")
    assert (answer.status, answer.data["problem"], conflict) == (
        1,
        "changed_meanwhile",
        {
            "field": "place",
            "label": "地点",
            "old": "示例小区3栋",
            "theirs": "示例路8号",
            "mine": "示例路9号",
            "by": "民警甲",
        },
    )


def test_a_refused_correction_changes_nothing(line: CommandLine, number: str) -> None:
    amend(line, number, {"place": "示例路9号", "claims": "赔礼道歉"}, "--seen", "1")
    fields = line("show", "disputes", number).data["fields"]
    assert (fields["place"], fields["claims"]) == ("示例路8号", "赔偿医药费。")


def test_corrections_of_other_fields_stand_together(line: CommandLine, number: str) -> None:
    answer = amend(line, number, {"claims": "赔礼道歉", "place": "示例小区3栋"}, "--seen", "1")
    assert answer.status == 0, answer.err
    fields = line("show", "disputes", number).data["fields"]
    assert (fields["place"], fields["claims"]) == ("示例路8号", "赔礼道歉")


def test_a_correction_of_what_was_seen_is_taken(line: CommandLine, number: str) -> None:
    assert amend(line, number, {"place": "示例路9号"}, "--seen", "2").status == 0


@pytest.mark.parametrize("version", ["0", "3"])
def test_a_version_that_never_was_is_told(line: CommandLine, number: str, version: str) -> None:
    answer = amend(line, number, {"place": "示例路9号"}, "--seen", version)
    assert (answer.status, answer.data["message"]) == (1, f"{number} 没有第 {version} 版，现在是第 2 版")
