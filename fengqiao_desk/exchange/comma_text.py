"""Cases as comma-separated text that Excel opens as it is meant: a byte order mark, long digits kept, no cell a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from ..cases import CaseKind, load
from ..cases.saving.checking import Tell
from ..fields import Field, Row
from ..station import Station
from .sheets import NUMBER, STATE, TOLD_EVERY

_LONG_DIGITS = re.compile(r"[0-9]{12,}")
"""Excel shows a number of more than eleven digits as 3.4E+17 and keeps only fifteen of them."""
KEPT_AS_TEXT = "\t"
"""Behind long digits: no number any more for Excel or LibreOffice, and invisible."""
DISARMED = "'"
"""Before what would begin a formula."""


def comma_text(station: Station, kind: CaseKind, numbers: list[str], tell: Tell | None = None) -> bytes:
    """One line a case, a field of rows in one cell; UTF-8 with byte order mark, lines ended as Windows does (RFC 4180)."""
    out = io.StringIO(newline="")
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


def _cell(field: Field, value: Any) -> str:
    if field.is_rows:
        return _guarded("；".join(_row(field.rows, row) for row in value or []))
    return _guarded(_shown(field, value))


def _row(fields: tuple[Field, ...], row: Row) -> str:
    shown = (_shown(field, row.get(field.name)) for field in fields if not field.is_rows)
    return "，".join(words for words in shown if words)


def _shown(field: Field, value: Any) -> str:
    """The whole value, not masked: it leaves the house for a purpose that was told."""
    if value is None:
        return ""
    return field.kind.show(value) if isinstance(value, bool | dict | list) else str(value)


def _guarded(words: str) -> str:
    if _LONG_DIGITS.fullmatch(words):
        return words + KEPT_AS_TEXT
    return DISARMED + words if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
