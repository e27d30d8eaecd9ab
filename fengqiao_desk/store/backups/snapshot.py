"""The database as it stands at one moment, copied as its bytes lie: sealed stays sealed, and nobody who writes meanwhile is kept waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import peewee

from ...problems import DiskProblem, FolderDamaged, FolderLocked
from .. import search
from ..contents import AuditRow, StoredCase, StoredDocument
from ..damage import damage
from ..database import Connections
from ..failures import DAMAGED, DATABASE_ERRORS, in_words, problem_of
from ..layout import FolderLayout
from .facts import PIECE, Contents

_WAL_HEADER: Final = 32
_TIMES: Final = 5
"""So often a copy is begun anew when somebody writes so much meanwhile that the log begins anew."""


def snapshot(connections: Connections, copy: Path, step: Callable[[], None]) -> Connections:
    """Copy the database to `copy`, as one file, checked; gives connections to it, opened by the same key.

    `step` is called between the pieces; what it raises ends the work. Raises FolderDamaged, naming the database, when it is damaged.
    """
    database = Path(connections.database.database)
    with _standing_still(connections):
        # Not closed: see there.
        with open(connections.database.bytes.handle(), "rb", closefd=False) as source:
            source.seek(0)
            _copy(source, copy, step)
        with _log_of(database) as log:
            _copy(log, _beside(copy), step)
    step()
    copied = Connections(connections.database.with_its_key(copy))
    search.register_functions(copied)
    _check(connections, copied, database)
    return copied


def snapshot_unopened(layout: FolderLayout, copy: Path, step: Callable[[], None]) -> None:
    """As `snapshot` without the key: database and log, neither of which can be looked into. Raises FolderLocked where it never stands still.

    Only for a program that has no connection to the database (see `BytesOfDatabase`).
    """
    for _ in range(_TIMES):
        before = _log_header(layout.database)
        with layout.database.open("rb") as source:
            _copy(source, copy, step)
        with _log_of(layout.database) as log:
            _copy(log, _beside(copy), step)
        # While the log has not begun anew, it holds whatever was moved from it into the database meanwhile.
        if _log_header(layout.database) == before:
            return
    raise FolderLocked(f"另一个程序一直在写入数据，没能复制下来，请稍后再试：{layout.root}")


def contents_of(connections: Connections) -> Contents:
    """Counted in one statement, so that all four are of the same moment."""
    rows, last = peewee.fn.COUNT(peewee.SQL("*")), peewee.fn.MAX(AuditRow.at)
    counted = [record.select(rows) for record in (StoredCase, StoredDocument, AuditRow)]
    return Contents(*connections.rows(peewee.Select(columns=[*counted, AuditRow.select(last)]))[0])


@contextmanager
def _standing_still(connections: Connections) -> Iterator[None]:
    """While a connection reads, SQLite moves nothing into the database but what stays in the log, and does not begin the log anew."""
    with connections.reading():
        connections.database.execute_sql("BEGIN")  # type: ignore[no-untyped-call]
        try:
            # A transaction begins with its first reading.
            connections.database.execute_sql("SELECT count(*) FROM sqlite_master")  # type: ignore[no-untyped-call]
            yield
        finally:
            connections.database.rollback()


@contextmanager
def _log_of(database: Path) -> Iterator[BinaryIO]:
    place = _beside(database)
    # Gone after a clean stop.
    log: BinaryIO = place.open("rb") if place.exists() else BytesIO()
    with log:
        yield log


def _log_header(database: Path) -> bytes:
    with _log_of(database) as log:
        return log.read(_WAL_HEADER)


def _beside(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def _copy(source: BinaryIO, target: Path, step: Callable[[], None]) -> None:
    with target.open("wb") as handle:
        while piece := source.read(PIECE):
            handle.write(piece)
            step()


def _check(connections: Connections, copied: Connections, database: Path) -> None:
    """Makes one sound file of it, or says whose fault it is that it cannot be."""
    try:
        with copied.reading():
            # Takes in the log, so that a backup is one file that whoever has it can open where nothing can be written.
            copied.run("PRAGMA journal_mode = delete")
            sound = copied.run("PRAGMA quick_check") == [("ok",)]
    except DATABASE_ERRORS as error:
        problem = problem_of(error, database)
        if not isinstance(problem, FolderDamaged):
            raise
        sound = False
    if sound:
        return
    with in_words(database):
        if damage(connections):
            raise FolderDamaged(DAMAGED.format(path=database))
    raise DiskProblem("备份写出后没有通过检查，已删除。请检查磁盘。")
