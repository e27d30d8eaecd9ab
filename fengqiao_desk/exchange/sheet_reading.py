"""Excel in: the rows of a workbook as entries of a kind, all received or none, every bad cell told with its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from ..cases import CaseKind, receive
from ..fields import Field, Row
from ..problems import Fault, FaultyEntry, Problem
from ..station import Act, Station
from .cells import cell_value
from .sheets import KEY, NUMBER, REQUIRED_MARK, STATE, plain_fields

MOST_ROWS = 10_000
_HEAD_WITHIN = 10
_OWN_HEADS = (KEY, NUMBER, STATE)
_PATH = re.compile(r"(\w+)(?:\[(\d+)\](?:\.(\w+))?)?")
_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#N/A", "#DIV/0!", "#NUM!", "#NULL!")


@dataclass(frozen=True)
class Imported:
    """The numbers given, in the order of the rows; with a dry run they were given back."""

    numbers: tuple[str, ...]
    dry_run: bool


@dataclass
class _Line:
    """One row of the main sheet: its entry, and the cell of each path in it."""

    row: int
    entry: Row = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


class _OnlyTried(Exception):
    """Takes a dry run back."""


def import_cases(station: Station, kind: CaseKind, path: Path, act: Act, dry_run: bool = False) -> Imported:
    """Receive every row of a workbook, all or none; raises FaultyEntry with every bad cell (`第5行C列“地址”`)."""
    faults: list[Fault] = []
    lines = read_lines(kind, path, act.day, faults)
    unread = {(fault.row, fault.field) for fault in faults}
    numbers: list[str] = []
    try:
        with station.writing():
            for line in lines:
                try:
                    numbers.append(receive(station, kind, line.entry, act).number)
                except Problem as problem:
                    faults += [f for f in _placed(line, problem) if (f.row, f.field) not in unread]
            if faults:
                raise FaultyEntry(tuple(sorted(faults, key=lambda fault: fault.row or 0)))
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        pass
    return Imported(tuple(numbers), dry_run)


def read_lines(kind: CaseKind, path: Path, day: date, faults: list[Fault]) -> list[_Line]:
    """The rows as entries; what a cell cannot be goes to `faults`. Raises FaultyEntry for what is no workbook of this kind."""
    book = _open(path)
    names = book.sheet_names
    main = kind.title[:31] if kind.title[:31] in names else names[0]
    lines: list[_Line] = []
    keys: dict[str, _Line] = {}
    for row, key, found in _rows(book.get_sheet_by_name(main), kind.fields, kind, day, faults):
        line = _Line(row)
        for name, (value, place) in found.items():
            line.entry[name], line.cells[name] = value, place
        lines.append(line)
        if key:
            keys[key] = line
    for declared in kind.fields:
        if declared.is_rows and declared.label[:31] in names:
            _read_children(book.get_sheet_by_name(declared.label[:31]), declared, keys, day, faults)
    if not lines:
        raise FaultyEntry((Fault("", f"“{main}”里没有要导入的行"),))
    if len(lines) > MOST_ROWS:
        raise FaultyEntry((Fault("", f"一次最多导入 {MOST_ROWS} 行，现有 {len(lines)} 行"),))
    return lines


def _read_children(
    sheet: CalamineSheet, declared: Field, keys: dict[str, _Line], day: date, faults: list[Fault]
) -> None:
    for row, key, found in _rows(sheet, declared.rows, None, day, faults):
        line = keys.get(key)
        if line is None:
            faults.append(Fault(KEY, f"“{sheet.name}”第{row}行的序号“{key}”在主表里没有", row))
            continue
        entries: list[Row] = line.entry.setdefault(declared.name, [])
        entries.append({name: value for name, (value, _) in found.items()})
        for name, (_, place) in found.items():
            line.cells[f"{declared.name}[{len(entries)}].{name}"] = f"“{sheet.name}”{place}"


def _rows(
    sheet: CalamineSheet, fields: tuple[Field, ...], kind: CaseKind | None, day: date, faults: list[Fault]
) -> Iterator[tuple[int, str, dict[str, tuple[Any, str]]]]:
    """Each filled row below the heads: its number as Excel shows it, its key, and value and place by field."""
    cells = _unmerged(sheet)
    head, columns, key_column = _heads(sheet, cells, fields)
    for place in range(head + 1, len(cells)):
        given = cells[place]
        if all(value in ("", None) for value in given):
            continue
        found: dict[str, tuple[Any, str]] = {}
        for column, declared in columns.items():
            where = f"第{place + 1}行{_letter(column)}列“{declared.label}”"
            try:
                if isinstance(given[column], str) and given[column].strip() in _ERRORS:
                    raise FaultyEntry((Fault("", f"算式出错（{given[column].strip()}）"),))
                value = cell_value(declared, given[column], day)
            except FaultyEntry as error:
                faults.append(Fault(declared.name, f"{where}{error.faults[0].message}", place + 1))
                continue
            if value is not None:
                found[declared.name] = (value, where)
        key = "" if key_column is None else _key(given[key_column])
        yield place + 1, key, found


def _heads(
    sheet: CalamineSheet, cells: list[list[Any]], fields: tuple[Field, ...]
) -> tuple[int, dict[int, Field], int | None]:
    """The line of the heads (a title may stand above it), the field of each column, and the column of the key."""
    known = {declared.label: declared for declared in plain_fields(fields)}
    for place, row in enumerate(cells[:_HEAD_WITHIN]):
        words = [_head_words(value) for value in row]
        columns = {column: known[word] for column, word in enumerate(words) if word in known}
        if len(columns) < min(2, len(known)):
            continue
        strange = [word for word in words if word and word not in known and word not in _OWN_HEADS]
        missing = [
            f.label for f in known.values() if f.required and f not in columns.values() and not f.starts_as
        ]
        double = sorted({word for word in words if word in known and words.count(word) > 1})
        told = [
            *(f"“{sheet.name}”第{place + 1}行的表头“{word}”不认识，请对照模板" for word in strange),
            *(f"“{sheet.name}”缺少“{label}”这一列" for label in missing),
            *(f"“{sheet.name}”有两列都叫“{label}”" for label in double),
        ]
        if told:
            raise FaultyEntry(tuple(Fault("", words, place + 1) for words in told))
        key = next((column for column, word in enumerate(words) if word in (KEY, NUMBER)), None)
        return place, columns, key
    raise FaultyEntry((Fault("", f"“{sheet.name}”里找不到表头，请用 import-template 得到的模板"),))


def _unmerged(sheet: CalamineSheet) -> list[list[Any]]:
    """Every cell, a merged range filled with its first cell: what is merged downwards holds for each row."""
    cells = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, min(bottom, len(cells) - 1) + 1):
            for column in range(left, min(right, len(cells[row]) - 1) + 1):
                cells[row][column] = cells[top][left]
    return cells


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        told = f"{path.name} 有密码，请先去掉密码"
    except CalamineError:
        told = f"{path.name} 不是 Excel 表格（.xlsx、.xls、.ods）"
    except OSError:
        told = f"读不到文件 {path}，请核对文件名"
    raise FaultyEntry((Fault("", told),))


def _placed(line: _Line, problem: Problem) -> Iterator[Fault]:
    """Faults of an entry at the cells they come from."""
    for fault in problem.faults or (Fault("", problem.message),):
        found = _PATH.fullmatch(fault.field)
        first = found[1] if found else ""
        place = line.cells.get(fault.field) or line.cells.get(first) or f"第{line.row}行"
        yield Fault(fault.field, f"{place}：{fault.message}", line.row)


def _head_words(value: Any) -> str:
    return str(value or "").strip().removesuffix(REQUIRED_MARK).strip()


def _key(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
