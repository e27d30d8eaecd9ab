"""Rows of the ledger that may say the same twice: same day, activity and area; a warning, never a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from ..cases.heads import CaseHead, with_case
from ..fields import Row
from ..station import Station
from .declaration import Activity

_MOST = 20
"""So many are read: the warning names the newest and says 以上 of the rest."""


@dataclass(frozen=True)
class Same:
    """A row that is there already."""

    number: str
    title: str


def alike(station: Station, entry: Row, but: str = "") -> list[Same]:
    """The newest rows of the entry's day, activity and area; none while day or activity is empty; `but` is its own number."""
    same = (Activity.day, Activity.activity, Activity.area)
    day, activity, area = (entry.get(column.declared.name) or None for column in same)
    if day is None or activity is None:
        return []
    query = (
        with_case(Activity, CaseHead.number, CaseHead.title)
        .where(
            CaseHead.number != but,
            Activity.day.stands_as(day),
            Activity.activity.stands_as(activity),
            Activity.area.stands_as(area),
        )
        .order_by(CaseHead.key.desc())
        .limit(_MOST)
    )
    return [Same(number, title) for number, title in station.connections.rows(query)]


def warning_of(rows: list[Same]) -> str:
    """`可能重复：同日同社区同事项已记 1 笔（最近：TZ2026-0003 巡逻 30人次）`; empty when there is none."""
    if not rows:
        return ""
    more = "以上" if len(rows) == _MOST else ""
    return f"可能重复：同日同社区同事项已记 {len(rows)} 笔{more}（最近：{rows[0].number} {rows[0].title}）"
