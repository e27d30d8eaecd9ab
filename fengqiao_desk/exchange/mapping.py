"""How one sheet is read: its row of headings, where each column goes, what every row gets, which words stand for which."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from ..cases import CaseKind
from ..problems import Fault, FaultyEntry, Unknown
from ..values.json_text import to_json
from ..values.text import half_width
from . import headings
from .sheets import LONGEST_NAME, REQUIRED_MARK
from .targets import Target, target_of
from .workbook import Cell, Grid, TableFile, letter

NOT_TAKEN = ""
"""The target of a column that is left out on purpose; a column that is not in `columns` is not decided yet."""
_HEAD_WITHIN = 15
"""The row of headings is looked for in the first so many filled rows; further down stand cases."""
_SAMPLES, _CONTENTS = 3, 40
"""Values of a column: so many are shown to the officer, so many tell what 处理结果 means; below more rows change nothing."""
_LOOKED_AT = 200
"""Rows below the headings in which those values are looked for."""
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_WRITTEN = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet: its place (0 is A), its heading (`姓名（2）` for the second 姓名), some of its values and more of them."""

    place: int
    heading: str
    samples: tuple[str, ...]
    contents: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """As Excel names the column: C."""
        return letter(self.place)


class MappingData(TypedDict):
    """The JSON of a mapping file that the desk itself wrote or remembered; one that was written by hand may hold anything."""

    sheet: str
    head_row: int
    year: int
    columns: dict[str, str]
    fixed: dict[str, str]
    words: dict[str, dict[str, str]]


@dataclass(frozen=True)
class ColumnMapping:
    """`columns` has the path of each heading's target, `fixed` values by path, `words` by path what stands for which term."""

    sheet: str
    head_row: int
    year: int
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def as_data(self) -> MappingData:
        """The JSON of a mapping file."""
        return {
            "sheet": self.sheet,
            "head_row": self.head_row,
            "year": self.year,
            "columns": dict(self.columns),
            "fixed": dict(self.fixed),
            "words": {path: dict(words) for path, words in self.words.items()},
        }


def columns_of(grid: Grid, head_row: int) -> list[SheetColumn]:
    """The columns below a row of headings; those without heading and values are left out."""
    head = next((cells for number, cells in grid.rows if number == head_row), None)
    if head is None:
        raise FaultyEntry((Fault("head_row", f"“{grid.name}”第{head_row}行是空的，不是表头"),))
    groups = _groups_above(grid, head_row)
    below = [cells for number, cells in grid.rows if number > head_row][:_LOOKED_AT]
    found: list[SheetColumn] = []
    times: dict[str, int] = {}
    for place, cell in enumerate(head):
        samples = tuple(
            dict.fromkeys(_shown(cells[place]) for cells in below if cells[place] not in ("", None))
        )
        heading = " ".join(_shown(cell).split()).removesuffix(REQUIRED_MARK).strip()
        # The upper heading tells 甲方 姓名 from 乙方 姓名, the number the second 姓名 from the first: a mapping knows columns by name.
        heading = groups.get(place, "") + heading if heading else heading
        if not heading and not samples:
            continue
        heading = heading or f"（{letter(place)}列）"
        times[heading] = times.get(heading, 0) + 1
        name = heading if times[heading] == 1 else f"{heading}（{times[heading]}）"
        found.append(SheetColumn(place, name, samples[:_SAMPLES], samples[:_CONTENTS]))
    return found


def _groups_above(grid: Grid, head_row: int) -> dict[int, str]:
    """By place the upper heading where the headings fill two rows: 甲方 above 姓名 and 电话, while 序号 beside is merged over both."""
    cells = dict(grid.rows)
    if not any((head_row, place) in grid.merged_down for place in range(len(cells[head_row]))):
        return {}
    # Merged sideways it stands in each of its columns; what stands once is a title or the heading of its own column.
    above = cells.get(head_row - 1, [])
    return {
        place: "".join(_shown(cell).split())
        for place, cell in enumerate(above)
        if (head_row, place) not in grid.merged_down and cell in [*above[:place], *above[place + 1 :]]
    }


def heading_set(columns: Sequence[SheetColumn]) -> str:
    """What a mapping is remembered by: the same headings in any order."""
    plain = sorted(headings.plain(column.heading) for column in columns)
    return hashlib.sha256(to_json(plain).encode()).hexdigest()


def guess(kind: CaseKind, file: TableFile, year: int, sheet: str = "", head_row: int = 0) -> ColumnMapping:
    """The likely sheet, row of headings, year and columns of a file; `sheet` and `head_row` when they are known already."""
    names = (sheet,) if sheet else _likely_sheets(kind, file)
    # Of sheets that know as many columns the first: max gives the earliest.
    best = max((_head_of(kind, file.grid(name), head_row) for name in names), key=lambda each: each[0])
    known, name, row = best
    if not known and not head_row:
        raise FaultyEntry((Fault("head_row", f"“{names[0]}”里找不到表头，请对照模板，或者指明表头在第几行"),))
    grid = file.grid(name)
    columns = columns_of(grid, row)
    targets, fixed = headings.likely_targets(
        kind, [column.heading for column in columns], [column.contents for column in columns]
    )
    chosen = {
        column.heading: target.path if target else NOT_TAKEN
        for column, target in zip(columns, targets, strict=True)
        if target or headings.is_own(column.heading)
    }
    return ColumnMapping(name, row, _year_of(file, grid, row) or year, chosen, fixed)


def from_data(kind: CaseKind, data: Mapping[str, object], guessed: ColumnMapping) -> ColumnMapping:
    """The mapping of a mapping file over what was guessed; raises FaultyEntry with every target the kind has not got."""
    faults: list[Fault] = []
    columns = _table(data, "columns", faults)
    fixed = _table(data, "fixed", faults)
    by_path = _table(data, "words", faults)
    words = {path: _table(by_path, path, faults, "words.") for path in by_path}
    for path in dict.fromkeys(map(str, (*filter(None, columns.values()), *fixed, *words))):
        try:
            target_of(kind, path)
        except Unknown as unknown:
            faults.append(Fault(path, unknown.message))
    if faults:
        raise FaultyEntry(tuple(faults))
    return replace(
        guessed,
        columns={**guessed.columns, **_as_text(columns)},
        fixed={**guessed.fixed, **_as_text(fixed)},
        words={**guessed.words, **{path: _as_text(table) for path, table in words.items()}},
    )


def _table(data: Mapping[str, object], name: str, faults: list[Fault], within: str = "") -> dict[str, object]:
    """A table of the file, empty where it has none; of what is no table a fault is told."""
    given = data.get(name, {})
    if isinstance(given, dict):
        return given
    faults.append(Fault(name, f"{within}{name} 应是一组栏目（JSON 对象）"))
    return {}


def _as_text(table: Mapping[str, object]) -> dict[str, str]:
    """Numbers a person wrote without quotes are meant as text: `"rooms": 3`."""
    return {key: str(value) for key, value in table.items()}


def whole_number_of(data: Mapping[str, object], name: str) -> int:
    """`head_row` or `year` of a mapping file, 0 when it is not there; raises FaultyEntry."""
    value = data.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FaultyEntry((Fault(name, f"{name} 应是正整数"),))
    return value


def undecided(columns: Sequence[SheetColumn], mapping: ColumnMapping) -> list[SheetColumn]:
    """The columns nobody has said anything about."""
    return [column for column in columns if column.heading not in mapping.columns]


def without_column(kind: CaseKind, mapping: ColumnMapping) -> list[Target]:
    """Required fields that neither a column nor `fixed` gives, nor the column of a quantity together with its unit."""
    # A quantity may bring its unit in its own cell (30人次), so its unit needs no column.
    given = {*mapping.columns.values(), *mapping.fixed}
    quantities = [target_of(kind, path) for path in given if path]
    given |= {target.beside(target.field.unit_field) for target in quantities if target.field.unit_field}
    # Of rows only those are asked for that some column begins; whether a case needs any, the check of its entry says.
    rows = {path.partition("[")[0] for path in given if "[" in path}
    missing = [
        Target(own) for own in kind.fields if own.required and not own.is_rows and own.name not in given
    ]
    for declared in (known for known in kind.fields if known.name in rows):
        places = dict.fromkeys(
            path[len(declared.name) + 1 : path.index("]")]
            for path in sorted(given)
            if path.startswith(f"{declared.name}[")
        )
        for place in places:
            missing += [
                Target(child, declared.name, place, declared.label)
                for child in declared.rows
                if child.required and f"{declared.name}[{place}].{child.name}" not in given
            ]
    return missing


def _likely_sheets(kind: CaseKind, file: TableFile) -> tuple[str, ...]:
    # Our own template calls its main sheet as the kind is called, and those below it as their fields.
    named = tuple(name for name in file.sheets if name == kind.title[:LONGEST_NAME])
    below = {field.label[:LONGEST_NAME] for field in kind.fields if field.is_rows}
    return named or tuple(name for name in file.sheets if name not in below) or file.sheets


def _head_of(kind: CaseKind, grid: Grid, head_row: int) -> tuple[int, str, int]:
    """How many columns are known in the likely row of headings, the sheet, and that row."""
    best = (0, grid.name, head_row)
    for number, cells in grid.rows[:_HEAD_WITHIN] if not head_row else ():
        words = [str(cell) for cell in cells if isinstance(cell, str)]
        known = sum(target is not None for target in headings.likely_targets(kind, words)[0])
        # One word that is known may stand in a title, and a banner stands in every cell: two different ones are headings.
        if known > best[0] and known >= 2 and len(set(words)) > 1:
            best = (known, grid.name, number)
    known, name, row = best
    # Where a heading is merged over two rows, the lower row is the one that names every column.
    while any(
        (row + 1, place) in grid.merged_down for place in range(len(grid.rows[0][1]) if grid.rows else 0)
    ):
        row += 1
    return known, name, row


def _year_of(file: TableFile, grid: Grid, head_row: int) -> int | None:
    """The year named by the sheet, by a title above the headings or by the file."""
    above = [_shown(cell) for number, cells in grid.rows if number < head_row for cell in cells]
    for words in (grid.name, *above, file.name):
        found = _YEAR.search(half_width(words).translate(_WRITTEN))
        if found:
            return int(found[1])
    return None


def _shown(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # A day without an hour comes as a datetime of midnight.
    return "" if cell is None else str(cell).removesuffix(" 00:00:00")
