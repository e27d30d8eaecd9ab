"""The way into a station folder: the wizard where there is none, the sign-in, then the window of that officer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import FolderDamaged, FolderMissing, Problem
from fengqiao_desk.station import Act, Officer, Station

from .context import WorkAlone
from .desk import Desk
from .dialogs.first_run import FirstRun
from .dialogs.missed_folder import MissedFolder
from .dialogs.putting_back import OpenedBefore, Restoring
from .dialogs.sign_in import SignIn
from .dialogs.working_alone import WorkingAlone
from .placing import PlaceKeeper
from .preferences import Preferences
from .running.logbook import close_log, open_log
from .running.way_in import OpenWay, WayIn, way_into
from .session import Doors, Session

_LOG = logging.getLogger(__name__)


class Entrance(QObject):
    """Leads from the folder to the officer's window; `first_window` is what a start shows."""

    def __init__(
        self, desk: Desk, folder: Path, preferences: Preferences, now: Callable[[], datetime]
    ) -> None:
        super().__init__(desk.application)
        self._desk, self._folder, self._preferences, self._now = desk, folder, preferences, now
        self._station: Station | None = None
        self._log: logging.Handler | None = None
        self.shown: QWidget | None = None
        self.session: Session | None = None
        self._warned = False
        # The last window closed, the session logged out: both come by here before anything is let go.
        desk.application.aboutToQuit.connect(self.save_drafts)
        desk.endings.append(self.close)

    def first_window(self, user: str | None, password: str | None) -> QWidget:
        """The wizard, the sign-in, or with name and password the desk itself; raises Problem when the folder cannot be opened."""
        is_there = self._folder.is_dir() and any(self._folder.iterdir())
        # Where a station was, the wizard would make another one in the place of a stick that is not plugged in.
        is_missed = self._preferences.folder() == self._folder
        if not is_there and not is_missed:
            return self._wizard()
        try:
            way = self._way_into(self._folder)
        except FolderMissing as problem:
            if not is_missed:
                raise
            # The folder is there, its database is not: that a backup helps.
            return self._offer_backups(problem) if is_there else self._miss()
        except FolderDamaged as problem:
            return self._offer_backups(problem)
        if user is None or password is None:
            return self._sign_in(way, user)
        officer = way.prove(user, password, self._now())()
        if not self._opened().officers.must_change_password(officer):
            return self.enter(officer)
        dialog = self._sign_in(way, user)
        dialog.go_on(officer)
        return dialog

    def enter(self, officer: Officer) -> QWidget:
        """The window of this officer."""
        self._preferences.keep_officer(officer.name)
        doors = Doors(
            self._desk.background, self._desk.messages, self._now, self._desk.savers, self._preferences
        )
        self.session = Session(self._opened(), officer, doors)
        self.session.left.connect(self._change_officer)
        self.session.restore_asked.connect(lambda: self._ask_for_backup(officer))
        self.session.to_be_alone.connect(self._work_alone)
        self.session.taken_over.connect(lambda: self._enter_anew(officer))
        if not self._warned:
            self._warned = True
            self.session.warn()
        self.shown = self.session.window
        PlaceKeeper(self.shown, self._preferences.place(), self._preferences.keep_place)
        return self.shown

    def close(self) -> None:
        """Lets go of the session and the folder; at a logout what changed is backed up first, and trouble with that is only logged."""
        if self.session is not None:
            self.session.end()
            try:
                self.session.backups.make_at_logout()
            except (Problem, OSError) as error:
                _LOG.warning("the backup at the logout failed: %s", error)
        self._close_station()

    def _close_station(self) -> None:
        if self._station is not None:
            self._station.close()
        if self._log is not None:
            close_log(self._log)
        self._station = self._log = None

    def _opened(self) -> Station:
        assert self._station is not None
        return self._station

    def _way_into(self, folder: Path) -> WayIn:
        return way_into(folder, self._now(), self._take)

    def _take(self, station: Station) -> None:
        self._station = station
        self._folder = station.layout.root
        # What is only looked at takes no word of a log either.
        self._log = None if station.only_looked_at else open_log(station.layout)

    def _wizard(self) -> QWidget:
        # Only a first start prints before a page is shown: any other would load the room of papers in vain.
        from .papers.recovery_paper import RecoveryPaper  # noqa: PLC0415

        paper = RecoveryPaper(self._desk.messages)
        wizard = FirstRun(self._folder, self._desk.messages, self._now, paper)
        wizard.founded.connect(self._after_founding)
        wizard.folder_chosen.connect(self._open_chosen)
        wizard.rejected.connect(self._desk.application.quit)
        self.shown = wizard
        return wizard

    def _sign_in(self, way: WayIn, user: str | None = None) -> SignIn:
        dialog = SignIn(way, self._desk.background, self._desk.messages, self._now)
        dialog.fill(*way.likely(user or self._preferences.last_officer()))
        dialog.signed_in.connect(lambda officer: self.enter(officer).show())
        dialog.unreadable.connect(lambda problem: self._go_to_backups(dialog, problem))
        dialog.rejected.connect(self._desk.application.quit)
        self.shown = dialog
        return dialog

    def _miss(self) -> QWidget:
        dialog = MissedFolder(self._folder)
        dialog.looked_again.connect(lambda: self._look_again(dialog))
        dialog.folder_chosen.connect(self._open_chosen)
        gone = FolderMissing(f"找不到数据文件夹：{self._folder}。")
        dialog.restore_asked.connect(lambda: self._go_to_backups(dialog, gone))
        dialog.rejected.connect(self._desk.application.quit)
        self.shown = dialog
        return dialog

    def _look_again(self, dialog: MissedFolder) -> None:
        try:
            way = self._way_into(self._folder)
        except FolderMissing:
            dialog.say_still_missed(self._now())
        except Problem as problem:
            self._desk.messages.problem(problem)
        else:
            self._sign_in(way).show()
            dialog.hide()

    def _go_to_backups(self, dialog: QWidget, problem: Problem) -> None:
        self._offer_backups(problem).show()
        dialog.hide()

    def _offer_backups(self, problem: Problem) -> QWidget:
        """What cannot be opened is offered the newest backup; left, the program ends as it would have."""
        restoring = self._restoring()
        dialog = restoring.ask(problem.message, None)
        dialog.rejected.connect(self._desk.application.quit)
        self.shown = dialog
        return dialog

    def _ask_for_backup(self, officer: Officer) -> None:
        """From the open desk: the station is let go of only once one was chosen."""
        restoring = self._restoring()
        restoring.closing.connect(self._let_go)
        dialog = restoring.ask("", OpenedBefore(self._opened(), Act(officer, self._now())))
        # A backup that could not be restored leaves the folder as it was: its officers sign in anew.
        dialog.rejected.connect(self._sign_in_anew)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.show()

    def _restoring(self) -> Restoring:
        restoring = Restoring(self._folder, self._preferences, self._desk.background, self._now, self)
        restoring.done.connect(lambda _: self._sign_in_anew())
        return restoring

    def _sign_in_anew(self) -> None:
        """Unless the station is open still."""
        if self._station is not None:
            return
        self._preferences.keep_folder(self._folder)
        try:
            self._sign_in(self._way_into(self._folder)).show()
        except Problem as problem:
            self._offer_backups(problem).show()

    def _let_go(self) -> None:
        """Nothing of the folder stays open; the windows of the session go."""
        former, self.session = self.session, None
        self._close_station()
        self._close(former)

    def _after_founding(self, station: Station) -> None:
        self._take(station)
        self._preferences.keep_folder(station.layout.root)
        self._sign_in(OpenWay(station, self._now())).show()

    def _open_chosen(self, folder: Path) -> None:
        wizard = self.shown
        try:
            way = self._way_into(folder)
        except Problem as problem:
            self._desk.messages.problem(problem)
            return
        self._preferences.keep_folder(folder)
        self._sign_in(way).show()
        if wizard is not None:
            wizard.hide()

    def _change_officer(self) -> None:
        former, self.session = self.session, None
        # Before the old window closes: Qt ends the program with the last window in view.
        self._sign_in(OpenWay(self._opened(), self._now())).show()
        self._close(former)

    def _work_alone(self, work: WorkAlone) -> None:
        """The window goes first: what somebody typed meanwhile would be lost."""
        former, self.session = self.session, None
        dialog = WorkingAlone(work.words)
        self.shown = dialog
        dialog.show()
        self._close(former)
        self._desk.background.run(
            dialog,
            lambda progress: work.do(progress.report),
            lambda _: self._open_anew(dialog),
            lambda problem: self._stay(dialog, problem),
            progressed=dialog.report,
        )

    def _open_anew(self, dialog: WorkingAlone) -> None:
        """The folder has another key now: nothing of the old one stays open."""
        # The worker has a connection of its own until it rests.
        self._desk.background.close()
        self._close_station()
        self._sign_in_anew()
        dialog.end()

    def _stay(self, dialog: WorkingAlone, problem: Problem) -> None:
        """Nothing has changed: the station is still open."""
        self._sign_in(OpenWay(self._opened(), self._now())).show()
        dialog.end()
        self._desk.messages.problem(problem)

    def _enter_anew(self, officer: Officer) -> None:
        """A folder that was only looked at is worked in now: every page of the window is made anew."""
        former = self.session
        if self._log is None:
            self._log = open_log(self._opened().layout)
        # Before the new one asks the worker for anything: with the former everything that waits there is given up.
        if former is not None:
            former.end()
        self.enter(officer).show()
        self._put_away(former)

    def _close(self, former: Session | None) -> None:
        if former is not None:
            former.end()
        self._put_away(former)

    @staticmethod
    def _put_away(former: Session | None) -> None:
        if former is not None:
            former.window.close()
            former.window.deleteLater()
            # Later: the session is still telling that it was left.
            former.deleteLater()

    def save_drafts(self) -> None:
        """At the end of the program: what cannot be saved any more is at least logged."""
        try:
            self._desk.save_drafts()
        except Problem as problem:
            _LOG.error("half-filled forms were not saved at the end: %s", problem)
