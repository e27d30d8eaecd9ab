"""Excel in and out: what the template offers comes back in, all rows or none, and what goes out is data, never a formula."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from fengqiao_desk.cases import CaseKind, load
from fengqiao_desk.exchange import sheets
from fengqiao_desk.exchange.exporting import export
from fengqiao_desk.exchange.importing import Imported, import_cases, open_import
from fengqiao_desk.exchange.sheets import template
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import FaultyEntry, Problem, Refused
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.station.handing_out import Outgoing, outgoing
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.store.targets import file_target

if TYPE_CHECKING:
    from tests.conftest import Desk

HEADS = ("名称", "类别", "地址", "社区", "责任民警", "经营状态")
GOOD = ("示例网吧", "网吧", "示例路2号", "示例社区", "民警甲", "营业")
VENUES = kind_of("venues")


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook of these heads and rows, merging the ranges given."""

    def write(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS, merged: tuple[Any, ...] = ()) -> Path:
        path = tmp_path / "场所.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet("场所")
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            for place, row in enumerate((heads, *rows)):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(place, column, value, day)
                    elif value is not None:
                        sheet.write(place, column, value)
            for found in merged:
                sheet.merge_range(*found)
        return path

    return write


def out_at(path: Path) -> Outgoing:
    return outgoing(file_target(path, None))


def take_in(desk: Desk, path: Path, **more: Any) -> Imported:
    opened = open_import(desk.station, VENUES, path, desk.act())
    return import_cases(desk.station, VENUES, opened, desk.act(), **more)


def values_of(desk: Desk, *fields: str) -> list[tuple[Any, ...]]:
    return desk.station.connections.run(f"SELECT {', '.join(fields)} FROM venues ORDER BY owner_key")


def faults_of(desk: Desk, path: Path) -> list[str]:
    with pytest.raises(FaultyEntry) as caught:
        take_in(desk, path)
    return [fault.message for fault in caught.value.faults]


def test_every_row_is_received(desk: Desk, book: Callable[..., Path]) -> None:
    other = ("示例KTV", "KTV", *GOOD[2:])
    assert len(take_in(desk, book(GOOD, other)).numbers) == 2
    assert values_of(desk, "name", "category") == [("示例网吧", "网吧"), ("示例KTV", "KTV")]


def test_a_dry_run_keeps_nothing(desk: Desk, book: Callable[..., Path]) -> None:
    before = (desk.count("cases"), desk.count("audit"))
    assert len(take_in(desk, book(GOOD), dry_run=True).numbers) == 1
    assert (desk.count("cases"), desk.count("audit")) == before


def test_one_bad_cell_stops_all_and_is_told_with_row_and_column(
    desk: Desk, book: Callable[..., Path]
) -> None:
    bad = ("示例馆", "月球馆", *GOOD[2:])
    (sentence,) = faults_of(desk, book(GOOD, bad))
    assert sentence.startswith("第3行B列“类别”")
    assert desk.count("venues") == 0


def test_every_bad_cell_is_told_at_once(desk: Desk, book: Callable[..., Path]) -> None:
    heads = (*HEADS, "登记日期", "核定人数")
    sentences = faults_of(desk, book((*GOOD, "去年春天", "许多"), heads=heads))
    assert [words[:10] for words in sentences] == ["第2行G列“登记日期", "第2行H列“核定人数"]


def test_a_missing_required_cell_is_told_with_its_row(desk: Desk, book: Callable[..., Path]) -> None:
    sentences = faults_of(desk, book(GOOD, (None, *GOOD[1:])))
    assert sentences[0].startswith("第3行")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (datetime(2026, 11, 3), "2026-11-03"),
        ("2026年11月3日", "2026-11-03"),
        ("２０２６．１１．３", "2026-11-03"),
        ("11月3日", "2026-11-03"),
        (20261103, "2026-11-03"),
    ],
)
def test_a_day_is_read_as_it_is_written(
    desk: Desk, book: Callable[..., Path], written: Any, day: str
) -> None:
    take_in(desk, book((*GOOD, written), heads=(*HEADS, "登记日期")))
    assert values_of(desk, "registered_on") == [(day,)]


def test_full_width_digits_and_numbers_are_a_phone(desk: Desk, book: Callable[..., Path]) -> None:
    take_in(
        desk,
        book((*GOOD, "１３９００００００００", 13900000001), heads=(*HEADS, "联系电话", "实际经营人电话")),
    )
    assert values_of(desk, "phone", "operator_phone") == [("13900000000", "13900000001")]


def test_a_code_that_lost_its_last_digits_is_refused(desk: Desk, book: Callable[..., Path]) -> None:
    (sentence,) = faults_of(desk, book((*GOOD, 340104199001010011), heads=(*HEADS, "统一社会信用代码")))
    assert "后几位已经丢失" in sentence


def test_a_cell_merged_downwards_holds_for_each_row(desk: Desk, book: Callable[..., Path]) -> None:
    second = ("示例KTV", "KTV", "示例路4号", None, "民警甲", "营业")
    path = book(GOOD, second, merged=((1, 3, 2, 3, "示例社区"),))
    take_in(desk, path)
    assert values_of(desk, "area") == [("示例社区",), ("示例社区",)]


def test_a_title_above_the_heads_is_passed_over(desk: Desk, book: Callable[..., Path]) -> None:
    path = book(HEADS, GOOD, heads=("示例社区场所登记表",), merged=((0, 0, 0, 5, "示例社区场所登记表"),))
    assert len(take_in(desk, path).numbers) == 1


def test_a_head_nobody_knows_is_told(desk: Desk, book: Callable[..., Path]) -> None:
    assert "“星座”不认识" in faults_of(desk, book((*GOOD, "狮子"), heads=(*HEADS, "星座")))[0]


def test_the_same_venue_twice_in_a_file_is_told(desk: Desk, book: Callable[..., Path]) -> None:
    assert "已经登记为" in faults_of(desk, book(GOOD, GOOD))[0]


def test_what_is_no_workbook_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"hello")
    assert "不是 Excel" in faults_of(desk, tmp_path / "x.xlsx")[0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.key))
def test_the_template_of_every_kind_has_every_label(desk: Desk, kind: Any, tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(template(kind, EntryChoices(desk.station, desk.act())))
    found = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    heads = [str(cell).removesuffix("*") for cell in found.get_sheet_by_index(0).to_python()[0]]
    assert heads[1:] == [field.label for field in kind.fields if not field.is_rows]


def test_what_was_exported_can_be_imported_again(desk: Desk, dispute: dict[str, Any], tmp_path: Path) -> None:
    desk.receive("disputes", dispute)
    export(desk.station, kind_of("disputes"), "核对", desk.act(), out_at(tmp_path / "e.xlsx"))
    opened = open_import(desk.station, kind_of("disputes"), tmp_path / "e.xlsx", desk.act())
    (number,) = import_cases(desk.station, kind_of("disputes"), opened, desk.act()).numbers
    first, second = desk.station.connections.run("SELECT facts, received_on FROM disputes ORDER BY owner_key")
    assert first == second
    assert desk.count("disputes_parties") == 2 * len(dispute["parties"])
    assert number.startswith("JF")


def test_no_exported_cell_becomes_a_formula(desk: Desk, venue: dict[str, Any], tmp_path: Path) -> None:
    desk.receive("venues", {**venue, "name": "=1+1", "trading_name": '=HYPERLINK("http://x")'})
    export(desk.station, VENUES, "核对", desk.act(), out_at(tmp_path / "e.xlsx"))
    import zipfile

    with zipfile.ZipFile(tmp_path / "e.xlsx") as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_more_cases_than_excel_has_lines_are_refused(
    desk: Desk, venue: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.receive("venues", venue)
    monkeypatch.setattr(sheets, "MOST_LINES", 1)
    with pytest.raises(Refused, match="超过 Excel 一张表的 1 行"):
        export(desk.station, VENUES, "核对", desk.act(), out_at(tmp_path / "e.xlsx"))


def test_an_export_is_logged_with_its_purpose(desk: Desk, venue: dict[str, Any], tmp_path: Path) -> None:
    desk.receive("venues", venue)
    export(desk.station, VENUES, "上报分局", desk.act(), out_at(tmp_path / "e.xlsx"))
    last = desk.station.connections.run("SELECT verb, changes FROM audit ORDER BY key DESC LIMIT 1")[0]
    assert (last[0], "上报分局" in last[1]) == ("导出表格", True)


def test_without_a_purpose_nothing_is_exported(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FaultyEntry, match="用途"):
        export(desk.station, VENUES, " ", desk.act(), out_at(tmp_path / "e.xlsx"))


@pytest.fixture
def other_desk(practice_folder: Path, tmp_path: Path, desk_on: Callable[[Station], Desk]) -> Iterator[Desk]:
    """A second station beside the first."""
    root = Path(shutil.copytree(practice_folder, tmp_path / "other"))
    station = open_station(root, "2026-11-21T08:00:00", "测试")
    yield desk_on(station)
    station.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_was_exported_comes_in_at_another_station_with_all_its_rows(
    desk: Desk, other_desk: Desk, tmp_path: Path, kind: CaseKind
) -> None:
    """At its own station a venue or a notice is known already; what a case belongs to is there."""
    known, _ = desk.receive(kind.key, desk.example(kind)), other_desk.example(kind)
    export(desk.station, kind, "核对", desk.act(), out_at(tmp_path / "e.xlsx"))
    opened = open_import(other_desk.station, kind, tmp_path / "e.xlsx", desk.act())
    (number,) = import_cases(other_desk.station, kind, opened, desk.act()).numbers
    assert load(other_desk.station, kind, number).values == known.values


def test_an_export_that_is_stopped_is_not_logged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, venue: dict[str, Any], tmp_path: Path
) -> None:
    def stop(done: int, total: int) -> None:
        raise Problem("已取消")

    desk.receive("venues", venue)
    monkeypatch.setattr(sheets, "TOLD_EVERY", 1)
    before = desk.count("audit")
    with pytest.raises(Problem, match="已取消"):
        export(desk.station, VENUES, "核对", desk.act(), out_at(tmp_path / "e.xlsx"), tell=stop)
    assert desk.count("audit") == before
