"""Takes a step back, enters another in its place, brings one back: nothing is deleted, the case is folded anew from what stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ...fields import Row
from ...problems import InTheWay, Refused, Unknown
from ...station import Act, Changed, Station
from ...station.rights import Right, require
from ..attachments import keep, with_files
from ..history import HISTORY, OldLedger
from ..kind import CaseKind
from ..records import Case, load
from ..reviewing import EntryForm
from ..saving.step_rows import put_in_place
from ..saving.writing import differences, note_change, renew
from ..timeline import StepTaken
from .basis import mark_papers, said_by_papers
from .closed import in_a_closed_period
from .folding import Folded, before, with_more, without
from .permission import reason_of, require_for
from .standing import (
    bring_back,
    mark_undone,
    put_aside,
    put_on_record_of_withdrawals,
    write_folded,
)

TAKEN_BACK_AT_ONCE = "录入后立即撤销"
"""The reason of what is undone right after it was entered."""
WITHDREW, REPLACED, BROUGHT_BACK = "撤回登记", "改登记", "恢复登记"
"""How the audit calls the three; a notice has a step 撤回 of its own."""


@dataclass(frozen=True)
class TakenBack:
    """A case after facts of it were taken back: the positions of these, and whether a closed period counted one of them.

    `entered` is the position of the step entered in their place (0: none).
    """

    case: Case
    positions: tuple[int, ...]
    corrects_closed: bool
    entered: int = 0


@dataclass(frozen=True)
class WhatRests:
    """What taking a step back would mean: the later steps that would no longer hold with the reason of each, and papers that stand on it."""

    step: StepTaken
    later: tuple[tuple[StepTaken, str], ...]
    papers: tuple[str, ...]
    corrects_closed: bool


def what_rests(station: Station, case: Case, position: int) -> WhatRests:
    """What stands in the way of taking a step back; raises Unknown or Refused where there is nothing to take back."""
    taken = standing_step(case, position)
    with station.reading():
        folded = without(station, case, {position})
        later = tuple(_objected(case, folded))
        steps = (taken, *(step for step, _ in later))
        # Issuing and voiding are two steps of one paper.
        papers = tuple(dict.fromkeys(paper for step in steps for paper in _papers_that_made(case, step)))
        return WhatRests(taken, later, papers, in_a_closed_period(station, [step.day for step in steps]))


def withdraw_step(
    station: Station,
    kind: CaseKind,
    number: str,
    position: int,
    reason: str,
    act: Act,
    *,
    with_later: bool = False,
) -> TakenBack:
    """Take the step at a position back, on request with the later ones that no longer hold, newest first.

    Raises InTheWay when something rests on it, Refused when it was taken back already, FaultyEntry without a reason.
    """
    require(act, Right.WITHDRAW_OWN)
    why = reason_of(reason)
    with station.writing():
        case = load(station, kind, number)
        rests = what_rests(station, case, position)
        steps = [rests.step, *(step for step, _ in rests.later)]
        # Of each, also of those that would only go with it: nobody takes back by way of his own step what is another's.
        for taken in steps:
            require_for(station, taken.recorded_by, taken.recorded_at, act)
        if rests.papers:
            raise InTheWay(
                f"“{rests.step.title}”随文书 {'、'.join(rests.papers)} 登记，不能单独撤回：请作废文书",
                tuple({"document": paper} for paper in rests.papers),
            )
        if rests.later and not with_later:
            raise InTheWay(_later_ones(rests), tuple(_shape(step) for step, _ in rests.later))
        newest_first = sorted(steps, key=lambda taken: -taken.position)
        withdrawal = put_on_record_of_withdrawals(station.connections, case, act, why)
        # Folded before anything is moved: the guards look into the tables as they were when the steps were taken.
        folded = without(station, case, {taken.position for taken in steps})
        put_aside(station.connections, case, newest_first, withdrawal)
        stands = _write(station, case, folded, act, WITHDREW, newest_first, why)
    return TakenBack(stands, tuple(taken.position for taken in newest_first), rests.corrects_closed)


def replace_step(
    station: Station, kind: CaseKind, number: str, position: int, entry: object, reason: str, act: Act
) -> TakenBack:
    """Take a step back and enter it anew at its place, in one transaction; what came after must still hold.

    Raises FaultyEntry, Refused, or InTheWay naming the later steps that the new entry does not carry.
    """
    require(act, Right.WITHDRAW_OWN)
    why = reason_of(reason)
    with station.writing():
        case = load(station, kind, number)
        old = standing_step(case, position)
        require_for(station, old.recorded_by, old.recorded_at, act)
        if papers := _papers_that_made(case, old):
            raise InTheWay(
                f"“{old.title}”随文书 {'、'.join(papers)} 登记，不能改：请作废文书",
                tuple({"document": paper} for paper in papers),
            )
        step = kind.step(old.step)
        checked = replacement_form(station, case, old).check(station, entry, act).valid()
        values, files = with_files(station, case, step.fields, checked, step.title)
        new, folded = with_another_entry(station, case, old, values, act)
        refuse_objections(case, new, folded)
        placed = next(taken for taken in folded.case.steps if taken.position == new.position)
        withdrawal = put_on_record_of_withdrawals(station.connections, case, act, why)
        put_aside(station.connections, case, [old], withdrawal)
        put_in_place(station.connections, case, placed)
        stands = _write(station, case, folded, act, REPLACED, [old], why, new)
        keep(station, stands, files, act)
    closed = in_a_closed_period(station, [old.day, new.day])
    return TakenBack(stands, (position,), closed, new.position)


def replacement_form(station: Station, case: Case, old: StepTaken) -> EntryForm:
    """What is filled in to enter a step anew: of the case as it stood before it."""
    # What a form offers and checks (clauses, goods in hand) is what there was at that place, not what there is today.
    then = before(station, case, old.place)
    return EntryForm(case.kind, then, case.kind.step(old.step), instead_of=old.entry)


def with_another_entry(
    station: Station, case: Case, old: StepTaken, values: Row, act: Act
) -> tuple[StepTaken, Folded]:
    """The step that would stand in the place of another, entered now, and the case folded with it."""
    new = replace(
        old,
        entry=values,
        day=_day_of(case, old, values),
        recorded_at=act.stamp,
        recorded_by=act.by.name,
        position=case.next_position,
    )
    return new, with_more(station, case, [new], {new.position: act})


def _day_of(case: Case, old: StepTaken, values: Row) -> str:
    """The day another entry is dated by; one that names none happened on the day of the step it stands for."""
    if old.step == HISTORY:
        return str(values[OldLedger.closed_on.declared.name] or case.day)
    named = case.kind.step(old.step).day_field
    return str(values[named])[:10] if named else old.day


def bring_back_step(
    station: Station, kind: CaseKind, number: str, position: int, reason: str, act: Act
) -> TakenBack:
    """Take a withdrawal itself back: the step stands again, with those that were taken back together with it."""
    require(act, Right.WITHDRAW_OWN)
    why = reason_of(reason)
    with station.writing():
        case = load(station, kind, number)
        steps = _taken_back_together(case, position)
        for taken in steps:
            assert taken.withdrawn is not None
            # The withdrawal is the fact that is taken back here, so who may is asked of it, not of the step.
            require_for(station, taken.withdrawn.by, taken.withdrawn.at, act)
        _refuse_taken_places(case, steps)
        folded = with_more(station, case, steps, {})
        if folded.objections:
            objections = "；".join(
                f"第 {place} 步{why_not.message}" for place, why_not in folded.objections.items()
            )
            raise Refused(f"恢复以后有的步骤不能成立：{objections}")
        bring_back(station.connections, case, steps)
        keys = {taken.withdrawn.key for taken in steps if taken.withdrawn}
        mark_undone(station.connections, keys, act, why)
        stands = _write(station, case, folded, act, BROUGHT_BACK, steps, why)
    days = [taken.day for taken in steps]
    return TakenBack(stands, tuple(taken.position for taken in steps), in_a_closed_period(station, days))


def standing_step(case: Case, position: int) -> StepTaken:
    """The step at a position; raises Refused where it was taken back, Unknown where there is none."""
    if case.withdrawal is not None:
        raise Refused(f"{case.number} 现为“{case.state}”，不能再撤回其中的步骤")
    found = next((taken for taken in case.every_step if taken.position == position), None)
    if found is None:
        raise Unknown(f"{case.number} 没有第 {position} 步")
    if found.withdrawn is not None:
        withdrawal = found.withdrawn
        raise Refused(
            f"第 {position} 步“{found.title}”已由{withdrawal.by}于 {withdrawal.at[:10]} 撤回：{withdrawal.reason}"
        )
    return found


def _objected(case: Case, folded: Folded) -> Iterator[tuple[StepTaken, str]]:
    for taken in case.steps:
        if taken.position in folded.objections:
            yield taken, folded.objections[taken.position].message


def _papers_that_made(case: Case, taken: StepTaken) -> tuple[str, ...]:
    """The numbered papers whose issuing or voiding this step is: they are voided, never taken back."""
    forms = [form for form in case.kind.documents if taken.step in (form.step, form.void_step)]
    keys = {form.key for form in forms}
    return tuple(issued.number for issued in case.documents if issued.document in keys)


def _later_ones(rests: WhatRests) -> str:
    refusals = "；".join(f"第 {step.position} 步“{step.title}”（{why}）" for step, why in rests.later)
    return (
        f"第 {rests.step.position} 步“{rests.step.title}”撤回以后，后面的不再成立：{refusals}。"
        "可以一并撤回（--with-later）"
    )


def _shape(taken: StepTaken) -> dict[str, object]:
    return {"position": taken.position, "title": taken.title}


def refuse_objections(case: Case, new: StepTaken, folded: Folded) -> None:
    """The rule that the new entry itself breaks, else the later steps that do not hold with it."""
    own = folded.objections.get(new.position)
    if own is not None:
        raise own
    later = list(_objected(case, folded))
    if later:
        refusals = "；".join(f"第 {step.position} 步“{step.title}”（{why}）" for step, why in later)
        raise InTheWay(f"改成这样以后，后面的不再成立：{refusals}", tuple(_shape(step) for step, _ in later))


def _taken_back_together(case: Case, position: int) -> list[StepTaken]:
    """The steps of one withdrawal, in the order of their places."""
    found = next((taken for taken in case.withdrawn_steps if taken.position == position), None)
    if found is None or found.withdrawn is None:
        raise Refused(f"{case.number} 第 {position} 步没有撤回")
    if case.withdrawal is not None:
        first = f"先与 {case.withdrawal.into} 拆分" if case.withdrawal.into else "先恢复整件"
        raise Refused(f"{case.number} 现为“{case.state}”，请{first}")
    key = found.withdrawn.key
    together = [each for each in case.withdrawn_steps if each.withdrawn and each.withdrawn.key == key]
    return sorted(together, key=lambda taken: taken.place)


def _refuse_taken_places(case: Case, steps: Collection[StepTaken]) -> None:
    standing = {taken.place: taken for taken in case.steps}
    for taken in steps:
        if other := standing.get(taken.place):
            raise Refused(
                f"第 {taken.position} 步已改为第 {other.position} 步，请先撤回第 {other.position} 步"
            )


def _write(
    station: Station,
    case: Case,
    folded: Folded,
    act: Act,
    verb: str,
    steps: Sequence[StepTaken],
    why: str,
    new: StepTaken | None = None,
) -> Case:
    """What stands, what falls due, what is searched, the audit rows; gives the case with them."""
    said = said_by_papers(station, case)
    stands = renew(station, write_folded(station, case, folded.case))
    changes: dict[str, object] = {
        "positions": [taken.position for taken in steps],
        "steps": [taken.step for taken in steps],
        "reason": why,
        "state": [case.state, stands.state],
        **differences(case.values, stands.values),
    }
    if new is not None:
        changes |= {"position": new.position, "entry": [steps[0].entry, new.entry]}
    note_change(station, act, verb, stands, changes)
    stands = mark_papers(station, said, stands, act)
    station.tell(Changed(case.kind.key, case.number, act.by.name))
    return stands
