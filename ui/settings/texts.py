"""设置 · 文书文字: the standing texts with whose wording holds; opens the page where they are edited."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fengqiao_desk.station import Right
from fengqiao_desk.station.text_words import text_title
from fengqiao_desk.station.texts import StandingText, shipped_texts

from ..actions import CHANGE_TEXT, LOOK_AT_TEXT, Place
from ..context import WindowContext
from ..widgets import QuietButton, label
from .section import SettingsSection
from .texts_words import in_force_words


class TextsSection(SettingsSection):
    """`asked(key)` when a text is to be read or changed."""

    asked = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.TEXTS, "告知书和协议书里固定的话", Right.CHANGE_TEXTS)
        self._texts = self.card()
        self.buttons: dict[str, QuietButton] = {}
        self.in_force: dict[str, QLabel] = {}
        for text in shipped_texts().values():
            self._add(text)
        self.column.addStretch()
        self.setFocusProxy(next(iter(self.buttons.values())))

    def refresh(self) -> None:
        """Whose wording of each text holds today; a text made meanwhile gets its line."""
        today, texts = self.context.now().date(), self.context.station.texts
        every = {**shipped_texts(), **texts.own()}
        for key, text in every.items():
            if key not in self.in_force:
                self._add(text)
            self.in_force[key].setText(in_force_words(text, texts.versions(key), today))

    def _add(self, text: StandingText) -> None:
        self.in_force[text.key] = label("", "context", wrap=True)
        self._texts.body.addWidget(self._line(text.key, text_title(text)))

    def _line(self, key: str, use: str) -> QWidget:
        line = QWidget()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(use, "strong", wrap=True))
        words.addWidget(self.in_force[key])
        button = QuietButton.of(CHANGE_TEXT if self.may else LOOK_AT_TEXT)
        button.setAccessibleName(f"{button.text()}{use}")
        button.clicked.connect(partial(self.asked.emit, key))
        self.buttons[key] = button
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(words, 1)
        row.addWidget(button)
        return line
