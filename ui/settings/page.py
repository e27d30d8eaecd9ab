"""设置: the station's facts, its people, areas and words, what its documents say and print with, and what each officer decides alone."""

from __future__ import annotations

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ..context import WindowContext
from ..look import Space
from ..page import Page
from ..preferences import Preferences
from ..widgets import Card, RowList, RowRole
from .areas import AreasSection
from .calendar import CalendarSection
from .checks import ChecksSection
from .fonts import FontsSection
from .keys import KeysSection
from .laws import LawsSection
from .own import OwnSection
from .people import PeopleSection
from .section import SettingsSection
from .station import StationSection
from .texts import TextsSection
from .texts_page import TextsPage
from .words import WordsSection

_LIST_WIDTH = 230
_SECTION_WIDTH = 760


class SettingsPage(Page):
    """Sections at the left, the chosen one at the right, each read anew when it is shown; `texts` takes their place."""

    def __init__(self, context: WindowContext, preferences: Preferences) -> None:
        super().__init__()
        self.own, self.calendar = OwnSection(context, preferences), CalendarSection(context)
        self.station, self.people = StationSection(context), PeopleSection(context)
        self.areas, self.words = AreasSection(context), WordsSection(context)
        self.wording, self.laws, self.fonts = (
            TextsSection(context),
            LawsSection(context),
            FontsSection(context),
        )
        self.keys, self.checks = KeysSection(context), ChecksSection(context)
        self.texts = TextsPage(context)
        self._sections: tuple[tuple[str, SettingsSection], ...] = (
            ("名称、代字、锁定时间", self.station),
            ("职务、警号、离任、重设密码", self.people),
            ("社区、网格、小区", self.areas),
            ("类型、事项、单位……", self.words),
            ("告知书、协议书的固定文字", self.wording),
            ("引用的条文和版本", self.laws),
            ("仿宋、小标宋、黑体、楷体", self.fonts),
            ("放假和调休安排", self.calendar),
            ("加密、恢复单、总钥匙", self.keys),
            ("损坏、缺失、多出的文件", self.checks),
            ("浅色、深色，我的密码", self.own),
        )
        self.list = RowList("设置的部分")
        self._model = QStandardItemModel(self)
        self._stack = QStackedWidget()
        for words, section in self._sections:
            item = QStandardItem(section.place.value)
            item.setData(words, RowRole.CONTEXT)
            self._model.appendRow(item)
            self._stack.addWidget(section)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._show(now.row()))
        self._turns, self._settings = QStackedWidget(), QWidget()
        self._lay_out()
        self.wording.asked.connect(self._open_texts)
        self.texts.left.connect(self._close_texts)
        self.setFocusProxy(self.list)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def come_into_view(self) -> None:
        """Reads what may have changed, in the part that is in view."""
        if self._turns.currentWidget() is self.texts:
            self.texts.begin()
        else:
            self._sections[self._stack.currentIndex()][1].refresh()

    def open_record(self, number: str) -> None:
        """Shows the part of this name."""
        self._turns.setCurrentWidget(self._settings)
        for row, (_, section) in enumerate(self._sections):
            if section.place.name == number:
                self.list.setCurrentIndex(self._model.index(row, 0))
                section.setFocus()

    def _open_texts(self, key: str) -> None:
        self._turns.setCurrentWidget(self.texts)
        self.texts.begin(key)
        self.texts.setFocus()

    def _close_texts(self) -> None:
        self._turns.setCurrentWidget(self._settings)
        self.wording.refresh()
        self.wording.setFocus()

    def _show(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        # Read anew each time: another section may have changed what this one shows.
        self._sections[row][1].refresh()

    def _lay_out(self) -> None:
        sections = Card(padded=False)
        sections.setFixedWidth(_LIST_WIDTH)
        sections.body.addWidget(self.list)
        # A wide window leaves the rest empty: lines of words across all of it are not read.
        self._stack.setMaximumWidth(_SECTION_WIDTH)
        row = QHBoxLayout(self._settings)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(sections)
        row.addWidget(self._stack, 1)
        row.addStretch()
        self._turns.addWidget(self._settings)
        self._turns.addWidget(self.texts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        whole.addWidget(self._turns)
