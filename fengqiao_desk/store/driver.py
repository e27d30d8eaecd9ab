"""The DB-API module under everything, the pragmas of every connection, the key it is given, the SQL it is spoken to in."""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import peewee

# docs/stack.md §1: FULL because NORMAL lost records at a power cut; recursive_triggers because REPLACE would
# slip past the audit's triggers without it; secure_delete because the wheel does not compile it in. The timeout is in
# milliseconds; a negative cache is in KiB (64 MB); temporary tables stay in memory, for a disk would keep them in the clear.
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


@dataclass(frozen=True)
class Opening:
    """How a file is opened: an address of SQLite's with its options, empty for the plain path, and pragmas that go before all others."""

    address: str = ""
    pragmas: Mapping[str, str | int] = field(default_factory=dict)


def load_driver(name: str = "sqlcipher3") -> ModuleType:
    """The DB-API module: the sqlcipher3 wheel where it exists, else the interpreter's own sqlite3."""
    if name == "sqlcipher3":
        try:
            return importlib.import_module("sqlcipher3.dbapi2")
        except ImportError:
            return sqlite3
    return sqlite3


@contextmanager
def as_database_error() -> Iterator[None]:
    """What SQLite says of a damaged schema quotes it, and may be no text: then the driver fails over the words of the error."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise peewee.DatabaseError("database disk image is malformed") from error


def apply_key(connection: Any, key: bytes | None) -> None:
    """Give a raw 256-bit key to a fresh connection (docs/stack.md §2: raw costs nothing, a passphrase 85 ms)."""
    if key is not None:
        if len(key) != 32:
            raise ValueError("the key of a station folder is 32 bytes")
        # What it has to say of a damaged page is said by `store.damage`, and in words.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


# Never opened: it only says in which SQL a query is written.
_ANY_DATABASE = peewee.SqliteDatabase(None)


def text_of(query: peewee.Query) -> tuple[str, list[object]]:
    """The SQL of a composed query and its values; all our databases speak the same."""
    context = _ANY_DATABASE.get_sql_context(value_literals=False)
    sql, values = context.sql(query).query()  # type: ignore[no-untyped-call]
    return sql, values
