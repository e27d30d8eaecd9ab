"""Excel in: the rows of a sheet as cases of a kind, all received or none; a dry run tells every bad cell and likely duplicates."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..cases import CaseKind
from ..cases.saving.checking import Tell
from ..cases.saving.new_rows import ReceivedMany
from ..cases.saving.receiving import prepare_many, receive_many
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.rights import Right, require
from . import imports
from .child_sheets import read_children
from .mapping import (
    ColumnMapping,
    SheetColumn,
    columns_of,
    from_data,
    guess,
    heading_set,
    undecided,
    whole_number_of,
    without_column,
)
from .seen_before import Duplicate, alike_entries, each_once, on_record_or_before, with_number_of_another
from .sheet_reading import ALL_ROWS, BadCell, SheetReading, SheetRecord
from .sheets import LONGEST_NAME
from .targets import target_of
from .workbook import TableFile, open_table


class FaultySheet(FaultyEntry):
    """Cells that cannot be taken; nothing was saved. `bad` has each with its address."""

    def __init__(self, bad: tuple[BadCell, ...]) -> None:
        super().__init__(tuple(cell.fault for cell in bad))
        self.bad = bad


@dataclass(frozen=True)
class Opened:
    """A file with the columns of its sheet and how they are to be read; `remembered`: as the time before."""

    file: TableFile
    columns: tuple[SheetColumn, ...]
    mapping: ColumnMapping
    remembered: bool = False


@dataclass(frozen=True)
class Imported:
    """The numbers given in the order of the rows (with a dry run they were given back), the import's number, and what was noticed.

    `skipped` are the rows that are no records (row and why), `same_file` the imports of the same bytes before.
    """

    numbers: tuple[str, ...]
    dry_run: bool
    key: int | None
    skipped: tuple[tuple[int, str], ...]
    duplicates: tuple[Duplicate, ...]
    same_file: tuple[imports.Import, ...]
    opened: Opened
    finished: int
    may_be_finished: bool

    def in_words(self, noun: str) -> str:
        """`120 件纠纷`, and of a kind that may be finished already how many come in as such."""
        count = len(self.numbers)
        parted = (
            f"（{self.finished} 件已办结，{count - self.finished} 件没有办结）"
            if self.may_be_finished
            else ""
        )
        return f"{count} 件{noun}{parted}"


class _OnlyTried(Exception):
    """Takes a dry run back: what it tells comes from the same guards, numbers and rows as the import itself."""


def open_import(
    station: Station, kind: CaseKind, path: Path, act: Act, given: Mapping[str, object] | None = None
) -> Opened:
    """Open a file and say how it would be read: as `given` (the data of a mapping file), else as remembered, else as guessed."""
    data: Mapping[str, object] = given or {}
    file = open_table(path)
    sheet = str(data.get("sheet") or "")
    if sheet and sheet not in file.sheets:
        raise FaultyEntry(
            (Fault("sheet", f"{file.name} 里没有工作表“{sheet}”，有：{'、'.join(file.sheets)}"),)
        )
    guessed = guess(kind, file, act.day.year, sheet, whole_number_of(data, "head_row"))
    # What the words of headings say of every row stands before who enters.
    guessed = replace(guessed, fixed={**_by_whom(kind, guessed, act), **guessed.fixed})
    if whole_number_of(data, "year"):
        guessed = replace(guessed, year=whole_number_of(data, "year"))
    columns = tuple(columns_of(file.grid(guessed.sheet), guessed.head_row))
    # What is given now is meant instead of what was remembered, not beside it.
    before = None if given else imports.remembered(station, kind, heading_set(columns))
    mapping = from_data(kind, before if before is not None else data, guessed)
    return Opened(file, columns, mapping, before is not None)


def import_cases(
    station: Station,
    kind: CaseKind,
    opened: Opened,
    act: Act,
    dry_run: bool = False,
    tell: Tell | None = None,
) -> Imported:
    """Receive every record of an opened file, all or none; raises FaultyEntry for the columns, FaultySheet with every bad cell."""
    require(act, Right.IMPORT)
    _check_columns(kind, opened)
    with _without_collector():
        return _receive(station, kind, opened, act, dry_run, tell)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Many rows are made and none of them in circles: looking for circles over and over took a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _receive(
    station: Station, kind: CaseKind, opened: Opened, act: Act, dry_run: bool, tell: Tell | None
) -> Imported:
    reading = SheetReading(kind, opened.file.grid(opened.mapping.sheet), opened.mapping)
    records = reading.records()
    _read_child_sheets(kind, opened, reading)
    if not records and not reading.bad:
        raise FaultyEntry((Fault("", f"“{opened.mapping.sheet}”里没有要导入的行"),))
    # Looked at before this import is one of them.
    before = tuple(imports.same_file(station, opened.file))
    key, duplicates = None, tuple[Duplicate, ...]()
    # Checked, guarded and compared before the transaction begins, so that others wait for the writing alone (docs/architecture.md).
    prepared = prepare_many(station, kind, [record.entry for record in records], act, tell)
    try:
        alike = list(alike_entries(station, kind, records, prepared))
        with station.writing():
            received = receive_many(station, kind, prepared, act, tell, dry_run)
            _refuse_bad(reading, records, received)
            duplicates = each_once(
                *with_number_of_another(station, kind, reading.keys, records, received),
                *on_record_or_before(station, kind, records, received),
                *alike,
            )
            if dry_run:
                raise _OnlyTried
            key = imports.enter(station, kind, opened.file, received, act)
            imports.remember(station, kind, heading_set(opened.columns), opened.mapping, act)
    except _OnlyTried:
        pass
    return Imported(
        numbers=tuple(received.numbers),
        dry_run=dry_run,
        key=key,
        skipped=tuple(reading.skipped),
        duplicates=duplicates,
        same_file=before,
        opened=opened,
        finished=received.finished,
        may_be_finished=kind.history is not None,
    )


def _by_whom(kind: CaseKind, mapping: ColumnMapping, act: Act) -> dict[str, str]:
    """Required fields that start with who enters, when no column has them."""
    given = set(mapping.columns.values())
    return {
        field.name: act.by.name
        for field in kind.fields
        if field.required
        and field.starts_as == "me"
        and field.kind.key == "officer"
        and field.name not in given
    }


def _check_columns(kind: CaseKind, opened: Opened) -> None:
    mapping = opened.mapping
    faults = [
        Fault(
            "columns",
            f"第{mapping.head_row}行{column.letter}列的表头“{column.heading}”不认识，请指明它是哪一栏，或者不导入",
        )
        for column in undecided(opened.columns, mapping)
    ]
    # Two columns may go to one text, where they are joined, not to one day or name.
    taken = Counter(path for c in opened.columns if (path := mapping.columns.get(c.heading)))
    faults += [
        Fault(path, f"有{times}列都对应“{target_of(kind, path).label}”，只能留一列")
        for path, times in taken.items()
        if times > 1 and target_of(kind, path).field.kind.key not in ("text", "line")
    ]
    faults += [
        Fault(target.path, f"缺少“{target.label}”这一列，请指明是哪一列，或者给全部行填同一个值")
        for target in without_column(kind, mapping)
    ]
    if faults:
        raise FaultyEntry(tuple(faults))


def _read_child_sheets(kind: CaseKind, opened: Opened, reading: SheetReading) -> None:
    """The sheets of the template below its main sheet."""
    for declared in kind.fields:
        name = declared.label[:LONGEST_NAME]
        if declared.is_rows and name in opened.file.sheets and name != opened.mapping.sheet:
            grid = opened.file.grid(name)
            if grid.rows:
                read_children(reading, grid, declared)


def _refuse_bad(reading: SheetReading, records: list[SheetRecord], received: ReceivedMany) -> None:
    """Every bad cell at once; what could not be read is not named a second time as missing, what all rows get is named once."""
    # A cell that could not be read leaves its field empty, and the check of the entry calls that missing.
    unread = {(cell.row, cell.field) for cell in reading.bad}
    bad = list(reading.bad)
    fields_of_all_rows: set[str] = set()
    for place, problem in received.refused:
        for fault in problem.faults or (Fault("", problem.message),):
            cell = reading.bad_cell(records[place], fault)
            if cell.heading == ALL_ROWS:
                known = cell.field in fields_of_all_rows
                fields_of_all_rows.add(cell.field)
            else:
                known = not unread.isdisjoint({(cell.row, cell.field), (records[place].row, fault.field)})
            if not known:
                bad.append(cell)
    if bad:
        raise FaultySheet(tuple(sorted(bad, key=lambda cell: cell.row)))
