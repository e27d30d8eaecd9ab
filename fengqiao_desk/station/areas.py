"""The station's areas: 社区, 网格 and 小区, each with the one it lies in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import peewee

from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..store.composed import ComposedOnce
from ..store.database import Connections
from ..values.names import normalise_name
from .act import Act, put_on_record
from .rights import Right, require
from .tables import AreaRow

LEVELS = ("社区", "网格", "小区")
_COLUMNS = (AreaRow.name, AreaRow.level, AreaRow.parent)


@dataclass(frozen=True)
class Area:
    """A place in the station's ground; `level` is one of LEVELS, `parent` the name of the area it lies in."""

    name: str
    level: str
    parent: str | None = None


class Areas:
    """Areas are closed, never deleted: old records keep their place."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, area: Area, act: Act) -> None:
        """One more area, or one that was closed once more; raises FaultyEntry for a name that is empty or taken, a level or parent that is not there."""
        require(act, Right.CHANGE_AREAS)
        area = replace(area, name=normalise_name(area.name))
        names = {known.name for known in self.all()}
        if not area.name or area.level not in LEVELS:
            raise FaultyEntry((Fault("name", "请填写区域名称，并选社区、网格或小区"),))
        if area.name in names:
            raise FaultyEntry((Fault("name", f"“{area.name}”已经登记"),))
        if area.parent is not None and area.parent not in names:
            raise FaultyEntry((Fault("parent", f"上级区域“{area.parent}”还没有登记"),))
        is_known = area.name in {known.name for known in self.ever()}
        place = {AreaRow.level: area.level, AreaRow.parent: area.parent, AreaRow.valid_to: None}
        with self._connections.writing():
            # Old records refer to an area by its name, so one that comes back is the same row again.
            self._connections.execute(
                AreaRow.update(place).where(AreaRow.name == area.name)
                if is_known
                else AreaRow.insert({AreaRow.name: area.name, **place})
            )
            changes = {"level": [None, area.level], "parent": [None, area.parent]}
            put_on_record(self._connections, act, "增加区域", f"区域 {area.name}", changes)

    def end(self, name: str, act: Act) -> None:
        """The area cannot be chosen from the day of the act on; records keep it. Raises Unknown, Refused while open areas lie in it."""
        require(act, Right.CHANGE_AREAS)
        names = [area.name for area in self.all()]
        if name not in names:
            raise Unknown(f"没有在用的区域“{name}”，可用：{'、'.join(names) or '无'}")
        below = [area.name for area in self.all() if area.parent == name]
        if below:
            raise Refused(f"“{name}”下面还有{'、'.join(below)}，请先停用下面的")
        day = act.day.isoformat()
        with self._connections.writing():
            self._connections.execute(AreaRow.update({AreaRow.valid_to: day}).where(AreaRow.name == name))
            put_on_record(self._connections, act, "停用区域", f"区域 {name}", {"valid_to": [None, day]})

    def closed(self) -> list[tuple[Area, str]]:
        """The areas that were closed, each with the day from which it cannot be chosen."""
        query = AreaRow.select(*_COLUMNS, AreaRow.valid_to).where(AreaRow.valid_to.is_filled())
        rows = self._connections.rows(query.order_by(AreaRow.key))
        return [(Area(name, level, parent), until) for name, level, parent, until in rows]

    def all(self) -> list[Area]:
        """The areas that are not closed."""
        return [Area(*row) for row in _open_areas.rows(self._connections)]

    def ever(self) -> list[Area]:
        """Closed ones too."""
        return [Area(*row) for row in _all_areas.rows(self._connections)]


@ComposedOnce
def _open_areas() -> peewee.Query:
    """Asked with every entry that names an area, as are all of them."""
    return AreaRow.select(*_COLUMNS).where(AreaRow.valid_to.is_empty()).order_by(AreaRow.key)


@ComposedOnce
def _all_areas() -> peewee.Query:
    return AreaRow.select(*_COLUMNS).order_by(AreaRow.key)
