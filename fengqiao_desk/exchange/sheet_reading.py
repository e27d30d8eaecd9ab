"""The rows of a sheet as entries of a kind, by a column mapping; every bad cell with its address, its value and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from ..cases import CaseKind
from ..cases.history import HISTORY, OldLedger
from ..fields import Row
from ..problems import Fault, FaultyEntry
from ..values import NotValid
from ..values.text import half_width
from . import headings
from .cells import SEPARATORS, read_cell
from .mapping import ColumnMapping, SheetColumn, columns_of
from .sheets import KEY, NUMBER
from .targets import EACH, Target, target_of
from .workbook import Cell, Grid

ALL_ROWS = "全部行"
"""The heading of what every row gets."""


_RESULT, _OWN_WORDS = OldLedger.result.declared.name, OldLedger.words.declared.name


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be taken, or a row when `column` is empty; `field` is the path in the entry.

    `sheet` is named only when it is not the main one.
    """

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    reason: str
    field: str

    @property
    def address(self) -> str:
        """`C5`."""
        return f"{self.column}{self.row}" if self.column else f"第{self.row}行"

    @property
    def fault(self) -> Fault:
        """`第5行C列“地址”：…`."""
        place = f"{self.column}列“{self.heading}”" if self.column else ""
        return Fault(self.field, f"{self.sheet}第{self.row}行{place}：{self.reason}", self.row)


@dataclass
class SheetRecord:
    """One case to be: the row it begins in, its entry, and for each of its rows of fields the sheet's row and place it came from."""

    row: int
    entry: Row
    origins: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Reader:
    """One column: where it goes and what its cells gave so far (the same words stand in thousands of rows)."""

    column: SheetColumn
    target: Target
    words: dict[str, str]
    ending: Callable[[Cell], str | None] | None = None
    known: dict[tuple[type, Cell], Row | NotValid] = field(default_factory=dict)

    def read(self, cell: Cell, year: int) -> Row:
        """The values of a cell; raises NotValid."""
        # With its type, for 1, 1.0 and TRUE are one key and three different cells.
        at = (type(cell), cell)
        found = self.known.get(at)
        if found is None:
            try:
                found = self._first(cell, year)
            except NotValid as error:
                found = error
            self.known[at] = found
        if isinstance(found, NotValid):
            raise found
        return found

    def _first(self, cell: Cell, year: int) -> Row:
        """What no cell before has said; of the end of a matter its own words are kept."""
        # A tick of Excel is a bool, and what officers have taught is by the words they see.
        if isinstance(cell, bool):
            cell = "是" if cell else "否"
        word = self.words.get(str(cell).strip())
        found = read_cell(self.target.field, cell if word is None else word, year)
        if self.ending is None or not found:
            return found
        ended = word or self.ending(cell)
        if ended is None:
            raise NotValid("看不出办结没有，请指明是哪一种；整列都是长句的，改对应“旧案 原文”")
        return {self.target.field.name: ended, _OWN_WORDS: str(cell).strip()}


class SheetReading:
    """Reads one grid; `bad` and `skipped` (row and why) fill while `records` goes through it."""

    def __init__(self, kind: CaseKind, grid: Grid, mapping: ColumnMapping) -> None:
        self.kind, self.grid, self.mapping = kind, grid, mapping
        self.bad: list[BadCell] = []
        self.skipped: list[tuple[int, str]] = []
        self.keys: dict[str, SheetRecord] = {}
        columns = columns_of(grid, mapping.head_row)
        readers = [
            _Reader(
                column,
                target := target_of(kind, path),
                dict(mapping.words.get(path, {})),
                partial(headings.ending, kind) if _is_ending(kind, target) else None,
            )
            for column in columns
            if (path := mapping.columns.get(column.heading))
        ]
        self._plain = [reader for reader in readers if not reader.target.rows]
        self._of_rows = [reader for reader in readers if reader.target.rows]
        self._by_path = {reader.target.path: reader for reader in readers}
        self.below: dict[str, dict[str, tuple[str, str]]] = {}
        """For each sheet of rows below this one its columns: letter and heading by field."""
        self._key = next((c.place for c in columns if headings.plain(c.heading) in (KEY, NUMBER)), None)
        self._fixed: Row = {}
        self._fixed_rows: list[tuple[Target, Row]] = []
        self._read_fixed()
        self._ends = {
            target.field.name: given for target, given in self._fixed_rows if target.rows == HISTORY
        }

    def records(self) -> list[SheetRecord]:
        """Every record; lines that are none (totals, signatures, banners) are in `skipped`."""
        found: list[SheetRecord] = []
        for number, cells in self.grid.rows:
            if number <= self.mapping.head_row:
                continue
            why = headings.why_no_record(cells)
            if why:
                self.skipped.append((number, why))
            elif found and self._goes_on(number):
                self._read_rows(found[-1], number, cells)
            else:
                found.append(self._record(number, cells))
        return found

    def bad_cell(self, record: SheetRecord, fault: Fault) -> BadCell:
        """Where a fault of an entry comes from."""
        path, row = fault.field, record.row
        name, _, rest = path.partition("[")
        index, _, child = rest.partition("].")
        # An entry counts the rows that are there, a mapping the places they came from: of a row that has only 乙方, the first is place 2.
        origins = record.origins.get(name, [])
        if index.isdigit() and 0 < int(index) <= len(origins):
            row, place = origins[int(index) - 1]
            if place in self.below:
                where = self.below[place].get(child, ("", ""))
                return BadCell(f"“{place}”", row, *where, "", fault.message, fault.field)
            path = f"{name}[{place}].{child}"
        reader = self._by_path.get(path) or self._by_path.get(name)
        if path in self.mapping.fixed and path not in self._by_path:
            given = self.mapping.fixed[path]
            return BadCell("", row, "", ALL_ROWS, given, f"全部行都填的“{given}”不行：{fault.message}", path)
        if reader is None:
            return BadCell("", row, "", "", "", fault.message, fault.field)
        return self._bad(reader, row, self._cell(row, reader.column.place), fault.message, fault.field)

    def _read_fixed(self) -> None:
        """What every row gets is written as in a cell."""
        for path, value in self.mapping.fixed.items():
            target = target_of(self.kind, path)
            try:
                given = read_cell(target.field, value, self.mapping.year)
            except NotValid as error:
                raise FaultyEntry((Fault(path, f"{target.label}：{error}"),)) from None
            if target.rows:
                self._fixed_rows.append((target, given))
            else:
                self._fixed.update(given)

    def _goes_on(self, number: int) -> bool:
        """Whether the row belongs to the record above: their 序号 is one merged cell, and rows of fields may follow."""
        return bool(self._of_rows) and self._key is not None and (number, self._key) in self.grid.merged_down

    def _record(self, number: int, cells: list[Cell]) -> SheetRecord:
        entry: Row = dict(self._fixed)
        # Several columns may go to one text: the second is joined to the first, with its heading before it. And what a cell says of
        # another field (the unit in 30人次) waits until every column has spoken: the unit's own may stand behind it.
        given: set[str] = set()
        extra: list[tuple[_Reader, str, object]] = []
        for reader in self._plain:
            cell = cells[reader.column.place]
            if cell == "" or cell is None:
                continue
            try:
                values = reader.read(cell, self.mapping.year)
            except NotValid as error:
                self.bad.append(self._bad(reader, number, cell, str(error), reader.target.path))
                continue
            name = reader.target.field.name
            for at, value in values.items():
                if at != name:
                    extra.append((reader, at, value))
                elif name in given:
                    entry[name] = f"{entry[name]}\n{reader.column.heading}：{value}"
                else:
                    entry[name] = value
                    given.add(name)
        for reader, at, value in extra:
            if at in given and entry[at] != value:
                why = f"这一格说的是“{value}”，另一栏是“{entry[at]}”"
                self.bad.append(self._bad(reader, number, cells[reader.column.place], why, at))
            entry[at] = value
        record = SheetRecord(number, entry)
        if self._of_rows or self._ends:
            self._read_rows(record, number, cells)
            self._end(record)
        # For the sheets of rows below this one, whose lines name their case by it.
        if self._key is not None:
            self.keys[line_key(cells[self._key])] = record
        return record

    def _read_rows(self, record: SheetRecord, number: int, cells: list[Cell]) -> None:
        """Adds what this line of the sheet gives to the record's rows of fields."""
        lines: dict[tuple[str, str], Row] = {}
        for reader in self._of_rows:
            cell = cells[reader.column.place]
            if cell == "" or cell is None:
                continue
            target = reader.target
            for place, piece in _pieces(target, cell):
                try:
                    values = reader.read(piece, self.mapping.year)
                except NotValid as error:
                    self.bad.append(self._bad(reader, number, cell, str(error), target.path))
                    continue
                if values:
                    lines.setdefault((target.rows, place), {}).update(values)
        for (rows, place), values in lines.items():
            # `* 1` and `* 2` come from one cell and share what is fixed for `*`; what the line says itself stands before it.
            said_for = place.partition(" ")[0]
            for target, given in self._fixed_rows:
                if target.rows == rows and target.place == said_for:
                    for name, value in given.items():
                        values.setdefault(name, value)
            record.entry.setdefault(rows, []).append(values)
            record.origins.setdefault(rows, []).append((number, said_for))

    def _end(self, record: SheetRecord) -> None:
        """What every row gets for its end where it has none of its own; the words about one that is not over stay with the case."""
        history = self.kind.history
        if history is None:
            return
        if self._ends and HISTORY not in record.entry:
            record.entry[HISTORY] = [
                {name: value for given in self._ends.values() for name, value in given.items()}
            ]
            record.origins[HISTORY] = [(record.row, "1")]
        for end in record.entry.get(HISTORY, [])[:1]:
            own_words = end.get(_OWN_WORDS)
            # 尚未办结 gets no step, so what the ledger says of it would be lost; the bare word of a state says nothing.
            bare = {history.unfinished, *(state.title for state in self.kind.states)}
            if end.get(_RESULT) == history.unfinished and own_words and own_words not in bare:
                before = record.entry.get(history.kept_in)
                record.entry[history.kept_in] = f"{before}\n{own_words}" if before else own_words

    @cached_property
    def _cells_by_row(self) -> dict[int, list[Cell]]:
        """Thousands of bad cells may be told, each with what stands in it: looked up, not searched for."""
        return dict(self.grid.rows)

    def _cell(self, row: int, place: int) -> Cell:
        cells = self._cells_by_row.get(row)
        return cells[place] if cells else ""

    def _bad(self, reader: _Reader, row: int, cell: Cell, reason: str, path: str) -> BadCell:
        column = reader.column
        return BadCell("", row, column.letter, column.heading, str(cell), reason, path)


def _is_ending(kind: CaseKind, target: Target) -> bool:
    return kind.history is not None and target.rows == HISTORY and target.field == kind.history.step.fields[0]


def _pieces(target: Target, cell: Cell) -> Iterator[tuple[str, Cell]]:
    """The place and value of each row a cell gives; a cell of EACH is divided (`* 1`, `* 2`, …)."""
    if target.place != EACH or not isinstance(cell, str):
        yield (f"{EACH} 1" if target.place == EACH else target.place), cell
        return
    # 张三、李四 and their numbers in two such columns belong together by their order.
    for number, piece in enumerate((p for p in SEPARATORS.split(cell) if p.strip()), start=1):
        yield f"{EACH} {number}", piece


def line_key(value: Cell) -> str:
    """序号 or 编号 as it is compared between sheets: 3, 3.0 and `３` are one."""
    return (
        str(int(value)) if isinstance(value, float) and value.is_integer() else half_width(str(value)).strip()
    )
