"""The SQLite connection: one modern driver, the pragmas that keep data safe, one kept connection per long-lived thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import peewee

from ..problems import FolderMissing, OnlyLookedAt
from .bytes_of_database import BytesOfDatabase
from .driver import PRAGMAS, Opening, apply_key, as_database_error, load_driver, text_of
from .unfinished import Unfinished
from .whole_files import Identity, identity_of

# Marks a file as ours in its header (`PRAGMA application_id`): "FQDT".
APPLICATION_ID = 0x46514454

GONE = "数据文件夹不见了（U盘拔出或文件夹被移动）：{path}。放回原处就能接着用，不要修复。"


class StationDatabase(peewee.SqliteDatabase):
    """peewee on the chosen driver; transactions are IMMEDIATE, a thread without a connection is told so.

    `opening` is asked for each connection: a folder that is only looked at is opened by what lies beside its file.
    """

    def __init__(
        self,
        path: Path,
        key: bytes | None = None,
        driver: str = "sqlcipher3",
        opening: Callable[[], Opening] = Opening,
    ) -> None:
        self._driver, self._driver_name = load_driver(driver), driver
        self._key = key
        self._path = path
        self._opening = opening
        self._opened_as = _OpenedAs()
        self._file: Identity | None = None
        self._mark: str | None = None
        self._was_gone = False
        self.came_back: Callable[[], None] = _nothing
        """Called when a folder that was gone is taken up again on another device; may raise Problem, and then it is not."""
        self.bytes = BytesOfDatabase(path)
        # The plain driver would take the pragma in silence and write the folder in the clear.
        if key is not None and self._driver is sqlite3:
            raise ValueError("the standard library's SQLite cannot open an encrypted folder")
        super().__init__(
            str(path),
            pragmas=dict(PRAGMAS),
            # docs/stack.md §0.4: deferred, 313 of 400 that read and then wrote failed at once in spite of busy_timeout.
            lock_type="IMMEDIATE",
            # docs/stack.md §1: otherwise the threads of a pool open connections unseen and leak them.
            autoconnect=False,
            check_same_thread=True,
        )

    @property
    def driver(self) -> ModuleType:
        """The DB-API module that was chosen."""
        return self._driver

    @property
    def can_seal(self) -> bool:
        """Whether the driver can encrypt; the standard library's would ignore the key in silence."""
        return self._driver is not sqlite3

    @contextmanager
    def afresh_after_damage(self) -> Iterator[None]:
        """For a statement that may meet damage: the next one then gets a fresh connection."""
        try:
            with as_database_error():
                yield
        except Exception:
            self.begin_afresh()
            raise

    def begin_afresh(self) -> None:
        """SQLCipher answers nothing more on a connection that has met a page it cannot verify."""
        if self._key is not None and self.transaction_depth() == 0:
            self.close()

    def take_up(self) -> None:
        """The file that lies at the path now is ours, to work in: it was exchanged by ourselves, while no thread had it open."""
        self._file, self._opening = None, Opening

    def with_its_key(self, path: Path) -> StationDatabase:
        """Another file that is sealed by the same key, such as a copy of this one."""
        return StationDatabase(path, self._key, self._driver_name)

    def must_be_in_its_place(self) -> None:
        """Raises FolderMissing when the file that was opened is no longer at its path, or another station's is.

        A kept connection would go on writing into a file that was moved or deleted, and nobody would find it again.
        """
        found = identity_of(self._path)
        if self._file is not None and self._file != found:
            if not self.is_closed():
                self.close()
            self._was_gone = self._was_gone or found is None
            # A stick that is put back is often another device than it was. Another file that took the place of ours
            # before our eyes is not what we left there, whatever it holds.
            may_be_ours = found is not None and (self._was_gone or found[0] != self._file[0])
            if not may_be_ours or not self._is_of_the_same_station():
                raise FolderMissing(GONE.format(path=self._path.parent))
            self.came_back()
            self._file, self._was_gone = found, False
        if not self.is_closed() and (self._opened_as.file, self._opened_as.opening) != (
            found,
            self._opening(),
        ):
            self.close()

    def rollback(self) -> None:
        """On a full disk SQLite has rolled back by itself; doing it again would fail and hide why."""
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]
            super().rollback()

    def _is_of_the_same_station(self) -> bool:
        """Whether what lies at the path now holds the first act of the station that was opened."""
        try:
            connection = self._raw(self._opening())
        except (self._driver.DatabaseError, peewee.DatabaseError):
            return False
        mark = self._mark_in(connection)
        connection.close()
        return mark is not None and mark == self._mark

    def _mark_in(self, connection: Any) -> str | None:
        try:
            row = connection.execute("SELECT hash FROM audit WHERE key = 1").fetchone()
        except self._driver.DatabaseError:
            return None
        return str(row[0]) if row else None

    def _connect(self) -> Any:
        opening = self._opening()
        connection = self._raw(opening)
        self._mark = self._mark or self._mark_in(connection)
        if self._mark is None:
            connection.close()  # spoilt by a page that could not be verified (`begin_afresh`)
            connection = self._raw(opening)
        self._file = identity_of(self._path)
        self._opened_as.file, self._opened_as.opening = self._file, opening
        return connection

    def _raw(self, opening: Opening) -> Any:
        connection = self._driver.connect(
            opening.address or self.database,
            timeout=self.timeout,
            isolation_level=None,
            uri=bool(opening.address),
            **self.connect_params,
        )
        # What cannot be set up, such as a file with another key, leaves no connection open behind the error.
        with ExitStack() as undo:
            undo.callback(connection.close)
            apply_key(connection, self._key)
            for name, value in opening.pragmas.items():
                connection.execute(f"PRAGMA {name} = {value}")
            with as_database_error():
                self._add_conn_hooks(connection)  # type: ignore[attr-defined]
            undo.pop_all()
        return connection


class _OpenedAs(threading.local):
    """Which file a thread's connection has open, and how."""

    file: Identity | None = None
    opening = Opening()


def _nothing() -> None:
    """Nothing is to be done."""


class _LongLived(threading.local):
    """What a worker's thread has opened and will close itself; None on every other thread."""

    opened: set[Connections] | None = None


_long_lived = _LongLived()


@contextmanager
def keeping_connections() -> Iterator[None]:
    """The whole life of a worker's thread: connections stay open between reads, and the thread closes them at its end.

    Only so: a connection with functions of ours that is destroyed together with its thread ends the process
    ("PyThreadState_Get: the GIL is released"), which happened in every pool of threads.
    """
    opened: set[Connections] = set()
    _long_lived.opened = opened
    try:
        yield
    finally:
        _long_lived.opened = None
        for connections in opened:
            connections.let_go()


def let_go_here() -> None:
    """Closes what this worker's thread keeps open, before a folder is moved: Windows moves none that is open."""
    for connections in _long_lived.opened or ():
        connections.let_go()


class Connections:
    """Reentrant reading and writing on a database: opens this thread's connection when there is none.

    The thread that opened a station keeps its connection (`keep`), so does a worker in `keeping_connections`; any other
    thread opens one for the length of a block. `only_looked_at` is why nothing is written, empty where it may be.
    """

    def __init__(self, database: StationDatabase, only_looked_at: str = "") -> None:
        self.database = database
        self.only_looked_at = only_looked_at
        self._columns: dict[str, tuple[str, ...]] = {}
        self._of_this_thread = Unfinished()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A connection for the length of the block; raises FolderMissing when the file is no longer where it was."""
        if self.database.transaction_depth() == 0:
            self.database.must_be_in_its_place()
        opened = self.database.connect(reuse_if_open=True)
        try:
            yield
        finally:
            if opened and not self._is_kept():
                self.database.close()

    def keep(self) -> None:
        """From now on this thread's connection stays open between reads, until `let_go` on the same thread."""
        self._of_this_thread.kept = True

    def let_go(self) -> None:
        """Close this thread's connection."""
        self._of_this_thread.kept = False
        if not self.database.is_closed():
            self.database.close()

    def _is_kept(self) -> bool:
        if self._of_this_thread.kept:
            return True
        if _long_lived.opened is None:
            return False
        _long_lived.opened.add(self)
        return True

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One IMMEDIATE transaction; inside another one, a savepoint of it. Undone, it undoes what was asked for too.

        Raises OnlyLookedAt before anything happens, where the folder is only looked at.
        """
        self.must_be_writable()
        unfinished = self._of_this_thread
        begun = (len(unfinished.acts), len(unfinished.late))
        cause: BaseException | None = None
        try:
            with self.reading(), self.database.atomic():
                outermost = self.database.transaction_depth() == 1
                if outermost:
                    # Before all that others do after the commit: an error of theirs must not undo what is kept.
                    self.database.after_commit(unfinished.acts.clear)
                try:
                    yield
                    if outermost:
                        unfinished.write_late()
                        unfinished.late.clear()
                except BaseException as error:
                    cause = error
                    raise
        except BaseException as error:
            unfinished.undo(*begun)
            if cause is None or cause is error:
                raise
            # Rolling back a savepoint that SQLite has rolled back already must not hide the cause.
            raise cause from cause.__cause__

    def must_be_writable(self) -> None:
        """Raises OnlyLookedAt with the reason, for what would ask in vain; `writing` asks by itself."""
        if self.only_looked_at:
            raise OnlyLookedAt(self.only_looked_at)

    def if_undone(self, act: Callable[[], None]) -> None:
        """Call `act` when the running transaction is undone: for what lies outside the database, such as a file."""
        self._of_this_thread.acts.append(act)

    def at_the_end(self, of: Hashable, write: Callable[[], None]) -> None:
        """Call `write` at the end of the running transaction, now where none runs; of several of one thing only the last is called.

        Earlier too where `write_late` asks, so being called twice must come to the same.
        """
        if self.database.transaction_depth():
            self._of_this_thread.late.append((of, write))
        else:
            write()

    def write_late(self) -> None:
        """Write what waits for the end of the transaction: somebody is about to look at it."""
        self._of_this_thread.write_late()

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

    def add(self, row: Mapping[peewee.Field, object]) -> int:
        """Insert a row of one record, each column with its value as it is stored; gives its key."""
        table = next(iter(row)).model._meta.table_name
        return self.insert(table, {column.column_name: value for column, value in row.items()})

    def insert(self, table: str, row: Mapping[str, object]) -> int:
        """As `add`, for tables whose columns are declared as fields (`cases.saving.tables`); values are bound."""
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
        cursor = self.database.execute_sql(statement, tuple(row.values()))  # type: ignore[no-untyped-call]
        return int(cursor.lastrowid)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Insert rows of our own columns by one prepared statement, inside the caller's transaction."""
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        # peewee has no executemany; its errors are to come out all the same as those of every other statement.
        with peewee.__exception_wrapper__:  # type: ignore[attr-defined]
            self.database.connection().executemany(statement, rows)  # type: ignore[no-untyped-call]

    def rows(self, query: peewee.Query) -> list[tuple[Any, ...]]:
        """All rows of a composed query, as they are stored; it stays unbound, so that two stations may be open at once."""
        sql, values = text_of(query)
        return self.run(sql, *values)

    def execute(self, query: peewee.Query) -> None:
        """Run a composed statement that gives nothing back."""
        self.rows(query)

    def run(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement of our own text with bound values and give all rows back."""
        if self._of_this_thread.unwritten is not None:
            self._of_this_thread.unwritten()
        # Inside a transaction the connection is there, and its file was looked for when it began.
        if self.database.transaction_depth():
            return self._ask(sql, values)
        with self.reading(), self.database.afresh_after_damage():
            return self._ask(sql, values)

    def _ask(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        # Past peewee's own way to a cursor, which takes as long as SQLite does for a row by its key; its errors stay.
        try:
            with peewee.__exception_wrapper__:  # type: ignore[attr-defined]
                return list(self.database.connection().execute(sql, values))  # type: ignore[no-untyped-call]
        except UnicodeDecodeError:
            with as_database_error():
                raise

    def each(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of one statement one by one, so that those before a damaged one are seen."""
        with self.reading(), self.database.afresh_after_damage():
            yield from self.database.execute_sql(sql, values)  # type: ignore[no-untyped-call]

    def forget_columns(self) -> None:
        """After the schema changed."""
        self._columns.clear()
