"""What a case was before its changes: its fields as received, and every correction of them, from which it is folded anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import peewee

from ...fields import Row
from ...station import Act, Station
from ...store import audit
from ...store.composed import ComposedOnce
from ...values.json_text import from_json, to_json
from ..records import Case
from ..step import Step
from ..timeline import Amendment
from . import kept
from .heads import AmendmentHead, OriginHead

CORRECTED = "更正"
"""The verb under which the audit keeps a correction."""
REASON = "更正理由"
"""Under what name the audit row of a correction keeps why; no field of a case is called like it."""


@ComposedOnce
def _origin(case: int) -> peewee.Query:
    return OriginHead.select(OriginHead.entry).where(OriginHead.case_key == case)


def keep_origin(station: Station, case: Case) -> None:
    """Before the first change of a case: keep its fields as they were received. Inside the caller's transaction.

    A case that an older version changed already is led back by the audit, which kept every old value.
    """
    if _origin.rows(station.connections, case.key):
        return
    values, amendments = _led_back(station, case)
    row = {OriginHead.case_key: case.key, OriginHead.entry: to_json(values)}
    station.connections.execute(OriginHead.insert(row))
    for amendment in amendments:
        _insert(station, case.key, amendment)


def note_amendment(
    station: Station, case: Case, changes: Mapping[str, list[object]], act: Act, reason: str = ""
) -> Case:
    """A correction of fields as a fact of its own; `changes` maps a field to its old and its new value. Gives the case with it."""
    new = {name: pair[1] for name, pair in changes.items()}
    _insert(station, case.key, Amendment(case.next_position - 1, act.stamp, act.by.name, reason, new))
    return replace(case, amendments=kept.amendments(station.connections, case.key))


def origin_of(station: Station, case: Case) -> tuple[Row, tuple[Amendment, ...]]:
    """The fields of a case as received, and its amendments, the oldest first."""
    found = _origin.rows(station.connections, case.key)
    if found:
        return from_json(found[0][0]), kept.amendments(station.connections, case.key)
    return _led_back(station, case)


def _insert(station: Station, case: int, amendment: Amendment) -> None:
    row = {
        AmendmentHead.case_key: case,
        AmendmentHead.after: amendment.after,
        AmendmentHead.at: amendment.at,
        AmendmentHead.by: amendment.by,
        AmendmentHead.reason: amendment.reason,
        AmendmentHead.changes: to_json(dict(amendment.changes)),
    }
    station.connections.execute(AmendmentHead.insert(row))


def _led_back(station: Station, case: Case) -> tuple[Row, tuple[Amendment, ...]]:
    """The values before every change that the audit tells of, and the amendments among those changes."""
    values, amendments = dict(case.values), []
    if case.version == 1:
        return values, ()
    titles = _titles_of_steps(case)
    # Newest first, so that every value is led back to the one before it.
    for row, pairs, steps_of_its_second in changes_back(station, case):
        if row.verb not in titles and pairs:
            new = {name: pair[1] for name, pair in pairs.items()}
            after = _last_before(case, row.at) + steps_of_its_second
            amendments.append(Amendment(after, row.at, row.officer, "", new))
        values.update({name: pair[0] for name, pair in pairs.items()})
    return values, tuple(reversed(amendments))


def _last_before(case: Case, moment: str) -> int:
    """The position of the last step of the case itself that had been entered before a moment, whether it stands or not."""
    own = (taken for taken in case.every_step if not taken.merged_from)
    return max((taken.position for taken in own if taken.recorded_at < moment), default=0)


def changes_back(
    station: Station, case: Case
) -> Iterator[tuple[audit.AuditEntry, dict[str, list[object]], int]]:
    """The audit rows of a case from the newest on, each with the fields it changed (old and new value) and how many steps its second saw before it."""
    rows = audit.history(station.connections, case.subject)
    noted = [from_json(row.changes) for row in rows]
    known, titles, values = known_before(case, rows, noted), _titles_of_steps(case), dict(case.values)
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        pairs = _changed_fields(case, row.verb, noted[at], values, known[at])
        values.update({name: pair[0] for name, pair in pairs.items()})
        # Stamps are of whole seconds: what a script did within one is told apart by the order of the rows.
        yield row, pairs, sum(each.at == row.at and each.verb in titles for each in rows[:at])


def known_before(
    case: Case, rows: Sequence[audit.AuditEntry], noted: Sequence[Mapping[str, object]]
) -> list[Row]:
    """For each audit row of a case: the fields as the rows before it told them last."""
    known: Row = {}
    found = []
    for row, audited in zip(rows, noted, strict=True):
        found.append(dict(known))
        step = _step_titled(case, row.verb)
        if step is not None and step.sets is None:
            continue
        entered = {field.name for field in step.fields} if step is not None else set()
        for field in case.kind.fields:
            pair = audited.get(field.name)
            # A step whose form left such a field empty sets nothing by it.
            if isinstance(pair, list) and len(pair) == 2 and (field.name not in entered or pair != _NOTHING):
                known[field.name] = pair[1]
    return found


_NOTHING = [None, None]


def _step_titled(case: Case, verb: str) -> Step | None:
    return next((step for step in case.kind.recorded_steps if step.title == verb), None)


def _titles_of_steps(case: Case) -> set[str]:
    return {step.title for step in case.kind.recorded_steps}


def _changed_fields(
    case: Case, verb: str, audited: Mapping[str, object], values: Row, known: Row
) -> dict[str, list[object]]:
    """The fields of the case that an audit row says were changed, each with old and new value; none of a receipt.

    The row of a step holds its entry too, as `[null, value]` under the names of the step's fields: where such a name is also one of the
    case, the step changed it if it had another value by what was `known` before.
    """
    if verb == case.kind.received_verb:
        return {}
    step = _step_titled(case, verb)
    if step is not None and step.sets is None:
        return {}
    entered = {field.name for field in step.fields} if step is not None else set()
    return {
        field.name: pair
        for field in case.kind.fields
        if isinstance(pair := audited.get(field.name), list)
        and len(pair) == 2
        and pair[1] == values.get(field.name)
        and (field.name not in entered or pair[0] is not None or known.get(field.name) != pair[1])
    }
