"""An old ledger through the command line: its mapping looked at and changed, its bad cells saved, the import listed and undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

GOOD = "日期,工作内容,数量,社区,心情\n2020.2.3,巡逻,30人次,示例社区,好\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账.csv"
    path.write_text(GOOD, encoding="gbk")
    return path


@pytest.fixture
def mapping(line: CommandLine, ledger: Path, tmp_path: Path) -> Path:
    """What import-map wrote, as it is."""
    path = tmp_path / "map.json"
    assert line("import-map", "activities", ledger, "--to", path).status == 0
    return path


def test_the_mapping_of_a_ledger_is_looked_at(line: CommandLine, ledger: Path) -> None:
    columns = line("import-map", "activities", ledger).data["columns"]
    assert columns == {"日期": "day", "工作内容": "activity", "数量": "quantity", "社区": "area", "心情": ""}


def test_a_column_that_is_not_known_stops_an_import(line: CommandLine, ledger: Path) -> None:
    answer = line("import", "activities", ledger)
    assert answer.status == 1 and "“心情”不认识" in answer.data["message"]


def test_a_mapping_is_given_once_and_remembered(line: CommandLine, ledger: Path, mapping: Path) -> None:
    assert line("import", "activities", ledger, "--map", mapping).data["imported"] == 1
    again = line("import", "activities", ledger, "--dry-run")
    assert (again.status, again.data["remembered"], len(again.data["same_file"])) == (0, True, 1)


def test_a_mapping_to_a_field_that_is_not_there_is_told(
    line: CommandLine, ledger: Path, mapping: Path
) -> None:
    given = {**json.loads(mapping.read_text(encoding="utf-8")), "columns": {"心情": "mood"}}
    answer = line("import", "activities", ledger, "--map", line.entry(given))
    assert answer.status == 1 and "mood" in answer.data["message"]


@pytest.mark.parametrize(
    "given", [[], [1], "列", {"columns": 1}, {"head_row": "x"}, {"sheet": "没有"}, {"fixed": {"[": 1}}]
)
def test_a_mapping_that_is_none_is_told(line: CommandLine, ledger: Path, given: object) -> None:
    answer = line("import", "activities", ledger, "--map", line.entry(given))
    assert (answer.status, bool(answer.data["message"])) == (1, True)


def test_the_bad_cells_are_saved_as_a_table(
    line: CommandLine, ledger: Path, mapping: Path, tmp_path: Path
) -> None:
    ledger.write_text(GOOD.replace("2020.2.3", "前天"), encoding="gbk")
    answer = line("import", "activities", ledger, "--map", mapping, "--faults", tmp_path / "bad.xlsx")
    assert answer.status == 1
    book = CalamineWorkbook.from_path(tmp_path / "bad.xlsx")
    assert book.get_sheet_by_name("需要改正").to_python()[1][:3] == ["A2", "日期", "前天"]
    assert book.get_sheet_by_name("台账").to_python()[1][0] == "前天"


def test_an_import_is_listed_and_undone(line: CommandLine, ledger: Path, mapping: Path) -> None:
    key = line("import", "activities", ledger, "--map", mapping).data["import"]
    assert line("import-undo", key, "--reason", "导错了").status == 0
    (found,) = line("imports").data["imports"]
    assert (found["cases"], found["reason"]) == (1, "导错了")
    assert line("list", "activities").data["total"] == 0


def test_an_import_that_is_not_there_is_told(line: CommandLine) -> None:
    answer = line("import-undo", 7, "--reason", "x")
    assert (answer.status, answer.data["problem"]) == (1, "unknown")
