"""One program at a time on a station folder, and words about who holds it."""

from __future__ import annotations

import getpass
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

import filelock

from ..problems import FolderLocked, Problem
from ..values.json_text import from_json, to_json
from .failures import in_words
from .layout import FolderLayout


@dataclass(frozen=True)
class Holder:
    """The program that holds a folder: `program` is 窗口 or a command's name."""

    program: str
    process: int
    computer: str
    account: str

    @classmethod
    def here(cls, program: str) -> Holder:
        return cls(program, os.getpid(), socket.gethostname(), getpass.getuser())


class FolderLock:
    """Held from opening to closing; the system lets go of it when the program dies."""

    def __init__(self, layout: FolderLayout, holder: Holder, wait_seconds: float) -> None:
        self._layout = layout
        self._lock = filelock.FileLock(str(layout.lock), timeout=wait_seconds)
        try:
            with in_words(layout.root):
                self._lock.acquire()
        except filelock.Timeout as error:
            raise FolderLocked(_who(layout.holder)) from error
        try:
            with in_words(layout.root):
                layout.holder.write_text(to_json(asdict(holder)), encoding="utf-8")
        except Problem:
            self._lock.release()
            raise

    def release(self) -> None:
        self._layout.holder.unlink(missing_ok=True)
        self._lock.release()


def _who(path: Path) -> str:
    try:
        holder = Holder(**from_json(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return "数据文件夹正被另一个程序使用，请先关闭它再打开。"
    return (
        f"数据文件夹正被使用：{holder.computer} 上 {holder.account} 的“{holder.program}”"
        f"（进程 {holder.process}）。请先关闭它再打开。"
    )
