"""The station's areas: 社区, 网格 and 小区, each with the one it lies in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..problems import Fault, FaultyEntry
from ..store.database import Connections
from ..values.names import normalise_name
from .act import Act, put_on_record
from .rights import Right, require

LEVELS = ("社区", "网格", "小区")


@dataclass(frozen=True)
class Area:
    name: str
    level: str
    parent: str | None = None


class Areas:
    """Areas are closed, never deleted: old records keep their place."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, area: Area, act: Act) -> None:
        """One more area; raises FaultyEntry for a name that is empty or taken, a level or parent that is not there."""
        require(act, Right.CHANGE_AREAS)
        area = replace(area, name=normalise_name(area.name))
        names = {known.name for known in self.all()}
        if not area.name or area.level not in LEVELS:
            raise FaultyEntry((Fault("name", "请填写区域名称，并选社区、网格或小区"),))
        if area.name in names:
            raise FaultyEntry((Fault("name", f"“{area.name}”已经登记"),))
        if area.parent is not None and area.parent not in names:
            raise FaultyEntry((Fault("parent", f"上级区域“{area.parent}”还没有登记"),))
        with self._connections.writing():
            self._connections.table("areas").insert(
                name=area.name, level=area.level, parent=area.parent
            ).execute()
            changes = {"level": [None, area.level], "parent": [None, area.parent]}
            put_on_record(self._connections, act, "增加区域", f"区域 {area.name}", changes)

    def all(self) -> list[Area]:
        """The areas that are not closed."""
        rows = self._connections.run(
            "SELECT name, level, parent FROM areas WHERE valid_to IS NULL ORDER BY key"
        )
        return [Area(*row) for row in rows]

    def ever(self) -> list[Area]:
        """Closed ones too."""
        return [
            Area(*row) for row in self._connections.run("SELECT name, level, parent FROM areas ORDER BY key")
        ]
