"""The verbs of an officer on any case: receive, amend, take a step. One verb is one function and one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import ChangedMeanwhile, Refused
from ..station import Act, Changed, Station
from ..station.rights import Right, require
from ..values.text import clean
from .attachments import keep, with_files
from .facts.basis import mark_papers, said_by_papers
from .facts.meeting import Meeting, meet
from .facts.origins import CORRECTED, REASON, note_amendment
from .facts.seen import Seen
from .heads import CaseHead, DeadlineHead, with_case
from .kind import CaseKind
from .records import Case, load
from .reviewing import EntryForm, Weighed, plain_of, weigh_case, weigh_step
from .saving.receiving import receive_one
from .saving.writing import differences, note_change, note_receipt, put_step, renew, rewrite
from .situations import Receiving, Taking
from .step import Step


def receive(station: Station, kind: CaseKind, entry: object, act: Act) -> Case:
    """Record a new case; raises FaultyEntry or Refused, and then nothing was saved."""
    require(act, Right.RECORD)
    with station.writing():
        # Inside the transaction: the words, people and numbers that it is checked against stay as they are until it is written.
        checked = EntryForm(kind).check(station, entry, act).valid()
        received = weigh_case(Receiving(station, act, kind.record.of(checked)), kind, checked).stands()
        values, files = with_files(station, None, kind.fields, received.values)
        case = receive_one(station, kind, values, act)
        note_receipt(station, act, case)
        # Last: files lie outside the database, and what failed after them would leave some that no case names.
        keep(station, case, files, act)
        station.tell(Changed(kind.key, case.number, act.by.name))
        return case


def amend(
    station: Station,
    kind: CaseKind,
    number: str,
    entry: object,
    act: Act,
    seen: Seen | None = None,
    *,
    reason: str = "",
) -> Case:
    """Correct fields: those given replace the old ones, rows as a whole; a closed case is refused. `reason` may stay empty.

    `seen` is what the form was filled from: what somebody else changed since is kept beside what this entry changes. Raises
    ChangedMeanwhile with the conflicts where both changed the same.
    """
    require(act, Right.RECORD)
    with station.writing():
        case = load(station, kind, number)
        if kind.state(case.state).closed:
            raise Refused(f"{number} 现为“{case.state}”，不能再改；确需更正的先重新打开")
        meeting = _meeting(station, EntryForm(kind, case), entry, seen, act)
        if meeting is not None and meeting.conflicts:
            raise _changed(meeting)
        entry = entry if meeting is None else meeting.settled()
        checked = EntryForm(kind, case).check(station, entry, act).valid()
        corrected = weigh_case(Receiving(station, act, kind.record.of(checked), case), kind, checked).stands()
        values, files = with_files(station, case, kind.fields, corrected.values)
        changes = differences(case.values, values)
        # Nothing was corrected, so no version counts on and no audit row tells of a correction.
        if not changes:
            return case
        why, said = clean(reason).strip(), said_by_papers(station, case)
        # The fact before the deadlines: what falls due follows from when a field was corrected, too.
        amended = renew(station, note_amendment(station, rewrite(station, case, values), changes, act, why))
        note_change(station, act, CORRECTED, amended, {**changes, REASON: why} if why else changes)
        amended = mark_papers(station, said, amended, act)
        # Last, as at a receipt.
        keep(station, amended, files, act)
        station.tell(Changed(kind.key, case.number, act.by.name))
        return amended


def take_step(
    station: Station,
    kind: CaseKind,
    number: str,
    step_key: str,
    entry: object,
    act: Act,
    seen: Seen | None = None,
) -> Case:
    """Take a step: check its fields, ask its guards, write it on the timeline and move the state; `seen` as for `amend`."""
    require(act, Right.RECORD)
    step = kind.step(step_key)
    with station.writing():
        case = load(station, kind, number)
        # Even where no field stands against another: a step is an act upon the case, and nobody acts upon what he has not seen.
        if meeting := _meeting(station, EntryForm(kind, case, step), entry, seen, act):
            raise _changed(meeting)
        moved = move_on(station, case, step, entry, act)
        station.tell(Changed(kind.key, case.number, act.by.name))
        return moved


def move_on(station: Station, case: Case, step: Step, entry: object, act: Act) -> Case:
    """Take a step of a case as it stands in the running transaction; for verbs only, who ask the right and tell of the change."""
    if step not in case.kind.steps_from(case.state):
        raise Refused(f"“{case.state}”时不能{step.title}")
    checked = EntryForm(case.kind, case, step).check(station, entry, act).valid()
    now = Taking(station, act, case, step.record.of(checked))
    return _move(step, weigh_step(now, step, checked).stands())


def _move(step: Step, weighed: Weighed[Taking]) -> Case:
    """Write a step that nothing forbids: its files, its entry on the timeline, what it sets, the new state."""
    now = weighed.now
    station, act, case = now.station, now.act, now.case
    to_state = step.leads_to(now)
    entry, files = with_files(station, case, step.fields, weighed.values, step.title)
    moved = put_step(station, case, step, entry, to_state, act)
    changed = step.sets(now) if step.sets else ()
    if changed:
        moved = rewrite(station, moved, {**moved.values, **plain_of(changed)})
    # After both: what falls due follows from the step as well as from what it sets.
    moved = renew(station, moved)
    facts = {"state": [case.state, to_state], **{name: [None, value] for name, value in entry.items()}}
    # A field of the case that is called like one of the step is told with what it was before.
    note_change(station, act, step.title, moved, {**facts, **differences(case.values, moved.values)})
    keep(station, moved, files, act)
    return moved


def compute_anew(station: Station, kinds: Sequence[CaseKind]) -> list[Case]:
    """Compute again every deadline that was provisional, after a new working-day table came; gives the cases concerned."""
    found = []
    with station.writing():
        for kind in kinds:
            # The others were reckoned from a year whose rest days were known: no new table moves them.
            waiting = DeadlineHead.select(DeadlineHead.case_key).where(
                DeadlineHead.provisional.stands_as(True)
            )
            query = CaseHead.select(CaseHead.number).where(
                CaseHead.kind == kind.key, CaseHead.key.in_(waiting)
            )
            rows = station.connections.rows(query.order_by(CaseHead.key))
            found += [renew(station, load(station, kind, number)) for (number,) in rows]
    return found


def compute_with_word(station: Station, kinds: Sequence[CaseKind], vocabulary: str, label: str) -> list[Case]:
    """Compute again the deadlines of the open cases that say a word, after its facts changed; gives those cases."""
    found = []
    with station.writing():
        for kind in (kind for kind in kinds if kind.deadlines is not None):
            # What is over keeps the days it was told.
            closed = [state.title for state in kind.states if state.closed]
            for column in kind.record.columns():
                if column.declared.vocabulary == vocabulary:
                    query = with_case(kind.record, CaseHead.number).where(
                        column.stands_as(label), CaseHead.state.not_in(closed)
                    )
                    rows = station.connections.rows(query.order_by(CaseHead.key))
                    found += [renew(station, load(station, kind, number)) for (number,) in rows]
    return found


def _meeting(station: Station, form: EntryForm, entry: object, seen: Seen | None, act: Act) -> Meeting | None:
    """The entry beside what somebody else saved meanwhile; None while the case is as it was seen."""
    assert form.case is not None
    # What is no entry at all is told as its fault.
    if seen is None or seen.version == form.case.version or not isinstance(entry, dict):
        return None
    return meet(station, form, entry, seen, act)


def _changed(meeting: Meeting) -> ChangedMeanwhile:
    labels = "、".join(conflict.label for conflict in meeting.conflicts)
    what = f"{labels}，两个人改得不一样" if labels else "请看过新的内容再办"
    return ChangedMeanwhile(
        f"{meeting.case.number} 已被别人改过：{what}；您填的还在",
        [conflict.as_data() for conflict in meeting.conflicts],
    )
