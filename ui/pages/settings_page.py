"""设置: the station's facts, its people, areas and words, and what each officer decides alone."""

from __future__ import annotations

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from ..context import WindowContext
from ..look import Space
from ..page import Page
from ..preferences import Preferences
from ..widgets import Card, RowList, RowRole
from .settings_own import OwnSection
from .settings_people import AreasSection, PeopleSection
from .settings_section import SettingsSection
from .settings_station import StationSection
from .settings_words import WordsSection

_LIST_WIDTH = 230
_SECTION_WIDTH = 760


class SettingsPage(Page):
    """Sections at the left, the chosen one at the right; each is read anew when it is shown."""

    def __init__(self, context: WindowContext, preferences: Preferences) -> None:
        super().__init__()
        self.own = OwnSection(context, preferences)
        self.station, self.people = StationSection(context), PeopleSection(context)
        self.areas, self.words = AreasSection(context), WordsSection(context)
        self._sections: tuple[tuple[str, str, SettingsSection], ...] = (
            ("本所", "名称、代字、锁定时间", self.station),
            ("人员", "职务、警号、离任", self.people),
            ("辖区", "社区、网格、小区", self.areas),
            ("词表", "类型、事项、单位……", self.words),
            ("外观和密码", "浅色、深色，我的密码", self.own),
        )
        self.list = RowList("设置的部分")
        self._model = QStandardItemModel(self)
        self._stack = QStackedWidget()
        for title, words, section in self._sections:
            item = QStandardItem(title)
            item.setData(words, RowRole.CONTEXT)
            self._model.appendRow(item)
            self._stack.addWidget(section)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._show(now.row()))
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def come_into_view(self) -> None:
        self._sections[self._stack.currentIndex()][2].refresh()

    def _show(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._sections[row][2].refresh()

    def _lay_out(self) -> None:
        sections = Card(padded=False)
        sections.setFixedWidth(_LIST_WIDTH)
        sections.body.addWidget(self.list)
        self._stack.setMaximumWidth(_SECTION_WIDTH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        whole.setSpacing(Space.GAP)
        whole.addWidget(sections)
        whole.addWidget(self._stack, 1)
        whole.addStretch()
