"""What the core says of a step that is being entered anew, while it is still being typed: nothing is saved."""

from __future__ import annotations

from ...fields import Row
from ...problems import Refused
from ...station import Act, Station
from ..records import Case
from ..reviewing import EntryForm, Review
from ..timeline import StepTaken
from .withdrawing import refuse_objections, with_another_entry


def review_replacement(
    station: Station, case: Case, old: StepTaken, form: EntryForm, entry: Row, act: Act
) -> Review:
    """As `review`, of the entry as it would stand at the place of `old`, with all that came after it."""
    with station.reading():
        checked = form.check(station, entry, act)
        refusal = None if checked.faults else _refusal(station, case, old, checked.values, act)
        return Review(checked, refusal, case.deadlines)


def _refusal(station: Station, case: Case, old: StepTaken, values: Row, act: Act) -> Refused | None:
    new, folded = with_another_entry(station, case, old, values, act)
    try:
        refuse_objections(case, new, folded)
    except Refused as refusal:
        return refusal
    return None
