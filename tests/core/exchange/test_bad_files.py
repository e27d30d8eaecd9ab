"""What is no table, or one that cannot be read, is told for what it is; nothing is changed."""

from __future__ import annotations

import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from fengqiao_desk.exchange.workbook import open_table
from fengqiao_desk.problems import FaultyEntry

if TYPE_CHECKING:
    from tests.conftest import Desk
    from tests.core.exchange.conftest import Importer

FILES = Path(__file__).parent / "files"
LEDGER = ("日期", "事项", "数量", "单位", "社区")
ROW = ("2020-02-03", "巡逻", "3", "人次", "示例社区")


def sentence_of(path: Path) -> str:
    with pytest.raises(FaultyEntry) as caught:
        open_table(path)
    return caught.value.faults[0].message


def archive(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *[
            (b"hello", "内容是文本"),
            (b"<html><table></table></html>", "内容是网页"),
            (b"%PDF-1.7", "内容是 PDF"),
        ],
        *[(b"", "空文件"), (b"PK\x03\x04 cut off", "已损坏"), (b"\x00\xff\x00\xfe\x81", "不是 Excel")],
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是 Excel 表格，或者已损坏"),
    ],
)
def test_a_renamed_something_else_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert words in sentence_of(tmp_path / "x.xlsx")


def test_a_renamed_word_document_is_told(tmp_path: Path) -> None:
    assert "Word 文档" in sentence_of(archive(tmp_path / "x.xlsx", "word/document.xml"))


def test_a_renamed_archive_is_told(tmp_path: Path) -> None:
    assert "压缩包" in sentence_of(archive(tmp_path / "x.xlsx", "photo.jpg"))


def test_a_workbook_with_a_password_is_told() -> None:
    assert "有密码" in sentence_of(FILES / "with_password.xlsx")


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "是文件夹" in sentence_of(tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "读不到文件" in sentence_of(tmp_path / "none.xlsx")


def test_a_damaged_workbook_is_told(tmp_path: Path, sheet: Callable[..., Path]) -> None:
    content = sheet(LEDGER, ROW).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) // 2])
    assert "已损坏" in sentence_of(tmp_path / "cut.xlsx")


def test_an_old_workbook_under_the_new_ending_is_read(tmp_path: Path) -> None:
    """The content says what a file is, not its name."""
    path = tmp_path / "x.xls"
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet("台账").write_row(0, 0, LEDGER)
    (tmp_path / "x.xlsx").rename(path)
    assert open_table(path).sheets == ("台账",)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
def test_comma_separated_text_is_read_in_the_encodings_of_excel(
    desk: Desk, tmp_path: Path, take_in: Importer, encoding: str
) -> None:
    text = "\r\n".join(",".join(row) for row in (LEDGER, ROW))
    (tmp_path / "台账.csv").write_bytes(text.encode(encoding))
    assert take_in("activities", tmp_path / "台账.csv").numbers == ("TZ2020-0001",)


def test_a_million_empty_rows_are_neither_rows_nor_memory(tmp_path: Path, sheet: Callable[..., Path]) -> None:
    """Rows that were once coloured, and a blank in the very last."""
    path, part = tmp_path / "leer.xlsx", "xl/worksheets/sheet1.xml"
    empty = "".join(f'<row r="{row}"><c r="A{row}"/></row>' for row in range(3, 1_048_576))
    last = '<row r="1048576"><c r="C1048576" t="inlineStr"><is><t> </t></is></c></row>'
    with zipfile.ZipFile(sheet(LEDGER, ROW)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = content.replace(b"</sheetData>", f"{empty}{last}</sheetData>".encode())
            new.writestr(name, content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert [number for number, _ in open_table(path).grid("台账").rows] == [1, 2]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_a_number_that_lost_digits_is_told_also_as_text(tmp_path: Path, take_in: Importer) -> None:
    heads = "名称,类别,地址,社区,责任民警,经营状态,统一社会信用代码"
    (tmp_path / "场所.csv").write_text(
        f"{heads}\n甲,网吧,示例路,示例社区,民警甲,营业,9.1350E+17\n", encoding="utf-8"
    )
    (cell,) = take_in.bad("venues", tmp_path / "场所.csv")
    assert cell.address == "G2" and "后几位已经丢失" in cell.reason


def test_a_file_of_which_nothing_can_be_taken_changes_nothing(
    desk: Desk, tmp_path: Path, take_in: Importer, sheet: Callable[..., Path]
) -> None:
    before = (desk.count("cases"), desk.count("audit"), desk.count("imports"))
    take_in.bad("activities", sheet(LEDGER, ROW, ("前天", *ROW[1:])))
    assert (desk.count("cases"), desk.count("audit"), desk.count("imports")) == before


def test_a_formula_that_failed_is_told_with_its_cell(tmp_path: Path, take_in: Importer) -> None:
    path = tmp_path / "旧台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("甲 & 乙")
        sheet.write_row(1, 0, ("日期", "事项", "数量", "备注"))
        sheet.write_row(2, 0, ("2020-02-03", "巡逻"))
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write(2, 3, "巡查")
    (cell,) = take_in.bad("activities", path, fixed={"unit": "人次"})
    assert (cell.address, cell.reason) == ("C3", "算式出错（#DIV/0!）")
