"""What an officer had before him when he began to fill a form: the case of then, beside which his entry is laid when another changed it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Self

from ...fields import Row
from ...problems import Unknown
from ...station import Act, Station
from ...values.json_text import from_json
from ..records import Case
from ..reviewing import EntryForm, plain_of
from ..situations import Considering
from .origins import changes_back


@dataclass(frozen=True)
class Seen:
    """The version of the case; its `values`, the positions of the `steps` that stood, and what the form took over from it (`begun`).

    Who knows the version alone leaves the rest empty: `values` are then led back from the audit.
    """

    version: int
    values: Row | None = None
    steps: tuple[int, ...] | None = None
    begun: Row = field(default_factory=dict)

    def as_data(self) -> Row:
        """As it lies beside a half-filled form."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Row) -> Self:
        """The opposite of `as_data`."""
        steps = kept["steps"]
        # JSON has lists alone.
        return cls(kept["version"], kept["values"], None if steps is None else tuple(steps), kept["begun"])


def seen_now(station: Station, form: EntryForm, act: Act) -> Seen | None:
    """What lies before an officer who fills this form now; None for a new case, which nobody else can have changed."""
    case = form.case
    if case is None:
        return None
    standing = tuple(taken.position for taken in case.steps)
    return Seen(case.version, case.values, standing, begun_with(station, form, act) if form.step else {})


def begun_with(station: Station, form: EntryForm, act: Act) -> Row:
    """What a form takes over from the case: a correction all of its fields, a step what it begins with."""
    assert form.case is not None
    if form.step is None:
        return form.case.values
    if form.step.begins is None:
        return {}
    return plain_of(form.step.begins(Considering(station, act, form.case)))


def values_then(station: Station, case: Case, then: Seen) -> Row:
    """The fields of the case as they were opened; empty where the audit does not lead back to that version.

    Raises Unknown for a version that the case never had.
    """
    if not 1 <= then.version <= case.version:
        raise Unknown(f"{case.number} 没有第 {then.version} 版，现在是第 {case.version} 版")
    return _led_back(station, case, then.version) if then.values is None else then.values


def _led_back(station: Station, case: Case, version: int) -> Row:
    values, reached = dict(case.values), case.version
    for row, pairs, _ in changes_back(station, case):
        if reached <= version:
            break
        # One for the fields, one for the state: an act that moved neither (a link, a printing) is no version.
        reached -= bool(pairs) + ("state" in from_json(row.changes))
        values.update({name: pair[0] for name, pair in pairs.items()})
    return values if reached == version else {}
