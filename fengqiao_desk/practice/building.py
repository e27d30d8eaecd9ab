"""Makes a practice station whole: folder, people, days of work, documents and the summary of the period."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from ..cases.saving import tables
from ..documents import typesetting
from ..documents.register import IssuedDocument
from ..kinds import KINDS
from ..station import create_station
from ..station.opening import NewStation
from ..store.failures import in_words
from ..store.whole_files import write_whole
from ..summaries import summary_sheet
from . import city_station, new_district_station
from .desk import CHIEF, PracticeDesk, period_of, scenario

_ENTER: dict[str, Callable[[PracticeDesk, dict[str, Any]], None]] = {
    "a": city_station.enter,
    "b": new_district_station.enter,
}
_TOKENS = {"a": ("合公", "逍"), "b": ("兰新公", "中东")}
SCENARIOS = tuple(_ENTER)


@dataclass(frozen=True)
class Made:
    """What stands in the new folder: documents with the paths of their PDFs, and the summary's."""

    documents: tuple[tuple[IssuedDocument, Path], ...]
    summary: Path


def build(root: Path, name: str) -> Made:
    """Make the station of scenario `name` in an empty folder and print its summary over the published period."""
    data = scenario(name)
    period = period_of(data)
    organ_token, unit_token = _TOKENS[name]
    new = NewStation(
        data["station"]["name"],
        data["station"]["parent"],
        admin="管理员己",
        password=secrets.token_hex(6),
        organ_token=organ_token,
        unit_token=unit_token,
        practice=True,
        with_officers=True,
    )
    founded = datetime.combine(period.first, time()).isoformat(timespec="seconds")
    station = create_station(root, new, founded)
    try:
        tables.ensure(station.connections, KINDS)
        desk = PracticeDesk(station, period)
        _ENTER[name](desk, data)
        sheet = summary_sheet(station, period, desk.act(period.last, CHIEF))
        summary = root / "summaries" / f"{sheet.title}.pdf"
        with in_words(root):
            write_whole(summary, typesetting.typeset(sheet).pdf)
    finally:
        station.close()
    return Made(tuple(desk.documents), summary.resolve())
