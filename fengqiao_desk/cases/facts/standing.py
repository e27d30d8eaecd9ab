"""Writes a case as it stands by its facts: where each step leads from and to, its fields, its state; steps put aside and brought back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import peewee

from ...station import Act, Station
from ...store.composed import ComposedOnce
from ...store.database import Connections
from ...values.json_text import to_json
from ..heads import CaseHead, StepHead
from ..records import Case, load
from ..saving import tables
from ..saving.step_rows import put_in_place, step_row
from ..saving.writing import rewrite
from ..timeline import StepTaken
from .heads import WithdrawalHead, WithdrawnStep


@ComposedOnce
def _key_of(case: int, position: int) -> peewee.Query:
    return StepHead.select(StepHead.key).where(StepHead.case_key == case, StepHead.position == position)


def put_on_record_of_withdrawals(
    connections: Connections, case: Case, act: Act, reason: str, into: int | None = None
) -> int:
    """A row for one act of taking back (or of folding the case into another, whose key is `into`); gives its key."""
    row: dict[peewee.Field, object] = {
        WithdrawalHead.case_key: case.key,
        WithdrawalHead.into_key: into,
        WithdrawalHead.at: act.stamp,
        WithdrawalHead.by: act.by.name,
        WithdrawalHead.reason: reason,
    }
    return connections.add(row)


def mark_undone(connections: Connections, withdrawals: Collection[int], act: Act, why: str) -> None:
    """That acts of taking back were themselves taken back; their rows stay."""
    undone: dict[peewee.Field, object] = {
        WithdrawalHead.undone_at: act.stamp,
        WithdrawalHead.undone_by: act.by.name,
        WithdrawalHead.undone_why: why,
    }
    for key in withdrawals:
        connections.execute(WithdrawalHead.update(undone).where(WithdrawalHead.key == key))


def put_aside(connections: Connections, case: Case, steps: Collection[StepTaken], withdrawal: int) -> None:
    """Take steps out of the tables that are counted; they are kept as they stood, entry and all."""
    for taken in steps:
        # Without its key: SQLite gives the key of a row that went to the next one that comes.
        aside: dict[peewee.Field, object] = {
            WithdrawnStep.entry: to_json(taken.entry),
            WithdrawnStep.withdrawal: withdrawal,
        }
        take_out(connections, case, taken)
        connections.add({**step_row(WithdrawnStep, case.key, taken), **aside})


def take_out(connections: Connections, case: Case, taken: StepTaken) -> None:
    """Take a step out of the tables that are counted; the caller has kept it, or it is kept elsewhere."""
    ((key,),) = _key_of.rows(connections, case.key, taken.position)
    tables.remove(connections, tables.step_table(case.kind, taken.step), key)
    connections.execute(peewee.ModelDelete(StepHead).where(StepHead.key == key))


def bring_back(connections: Connections, case: Case, steps: Collection[StepTaken]) -> None:
    """Put steps that were taken back into the tables again."""
    for taken in steps:
        put_in_place(connections, case, taken)
        here = (WithdrawnStep.case_key == case.key) & (WithdrawnStep.position == taken.position)
        connections.execute(peewee.ModelDelete(WithdrawnStep).where(here))


def write_folded(station: Station, case: Case, folded: Case) -> Case:
    """Make the tables say what the facts say; gives the case as loaded anew, what falls due and search left to `renew`."""
    for taken in _moved(case, folded):
        change = {StepHead.from_state: taken.from_state, StepHead.to_state: taken.to_state}
        here = (StepHead.case_key == case.key) & (StepHead.position == taken.position)
        station.connections.execute(StepHead.update(change).where(here))
    if folded.values != case.values:
        rewrite(station, replace(case), folded.values)
    _folded.rows(station.connections, case.key, folded.state)
    return load(station, case.kind, case.number)


@ComposedOnce
def _folded(case: int, state: str) -> peewee.Query:
    changed = {CaseHead.state: state, CaseHead.version: CaseHead.version + 1}
    return CaseHead.update(changed).where(CaseHead.key == case)


def _moved(case: Case, folded: Case) -> Iterator[StepTaken]:
    """The steps that lead from or to another state than is written."""
    written = {taken.position: (taken.from_state, taken.to_state) for taken in case.steps}
    for taken in folded.steps:
        if written.get(taken.position) != (taken.from_state, taken.to_state):
            yield taken
