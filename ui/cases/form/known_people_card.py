"""The card of possibly known people: who, why, which earlier cases, and the officer's decision."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases.known_people import KnownParty
from fengqiao_desk.values.days import day_words

from ...actions import ANOTHER_PERSON, SAME_PERSON, UNDECIDED
from ...look import Tone
from ...widgets import Badge, Card, ElidedLabel, FlowLayout, LinkButton, QuietButton, label

HEADING = "可能认识的人"


class ShownPerson(NamedTuple):
    """The key of a decision, the party as typed, the earlier cases, and whether it was called the same person."""

    key: tuple[str, ...]
    name: str
    found: tuple[KnownParty, ...]
    same: bool


class KnownPeopleCard(Card):
    """`decided(key, same)`: True 是同一人, False 不是, None takes it back; hidden while there is nothing to show."""

    decided = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(HEADING)
        self._shown: list[ShownPerson] = []
        self.hide()

    def set_people(self, people: list[ShownPerson], today: date) -> None:
        """Shows these; what stays as it was is not drawn anew, so that a button in focus keeps the focus."""
        if people == self._shown:
            return
        self._shown = people
        self.clear()
        for person in people:
            self.body.addWidget(self._person(person, today))
        self.setVisible(bool(people))

    def _person(self, person: ShownPerson, today: date) -> QWidget:
        found = person.found
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QWidget()
        flow = FlowLayout(head, spacing=8)
        flow.addWidget(label(found[0].name, "strong"))
        flow.addWidget(Badge(found[0].reason, Tone.WARNING))
        column.addWidget(head)
        column.addWidget(label(f"{len(found)} 起 · 最近 {day_words(found[0].day, today)}", "context"))
        for known in found:
            column.addWidget(ElidedLabel(f"{known.number}　{known.title}", "small"))
        column.addLayout(self._decision(person.key, f"{person.name}与{found[0].name}", person.same))
        return shown

    def _decision(self, key: tuple[str, ...], who: str, same: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if same:
            back = LinkButton.of(UNDECIDED)
            back.setAccessibleName(f"撤回：{who}{SAME_PERSON.title}")
            back.clicked.connect(partial(self._tell, key, None))
            row.addWidget(Badge("保存后关联", Tone.GOOD))
            row.addWidget(back)
        else:
            for act, decision in ((SAME_PERSON, True), (ANOTHER_PERSON, False)):
                button = QuietButton.of(act)
                button.setAccessibleName(f"{who}{act.title}")
                # A click leaves the keyboard in the field where the officer types.
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.clicked.connect(partial(self._tell, key, decision))
                row.addWidget(button)
        row.addStretch(1)
        return row

    def _tell(self, key: tuple[str, ...], same: bool | None, _checked: bool = False) -> None:
        self.decided.emit(key, same)
