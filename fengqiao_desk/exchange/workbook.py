"""A table file as grids of cells: Excel in its forms, OpenDocument, comma-separated text; anything else is told for what it is."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ..problems import Fault, FaultyEntry, Refused
from ..store.sources import read_source
from .formula_errors import formula_errors

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What calamine gives of a cell: `""` for an empty one, a bool for TRUE, a timedelta for `[h]:mm`; None only in grids made by hand."""
MOST_ROWS = 100_000
"""All rows of a sheet are in memory at once and become cases in one transaction."""
_MOST_BYTES = 256 << 20
"""A table is read whole into memory."""
_TEXT_ENDINGS = (".csv", ".txt", ".tsv")
_OLE = b"\xd0\xcf\x11\xe0"
"""How .xls begins, and every .xlsx with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Excel keeps a workbook with a password."""
_BY_BEGINNING = (
    (b"%PDF", "内容是 PDF"),
    (b"\x89PNG", "内容是图片"),
    (b"\xff\xd8\xff", "内容是图片"),
    (b"Rar!", "内容是压缩包"),
    (b"7z\xbc\xaf", "内容是压缩包"),
)
_PAGE_TAGS = (b"<html", b"<!doctype", b"<table", b"<?xml")


@dataclass(frozen=True)
class Grid:
    """One sheet: its filled rows as (number as Excel shows it, cells); `merged_down` has the cells filled from the one above them."""

    name: str
    rows: list[tuple[int, list[Cell]]]
    merged_down: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class TableFile:
    """An opened file: its name, the SHA-256 of its bytes and its sheets, those that are shown; a grid is read when asked for."""

    name: str
    sha256: str
    sheets: tuple[str, ...]
    _read: Callable[[str], Grid] = field(repr=False)

    def grid(self, sheet: str) -> Grid:
        """The sheet of this name; raises FaultyEntry when it is damaged or has more than MOST_ROWS rows."""
        return self._read(sheet)


def open_table(path: Path) -> TableFile:
    """Raises FaultyEntry with one sentence for what is no table, has a password, is damaged or cannot be read."""
    content = _bytes(path)
    sha256 = hashlib.sha256(content).hexdigest()
    # A workbook that only bears the ending .csv is opened as the workbook it is.
    if path.suffix.lower() in _TEXT_ENDINGS and not content.startswith((b"PK", _OLE)):
        grid = Grid(path.stem, _text_rows(path, content))
        return TableFile(path.name, sha256, (grid.name,), lambda _: grid)
    try:
        # From the bytes that were hashed, not from the path again: between two readings the file may become another.
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise _no_table(f"{path.name} 有密码，请先在 Excel 里去掉密码再导入") from None
    except CalamineError:
        # Of an .xlsx with a password calamine says only that it does not know the format.
        words = "有密码，请先在 Excel 里去掉密码再导入" if _ENCRYPTED in content else _what_it_is(content)
        raise _no_table(f"{path.name} {words}") from None
    # What the officer does not see in Excel is not offered either.
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    ]
    if not shown:
        raise _no_table(f"{path.name} 里没有可以导入的工作表")
    return TableFile(
        path.name, sha256, tuple(shown), cache(lambda name: _grid(path.name, book, name, content))
    )


def letter(column: int) -> str:
    """The column as Excel names it: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise _no_table(f"{path} 是文件夹，请选其中的表格文件")
    try:
        content = read_source(path, _MOST_BYTES)
    except Refused as refused:
        raise _no_table(refused.message) from None
    except OSError:
        raise _no_table(f"读不到文件 {path}，请核对文件名") from None
    if not content:
        raise _no_table(f"{path.name} 是空文件")
    return content


def _grid(file: str, book: CalamineWorkbook, name: str, content: bytes) -> Grid:
    errors = formula_errors(content, name)
    try:
        sheet = book.get_sheet_by_name(name)
        rows: list[tuple[int, list[Cell]]] = []
        # calamine gives empty rows above the first filled cell, but no empty columns left of it.
        left: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
        for number, found in enumerate(sheet.iter_rows(), start=1):
            cells: list[Cell] = [*left, *found]
            for column, error in errors.get(number, {}).items():
                if column < len(cells):
                    cells[column] = error
            # Counted first: a sheet that was formatted to its end has many rows that are empty, and counting is quick.
            if cells.count("") < len(cells) and any(map(_is_filled, cells)):
                rows.append((number, cells))
                if len(rows) > MOST_ROWS:
                    raise _no_table(f"一次最多导入 {MOST_ROWS} 行，“{name}”超过了，请分成几个文件")
        return Grid(name, rows, _fill_merged(sheet, rows))
    except CalamineError:
        raise _no_table(f"{file} 的工作表“{name}”已损坏，请用 Excel 打开后另存一份再导入") from None


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _fill_merged(sheet: CalamineSheet, rows: list[tuple[int, list[Cell]]]) -> frozenset[tuple[int, int]]:
    """A merged range holds its first cell everywhere: what is merged downwards holds for each row."""
    ranges = sheet.merged_cell_ranges or []  # None for .ods, of which calamine does not say
    by_number = dict(rows) if ranges else {}
    down = set()
    # Ranges count rows and columns from 0, a grid its rows from 1 and without the empty ones.
    for (top, left), (bottom, right) in ranges:
        first = by_number.get(top + 1)
        if first is None or left >= len(first):
            continue
        for number in range(top + 1, bottom + 2):
            cells = by_number.get(number)
            if cells is None:
                continue
            for column in range(left, min(right, len(cells) - 1) + 1):
                cells[column] = first[left]
                if number > top + 1:
                    down.add((number, column))
    return frozenset(down)


def _text_rows(path: Path, content: bytes) -> list[tuple[int, list[Cell]]]:
    text = _decoded(content)
    if text is None:
        raise _no_table(f"{path.name} 不是 UTF-8 或 GBK 编码的文本，请用 Excel 打开后另存为 .xlsx")
    # What the first line has most of; of one without any the comma, for max gives the first of equals.
    first = text.partition("\n")[0]
    separator = max(",\t;", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise _no_table(f"{path.name} 不是逗号分隔的表格，请用 Excel 打开后另存为 .xlsx") from None
    # Columns are looked up by their place: every row is as wide as the widest.
    width = max((len(line) for line in lines), default=0)
    return [
        (number, [*line, *[""] * (width - len(line))])
        for number, line in enumerate(lines, start=1)
        if any(cell.strip() for cell in line)
    ]


def _decoded(content: bytes) -> str | None:
    """Text as Excel and old programs write it: UTF-8 or UTF-16 with their marks, else UTF-8, else GB 18030 (which holds GBK)."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB 18030 makes a text of nearly everything: only a NUL shows UTF-16 without its mark, or what is no text.
        return None if "\x00" in text else text
    return None


def _what_it_is(content: bytes) -> str:
    """Why a file that Excel's ending was given is no workbook, and what to do."""
    known = next((words for begins, words in _BY_BEGINNING if content.startswith(begins)), "")
    if known:
        return f"不是 Excel 表格（{known}，只是改了扩展名）"
    if content.startswith(b"PK"):
        return _what_archive_it_is(content)
    if content.startswith(_OLE):
        return "不是 Excel 表格，或者已损坏；请用 Excel 打开后另存为 .xlsx"
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:9].lower().startswith(_PAGE_TAGS):
        return "不是 Excel 表格（内容是网页或 XML，别的系统常这样导出）；请用 Excel 打开后另存为 .xlsx"
    if _decoded(content) is not None:
        return "不是 Excel 表格（内容是文本）；逗号分隔的文本请把扩展名改为 .csv"
    return "不是 Excel 表格（.xlsx、.xls、.ods、.csv）"


def _what_archive_it_is(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return "已损坏，打不开；请用 Excel 打开后另存一份，或者重新拷贝"
    # Excel's own parts are there, yet it did not open: damaged. Without them it is another program's file.
    if any(name.startswith("word/") for name in names):
        return "不是 Excel 表格（内容是 Word 文档，只是改了扩展名）"
    if any(name.startswith("xl/") for name in names):
        return "已损坏，打不开；请用 Excel 打开后另存一份，或者重新拷贝"
    return "不是 Excel 表格（内容是压缩包，只是改了扩展名）"


def _no_table(sentence: str) -> FaultyEntry:
    return FaultyEntry((Fault("", sentence),))
