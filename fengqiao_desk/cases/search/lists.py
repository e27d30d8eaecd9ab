"""Lists of cases: filtered by declared fields, days and deadlines, in one of three orders, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

import peewee

from ...fields import Predicate, Row
from ...problems import Unknown
from ...station import Station
from ..heads import CaseHead, DeadlineHead
from ..kind import CaseKind
from ..saving import tables
from ..timeline import GONE
from .filters import NOT_DUE, Condition, holds, is_open

__all__ = ["NOT_DUE", "ORDERS", "CaseRow", "Condition", "ListPage", "count_open", "page"]

_soonest = DeadlineHead.select(peewee.fn.MIN(DeadlineHead.due_on)).where(
    DeadlineHead.case_key == CaseHead.key
)
ORDERS = {
    "day": (CaseHead.day.desc(), CaseHead.key.desc()),
    # What has no deadline comes behind all that have one.
    "due": (peewee.fn.ifnull(_soonest, "9999"), CaseHead.day.desc(), CaseHead.key.desc()),
    "number": (CaseHead.year.desc(), CaseHead.sequence.desc()),
}
"""What a list can be ordered by: newest day first, soonest deadline first, newest number first."""


@dataclass(frozen=True)
class CaseRow:
    """One line of a list; `values` holds the listed fields."""

    number: str
    title: str
    subtitle: str
    state: str
    day: str
    values: Row

    def as_data(self, kind: CaseKind) -> dict[str, object]:
        """The JSON of a row of `list`: the listed fields, then what every case has, which wins where both are called alike."""
        shown = {field.name: self.values.get(field.name) for field in kind.fields if field.listed}
        return {
            **shown,
            "number": self.number,
            "title": self.title,
            "state": self.state,
            "day": self.day,
        }


@dataclass(frozen=True)
class ListPage:
    """`rows` of the page and the `total` of all that match."""

    total: int
    rows: tuple[CaseRow, ...]


def page(
    station: Station,
    kind: CaseKind,
    where: tuple[Condition, ...] = (),
    offset: int = 0,
    limit: int = 100,
    order: str = "day",
) -> ListPage:
    """A page of the cases that fit all conditions, in one of ORDERS; raises Unknown for a field or order that is not there."""
    if order not in ORDERS:
        raise Unknown(f"没有“{order}”这种排序，可用：{'、'.join(ORDERS)}")
    conditions = [CaseHead.kind == kind.key, *(holds(station, kind, condition) for condition in where)]
    query = CaseHead.select()
    # Joined only then: a kind with fifty thousand cases is listed by its head and index alone.
    if any(condition.asks_fields for condition in where):
        query = query.join(kind.record, on=CaseHead.key == kind.record.owner_key)
    with station.reading():
        query = query.where(*conditions, *_but_gone(station, kind))
        ((total,),) = station.connections.rows(query.select(peewee.fn.COUNT(CaseHead.key)))
        # A query of peewee is copied by each call: this one has the joins and conditions of the count.
        shown = query.select(CaseHead.key, CaseHead.number, CaseHead.title, CaseHead.state, CaseHead.day)
        found = station.connections.rows(shown.order_by(*ORDERS[order]).limit(limit).offset(offset))
        rows = tuple(_row(station, kind, *each) for each in found)
    return ListPage(int(total), rows)


def count_open(station: Station, kind: CaseKind) -> int:
    """How many cases of a kind are not over."""
    number = CaseHead.select(peewee.fn.COUNT(CaseHead.key)).where(CaseHead.kind == kind.key, is_open(kind))
    return int(station.connections.rows(number)[0][0])


def _row(
    station: Station, kind: CaseKind, key: int, number: str, title: str, state: str, day: str
) -> CaseRow:
    values = tables.read(station.connections, tables.case_table(kind), key)
    return CaseRow(number, title, kind.make_subtitle(kind.record.of(values)), state, day, values)


def _but_gone(station: Station, kind: CaseKind) -> list[Predicate]:
    """Nothing where nothing was ever taken back, for the index of days counts faster without a state."""
    gone = CaseHead.select(CaseHead.key).where(CaseHead.kind == kind.key, CaseHead.state.in_(GONE))
    return [CaseHead.state.not_in(GONE)] if station.connections.rows(gone.limit(1)) else []
