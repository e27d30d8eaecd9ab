"""summary and explain by their outer door: periods by name, and what is no period."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.core.commands.conftest import CommandLine

Add = Callable[[str, Any], str]


@pytest.fixture
def received(add: Add, dispute: dict[str, Any]) -> None:
    """One dispute in each of 2025-09, 2026-05, 2026-08 and two in 2026-09."""
    for day in ("2025-09-10", "2026-05-10", "2026-08-10", "2026-09-10", "2026-09-11"):
        add("disputes", {**dispute, "received_on": day, "occurred_at": None})


def figure(line: CommandLine, key: str, *options: object) -> dict[str, Any]:
    answer = line("summary", *options)
    assert answer.status == 0, answer.out
    return next(found for found in answer.data["figures"] if found["key"] == key)


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        (("--month", "2026-09"), (2, 1, 1)),
        (("--quarter", "2026-Q3"), (3, 1, 1)),
        (("--half", "2026-H2"), (3, 1, 1)),
        (("--year", "2026"), (4, 1, 1)),
        (("--from", "2026-08-01", "--until", "2026-09-10"), (2, 0, 1)),
    ],
)
def test_a_period_is_counted_with_those_it_is_compared_with(
    line: CommandLine, received: None, options: tuple[str, ...], counted: tuple[int, int, int]
) -> None:
    found = figure(line, "disputes.received", *options)
    assert (found["value"], found["previous"], found["last_year"]) == counted


def test_explain_takes_a_quarter(line: CommandLine, received: None) -> None:
    answer = line("explain", "disputes.received", "--quarter", "2026-Q3")
    assert len(answer.data["records"]) == 3


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--from", "2026-09-30", "--until", "2026-09-01"), 1, "期间的最后一日早于第一日"),
        (("--from", "2026-02-30", "--until", "2026-03-01"), 1, "没有2月30日"),
        (("--month", "2026-13"), 1, "2026-11"),
        (("--quarter", "2026-09"), 1, "--quarter 应写成 YYYY-Qn"),
        (("--half", "2026-H3"), 1, "2026-H1"),
        (("--year", "26"), 1, "2026"),
        (("--month", "2026-09", "--year", "2026"), 2, "中的一个"),
        (("--from", "2026-09-01"), 2, "--until"),
        ((), 2, "--month"),
    ],
)
def test_what_is_no_period_is_told_and_nothing_is_written(
    line: CommandLine, tmp_path: Any, options: tuple[str, ...], status: int, words: str
) -> None:
    paper = tmp_path / "paper.pdf"
    answer = line("summary", *options, "--to", paper)
    assert (answer.status, words in answer.data["message"], paper.exists()) == (status, True, False)


def test_a_quarter_that_is_not_over_is_not_closed(line: CommandLine, received: None) -> None:
    answer = line.run(
        *("--data", line.folder, "--user", "所长戊", "--today", "2026-11-21"),
        *("summary", "--quarter", "2026-Q4", "--close", "--json"),
    )
    assert (answer.status, "还没有过完" in answer.data["message"]) == (1, True)


def test_a_month_within_a_closed_quarter_is_not_closed_again(line: CommandLine, received: None) -> None:
    chief = ("--data", line.folder, "--user", "所长戊", "--today", "2026-11-21", "summary")
    assert line.run(*chief, "--quarter", "2026-Q3", "--close", "--json").status == 0
    answer = line.run(*chief, "--month", "2026-09", "--close", "--json")
    assert (answer.status, "已经封账" in answer.data["message"]) == (1, True)


def test_a_summary_of_an_area_says_whose_it_is(line: CommandLine, received: None, tmp_path: Any) -> None:
    answer = line("summary", "--year", "2026", "--area", "示例社区", "--to", tmp_path / "part.pdf")
    assert (answer.status, answer.data["part"]) == (0, "示例社区")
    assert (tmp_path / "part.pdf").read_bytes().startswith(b"%PDF")


def test_an_officers_figure_is_explained_by_his_cases(line: CommandLine, received: None) -> None:
    shown = [
        len(line("explain", "disputes.received", "--year", "2026", "--officer", name).data["records"])
        for name in ("民警甲", "民警乙")
    ]
    assert shown == [4, 0]


def test_a_part_that_is_not_there_is_told(line: CommandLine) -> None:
    answer = line("summary", "--month", "2026-09", "--area", "没有的社区")
    assert (answer.status, "没有“没有的社区”" in answer.data["message"]) == (1, True)


def test_a_part_is_not_closed(line: CommandLine, received: None) -> None:
    answer = line("summary", "--month", "2026-09", "--area", "示例社区", "--close")
    assert (answer.status, "封账和汇报文字是全所的" in answer.data["message"]) == (2, True)


def test_what_a_closed_month_left_out_is_explained_as_it_was(
    line: CommandLine, received: None, add: Add, dispute: dict[str, Any]
) -> None:
    chief = ("--data", line.folder, "--user", "所长戊", "--today", "2026-11-21", "summary")
    assert line.run(*chief, "--month", "2026-09", "--close", "--json").status == 0
    add("disputes", {**dispute, "received_on": "2026-09-20", "occurred_at": None, "amount": None})
    answer = line("explain", "disputes.amount", "--month", "2026-09")
    assert answer.data["left_out"] == []


def test_the_figures_are_written_as_a_workbook(line: CommandLine, received: None, tmp_path: Any) -> None:
    place = tmp_path / "九月.xlsx"
    answer = line("summary", "--month", "2026-09", "--excel", place)
    assert (answer.status, answer.data["excel"]) == (0, str(place.resolve()))
    rows = CalamineWorkbook.from_path(str(place)).get_sheet_by_name("指标").to_python()
    assert next(row[2] for row in rows if row[1] == "受理纠纷") == 2


def test_a_workbook_that_cannot_be_written_is_told(line: CommandLine, received: None, tmp_path: Any) -> None:
    (tmp_path / "文件").write_text("这不是文件夹", encoding="utf-8")
    answer = line("summary", "--month", "2026-09", "--excel", tmp_path / "文件" / "九月.xlsx")
    assert answer.status == 4


@pytest.fixture
def chief(line: CommandLine) -> Callable[..., Any]:
    """Runs a command as 所长戊."""
    return lambda *words: line.run(
        *("--data", line.folder, "--user", "所长戊", "--today", "2026-11-21"), *words, "--json"
    )


def test_a_month_is_closed_once(line: CommandLine, received: None, chief: Callable[..., Any]) -> None:
    assert chief("summary", "--month", "2026-09", "--close").data["closed"] is True
    again = chief("summary", "--month", "2026-09", "--close")
    assert (again.status, "已经封账，不能重复封账" in again.data["message"]) == (1, True)


def test_a_closed_month_is_printed_to_the_same_bytes_after_a_correction(
    received: None, chief: Callable[..., Any], add: Add, dispute: dict[str, Any], tmp_path: Any
) -> None:
    papers = [tmp_path / "before.pdf", tmp_path / "after.pdf"]
    chief("summary", "--month", "2026-09", "--close", "--to", papers[0])
    number = add("disputes", {**dispute, "received_on": "2026-09-20", "occurred_at": None})
    chief("summary", "--month", "2026-09", "--to", papers[1])
    assert papers[0].read_bytes() == papers[1].read_bytes()
    corrections = chief("summary", "--month", "2026-10").data["corrections"]
    assert any(f"增加{number}" in sentence for sentence in corrections)


def test_a_figure_without_a_base_says_so_in_json(line: CommandLine, received: None) -> None:
    found = figure(line, "disputes.received", "--month", "2025-09")
    assert (found["value"], found["previous"], found["last_year"]) == (1, None, None)
