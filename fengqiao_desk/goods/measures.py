"""The station's own measures as they stand: how long they last, who approved them, what ends them (程序规定第56、110、112条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ..documents.form import Subject
from ..values.days import show_day
from ..values.deadlines import due
from ..values.workdays import Deadline, WorkingCalendar
from .custody import balances
from .measure_fields import (
    REGISTERED,
    Appraise,
    Appraised,
    Approve,
    Extend,
    OnMeasure,
    Release,
    Seize,
)

EXTENSION = 30


@dataclass(frozen=True)
class Seizure:
    """One of the station's measures as it stands; `number` counts all seizures of the case from 1.

    `approval` says by whom it was approved (empty: by nobody yet), `ended` by what it ended.
    """

    number: int
    said: Seize
    approval: str
    extended: bool
    appraising: bool
    appraised_days: int
    ended: str

    @property
    def measure(self) -> str:
        """What was done: 先行登记保存, 扣押 …"""
        return self.said.measure

    @property
    def at_its_end(self) -> str:
        """What becomes of it, and of the goods, when its period is over."""
        lapses = self.measure == REGISTERED
        return "逾期自动解除，物品应当返还或者另采取措施" if lapses else "届满应当解除"

    def until(self, calendar: WorkingCalendar) -> Deadline | None:
        """Its last day; None while an appraisal runs, which is not counted, and for a measure without a period."""
        if not self.said.period or self.appraising:
            return None
        extra = self.appraised_days + (EXTENSION if self.extended else 0)
        return due(self.said.period, self.said.at.date(), calendar, extra)

    def lapsed(self, day: date, calendar: WorkingCalendar) -> bool:
        """Whether it ended by itself before the day, as a 先行登记保存 does (程序规定第110条)."""
        until = self.until(calendar)
        return self.measure == REGISTERED and not self.ended and until is not None and day > until.day

    def standing(self, day: date, calendar: WorkingCalendar) -> str:
        """How it stands on a day: 已解除…, 鉴定中, 自动解除, 期限届满 or 至 its last day."""
        if self.ended:
            return self.ended
        if self.appraising:
            return "鉴定中，期间不计入"
        until = self.until(calendar)
        if until is None:
            return "无期限"
        if day <= until.day:
            return f"至{show_day(until.day)}" + ("（已延长）" if self.extended else "")
        return f"{show_day(until.day)}届满，" + ("已自动解除" if self.measure == REGISTERED else "应当解除")


def own_seizures(subject: Subject) -> list[Seizure]:
    """The measures of the station itself, oldest first."""
    seizures = subject.held(Seize)
    replaced = {taken.said.instead_of for taken in seizures if taken.said.instead_of}
    # Numbers count every seizure of the case, other organs' too, so that a step means the same one on paper
    # and here.
    return [
        _seizure(subject, taken.number, taken.said, taken.number in replaced)
        for taken in seizures
        if taken.said.is_ours
    ]


def own_seizure(subject: Subject, number: int) -> Seizure | None:
    """The station's measure of that number; None where that was none of its own."""
    return next((found for found in own_seizures(subject) if found.number == number), None)


_OnMeasure = TypeVar("_OnMeasure", bound=OnMeasure)


def taken_on(subject: Subject, step: type[_OnMeasure], number: int) -> list[_OnMeasure]:
    """The steps of one sort on the measure of that number, oldest first."""
    return [taken.said for taken in subject.held(step) if taken.said.seizure == number]


def _seizure(subject: Subject, number: int, said: Seize, replaced: bool) -> Seizure:
    begun, done = taken_on(subject, Appraise, number), taken_on(subject, Appraised, number)
    approvals = [said.approval, *(later.approval for later in taken_on(subject, Approve, number))]
    return Seizure(
        number,
        said,
        approval=next((approval for approval in approvals if approval), ""),
        extended=bool(taken_on(subject, Extend, number)),
        appraising=len(begun) > len(done),
        # Not strict: the last appraisal may still run, and until it ends there is no period to lengthen.
        appraised_days=sum((end.on - start.on).days for start, end in zip(begun, done, strict=False)),
        ended=_ended(subject, number, said, replaced),
    )


def _ended(subject: Subject, number: int, said: Seize, replaced: bool) -> str:
    released = taken_on(subject, Release, number)
    if released:
        return f"{show_day(released[-1].on)}解除"
    if replaced:
        return "已变更措施"
    now = balances(subject)
    # A batch of nothing seized is no proof that it is gone.
    if all(now[item.goods].seized and now[item.goods].in_hand <= 0 for item in said.items):
        return "物品已全部处理"
    return ""
