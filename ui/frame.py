"""The parts around a page: navigation at the left, the bar above, the line below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from .actions import WindowAct, bind
from .look import Space, Tone, tokens
from .page import Page, PageEntry
from .widgets import (
    Badge,
    ElidedLabel,
    IconButton,
    NavigationItem,
    PrimaryButton,
    QuietButton,
    SearchField,
    label,
)
from .widgets.painting import draw_box, smooth_painter


class NavigationPanel(QFrame):
    """Brand and station, one item a page, below them the settings and the signed-in officer."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, pages: Iterable[PageEntry], settings: PageEntry) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName("导航")
        self.items: dict[str, NavigationItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 16, 10, 10)
        self._column.setSpacing(2)
        self._heading = _Heading()
        self._column.addWidget(self._heading)
        self._column.addSpacing(12)
        for page in pages:
            self._add(page)
        self._column.addStretch()
        self._add(settings)
        self.officer = NavigationItem("", "person", checkable=False)
        self.officer.set_note("锁定")
        self.officer.clicked.connect(self.lock_asked)
        self._column.addWidget(self.officer)
        self.set_compact(False)

    def set_station(self, name: str, practice: bool) -> None:
        """The station's name below the brand; 练习 beside it in a practice folder."""
        self._heading.set_station(name, practice)

    def set_officer(self, name: str) -> None:
        """Who is signed in; a press on the name locks."""
        self.officer.setText(name)
        self.officer.set_note("锁定")

    def set_compact(self, compact: bool) -> None:
        """Icons alone, for a narrow window."""
        self.setFixedWidth(62 if compact else Space.NAVIGATION)
        self._heading.setVisible(not compact)
        for item in (*self.items.values(), self.officer):
            item.set_compact(compact)

    def _add(self, page: PageEntry) -> None:
        item = NavigationItem(page.title, page.icon)
        item.set_count(page.count)
        item.clicked.connect(lambda: self.chosen.emit(page.key))
        self.items[page.key] = item
        self._column.addWidget(item)


class _Heading(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 6, 0)
        column.setSpacing(1)
        row = QHBoxLayout()
        row.addWidget(label("枫桥工作台", "brand"), 1)
        self._practice = Badge("练习", Tone.WARNING)
        row.addWidget(self._practice)
        column.addLayout(row)
        self._station = ElidedLabel("", "small")
        column.addWidget(self._station)

    def set_station(self, name: str, practice: bool) -> None:
        """The station's name, and whether its folder is one to practise in."""
        self._station.setText(name)
        self._practice.setVisible(practice)


class TopBar(QFrame):
    """The search that is always in reach, and the acts of the page: the primary one at the right end."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setFixedHeight(Space.TOP_BAR)
        self.search = SearchField(hint)
        self.search.setMaximumWidth(420)
        self.acts: tuple[WindowAct, ...] = ()
        self._page = QWidget(self)
        self._page.hide()
        self._actions: dict[str, QAction] = {}
        self._buttons: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, 0)
        self._row.setSpacing(12)
        self.more = IconButton("more", "更多操作")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self._row.addWidget(self.search, 3)
        self._row.addWidget(self.more)
        self._row.addStretch(1)

    def follow(self, page: QWidget) -> None:
        """Shows the acts of `page`, the first of them primary, from now on and whenever they change."""
        if isinstance(self._page, Page):
            # The page of before lives on and may change its acts out of view.
            self._page.acts_changed.disconnect(self._show_acts)
        self._page = page
        if isinstance(page, Page):
            page.acts_changed.connect(self._show_acts)
        self._show_acts()

    def _show_acts(self) -> None:
        for action in self._actions.values():
            # An action that stays with the window keeps its key, and Qt answers a key that two have with neither.
            self.window().removeAction(action)
            self.more.menu().removeAction(action)
            action.deleteLater()
        for button in self._buttons:
            self._row.removeWidget(button)
            # Hidden at once: it lives until the events come round.
            button.hide()
            button.deleteLater()
        self.acts = self._page.acts() if isinstance(self._page, Page) else ()
        self._actions = bind(self.acts, self.window(), self._page)
        # From the last to the first: the primary act stands at the right end.
        self._buttons = [self._button(act) for act in reversed(self.acts)]
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more or fewer buttons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The primary act always has its button; quiet ones that find no room stand in the menu instead."""
        menu, edges = self.more.menu(), self._row.contentsMargins()
        room = self.width() - edges.left() - edges.right() - self._row.spacing()
        # The search keeps its least width, the menu its place, whether or not anything of the page stands in it.
        room -= self.search.minimumSizeHint().width() + self._row.spacing() + self.more.sizeHint().width()
        for act, button in zip(self.acts, reversed(self._buttons), strict=True):
            room -= self._row.spacing() + button.sizeHint().width()
            fits, action = room >= 0 or act is self.acts[0], self._actions[act.key]
            button.setVisible(fits)
            menu.removeAction(action)
            if not fits:
                self._put_into_menu(action)

    def _put_into_menu(self, action: QAction) -> None:
        """Above the acts of the window."""
        menu, of_the_page = self.more.menu(), list(self._actions.values())
        of_the_window = [found for found in menu.actions() if found not in of_the_page]
        if of_the_window:
            menu.insertAction(of_the_window[0], action)
        else:
            menu.addAction(action)

    def _button(self, act: WindowAct) -> QWidget:
        kind = PrimaryButton if act is self.acts[0] else QuietButton
        button = kind(act.title, icon_name=act.icon, key=act.key_words)
        button.clicked.connect(self._actions[act.key].trigger)
        self._row.addWidget(button)
        return button


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.tone = Tone.NEUTRAL
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A full circle in the colour of the tone."""
        draw_box(smooth_painter(self), QRectF(self.rect()), tokens().ink(self.tone), None, 4)


class StatusLine(QFrame):
    """Always true: the backup's state in words, when this officer was here last, that no network is used, the day and the next working day."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_line")
        self.setFixedHeight(Space.STATUS_LINE)
        self._dot = _Dot()
        self._backup = ElidedLabel("", "small")
        self._last_sign_in, self._wrong = label("", "small"), Badge("", Tone.WARNING)
        for part in (self._last_sign_in, self._wrong):
            part.hide()
        self._practice = label("练习数据，不是真实案件", "small")
        self._day = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, 0)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._backup, 1)
        row.addWidget(self._last_sign_in)
        row.addWidget(self._wrong)
        row.addSpacing(14)
        row.addWidget(self._practice)
        row.addSpacing(14)
        row.addWidget(label("离线", "small"))
        row.addSpacing(14)
        row.addWidget(self._day, 0, Qt.AlignmentFlag.AlignRight)

    def set_backup(self, tone: Tone, words: str) -> None:
        """How the last backup stands, in words and by the colour of the dot."""
        self._dot.tone = tone
        self._dot.update()
        self._backup.setText(words)
        self._backup.setAccessibleName(f"备份：{words}")

    def set_sign_in(self, last: str, wrong: str) -> None:
        """When this officer was here last and, as a warning, that his password was wrong since; each empty where there is nothing to say."""
        for part, words in ((self._last_sign_in, last), (self._wrong, wrong)):
            part.setText(words)
            part.setVisible(bool(words))

    def set_day(self, words: str) -> None:
        """Today, and how far the next working day is."""
        self._day.setText(words)

    def set_practice(self, practice: bool) -> None:
        """Says, or no longer says, that these are no real cases."""
        self._practice.setVisible(practice)

    def words(self) -> list[str]:
        """What is said now, from left to right, without what is hidden."""
        shown = (self._backup, self._last_sign_in, self._wrong, self._practice, self._day)
        return [part.text() for part in shown if not part.isHidden()]
