"""A damaged database written anew: every row of its tables into a fresh file, its indexes and its search made again, then verified."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ...problems import FolderDamaged
from .. import audit, search
from ..database import APPLICATION_ID, Connections, StationDatabase
from ..failures import DATABASE_ERRORS
from .pages import torn_texts

_SEARCH_ROWS = "search_rows"
_CANNOT = "数据库里有读不完整的表，修复不了：{path}。请从备份恢复最近一份；现在的文件没有改动。"


class _Made(NamedTuple):
    """One thing of the schema as it was declared."""

    kind: str
    name: str
    sql: str

    @property
    def has_rows(self) -> bool:
        """Whether its rows are its own; those of a virtual table lie in tables beside it."""
        return not self.sql.startswith("CREATE VIRTUAL")


def write_anew(
    connections: Connections, database: Path, target: Path, key: bytes | None, damaged: Collection[str]
) -> None:
    """Write what `database` holds into the new file `target`, verified: all rows of all tables, the audit chain, every reference.

    `connections` look at it; `damaged` are the tables and indexes that are. Rows of a search that is damaged are left out: they are
    made of the records. Raises FolderDamaged when not every other row can be read; then `target` is worth nothing.
    """
    fresh = Connections(StationDatabase(target, key))
    search.register_functions(fresh)
    try:
        with fresh.reading():
            _fill(fresh, database, key, without=_SEARCH_ROWS if _SEARCH_ROWS in damaged else "")
            _verify(fresh, connections)
    except DATABASE_ERRORS as error:
        raise FolderDamaged(_CANNOT.format(path=database)) from error
    handle = os.open(target, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(fresh: Connections, database: Path, key: bytes | None, without: str) -> None:
    # The file is worth nothing until all of it is there: no journal, and no waiting for the disk before the end.
    for pragma in ("journal_mode = off", "synchronous = 0", "foreign_keys = 0"):
        fresh.run(f"PRAGMA {pragma}")
    _attach(fresh, database, key)
    try:
        with fresh.writing():
            made = _schema(fresh)
            for each in made:
                if each.kind == "table":
                    fresh.run(each.sql)
            for each in made:
                if each.kind == "table" and each.has_rows and each.name != without:
                    _copy(fresh, each.name)
            # Indexes after the rows, which is faster; triggers last, for they would act on every row.
            for each in made:
                if each.kind == "index":
                    fresh.run(each.sql)
            search.index_all(fresh)
            for each in made:
                if each.kind not in ("table", "index"):
                    fresh.run(each.sql)
        ((version,),) = fresh.run("PRAGMA damaged.user_version")
    finally:
        fresh.run("DETACH DATABASE damaged")
    fresh.run(f"PRAGMA application_id = {APPLICATION_ID}")
    fresh.run(f"PRAGMA user_version = {version}")


def _attach(fresh: Connections, database: Path, key: bytes | None) -> None:
    """Of a sealed one the key is said anew: each file has its own salt."""
    if key is None:
        fresh.run("ATTACH DATABASE ? AS damaged", str(database))
    else:
        fresh.run("ATTACH DATABASE ? AS damaged KEY ?", str(database), f"x'{key.hex()}'")


def _schema(fresh: Connections) -> list[_Made]:
    """In the order it was made; without what SQLite makes by itself: the indexes of constraints, the tables of a virtual one."""
    rows = fresh.run(
        "SELECT type, name, sql FROM damaged.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    )
    made = [_Made(*row) for row in rows]
    virtual = tuple(f"{each.name}_" for each in made if not each.has_rows)
    return [each for each in made if not each.name.startswith(virtual)]


def _copy(fresh: Connections, table: str) -> None:
    """By the table's own pages alone: an index that is damaged is not asked where a row lies."""
    columns = ", ".join(
        f'"{name}"' for (name,) in fresh.run("SELECT name FROM pragma_table_info(?, 'damaged')", table)
    )
    fresh.run(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM damaged."{table}" NOT INDEXED')  # noqa: S608 - names of our own schema


def _verify(fresh: Connections, damaged: Connections) -> None:
    """Raises FolderDamaged unless the copy is sound by itself and holds as much as what it was made of."""
    sound = (
        fresh.run("PRAGMA integrity_check") == [("ok",)]
        and not fresh.run("PRAGMA foreign_key_check")
        and not torn_texts(fresh)
        and audit.verify(fresh).ok
        and _rows_of_each(fresh) == _rows_of_each(damaged)
    )
    if not sound:
        raise FolderDamaged(_CANNOT.format(path=damaged.database.database))


def _rows_of_each(connections: Connections) -> dict[str, int]:
    """How many rows each table has by its own pages; those of the search are made anew and may be more or less."""
    tables = connections.run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT LIKE 'search~_%' ESCAPE '~' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )
    return {
        str(name): connections.run(f'SELECT count(*) FROM "{name}" NOT INDEXED')[0][0]  # noqa: S608 - names of our own schema
        for (name,) in tables
    }
