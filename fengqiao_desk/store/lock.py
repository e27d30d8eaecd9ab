"""One program at a time on a station folder, and words about who holds it."""

from __future__ import annotations

import getpass
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import filelock

from ..problems import FolderLocked, Problem
from ..values.json_text import from_json, to_json
from .failures import in_words
from .layout import FolderLayout

WINDOW: Final = "窗口"
_LONGEST_COMMAND: Final = 600.0
"""Seconds: the longest that one command works on a folder (50,000 rows take 14 s, a practice station a minute)."""

_A_DAY: Final = 86_400.0
"""`Patience` ends every wait; without any end filelock would call a second lock of one program a deadlock."""


@dataclass(frozen=True)
class Holder:
    """The program that holds a folder: `program` is 窗口 or a command's name."""

    program: str
    process: int
    computer: str
    account: str

    @classmethod
    def here(cls, program: str) -> Holder:
        """This process of this account on this computer."""
        return cls(program, os.getpid(), socket.gethostname(), getpass.getuser())


class Patience:
    """How long a program waits for the one that holds the folder, seen from the outside.

    A window stays open for hours: after `seconds` it is told. A command ends by itself, on a slow machine later: it is waited
    for, each anew, up to `_LONGEST_COMMAND`. With 0 `seconds` nothing is waited for.
    """

    def __init__(self, holder: Path, seconds: float, clock: Callable[[], float]) -> None:
        self._file, self._seconds, self._clock = holder, seconds, clock
        self._holder: Holder | None = None
        self._since = clock()

    def is_over(self) -> bool:
        """Whether to give up; to be asked again and again while waiting."""
        now, holder = self._clock(), _holder_in(self._file)
        # Another one holds it by now: each is waited for anew.
        if holder is not None and holder != self._holder:
            self._holder, self._since = holder, now
        of_a_command = self._holder is not None and self._holder.program != WINDOW
        limit = _LONGEST_COMMAND if of_a_command and self._seconds else self._seconds
        return now - self._since >= limit


class FolderLock:
    """Held from opening to closing; the system lets go of it when the program dies."""

    def __init__(self, layout: FolderLayout, holder: Holder, wait_seconds: float) -> None:
        self._layout, self._holder = layout, holder
        # Of the program and not of a thread: whichever finds the folder back renews it.
        self._lock = filelock.FileLock(str(layout.lock), thread_local=False)
        self.after_unclean_stop = False
        """Whether the last holder left its note behind: it was killed, or the power failed."""
        self._take(wait_seconds)

    def renew(self) -> None:
        """The folder came back on another device: what was held went with the former. Raises FolderLocked when another program was faster."""
        self._lock.release(force=True)
        self._take(0)

    def release(self) -> None:
        """Let another program in."""
        # The note goes first: once the lock is free, the next program writes its own there. Where the disk is gone
        # or can no longer be written it stays, and says nothing while nobody holds the lock.
        with suppress(OSError):
            self._layout.holder.unlink(missing_ok=True)
        self._lock.release()

    def _take(self, wait_seconds: float) -> None:
        layout = self._layout
        patience = Patience(layout.holder, wait_seconds, time.monotonic)
        try:
            with in_words(layout.root):
                self._lock.acquire(timeout=_A_DAY, cancel_check=patience.is_over)
        except filelock.Timeout as error:
            raise FolderLocked(_who(layout.holder)) from error
        try:
            with in_words(layout.root):
                self.after_unclean_stop = layout.holder.exists()
                layout.holder.write_text(to_json(asdict(self._holder)), encoding="utf-8")
        except Problem:
            self._lock.release()
            raise


def is_held(layout: FolderLayout) -> bool:
    """Whether a program works on the folder now, this one included."""
    if not layout.lock.exists():
        return False
    lock = filelock.FileLock(str(layout.lock))
    try:
        lock.acquire(timeout=0)
    except (filelock.Timeout, OSError):
        return True
    lock.release()
    return False


def _holder_in(path: Path) -> Holder | None:
    """None while it is being written, or when it cannot be read."""
    try:
        return Holder(**from_json(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _who(path: Path) -> str:
    holder = _holder_in(path)
    if holder is None:
        return "数据文件夹正被另一个程序使用，请先关闭它再打开。"
    return (
        f"数据文件夹正被使用：{holder.computer} 上 {holder.account} 的“{holder.program}”"
        f"（进程 {holder.process}）。请先关闭它再打开。"
    )
