"""设置 · 词表: the words the station chooses from; ended ones stay in old records."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.station.vocabularies import Term, titles

from ..context import WindowContext
from ..look import Tone
from ..widgets import Badge, ChoiceEditor, LineEditor, LinkButton, PrimaryButton, label
from ..widgets.labelled_rows import LabelledRows
from .settings_section import SettingsSection, act_row


class WordsSection(SettingsSection):
    """One vocabulary at a time; those fixed by law are shown, not changed."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, "词表", "停用的词不再能选，旧记录和旧月份保留原词")
        self._titles = {found.title: found for found in titles()}
        self.which = ChoiceEditor(list(self._titles))
        self.which.set_value(next(iter(self._titles)))
        self.which.changed.connect(self.refresh)
        chooser = LabelledRows(90)
        chooser.add("vocabulary", "词表", self.which)
        self.source = label("", "small", wrap=True)
        self._list = self.card()
        self._list.body.addWidget(chooser)
        self._list.body.addWidget(self.source)
        self._lines = QWidget()
        self._list.body.addWidget(self._lines)
        self.rows = LabelledRows(90)
        self.rows.add("label", "新词", LineEditor())
        self.rows.add("unit", "单位", LineEditor("工作事项才填"))
        add = PrimaryButton("增加词条")
        add.clicked.connect(self.add)
        self._adding = self.card("增加词条")
        self._adding.body.addWidget(self.rows)
        self._adding.body.addWidget(act_row(add))
        self.column.addStretch()
        self.setFocusProxy(self.which)

    def key(self) -> str:
        """The vocabulary shown; empty while the words typed name none."""
        found = self._titles.get(str(self.which.value() or ""))
        return found.key if found else ""

    def refresh(self) -> None:
        found = self._titles.get(str(self.which.value() or ""))
        if found is None:
            return
        editable = self.may and not found.fixed
        self.source.setText(f"由法律或程序规定，不能增减。{found.source}" if found.fixed else "")
        self.source.setVisible(found.fixed)
        self._adding.setVisible(editable)
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for term in self.context.station.vocabularies.every(found.key):
            column.addWidget(self._line(term, editable))
        self._list.body.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines

    def add(self) -> None:
        today, by = self.context.now().date().isoformat(), self.context.officer.name
        word, unit = self.rows.text("label"), self.rows.text("unit")
        facts = {"unit": unit} if unit else {}
        words = self.context.station.vocabularies
        added = self.attempt(
            lambda: words.add(self.key(), word, today, facts, self.stamp(), by), self._failed
        )
        if added:
            for editor in self.rows.editors.values():
                editor.set_value(None)
            self.rows.show_faults(())
            self.say(f"已增加“{word}”，从今天起可以选。")
            self.refresh()

    def end(self, word: str) -> None:
        """The word cannot be chosen from today on."""
        today, by = self.context.now().date().isoformat(), self.context.officer.name
        ended = self.attempt(
            lambda: self.context.station.vocabularies.end(self.key(), word, today, self.stamp(), by),
            self.context.messages.problem,
        )
        if ended:
            self.say(f"已停用“{word}”。")
            self.refresh()

    def _failed(self, problem: Problem) -> None:
        if not problem.faults or self.rows.show_faults(problem.faults):
            self.context.messages.problem(problem)

    def _line(self, term: Term, editable: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(10)
        row.addWidget(label(term.label))
        row.addWidget(label(str(term.facts.get("unit", "")), "context"), 1)
        if term.valid_to is not None:
            row.addWidget(Badge(f"{term.valid_to} 起停用", Tone.NEUTRAL))
        elif editable:
            end = LinkButton("停用")
            end.setAccessibleName(f"停用 {term.label}")
            end.clicked.connect(lambda: self.end(term.label))
            row.addWidget(end)
        return line
