"""Tells known trouble of file and disk apart from our own defects and says it in words."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

from ..problems import (
    DiskProblem,
    FolderDamaged,
    FolderLocked,
    FolderMissing,
    FolderReadOnly,
    Problem,
)
from .database import GONE
from .driver import load_driver

# Rows are fetched from the driver itself, past peewee's own exceptions.
DATABASE_ERRORS = (peewee.DatabaseError, sqlite3.DatabaseError, load_driver().DatabaseError)

_FULL = "磁盘空间已满，本次没有保存任何内容。请清理磁盘后再试一次。"
_READ_ONLY = "数据文件夹不能写入（只读或没有权限）：{path}。请换到可以写入的位置，或请管理员放开权限。"
DAMAGED = "数据库已损坏或不是本程序的文件：{path}。请不要继续使用，可从“备份”恢复最近一份。"
_NO_SUCH_PLACE = "没有这个位置：{path}。请核对文件夹和文件名。"
_BUSY = "另一个程序正在写入数据，请稍后再试：{path}。"
_TOO_LONG = "名称太长，磁盘上放不下：{path}。请换短一些的名称。"
_LEAST_FREE = 64 << 10
"""Bytes: SQLite cannot grow even the index of its log with less, and tells that as a failure to read or to open."""
_LONGEST_PATH = 480
"""Bytes: SQLite opens nothing whose path, with the ending of its log, is longer than 512."""

_BY_CODE: dict[str, tuple[type[Problem], str]] = {
    "SQLITE_FULL": (DiskProblem, _FULL),
    "SQLITE_IOERR": (DiskProblem, "读写磁盘失败，本次没有保存任何内容：{path}。请检查磁盘或U盘。"),
    "SQLITE_READONLY": (FolderReadOnly, _READ_ONLY),
    "SQLITE_CANTOPEN": (FolderReadOnly, _READ_ONLY),
    "SQLITE_PERM": (FolderReadOnly, _READ_ONLY),
    "SQLITE_CORRUPT": (FolderDamaged, DAMAGED),
    "SQLITE_NOTADB": (FolderDamaged, DAMAGED),
    "SQLITE_BUSY": (FolderLocked, _BUSY),
    "SQLITE_LOCKED": (FolderLocked, _BUSY),
}
_BY_ERRNO = {
    errno.ENOSPC: (DiskProblem, _FULL),
    errno.EDQUOT: (DiskProblem, _FULL),
    errno.EROFS: (FolderReadOnly, _READ_ONLY),
    errno.EACCES: (FolderReadOnly, _READ_ONLY),
    errno.EPERM: (FolderReadOnly, _READ_ONLY),
    errno.ENOENT: (FolderMissing, _NO_SUCH_PLACE),
    errno.ENOTDIR: (FolderMissing, _NO_SUCH_PLACE),
    # A stick or a share that is gone while its folder is still named.
    **dict.fromkeys(
        (errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN), (FolderMissing, GONE)
    ),
    errno.EEXIST: (FolderMissing, _NO_SUCH_PLACE),
    errno.EINVAL: (FolderMissing, _NO_SUCH_PLACE),
    errno.EISDIR: (DiskProblem, "这里是文件夹，不能写成文件：{path}。请另写一个文件名。"),
    errno.ENAMETOOLONG: (FolderMissing, _TOO_LONG),
    errno.EIO: (DiskProblem, "读写磁盘失败：{path}。请检查磁盘或U盘。"),
}

_OF_THE_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))


def problem_of(error: BaseException, path: Path) -> Problem | None:
    """The problem to tell for a driver's or the system's error; None when it is our own defect."""
    if isinstance(error, OSError):
        found = _BY_ERRNO.get(error.errno or 0)
        return found[0](found[1].format(path=path)) if found else None
    name = _code(error)
    # By its beginning: SQLITE_IOERR_WRITE and its like are cases of SQLITE_IOERR.
    found = next((known for code, known in _BY_CODE.items() if name.startswith(code)), None)
    if found is None:
        return None
    if found[0] is not DiskProblem or name.startswith("SQLITE_IOERR"):
        found = _behind(name, path) or found
    return found[0](found[1].format(path=path))


def _behind(name: str, path: Path) -> tuple[type[Problem], str] | None:
    """What lies behind a code of SQLite that names only the last thing that failed; None when it says it itself."""
    # docs/stack.md §6: a stick that was pulled out reads as CORRUPT although its file is whole when it is back.
    if name == "SQLITE_READONLY_DBMOVED" or not path.exists():
        too_long = len(os.fsencode(path)) > _LONGEST_PATH
        return (FolderMissing, _TOO_LONG) if too_long else (FolderMissing, GONE)
    if not name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")):
        return None
    if len(os.fsencode(path)) > _LONGEST_PATH:
        return FolderMissing, _TOO_LONG
    try:
        is_full = shutil.disk_usage(path).free < _LEAST_FREE
    except OSError:
        return None
    return (DiskProblem, _FULL) if is_full else None


def known_trouble(error: BaseException, root: Path) -> Problem | None:
    """What to tell of an error that nobody caught, in a program that works in the folder `root`; None when it is our own defect."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, DATABASE_ERRORS):
        return problem_of(error, root)
    if isinstance(error, OSError) and (error.errno in _OF_THE_DISK or _lies_in(error.filename, root)):
        return problem_of(error, root)
    # Any other error of the system may be a file of our own that is missing.
    return None


def _lies_in(name: object, root: Path) -> bool:
    return isinstance(name, str) and Path(name).absolute().is_relative_to(root.absolute())


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Inside the block, known trouble with `path` comes out as a Problem; defects come out as they are."""
    try:
        yield
    except (*DATABASE_ERRORS, OSError) as error:
        problem = problem_of(error, path)
        if problem is None:
            raise
        raise problem from error


def _code(error: BaseException) -> str:
    """The symbolic SQLite code; the wheel's driver before 3.11's API gives only the message."""
    origin: Any = getattr(error, "orig", None) or error.__cause__ or error
    name = getattr(origin, "sqlite_errorname", "")
    if name:
        return str(name)
    message = str(error)
    for words, code in (
        ("is not a database", "SQLITE_NOTADB"),
        ("malformed", "SQLITE_CORRUPT"),
        ("Could not decode to UTF-8", "SQLITE_CORRUPT"),
        ("is full", "SQLITE_FULL"),
        ("readonly", "SQLITE_READONLY"),
        ("unable to open", "SQLITE_CANTOPEN"),
        ("is locked", "SQLITE_BUSY"),
        ("disk I/O", "SQLITE_IOERR"),
    ):
        if words in message:
            return code
    return ""
