"""The cells of an .xlsx sheet whose formula failed (#DIV/0!): the reader of workbooks gives them as empty."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from posixpath import join, normpath

_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
# Never past the end of the cell: one without a value would be given that of the next.
_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")(?=[^>]*\br="([A-Z]+)([0-9]+)")[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S
)
_ANY = b't="e"'
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def formula_errors(content: bytes, sheet: str) -> dict[int, dict[int, str]]:
    """By row as Excel counts it and column from 0 the error of each such cell; nothing for other files than .xlsx."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = _part_of(archive, sheet)
            text = archive.read(part) if part in archive.namelist() else b""
    except (zipfile.BadZipFile, KeyError):  # .xls is no archive, .ods one without these parts
        return {}
    # Most sheets have no error: one search instead of a match at each of a million cells.
    if _ANY not in text:
        return {}
    found: dict[int, dict[int, str]] = {}
    for letters, row, error in _CELL.findall(text):
        found.setdefault(int(row), {})[_column(letters.decode())] = unescape(error.decode())
    return found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet; empty when there is none. Raises KeyError when it is no .xlsx."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    wanted = next(
        (a.get("r:id") for a in map(_attributes, _SHEET.findall(book)) if a.get("name") == sheet), None
    )
    targets = {a.get("Id"): a.get("Target", "") for a in map(_attributes, _RELATION.findall(relations))}
    # A target is named from the root of the archive or from where the workbook lies.
    target = targets.get(wanted, "") if wanted else ""
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
