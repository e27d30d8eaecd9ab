"""The SQLite connection: one modern driver, the pragmas that keep data safe, one connection per thread."""

from __future__ import annotations

import importlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import peewee

# Marks a file as ours in its header (`PRAGMA application_id`): "FQDT".
APPLICATION_ID = 0x46514454

# docs/stack.md §1: FULL because NORMAL lost records at a power cut; recursive_triggers because REPLACE would
# slip past the audit's triggers without it; secure_delete because the wheel does not compile it in.
PRAGMAS = {
    "busy_timeout": 5000,
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cache_size": -65536,
    "temp_store": 2,
    "cell_size_check": 1,
    "secure_delete": 1,
}


def load_driver(name: str = "sqlcipher3") -> Any:
    """The DB-API module: the sqlcipher3 wheel where it exists, else the interpreter's own sqlite3."""
    if name == "sqlcipher3":
        try:
            return importlib.import_module("sqlcipher3.dbapi2")
        except ImportError:
            return sqlite3
    return sqlite3


class StationDatabase(peewee.SqliteDatabase):
    """peewee on the chosen driver; transactions are IMMEDIATE, a thread without a connection is told so."""

    def __init__(self, path: Path, key: bytes | None = None, driver: str = "sqlcipher3") -> None:
        self._driver = load_driver(driver)
        self._key = key
        if key is not None and self._driver is sqlite3:
            raise ValueError("the standard library's SQLite cannot open an encrypted folder")
        super().__init__(
            str(path),
            pragmas=dict(PRAGMAS),
            lock_type="IMMEDIATE",
            autoconnect=False,
            check_same_thread=True,
        )

    @property
    def driver(self) -> Any:
        return self._driver

    def rollback(self) -> None:
        """On a full disk SQLite has rolled back by itself; doing it again would fail and hide why."""
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]
            super().rollback()

    def _connect(self) -> Any:
        connection = self._driver.connect(
            self.database, timeout=self.timeout, isolation_level=None, **self.connect_params
        )
        with ExitStack() as undo:
            undo.callback(connection.close)
            apply_key(connection, self._key)
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
            undo.pop_all()
        return connection


def apply_key(connection: Any, key: bytes | None) -> None:
    """Give a raw 256-bit key to a fresh connection (docs/stack.md §2: raw costs nothing, a passphrase 85 ms)."""
    if key is not None:
        if len(key) != 32:
            raise ValueError("the key of a station folder is 32 bytes")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


class _Undoing(threading.local):
    """What a thread's running transactions have to undo outside the database, the last first, and what they have yet to write."""

    def __init__(self) -> None:
        self.acts: list[Callable[[], None]] = []
        self.unwritten: Callable[[], None] | None = None


class Connections:
    """Reentrant reading and writing on a database: opens this thread's connection when there is none."""

    def __init__(self, database: StationDatabase) -> None:
        self.database = database
        self._columns: dict[str, tuple[str, ...]] = {}
        self._of_this_thread = _Undoing()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A connection for the length of the block."""
        opened = self.database.connect(reuse_if_open=True)
        try:
            yield
        finally:
            if opened:
                self.database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One IMMEDIATE transaction; inside another one, a savepoint of it. Undone, it undoes what was asked for too."""
        undoing = self._of_this_thread.acts
        begun = len(undoing)
        cause: BaseException | None = None
        try:
            with self.reading(), self.database.atomic():
                try:
                    yield
                except BaseException as error:
                    cause = error
                    raise
        except BaseException as error:
            while len(undoing) > begun:
                undoing.pop()()
            if cause is None or cause is error:
                raise
            # Rolling back a savepoint that SQLite has rolled back already must not hide the cause.
            raise cause from cause.__cause__
        if self.database.transaction_depth() == 0:
            undoing.clear()

    def if_undone(self, act: Callable[[], None]) -> None:
        """Call `act` when the running transaction is undone: for what lies outside the database, such as a file."""
        self._of_this_thread.acts.append(act)

    @contextmanager
    def writing_late(self, write: Callable[[], None]) -> Iterator[None]:
        """In this block `write` is called before any statement, and at its end: rows can wait until somebody looks."""
        self._of_this_thread.unwritten = write
        try:
            yield
            write()
        finally:
            self._of_this_thread.unwritten = None

    def use_write_ahead_log(self) -> None:
        """Once per file, which keeps it; not a pragma of every connection, for it writes, and a file may not be ours."""
        self.run("PRAGMA journal_mode = wal")

    def after_commit(self, act: Callable[[], None]) -> None:
        """Call `act` once the outermost transaction has been committed."""
        self.database.after_commit(act)

    def table(self, name: str) -> Any:
        """The table `name` for peewee's query builder; rows come back as dictionaries."""
        if name not in self._columns:
            rows = self.run("SELECT name FROM pragma_table_info(?)", name)
            self._columns[name] = tuple(row[0] for row in rows)
        return peewee.Table(name, self._columns[name]).bind(self.database)

    def insert(self, table: str, row: dict[str, Any]) -> int:
        """Insert a row of our own columns with bound values; gives its key."""
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
        cursor = self.database.execute_sql(statement, tuple(row.values()))  # type: ignore[no-untyped-call]
        return int(cursor.lastrowid)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows of our own columns by one prepared statement, inside the caller's transaction."""
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        with peewee.__exception_wrapper__:  # type: ignore[attr-defined]
            self.database.connection().executemany(statement, rows)  # type: ignore[no-untyped-call]

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement of our own text with bound values and give all rows back."""
        if self._of_this_thread.unwritten is not None:
            self._of_this_thread.unwritten()
        with self.reading():
            cursor = self.database.execute_sql(sql, values)  # type: ignore[no-untyped-call]
            return list(cursor.fetchall())

    def forget_columns(self) -> None:
        """After the schema changed."""
        self._columns.clear()
