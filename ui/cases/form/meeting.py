"""Two hands at one case: each field that two officers changed, old, theirs and mine side by side, and which of the two is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from fengqiao_desk.cases.facts.differing import Difference
from fengqiao_desk.cases.facts.meeting import Conflict, Meeting
from fengqiao_desk.values.days import day_words

from ...actions import ALL_MINE, ALL_THEIRS, CONFIRM, LEAVE, set_key
from ...look import Space, Tone
from ...widgets import Banner, HairLine, PrimaryButton, QuietButton, ScrollingColumn, label
from ...widgets.editors.picks import SegmentedEditor
from ...widgets.fitted import FittedDialog

THEIRS: Final = "用对方的"
MINE: Final = "用我的"
EMPTY: Final = "（空）"
_HEADS: Final = ("栏目", "原来", "对方改成", "我填的", "采用")
# Old, theirs and mine share what room there is; label and choice have what they need.
_STRETCH: Final = (0, 2, 3, 3, 0)
_LABEL_WIDTH: Final = 116
_SIZE: Final = (1060, 560)


class MeetingDialog(FittedDialog):
    """`settled(entry)` brings the entry in which both stand, once every conflict is settled; `goes_on` says what comes then."""

    settled = Signal(dict)

    def __init__(self, meeting: Meeting, goes_on: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("两个人改了同一件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(_SIZE[0], parent.window().width() - Space.MARGIN), _SIZE[1])
        self._meeting, self._today = meeting, today
        self._do = PrimaryButton.of(
            CONFIRM, f"按所选的{goes_on}" if meeting.conflicts else f"看过了，{goes_on}"
        )
        self.choices: dict[str, SegmentedEditor] = {}
        self._sides: dict[str, tuple[QLabel, QLabel]] = {}
        self.banner = Banner("", Tone.WARNING)
        self.banner.hide()
        self._lay_out()
        if self.choices:
            self._first_open().setFocus()

    def try_it(self) -> None:
        """Brings the settled entry; while something is not settled it goes there instead."""
        left = [choice for choice in self.choices.values() if choice.value() is None]
        if left:
            self.banner.tell(f"还有 {len(left)} 处没有选", Tone.WARNING)
            self.banner.show()
            for choice in left:
                choice.set_fault("请选一个")
            self._first_open().setFocus()
            return
        theirs = [path for path, choice in self.choices.items() if choice.value() == THEIRS]
        entry = self._meeting.settled(theirs)
        self.accept()
        self.settled.emit(entry)

    def take_all_mine(self) -> None:
        """Mine in every field."""
        self._take_all(MINE)

    def take_all_theirs(self) -> None:
        """The other's in every field."""
        self._take_all(THEIRS)

    def _take_all(self, words: str) -> None:
        for path, choice in self.choices.items():
            choice.set_value(words)
            self._chosen(path)
        self._do.setFocus()

    def _first_open(self) -> QWidget:
        """The first choice that is still to be made, else the button that ends the dialog."""
        left = (choice for choice in self.choices.values() if choice.value() is None)
        return next(left, self._do)

    def _lay_out(self) -> None:
        case = self._meeting.case
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label("您填表的时候，这一件被别人改过", "title", wrap=True))
        column.addWidget(label(f"{case.title} · {case.number}", "context", wrap=True))
        column.addWidget(self.banner)
        content = ScrollingColumn()
        for words in self._meeting.since:
            content.column.addWidget(label(words, "strong", wrap=True))
        if self._meeting.conflicts:
            content.column.addLayout(self._table())
        if self._meeting.taken:
            content.column.addWidget(_taken(self._meeting.taken))
        content.column.addStretch(1)
        column.addWidget(content, 1)
        column.addLayout(self._buttons())

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        for place, (words, stretch) in enumerate(zip(_HEADS, _STRETCH, strict=True)):
            grid.addWidget(label(words, "small"), 0, place)
            grid.setColumnStretch(place, stretch)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        for conflict in self._meeting.conflicts:
            row = grid.rowCount()
            grid.addWidget(HairLine(), row, 0, 1, len(_HEADS))
            for place, widget in enumerate(self._line(conflict)):
                grid.addWidget(widget, row + 1, place, Qt.AlignmentFlag.AlignTop)
        return grid

    def _line(self, conflict: Conflict) -> Sequence[QWidget]:
        """Label, old, theirs with who and when, mine, the choice."""
        theirs, mine = (label(words or EMPTY, wrap=True) for words in (conflict.theirs, conflict.mine))
        choice = SegmentedEditor((THEIRS, MINE))
        choice.set_name(f"{conflict.label}采用哪一个")
        for segment, words in zip(
            choice.findChildren(QRadioButton), (conflict.theirs, conflict.mine), strict=True
        ):
            # Read out with the segment: who cannot see the line learns what it stands for.
            segment.setAccessibleDescription(f"{conflict.label}：{words or EMPTY}")
        choice.changed.connect(lambda: self._chosen(conflict.field))
        self.choices[conflict.field] = choice
        self._sides[conflict.field] = (theirs, mine)
        return (
            label(conflict.label, "strong", wrap=True),
            _struck(conflict.old or EMPTY),
            _with_who(theirs, conflict, self._today),
            mine,
            choice,
        )

    def _chosen(self, path: str) -> None:
        """What is not taken turns pale."""
        value = self.choices[path].value()
        self.choices[path].set_fault(None)
        for side, words in zip(self._sides[path], (THEIRS, MINE), strict=True):
            side.setProperty("role", "body" if value == words else "context")
            # A stylesheet that asks for a property looks at it only when the widget is polished.
            side.style().unpolish(side)
            side.style().polish(side)
        if all(choice.value() for choice in self.choices.values()):
            self.banner.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        leave = QuietButton.of(LEAVE, "先回表里")
        set_key(self._do, CONFIRM)
        leave.clicked.connect(self.reject)
        self._do.clicked.connect(self.try_it)
        if self._meeting.conflicts:
            for act, take in ((ALL_THEIRS, self.take_all_theirs), (ALL_MINE, self.take_all_mine)):
                button = QuietButton.of(act)
                set_key(button, act)
                button.clicked.connect(take)
                button.setAutoDefault(False)
                row.addWidget(button)
        row.addStretch()
        for button in (leave, self._do):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row


def _struck(words: str) -> QLabel:
    """What stood before, pale and struck through."""
    made = label(words, "context", wrap=True)
    font = made.font()
    font.setStrikeOut(True)
    made.setFont(font)
    made.setAccessibleName(f"原来：{words}")
    return made


def _with_who(theirs: QLabel, conflict: Conflict, today: date) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(theirs)
    if conflict.by:
        column.addWidget(label(f"{conflict.by} {day_words(conflict.at[:16], today)}", "small", wrap=True))
    return cell


def _taken(taken: Sequence[Difference]) -> QWidget:
    """What needs no choice, for the officer to know."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label("对方改了、您没有动的，已一并采用", "small"))
    for each in taken:
        words = f"{each.label}：{each.old or EMPTY} → {each.new or EMPTY}"
        column.addWidget(label(words, "context", wrap=True))
    return box
