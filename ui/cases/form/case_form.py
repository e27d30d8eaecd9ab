"""The form of a new case, a correction or a step: reads the editors, asks the core, shows what it says."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases.parties import PARTIES
from fengqiao_desk.fields import Row
from fengqiao_desk.problems import ChangedMeanwhile, DiskProblem, FolderProblem, Problem
from fengqiao_desk.values.days import day_words

from ...actions import ADD_ROW, CANCEL, SAVE, START_OVER, bind
from ...context import WindowContext
from ...look import Space, Tone
from ...widgets import Banner, PageHeading, PrimaryButton, QuietButton, label
from ...widgets.editors.suggestions import SuggestionList
from ...widgets.editors.typed_days import TypedDays
from .body import FormBody
from .changed import VersionWatch
from .half_filled import HalfFilledKeeper, kept
from .known_people import KnownPeople
from .plans import FormPlan
from .printable import PrintableWatch
from .side import FormSide

# After the last letter: a review reads the case and asks every guard.
REVIEW_MILLISECONDS = 300
# Two columns of fields, `_TWO_COLUMNS_FROM`, and the side with its gap.
_SIDE_FROM = 860


class CaseForm(QWidget):
    """One form: `saved(number)` after the core took it, `left` when the officer leaves it (kept as half-filled)."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, context: WindowContext, plan: FormPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(plan.title)
        self._context, self.plan = context, plan
        # `_tried`: the officer wanted to save, so every fault may be shown. `_blaming`: the banner says so.
        self._tried = self._blaming = False
        # One connection, and one state of the words, for all editors.
        with context.station.reading():
            choices = plan.asks.choices(context.station, context.act())
            self.body = FormBody(plan.fields, choices, TypedDays(context.now))
        self._banner = Banner("", Tone.DANGER)
        self._resumed = Banner("", Tone.ACCENT)
        self._draft = label("草稿自动保存", "small")
        self._side = FormSide(plan, choices)
        self._versions = VersionWatch(context, plan, self.body, self._banner)
        self._keeper = HalfFilledKeeper(context, plan.form, self._to_keep, self)
        self._known = KnownPeople(context, plan, self.body)
        self._side.add_card(self._known.card, below=self.body.cards.get(PARTIES))
        self._printable = PrintableWatch(context, self.body)
        self._review = QTimer(self)
        self._review.setSingleShot(True)
        self._review.setInterval(REVIEW_MILLISECONDS)
        self._lay_out()
        self._connect()
        self._fill()

    def begin(self) -> None:
        """Goes to the first field that is still empty."""
        self.body.begin()

    def save(self) -> None:
        """Hands the entry to the core; faults come back beside their fields, with the first one in focus."""
        self._tried = True
        try:
            with self._context.station.writing():
                case = self.plan.save(self.body.entry(), self._context.act(), self._versions.seen)
                # With the case: a form that stays although it was received would be offered again, and received twice.
                self._keeper.drop()
        # Before Problem, which it is one of: there is nothing to correct, but something to look at.
        except ChangedMeanwhile as changed:
            self._versions.offer(changed.message)
            self._versions.compare(then=self.save)
            return
        except Problem as problem:
            # First: it shows the faults as of now, the problem's own then go over them. Of a disk that is gone
            # nothing more can be asked, and what is typed stays.
            with suppress(FolderProblem, DiskProblem):
                self._look_over()
            self._show_problem(problem)
            return
        # Nothing more is asked about an entry that was received.
        self._review.stop()
        self._printable.give_up()
        # After receiving: only now has the case a number to be linked by.
        self._known.link(case)
        self._known.give_up()
        self._keeper.forget()
        self.saved.emit(case.number)
        # Last: the line lies over the page that the officer comes to.
        if done := self.plan.done(case, self._context.act):
            self._context.done(done)

    def cancel(self) -> None:
        """Leaves the form; a list of suggestions that is open is closed first."""
        # In the window: an open list is its child, not the form's.
        suggestions = [found for found in self.window().findChildren(SuggestionList) if found.isVisible()]
        for found in suggestions:
            found.hide()
        if not suggestions:
            self.left.emit()

    def add_row(self) -> None:
        """Adds a row to those in which the officer works."""
        if card := self.body.card_in_focus():
            card.begin_row()

    def close_kept(self) -> None:
        """Before the form is put away: what changed is kept; raises Problem when it cannot be."""
        self._review.stop()
        self._printable.give_up()
        self._known.give_up()
        self._keeper.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what stands beside goes below."""
        super().resizeEvent(event)
        self._side.stand_beside(self.body.column, beside=event.size().width() >= _SIDE_FROM)

    def _lay_out(self) -> None:
        heading = PageHeading(self.plan.title, self.plan.context)
        cancel = QuietButton.of(CANCEL)
        cancel.clicked.connect(self.cancel)
        save = PrimaryButton(self.plan.act, key=SAVE.key_words)
        save.clicked.connect(self.save)
        for part in (self._draft, cancel, save):
            heading.row.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(14)
        for widget in (heading, self._resumed, self._banner):
            left.addWidget(widget)
        left.addWidget(self.body, 1)
        right = QVBoxLayout()
        right.addWidget(self._side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addLayout(left, 1)
        row.addLayout(right)
        for hidden in (self._banner, self._resumed, self._side):
            hidden.hide()

    def _connect(self) -> None:
        # On the form: the keys of a hidden widget do not count, so they come and go with it.
        bind((SAVE, CANCEL, ADD_ROW), self, self)
        self.body.changed.connect(self._changed)
        self.body.left.connect(self._review.start)
        self._review.timeout.connect(self._look_over)
        self._keeper.noted.connect(self._draft.setText)
        self._resumed.acted.connect(self.start_over)
        self._versions.settled.connect(self._changed)

    def _fill(self) -> None:
        former = kept(self._context, self.plan.form)
        self.body.set_entry(former.entry if former else self.plan.entry)
        if former:
            at = day_words(former.saved_at, self._context.now().date())
            self._resumed.tell(f"接着 {at} 没填完的内容", Tone.ACCENT, act=START_OVER.title)
            self._resumed.show()
            self._versions.resumed(former.entry)
        else:
            self._versions.filled()
        self._look_over()
        self._printable.start()
        self._known.start()

    def start_over(self) -> None:
        """What was half-filled goes into the trash; the form begins as it would without it."""
        try:
            self._keeper.throw_away()
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        self._resumed.hide()
        self.body.set_entry(self.plan.entry)
        self._versions.filled()
        self._look_over()
        self.body.begin()

    def _changed(self) -> None:
        self._keeper.touch()
        self._review.start()

    def _look_over(self) -> None:
        """Asks the core about the entry as it stands; a field is only blamed once the officer went on from it."""
        act = self._context.act()
        found = self.plan.looks_over(self._context.station, self.plan.asks, self.body.entry(), act)
        # Red at the first letter would blame who is still typing.
        faults = [fault for fault in found.checked.faults if self._tried or self.body.seen(fault)]
        refused = found.refusal.faults if found.refusal and self._tried else ()
        self.body.show_faults([*faults, *refused])
        self.body.show_derived(found.checked.values)
        self._side.show_review(found, act.day, said_beside=self._tried)
        if self._blaming and not faults and not refused:
            self._blaming = False
            # Only what the banner blamed: that a case was changed meanwhile stays said.
            self._banner.hide()

    def _to_keep(self) -> Row:
        return self._versions.marked(self.body.entry())

    def _show_problem(self, problem: Problem) -> None:
        elsewhere = self.body.show_faults(problem.faults)
        said_beside = problem.faults and not elsewhere
        words = f"有 {len(problem.faults)} 处需要改正" if said_beside else problem.message
        self._blaming = True
        self._banner.tell(words, Tone.DANGER)
        self._banner.show()
        self.body.go_to_fault()
