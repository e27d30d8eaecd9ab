"""What is damaged in a database: the table and the page of every fault, found without ending at the first that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import reduce
from operator import or_

import peewee

from .database import Connections
from .failures import DATABASE_ERRORS

_PAGE = re.compile(r"page (\d+)")
_MOST_OF_A_TABLE = 20


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: `code` for programs, `where` it lies, `message` for people."""

    code: str
    where: str
    message: str

    def as_data(self) -> dict[str, str]:
        """The JSON shape of docs/commands.md: code, where, message."""
        return asdict(self)


def damage(connections: Connections) -> list[Finding]:
    """Every damaged table with its pages; empty when the file is sound and no text in it is torn. Changes nothing.

    Raises a database error when not even the list of tables can be read.
    """
    with connections.reading():
        tables = _tables(connections)
        whole = _complaints(connections, "PRAGMA integrity_check")
        found = [each for table in tables for each in _damaged_pages(connections, table)] if whole else []
        if whole and not found:
            found = [Finding("damaged", "station.db", f"数据库文件不完整：{words}") for words in whole]
        named = {each.where for each in found}
        return found + [torn for torn in torn_texts(connections) if torn.where not in named]


def torn_texts(connections: Connections) -> list[Finding]:
    """Texts that a lost page has filled with zeros: SQLite itself takes them for sound, and no text of ours holds one."""
    found = []
    for table in _tables(connections):
        columns = [name for (name,) in connections.run("SELECT name FROM pragma_table_info(?)", table)]
        rows = _torn_rows(connections, table, columns)
        if rows is None:
            found.append(Finding("unreadable", table, f"数据表“{table}”里有读不出来的行"))
        elif rows:
            found.append(Finding("torn_text", table, f"数据表“{table}”里有 {rows} 行的文字残缺"))
    return found


def unless_unreadable(
    what: str, where: str, known: list[Finding], look: Callable[[], list[Finding]]
) -> list[Finding]:
    """What `look` finds; when a damaged table ends it, that it could not look at all of `what`.

    Rows of a database known to be damaged may hold anything; elsewhere what cannot be made sense of is a defect of ours.
    """
    unchecked = [Finding("unchecked", where, f"数据库已损坏，{what}没有查完")]
    try:
        return look()
    except DATABASE_ERRORS:
        return unchecked
    except (ValueError, TypeError, AttributeError):
        if not known:
            raise
        return unchecked


def _tables(connections: Connections) -> list[str]:
    """Every table with rows of its own: the index of a search has them in tables beside it."""
    rows = connections.run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return [str(name) for (name,) in rows]


def _damaged_pages(connections: Connections, table: str) -> list[Finding]:
    complaints = _complaints(connections, f'PRAGMA integrity_check("{table}")')
    pages = sorted({int(page) for words in complaints for page in _PAGE.findall(words)})[:_MOST_OF_A_TABLE]
    if pages:
        return [
            Finding("damaged_page", f"{table} 第 {page} 页", f"数据表“{table}”第 {page} 页已损坏")
            for page in pages
        ]
    return [Finding("damaged_table", table, f"数据表“{table}”不完整：{words}") for words in complaints[:1]]


def _complaints(connections: Connections, check: str) -> list[str]:
    """What a check of SQLite has to say, the error that ended it among it."""
    said: list[str] = []
    try:
        for (words,) in connections.each(check):
            said.append(str(words))
    except DATABASE_ERRORS as error:
        said.append(str(error))
    return [words for words in said if words != "ok"]


def _torn_rows(connections: Connections, table: str, columns: list[str]) -> int | None:
    """How many rows hold a text with a zero in it; None when a row cannot be read."""
    rows, function = peewee.Table(table), peewee.fn
    torn = [
        # A sum or a picture is a blob, which may hold zeros.
        (function.TYPEOF(getattr(rows.c, name)) == "text")
        & (function.INSTR(getattr(rows.c, name), function.CHAR(0)) > 0)
        for name in columns
    ]
    try:
        ((found,),) = connections.rows(rows.select(function.COUNT(peewee.SQL("*"))).where(reduce(or_, torn)))
        return int(found)
    except DATABASE_ERRORS:
        return None
