"""Excel, coverage and day sheets through the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


def test_a_template_is_written(line: CommandLine, tmp_path: Path) -> None:
    answer = line("import-template", "venues", tmp_path / "t.xlsx")
    assert answer.status == 0
    assert CalamineWorkbook.from_path(answer.data["path"]).sheet_names == ["场所", "可选的词"]


def test_an_export_comes_in_again(line: CommandLine, add: Add, venue: Entry, tmp_path: Path) -> None:
    number = add("venues", venue)
    out = tmp_path / "e.xlsx"
    assert line("export", "venues", out, "--purpose", "核对").data["exported"] == 1
    assert line("amend", "venues", number, "--entry", line.entry({"address": "示例路9号"})).status == 0
    assert line("import", "venues", out, "--dry-run").data["imported"] == 0
    assert line("import", "venues", out).data["numbers"] == ["CS2026-0002"]
    assert line("list", "venues").data["total"] == 2


def test_a_bad_cell_ends_with_one_and_its_place(
    line: CommandLine, add: Add, venue: Entry, tmp_path: Path
) -> None:
    add("venues", venue)
    line("export", "venues", tmp_path / "e.xlsx", "--purpose", "核对")
    answer = line("import", "venues", tmp_path / "e.xlsx")
    assert answer.status == 1
    assert answer.data["faults"][0]["row"] == 2 and "第2行C列“名称”" in answer.data["message"]


def test_a_place_that_cannot_be_written_leaves_no_trace(
    line: CommandLine, add: Add, venue: Entry, tmp_path: Path
) -> None:
    add("venues", venue)
    (tmp_path / "file").write_bytes(b"")
    before = line("audit", "verify").data["head"]
    assert line("export", "venues", tmp_path / "file" / "e.xlsx", "--purpose", "核对").status == 4
    assert line("audit", "verify").data["head"] == before


def test_coverage_is_told_by_register(line: CommandLine, add: Add, venue: Entry) -> None:
    number = add("venues", {**venue, "category": "小区"})
    visit = line.entry({"at": "2026-11-21T08:00", "officers": ["民警甲"]})
    assert line("step", "venues", number, "visit", "--entry", visit).status == 0
    found = line("notices", "coverage", "--from", "2026-11-01", "--to", "2026-11-30").data["registers"]
    assert [(each["register"], each["reached"], each["total"]) for each in found] == [("小区", 1, 1)]


def test_day_sheets_are_filed_once(line: CommandLine, add: Add, venue: Entry) -> None:
    add("venues", venue)
    assert line("day-sheets").data["categories"] == ["棋牌室"]
    assert line("day-sheets").data["categories"] == []


def test_the_board_is_divided(line: CommandLine, add: Add, venue: Entry, tmp_path: Path) -> None:
    add("venues", venue)
    to = tmp_path / "g.pdf"
    issued = line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", to)
    assert issued.data["pages"] == 2
    parts = line("notices", "board", "--by", "officer").data["parts"]
    assert [(part["batch"], part["outstanding"], part["coverage"]) for part in parts] == [("民警甲", 1, 0)]
