"""Taking back on the page of a case: which of its facts may be, the question before, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from fengqiao_desk.cases import Case, StepTaken, load
from fengqiao_desk.cases.facts.permission import may_take_back, require_for
from fengqiao_desk.cases.facts.whole_cases import (
    RestsOnCase,
    bring_back_case,
    what_rests_on_case,
    withdraw_case,
)
from fengqiao_desk.cases.facts.withdrawing import WhatRests, bring_back_step, what_rests, withdraw_step
from fengqiao_desk.cases.history import HISTORY
from fengqiao_desk.cases.timeline import TAKEN_BACK, Withdrawal
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Officer, Station
from fengqiao_desk.values.days import day_words

from ... import undoing
from ...actions import BRING_BACK, REPLACE_STEP, TAKE_BACK, TAKE_CASE_BACK, WindowAct, bind_within
from ...background import Progress
from ...context import WindowContext
from ...dialogs.taking_back import Meaning, TakingBackDialog
from ...widgets import TimelineView
from .steps import steps_of_documents

RECEIPT: Final = "0"
"""The key of the entry that tells of the receipt; the others have the position of their step."""


class TakingBack(QObject):
    """What may be taken back of the case in view; `replace_asked("agreement 2")` wants the form of another entry for a step."""

    replace_asked = Signal(str)

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self._case: Case | None = None
        self._timeline: TimelineView | None = None
        self._former = ""
        self._offers: dict[str, tuple[WindowAct, ...]] = {}
        self._slots: dict[str, Callable[[str], None]] = {
            TAKE_BACK.key: self._ask_step,
            REPLACE_STEP.key: self._replace,
            TAKE_CASE_BACK.key: lambda _: self.ask_case(),
            BRING_BACK.key: self._ask_back,
        }

    def show_case(self, case: Case) -> None:
        """Another case, or the same as it stands now."""
        # The timeline of the same case is drawn anew after each act: who was in it goes on where he was.
        same = self._case is not None and self._case.key == case.key
        self._former = self._chosen() if same else ""
        self._case, self._timeline = case, None
        act = self._context.act()
        self._offers = offers(self._context.station, case, act.by, act.day)

    def offered(self, key: str) -> tuple[WindowAct, ...]:
        """What can be done with an entry of the timeline."""
        return self._offers.get(key, ())

    def watch(self, timeline: TimelineView) -> None:
        """Hears what is asked of an entry: by the menu, by the keys of the acts."""
        self._timeline = timeline
        timeline.asked.connect(self._open_menu)
        bind_within(TAKE_BACK, timeline, self.take_back)
        bind_within(REPLACE_STEP, timeline, self.replace_step)

    def show_timeline(self, key: str = "") -> None:
        """The keyboard goes to the timeline of the case in view, to the entry of this key when one is given."""
        if self._timeline is not None:
            self._timeline.choose(key)
            self._timeline.setFocus()

    def regain(self) -> None:
        """The keyboard goes back to the entry that was chosen before the timeline was drawn anew."""
        if self._timeline is not None:
            self._timeline.choose(self._former)
            self._timeline.setFocus()

    def ask_case(self) -> None:
        """Asks about the whole record, once it is known what that would mean."""
        if self._case is not None and TAKE_CASE_BACK in self.offered(RECEIPT):
            ask_case_back(self._context, self._window, self._case)

    def take_back(self) -> None:
        """Asks about the chosen entry; on the line of the receipt it is the whole that is taken back."""
        key = self._chosen()
        if TAKE_BACK in self.offered(key):
            self._ask_step(key)
        elif key == RECEIPT:
            self.ask_case()

    def replace_step(self) -> None:
        """Asks for the form of another entry for the chosen step."""
        if REPLACE_STEP in self.offered(key := self._chosen()):
            self._replace(key)

    def bring_back(self) -> None:
        """Brings back the chosen entry of the timeline, or the whole record where that was taken back."""
        for key in (self._chosen(), RECEIPT):
            if BRING_BACK in self.offered(key):
                self._ask_back(key)
                return

    def _chosen(self) -> str:
        return self._timeline.chosen() if self._timeline is not None else ""

    def _open_menu(self, key: str, place: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.offered(key):
            # Shown, not set: the key belongs to the timeline.
            done = menu.addAction(f"{act.title}\t{act.key_words}")
            done.triggered.connect(lambda _=False, act=act: self._slots[act.key](key))
        menu.popup(place)

    def _ask_step(self, key: str) -> None:
        assert self._case is not None
        if not self._context.may_change():
            return
        case, station = self._case, self._context.station

        def weigh(progress: Progress) -> WhatRests:
            """The case is folded without the step: that may take a while on a long timeline."""
            return what_rests(station, case, int(key))

        self._context.background.run(
            self._window, weigh, partial(self._ask_with_rest, case), self._context.messages.problem, anew=True
        )

    def _ask_with_rest(self, case: Case, rests: WhatRests) -> None:
        # Who went on to another case or page meanwhile is not asked about the former.
        if self._case is None or self._case.key != case.key or not self._window.isVisible():
            return
        taken = rests.step

        def do(reason: str) -> None:
            """With the later ones, which the dialog named."""
            back = withdraw_step(
                self._context.station,
                case.kind,
                case.number,
                taken.position,
                reason,
                self._context.act(),
                with_later=bool(rests.later),
            )
            self._context.done(undoing.taken_back(self._context.station, back, self._context.act))

        TakingBackDialog(meaning_of_step(rests), do, self._window).open()

    def _replace(self, key: str) -> None:
        assert self._case is not None
        taken = next(taken for taken in self._case.steps if str(taken.position) == key)
        self.replace_asked.emit(f"{taken.step} {key}")

    def _ask_back(self, key: str) -> None:
        assert self._case is not None
        case, context = self._case, self._context

        def do(reason: str) -> None:
            """The record, or the step with those that went with it."""
            station, act = context.station, context.act()
            if key == RECEIPT:
                back = bring_back_case(station, case.kind, case.number, reason, act)
                context.done(undoing.case_brought_back(station, back.case, context.act))
            else:
                back = bring_back_step(station, case.kind, case.number, int(key), reason, act)
                context.done(undoing.brought_back(station, back, context.act))

        title = f"恢复 {case.number} {case.title}"
        if key != RECEIPT:
            taken = next(taken for taken in case.withdrawn_steps if str(taken.position) == key)
            title = f"恢复第 {key} 步“{taken.title}”"
        TakingBackDialog(Meaning(title, "恢复", hint="如：撤回错了"), do, self._window).open()


def ask_case_back(context: WindowContext, window: QWidget, case: Case) -> None:
    """Asks whether and why a whole record is taken back, saying what that would mean; raises NotPermitted, OnlyLookedAt."""
    context.station.connections.must_be_writable()
    require_for(context.station, case.recorded_by, case.recorded_at, context.act())

    def weigh(progress: Progress) -> RestsOnCase:
        """As it stands now: it may have been looked at for a while."""
        return what_rests_on_case(context.station, KINDS, load(context.station, case.kind, case.number))

    def ask(rests: RestsOnCase) -> None:
        """The dialog over the window, unless the officer went elsewhere."""
        if not window.isVisible():
            return

        def do(reason: str) -> None:
            """With the steps taken on it, which the dialog named."""
            withdraw_case(
                context.station,
                KINDS,
                case.kind,
                case.number,
                reason,
                context.act(),
                with_later=bool(rests.later),
            )
            context.done(undoing.case_taken_back(context.station, case, context.act))

        TakingBackDialog(meaning_of_case(case, rests), do, window).open()

    context.background.run(window, weigh, ask, context.messages.problem, anew=True)


def meaning_of_step(rests: WhatRests) -> Meaning:
    """What taking a step back would mean, in words."""
    papers = "、".join(rests.papers)
    return Meaning(
        title=f"撤回第 {rests.step.position} 步“{rests.step.title}”",
        act="撤回",
        later=tuple(
            f"第 {step.position} 步“{step.title}”：{why}"
            for step, why in sorted(rests.later, key=lambda each: -each[0].position)
        ),
        in_the_way=f"这一步随文书 {papers} 登记，不能单独撤回：请先作废文书。" if papers else "",
        corrects_closed=rests.corrects_closed,
    )


def meaning_of_case(case: Case, rests: RestsOnCase) -> Meaning:
    """What taking a whole record back would mean, in words."""
    in_the_way = ""
    if rests.papers:
        in_the_way = f"已出具 {'、'.join(rests.papers)}：请先作废文书，再撤回整件。"
    elif rests.merged:
        in_the_way = f"{'、'.join(rests.merged)} 已经并入这一件：请先拆分。"
    elif rests.records:
        first_five = "、".join(f"{number} {title}" for _, number, title in rests.records[:5])
        more = f" 等 {len(rests.records)} 件" if len(rests.records) > 5 else ""
        in_the_way = f"还有属于它的 {first_five}{more}：请先撤回这些。"
    return Meaning(
        title=f"撤回 {case.number} {case.title}",
        act="撤回整件",
        later=tuple(
            f"第 {step.position} 步“{step.title}”"
            for step in sorted(rests.later, key=lambda taken: -taken.position)
        ),
        in_the_way=in_the_way,
        corrects_closed=rests.corrects_closed,
    )


def offers(station: Station, case: Case, by: Officer, day: date) -> dict[str, tuple[WindowAct, ...]]:
    """What an officer may take back, change or bring back on a day, by the key of its entry."""
    found: dict[str, tuple[WindowAct, ...]] = {RECEIPT: ()}
    known: dict[tuple[str, str], bool] = {}

    def may(who: str, when: str) -> bool:
        """Asked once of each officer and day: a venue has a step for every day."""
        key = (who, when[:10])
        if key not in known:
            known[key] = may_take_back(station, who, when, by, day)
        return known[key]

    with station.reading():
        if case.withdrawal is not None:
            if case.state == TAKEN_BACK and may(case.withdrawal.by, case.withdrawal.at):
                found[RECEIPT] = (BRING_BACK,)
            return found
        if may(case.recorded_by, case.recorded_at):
            found[RECEIPT] = (TAKE_CASE_BACK,)
        # Made by a paper or by an old ledger: there is no entry of an officer to be put right.
        by_others = {*steps_of_documents(case), HISTORY}
        for taken in case.steps:
            if may(taken.recorded_by, taken.recorded_at):
                acts = (TAKE_BACK,) if taken.step in by_others else (TAKE_BACK, REPLACE_STEP)
                found[str(taken.position)] = acts
        places = {taken.place for taken in case.steps}
        for taken in case.withdrawn_steps:
            gone = taken.withdrawn
            # Where another stands in its place, that one has to go first.
            if gone is not None and taken.place not in places and may(gone.by, gone.at):
                found[str(taken.position)] = (BRING_BACK,)
    return found


def note_of(case: Case, taken: StepTaken, today: date) -> str:
    """What the timeline says of a step that was taken back, or that stands for another; empty for any other."""
    if taken.withdrawn is None:
        return f"代替第 {taken.instead_of} 步" if taken.instead_of is not None else ""
    if case.withdrawal is not None and taken.withdrawn.key == case.withdrawal.key:
        # The banner over the whole says it once.
        return ""
    after = next(
        (
            each.position
            for each in case.every_step
            if each.place == taken.place and each.position > taken.position
        ),
        None,
    )
    what = "已撤回" if after is None else f"改为第 {after} 步"
    return f"{what}：{_who_and_why(taken.withdrawn, today)}"


def banner_words(case: Case, today: date) -> str:
    """What stands over a record that was taken back; empty for one that stands, or was folded into another."""
    gone = case.withdrawal
    if gone is None or gone.into:
        return ""
    return f"整件已撤回，不计入任何数字：{_who_and_why(gone, today)}"


def _who_and_why(withdrawal: Withdrawal, today: date) -> str:
    return f"{withdrawal.reason} · {withdrawal.by} {day_words(withdrawal.at, today)}"
