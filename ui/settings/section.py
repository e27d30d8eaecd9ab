"""What the sections of 设置 share: a heading, a card, and that only some may change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Right, may
from fengqiao_desk.station.rights import RIGHTS

from ..actions import Place
from ..context import WindowContext
from ..look import Tone
from ..widgets import Banner, Card, PageHeading, PrimaryButton, ScrollingColumn


class SettingsSection(ScrollingColumn):
    """One section; `may` says whether the signed-in officer changes it: with the right, or where none is asked."""

    def __init__(self, context: WindowContext, place: Place, words: str, right: Right | None = None) -> None:
        super().__init__()
        self.context, self.place = context, place
        # Only for what is offered: the verb in the core asks again.
        refusal = "" if right is None else context.why_not(right)
        self.may = not refusal
        self.column.addWidget(PageHeading(place.value, words))
        self.banner = Banner("", Tone.GOOD)
        self.banner.hide()
        self.column.addWidget(self.banner)
        if right is not None and not self.may:
            by_role = only_read(right) if not may(context.officer, right) else refusal
            self.column.addWidget(Banner(by_role, Tone.ACCENT))

    def refresh(self) -> None:
        """Reads what may have changed."""

    def card(self, heading: str = "") -> Card:
        """One more card at the end of the section."""
        made = Card(heading)
        self.column.addWidget(made)
        return made

    def say(self, sentence: str) -> None:
        """What was done, over the section until something else is."""
        self.banner.tell(sentence, Tone.GOOD)
        self.banner.show()

    def attempt(self, act: Callable[[], None], failed: Callable[[Problem], None]) -> bool:
        """Does it; a problem goes to `failed`, which shows it beside its field."""
        try:
            act()
        except Problem as problem:
            failed(problem)
            return False
        return True


def only_read(right: Right) -> str:
    """What is said to who may look and not change."""
    return f"{'和'.join(RIGHTS[right])}可以更改；您可以查看。"


def act_row(button: PrimaryButton) -> QWidget:
    """The act at the right under its fields."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch()
    row.addWidget(button)
    return holder
