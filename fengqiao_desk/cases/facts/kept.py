"""Reads what is kept of a case beside what stands: its amendments, its steps that were taken back, the case itself when it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import peewee

from ...fields import Exists, Row
from ...store.composed import ComposedOnce
from ...store.database import Connections
from ...values.json_text import from_json
from ..heads import CaseHead
from ..kind import CaseKind
from ..timeline import Amendment, StepTaken, Withdrawal
from .heads import AmendmentHead, MovedStep, WithdrawalHead, WithdrawnCase, WithdrawnStep


class _WithdrawnRow(NamedTuple):
    """A step that was taken back as it is stored, with who took it back beside it."""

    step: str
    day: str
    from_state: str
    to_state: str
    recorded_at: str
    recorded_by: str
    entry: str
    position: int
    place: int
    withdrawal: int
    at: str
    by: str
    reason: str
    into: str


class GoneCase(NamedTuple):
    """A case that was taken back or folded into another: the state it was in, its fields, and who did it."""

    state: str
    values: Row
    withdrawal: Withdrawal


class FoldedCase(NamedTuple):
    """A case that stands as folded into another."""

    key: int
    number: str
    title: str
    values: Row
    withdrawal: Withdrawal


_INTO = peewee.fn.COALESCE(
    CaseHead.select(CaseHead.number).where(CaseHead.key == WithdrawalHead.into_key), ""
)
_ACT = (WithdrawalHead.key, WithdrawalHead.at, WithdrawalHead.by, WithdrawalHead.reason, _INTO)


@ComposedOnce
def _marks(case: int) -> peewee.Query:
    """Of nearly every case nothing is kept: asked once, so that three questions need not be."""
    acts = WithdrawalHead.select(WithdrawalHead.key)
    concerned = acts.where((WithdrawalHead.case_key == case) | (WithdrawalHead.into_key == case))
    amended = AmendmentHead.select(AmendmentHead.key).where(AmendmentHead.case_key == case)
    return peewee.Select(columns=[Exists(concerned), Exists(amended)])


@ComposedOnce
def _steps_taken_back(case: int) -> peewee.Query:
    step = WithdrawnStep
    columns = (step.step, step.day, step.from_state, step.to_state, step.recorded_at, step.recorded_by)
    steps = step.select(*columns, step.entry, step.position, step.place, *_ACT)
    beside = steps.join(WithdrawalHead, on=WithdrawalHead.key == step.withdrawal)
    return beside.where(step.case_key == case).order_by(step.position)


@ComposedOnce
def _case_taken_back(case: int) -> peewee.Query:
    rows = WithdrawnCase.select(WithdrawnCase.state, WithdrawnCase.entry, *_ACT)
    beside = rows.join(WithdrawalHead, on=WithdrawalHead.key == WithdrawnCase.withdrawal)
    return beside.where(WithdrawnCase.case_key == case)


@ComposedOnce
def _folded_into(case: int) -> peewee.Query:
    rows = CaseHead.select(CaseHead.key, CaseHead.number, CaseHead.title, WithdrawnCase.entry, *_ACT)
    beside = rows.join(WithdrawnCase, on=WithdrawnCase.case_key == CaseHead.key)
    # By the case as well: from the act alone SQLite would look through every case of the station, at each opening of one.
    same = (WithdrawalHead.key == WithdrawnCase.withdrawal) & (
        WithdrawalHead.case_key == WithdrawnCase.case_key
    )
    acts = beside.join(WithdrawalHead, on=same)
    return acts.where(WithdrawalHead.into_key == case).order_by(WithdrawalHead.key)


@ComposedOnce
def _came_from(case: int) -> peewee.Query:
    steps = MovedStep.select(MovedStep.position, CaseHead.number)
    acts = steps.join(WithdrawalHead, on=WithdrawalHead.key == MovedStep.withdrawal)
    return acts.join(CaseHead, on=CaseHead.key == WithdrawalHead.case_key).where(
        WithdrawalHead.into_key == case
    )


@ComposedOnce
def _amendments_of(case: int) -> peewee.Query:
    row = AmendmentHead
    shown = row.select(row.after, row.at, row.by, row.reason, row.changes)
    return shown.where(row.case_key == case).order_by(row.key)


def marks(connections: Connections, case: int) -> tuple[bool, bool]:
    """Whether anything of a case was ever taken back or folded into it, and whether its fields were ever corrected."""
    ((concerned, amended),) = _marks.rows(connections, case)
    return bool(concerned), bool(amended)


def folded_into(connections: Connections, case: int) -> tuple[FoldedCase, ...]:
    """The cases that were folded into this one and stand so, the first first."""
    return tuple(
        FoldedCase(key, number, title, from_json(entry), Withdrawal(*act))
        for key, number, title, entry, *act in _folded_into.rows(connections, case)
    )


def came_from(connections: Connections, case: int) -> dict[int, str]:
    """The steps of a case that were taken in another and came with it when it was folded: position here, number of that case."""
    return dict(_came_from.rows(connections, case))


def withdrawn_steps(
    connections: Connections, kind: CaseKind, case: int, came_from: Mapping[int, str]
) -> tuple[StepTaken, ...]:
    """The steps of a case that were taken back, in the order they had been entered."""
    return tuple(
        StepTaken(
            step=row.step,
            title=kind.step(row.step).title,
            day=row.day,
            from_state=row.from_state,
            to_state=row.to_state,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            entry=from_json(row.entry),
            position=row.position,
            place=row.place,
            withdrawn=Withdrawal(row.withdrawal, row.at, row.by, row.reason, row.into),
            merged_from=came_from.get(row.position, ""),
        )
        for row in map(_WithdrawnRow._make, _steps_taken_back.rows(connections, case))
    )


def gone_case(connections: Connections, case: int) -> GoneCase | None:
    """What a case was before it was taken back or folded into another; None while it stands."""
    for state, entry, *act in _case_taken_back.rows(connections, case):
        return GoneCase(state, from_json(entry), Withdrawal(*act))
    return None


def amendments(connections: Connections, case: int) -> tuple[Amendment, ...]:
    """Every correction of the fields of a case, the oldest first."""
    return tuple(
        Amendment(after, at, by, reason, from_json(changes))
        for after, at, by, reason, changes in _amendments_of.rows(connections, case)
    )
