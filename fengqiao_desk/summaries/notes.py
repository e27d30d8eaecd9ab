"""What the officer writes into a summary by hand: 特点, 存在问题, 下步措施; kept for each period."""

from __future__ import annotations

from collections.abc import Mapping

from ..problems import Refused, Unknown
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..values.days import Period
from ..values.text import clean

PARTS = ("特点和研判", "存在问题", "下步措施")


def notes_of(station: Station, period: Period) -> dict[str, str]:
    """The texts written for exactly this period; empty where nothing was written."""
    rows = station.connections.run(
        "SELECT part, text FROM summary_notes WHERE first_day = ? AND last_day = ?",
        period.first.isoformat(),
        period.last.isoformat(),
    )
    found = dict(rows)
    return {part: found.get(part, "") for part in PARTS}


def write_notes(station: Station, period: Period, texts: Mapping[str, str], act: Act) -> None:
    """Keep texts of a period; a closed period takes none, and what is already so leaves no trace."""
    require(act, Right.RECORD)
    unknown = [part for part in texts if part not in PARTS]
    if unknown:
        raise Unknown(f"汇报里没有“{unknown[0]}”这一段，可写：{'、'.join(PARTS)}")
    with station.writing():
        if station.connections.run(
            "SELECT 1 FROM closings WHERE first_day = ? AND last_day = ?",
            period.first.isoformat(),
            period.last.isoformat(),
        ):
            raise Refused("这一期已经封账，不能再改")
        before = notes_of(station, period)
        written = {part: clean(text).strip() for part, text in texts.items()}
        changes = {part: [before[part], text] for part, text in written.items() if text != before[part]}
        if not changes:
            return
        for part, (_, text) in changes.items():
            station.connections.run(
                "INSERT INTO summary_notes (first_day, last_day, part, text) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (first_day, last_day, part) DO UPDATE SET text = excluded.text",
                period.first.isoformat(),
                period.last.isoformat(),
                part,
                text,
            )
        put_on_record(station.connections, act, "写汇报", f"汇报 {period.first} {period.last}", changes)
