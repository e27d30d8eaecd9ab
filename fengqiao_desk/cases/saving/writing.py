"""How a changed case is written, inside a verb's transaction: its fields, a step on its timeline, what falls due, the search row, the audit row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import peewee

from ...fields import Row
from ...station import Act, Station
from ...station.act import put_on_record
from ...store import search
from ...store.composed import ComposedOnce
from ..facts.origins import keep_origin
from ..heads import CaseHead, DeadlineHead
from ..kind import DeadlineDue
from ..records import Case
from ..search.searched import searched_texts
from ..step import Step
from ..timeline import StepTaken
from . import tables
from .step_rows import put_in_place


class DeadlineRow(NamedTuple):
    """What falls due in a case as `deadlines` stores it; its names are the columns."""

    case_key: int
    code: str
    title: str
    due_on: str
    plain_on: str
    provisional: int
    act: str


# By this a form knows that somebody else has changed the case meanwhile (`verbs.amend`), so every change counts on.
_NEXT_VERSION = {CaseHead.version: CaseHead.version + 1}


@ComposedOnce
def _titled_anew(title: str, day: str, case: int) -> peewee.Query:
    """The head of a case after a correction."""
    # The day is given as text, as it is stored; the column would want a date and bind another value than the stand-in.
    changed = {CaseHead.title: title, CaseHead.day: peewee.Value(day, converter=False)}
    return CaseHead.update({**changed, **_NEXT_VERSION}).where(CaseHead.key == case)


@ComposedOnce
def _moved(state: str, case: int) -> peewee.Query:
    """The head of a case after a step."""
    return CaseHead.update({CaseHead.state: state, **_NEXT_VERSION}).where(CaseHead.key == case)


@ComposedOnce
def _nothing_due(case: int) -> peewee.Query:
    """A case without deadlines, before they are written anew."""
    return DeadlineHead.delete().where(DeadlineHead.case_key == case)


def rewrite(station: Station, case: Case, values: Row) -> Case:
    """Other values for the fields of a case; gives it as it then stands (deadlines and search are left to `renew`)."""
    kind = case.kind
    keep_origin(station, case)
    title, day = kind.make_title(kind.record.of(values)), values[kind.day_field][:10]
    tables.rewrite(station.connections, tables.case_table(kind), case.key, case.values, values)
    _titled_anew.rows(station.connections, title, day, case.key)
    return replace(case, title=title, day=day, version=case.version + 1, values=values)


def put_step(station: Station, case: Case, step: Step, entry: Row, to_state: str, act: Act) -> Case:
    """A step at the end of the timeline, which moves the case; gives it as it then stands (as `rewrite`)."""
    # The column may be one of moments: a step is dated by the day of its moment.
    day = str(entry[step.day_field])[:10] if step.day_field else act.day.isoformat()
    position = case.next_position
    taken = StepTaken(
        step.key,
        step.title,
        day,
        case.state,
        to_state,
        act.stamp,
        act.by.name,
        entry,
        position,
        position,
    )
    put_in_place(station.connections, case, taken)
    _moved.rows(station.connections, to_state, case.key)
    return replace(case, state=to_state, version=case.version + 1, steps=(*case.steps, taken))


def renew(station: Station, case: Case) -> Case:
    """After a change: deadlines computed anew, the search row written; gives the case with them."""
    search.put(station.connections, case.kind.key, case.number, case.title, searched_texts(case))
    if case.kind.deadlines is None:
        return case
    # Written anew as a whole: they follow from the whole case, and none of them is a fact somebody recorded.
    _nothing_due.rows(station.connections, case.key)
    due = deadlines_of(station, case)
    stored = [stored_deadline(case.key, each) for each in due]
    station.connections.insert_many("deadlines", DeadlineRow._fields, stored)
    return replace(case, deadlines=due)


def deadlines_of(station: Station, case: Case) -> tuple[DeadlineDue, ...]:
    """What falls due in a case as it stands, the soonest first."""
    if case.kind.deadlines is None:
        return ()
    return tuple(sorted(case.kind.deadlines(case, station), key=lambda due: due.due_on))


def stored_deadline(case_key: int, due: DeadlineDue) -> DeadlineRow:
    """A deadline of a case as it is stored."""
    return DeadlineRow(
        case_key,
        due.code,
        due.title,
        due.due_on.isoformat(),
        due.plain_on.isoformat(),
        int(due.provisional),
        due.act,
    )


def differences(old: Row, new: Row) -> dict[str, list[object]]:
    """Each value that is another, before and after."""
    return {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}


def note_receipt(station: Station, act: Act, case: Case) -> None:
    """The audit row of a new case."""
    received = {name: [None, value] for name, value in case.values.items()}
    note_change(station, act, case.kind.received_verb, case, received)


def note_change(station: Station, act: Act, verb: str, case: Case, changes: Mapping[str, object]) -> None:
    """The audit row of a change of a case."""
    put_on_record(station.connections, act, verb, case.subject, changes)
