"""The write-ahead log that a killed program leaves: whether all of it can be read, and whether it belongs to this database."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ...problems import FolderDamaged
from ..database import Connections, StationDatabase
from ..failures import DATABASE_ERRORS
from ..layout import FolderLayout
from ..looking import without_a_trace
from ..whole_files import beside
from .finding import Finding

_MAGIC = 0x377F0682
"""The last bit says in which order the words of a sum stand (SQLite file format §4.1)."""
_MASK = 0xFFFFFFFF
_MOST_FRAMES = 20_000
"""A log of 80 MB is summed up in three seconds; a longer one is left to SQLite."""
_NORMAL_LOSS = 1
"""At a power cut the disk may have written the end of a transaction that was never acknowledged before its middle."""


class _Frame(NamedTuple):
    """One page in a log: the first words of its header, the sum that stands there, the page."""

    head: bytes
    salts: bytes
    sums: tuple[int, int]
    page: bytes

    @property
    def is_commit(self) -> bool:
        """Whether a transaction ends with it."""
        return self.head[4:] != bytes(4)


def refuse_after_unclean_stop(layout: FolderLayout, key: bytes | None) -> None:
    """Raises FolderDamaged when a killed program has left a log or a database that must not be written on. Changes nothing."""
    if not layout.log_is_filled:
        return
    for finding in log_findings(layout, key):
        raise FolderDamaged(f"{finding.sentence}。数据没有改动：{layout.root}")
    if not is_sound(layout.database, key):
        raise FolderDamaged(
            f"上次没有正常关闭，检查发现数据库已损坏：{layout.root}。可用 repair 修复；修复不了的，从备份恢复最近一份。"
        )


def log_findings(layout: FolderLayout, key: bytes | None) -> list[Finding]:
    """What is wrong with a log that is filled; empty when all of it is of this database. Changes nothing.

    Only for who holds the folder alone: a program at work writes into it.
    """
    if not layout.log_is_filled:
        return []
    name = layout.write_ahead_log.name
    lost = commits_lost(layout.write_ahead_log)
    if lost > _NORMAL_LOSS:
        words = f"上次没有正常关闭，留下的日志（{name}）有 {lost} 次保存读不出来"
        return [Finding("log_torn", name, words)]
    if is_sound(layout.database, key) or not _is_sound_alone(layout, key):
        return []
    words = f"上次没有正常关闭，留下的日志（{name}）不是这个数据库的"
    return [Finding("log_foreign", name, words)]


def is_sound(database: Path, key: bytes | None) -> bool:
    """Whether the file with its log passes the quick check. Read only: closing it does not move the log into it."""
    looking = Connections(StationDatabase(database, key, opening=partial(without_a_trace, database)))
    try:
        with looking.reading():
            return looking.run("PRAGMA quick_check") == [("ok",)]
    except DATABASE_ERRORS:
        return False


def commits_lost(log: Path) -> int:
    """How many transactions stand in the log behind a place that cannot be read; 0 for a log that is too long to be summed up."""
    with log.open("rb") as file:
        header = file.read(32)
        if len(header) < 32:
            return 0
        magic, _, size, _, *_ = struct.unpack(">8I", header)
        frames = (log.stat().st_size - 32) // (size + 24) if size else 0
        if magic & ~1 != _MAGIC or frames > _MOST_FRAMES:
            return 0
        order = ">" if magic & 1 else "<"
        sums, lost, readable = _summed(header[:24], (0, 0), order), 0, True
        for frame in _frames(file, size):
            # Frames of an earlier round stand behind the end of this one; other salts tell them.
            if frame.salts != header[16:24]:
                readable = False
                continue
            if readable:
                sums = _summed(frame.page, _summed(frame.head, sums, order), order)
                readable = sums == frame.sums
            lost += not readable and frame.is_commit
    return lost


def _frames(file: BinaryIO, size: int) -> Iterator[_Frame]:
    while len(header := file.read(24)) == 24:
        page = file.read(size)
        if len(page) < size:
            return
        first, second = struct.unpack(">2I", header[16:])
        yield _Frame(header[:8], header[8:16], (first, second), page)


def _summed(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """The running sum of SQLite's log (file format §4.2)."""
    one, two = sums
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two


def _is_sound_alone(layout: FolderLayout, key: bytes | None) -> bool:
    """Whether the database without its log passes the quick check, tried on a copy."""
    layout.backups.mkdir(exist_ok=True)
    with beside(layout.backups) as copy:
        shutil.copyfile(layout.database, copy)
        return is_sound(copy, key)
