"""Restoring a backup in the window: what is offered, the work on the worker, and the way in to the folder that is there afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fengqiao_desk.documents.missing_since import missing_since, set_aside_for
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.store.backups.facts import Tell
from fengqiao_desk.store.backups.finding import FoundBackup, backups_in
from fengqiao_desk.store.backups.making import station_mark
from fengqiao_desk.store.database import let_go_here
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.putting_back import PutBack, put_back

from ..background import Background, Progress
from ..preferences import Preferences
from ..widgets import BusyOverlay
from .restoring import ChosenBackup, RestoringDialog


@dataclass(frozen=True)
class OpenedBefore:
    """The station as it is open now, and who restores; None where the folder cannot be opened."""

    station: Station
    act: Act


class Restoring(QObject):
    """Leads from the choice to the restored folder: `closing` is told right before the folder is moved, `done` once the backup is there."""

    closing = Signal()
    done = Signal(object)

    def __init__(
        self,
        folder: Path,
        preferences: Preferences,
        background: Background,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._folder, self._preferences = folder, preferences
        self._background, self._now = background, now
        self._before: OpenedBefore | None = None
        self.dialog: RestoringDialog | None = None
        self._busy: BusyOverlay | None = None

    def ask(self, why: str, before: OpenedBefore | None, parent: QWidget | None = None) -> RestoringDialog:
        """The dialog with every backup that can be found; `why` is what is wrong with the folder, empty where nothing is."""
        self._before = before
        missing = None if before is None else partial(_missing_words, before.station)
        self.dialog = RestoringDialog(why, self._found(before), missing, parent)
        self.dialog.chosen.connect(self._restore)
        self._busy = BusyOverlay(self.dialog)
        return self.dialog

    def _found(self, before: OpenedBefore | None) -> list[FoundBackup]:
        """In the folder's own room and where backups went last, the newest first; not those of another station."""
        mark = "" if before is None else station_mark(before.station.connections)
        places = [FolderLayout(self._folder, 0).backups, self._preferences.backup_folder()]
        found = {each.path: each for place in places if place for each in backups_in(place, mark)}
        return sorted(found.values(), key=lambda each: each.head.made_at, reverse=True)

    def _restore(self, chosen: ChosenBackup) -> None:
        assert self.dialog is not None and self._busy is not None
        try:
            if self._before is not None:
                set_aside_for(self._before.station, chosen.found.path, chosen.reason, self._before.act)
        except Problem as problem:
            self.dialog.tell(problem)
            return
        # Nothing may be open in a folder that is moved.
        self.closing.emit()
        self._before = None
        self._busy.begin("正在解开备份并核对……", can_cancel=True)
        self._busy.cancelled.connect(self._background.give_up_all)
        at = self._now()
        self._background.run(
            self.dialog, lambda progress: self._put_back(chosen, at, progress), self._is_there, self._failed
        )

    def _put_back(self, chosen: ChosenBackup, at: datetime, progress: Progress) -> PutBack:
        let_go_here()
        tell: Tell = progress.report
        return put_back(
            chosen.found.path,
            self._folder,
            at,
            master_of=lambda keys: chosen.master(keys, at),
            tell=tell,
        )

    def _is_there(self, put: PutBack) -> None:
        assert self.dialog is not None and self._busy is not None
        self._busy.end()
        self.dialog.accept()
        self.done.emit(put)

    def _failed(self, problem: Problem) -> None:
        assert self.dialog is not None and self._busy is not None
        self._busy.end()
        self.dialog.tell(problem)


def _missing_words(station: Station, made_at: str) -> str:
    try:
        return missing_since(station, made_at).in_words
    except Problem:
        return "现在的数据读不出来，恢复以后会少哪些，请对照纸质文书。"
