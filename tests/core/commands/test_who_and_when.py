"""Who acts and on which day: passwords, roles, --today, and setting up a station."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.commands import command as command_module

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


def password_file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "password.txt"
    path.write_bytes(content)
    return path


@pytest.fixture
def working_folder(line: CommandLine, tmp_path: Path) -> Path:
    """A folder that is not for practice."""
    root = tmp_path / "working"
    words = ("--data", root, "--password-file", password_file(tmp_path, b"eight-or-more\n"))
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "张三")
    assert line.run(*words, "init", *names, "--json").status == 0
    return root


def test_a_working_folder_asks_who_it_is(line: CommandLine, working_folder: Path) -> None:
    assert line.run("--data", working_folder, "list", "disputes", "--json").status == 2


@pytest.mark.parametrize("content", [b"eight-or-more", b"\xef\xbb\xbfeight-or-more\r\nsecond line"])
def test_the_first_line_of_the_file_is_the_password(
    line: CommandLine, working_folder: Path, tmp_path: Path, content: bytes
) -> None:
    words = ("--data", working_folder, "--user", "张三", "--password-file", password_file(tmp_path, content))
    assert line.run(*words, "list", "disputes", "--json").status == 0


@pytest.mark.parametrize("content", [b"wrong-password", b"", b"\xff\xfe"])
def test_a_wrong_password_is_status_three(
    line: CommandLine, working_folder: Path, tmp_path: Path, content: bytes
) -> None:
    words = ("--data", working_folder, "--user", "张三", "--password-file", password_file(tmp_path, content))
    answer = line.run(*words, "list", "disputes", "--json")
    assert (answer.status, answer.data["problem"]) == (3, "wrong_password")


@pytest.mark.parametrize("words", [("list", "disputes"), ("check",), ("workdays", "add", "2026-09-28", 7)])
def test_another_day_is_refused_outside_practice(
    line: CommandLine, working_folder: Path, tmp_path: Path, words: tuple[object, ...]
) -> None:
    password = password_file(tmp_path, b"eight-or-more")
    who = ("--data", working_folder, "--user", "张三", "--password-file", password)
    answer = line.run(*who, "--today", "2020-01-01", *words, "--json")
    assert (answer.status, answer.data["message"]) == (1, "--today 只能用于练习文件夹")


def test_a_password_file_laid_into_a_working_folder_opens_nothing(
    line: CommandLine, working_folder: Path
) -> None:
    (working_folder / "practice-password.txt").write_text("x\n")
    assert line.run("--data", working_folder, "list", "disputes", "--json").status == 2


def test_a_password_laid_into_a_working_folder_is_not_read(line: CommandLine, working_folder: Path) -> None:
    (working_folder / "practice-password.txt").write_text("eight-or-more\n")
    words = ("--data", working_folder, "--user", "张三", "list", "disputes", "--json")
    assert line.run(*words).data["problem"] == "wrong_password"


def test_an_empty_practice_password_is_no_password(line: CommandLine) -> None:
    (line.folder / "practice-password.txt").write_text("")
    assert line.run("--data", line.folder, "--user", "民警甲", "list", "disputes", "--json").status == 3


def test_only_who_may_adds_officers(line: CommandLine, tmp_path: Path) -> None:
    password = password_file(tmp_path, b"eight-or-more")
    words = ("officers", "add", "新人", "--role", "民警", "--badge", "1", "--new-password-file", password)
    assert line(*words).data["problem"] == "not_permitted"
    as_admin = ("--data", line.folder, "--user", "管理员己", *words, "--json")
    assert line.run(*as_admin).data == {
        "name": "新人",
        "role": "民警",
        "roles": ["民警"],
        "badge": "1",
    }


def test_an_auxiliary_issues_nothing(line: CommandLine, add: Add, dispute: Entry, tmp_path: Path) -> None:
    number = add("disputes", dispute)
    words = ("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf", "--json")
    answer = line.run("--data", line.folder, "--user", "辅警丙", *words)
    assert (answer.status, answer.data["problem"]) == (1, "not_permitted")


def test_init_refuses_a_folder_that_is_not_empty(line: CommandLine, tmp_path: Path) -> None:
    words = ("--data", line.folder, "--password-file", password_file(tmp_path, b"eight-or-more"))
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "张三")
    answer = line.run(*words, "init", *names, "--json")
    assert (answer.status, answer.data["problem"]) == (1, "refused")


@pytest.mark.parametrize("name", ["station", "parent", "admin"])
def test_init_refuses_an_empty_name_and_makes_nothing(line: CommandLine, tmp_path: Path, name: str) -> None:
    names = {"station": "示例派出所", "parent": "示例市公安局", "admin": "张三", name: " "}
    root = tmp_path / "new"
    words = ("--data", root, "--password-file", password_file(tmp_path, b"eight-or-more"))
    answer = line.run(*words, "init", *(f"--{key}={value}" for key, value in names.items()), "--json")
    assert (answer.status, root.exists()) == (1, False)


def test_the_default_officer_of_practice_is_a_policeman(line: CommandLine) -> None:
    assert command_module.DEFAULT_PRACTICE_OFFICER == "民警甲"
    assert line("list", "disputes").status == 0
