"""Takes a whole case back and brings it back: its number stays used, its fields and steps lie aside as they stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import peewee

from ...problems import InTheWay, Refused
from ...station import Act, Changed, Station
from ...station.rights import Right, require
from ...store import search
from ...store.database import Connections
from ...values.json_text import to_json
from ..heads import CaseHead, DeadlineHead
from ..history import HISTORY
from ..kind import CaseKind
from ..records import Case, load, refuse_gone
from ..reviewing import first_refusal
from ..saving import tables
from ..saving.writing import note_change, renew
from ..situations import Receiving
from ..timeline import TAKEN_BACK, StepTaken
from . import kept
from .closed import in_a_closed_period
from .heads import WithdrawnCase
from .permission import reason_of, require_for
from .standing import bring_back, mark_undone, put_aside, put_on_record_of_withdrawals
from .withdrawing import BROUGHT_BACK, WITHDREW, TakenBack


@dataclass(frozen=True)
class RestsOnCase:
    """What taking a whole record back would mean: steps taken on it, numbered papers that stand, records folded into it or belonging to it."""

    later: tuple[StepTaken, ...]
    papers: tuple[str, ...]
    merged: tuple[str, ...]
    records: tuple[tuple[str, str, str], ...]
    corrects_closed: bool


def what_rests_on_case(station: Station, kinds: Sequence[CaseKind], case: Case) -> RestsOnCase:
    """What stands in the way of taking a whole record back; `records` are kind, number and title."""
    with station.reading():
        days = [case.day, *(taken.day for taken in case.steps)]
        return RestsOnCase(
            # What an old ledger tells of the end came with the record itself.
            later=tuple(taken for taken in case.steps if taken.step != HISTORY),
            papers=tuple(issued.number for issued in case.documents if issued.state != "void"),
            merged=tuple(other.number for other in case.merged),
            records=tuple(naming(station, kinds, case)),
            corrects_closed=in_a_closed_period(station, days),
        )


def withdraw_case(
    station: Station,
    kinds: Sequence[CaseKind],
    kind: CaseKind,
    number: str,
    reason: str,
    act: Act,
    *,
    with_later: bool = False,
) -> TakenBack:
    """Take a whole record back, on request with the steps taken on it since.

    Raises InTheWay while a numbered paper of it stands, another record belongs to it or (without `with_later`) steps were taken on it.
    """
    require(act, Right.WITHDRAW_OWN)
    why = reason_of(reason)
    with station.writing():
        case = load(station, kind, number)
        refuse_gone(case)
        require_for(station, case.recorded_by, case.recorded_at, act)
        rests = what_rests_on_case(station, kinds, case)
        for taken in rests.later:
            require_for(station, taken.recorded_by, taken.recorded_at, act)
        _refuse_what_rests(case, rests)
        if rests.later and not with_later:
            steps = "、".join(f"第 {taken.position} 步“{taken.title}”" for taken in rests.later)
            raise InTheWay(
                f"{number} 已经办理过：{steps}。可以一并撤回（--with-later）",
                tuple({"position": taken.position, "title": taken.title} for taken in rests.later),
            )
        withdrawal = put_on_record_of_withdrawals(station.connections, case, act, why)
        put_case_aside(station.connections, case, TAKEN_BACK, withdrawal)
        newest_first = sorted((taken.position for taken in case.steps), reverse=True)
        changes = {"reason": why, "state": [case.state, TAKEN_BACK], "positions": newest_first}
        # Loaded anew: what is put on record is the case without its rows, under the state it has now.
        gone = load(station, kind, case.number)
        note_change(station, act, WITHDREW, gone, changes)
        station.tell(Changed(kind.key, case.number, act.by.name))
        return TakenBack(gone, tuple(newest_first), rests.corrects_closed)


def bring_back_case(station: Station, kind: CaseKind, number: str, reason: str, act: Act) -> TakenBack:
    """Take the withdrawal of a whole record back: it stands as it did, with the steps that were taken back together with it."""
    require(act, Right.WITHDRAW_OWN)
    why = reason_of(reason)
    with station.writing():
        case = load(station, kind, number)
        if case.withdrawal is None or case.state != TAKEN_BACK:
            raise Refused(f"{number} 现为“{case.state}”，没有撤回")
        require_for(station, case.withdrawal.by, case.withdrawal.at, act)
        _refuse_second(station, case, act)
        stands = put_case_back(station, case)
        mark_undone(station.connections, [case.withdrawal.key], act, why)
        changes = {"reason": why, "state": [TAKEN_BACK, stands.state]}
        note_change(station, act, BROUGHT_BACK, stands, changes)
        station.tell(Changed(kind.key, case.number, act.by.name))
        days = [stands.day, *(taken.day for taken in stands.steps)]
        positions = tuple(taken.position for taken in stands.steps)
        return TakenBack(stands, positions, in_a_closed_period(station, days))


def _refuse_second(station: Station, case: Case, act: Act) -> None:
    """The same record was entered anew meanwhile: the kind refuses a second one as it would at a receipt."""
    refusal = first_refusal(case.kind.guards, Receiving(station, act, case.record))
    if refusal is not None:
        raise Refused(f"不能恢复 {case.number}：{refusal.message}")


def put_case_aside(connections: Connections, case: Case, state: str, withdrawal: int) -> None:
    """Take a case out of everything that is counted, listed, found or due; its head says what became of it."""
    put_aside(connections, case, case.steps, withdrawal)
    row: dict[peewee.Field, object] = {
        WithdrawnCase.case_key: case.key,
        WithdrawnCase.state: case.state,
        WithdrawnCase.entry: to_json(case.values),
        WithdrawnCase.withdrawal: withdrawal,
    }
    connections.add(row)
    # Only once it is kept: there is no moment in the transaction at which the fields stand nowhere.
    tables.remove(connections, tables.case_table(case.kind), case.key)
    connections.execute(peewee.ModelDelete(DeadlineHead).where(DeadlineHead.case_key == case.key))
    search.remove(connections, case.kind.key, case.number)
    _set_state(connections, case.key, state)


def put_case_back(station: Station, case: Case) -> Case:
    """As it stood before it was put aside, what falls due computed anew; gives the case."""
    connections = station.connections
    gone = kept.gone_case(connections, case.key)
    assert gone is not None
    key = gone.withdrawal.key
    tables.write(connections, tables.case_table(case.kind), case.key, gone.values)
    connections.execute(peewee.ModelDelete(WithdrawnCase).where(WithdrawnCase.case_key == case.key))
    together = [each for each in case.withdrawn_steps if each.withdrawn and each.withdrawn.key == key]
    # Steps that had been taken back before the whole case went stay taken back.
    bring_back(connections, case, together)
    _set_state(connections, case.key, gone.state)
    return renew(station, load(station, case.kind, case.number))


def _refuse_what_rests(case: Case, rests: RestsOnCase) -> None:
    if rests.papers:
        shapes = tuple({"document": number} for number in rests.papers)
        raise InTheWay(f"{case.number} 已出具 {'、'.join(rests.papers)}，请先作废文书再撤回", shapes)
    if case.merged:
        folded = tuple(
            {"kind": case.kind.key, "number": other.number, "title": other.title} for other in case.merged
        )
        raise InTheWay(f"{'、'.join(rests.merged)} 已经并入 {case.number}，请先拆分", folded)
    if others := rests.records:
        first_five = "、".join(f"{number} {title}" for _, number, title in others[:5])
        more = f"等 {len(others)} 件" if len(others) > 5 else ""
        shapes = tuple({"kind": kind, "number": number, "title": title} for kind, number, title in others)
        raise InTheWay(f"{case.number} 还有 {first_five}{more}，请先撤回这些", shapes)


def naming(station: Station, kinds: Sequence[CaseKind], case: Case) -> Iterator[tuple[str, str, str]]:
    """Kind, number and title of every record of another kind that belongs to this case."""
    for other in kinds:
        if other.belongs_to is not None and other.belongs_to[1] == case.kind.key:
            belonging = CaseHead.select(CaseHead.kind, CaseHead.number, CaseHead.title)
            beside = belonging.join(other.record, on=CaseHead.key == other.record.owner_key)
            rows = beside.where(other.belongs_to[0] == case.number).order_by(CaseHead.key)
            yield from station.connections.rows(rows)


def _set_state(connections: Connections, case: int, state: str) -> None:
    change = {CaseHead.state: state, CaseHead.version: CaseHead.version + 1}
    connections.execute(CaseHead.update(change).where(CaseHead.key == case))
