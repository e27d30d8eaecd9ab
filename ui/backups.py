"""备份 in the window: by hand to a folder the officer chooses, by itself while the desk is open or locked and when it is left, and words about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStorageInfo, QTimer
from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Station
from fengqiao_desk.store.backups.facts import FRESH_DAYS, Backup, Tell
from fengqiao_desk.store.backups.keeping import BackedUp, back_up, due_places
from fengqiao_desk.store.backups.making import station_mark
from fengqiao_desk.store.backups.marks import known_places, stations_of
from fengqiao_desk.store.backups.noting import (
    backups_on_record,
    failed_backup,
    has_changed_since,
    last_backup,
)
from fengqiao_desk.values.days import show_short_day

from .actions import BACKUP
from .background import Progress
from .context import WindowContext
from .look import Tone
from .preferences import Preferences
from .saving import ask_folder
from .widgets import BusyOverlay

_LOOK_MILLISECONDS: Final = 60_000
"""A stick that was put in has its backup begun within a minute."""
_LEFT_WITHOUT: Final = "{problem}再关闭一次窗口，就不备份直接关闭。"


class Backups(QObject):
    """One for a session; `changed` is called when there is another last backup, or one failed.

    It has a worker of its own: a stick takes minutes, and searches and papers must not wait for it.
    """

    def __init__(
        self, context: WindowContext, window: QWidget, preferences: Preferences, changed: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._context, self._window, self._preferences = context, window, preferences
        self._changed = changed
        self._busy = BusyOverlay(window)
        self._busy.cancelled.connect(self._stop)
        self._worker = context.background.another(self)
        self._may_leave = bool(context.station.only_looked_at)
        self._is_leaving = self._closes = False
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MILLISECONDS)
        self._clock.timeout.connect(self.make_due)
        if not context.station.only_looked_at:
            self._clock.start()

    def ask(self) -> None:
        """Lets the officer choose the folder, the last one being offered."""
        start = str(self._preferences.backup_folder() or Path.home())
        ask_folder(self._context, self._window, "备份到哪个文件夹（最好是U盘）", self.make, start)

    def make(self, folder: Path) -> None:
        """Backs up into `folder`; it can be stopped, a failure is told, and neither leaves a half file."""
        self._preferences.keep_backup_folder(folder)
        # What makes itself meanwhile gives way.
        self._worker.give_up_all()
        self._busy.begin("正在备份并核对……")
        self._worker.run(
            self,
            lambda progress: self._back_up(folder, progress.report),
            self._done,
            self._failed,
            progressed=self._report,
        )

    def make_due(self) -> None:
        """Backs up to wherever it is due, in silence; what fails is said in the line below."""
        if not self._worker.busy():
            self._worker.run(self, self._make_due, lambda _: self._say(), lambda _: self._say())

    def may_leave(self) -> bool:
        """Whether the desk may be left at once; where something changed it is backed up first, in view, and then closes the window."""
        if self._may_leave or self._is_leaving or not self._has_changed():
            return not self._is_leaving
        self._is_leaving = True
        self._worker.give_up_all()
        self._busy.begin("正在备份，完成后关闭。取消则不备份，直接关闭。")
        self._worker.run(self, self._make_all, lambda _: self._leave(), self._stay, progressed=self._report)
        # Already, where work is done in place: a window that is being closed hears no second time of it.
        return self._closes

    def make_at_logout(self) -> None:
        """What changed, into the folder's own room, while the system waits for the end of the program. Raises Problem."""
        if not self._may_leave and self._has_changed():
            self._back_up(self._context.station.layout.backups, lambda _done, _total: None)

    def rest(self) -> None:
        """Nothing is copied any more and no thread has the folder open, until a backup is made again."""
        self._worker.close()

    def end(self) -> None:
        """The session is over."""
        self._clock.stop()
        self._worker.close()

    def _has_changed(self) -> bool:
        connections = self._context.station.connections
        made = backups_on_record(connections)[:1]
        return not made or has_changed_since(connections, made[0])

    def _back_up(self, folder: Path, tell: Tell) -> Backup:
        at = self._context.now().isoformat(timespec="seconds")
        return back_up(self._backed_up(), folder, self._context.officer.name, at, tell)

    def _backed_up(self) -> BackedUp:
        station = self._context.station
        name = station.profile(self._context.now().date()).name
        return BackedUp(station.connections, station.layout, station.files, name)

    def _make_due(self, progress: Progress) -> None:
        self._make(progress, leaving=False)

    def _make_all(self, progress: Progress) -> None:
        self._make(progress, leaving=True)

    def _make(self, progress: Progress, *, leaving: bool) -> None:
        for place in due_places(self._backed_up(), self._places(), self._context.now(), leaving=leaving):
            self._back_up(place, progress.report)

    def _places(self) -> list[Path]:
        """The folder's own room, the folder chosen last and every stick that is known, as they are there now."""
        station, chosen = self._context.station, self._preferences.backup_folder()
        mark = station_mark(station.connections)
        volumes = [Path(each.rootPath()) for each in QStorageInfo.mountedVolumes() if _may_be_a_stick(each)]
        # Chosen on this computer, it may be for another station.
        is_own = chosen is not None and mark in stations_of(chosen)
        places = [station.layout.backups, *([chosen] if chosen is not None and is_own else [])]
        places += known_places(volumes, mark)
        return list({place.resolve(): place for place in places}.values())

    def _stop(self) -> None:
        self._worker.give_up_all()
        self._busy.end()
        if self._is_leaving:
            self._leave()

    def _report(self, done: int, total: int) -> None:
        # Bytes, of which there may be more than a bar can count.
        self._busy.report(done >> 20, total >> 20)

    def _done(self, made: Backup) -> None:
        self._busy.end()
        self._changed()
        if made.missing:
            words = f"已备份 {made.cases} 件，但有 {len(made.missing)} 个文件在数据文件夹里已经不见或被改动："
            self._context.messages.tell("备份完成，文件不全", f"{words}\n{_few(made.missing)}\n\n{made.file}")
            return
        self._context.messages.tell("备份完成", f"已备份 {made.cases} 件并核对无误：\n{made.file}")

    def _failed(self, problem: Problem) -> None:
        self._busy.end()
        self._changed()
        self._context.messages.problem(problem)

    def _say(self) -> None:
        self._worker.close()
        self._changed()

    def _leave(self) -> None:
        self._is_leaving, self._may_leave, self._closes = False, True, True
        self._busy.end()
        self._window.close()

    def _stay(self, problem: Problem) -> None:
        """Once: a disk that stays full must not keep the desk open."""
        self._is_leaving, self._may_leave = False, True
        self._busy.end()
        self._changed()
        self._context.messages.tell("没有备份成", _LEFT_WITHOUT.format(problem=problem.message))


def backup_words(station: Station, now: datetime) -> tuple[Tone, str]:
    """What the line below says of the last whole backup, and how serious it is: whether it is still where it was made, too."""
    failed = failed_backup(station.layout)
    if failed is not None:
        at = datetime.fromisoformat(failed.at)
        return Tone.DANGER, f"备份失败（{_moment(at)}，{failed.folder}）：{failed.words}"
    made = last_backup(station.connections, station.layout)
    if made is None:
        return Tone.WARNING, f"还没有备份（{BACKUP.key_words}）"
    at, file = datetime.fromisoformat(made.made_at), Path(made.file)
    counted = "" if made.cases is None else f"，共 {made.cases:,} 件"
    is_here = file.parent == station.layout.backups
    where = "在本机数据文件夹里，最好再备份到U盘" if is_here else f"在 {file.parent}"
    words = f"备份到 {_moment(at)}{counted}，{where}"
    if not file.is_file():
        return Tone.WARNING, f"最近的备份不在原处（U盘没插或文件已删）：{words}"
    if at > now:
        return Tone.WARNING, f"备份的时间晚于现在，请核对电脑的时钟：{words}"
    if not made.is_fresh(now.date()):
        return Tone.WARNING, f"{words}，已超过 {FRESH_DAYS} 天"
    if made.missing:
        return Tone.WARNING, f"{words}，缺 {len(made.missing)} 个文件"
    return Tone.GOOD, f"备份正常：{words}"


def _moment(at: datetime) -> str:
    return f"{show_short_day(at.date())} {at:%H:%M}"


def _few(names: tuple[str, ...]) -> str:
    return "\n".join(names[:5]) + ("\n……" if len(names) > 5 else "")


def _may_be_a_stick(volume: QStorageInfo) -> bool:
    return volume.isReady() and not volume.isRoot() and not volume.isReadOnly() and volume.bytesTotal() > 0
