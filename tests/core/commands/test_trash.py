"""What was thrown away, on the command line: listed for the officer, restored, never over what was begun meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import open_station
from tests.conftest import TODAY, acting

if TYPE_CHECKING:
    from .conftest import CommandLine

THROWN = {
    "key": 1,
    "form": "disputes",
    "title": "新建纠纷",
    "first_words": "示例路8号",
    "saved_at": "2026-11-21T09:00:00",
    "thrown_at": "2026-11-21T09:00:00",
    "until": "2026-12-05",
}


def begin(line: CommandLine, *, thrown: bool) -> None:
    """As an officer leaves it in the window."""
    station = open_station(line.folder, f"{TODAY}T08:00:00", "测试")
    station.half_filled.keep("disputes", {"place": "示例路8号"}, acting(station))
    if thrown:
        trash.throw_away(station, KINDS, "disputes", acting(station))
    station.close()


@pytest.fixture
def thrown(line: CommandLine) -> CommandLine:
    begin(line, thrown=True)
    return line


def test_one_sees_what_he_threw_away(thrown: CommandLine) -> None:
    assert thrown("trash", "list").data == {"thrown": [THROWN]}


def test_a_person_reads_the_number_to_restore_it_by(thrown: CommandLine) -> None:
    printed = thrown.run("--data", thrown.folder, "--today", TODAY, "trash", "list").err
    assert printed == "1　新建纠纷　示例路8号　丢弃于 11月21日 09:00，留到 12月5日\n"


def test_a_person_reads_that_the_trash_is_empty(line: CommandLine) -> None:
    assert line.run("--data", line.folder, "--today", TODAY, "trash", "list").err == "回收站是空的\n"


def test_it_is_restored_to_be_filled_in_further(thrown: CommandLine) -> None:
    assert thrown("trash", "restore", 1).data == THROWN
    assert thrown("trash", "list").data == {"thrown": []}


def test_what_is_not_there_is_unknown(thrown: CommandLine) -> None:
    answer = thrown("trash", "restore", 2)
    assert (answer.status, answer.data["problem"]) == (1, "unknown")


def test_what_was_begun_meanwhile_is_written_over_by_nobody(thrown: CommandLine) -> None:
    begin(thrown, thrown=False)
    answer = thrown("trash", "restore", 1)
    assert (answer.status, answer.data["problem"]) == (1, "refused")


def test_asked_to_swap_it_puts_what_was_begun_meanwhile_into_the_trash(thrown: CommandLine) -> None:
    begin(thrown, thrown=False)
    assert thrown("trash", "restore", 1, "--swap").status == 0
    assert [found["key"] for found in thrown("trash", "list").data["thrown"]] == [2]


@pytest.mark.parametrize("key", ["一", "-1", "1.5", "9" * 30])
def test_a_number_that_is_none_is_wrong_usage(line: CommandLine, key: str) -> None:
    answer = line("trash", "restore", key)
    assert (answer.status, answer.data["problem"]) == (2, "usage")
