"""Records of other kinds that belong to a case (the notices of a venue): they name another once it was folded, and name it again when it is parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import peewee

from ...station import Act, Station
from ...values.json_text import to_json
from ..heads import CaseHead
from ..kind import CaseKind
from ..records import Case, load
from ..saving.writing import note_change, renew, rewrite
from ..timeline import Withdrawal
from .heads import AmendmentHead, MovedReference
from .origins import CORRECTED, REASON, note_amendment
from .whole_cases import naming


def belonging(station: Station, kinds: Sequence[CaseKind], case: Case) -> Iterator[Case]:
    """The records of other kinds that belong to a case."""
    by_key = {kind.key: kind for kind in kinds}
    # All before the first: whoever asks for them writes them anew meanwhile.
    for key, number, _ in list(naming(station, kinds, case)):
        yield load(station, by_key[key], number)


def came_along(station: Station, kinds: Sequence[CaseKind], withdrawal: Withdrawal) -> Iterator[Case]:
    """The records that came with a case when it was folded into another."""
    by_key = {kind.key: kind for kind in kinds}
    heads = CaseHead.select(CaseHead.kind, CaseHead.number).join(
        MovedReference, on=MovedReference.case_key == CaseHead.key
    )
    rows = heads.where(MovedReference.withdrawal == withdrawal.key).order_by(CaseHead.key)
    for key, number in station.connections.rows(rows):
        yield load(station, by_key[key], number)


def named_in(record: Case) -> str:
    """The number of the case that a record belongs to."""
    return str(record.values.get(_column(record)))


def name_another(station: Station, record: Case, number: str, act: Act, why: str) -> None:
    """A record names another case from now on: a correction like any other, so that it is folded so from its facts."""
    changes = _changes(record, number)
    renamed = rewrite(station, record, {**record.values, _column(record): number})
    _write(station, note_amendment(station, renamed, changes, act, why), changes, act, why)


def name_as_before(
    station: Station, record: Case, number: str, folded: Withdrawal, act: Act, why: str
) -> None:
    """A record names its own case again; the correction that the folding was goes with it."""
    changes = _changes(record, number)
    said = to_json({_column(record): named_in(record)})
    own = (AmendmentHead.case_key == record.key) & (AmendmentHead.at == folded.at)
    station.connections.execute(peewee.ModelDelete(AmendmentHead).where(own, AmendmentHead.changes == said))
    _write(station, rewrite(station, record, {**record.values, _column(record): number}), changes, act, why)


def _write(station: Station, record: Case, changes: dict[str, list[object]], act: Act, why: str) -> None:
    renew(station, record)
    note_change(station, act, CORRECTED, record, {**changes, REASON: why})


def _changes(record: Case, number: str) -> dict[str, list[object]]:
    column = _column(record)
    return {column: [record.values.get(column), number]}


def _column(record: Case) -> str:
    """The name of the field that says to which case a record belongs."""
    assert record.kind.belongs_to is not None
    return record.kind.belongs_to[0].declared.name
