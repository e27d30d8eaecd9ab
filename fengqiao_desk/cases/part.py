"""A part of the station's work: what lies in one area, with one officer, or both; read from the fields that each kind declares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..fields import Field
from ..problems import Unknown
from ..station import Station
from .kind import CaseKind

_NUMBERED = "coalesce((SELECT key FROM cases WHERE number = {0}), (SELECT case_key FROM documents WHERE number = {0}))"


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
    areas = tuple(name for name in below if area and area in _upwards(name, below))
    return Part(area, officer, areas, station.officers.names_of(officer) if officer else ())


def condition(
    kind: CaseKind, part: Part, number: str, kinds: Sequence[CaseKind]
) -> tuple[str, tuple[str, ...]] | None:
    """SQL that holds when the case or document of the column `number` belongs to the part, and its values.

    A responsible officer comes before those who took part. None when nothing of the kind says where it belongs.
    """
    key = _NUMBERED.format(number)
    if kind.belongs_to is None:
        return _of_row(kind, part, f"FROM {kind.key} v WHERE v.owner_key = {key}")
    field, other = kind.belongs_to
    owner = next(each for each in kinds if each.key == other)
    rows = (
        f'FROM {kind.key} n JOIN cases k ON k.number = n."{field.column_name}" JOIN {owner.key} v ON v.owner_key = k.key '
        f"WHERE n.owner_key = {key}"
    )
    return _of_row(owner, part, rows)


def _of_row(kind: CaseKind, part: Part, rows: str) -> tuple[str, tuple[str, ...]] | None:
    tests: list[str] = []
    if part.area:
        area = _first(kind, "area")
        if area is None:
            return None
        tests.append(f'v."{area.name}" IN ({", ".join("?" * len(part.areas))})')
    if part.officer:
        officer, taking_part = _first(kind, "officer"), _first(kind, "officers")
        marks = ", ".join("?" * len(part.names))
        if officer is not None:
            tests.append(f'v."{officer.name}" IN ({marks})')
        elif taking_part is not None:
            tests.append(
                f'EXISTS (SELECT 1 FROM json_each(v."{taking_part.name}") WHERE value IN ({marks}))'  # noqa: S608 - a declared name
            )
        else:
            return None
    return f"EXISTS (SELECT 1 {rows} AND {' AND '.join(tests)})", (*part.areas, *part.names)


def _first(kind: CaseKind, field_kind: str) -> Field | None:
    return next((field for field in kind.fields if field.kind.key == field_kind), None)


def _upwards(name: str, below: dict[str, str | None]) -> set[str]:
    """The area itself and all it lies in."""
    found: set[str] = set()
    step: str | None = name
    while step is not None and step not in found:
        found.add(step)
        step = below.get(step)
    return found
