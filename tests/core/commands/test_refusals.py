"""Failures of the command line: every one a Chinese sentence, a status of the contract, and nothing changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.commands import main
from fengqiao_desk.station import opening

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


UNKNOWN: list[tuple[object, ...]] = [
    ("add", "colours", "--entry", "x"),
    ("list", "colours"),
    ("list", "disputes", "--where", "colour=红"),
    ("show", "disputes", "JF1999-0001"),
    ("step", "disputes", "JF2026-0001", "fly", "--entry", "x"),
    ("document", "reprint", "无此号", "--to", "/tmp/x.pdf"),
    ("document", "void", "无此号", "--reason", "x"),
    ("document", "issue", "disputes", "JF1999-0001", "intake_form", "--to", "/tmp/x.pdf"),
    ("document", "issue", "disputes", "JF1999-0001", "poem", "--to", "/tmp/x.pdf"),
    ("notices", "issue", "--template", "poem", "--venues", "all", "--to", "/tmp/x.pdf"),
    ("notices", "issue", "--template", "compliance", "--venues", "月球", "--to", "/tmp/x.pdf"),
    ("explain", "colours", "--month", "2026-09"),
    ("deadline", "XX-1", "2026-09-28"),
]


@pytest.mark.parametrize("words", UNKNOWN, ids=lambda words: " ".join(map(str, words)))
def test_what_is_not_there_is_unknown(line: CommandLine, words: tuple[object, ...]) -> None:
    answer = line(*words)
    assert (answer.status, answer.data["problem"]) == (1, "unknown")


WRONG: list[tuple[object, ...]] = [
    ("list", "disputes", "--colour", "红"),
    ("list", "disputes", "--limit", "-1"),
    ("list", "disputes", "--limit", "9" * 30),
    ("list", "disputes", "--limit", "十"),
    ("list", "disputes", "--where", "category"),
    ("search",),
    ("add", "disputes"),
    ("fly",),
    ("notices",),
    ("notices", "fly"),
    ("register", "--year", "9" * 30),
    ("summary",),
    ("summary", "--month", "2026-09", "--from", "2026-09-01"),
    ("summary", "--from", "2026-09-01"),
    ("workdays", "add", "2026-09-28", "-3"),
    ("workdays", "add", "2026-09-28", "1.5"),
]


@pytest.mark.parametrize("words", WRONG, ids=lambda words: " ".join(map(str, words)))
def test_wrong_usage_is_status_two_in_chinese(line: CommandLine, words: tuple[object, ...]) -> None:
    answer = line(*words)
    assert (answer.status, answer.data["problem"]) == (2, "usage")
    assert not any(word in answer.data["message"] for word in ("argument", "required", "choose", "expected"))


FAULTY: list[tuple[object, ...]] = [
    ("summary", "--month", "2026-13"),
    ("summary", "--month", "九月"),
    ("summary", "--from", "2026-02-30", "--until", "2026-03-01"),
    ("summary", "--from", "2026-09-30", "--until", "2026-09-01"),
    ("activities", "total", "--from", "x", "--until", "2026-09-01"),
    ("workdays", "add", "2026-02-30", "3"),
    ("deadline", "ZT-2ND", "2026-02-30"),
    ("deadline", "ZT-2ND", "2026-09-28T99:00"),
]


@pytest.mark.parametrize("words", FAULTY, ids=lambda words: " ".join(map(str, words)))
def test_a_day_that_is_none_is_status_one(line: CommandLine, words: tuple[object, ...]) -> None:
    assert line(*words).status == 1


def test_today_must_be_a_day(line: CommandLine) -> None:
    assert line("list", "disputes", today="2026-02-30").status in (0, 1)
    assert line("streaks", today="2026-02-30").status == 1


def test_without_json_words_are_on_the_other_output(line: CommandLine) -> None:
    answer = line.run("kinds")
    assert "矛盾纠纷" in answer.err
    assert json.loads(answer.out)["kinds"]


def test_without_json_a_failure_leaves_standard_output_empty(line: CommandLine) -> None:
    answer = line.run("--data", line.folder, "list", "colours")
    assert (answer.status, answer.out) == (1, "")
    assert "没有“colours”这类案件" in answer.err


def test_a_failure_has_the_shape_of_the_contract(line: CommandLine, dispute: Entry) -> None:
    answer = line("add", "disputes", "--entry", line.entry({**dispute, "place": ""}))
    assert answer.data == {
        "problem": "faulty_entry",
        "message": "有 1 处需要改正：请填写“地点”",
        "faults": [{"field": "place", "row": None, "message": "请填写“地点”"}],
    }


@pytest.mark.parametrize("words", [["--help"], ["add", "--help"], ["notices", "issue", "--help"]])
def test_there_is_help_everywhere(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 0
    assert "--help" in capsys.readouterr().out


def test_a_missing_folder_is_status_three(line: CommandLine, tmp_path: Path) -> None:
    answer = line.run("--data", tmp_path / "nowhere", "list", "disputes", "--json")
    assert (answer.status, answer.data["problem"]) == (3, "folder_missing")


@pytest.mark.parametrize("name", ["file", "file/below", "长" * 200])
def test_a_place_that_is_no_folder_is_status_three(line: CommandLine, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    assert line.run("--data", tmp_path / name, "list", "disputes", "--json").status == 3


def test_a_held_folder_is_status_three(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "COMMAND_WAIT_SECONDS", 0.0)
    held = opening.open_station(line.folder, "2026-11-21T08:00:00", "窗口")
    answer = line("list", "disputes")
    held.close()
    assert (answer.status, answer.data["problem"]) == (3, "folder_locked")


@pytest.mark.parametrize("words", [("list", "disputes"), ("check",), ("show", "disputes", "JF2026-0001")])
def test_damage_met_while_reading_is_status_three(
    line: CommandLine, add: Add, dispute: Entry, words: tuple[object, ...]
) -> None:
    add("disputes", dispute)
    database = line.folder / "station.db"
    content = bytearray(database.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    database.write_bytes(content)
    answer = line(*words)
    assert (answer.status, answer.data["problem"]) == (3, "folder_damaged")


@pytest.mark.parametrize(
    "words",
    [
        ("summary", "--month", "2026-09"),
        ("document", "reprint", "合公（逍）纠登字〔2026〕1号"),
        ("document", "draft", "disputes", "JF2026-0001", "intake_form"),
        ("notices", "issue", "--template", "compliance", "--venues", "all"),
    ],
    ids=lambda words: words[-1],
)
def test_pages_that_cannot_be_written_change_nothing(
    line: CommandLine, add: Add, dispute: Entry, venue: Entry, tmp_path: Path, words: tuple[str, ...]
) -> None:
    add("venues", venue)
    number = add("disputes", dispute)
    line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    before = line("audit", "verify").data["head"]
    answer = line(*words, "--to", tmp_path / "a.pdf" / "below.pdf")
    assert (answer.status, answer.data["problem"]) == (4, "disk")
    assert line("audit", "verify").data["head"] == before


@pytest.mark.parametrize("target", ["taken.pdf/below.pdf", "长" * 200 + ".pdf"])
def test_a_place_that_cannot_be_written_is_status_four_and_takes_no_number(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path, target: str
) -> None:
    number = add("disputes", dispute)
    (tmp_path / "taken.pdf").write_text("x")
    place = tmp_path / target
    answer = line("document", "issue", "disputes", number, "intake_form", "--to", place)
    assert (answer.status, answer.data["problem"]) == (4, "disk")
    assert line("register").data["documents"] == []
    assert list((line.folder / "documents").rglob("*.pdf")) == []
