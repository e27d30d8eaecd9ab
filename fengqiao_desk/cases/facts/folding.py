"""Folds a case anew from its facts: as it was received, then every correction and every step that stands, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from ...fields import Column, Row
from ...problems import Refused
from ...station import Act, Station
from ...station.officer import Officer, Role
from ..history import HISTORY
from ..records import Case
from ..reviewing import first_refusal, plain_of
from ..situations import Taking
from ..step import step_key
from ..timeline import Amendment, StepTaken
from .origins import origin_of


@dataclass(frozen=True)
class Folded:
    """A case as it stands by its facts (without what falls due); `objections` says by position which steps would not hold, and why."""

    case: Case
    objections: dict[int, Refused] = field(default_factory=dict)


def without(station: Station, case: Case, positions: Collection[int]) -> Folded:
    """The case without the steps at these positions; steps that hold today and would not then are objected to and left out.

    What is objected to even as the case stands (an older version allowed it, or a guard finds the step's own row) is no objection.
    """
    left = [taken for taken in case.steps if taken.position not in positions]
    forgiven = _objected_today(station, case)
    return _but_for(forgiven, _fold(station, case, left, forgiven=forgiven))


def with_more(station: Station, case: Case, more: Sequence[StepTaken], acts: Mapping[int, Act]) -> Folded:
    """The case with these steps beside (or instead of) those that stand; `acts` says by position who enters which now."""
    places = {taken.place for taken in more}
    stays = [taken for taken in case.steps if taken.place not in places]
    steps = sorted([*stays, *more], key=lambda taken: taken.place)
    new = {taken.position for taken in more}
    forgiven = (_objected_today(station, case) - new) | (_objected_then(station, case, more) & new)
    return _but_for(forgiven, _fold(station, case, steps, forgiven=forgiven, acts=acts))


def with_those_of_another(station: Station, case: Case, steps: Sequence[StepTaken]) -> Case:
    """The case with steps that were taken in another at its end; nothing is objected to, for they were right where they were taken."""
    every = [*case.steps, *steps]
    return _fold(station, case, every, forgiven={taken.position for taken in every}).case


def before(station: Station, case: Case, place: int) -> Case:
    """The case as it stood before a place of its timeline, by the facts that stand now."""
    earlier = [taken for taken in case.steps if taken.place < place]
    return _fold(station, case, earlier, forgiven={taken.position for taken in earlier}, until=place).case


def with_places(station: Station, case: Case, places: Collection[int]) -> Case:
    """The case by the steps of these places alone and every correction, by the facts that stand now, in the states that stand.

    A correction of a field that another step had set by then is left out with that step.
    """
    values, amendments = origin_of(station, case)
    people, kind = _people(station), case.kind
    whole = _as_received(case, values)
    now, theirs = whole, set[str]()
    for fact in _in_order(case.steps, amendments, None):
        if isinstance(fact, Amendment):
            whole = replace(whole, values={**whole.values, **fact.changes})
            own = {name: value for name, value in fact.changes.items() if name not in theirs}
            now = replace(now, values={**now.values, **own})
            continue
        step = kind.step(fact.step)
        taking = Taking(station, _act_of(fact, people), whole, step.record.of(fact.entry))
        changed = plain_of(step.sets(taking)) if step.sets else {}
        whole = _with_step(whole, fact, changed)
        if fact.place in places:
            now = _with_step(now, fact, changed)
        else:
            theirs |= changed.keys()
    return replace(now, title=kind.make_title(now.record), day=_day(now))


def _with_step(case: Case, taken: StepTaken, changed: Row) -> Case:
    return replace(case, state=taken.to_state, values={**case.values, **changed}, steps=(*case.steps, taken))


@dataclass(frozen=True)
class Said:
    """What a field held from a moment on: the day it was entered, and the place of the last step before that (0: none)."""

    value: object
    day: date
    after: int


def over_time(station: Station, case: Case, column: Column[Any]) -> tuple[Said, ...]:
    """What a field of a case has held, the oldest first: as received, then as corrections and steps that stand changed it.

    A change counts from the day on which it was entered: nothing that follows from it falls due before anybody could know it.
    """
    values, amendments = origin_of(station, case)
    name, people = column.declared.name, _people(station)
    now = replace(case, values=values)
    found = [Said(values.get(name), date.fromisoformat(_day(now)), 0)]
    for fact in _in_order(case.steps, amendments, None):
        if isinstance(fact, Amendment):
            changed, entered, after = dict(fact.changes), fact.at, fact.after
        else:
            step = case.kind.step(fact.step)
            taking = Taking(station, _act_of(fact, people), now, step.record.of(fact.entry))
            changed = plain_of(step.sets(taking)) if step.sets else {}
            entered, after = fact.recorded_at, fact.place
        now = replace(now, values={**now.values, **changed})
        if now.values.get(name) != found[-1].value:
            found.append(Said(now.values.get(name), date.fromisoformat(entered[:10]), after))
    return tuple(found)


def _people(station: Station) -> dict[str, Officer]:
    return {officer.name: officer for officer in station.officers.ever()}


def _objected_today(station: Station, case: Case) -> set[int]:
    every = {taken.position for taken in case.steps}
    return set(_fold(station, case, case.steps, forgiven=every).objections)


def _objected_then(station: Station, case: Case, back: Sequence[StepTaken]) -> set[int]:
    """What was objected to even as the case stood when these steps were taken back; nothing where they are new."""
    withdrawal = next((taken.withdrawn for taken in back if taken.withdrawn), None)
    if withdrawal is None:
        return set()
    places = {taken.place for taken in back}
    others = (
        taken
        for taken in case.every_step
        if taken.place not in places
        and taken.recorded_at <= withdrawal.at
        and (taken.withdrawn is None or taken.withdrawn.key > withdrawal.key)
    )
    # Of those that stood at one place one after the other the first was it.
    stood = {taken.place: taken for taken in reversed([*others, *back])}
    steps = [stood[place] for place in sorted(stood)]
    return set(_fold(station, case, steps, forgiven={taken.position for taken in steps}).objections)


def _but_for(forgiven: Collection[int], folded: Folded) -> Folded:
    """Without the objections that are forgiven."""
    left = {at: refusal for at, refusal in folded.objections.items() if at not in forgiven}
    return replace(folded, objections=left)


def _fold(
    station: Station,
    case: Case,
    steps: Sequence[StepTaken],
    *,
    forgiven: Collection[int],
    acts: Mapping[int, Act] | None = None,
    until: int | None = None,
) -> Folded:
    """Take the steps one after the other; those objected to are left out unless they are forgiven, and told in both cases."""
    values, amendments = origin_of(station, case)
    people = _people(station)
    now = _as_received(case, values)
    objections: dict[int, Refused] = {}
    for fact in _in_order(steps, amendments, until):
        if isinstance(fact, Amendment):
            now = replace(now, values={**now.values, **fact.changes})
            continue
        lost = _lost(case, now, fact)
        if lost is not None and fact.position not in forgiven:
            objections[fact.position] = lost
            continue
        act = (acts or {}).get(fact.position) or _act_of(fact, people)
        refusal, after = _take(station, now, fact, act, fact.position in forgiven)
        if refusal is not None:
            objections[fact.position] = refusal
        now = after
    whole = replace(
        now,
        title=case.kind.make_title(now.record),
        day=_day(now),
        withdrawn_steps=case.withdrawn_steps,
    )
    return Folded(whole, objections)


def _as_received(case: Case, values: Row) -> Case:
    """The case before its first step; all its steps lie aside, for the number of one counts those that do not stand too."""
    state = case.kind.first_state(case.kind.record.of(values))
    aside = (*case.withdrawn_steps, *case.steps)
    return replace(case, state=state, values=values, steps=(), withdrawn_steps=aside, deadlines=())


def _in_order(
    steps: Sequence[StepTaken], amendments: Sequence[Amendment], until: int | None
) -> Iterator[StepTaken | Amendment]:
    """Facts as they came: a correction after the steps that were there when it was made."""
    waiting = list(amendments)
    for taken in steps:
        while waiting and waiting[0].after < taken.place:
            yield waiting.pop(0)
        yield taken
    yield from (amendment for amendment in waiting if until is None or amendment.after < until)


def _lost(case: Case, now: Case, taken: StepTaken) -> Refused | None:
    """What a step that stands is about is not there any more, or another stands between: else a payment of one agreement would pay another."""
    about = now.kind.step(taken.step).about
    if about is None or all(each.position != taken.position for each in case.steps):
        return None
    key = step_key(about)
    stood, stands = (
        max((each.place for each in of.steps if each.step == key and each.place < taken.place), default=0)
        for of in (case, now)
    )
    if stood == stands:
        return None
    return Refused(f"它针对的不再是原来的“{now.kind.step(key).title}”")


def _take(
    station: Station, now: Case, taken: StepTaken, act: Act, is_forgiven: bool
) -> tuple[Refused | None, Case]:
    """What the rules object to a step, and the case after it: as before where they object and it is not forgiven."""
    step = now.kind.step(taken.step)
    taking = Taking(station, act, now, step.record.of(taken.entry))
    refusal = None
    # No officer can take what an old ledger tells, so it is among the steps of no state.
    if step not in now.kind.steps_from(now.state) and step.key != HISTORY:
        refusal = Refused(f"“{now.state}”时不能{step.title}")
    refusal = refusal or first_refusal((*step.preconditions, *step.guards), taking)
    if refusal is not None and not is_forgiven:
        return refusal, now
    # A step that its own rules object to cannot be asked where it leads: it led where it is written.
    if refusal is None:
        state = step.leads_to(taking)
    else:
        state = taken.to_state if taken.to_state != taken.from_state else now.state
    values: Row = {**now.values, **(plain_of(step.sets(taking)) if step.sets else {})}
    stands = replace(taken, from_state=now.state, to_state=state, withdrawn=None)
    return refusal, replace(now, state=state, values=values, steps=(*now.steps, stands))


def _act_of(taken: StepTaken, people: Mapping[str, Officer]) -> Act:
    """Who took a step and when, as far as the station still knows him."""
    known = people.get(taken.recorded_by) or Officer(taken.recorded_by, Role.OFFICER, "")
    return Act(known, datetime.fromisoformat(taken.recorded_at))


def _day(case: Case) -> str:
    return str(case.values[case.kind.day_field])[:10]
