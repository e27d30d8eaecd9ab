"""Folds a case into another that is the same matter, and parts the two again: numbers stay, everything of both is seen, and it counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import peewee

from ...station import Act, Changed, Station
from ...station.rights import Right, require
from ..kind import CaseKind
from ..records import Case, load
from ..saving.step_rows import put_in_place
from ..saving.writing import differences, note_change, renew
from ..timeline import FOLDED, StepTaken
from .basis import mark_papers, said_by_papers
from .closed import in_a_closed_period
from .folding import with_those_of_another, without
from .heads import MovedReference, MovedStep
from .merge_plan import Merged, MergePlan, parting, plan_merge
from .permission import reason_of, require_for
from .references import belonging, name_another, name_as_before
from .standing import mark_undone, put_on_record_of_withdrawals, take_out, write_folded
from .whole_cases import put_case_aside, put_case_back

MERGED, TOOK_IN, PARTED, GAVE_BACK = "并入", "收并", "拆分", "交回"
"""How the audit calls a merge and a parting, of the case that is folded and of the one that takes it in."""


def merge(
    station: Station,
    kinds: Sequence[CaseKind],
    kind: CaseKind,
    number: str,
    into: str,
    reason: str,
    act: Act,
) -> Merged:
    """Fold the case `number` into the case `into`: what happened there counts there from now on, its own number counts nowhere.

    Raises Refused or InTheWay where the two cannot be one, FaultyEntry without a reason.
    """
    require(act, Right.MERGE)
    why = reason_of(reason)
    with station.writing():
        plan = plan_merge(station, kinds, kind, number, into)
        case = plan.case
        require_for(station, case.recorded_by, case.recorded_at, act)
        for taken in plan.staying:
            # These count no more; those that go along lose nothing by it.
            require_for(station, taken.recorded_by, taken.recorded_at, act)
        said = said_by_papers(station, plan.into)
        withdrawal = put_on_record_of_withdrawals(station.connections, case, act, why, plan.into.key)
        put_case_aside(station.connections, case, FOLDED, withdrawal)
        moved = _take_in(station, plan, withdrawal)
        named = _name_the_other(station, kinds, plan, withdrawal, act, why)
        stands = load(station, kind, plan.into.number)
        changes = {"into": stands.number, "reason": why, "state": [case.state, FOLDED]}
        note_change(station, act, MERGED, case, changes)
        positions = [taken.position for taken in moved]
        came = {"from": case.number, "reason": why, "came": positions}
        note_change(station, act, TOOK_IN, stands, {**came, **differences(plan.into.values, stands.values)})
        stands = mark_papers(station, said, stands, act)
        _tell(station, case, stands, act)
        closed = in_a_closed_period(station, _days(case))
        return Merged(case.number, stands, tuple(positions), plan.numbers_staying, named, plan.papers, closed)


def unmerge(
    station: Station,
    kinds: Sequence[CaseKind],
    kind: CaseKind,
    number: str,
    act: Act,
    reason: str = PARTED,
) -> Merged:
    """Part a case from the one it was folded into: both stand as before, with what came to the other since.

    Raises Refused where it is not folded into another, InTheWay naming what rests on the merge.
    """
    require(act, Right.MERGE)
    why = reason_of(reason)
    with station.writing():
        parted = parting(station, kinds, kind, number)
        case, other = parted.case, parted.into
        require_for(station, parted.withdrawal.by, parted.withdrawal.at, act)
        positions = {taken.position for taken in parted.moved}
        folded, said = without(station, other, positions), said_by_papers(station, other)
        for taken in parted.moved:
            take_out(station.connections, other, taken)
        mark_undone(station.connections, [parted.withdrawal.key], act, why)
        _forget(station, parted.withdrawal.key)
        # Before the other is indexed anew, which would find the parted one still in it.
        stands = put_case_back(station, case)
        renew(station, write_folded(station, other, folded.case))
        for record in parted.naming:
            words = f"{case.number} 与 {other.number} 拆分：{why}"
            name_as_before(station, record, case.number, parted.withdrawal, act, words)
        changes = {"from": other.number, "reason": why, "state": [FOLDED, stands.state]}
        note_change(station, act, PARTED, stands, changes)
        went = {"from": stands.number, "reason": why}
        note_change(station, act, GAVE_BACK, other, {**went, **differences(other.values, folded.case.values)})
        _tell(station, stands, other, act)
        named = tuple(record.number for record in parted.naming)
        closed = in_a_closed_period(station, _days(stands))
        after = mark_papers(station, said, load(station, kind, other.number), act)
        papers = tuple(issued.number for issued in stands.documents)
        return Merged(stands.number, after, tuple(sorted(positions)), (), named, papers, closed)


def _take_in(station: Station, plan: MergePlan, withdrawal: int) -> list[StepTaken]:
    """What goes along stands at the end of the other timeline; gives the steps as they stand there."""
    into, connections = plan.into, station.connections
    first = into.next_position
    new = [
        replace(taken, position=position, place=position)
        for position, taken in enumerate(plan.going, start=first)
    ]
    folded = with_those_of_another(station, into, new) if new else into
    placed = [taken for taken in folded.steps if taken.position >= first]
    for came, old in zip(placed, plan.going, strict=True):
        put_in_place(connections, into, came)
        row: dict[peewee.Field, object] = {
            MovedStep.withdrawal: withdrawal,
            MovedStep.position: came.position,
            MovedStep.from_position: old.position,
            MovedStep.from_place: old.place,
        }
        connections.add(row)
    renew(station, write_folded(station, replace(into, steps=folded.steps), folded))
    return placed


def _name_the_other(
    station: Station, kinds: Sequence[CaseKind], plan: MergePlan, withdrawal: int, act: Act, why: str
) -> tuple[str, ...]:
    """Records of other kinds that name the case name the other one from now on; gives their numbers."""
    numbers = []
    for record in belonging(station, kinds, plan.case):
        name_another(
            station, record, plan.into.number, act, f"{plan.case.number} 并入 {plan.into.number}：{why}"
        )
        station.connections.add({MovedReference.withdrawal: withdrawal, MovedReference.case_key: record.key})
        numbers.append(record.number)
    return tuple(numbers)


def _forget(station: Station, withdrawal: int) -> None:
    """What came with the case goes back with it; that it was folded stays on record."""
    for model, key in ((MovedStep, MovedStep.withdrawal), (MovedReference, MovedReference.withdrawal)):
        station.connections.execute(peewee.ModelDelete(model).where(key == withdrawal))


def _tell(station: Station, case: Case, other: Case, act: Act) -> None:
    for each in (case, other):
        station.tell(Changed(each.kind.key, each.number, act.by.name))


def _days(case: Case) -> list[str]:
    return [case.day, *(taken.day for taken in case.steps)]
