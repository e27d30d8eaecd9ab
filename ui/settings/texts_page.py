"""文书文字: the standing wording of documents, edited as plain words with a sample page beside; every version is kept."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases.wording import save_wording
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Right, may
from fengqiao_desk.station.text_words import text_title
from fengqiao_desk.station.texts import StandingText, shipped_texts

from ..actions import CANCEL, SAVE, bind
from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import Banner, Card, PageHeading, PrimaryButton, QuietButton, RowList, RowRole
from ..widgets.editors.typed_days import TypedDays
from .section import only_read
from .texts_editing import VALID_FROM, TextEditing
from .texts_sample_pane import SamplePane
from .texts_words import in_force_words

PREVIEW_MILLISECONDS = 500
_LIST_WIDTH = 222


class TextsPage(QWidget):
    """Texts at the left, the parts of the chosen one in the middle, its sample at the right; `left` at Esc."""

    left = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.may = may(context.officer, Right.CHANGE_TEXTS)
        self._part = ""
        self._unsaved: set[str] = set()
        self.editings: dict[str, TextEditing] = {}
        self.list = RowList("固定文字")
        self.sample = SamplePane(context)
        self.banner = Banner(only_read(Right.CHANGE_TEXTS), Tone.ACCENT, parent=self)
        self.banner.setVisible(not self.may)
        self._model, self._editors = QStandardItemModel(self), QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_MILLISECONDS)
        self._pause.timeout.connect(self._look)
        for text in shipped_texts().values():
            self._add(text)
        self._lay_out()
        bind((SAVE, CANCEL), self, self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._show(now.row()))
        self.setFocusProxy(self.list)

    def begin(self, key: str = "") -> None:
        """Reads the wording anew and shows the text of this key; what was typed and not saved stays."""
        row = list(self.editings).index(key or self.key())
        today, texts = self._context.now().date(), self._context.station.texts
        for place, (known, editing) in enumerate(self.editings.items()):
            versions = texts.versions(known)
            if known not in self._unsaved:
                editing.set_values(texts.on(known, today))
                editing.rows.editors[VALID_FROM].set_value(today.isoformat())
            editing.show_versions(versions, today)
            unsaved = "有没保存的改动" if known in self._unsaved else ""
            self._model.item(place).setData(unsaved or in_force_words(versions, today), RowRole.CONTEXT)
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
            valid_from = save_wording(
                self._context.station,
                KINDS,
                key,
                editing.values(),
                editing.valid_from(),
                self._context.act(),
            )
        except Problem as problem:
            if not problem.faults or editing.show_faults(problem.faults):
                self._context.messages.problem(problem)
        else:
            self._saved(key, valid_from)

    def cancel(self) -> None:
        """Leaves the page."""
        self._pause.stop()
        self.sample.give_up()
        self.banner.setVisible(not self.may)
        self.left.emit()

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
        self.sample.look(self.key(), self.editings[self.key()].values(), self._part)

    def _add(self, text: StandingText) -> None:
        editing = TextEditing(text, TypedDays(self._context.now), may=self.may)
        editing.changed.connect(self._typed)
        editing.taken_up.connect(self._take_up)
        self.editings[text.key] = editing
        self._editors.addWidget(editing)
        item = QStandardItem(text_title(text))
        item.setToolTip(text.use)
        self._model.appendRow(item)

    def _lay_out(self) -> None:
        heading = PageHeading("文书文字", "改动只用在以后签发的文书，旧文书保留原来的文字")
        back = QuietButton("返回", icon_name="chevron_left", key=CANCEL.key_words)
        back.clicked.connect(self.cancel)
        save = PrimaryButton(SAVE.title, key=SAVE.key_words)
        save.clicked.connect(self.save)
        for button in (back, save):
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
