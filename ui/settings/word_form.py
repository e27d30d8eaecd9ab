"""The form of one word of a vocabulary: its name, the facts the core declares for it, and the day they hold from."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.cases.words import change_word
from fengqiao_desk.fields import Row
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.station.term_facts import add_word, facts_of

from ..actions import ADD_WORD, CHANGE_WORD, LEAVE_WORD, SAVE_WORD
from ..context import WindowContext
from ..widgets import Card, DayEditor, LineEditor, PrimaryButton, QuietButton, label
from ..widgets.editors.declared import make_editor
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.typed_days import DAY_HINT, TypedDays

_LABEL, _FROM = "label", "valid_from"
_LABEL_WIDTH: Final = 130


class WordForm(Card):
    """`kept(sentence)` after a word was added or its facts were changed; faults stand beside their fields."""

    kept = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._vocabulary, self._word = "", ""
        self.rows = LabelledRows(_LABEL_WIDTH)
        self._heading = label(ADD_WORD.title, "strong")
        self.keep_button = PrimaryButton.of(ADD_WORD)
        self.keep_button.clicked.connect(self.keep)
        self.leave_button = QuietButton.of(LEAVE_WORD)
        self.leave_button.clicked.connect(self.leave)
        self.body.addWidget(self._heading)
        self.body.addWidget(self.rows)
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.leave_button)
        row.addWidget(self.keep_button)
        self.body.addWidget(acts)

    def has_facts(self) -> bool:
        """Whether the words of this vocabulary say more than their name."""
        return bool(facts_of(self._vocabulary))

    def changing(self) -> bool:
        """Whether a word in use is being changed, not a new one added."""
        return bool(self._word)

    def begin_new(self, vocabulary: str) -> None:
        """An empty form for one more word of this vocabulary."""
        self._begin(vocabulary, "")

    def begin_change(self, vocabulary: str, word: str) -> None:
        """The form of a word in use, with the facts it has."""
        self._begin(vocabulary, word)
        facts = self._context.station.vocabularies.facts(vocabulary, word)
        for field in facts_of(vocabulary):
            self.rows.editors[field.name].set_value(facts.get(field.name))
        first = next(iter(facts_of(vocabulary)), None)
        if first is not None:
            self.rows.editors[first.name].setFocus()

    def leave(self) -> None:
        """The word stays as it was; the form is for one more again."""
        self.begin_new(self._vocabulary)

    def keep(self) -> None:
        """Adds the word or keeps its changed facts; nothing is kept when something is wrong."""
        word, begins = self._word or self.rows.text(_LABEL), self.rows.text(_FROM)
        try:
            self._write(word, begins)
        except Problem as problem:
            if not problem.faults or self.rows.show_faults(problem.faults):
                self._context.messages.problem(problem)
            return
        done = (
            f"已更改“{word}”，自 {begins} 起。" if self._word else f"已增加“{word}”，自 {begins} 起可以选。"
        )
        self.begin_new(self._vocabulary)
        self.kept.emit(done)

    def _write(self, word: str, begins: str) -> None:
        station, facts, act = self._context.station, self._facts(), self._context.act()
        if self._word:
            change_word(station, KINDS, self._vocabulary, word, begins, facts, act)
        else:
            add_word(station, self._vocabulary, word, begins, facts, act)

    def _facts(self) -> Row:
        return {field.name: self.rows.editors[field.name].value() for field in facts_of(self._vocabulary)}

    def _begin(self, vocabulary: str, word: str) -> None:
        self._vocabulary, self._word = vocabulary, word
        # Made anew: each vocabulary has facts of its own.
        rows = LabelledRows(_LABEL_WIDTH)
        name = LineEditor()
        name.set_value(word or None)
        # Records hold the word itself: another name is another word, and this one is ended.
        name.set_read_only(bool(word))
        rows.add(_LABEL, "词", name)
        choices, typed = (
            EntryChoices(self._context.station, self._context.act()),
            TypedDays(self._context.now),
        )
        for field in facts_of(vocabulary):
            rows.add(field.name, field.label, make_editor(field, choices, typed))
        begins = DayEditor(typed.day, DAY_HINT)
        # From today, unless said otherwise: a word is mostly missed when it is needed.
        begins.set_value(self._context.now().date().isoformat())
        rows.add(_FROM, "自哪一日起", begins)
        self.body.replaceWidget(self.rows, rows)
        self.rows.hide()
        self.rows.deleteLater()
        self.rows = rows
        self._heading.setText(f"{CHANGE_WORD.title}“{word}”" if word else ADD_WORD.title)
        self.keep_button.setText(SAVE_WORD.title if word else ADD_WORD.title)
        self.keep_button.setAccessibleName(self.keep_button.text())
        self.leave_button.setVisible(bool(word))
