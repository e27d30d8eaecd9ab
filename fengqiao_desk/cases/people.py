"""What the people of the station mean for its cases: whose work is open, and whose name changes with its bearer's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..fields import OFFICER, OFFICERS, Field
from ..station import Act, Changed, Officer, Station
from ..station.rights import Right, require
from .facts.origins import note_amendment
from .figures.sources import has_name
from .heads import CaseHead, with_case
from .kind import CaseKind
from .records import load
from .saving.writing import note_change, renew, rewrite
from .search import lists
from .search.lists import Condition

_RENAMED = "随人员改名"


@dataclass(frozen=True)
class OpenWork:
    """`count` cases of a kind that are not over and name the officer in `field`, the one of who answers for them."""

    kind: CaseKind
    field: Field
    count: int

    @property
    def words(self) -> str:
        """`矛盾纠纷 3 起`."""
        return f"{self.kind.title} {self.count} {self.kind.measure}"

    def as_data(self) -> dict[str, object]:
        """Its part of the JSON of `officers leave`."""
        return {
            "kind": self.kind.key,
            "title": self.kind.title,
            "field": self.field.name,
            "count": self.count,
        }


def open_work(station: Station, kinds: Sequence[CaseKind], name: str) -> tuple[OpenWork, ...]:
    """What an officer answers for and is not over, by kind; under each of his names. Kinds without any are left out."""
    found = []
    for kind in kinds:
        field = next((field for field in kind.fields if field.kind is OFFICER), None)
        # The first: it is the one of who answers for the case, others only took part.
        if field is not None:
            conditions = (Condition(field.name, name), Condition("open", "是"))
            found.append(OpenWork(kind, field, lists.page(station, kind, conditions, limit=0).total))
    return tuple(work for work in found if work.count)


def change_officer(
    station: Station, kinds: Sequence[CaseKind], name: str, changed: Officer, act: Act
) -> Officer:
    """As `Officers.change`; a new name is put into the cases that are not over, so that their next paper says it.

    What is over, every step and every paper keeps the name of its day. One transaction.
    """
    require(act, Right.MANAGE_PEOPLE)
    with station.writing():
        officer = station.officers.change(name, changed, act)
        # A new role or badge changes no case.
        if officer.name != name:
            for kind in kinds:
                # All at once: renaming changes what the query looks at.
                for number in list(_open_cases_naming(station, kind, name)):
                    _rename_in(station, kind, number, name, officer.name, act)
        return officer


def _officer_fields(kind: CaseKind) -> list[Field]:
    """A kind without steps is a record of its day, not a case in somebody's hands."""
    return [field for field in kind.fields if field.kind in (OFFICER, OFFICERS)] if kind.steps else []


def _open_cases_naming(station: Station, kind: CaseKind, name: str) -> Iterator[str]:
    closed = [state.title for state in kind.states if state.closed]
    for field in _officer_fields(kind):
        column = kind.column(field.name)
        named = has_name(column, name) if field.kind is OFFICERS else column.stands_as(name)
        query = with_case(kind.record, CaseHead.number).where(named, CaseHead.state.not_in(closed))
        for (number,) in station.connections.rows(query.order_by(CaseHead.key)):
            yield str(number)


def _rename_in(station: Station, kind: CaseKind, number: str, old: str, new: str, act: Act) -> None:
    case = load(station, kind, number)
    values = dict(case.values)
    for field in _officer_fields(kind):
        held = values.get(field.name)
        # Officers who took part stand in a list, the one who answers alone.
        if isinstance(held, list):
            values[field.name] = [new if each == old else each for each in held]
        elif held == old:
            values[field.name] = new
    changes = {
        field.name: [case.values.get(field.name), values[field.name]]
        for field in _officer_fields(kind)
        if case.values.get(field.name) != values.get(field.name)
    }
    if not changes:
        return
    renamed = renew(station, note_amendment(station, rewrite(station, case, values), changes, act, _RENAMED))
    note_change(station, act, _RENAMED, renamed, changes)
    station.tell(Changed(kind.key, number, act.by.name))
