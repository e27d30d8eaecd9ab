"""Makes a practice station whole: folder, people, days of work, documents and the summary of the period."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple

from ..cases.saving import tables
from ..documents import typesetting
from ..documents.register import IssuedDocument
from ..kinds import KINDS
from ..station import create_station
from ..station.opening import NewStation
from ..store.failures import in_words
from ..store.folder import whole_or_nothing
from ..store.whole_files import write_whole
from ..summaries import summary_sheet
from . import city_station, new_district_station
from .desk import CHIEF, PracticeDesk
from .published import Published, city_report, new_district_report, period_of


class _Scenario(NamedTuple):
    """A station of the reports: what it published, how that is entered, and the two words of its numbers (机关、单位代字)."""

    report: Callable[[], Published]
    enter: Callable[[PracticeDesk], None]
    organ_token: str
    unit_token: str


_SCENARIOS = {
    "a": _Scenario(city_report, city_station.enter, "合公", "逍"),
    "b": _Scenario(new_district_report, new_district_station.enter, "兰新公", "中东"),
}
SCENARIOS = tuple(_SCENARIOS)


@dataclass(frozen=True)
class Made:
    """What stands in the new folder: documents with the paths of their PDFs, and the summary's."""

    documents: tuple[tuple[IssuedDocument, Path], ...]
    summary: Path


def build(root: Path, name: str) -> Made:
    """Make the station of scenario `name` in an empty folder and print its summary over the published period."""
    scenario = _SCENARIOS[name]
    report = scenario.report()
    period = period_of(report)
    new = NewStation(
        report.station.name,
        report.station.parent,
        admin="管理员己",
        # Written into the practice folder itself (`practice-password.txt`), so nobody has to be told it.
        password=secrets.token_hex(6),
        organ_token=scenario.organ_token,
        unit_token=scenario.unit_token,
        practice=True,
        with_officers=True,
    )
    # Founded on the first day of what was published: audit, profile and wordings begin there.
    founded = datetime.combine(period.first, time()).isoformat(timespec="seconds")
    with whole_or_nothing(root), closing(create_station(root, new, founded)) as station:
        tables.ensure(station.connections, KINDS)
        desk = PracticeDesk(station, period)
        scenario.enter(desk)
        sheet = summary_sheet(station, period, desk.act(period.last, CHIEF))
        summary = root / "summaries" / f"{sheet.title}.pdf"
        with in_words(root):
            write_whole(summary, typesetting.typeset(sheet).pdf)
    return Made(tuple(desk.documents), summary.resolve())
