"""备份 in the window: a whole backup to a folder the officer chooses, and words about the last one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Station
from fengqiao_desk.store.backups.facts import FRESH_DAYS, Backup, backup_name
from fengqiao_desk.store.backups.making import make_backup
from fengqiao_desk.store.backups.noting import last_backup
from fengqiao_desk.values.days import show_short_day

from .actions import BACKUP
from .context import WindowContext
from .look import Tone
from .preferences import Preferences
from .saving import ask_folder
from .widgets import BusyOverlay


class Backups(QObject):
    """Asks where to, makes the backup in the background and says how it went; `changed` is called when there is another last backup."""

    def __init__(
        self, context: WindowContext, window: QWidget, preferences: Preferences, changed: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._context, self._window, self._preferences = context, window, preferences
        self._changed = changed
        self._busy = BusyOverlay(window)

    def ask(self) -> None:
        """Lets the officer choose the folder, the last one being offered."""
        start = str(self._preferences.backup_folder() or Path.home())
        ask_folder(self._context, self._window, "备份到哪个文件夹（最好是U盘）", self.make, start)

    def make(self, folder: Path) -> None:
        """Backs up into `folder`; a failure is told and leaves no half file."""
        station, at = self._context.station, self._context.now()
        # One moment for the file's name and for what is said of it.
        stamp = at.isoformat(timespec="seconds")
        name = backup_name(station.profile(at.date()).name, stamp)
        self._preferences.keep_backup_folder(folder)
        self._busy.begin("正在备份并核对……")
        self._context.background.run(
            self,
            lambda _: make_backup(station.connections, station.layout, station.files, folder, name, stamp),
            self._done,
            self._failed,
        )

    def _done(self, made: Backup) -> None:
        self._busy.end()
        self._changed()
        self._context.messages.tell("备份完成", f"已备份 {made.cases} 件并核对无误：\n{made.file}")

    def _failed(self, problem: Problem) -> None:
        self._busy.end()
        self._context.messages.problem(problem)


def backup_words(station: Station, today: date) -> tuple[Tone, str]:
    """What the line below says of the last whole backup, and how serious it is."""
    made = last_backup(station.layout)
    if made is None:
        return Tone.WARNING, f"还没有备份（{BACKUP.key_words}）"
    at = datetime.fromisoformat(made.made_at)
    words = f"备份到 {show_short_day(at.date())} {at:%H:%M}，共 {made.cases:,} 件"
    if not made.is_fresh(today):
        return Tone.WARNING, f"{words}，已超过 {FRESH_DAYS} 天"
    return Tone.GOOD, f"备份正常：{words}"
