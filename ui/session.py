"""One officer at the window: the pages, the search, what the frame says, the lock; from sign-in to leaving."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.cases.taking_over import TakenOver
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Changed, Officer, Right, Station
from fengqiao_desk.station.rights import may
from fengqiao_desk.values.days import show_day, weekday

from .actions import CLOSE_UNSAVED, SHOW_CHECKS, TAKE_OVER, Place, bind_to
from .background import Background
from .backups import Backups, backup_words
from .context import Done, OpensRecords, StationNews, WindowContext, WorkAlone
from .dialogs.lock import LockCover
from .dialogs.taking_over import TakingOverDialog
from .look import Tone
from .main_window import ONLY_LOOKING, MainWindow, nothing_unsaved
from .messages import Messages
from .page import SETTINGS, TODAY, Page
from .pages import counts, page_entries, page_of, settings_entry
from .preferences import Preferences
from .running.idle import IdleWatch
from .search_results import SearchResults
from .today.agenda_lines import due_items
from .widgets import Banner, BusyOverlay

_REFRESH_MILLISECONDS = 200
_AGAIN_MILLISECONDS = 2_000
"""How soon it is looked again whether a folder that was gone is back."""
_FIRST_LOOK_MILLISECONDS = 3_000
"""After the sign-in: the first page is drawn, and nobody waits for it."""
_DAY_CHECK_MILLISECONDS = 60_000
"""A window left open over midnight says the new day within a minute."""


@dataclass(frozen=True)
class Doors:
    """What a session is given besides its officer: the same for every session of a start."""

    background: Background
    messages: Messages
    now: Callable[[], datetime]
    savers: list[Callable[[], None]]
    preferences: Preferences


@dataclass(frozen=True)
class SessionContext(WindowContext):
    """The context of one session: it hears of changes until `stop_listening`."""

    stop_listening: Callable[[], None] = field(init=False)

    def __post_init__(self) -> None:
        # The one field that is not given; a frozen record is set so.
        object.__setattr__(self, "stop_listening", self.station.listen(self.news.tell))


class Session(QObject):
    """Owns the window; `left` when another officer is to sign in, `taken_over` when the folder may be worked in from now on.

    `restore_asked` when a backup is to take its place, `to_be_alone` for work without a session.
    """

    left = Signal()
    taken_over = Signal()
    restore_asked = Signal()
    to_be_alone = Signal(object)

    def __init__(self, station: Station, officer: Officer, doors: Doors) -> None:
        super().__init__()
        self._doors = doors
        self._listening = True
        self._savers: list[Callable[[], None]] = []
        doors.savers.append(self._save)
        self.context = SessionContext(
            station,
            officer,
            doors.background,
            doors.messages,
            doors.now,
            self.go,
            savers=self._savers,
            news=StationNews(self),
            sign_out=self._leave,
            done=self._offer_undo,
            restore=self.restore_asked.emit,
            work_alone=self._leave_for,
        )
        entries = page_entries(self.context)
        self.window = MainWindow(entries, settings_entry(self.context, doors.preferences))
        self.results = SearchResults(self.window.top_bar.search, self.context, self.window)
        self.backups = Backups(self.context, self.window, doors.preferences, self._say_backup)
        # It outlives the window: its thread is waited for at the end.
        self.backups.setParent(self)
        self.lock_cover = LockCover(self.window, station, officer, self._doors.now)
        self.idle = IdleWatch(_application(), station.profile(doors.now().date()).idle_minutes)
        self._refresh = QTimer(self)
        self._day = QTimer(self)
        self._again = QTimer(self)
        self._is_in_trouble = False
        self._first_look = QTimer(self)
        self._veil = BusyOverlay(self.window)
        self._damage_mark: Banner | None = None
        self.context.checks.setParent(self)
        self.context.checks.begin(station, doors.background, doors.now)
        self._begin(officer)
        self._connect()

    def go(self, key: str, number: str) -> None:
        """Shows the page of a kind or of its own key, and opens the record there when a number is given."""
        self.window.show_page(page_of(key))
        page = self.window.host.page()
        try:
            if number and isinstance(page, OpensRecords):
                page.open_record(number)
        except Problem as problem:
            self.context.messages.problem(problem)

    def lock(self) -> None:
        """Covers the window, whether or not what is half-filled can be saved; trouble is told once it is open again."""
        trouble: list[Problem] = []
        # Each is tried: one form that cannot be kept must not keep the window open to whoever passes.
        for save in self._doors.savers:
            try:
                save()
            except Problem as problem:
                trouble.append(problem)
        self.lock_cover.cover()
        for unsaved in trouble:
            # Once it is open: what a box says is for the officer, not for whoever passes a locked window.
            tell = partial(self._doors.messages.problem, unsaved)
            self.lock_cover.opened.connect(tell, Qt.ConnectionType.SingleShotConnection)

    def end(self) -> None:
        """Nothing of this session runs on; it may be said more than once."""
        if self._listening:
            # The station outlives the session: after 换人 the next one opens on the same.
            self.context.stop_listening()
            # The lock of the next session would ask the forms of a window that is gone.
            self._doors.savers.remove(self._save)
            self._listening = False
        self._doors.background.give_up_all()
        self.backups.end()
        self.idle.end()
        self.window.may_close = nothing_unsaved
        for timer in (self._refresh, self._day, self._again, self._first_look):
            timer.stop()

    def refresh(self) -> None:
        """The counts of the navigation and the line below, as they are now; while the folder is gone, that is said below until it is back."""
        try:
            self._read_anew()
        except Problem as problem:
            self.window.status_line.set_backup(Tone.DANGER, problem.message)
            self._is_in_trouble = True
            self._again.start()
            return
        if self._is_in_trouble:
            page = self.window.host.page()
            if isinstance(page, Page):
                page.come_into_view()
        self._is_in_trouble = False

    def _read_anew(self) -> None:
        for key, number in counts(self.context).items():
            self.window.navigation.items[key].set_count(number)
        due = [item for item in due_items(self.context) if item.days_left <= 0]
        self.window.navigation.items[TODAY].set_count(len(due))
        self._say_day()
        self._say_backup()

    def _begin(self, officer: Officer) -> None:
        profile = self.context.station.profile(self.context.now().date())
        self.window.set_station(profile.name, practice=profile.practice)
        if reason := self.context.station.only_looked_at:
            self._offer_taking_over(self.window.mark_only_looking(reason))
        self.window.navigation.set_officer(officer.name)
        note = self.context.station.officers.book.note_of(officer.name)
        self.window.status_line.set_sign_in(note.last_words, note.wrong_words)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MILLISECONDS)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MILLISECONDS)
        self._day.setInterval(_DAY_CHECK_MILLISECONDS)
        self._day.start()
        self._first_look.setSingleShot(True)
        self._first_look.start(_FIRST_LOOK_MILLISECONDS)
        with suppress(Problem):  # a full disk keeps nobody out: it is cleared at the next sign-in
            trash.clear(self.context.station, self.context.act())
        self.refresh()

    def warn(self) -> None:
        """What is to be said once a start of where the folder lies and comes from."""
        provenance = self.context.station.provenance
        for words in self.context.station.warnings:
            warning = self.window.warn(words)
            if words == provenance.warning:
                self._offer_taking_over(warning)

    def ask_take_over(self) -> None:
        """Asks for the last numbers on paper; after it the window is made anew, as one in which work goes on."""
        TakingOverDialog(self.context, self._say_taken_over, self.window).open()

    def _offer_taking_over(self, mark: Banner) -> None:
        """The one act that a copy of the station has, to whoever may do it; the sentence names who."""
        if self.context.station.provenance.may_be_taken_over and may(self.context.officer, Right.TAKE_OVER):
            mark.offer(f"{TAKE_OVER.title}（{TAKE_OVER.key_words}）", self.ask_take_over)
            bind_to(TAKE_OVER, self.window, self.ask_take_over)

    def _say_taken_over(self, taken: TakenOver) -> None:
        self.taken_over.emit()
        # Over the window that took the place of this one.
        self.context.messages.tell(TAKE_OVER.title.rstrip("…"), f"{taken.in_words}。")

    def _connect(self) -> None:
        self.context.news.changed.connect(self._note)
        self._refresh.timeout.connect(self.refresh)
        self._day.timeout.connect(self.refresh)
        self._first_look.timeout.connect(self.context.checks.look_when_due)
        self.context.checks.changed.connect(self._say_checks)
        self.window.checks_asked.connect(self.show_checks)
        self._again.timeout.connect(self.refresh)
        self.window.may_close = self._may_close
        self.window.searched.connect(self.results.look_for)
        self.window.search_entered.connect(self.results.enter)
        self.window.withdrawn_searched.connect(self.results.look_for_withdrawn)
        self.results.chosen.connect(self._open_hit)
        self.window.lock_asked.connect(self.lock)
        self.window.backup_asked.connect(self.backups.ask)
        self.window.undo_line.failed.connect(self.context.messages.problem)
        self.idle.idle.connect(self.lock)
        self.lock_cover.other_officer.connect(self._leave)

    def show_checks(self) -> None:
        """The part of the settings that tells what was found."""
        self.go(SETTINGS, Place.CHECKS.name)

    def _say_checks(self) -> None:
        """A repair has the folder alone, so nothing asks it meanwhile; what was found is said over the pages until it is gone."""
        now = self.context.checks.now
        if now.is_repair and self._veil.isHidden():
            self._day.stop()
            self._refresh.stop()
            self.backups.rest()
            self._veil.begin(now.running, can_cancel=False)
        elif not now.is_repair and not self._veil.isHidden():
            self._veil.end()
            self._day.start()
            self.refresh()
        if not now.running:
            self._mark_damage(len(now.found))

    def _mark_damage(self, found: int) -> None:
        if self._damage_mark is not None:
            self._damage_mark.hide()
            self._damage_mark.deleteLater()
            self._damage_mark = None
        if found:
            only = f"，现在{ONLY_LOOKING}" if self.context.station.only_looked_at else ""
            self._damage_mark = self.window.warn(f"数据检查查出 {found} 处问题{only}。")
            self._damage_mark.offer(f"查看（{SHOW_CHECKS.key_words}）", self.show_checks)

    def _open_hit(self, key: str, number: str) -> None:
        self.go(key, number)
        # The keys of the case count from here; in the search Ctrl+E and Ctrl+Z would be those of its line.
        focused = QApplication.focusWidget()
        if focused is not None and self.window.top_bar.search.isAncestorOf(focused):
            self.window.host.setFocus()

    def _save(self) -> None:
        """What is half-filled in this window: each form is tried, then the first trouble is raised."""
        trouble: list[Problem] = []
        for save in self._savers:
            try:
                save()
            except Problem as problem:
                trouble.append(problem)
        if trouble:
            raise trouble[0]

    def _note(self, change: Changed) -> None:
        """Many changes in a row are counted once."""
        self._refresh.start()

    def _offer_undo(self, done: Done) -> None:
        self.window.undo_line.offer(done)

    def _may_close(self) -> bool:
        """Whether everything half-filled is saved; where it cannot be, the officer decides."""
        try:
            self._save()
        except Problem as problem:
            words = f"{problem.message}现在关闭，填到这里的内容就没有了。"
            self.context.messages.ask("没填完的内容没有保存", words, CLOSE_UNSAVED.title, self._close_unsaved)
            return False
        return self.backups.may_leave()

    def _close_unsaved(self) -> None:
        self.window.may_close = self.backups.may_leave
        self.window.close()

    def _leave(self) -> None:
        if self._ended_with_all_kept():
            self.left.emit()

    def _leave_for(self, work: WorkAlone) -> None:
        if self._ended_with_all_kept():
            self.to_be_alone.emit(work)

    def _ended_with_all_kept(self) -> bool:
        try:
            self._save()
        # His window goes with what he typed: whoever comes next waits until it is kept.
        except Problem as problem:
            self.context.messages.problem(problem)
            return False
        self.end()
        return True

    def _say_day(self) -> None:
        self.window.status_line.set_day(day_words(self.context.station, self.context.now().date()))

    def _say_backup(self) -> None:
        # Nothing can have been changed since the last backup, and none could be noted.
        if self.context.station.only_looked_at:
            self.window.status_line.set_backup(Tone.WARNING, ONLY_LOOKING)
            return
        tone, words = backup_words(self.context.station, self.context.now())
        self.window.status_line.set_backup(tone, words)


def day_words(station: Station, today: date) -> str:
    """`2026年11月21日 星期六 · 距下一个工作日 2 天`."""
    following = station.calendar().next_working_day(today + timedelta(days=1))
    days = (following.day - today).days
    return f"{show_day(today)} {weekday(today)} · 距下一个工作日 {days} 天"


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
