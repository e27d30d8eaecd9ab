"""The hand that enters a practice station: one officer, the days of the period, and the verbs of the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from .. import cases
from ..cases import Case
from ..documents.register import IssuedDocument
from ..kinds import kind_of
from ..station import Act, Station
from ..values.days import Period, parse_day

SAMPLE = "示例"
OFFICER, SECOND, KEEPER, AUXILIARY, CHIEF = "民警甲", "民警乙", "保管员丁", "辅警丙", "所长戊"
AREA = "示例社区"
_MORNING = time(9, 0)


def scenario(name: str) -> dict[str, Any]:
    """The published figures as they are shipped."""
    path = resources.files("fengqiao_desk.resources").joinpath("sample_station", f"station_{name}.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def period_of(data: dict[str, Any]) -> Period:
    return Period(parse_day(data["period"]["from"]), parse_day(data["period"]["to"]))


@dataclass
class PracticeDesk:
    """Enters cases on chosen days; keeps what was issued."""

    station: Station
    period: Period
    documents: list[tuple[IssuedDocument, Path]] = field(default_factory=list)

    def act(self, day: date, officer: str = OFFICER) -> Act:
        return Act(self.station.officers.named(officer), datetime.combine(day, _MORNING))

    def receive(self, kind: str, day: date, entry: dict[str, Any]) -> Case:
        return cases.receive(self.station, kind_of(kind), entry, self.act(day))

    def step(self, case: Case, step: str, day: date, entry: dict[str, Any]) -> Case:
        return cases.take_step(self.station, case.kind, case.number, step, entry, self.act(day))

    def issue(self, case: Case, document: str, day: date) -> None:
        issued = cases.issue_document(self.station, case.kind, case.number, document, self.act(day))
        self.keep(issued)

    def keep(self, issued: IssuedDocument) -> None:
        self.documents.append((issued, (self.station.layout.documents / issued.place.path).resolve()))

    def activity(self, name: str, total: int, unit: str, times: int) -> None:
        """Enter a published total as several days of work; a period's figure has no days of its own, so they are samples."""
        for day, part in zip(self.days(times), _parts(total, times), strict=True):
            entry = {"day": day.isoformat(), "activity": name, "quantity": part, "unit": unit}
            rest = {"officers": [OFFICER, AUXILIARY], "area": AREA, "note": f"{SAMPLE}日期"}
            self.receive("activities", day, {**entry, **rest})

    def days(self, times: int) -> Iterator[date]:
        """Days spread evenly over the period."""
        length = (self.period.last - self.period.first).days
        for place in range(times):
            yield self.period.first + timedelta(days=(2 * place + 1) * length // (2 * times))


def _parts(total: int, times: int) -> list[int]:
    """Whole parts that add up to the total, none of them zero."""
    return [total * (place + 1) // times - total * place // times for place in range(times)]
