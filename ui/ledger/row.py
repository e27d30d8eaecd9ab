"""One row of the ledger, typed fast: the unit follows from the activity, Enter keeps it and begins the next."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.activities import duplicates
from fengqiao_desk.activities.declaration import Activity
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.cases.starting import starting_entry
from fengqiao_desk.fields import Field, Row
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.station import EntryChoices

from .. import undoing
from ..actions import KEEP_ROW, SAME_AGAIN, set_key
from ..context import WindowContext
from ..look import Tone
from ..widgets import Banner, Card, ChoiceEditor, Editor, PrimaryButton, QuietButton, label
from ..widgets.buttons import is_enter
from ..widgets.editors.declared import make_editor
from ..widgets.editors.typed_days import TypedDays
from ..widgets.editors.warning_line import shown_warning, warn


# Column is generic and invariant: only what all of them have is asked for.
class _Declared(Protocol):
    @property
    def declared(self) -> Field: ...


def _named(*columns: _Declared) -> tuple[str, ...]:
    return tuple(column.declared.name for column in columns)


_DAY, _ACTIVITY, _QUANTITY, _UNIT, _REST = _named(
    Activity.day, Activity.activity, Activity.quantity, Activity.unit, Activity.approximate
)
_SHARES: Final = {_DAY: 3, _ACTIVITY: 4, _QUANTITY: 2, _UNIT: 2, _REST: 2}
"""The upper line, and how much of it each takes."""
_STAYS: Final = _named(Activity.day, Activity.officers, Activity.area, Activity.partners)
"""What the next row begins with: the rest is typed anew."""
_SAME: Final = _named(Activity.day, Activity.activity, Activity.area)
# Fields of one line: in names Enter ends a name, on a tick it would be an accident.
_ENTER_KEEPS: Final = (_DAY, _ACTIVITY, _QUANTITY, _UNIT, *_named(Activity.area, Activity.note))
# `2300余只` is how ledgers write more than 2300.
_REMAINDER: Final = "余"


class LedgerRow(Card):
    """The row's editors by field name; `kept(number)` after each row that was saved."""

    kept = Signal(str)

    def __init__(self, context: WindowContext, kind: CaseKind) -> None:
        super().__init__()
        self.setAccessibleName(f"登记{kind.noun}")
        self._context, self._kind = context, kind
        self._last: Row | None = None
        self._kept = ""
        self.editors: dict[str, Editor] = {}
        self.again = QuietButton.of(SAME_AGAIN)
        set_key(self.again, SAME_AGAIN)
        self.again.setEnabled(False)
        self.confirmation = Banner("", Tone.GOOD)
        self.confirmation.hide()
        self._make_editors()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.editors[_ACTIVITY])

    def keep(self) -> None:
        """Saves the row and begins the next; faults stand beside their fields."""
        # Enter keeps without leaving the field, which would have done it.
        self._split_remainder()
        entry = {name: editor.value() for name, editor in self.editors.items()}
        try:
            case = cases.receive(self._context.station, self._kind, entry, self._context.act())
        except Problem as problem:
            self._show_faults(problem)
            return
        self._last = entry
        self._begin_next(case)
        self.kept.emit(case.number)
        self._context.done(undoing.received(self._context.station, case, self._context.act))

    def follow(self, number: str) -> None:
        """What is said of the row kept last goes when that is taken back, and comes again with it."""
        if number and number == self._kept:
            kept = cases.load(self._context.station, self._kind, number)
            self.confirmation.setVisible(kept.withdrawal is None)

    def same_again(self) -> None:
        """Puts the last row in once more and goes to its quantity."""
        if self._last is not None:
            for name, editor in self.editors.items():
                editor.set_value(self._last[name])
            self._warn_of_same()
            self.editors[_QUANTITY].setFocus()

    def warning(self) -> str:
        """What is told about a row that may be there already; empty when there is none."""
        return shown_warning(self.editors[_ACTIVITY])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line keeps the row, or goes to what must still be filled; a suggestion is taken with it first.

        Ctrl D is 再记一笔相同的 everywhere: a line would take it for Delete (as it is on Linux).
        """
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride and _is_same_again(event):
            # Ignored and yet taken out: the line never sees it, and the shortcut counts.
            event.ignore()
            return True
        # The filter is set on the hearts of these editors alone, so there is one.
        editor = next(e for e in self.editors.values() if e.focusProxy() is watched)
        entered = event.type() is QEvent.Type.KeyPress and is_enter(event)
        if entered and editor in (self.editors[name] for name in _ENTER_KEEPS):
            if isinstance(editor, ChoiceEditor) and editor.suggestions.isVisible():
                # The list's own filter takes the word; it was set before and is asked after this one.
                return super().eventFilter(watched, event)
            self._go_on(editor)
            return True
        return super().eventFilter(watched, event)

    def _after_activity(self) -> None:
        """An activity that was taken from the list is followed by its quantity: 张贴 Enter 260 Enter."""
        if self.editors[_QUANTITY].value() is None:
            self.editors[_QUANTITY].setFocus()

    def _go_on(self, now: Editor) -> None:
        needed = (self.editors[field.name] for field in self._kind.fields if field.required)
        empty = next((editor for editor in needed if editor.value() is None), None)
        # Who presses Enter in the empty field itself is told by its fault what is missing.
        if empty is None or empty is now:
            self.keep()
        else:
            empty.setFocus()

    def _warn_of_same(self) -> None:
        """Flags what may be typed twice; it can be kept all the same."""
        entry = {name: self.editors[name].value() for name in _SAME}
        rows = duplicates.alike(self._context.station, entry)
        warn(self.editors[_ACTIVITY], duplicates.warning_of(rows))

    def _show_faults(self, problem: Problem) -> None:
        sentences = {fault.field: fault.message for fault in problem.faults}
        for name, editor in self.editors.items():
            editor.set_fault(sentences.get(name))
        first = next((editor for name, editor in self.editors.items() if name in sentences), None)
        # Of no field of the row: a closed month, the disk.
        if first is None:
            self._context.messages.problem(problem)
        else:
            first.setFocus()

    def _begin_next(self, case: Case) -> None:
        for name, editor in self.editors.items():
            editor.set_fault(None)
            if name not in _STAYS:
                editor.set_value(None)
        self._warn_of_same()
        self.again.setEnabled(True)
        self._kept = case.number
        self.confirmation.tell(f"已记 {case.number}：{case.title}", Tone.GOOD)
        self.confirmation.show()
        self.editors[_ACTIVITY].setFocus()

    def _split_remainder(self) -> None:
        """`2300余` typed as a quantity is 2300 with the tick."""
        typed = str(self.editors[_QUANTITY].value() or "")
        if typed.endswith(_REMAINDER):
            self.editors[_QUANTITY].set_value(typed.removesuffix(_REMAINDER))
            self.editors[_REST].set_value(True)

    def _fill_unit(self) -> None:
        """The unit that belongs to the activity's word; it can be changed."""
        word = str(self.editors[_ACTIVITY].value() or "")
        unit = self._context.station.vocabularies.facts(Activity.activity.declared.vocabulary, word).get(
            "unit"
        )
        # A word without a unit leaves what the officer wrote.
        if unit:
            self.editors[_UNIT].set_value(unit)

    def _make_editors(self) -> None:
        act = self._context.act()
        choices, typed = EntryChoices(self._context.station, act), TypedDays(self._context.now)
        first = starting_entry(self._kind.fields, choices, act)
        for field in self._kind.fields:
            editor = make_editor(field, choices, typed)
            editor.set_value(first.get(field.name))
            self.editors[field.name] = editor

    def _connect(self) -> None:
        activity = self.editors[_ACTIVITY]
        activity.changed.connect(self._fill_unit)
        if isinstance(activity, ChoiceEditor):
            # Only a word that was taken: leaving at each typed letter would be no typing.
            activity.suggestions.taken.connect(lambda _: self._after_activity())
        for name in _SAME:
            self.editors[name].changed.connect(self._warn_of_same)
        self.editors[_QUANTITY].left.connect(self._split_remainder)
        self.again.clicked.connect(self.same_again)
        for editor in self.editors.values():
            # The line itself gets the keys, not the editor around it.
            heart = editor.focusProxy()
            if isinstance(heart, QWidget):
                heart.installEventFilter(self)

    def _lay_out(self) -> None:
        upper, lower = QGridLayout(), QGridLayout()
        upper.setHorizontalSpacing(10)
        lower.setHorizontalSpacing(10)
        fields = {field.name: field for field in self._kind.fields}
        for place, name in enumerate(_SHARES):
            _put(upper, place, fields[name], self.editors[name], _SHARES[name])
        rest = [field for field in self._kind.fields if field.name not in _SHARES]
        for place, field in enumerate(rest):
            _put(lower, place, field, self.editors[field.name], 1)
        keep = PrimaryButton.of(KEEP_ROW)
        keep.clicked.connect(self.keep)
        foot = QHBoxLayout()
        foot.addWidget(self.confirmation, 1)
        foot.addStretch()
        foot.addWidget(self.again)
        foot.addWidget(keep)
        for part in (upper, lower, foot):
            self.body.addLayout(part)


def _put(grid: QGridLayout, place: int, field: Field, editor: Editor, share: int) -> None:
    column = QVBoxLayout()
    column.setSpacing(4)
    ticked = field.kind.key == "flag"
    column.addWidget(label("" if ticked else field.label, "context"))
    column.addWidget(editor)
    grid.addLayout(column, 0, place, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(place, share)


def _is_same_again(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier
