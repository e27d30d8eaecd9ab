"""How a step stands in the tables, whether it stands or was taken back."""

from __future__ import annotations

import peewee

from ...store.database import Connections
from ..facts.heads import WithdrawnStep
from ..heads import StepHead
from ..records import Case
from ..timeline import StepTaken
from . import tables


def put_in_place(connections: Connections, case: Case, taken: StepTaken) -> None:
    """A step at its place of the timeline: one entered instead of another, or one that stands again."""
    key = connections.add(step_row(StepHead, case.key, taken))
    tables.write(connections, tables.step_table(case.kind, taken.step), key, taken.entry)


def step_row(
    head: type[StepHead] | type[WithdrawnStep], case: int, taken: StepTaken
) -> dict[peewee.Field, object]:
    """What stands of a step whether it stands or was taken back."""
    return {
        head.case_key: case,
        head.position: taken.position,
        head.place: taken.place,
        head.step: taken.step,
        head.from_state: taken.from_state,
        head.to_state: taken.to_state,
        head.day: taken.day,
        head.recorded_at: taken.recorded_at,
        head.recorded_by: taken.recorded_by,
    }
