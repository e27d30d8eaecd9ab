"""The sheets of the template below its main one: one field of rows each, tied to the main sheet by 序号 or 编号."""

from __future__ import annotations

from ..fields import Field, Row
from ..values import NotValid
from . import headings
from .cells import read_cell
from .sheet_reading import BadCell, SheetReading, line_key
from .sheets import KEY, NUMBER
from .workbook import Grid, letter


def read_children(reading: SheetReading, grid: Grid, declared: Field) -> None:
    """Adds the rows of one such sheet to the records of the main one; what cannot be taken goes to the bad cells of `reading`."""
    (head_row, head), *lines = grid.rows
    columns = {place: words for place, cell in enumerate(head) if (words := headings.plain(cell))}
    known = {headings.plain(child.label): child for child in declared.rows if not child.is_rows}
    key = next((place for place, words in columns.items() if words in (KEY, NUMBER)), None)
    strange = [words for words in columns.values() if words not in known and not headings.is_own(words)]
    if strange or key is None:
        why = f"的表头“{strange[0]}”不认识，请对照模板" if strange else f"缺少“{KEY}”这一列"
        reading.bad.append(BadCell(f"“{grid.name}”", head_row, "", "", "", why, declared.name))
        return
    taken = {place: known[words] for place, words in columns.items() if words in known}
    # Kept for the faults that the checking of whole entries tells later: they know the field, not the column.
    reading.below[grid.name] = {field.name: (letter(place), columns[place]) for place, field in taken.items()}
    for number, cells in lines:
        record = reading.keys.get(line_key(cells[key]))
        if record is None:
            why = f"“{line_key(cells[key])}”在主表里没有"
            reading.bad.append(BadCell(f"“{grid.name}”", number, letter(key), KEY, "", why, declared.name))
            continue
        values: Row = {}
        for place, field in taken.items():
            if cells[place] not in ("", None):
                try:
                    values.update(read_cell(field, cells[place], reading.mapping.year))
                except NotValid as error:
                    where = (letter(place), columns[place], str(cells[place]), str(error), declared.name)
                    reading.bad.append(BadCell(f"“{grid.name}”", number, *where))
        record.entry.setdefault(declared.name, []).append(values)
        record.origins.setdefault(declared.name, []).append((number, grid.name))
