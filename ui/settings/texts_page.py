"""文书文字: the standing wording of documents, edited as plain words with a sample page beside; every version is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases.wording import begin_wording, save_wording
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices.templates import is_template, new_template
from fengqiao_desk.problems import Fault, FaultyEntry, Problem
from fengqiao_desk.station import Right
from fengqiao_desk.station.text_words import text_title
from fengqiao_desk.station.texts import StandingText, TextVersion, shipped_texts

from ..actions import NEW_TEMPLATE, RETURN, SAVE, Place, bind
from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..look import Space, Tone
from ..widgets import Banner, Card, LineEditor, PageHeading, PrimaryButton, QuietButton, RowList, RowRole
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.typed_days import TypedDays
from .section import only_read
from .texts_editing import VALID_FROM, TextEditing
from .texts_sample_pane import SamplePane
from .texts_words import in_force_words

PREVIEW_MILLISECONDS = 500
_LIST_WIDTH = 222
_NEW = "新模板，还没保存"


class TextsPage(QWidget):
    """Texts at the left, the parts of the chosen one in the middle, its sample at the right; `left` at Esc."""

    left = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.may = not context.why_not(Right.CHANGE_TEXTS)
        self._part = ""
        self._unsaved: set[str] = set()
        self.texts: dict[str, StandingText] = {}
        self.editings: dict[str, TextEditing] = {}
        self.list = RowList("固定文字")
        self.sample = SamplePane(context)
        self.banner = Banner(only_read(Right.CHANGE_TEXTS), Tone.ACCENT, parent=self)
        self.banner.setVisible(not self.may)
        self._model, self._editors = QStandardItemModel(self), QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        # Typesetting a sample takes longer than the next letter is away: it waits until typing rests.
        self._pause.setInterval(PREVIEW_MILLISECONDS)
        self._pause.timeout.connect(self._look)
        for text in shipped_texts().values():
            self._add(text)
        self._lay_out()
        bind((SAVE, RETURN, NEW_TEMPLATE), self, self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._show(now.row()))
        self.setFocusProxy(self.list)

    def begin(self, key: str = "") -> None:
        """Reads the wording anew and shows the text of this key; what was typed and not saved stays."""
        today, texts = self._context.now().date(), self._context.station.texts
        for own in texts.own().values():
            if own.key not in self.texts:
                self._add(own)
        # Texts, rows of the list and editors stand in one order, so a row finds all three.
        row = list(self.editings).index(key or self.key())
        for place, (known, editing) in enumerate(self.editings.items()):
            versions = texts.versions(known)
            # What was typed and not saved is not taken away by reading anew.
            if known not in self._unsaved:
                editing.set_values(texts.on(known, today))
                editing.rows.editors[VALID_FROM].set_value(today.isoformat())
            editing.show_versions(versions, today)
            self._model.item(place).setData(self._state_words(known, versions, today), RowRole.CONTEXT)
        self.list.setCurrentIndex(self._model.index(row, 0))
        self._show(row)

    def key(self) -> str:
        """The text that is shown."""
        return list(self.editings)[max(self.list.currentIndex().row(), 0)]

    def save(self) -> None:
        """Keeps the wording as a new version from the day given on; faults come back beside their part."""
        if not self.may:
            return
        key, editing = self.key(), self.editings[self.key()]
        try:
            valid_from = self._keep(key, editing)
        except Problem as problem:
            if not problem.faults or editing.show_faults(problem.faults):
                self._context.messages.problem(problem)
        else:
            self._saved(key, valid_from)

    def ask_template(self) -> None:
        """A new notice template that begins with the words in the editors and does what the one in view does; it is asked for its name."""
        pattern = self.texts[self.key()]
        if not self.may or not is_template(pattern):
            return
        words = f"先照“{text_title(pattern)}”现在的文字，改好后保存；签发告知书时从列表里选。"
        editor = LineEditor("如：防汛提示")
        AskingDialog(
            NEW_TEMPLATE.title, words, {"key": ("名称", editor)}, "新建", self._make_template, self.window()
        ).open()

    def cancel(self) -> None:
        """Leaves the page."""
        # A sample that would still be typeset is for nobody.
        self._pause.stop()
        self.sample.give_up()
        self.banner.setVisible(not self.may)
        self.left.emit()

    def _keep(self, key: str, editing: TextEditing) -> str:
        """A new version of a text there is, or the first of a template that is not kept yet; gives the day it begins."""
        station, act = self._context.station, self._context.act()
        if self._is_kept(key):
            return save_wording(station, KINDS, key, editing.values(), editing.valid_from(), act)
        text = replace(self.texts[key], parts=editing.values())
        return begin_wording(station, KINDS, text, editing.valid_from(), act)

    def _is_kept(self, key: str) -> bool:
        return key in shipped_texts() or key in self._context.station.texts.own()

    def _make_template(self, asked: LabelledRows) -> None:
        """Nothing is kept before it is saved; like what is typed it stays while the page does."""
        pattern = self.texts[self.key()]
        parts = self.editings[pattern.key].values()
        text = new_template(self._context.station, asked.text("key"), parts, pattern)
        if text.key in self.texts:
            raise FaultyEntry((Fault("key", f"“{text.key}”正在新建，还没保存"),))
        self._add(text)
        editing = self.editings[text.key]
        editing.set_values(parts)
        editing.rows.editors[VALID_FROM].set_value(self._context.now().date().isoformat())
        self._unsaved.add(text.key)
        self.begin(text.key)

    def _state_words(self, key: str, versions: list[TextVersion], today: date) -> str:
        if key in self._unsaved:
            return "有没保存的改动" if versions or key in shipped_texts() else _NEW
        return in_force_words(self.texts[key], versions, today)

    def _saved(self, key: str, valid_from: str) -> None:
        self._unsaved.discard(key)
        self.editings[key].show_faults(())
        self.begin(key)
        self.banner.tell(f"已保存，{valid_from} 起签发的文书用这段文字，以前签发的不变。", Tone.GOOD)
        self.banner.show()

    def _show(self, row: int) -> None:
        if row >= 0:
            self._part = ""
            self._editors.setCurrentIndex(row)
            self._new.setVisible(self.may and is_template(self.texts[self.key()]))
            self._look()

    def _typed(self, part: str) -> None:
        self._part = part
        self._unsaved.add(self.key())
        self._pause.start()

    def _take_up(self, parts: dict[str, str]) -> None:
        """An older version is put into the editors; it is kept only when it is saved."""
        self.editings[self.key()].set_values(parts)
        if self.may:
            self._unsaved.add(self.key())
        self._look()

    def _look(self) -> None:
        self.sample.look(self.texts[self.key()], self.editings[self.key()].values(), self._part)

    def _add(self, text: StandingText) -> None:
        editing = TextEditing(text, TypedDays(self._context.now), may=self.may)
        editing.changed.connect(self._typed)
        editing.taken_up.connect(self._take_up)
        self.texts[text.key], self.editings[text.key] = text, editing
        self._editors.addWidget(editing)
        item = QStandardItem(text_title(text))
        item.setToolTip(text.use)
        self._model.appendRow(item)

    def _lay_out(self) -> None:
        heading = PageHeading(Place.TEXTS.value, "改动只用在以后签发的文书，旧文书保留原来的文字")
        back = QuietButton.of(RETURN)
        back.clicked.connect(self.cancel)
        save = PrimaryButton(SAVE.title, key=SAVE.key_words)
        save.clicked.connect(self.save)
        self._new = QuietButton.of(NEW_TEMPLATE)
        self._new.clicked.connect(self.ask_template)
        for button in (back, self._new, save):
            heading.row.addWidget(button)
        save.setVisible(self.may)
        texts = Card(padded=False)
        texts.setFixedWidth(_LIST_WIDTH)
        texts.body.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(Space.GAP)
        row.addWidget(texts)
        row.addWidget(self._editors, 1)
        row.addWidget(self.sample, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
