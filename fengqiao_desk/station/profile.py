"""The station's own facts, dated: name, parent bureau, organs on letterhead and seal, tokens of document numbers."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ..store import audit
from ..store.database import Connections
from ..values.json_text import from_json, to_json

FROM_THE_BEGINNING = "0001-01-01"


@dataclass(frozen=True)
class Profile:
    """`parent` is the bureau; `organ_token` and `unit_token` make `合公(逍)告字〔2026〕1号`."""

    name: str = ""
    parent: str = ""
    letterhead_organ: str = ""
    seal_organ: str = ""
    organ_token: str = ""
    unit_token: str = ""
    phone: str = ""
    number_pattern: str = "{organ}（{unit}）{word}字〔{year}〕{sequence}号"
    idle_minutes: int = 10
    practice: bool = False

    @property
    def full_name(self) -> str:
        """`合肥市公安局逍遥津派出所`; a name that already begins with the bureau stays as it is."""
        return self.name if self.name.startswith(self.parent) else self.parent + self.name


class Profiles:
    """Each fact is kept with the day from which it holds, so that an old paper keeps its old head."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def on(self, day: date) -> Profile:
        """The facts that hold on `day`."""
        rows = self._connections.run(
            "SELECT name, value FROM station_settings WHERE valid_from <= ? ORDER BY valid_from",
            day.isoformat(),
        )
        known = {field.name for field in fields(Profile)}
        found: dict[str, Any] = {name: from_json(value) for name, value in rows if name in known}
        return replace(Profile(), **found)

    def change(self, facts: dict[str, Any], valid_from: str, at: str, by: str) -> None:
        """Set facts from a day on; `valid_from` is `YYYY-MM-DD`."""
        with self._connections.writing():
            for name, value in facts.items():
                self._connections.run(
                    "INSERT INTO station_settings (name, value, valid_from) VALUES (?, ?, ?) "
                    "ON CONFLICT (name, valid_from) DO UPDATE SET value = excluded.value",
                    *(name, to_json(value), valid_from),
                )
            audit.record(
                self._connections,
                **{"at": at, "by": by, "verb": "更改设置", "subject": "设置"},
                changes={**facts, "valid_from": valid_from},
            )
