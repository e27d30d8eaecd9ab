"""设置 · 词表: the words the station chooses from and what each of them means; ended ones stay in old records."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.station import Right
from fengqiao_desk.station.term_facts import shown
from fengqiao_desk.station.vocabularies import Term, shipped

from ..actions import CHANGE_WORD, END_WORD, Place
from ..context import WindowContext
from ..look import Tone
from ..widgets import Badge, ChoiceEditor, LinkButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from .section import SettingsSection
from .word_form import WordForm


class WordsSection(SettingsSection):
    """One vocabulary at a time; those fixed by law are shown, not changed."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.WORDS, "停用的词不再能选，旧记录和旧月份保留原词", Right.CHANGE_WORDS)
        self._titles = {found.title: found for found in shipped().values()}
        self.which = ChoiceEditor(list(self._titles))
        self.which.set_value(next(iter(self._titles)))
        self.which.changed.connect(self._begin)
        chooser = LabelledRows(90)
        chooser.add("vocabulary", "词表", self.which)
        self.source = label("", "small", wrap=True)
        self._list = self.card()
        self._list.body.addWidget(chooser)
        self._list.body.addWidget(self.source)
        self._lines = QWidget()
        self._list.body.addWidget(self._lines)
        self.form = WordForm(context)
        self.form.kept.connect(self._kept)
        self.column.addWidget(self.form)
        self.column.addStretch()
        self.verticalScrollBar().rangeChanged.connect(self._bring_form)
        self.setFocusProxy(self.which)
        self._begin()

    def key(self) -> str:
        """The vocabulary shown; empty while the words typed name none."""
        found = self._titles.get(str(self.which.value() or ""))
        return found.key if found else ""

    def refresh(self) -> None:
        """The words of the vocabulary in view; the form only where they may be changed."""
        found = self._titles.get(str(self.which.value() or ""))
        if found is None:
            return
        # Words that the law or the program rests on are shown with their source and never changed.
        editable = self.may and not found.fixed
        self.source.setText(f"由法律或程序规定，不能增减。{found.source}" if found.fixed else "")
        self.source.setVisible(found.fixed)
        self.form.setVisible(editable)
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for term in self._newest():
            column.addWidget(self._line(term, editable))
        self._list.body.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines

    def add(self) -> None:
        """Keeps what stands in the form, a new word or other facts of one."""
        self.form.keep()

    def change(self, word: str) -> None:
        """Puts a word's facts into the form, and brings it into view."""
        self.form.begin_change(self.key(), word)
        self._bring_form()

    def end(self, word: str) -> None:
        """The word cannot be chosen from today on."""
        act = self.context.act()
        ended = self.attempt(
            lambda: self.context.station.vocabularies.end(self.key(), word, act.day.isoformat(), act),
            self.context.messages.problem,
        )
        if ended:
            self._kept(f"已停用“{word}”。")

    def _bring_form(self) -> None:
        """While a word is changed its form stays in view, also once its rows have got their height."""
        if self.form.changing():
            self.ensureWidgetVisible(self.form)

    def _begin(self) -> None:
        """Another vocabulary: its words, and the form for one more of them."""
        if self.key():
            self.form.begin_new(self.key())
            self.refresh()

    def _kept(self, sentence: str) -> None:
        """What was kept is said over the list, which is shown from its beginning."""
        self.say(sentence)
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def _newest(self) -> list[Term]:
        """Each word once, as it stands or as it was when it ended."""
        found: dict[str, Term] = {}
        for term in self.context.station.vocabularies.every(self.key()):
            # A word that was changed has several terms in the order they were put in: the last one stands.
            found[term.label] = term
        return list(found.values())

    def _line(self, term: Term, editable: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(term.label))
        facts = "　".join(f"{name}：{value}" for name, value in shown(self.key(), term.facts))
        if facts:
            words.addWidget(label(facts, "small", wrap=True))
        row.addLayout(words, 1)
        if term.valid_to is not None:
            row.addWidget(Badge(f"{term.valid_to} 起停用", Tone.NEUTRAL))
        elif term.valid_from > self.context.now().date().isoformat():
            row.addWidget(Badge(f"{term.valid_from} 起", Tone.ACCENT))
        if term.valid_to is None and editable:
            self._add_acts(row, term.label)
        return line

    def _add_acts(self, row: QHBoxLayout, word: str) -> None:
        change, end = (CHANGE_WORD, self.change), (END_WORD, self.end)
        for act, do in (change, end) if self.form.has_facts() else (end,):
            button = LinkButton.of(act)
            button.setAccessibleName(f"{act.title} {word}")
            # Bound now: a lambda reads the loop's own `do` when it is called, and that is the last one.
            button.clicked.connect(lambda _=False, do=do: do(word))
            row.addWidget(button)
