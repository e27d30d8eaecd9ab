"""The parts of one standing text in the hand: plain words, placeholders by their meaning, from when, the versions kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from fengqiao_desk.problems import Fault
from fengqiao_desk.station.text_words import part_words
from fengqiao_desk.station.texts import StandingText, TextVersion, shipped_texts

from ..actions import LOOK_AT_TEXT, TAKE_UP
from ..widgets import Card, DayEditor, FlowLayout, LinkButton, LongTextEditor, ScrollingColumn, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.typed_days import TypedDays
from .texts_words import SHIPPED, placeholder_words, version_words

VALID_FROM = "valid_from"
_LETTERS_A_ROW = 24


class TextEditing(ScrollingColumn):
    """Editors of the parts of `text`; `changed(part)` while typing, `taken_up(parts)` when an older version is to be edited."""

    changed = Signal(str)
    taken_up = Signal(object)

    def __init__(self, text: StandingText, typed: TypedDays, *, may: bool) -> None:
        super().__init__()
        self._text, self._may = text, may
        self.parts: dict[str, LongTextEditor] = {}
        self.placeholders: dict[tuple[str, str], LinkButton] = {}
        words = Card()
        for name in text.parts:
            words.body.addWidget(self._part(name))
        self.column.addWidget(words)
        self.rows = LabelledRows(100)
        self.rows.add(VALID_FROM, "自哪一日起用", DayEditor(typed.day))
        self.rows.editors[VALID_FROM].set_read_only(not may)
        self.versions = Card("版本")
        self.version_links: list[LinkButton] = []
        self._version_lines: list[QWidget] = []
        from_when = Card()
        from_when.body.addWidget(self.rows)
        self.column.addWidget(from_when)
        self.column.addWidget(self.versions)
        self.column.addStretch()
        self.setFocusProxy(next(iter(self.parts.values())))

    def values(self) -> dict[str, str]:
        """The parts as they stand; an emptied one is an empty text."""
        return {name: str(editor.value() or "") for name, editor in self.parts.items()}

    def set_values(self, parts: dict[str, str]) -> None:
        """Other words in every part; a part that is not given is emptied."""
        for name, editor in self.parts.items():
            editor.set_value(parts.get(name, "").strip())
            editor.set_fault(None)

    def valid_from(self) -> str:
        """The day from which the words are to hold, as typed."""
        return self.rows.text(VALID_FROM)

    def show_faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """Each beside its part, the first in focus; gives back those that belong elsewhere."""
        # Reversed, so that of several faults of one part the first is said.
        found = {fault.field: fault.message for fault in reversed(list(faults))}
        for name, editor in self.parts.items():
            editor.set_fault(found.pop(name, None))
        left = self.rows.show_faults(Fault(name, words) for name, words in found.items())
        faulty = next((editor for editor in self.parts.values() if editor.fault()), None)
        if faulty is not None:
            faulty.setFocus()
            self.ensureWidgetVisible(faulty, 0, 40)
        return left

    def show_versions(self, versions: list[TextVersion], today: date) -> None:
        """The newest first, the shipped words last; each can be taken up again."""
        for line in self._version_lines:
            self.versions.body.removeWidget(line)
            # Hidden at once: it lives until the events come round.
            line.hide()
            line.deleteLater()
        self._version_lines, self.version_links = [], []
        for version in reversed(versions):
            self._add_version(version_words(version, today), dict(version.parts))
        if self._text.key in shipped_texts():
            self._add_version(SHIPPED, dict(self._text.parts))

    def insert(self, part: str, placeholder: str) -> None:
        """Puts a placeholder where the cursor stands in the part."""
        # The editor has no cursor of its own; the field within has.
        written = self.parts[part].findChild(QPlainTextEdit)
        if isinstance(written, QPlainTextEdit):
            written.insertPlainText("{" + placeholder + "}")
            # Typing goes on behind what was put in.
            written.setFocus()

    def _part(self, name: str) -> QWidget:
        editor = LongTextEditor(rows=_rows(self._text.parts[name]))
        editor.set_name(part_words(name))
        editor.set_read_only(not self._may)
        if isinstance(written := editor.findChild(QPlainTextEdit), QPlainTextEdit):
            written.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.changed.connect(lambda: self.changed.emit(name))
        self.parts[name] = editor
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(5)
        column.addWidget(label(part_words(name), "strong", wrap=True))
        column.addWidget(editor)
        if self._text.placeholders and self._may:
            column.addWidget(self._placeholder_row(name))
        return holder

    def _placeholder_row(self, part: str) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, 12)
        flow.addWidget(label("插入：", "small"))
        for name in self._text.placeholders:
            link = LinkButton(f"{placeholder_words(name)} {{{name}}}")
            link.setAccessibleName(f"在{part_words(part)}插入{placeholder_words(name)}")
            link.clicked.connect(partial(self.insert, part, name))
            self.placeholders[part, name] = link
            flow.addWidget(link)
        return row

    def _add_version(self, words: str, parts: dict[str, str]) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        link = LinkButton.of(TAKE_UP if self._may else LOOK_AT_TEXT)
        link.setAccessibleName(f"{link.text()}：{words}")
        link.clicked.connect(lambda: self.taken_up.emit(parts))
        row.addWidget(label(words, "context", wrap=True), 1)
        row.addWidget(link)
        self.version_links.append(link)
        self._version_lines.append(line)
        self.versions.body.addWidget(line)


def _rows(shipped: str) -> int:
    """Room for the shipped words and one line more."""
    return 1 + sum(1 + len(line) // _LETTERS_A_ROW for line in shipped.strip().splitlines())
