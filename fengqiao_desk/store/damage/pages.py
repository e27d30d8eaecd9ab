"""What is damaged in a database: table, index and page of every fault, found without ending at the first that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import NamedTuple

import peewee

from ...problems import FolderDamaged
from ..database import Connections
from ..failures import DATABASE_ERRORS
from .finding import Finding

# What SQLite's check says: of a page of the tree that has its root at another, of an index that does not fit its table,
# of pages that nothing leads to.
_TREE = re.compile(r"^Tree (\d+) page (\d+)")
_PAGE = re.compile(r"page (\d+)", re.IGNORECASE)
_INDEX = re.compile(r"(?:from|in|differ from) index (\S+)")
_LOOSE = re.compile(r"^(\*\*\*.*|Page \d+: never used|Freelist: .*)$")
_OF_SEARCH = re.compile(r"search_index(_\w+)?|search_rows|fts5", re.IGNORECASE)
_MOST_OF_A_TABLE = 20


class _Trees(NamedTuple):
    """What the schema says: the tables with rows of their own, and the index that has its root at a page."""

    tables: list[str]
    indexes: dict[int, str]


def damage(connections: Connections) -> list[Finding]:
    """Every damaged table with its pages; empty when the file is sound and no text in it is torn. Changes nothing.

    Raises a database error when not even the list of tables can be read.
    """
    with connections.reading():
        whole = _complaints(connections, "PRAGMA integrity_check")
        found = _explained(connections, whole) if whole else []
        named = {each.where.partition(" ")[0] for each in found}
        found += [torn for torn in torn_texts(connections) if torn.where not in named]
        named |= {each.where for each in found}
        return found + [each for each in _undecodable_texts(connections) if each.where not in named]


def damaged_pages(connections: Connections) -> list[Finding]:
    """As `damage` by SQLite's quick check, which compares no index with its table and reads no text."""
    with connections.reading():
        whole = _complaints(connections, "PRAGMA quick_check")
        return _explained(connections, whole) if whole else []


def tables_in(connections: Connections) -> list[str]:
    """Every table with rows of its own: the index of a search has them in tables beside it."""
    return _trees(connections).tables


def torn_texts(connections: Connections) -> list[Finding]:
    """Texts that a lost page has filled with zeros: SQLite itself takes them for sound, and no text of ours holds one."""
    found = []
    for table in tables_in(connections):
        columns = [name for (name,) in connections.run("SELECT name FROM pragma_table_info(?)", table)]
        rows = _torn_rows(connections, table, columns)
        if rows != 0 and _OF_SEARCH.fullmatch(table):
            found.append(_search_damaged(table))
        elif rows is None:
            found.append(Finding("unreadable", table, f"数据表“{table}”里有读不出来的行"))
        elif rows:
            found.append(Finding("torn_text", table, f"数据表“{table}”里有 {rows} 行的文字残缺"))
    return found


def _undecodable_texts(connections: Connections) -> list[Finding]:
    """Tables with a text that is no UTF-8 any more: SQLite does not look, and whoever reads that row fails."""
    found = []
    for table in tables_in(connections):
        if not _can_be_read(connections, table):
            words = f"数据表“{table}”里有读不出来的文字"
            is_search = _OF_SEARCH.fullmatch(table)
            found.append(_search_damaged(table) if is_search else Finding("torn_text", table, words))
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
    except (FolderDamaged, *DATABASE_ERRORS):
        return unchecked
    except (ValueError, TypeError, AttributeError):
        if not known:
            raise
        return unchecked


def _trees(connections: Connections) -> _Trees:
    tables = connections.run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    indexes = connections.run(
        "SELECT rootpage, name FROM sqlite_master WHERE type = 'index' AND typeof(rootpage) = 'integer'"
    )
    return _Trees([str(name) for (name,) in tables], {root: str(name) for root, name in indexes})


def _explained(connections: Connections, whole: list[str]) -> list[Finding]:
    """What the check of the whole file complains of, each by its table."""
    trees = _trees(connections)
    found = [each for table in trees.tables for each in _damage_of(connections, table, trees)]
    if found:
        return found
    lines = [line for words in whole for line in words.splitlines()]
    if all(_LOOSE.match(line) for line in lines):
        return [Finding("loose_pages", "database", "数据库文件里有不属于任何表的页")]
    if any(_OF_SEARCH.search(line) for line in lines):
        return [_search_damaged("search_index")]
    return [Finding("damaged", "database", f"数据库文件不完整：{words}") for words in whole]


def _damage_of(connections: Connections, table: str, trees: _Trees) -> list[Finding]:
    complaints = _complaints(connections, f'PRAGMA integrity_check("{table}")')
    if complaints and _OF_SEARCH.fullmatch(table):
        # Made of the records and of nothing else: whatever is lost of it can be made again.
        return [_search_damaged(table)]
    lines = [line for words in complaints for line in words.splitlines()]
    in_table, in_index = _pages(lines, trees.indexes)
    if in_table:
        return [
            Finding("damaged_page", f"{table} 第 {page} 页", f"数据表“{table}”第 {page} 页已损坏")
            for page in in_table
        ]
    # Only now: an index does not fit a table that has lost rows either.
    unfit = {name for line in lines for name in _INDEX.findall(line)} - set(in_index)
    if in_index or unfit:
        return [
            *(_of_index(table, name, f"第 {page} 页") for name, page in in_index.items()),
            *(_of_index(table, name, "") for name in sorted(unfit)),
        ]
    if complaints and _can_be_read(connections, table):
        return [Finding("damaged_index", table, f"数据表“{table}”的索引已损坏")]
    return [Finding("damaged_table", table, f"数据表“{table}”不完整：{words}") for words in complaints[:1]]


def _can_be_read(connections: Connections, table: str) -> bool:
    """Whether every row of a table can be read by its own pages: of a sealed page that was changed nothing tells whose it was."""
    try:
        for _ in connections.each(f'SELECT * FROM "{table}" NOT INDEXED'):  # noqa: S608 - names of our own schema
            pass
    except DATABASE_ERRORS:
        return False
    return True


def _search_damaged(table: str) -> Finding:
    return Finding("search_damaged", table, f"查找索引已损坏（{table}）")


def _of_index(table: str, index: str, page: str) -> Finding:
    where = f"{index} {page}" if page else index
    return Finding("damaged_index", where, f"数据表“{table}”的索引{page or f'“{index}”'}已损坏")


def _pages(lines: list[str], indexes: dict[int, str]) -> tuple[list[int], dict[str, int]]:
    """The damaged pages of the table, and for each damaged index the first of its pages."""
    in_table: set[int] = set()
    in_index: dict[str, int] = {}
    for line in lines:
        tree, page = _TREE.match(line), _PAGE.search(line)
        if tree and int(tree[1]) in indexes:
            in_index.setdefault(indexes[int(tree[1])], int(tree[2]))
        elif page and not _LOOSE.match(line):
            in_table.add(int(tree[2] if tree else page[1]))
    return sorted(in_table)[:_MOST_OF_A_TABLE], in_index


def _complaints(connections: Connections, check: str) -> list[str]:
    """What a check of SQLite has to say, the error that ended it among it."""
    said: list[str] = []
    try:
        for (words,) in connections.each(check):
            said.append(str(words))
    except DATABASE_ERRORS as error:
        said.append(str(error))
    complaints = [words for words in said if words != "ok"]
    if complaints:
        connections.database.begin_afresh()
    return complaints


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
