"""设置 · 文书文字: the standing texts with whose wording holds; opens the page where they are edited."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.station import Right
from fengqiao_desk.station.text_words import text_title
from fengqiao_desk.station.texts import shipped_texts

from ..context import WindowContext
from ..widgets import QuietButton, label
from .section import SettingsSection
from .texts_words import in_force_words


class TextsSection(SettingsSection):
    """`asked(key)` when a text is to be read or changed."""

    asked = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, "文书文字", "告知书和协议书里固定的话", Right.CHANGE_TEXTS)
        card = self.card()
        self.buttons: dict[str, QuietButton] = {}
        self.in_force = {key: label("", "context", wrap=True) for key in shipped_texts()}
        for text in shipped_texts().values():
            card.body.addWidget(self._line(text.key, text_title(text)))
        self.column.addStretch()
        self.setFocusProxy(next(iter(self.buttons.values())))

    def refresh(self) -> None:
        """Whose wording of each text holds today."""
        today = self.context.now().date()
        for key, words in self.in_force.items():
            words.setText(in_force_words(self.context.station.texts.versions(key), today))

    def _line(self, key: str, use: str) -> QWidget:
        line = QWidget()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(use, "strong", wrap=True))
        words.addWidget(self.in_force[key])
        button = QuietButton("更改" if self.may else "查看")
        button.setAccessibleName(f"{button.text()}{use}")
        button.clicked.connect(partial(self.asked.emit, key))
        self.buttons[key] = button
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(words, 1)
        row.addWidget(button)
        return line
