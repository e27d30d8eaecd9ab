"""Tells known trouble of file and disk apart from our own defects and says it in words."""

from __future__ import annotations

import errno
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
from .database import load_driver

# Rows are fetched from the driver itself, past peewee's own exceptions.
DATABASE_ERRORS = (peewee.DatabaseError, sqlite3.DatabaseError, load_driver().DatabaseError)

_FULL = "磁盘空间已满，本次没有保存任何内容。请清理磁盘后再试一次。"
_READ_ONLY = "数据文件夹不能写入（只读或没有权限）：{path}。请换到可以写入的位置，或请管理员放开权限。"
_GONE = "数据文件夹不见了（U盘拔出或文件夹被移动）：{path}。放回原处后再打开，不要修复。"
DAMAGED = "数据库已损坏或不是本程序的文件：{path}。请不要继续使用，可从“备份”恢复最近一份。"
_NO_SUCH_PLACE = "没有这个位置：{path}。请核对文件夹和文件名。"
_BUSY = "另一个程序正在写入数据，请稍后再试：{path}。"

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
    errno.EEXIST: (FolderMissing, _NO_SUCH_PLACE),
    errno.EINVAL: (FolderMissing, _NO_SUCH_PLACE),
    errno.EISDIR: (DiskProblem, "这里是文件夹，不能写成文件：{path}。请另写一个文件名。"),
    errno.ENAMETOOLONG: (FolderMissing, "名称太长，磁盘上放不下：{path}。请换短一些的名称。"),
    errno.EIO: (DiskProblem, "读写磁盘失败：{path}。请检查磁盘或U盘。"),
}


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
    # docs/stack.md §6: a stick that was pulled out reads as CORRUPT although its file is whole when it is back.
    if found[0] is FolderDamaged and not path.exists():
        return FolderMissing(_GONE.format(path=path))
    return found[0](found[1].format(path=path))


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
