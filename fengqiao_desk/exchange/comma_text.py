"""Cases as comma-separated text that Excel opens as it is meant: a byte order mark, long digits kept, no cell a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ..cases import CaseKind, load
from ..cases.saving.checking import Tell
from ..fields import Field, Row
from ..station import Station
from ..values.spreadsheets import begins_a_formula
from .sheets import NUMBER, STATE, TOLD_EVERY, shown

_LONG_DIGITS = re.compile(r"[0-9]{12,}")
"""Excel shows a number of more than eleven digits as 3.4E+17 and keeps only fifteen of them."""
KEPT_AS_TEXT = "\t"
"""Behind long digits: no number any more for Excel or LibreOffice, and invisible."""
DISARMED = "'"
"""Before what would begin a formula."""


def comma_text(station: Station, kind: CaseKind, numbers: list[str], tell: Tell | None = None) -> bytes:
    """One line a case, a field of rows in one cell; UTF-8 with byte order mark, lines ended as Windows does (RFC 4180)."""
    out = io.StringIO(newline="")  # the csv module ends the lines itself
    lines = csv.writer(out)
    lines.writerow([NUMBER, STATE, *(field.label for field in kind.fields)])
    for line, number in enumerate(numbers, start=1):
        if tell is not None and line % TOLD_EVERY == 0:
            tell(line, len(numbers))
        case = load(station, kind, number)
        lines.writerow(
            [number, case.state, *(_cell(field, case.values[field.name]) for field in kind.fields)]
        )
    return out.getvalue().encode("utf-8-sig")


def _cell(field: Field, value: object) -> str:
    if field.is_rows:
        rows: Sequence[Row] = value if isinstance(value, list) else ()
        return _guarded("；".join(_row(field.rows, row) for row in rows))
    return _guarded(_words(field, value))


def _row(fields: tuple[Field, ...], row: Row) -> str:
    """`张三，身份证号，电话`, without what is empty."""
    cells = (_words(field, row.get(field.name)) for field in fields if not field.is_rows)
    return "，".join(words for words in cells if words)


def _words(field: Field, value: object) -> str:
    return "" if value is None else shown(field, value)


def _guarded(words: str) -> str:
    # CSV has no format of cells: only what stands in the text itself tells Excel that it is text.
    if _LONG_DIGITS.fullmatch(words):
        return words + KEPT_AS_TEXT
    return DISARMED + words if begins_a_formula(words) else words
