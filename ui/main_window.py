"""The window: navigation, search, the page in view with its acts, and the line that is always true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from .actions import UNDERSTOOD, WINDOW_ACTS, bind, bind_to, jump_to
from .frame import NavigationPanel, StatusLine, TopBar
from .key_sheet import KeySheet
from .look import Space, Tone
from .page import Page, PageEntry
from .page_host import PageHost
from .placing import FIRST_SIZE
from .undo_line import UndoLine
from .widgets import Banner

SEARCH_HINT = "姓名、电话、文号、地点……"
ONLY_LOOKING = "只读"
"""The mark of a window in which nothing can be changed."""
_NARROW = 1000
_LEAST_SIZE = QSize(600, 320)
"""What 1366 by 768 leaves at a scale of 200 %."""


class MainWindow(QMainWindow):
    """The frame of all pages: `navigation`, `top_bar` and `status_line` take what they show; `host` has the pages.

    `searched` comes while typing, `search_entered` at Enter, `withdrawn_searched` when it is to find withdrawn records too, `lock_asked` from the key or the officer's name,
    `backup_asked` and `checks_asked` from the key or the menu.
    """

    searched = Signal(str)
    search_entered = Signal(str)
    withdrawn_searched = Signal(str)
    lock_asked = Signal()
    backup_asked = Signal()
    checks_asked = Signal()
    page_shown = Signal(str)

    def __init__(self, pages: Sequence[PageEntry], settings: PageEntry) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = nothing_unsaved
        """Asked before the window closes; who refuses says why."""
        self.setWindowTitle("枫桥工作台")
        self.resize(FIRST_SIZE)
        self.setMinimumSize(_LEAST_SIZE)
        self._settings = settings.key
        self.navigation = NavigationPanel(pages, settings)
        self.top_bar = TopBar(SEARCH_HINT)
        self.status_line = StatusLine()
        self.host = PageHost((*pages, settings))
        self.undo_line = UndoLine(self.host)
        self._marks = QVBoxLayout()
        self._marks.setSpacing(Space.GAP)
        self._lay_out()
        self._connect()
        self.show_page(pages[0].key)
        self.host.setFocus()

    def show_page(self, key: str) -> None:
        """Brings a page into view, with its acts; KeyError for a key that is not among the pages."""
        page = self.host.bring(key)
        self.navigation.items[key].setChecked(True)
        self.top_bar.follow(page)
        if isinstance(page, Page):
            page.come_into_view()
        self.page_shown.emit(key)

    def set_station(self, name: str, *, practice: bool) -> None:
        """The station's name; a practice folder is called so in the navigation, the title and the status line."""
        self.setWindowTitle(f"{name} · 练习" if practice else name)
        self.navigation.set_station(name, practice)
        self.status_line.set_practice(practice)

    def mark_only_looking(self, reason: str) -> Banner:
        """Marks the window 只读 for good, and says why nothing can be changed in it; the mark may be given an act."""
        self.setWindowTitle(f"{self.windowTitle()} · {ONLY_LOOKING}")
        words = f"{ONLY_LOOKING}：{reason}。可以查看、搜索和备份，不能更改、打印和导出。"
        mark = Banner(words, Tone.WARNING)
        # Only now: an empty layout takes the room of its margins too.
        self._marks.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, 0)
        self._marks.addWidget(mark)
        return mark

    def warn(self, words: str) -> Banner:
        """Says over the pages what is to be read once; it goes when the officer has understood."""
        warning = Banner(words, Tone.WARNING, act=UNDERSTOOD.title)
        warning.acted.connect(warning.hide)
        self._marks.addWidget(warning)
        return warning

    def begin_search(self) -> None:
        """Puts the keyboard into the search, what stands there selected."""
        self.top_bar.search.begin()

    def search_withdrawn(self) -> None:
        """Passes on that what was withdrawn is to be found too, with the keyboard in the search."""
        search = self.top_bar.search
        search.begin()
        self.withdrawn_searched.emit(search.words())

    def show_next_page(self) -> None:
        """The page below in the navigation; after the last comes the first."""
        self.show_page(self.host.beside(1))

    def show_former_page(self) -> None:
        """The page above in the navigation; before the first comes the last."""
        self.show_page(self.host.beside(-1))

    def ask_settings(self) -> None:
        """Brings 设置 into view."""
        self.show_page(self._settings)

    def ask_backup(self) -> None:
        """Passes on that a backup is wanted."""
        self.backup_asked.emit()

    def ask_checks(self) -> None:
        """Passes on that the look for damage is to be shown."""
        self.checks_asked.emit()

    def ask_lock(self) -> None:
        """Passes on that the window is to be locked."""
        self.lock_asked.emit()

    def undo_done(self) -> None:
        """Takes back what was just done, while that is offered."""
        self.undo_line.undo()

    def show_keys(self) -> None:
        """Opens the sheet of all keys, those of the page in view included."""
        jumps = (jump_to(place, entry.title) for place, entry in enumerate(self.host.entries(), start=1))
        # The later is the nearer, so the page comes last.
        KeySheet((*jumps, *WINDOW_ACTS, *self.top_bar.acts), self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stays open with what could not be saved."""
        event.setAccepted(self.may_close())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has icons alone in its navigation."""
        super().resizeEvent(event)
        self.navigation.set_compact(event.size().width() < _NARROW)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addLayout(self._marks)
        right.addWidget(self.host, 1)
        right.addWidget(self.status_line)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.top_bar.more.menu().addActions(list(bind(WINDOW_ACTS, self, self).values()))
        self.navigation.chosen.connect(self.show_page)
        self.navigation.lock_asked.connect(self.lock_asked)
        search = self.top_bar.search
        search.asked.connect(self.searched)
        search.entered.connect(self.search_entered)
        search.escaped.connect(self.host.setFocus)
        for place, entry in enumerate(self.host.entries(), start=1):
            bind_to(jump_to(place, entry.title), self, partial(self.show_page, entry.key))


def nothing_unsaved() -> bool:
    """Nothing keeps the window open."""
    return True
