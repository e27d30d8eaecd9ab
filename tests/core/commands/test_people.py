"""The people of the station by commands: leave, return, change, reset; refusals end with 1 and change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.commands.conftest import Answer, CommandLine

ADMIN = ("--user", "管理员己")
People = Callable[..., Answer]


@pytest.fixture
def people(line: CommandLine) -> People:
    """`officers …` by the 管理员."""
    return lambda *words, by="管理员己": line("--user", by, "officers", *words)


@pytest.fixture
def secret(tmp_path: Path) -> Callable[[str], Path]:
    """A file whose first line is a password."""

    def written(password: str) -> Path:
        path = tmp_path / "secret.txt"
        path.write_text(password + "\n", encoding="utf-8")
        return path

    return written


def who(people: People, *more: str) -> dict[str, Any]:
    return {officer["name"]: officer for officer in people("list", *more).data["officers"]}


def test_who_leaves_is_listed_no_more_and_comes_back_as_before(people: People) -> None:
    before = who(people)["民警乙"]
    assert people("leave", "民警乙").status == 0
    assert "民警乙" not in who(people)
    assert who(people, "--all")["民警乙"]["left_on"] == "2026-11-21"
    assert people("return", "民警乙").data == before == who(people)["民警乙"]


def test_the_work_somebody_leaves_behind_is_named(
    people: People, add: Callable[[str, Any], str], dispute: dict[str, Any]
) -> None:
    add("disputes", {**dispute, "officer": "民警乙"})
    answer = people("leave", "民警乙")
    open_work = [(work["kind"], work["field"], work["count"]) for work in answer.data["open"]]
    assert open_work == [("disputes", "officer", 1)]


def test_roles_badge_and_name_are_changed_in_one_act(people: People) -> None:
    changed = people(
        *("change", "民警乙", "--role", "所领导", "--role", "管理员"), *("--badge", "7", "--rename", "民警庚")
    )
    assert changed.data == {
        "name": "民警庚",
        "role": "所领导",
        "roles": ["所领导", "管理员"],
        "badge": "7",
    }
    assert who(people)["民警庚"] == changed.data


@pytest.mark.parametrize(
    "words",
    [
        ("leave", "管理员己"),
        ("change", "管理员己", "--role", "民警"),
        ("change", "管理员己", "--rename", "  "),
        ("change", "民警乙", "--rename", "民警甲"),
        ("change", "民警乙", "--badge", "900001"),
        ("change", "民警乙", "--role", "所长"),
        ("change", "辅警丙", "--role", "民警", "--role", "辅警"),
        ("leave", "路人"),
        ("return", "民警乙"),
        ("return", "路人"),
    ],
)
def test_what_may_not_be_is_refused(people: People, words: tuple[str, ...]) -> None:
    before = who(people, "--all")
    assert people(*words).status == 1
    assert who(people, "--all") == before


@pytest.mark.parametrize("verb", ["leave", "return", "change", "reset-password"])
def test_an_officer_manages_nobody(people: People, verb: str, secret: Callable[[str], Path]) -> None:
    more = {"change": ("--badge", "7"), "reset-password": ("--new-password-file", secret("brand-new-77"))}
    answer = people(verb, "民警乙", *more.get(verb, ()), by="民警甲")
    assert (answer.status, answer.data["problem"]) == (1, "not_permitted")


def test_a_change_of_nothing_is_wrong_usage(people: People) -> None:
    assert people("change", "民警乙").status == 2


@pytest.mark.parametrize("password", ["aaaaaaaa", "        ", "12345678", "民警乙民警乙民警", "1234567"])
def test_a_password_that_is_guessed_at_once_is_refused(
    people: People, secret: Callable[[str], Path], password: str
) -> None:
    answer = people("reset-password", "民警乙", "--new-password-file", secret(password))
    assert (answer.status, answer.data["faults"][0]["field"]) == (1, "password")


@pytest.fixture
def working(line: CommandLine, secret: Callable[[str], Path], tmp_path: Path) -> Iterator[CommandLine]:
    """The command line on a working station with 王所 as its 管理员 and 李四, whose password was reset."""
    line.folder = tmp_path / "working"
    first = secret("first-password-1")
    line.run(
        *("--data", line.folder, "--password-file", first),
        *("init", "--station", "示例派出所", "--parent", "示例市公安局", "--admin", "王所"),
    )
    by = ("--data", line.folder, "--password-file", first, "--user", "王所", "officers")
    given = tmp_path / "given.txt"
    given.write_text("given-by-王所-1\n", encoding="utf-8")
    line.run(*by, "add", "李四", "--role", "民警", "--badge", "1", "--new-password-file", given)
    yield line


def as_officer(line: CommandLine, password: Path, *words: object) -> Answer:
    return line.run("--data", line.folder, "--user", "李四", "--password-file", password, *words, "--json")


def test_a_password_that_was_given_opens_nothing_but_its_change(
    working: CommandLine, tmp_path: Path, secret: Callable[[str], Path]
) -> None:
    given, own = tmp_path / "given.txt", secret("own-secret-55")
    refused = as_officer(working, given, "list", "disputes")
    assert (refused.status, refused.data["problem"]) == (1, "password_not_own")
    assert as_officer(working, given, "officers", "password", "--new-password-file", own).status == 0
    assert as_officer(working, own, "list", "disputes").status == 0
    assert as_officer(working, given, "list", "disputes").status == 3


def test_a_weak_password_founds_no_station(
    line: CommandLine, secret: Callable[[str], Path], tmp_path: Path
) -> None:
    words = ("init", "--station", "示例派出所", "--parent", "示例市公安局", "--admin", "王所", "--json")
    answer = line.run("--data", tmp_path / "weak", "--password-file", secret("12345678"), *words)
    assert (answer.status, (tmp_path / "weak").exists()) == (1, False)
