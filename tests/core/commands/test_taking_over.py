"""restore and take-over: a restored folder waits for the last numbers on paper, and says which."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.core.commands.conftest import Add, Answer, CommandLine

SERIES = "合公（逍）纠登字〔2026〕"


@pytest.fixture
def backup(line: CommandLine, add: Add, dispute: Any, tmp_path: Path) -> Path:
    """A backup after the second paper of a series."""
    number = add("disputes", dispute)
    for place in (1, 2):
        answer = issue(line, number, tmp_path / f"{place}.pdf")
        assert answer.status == 0, answer.err
    return Path(line("backup", "--to", tmp_path / "U").data["file"])


def issue(line: CommandLine, number: str, to: Path) -> Answer:
    return line("document", "issue", "disputes", number, "intake_form", "--to", to)


def last_numbers(folder: Path, last: object) -> Path:
    path = folder / "last.json"
    path.write_text(json.dumps(last, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def other(line: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line on the folder that is restored."""
    return CommandLine(tmp_path / "other", line.capsys)


def restored(line: CommandLine, backup: Path, other: CommandLine, *words: object) -> Answer:
    return line.run("restore", backup, "--to", other.folder, *words, "--json")


def test_restore_tells_what_taking_over_will_ask(line: CommandLine, backup: Path, other: CommandLine) -> None:
    answer = restored(line, backup, other)
    assert (answer.status, answer.data["taken_over"]) == (0, False)
    assert answer.data["asks"] == [{"series": SERIES, "last": 2}]
    assert "还没有人接管" in answer.data["only_looked_at"]


def test_nothing_is_issued_in_a_restored_folder(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    restored(line, backup, other)
    answer = issue(other, "JF2026-0001", tmp_path / "twin.pdf")
    assert (answer.status, answer.data["problem"]) == (1, "only_looked_at")
    assert "还没有人接管" in answer.err


def test_nothing_is_entered_in_a_restored_folder(
    line: CommandLine, backup: Path, other: CommandLine, dispute: Any
) -> None:
    restored(line, backup, other)
    assert other("add", "disputes", "--entry", other.entry(dispute)).status == 1


def test_a_restored_folder_can_be_read(line: CommandLine, backup: Path, other: CommandLine) -> None:
    restored(line, backup, other)
    assert other("list", "disputes").data["total"] == 1
    assert other("check").data["ok"]


def test_restore_takes_over_with_the_last_numbers(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    last = last_numbers(tmp_path, {SERIES: 4})
    answer = restored(line, backup, other, "--last-numbers", last)
    assert (answer.status, answer.data["void"]) == (0, [f"{SERIES}3号", f"{SERIES}4号"])
    assert issue(other, "JF2026-0001", tmp_path / "next.pdf").data["number"] == f"{SERIES}5号"


def test_a_folder_is_taken_over_later(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    restored(line, backup, other)
    last = last_numbers(tmp_path, {SERIES: 2})
    assert other("take-over", "--last-numbers", last, "--reason", "换新电脑").status == 0
    assert issue(other, "JF2026-0001", tmp_path / "next.pdf").data["number"] == f"{SERIES}3号"


def test_taking_over_without_an_answer_names_the_series(
    line: CommandLine, backup: Path, other: CommandLine
) -> None:
    restored(line, backup, other)
    answer = other("take-over", "--reason", "换新电脑")
    assert (answer.status, [fault["field"] for fault in answer.data["faults"]]) == (1, [SERIES])


@pytest.mark.parametrize("last", [{SERIES: 1}, {"合公（逍）假字〔2026〕": 3}, ["x"], {SERIES: "三"}])
def test_wrong_last_numbers_leave_no_folder_behind(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path, last: object
) -> None:
    answer = restored(line, backup, other, "--last-numbers", last_numbers(tmp_path, last))
    assert (answer.status, other.folder.exists()) == (1, False)


def test_wrong_last_numbers_leave_an_empty_folder_empty(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    other.folder.mkdir()
    assert restored(line, backup, other, "--last-numbers", last_numbers(tmp_path, {SERIES: 1})).status == 1
    assert list(other.folder.iterdir()) == []


def test_a_folder_with_files_in_it_keeps_them(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    other.folder.mkdir()
    (other.folder / "mine.txt").write_text("mine")
    assert restored(line, backup, other, "--last-numbers", last_numbers(tmp_path, {SERIES: 4})).status == 1
    assert [path.name for path in other.folder.iterdir()] == ["mine.txt"]


def test_what_is_restored_for_looking_stays_so(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    answer = restored(line, backup, other, "--look")
    assert (answer.status, answer.data["asks"]) == (0, [])
    refused = other("take-over", "--last-numbers", last_numbers(tmp_path, {SERIES: 2}), "--reason", "想用")
    assert refused.status == 1 and "只供查看" in refused.err


def test_looking_and_taking_over_are_not_asked_together(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    answer = restored(line, backup, other, "--look", "--last-numbers", last_numbers(tmp_path, {SERIES: 2}))
    assert (answer.status, other.folder.exists()) == (2, False)


def test_an_officer_without_the_right_takes_nothing_over(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path
) -> None:
    restored(line, backup, other)
    last = last_numbers(tmp_path, {SERIES: 2})
    answer = other.run(
        *("--data", other.folder, "--today", "2026-11-21", "--user", "民警甲"),
        *("take-over", "--last-numbers", last, "--reason", "想用", "--json"),
    )
    assert (answer.status, answer.data["problem"]) == (1, "not_permitted")


def test_a_folder_that_is_copied_elsewhere_is_warned_of_on_standard_error(
    line: CommandLine, tmp_path: Path
) -> None:
    synced = CommandLine(tmp_path / "坚果云" / "数据", line.capsys)
    shutil.copytree(line.folder, synced.folder)
    answer = synced("list", "disputes")
    assert (answer.status, answer.data["total"]) == (0, 0)
    assert "坚果云的同步文件夹" in answer.err


def test_a_station_made_in_such_a_folder_is_warned_of_at_once(line: CommandLine, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("gushan-quanshui-47", encoding="utf-8")
    at = ("--data", tmp_path / "Dropbox" / "数据", "--password-file", password)
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "王管理", "--practice")
    answer = line.run(*at, "init", *names)
    assert answer.status == 0 and "Dropbox的同步文件夹" in answer.err


def test_a_plain_folder_is_not_warned_of(line: CommandLine) -> None:
    assert line("list", "disputes").err == ""


def test_check_tells_a_paper_of_the_other_computer(
    line: CommandLine, backup: Path, other: CommandLine, tmp_path: Path, dispute: Any
) -> None:
    """Both went on, each with a matter of its own; the other's paper was laid among ours."""
    restored(line, backup, other, "--last-numbers", last_numbers(tmp_path, {SERIES: 2}))
    for desk, name in ((line, "张三丰"), (other, "李四光")):
        dispute["parties"][0]["name"] = name
        number = desk("add", "disputes", "--entry", desk.entry(dispute)).data["number"]
        assert issue(desk, number, tmp_path / f"{name}.pdf").data["number"] == f"{SERIES}3号"
    shutil.copy(tmp_path / "李四光.pdf", line.folder / "documents" / "2026")
    answer = line("check")
    found = [problem for problem in answer.data["problems"] if problem["code"] == "same_number"]
    assert (answer.status, len(found)) == (1, 1)
    assert "张三丰" in found[0]["message"] and "李四光" in found[0]["message"]


@dataclass(frozen=True)
class SealedBackup:
    """A backup of a sealed station, the password of its administrator, and the code of its recovery sheet."""

    file: Path
    password: Path
    code: Path


@pytest.fixture
def sealed(line: CommandLine, tmp_path: Path) -> SealedBackup:
    password, code = tmp_path / "password", tmp_path / "code"
    password.write_text("gushan-quanshui-47", encoding="utf-8")
    at = ("--data", tmp_path / "sealed", "--user", "王管理", "--password-file", password)
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "王管理")
    made = line.run(*at, "init", *names, "--json")
    code.write_text(made.data["recovery"], encoding="utf-8")
    return SealedBackup(
        Path(line.run(*at, "backup", "--to", tmp_path / "U", "--json").data["file"]), password, code
    )


def test_a_sealed_backup_waits_for_a_password(
    line: CommandLine, sealed: SealedBackup, other: CommandLine
) -> None:
    answer = restored(line, sealed.file, other)
    assert (answer.status, other.folder.exists()) == (3, False)
    assert "--password-file" in answer.err


def test_a_sealed_backup_is_restored_by_a_password_and_waits(
    line: CommandLine, sealed: SealedBackup, other: CommandLine
) -> None:
    who = ("--user", "王管理", "--password-file", sealed.password)
    answer = line.run(*who, "restore", sealed.file, "--to", other.folder, "--json")
    assert (answer.status, answer.data["taken_over"]) == (0, False), answer.err
    profile = line.run(
        "--data", other.folder, *who, "profile", "set", "phone=1", "--from", "2027-12-01", "--json"
    )
    assert (profile.status, profile.data["problem"]) == (1, "only_looked_at")


def test_a_sealed_backup_is_taken_over_at_once(
    line: CommandLine, sealed: SealedBackup, other: CommandLine, tmp_path: Path
) -> None:
    who = ("--user", "王管理", "--password-file", sealed.password)
    last = ("--last-numbers", last_numbers(tmp_path, {}))
    answer = line.run(*who, "restore", sealed.file, "--to", other.folder, *last, "--json")
    assert (answer.status, answer.data["taken_over"]) == (0, True), answer.err


def test_the_recovery_sheet_restores_a_sealed_backup(
    line: CommandLine, sealed: SealedBackup, other: CommandLine
) -> None:
    answer = restored(line, sealed.file, other, "--code-file", sealed.code)
    assert (answer.status, answer.data["taken_over"]) == (0, False), answer.err


def test_a_wrong_recovery_code_restores_nothing(
    line: CommandLine, sealed: SealedBackup, other: CommandLine
) -> None:
    sealed.code.write_text("AAAAA " * 7, encoding="utf-8")
    answer = restored(line, sealed.file, other, "--code-file", sealed.code)
    assert answer.status != 0 and not other.folder.exists()
