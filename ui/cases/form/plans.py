"""What a form asks and does: a new case, a correction, a step; all three are the same form over declared fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind, Step
from fengqiao_desk.cases.facts.replacing import review_replacement
from fengqiao_desk.cases.facts.seen import Seen, begun_with, seen_now
from fengqiao_desk.cases.facts.withdrawing import replace_step, replacement_form, standing_step
from fengqiao_desk.cases.reviewing import EntryForm, Review, review
from fengqiao_desk.cases.starting import starting_entry
from fengqiao_desk.fields import LINE, Field, Row
from fengqiao_desk.problems import Fault, FaultyEntry
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.values.text import clean

from ... import undoing
from ...context import Done
from ...undoing import Now

WHY: Final = Field("why_replaced", "为什么改", LINE, required=True, hint="如：金额录错", section="理由")
"""Beside the fields of the step; no step has a field of this name."""
WHY_CORRECTED: Final = Field("why_corrected", "更正理由", LINE, hint="可以不写", section="理由")
"""Beside the fields of the case; no kind has a field of this name."""


@dataclass(frozen=True)
class FormPlan:
    """`form` is the key of the half-filled form, `asks` what is filled in, `seen` from which state of the case; `save(entry, act, seen)` raises Problem.

    A new case has been seen by nobody else. `done` tells what was saved, as it can be taken back at once (None: it cannot);
    `looks_over` says what the core thinks of an entry, `why` asks for the reason where a step is entered anew, and of a correction.
    """

    form: str
    title: str
    context: str
    act: str
    asks: EntryForm
    entry: Row
    save: Callable[[Row, Act, Seen | None], Case]
    done: Callable[[Case, Now], Done | None]
    seen: Seen | None = None
    looks_over: Callable[[Station, EntryForm, Row, Act], Review] = review
    why: tuple[Field, ...] = ()

    @property
    def kind(self) -> CaseKind:
        """The kind whose form it is."""
        return self.asks.kind

    @property
    def case(self) -> Case | None:
        """None for a new one."""
        return self.asks.case

    @property
    def step(self) -> Step | None:
        """The step that is taken; None for a new case or a correction."""
        return self.asks.step

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that are asked for."""
        # Itself and no copy, where nothing is asked besides: that these are the fields of the kind is asked by `is`.
        if not self.why:
            return self.asks.fields
        # A reason that may stay empty stands last, in nobody's way.
        must = any(field.required for field in self.why)
        return (*self.why, *self.asks.fields) if must else (*self.asks.fields, *self.why)

    @property
    def has_conditions(self) -> bool:
        """Whether anything may forbid or remind: then the form shows what."""
        if self.step is None:
            return bool(self.kind.guards)
        return bool(self.step.preconditions or self.step.guards or self.step.reminders)


def plan_of(station: Station, kind: CaseKind, form: str, act: Act) -> FormPlan:
    """The plan of a form's key: `disputes`, `disputes JF2026-0001`, `disputes JF2026-0001 agreement`, the same with a position; raises Unknown."""
    _, *rest = form.split(" ")
    if not rest:
        return receive_plan(station, kind, act)
    case = cases.load(station, kind, rest[0])
    if len(rest) > 2:
        return replace_plan(station, case, int(rest[2]))
    return step_plan(station, case, rest[1], act) if len(rest) > 1 else amend_plan(station, case, act)


def receive_plan(station: Station, kind: CaseKind, act: Act) -> FormPlan:
    """A new case."""
    with station.reading():
        entry = starting_entry(kind.fields, EntryChoices(station, act), act)
    return FormPlan(
        form=kind.key,
        title=f"新建{kind.noun}",
        context="",
        act=kind.received_verb,
        asks=EntryForm(kind),
        entry=entry,
        # A new case has no version that somebody else could have changed.
        save=lambda typed, by, seen: cases.receive(station, kind, typed, by),
        done=partial(undoing.received, station),
    )


def amend_plan(station: Station, case: Case, act: Act) -> FormPlan:
    """A correction of the fields of a case."""
    kind, asks = case.kind, EntryForm(case.kind, case)

    def save(typed: Row, by: Act, seen: Seen | None) -> Case:
        """The reason is none of the case's fields."""
        entry, why = _without(WHY_CORRECTED, typed)
        return cases.amend(station, kind, case.number, entry, by, seen, reason=why)

    def looks_over(station: Station, form: EntryForm, typed: Row, by: Act) -> Review:
        """As it would stand corrected."""
        return review(station, form, _without(WHY_CORRECTED, typed)[0], by)

    return FormPlan(
        form=f"{kind.key} {case.number}",
        title="更正",
        context=f"{case.title} · {case.number}",
        act="保存更正",
        asks=asks,
        entry=case.values,
        save=save,
        done=partial(undoing.amended, station, case),
        seen=seen_now(station, asks, act),
        looks_over=looks_over,
        why=(WHY_CORRECTED,),
    )


def step_plan(station: Station, case: Case, step_key: str, act: Act) -> FormPlan:
    """A step of a case."""
    kind, step = case.kind, case.kind.step(step_key)
    asks = EntryForm(kind, case, step)
    with station.reading():
        entry = starting_entry(step.fields, EntryChoices(station, act, case=case), act)
        # What the step takes over from the case goes before what starts every step.
        entry.update(begun_with(station, asks, act))
    return FormPlan(
        form=f"{kind.key} {case.number} {step.key}",
        title=step.title,
        context=f"{case.title} · {case.number}",
        act=step.title,
        asks=asks,
        entry=entry,
        save=lambda typed, by, seen: cases.take_step(station, kind, case.number, step.key, typed, by, seen),
        done=partial(undoing.stepped, station),
        seen=seen_now(station, asks, act),
    )


def replace_plan(station: Station, case: Case, position: int) -> FormPlan:
    """Another entry for a step, in its place; filled in with what was entered. Raises Unknown or Refused."""
    kind, old = case.kind, standing_step(case, position)
    with station.reading():
        asks = replacement_form(station, case, old)

    def save(typed: Row, by: Act, seen: Seen | None) -> Case:
        """In one transaction; what came after must still hold."""
        entry, why = _without(WHY, typed)
        if not clean(why).strip():
            raise FaultyEntry((Fault(WHY.name, "请写明理由"),))
        return replace_step(station, kind, case.number, position, entry, why, by).case

    def looks_over(station: Station, form: EntryForm, typed: Row, by: Act) -> Review:
        """As it would stand at its place."""
        return review_replacement(station, case, old, form, _without(WHY, typed)[0], by)

    return FormPlan(
        form=f"{kind.key} {case.number} {old.step} {position}",
        title=f"改第 {position} 步“{old.title}”",
        context=f"{case.title} · {case.number}",
        act="改为这样",
        asks=asks,
        entry=old.entry,
        save=save,
        done=lambda saved, now: undoing.replaced(station, saved, old, now),
        looks_over=looks_over,
        why=(WHY,),
    )


def _without(reason: Field, typed: Row) -> tuple[Row, str]:
    """What was typed into the other fields, and the reason."""
    entry = dict(typed)
    return entry, str(entry.pop(reason.name, None) or "")
