"""A part of the station's work: what lies in one area, with one officer, or both; read from the fields that each kind declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import peewee

from ..fields import AREA, OFFICER, OFFICERS, Column, Exists, FieldKind, Predicate, Record
from ..problems import Unknown
from ..station import Station
from .figures.counted import Limit
from .figures.sources import has_name
from .heads import CaseHead
from .kind import CaseKind


@dataclass(frozen=True)
class Part:
    """`areas` are the area with all that lies in it, `names` all the officer has had; empty texts stand for the whole station."""

    area: str = ""
    officer: str = ""
    areas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.area or self.officer)

    @property
    def title(self) -> str:
        """`示例社区`, `民警甲`, `示例社区、民警甲`; empty for the whole."""
        return "、".join(name for name in (self.area, self.officer) if name)


WHOLE = Part()


def part_of(station: Station, area: str = "", officer: str = "") -> Part:
    """The part of these names, closed areas and officers who left included; raises Unknown."""
    below = {known.name: known.parent for known in station.areas.ever()}
    if area and area not in below:
        raise Unknown(f"没有“{area}”这个社区或网格，可用：{'、'.join(below) or '无'}")
    names = [known.name for known in station.officers.ever()]
    if officer and officer not in names:
        raise Unknown(f"没有“{officer}”这个人员，可用：{'、'.join(names)}")
    # Grids lie in communities, compounds in grids: a case names the smallest it knows.
    areas = tuple(name for name in below if area and area in _upwards(name, below))
    return Part(area, officer, areas, station.officers.names_of(officer) if officer else ())


def limit_of(kind: CaseKind, part: Part, kinds: Sequence[CaseKind]) -> Limit | None:
    """What holds for the cases of a kind that belong to the part; None when nothing of the kind says where they belong.

    A responsible officer comes before those who took part.
    """
    owner, above = _owner(kind, kinds)
    # An alias: the figure may have the same table in its own query, with conditions of its own.
    beside = owner.alias("beside")
    tests = [_is_that_of(beside, above)]
    if part.area:
        area = _first(owner, AREA)
        # Such a kind is counted for the whole station alone, and the summary of an area says so (`summaries.declared`).
        if area is None:
            return None
        tests.append(Predicate(getattr(beside, area.name), peewee.OP.IN, part.areas))
    if part.officer:
        officer, taking_part = _first(owner, OFFICER), _first(owner, OFFICERS)
        if officer is not None:
            tests.append(Predicate(getattr(beside, officer.name), peewee.OP.IN, part.names))
        elif taking_part is not None:
            tests.append(has_name(getattr(beside, taking_part.name), *part.names))
        else:
            return None
    return Limit(kind.key, Exists(beside.select(beside.owner_key).where(*tests)))


def _owner(kind: CaseKind, kinds: Sequence[CaseKind]) -> tuple[type[Record], Column[str] | None]:
    """The record whose columns say where a case belongs; where it is another kind's, the column with the number of its case."""
    if kind.belongs_to is None:
        return kind.record, None
    column, other = kind.belongs_to
    return next(each for each in kinds if each.key == other).record, column


def _is_that_of(beside: peewee.ModelAlias[Record], above: Column[str] | None) -> Predicate:
    """That a row is that of the case beside it, or of the case whose number that one names."""
    if above is None:
        return Predicate(beside.owner_key, peewee.OP.EQ, CaseHead.key)
    named, head = above.model.alias("named"), CaseHead.alias("head")
    keys = (
        head.select(head.key)
        .join(named, on=head.number == getattr(named, above.name))
        .where(named.owner_key == CaseHead.key)
    )
    return Predicate(beside.owner_key, peewee.OP.IN, keys)


def _first(record: type[Record], kind: FieldKind[Any, Any]) -> Column[Any] | None:
    return next((column for column in record.columns() if column.kind is kind), None)


def _upwards(name: str, below: dict[str, str | None]) -> set[str]:
    """The area itself and all it lies in."""
    found: set[str] = set()
    step: str | None = name
    # A table that somebody edited outside may lead in a circle.
    while step is not None and step not in found:
        found.add(step)
        step = below.get(step)
    return found
