"""Rows of the ledger that may say the same twice: same day, activity and area; a warning, never a refusal."""

from __future__ import annotations

from ..cases import CaseRow, Condition, page
from ..cases.kind import CaseKind
from ..fields import Row
from ..station import Station

_MOST = 20


def alike(station: Station, kind: CaseKind, entry: Row, but: str = "") -> list[CaseRow]:
    """The newest rows of the entry's day, activity and area; none while day or activity is empty; `but` is its own number."""
    day, activity, area = (entry.get(name) or None for name in ("day", "activity", "area"))
    if not day or not activity:
        return []
    where = (Condition("day", str(day)), Condition("activity", str(activity)))
    found = page(station, kind, where, limit=_MOST).rows
    return [row for row in found if (row.values.get("area") or None) == area and row.number != but]


def told(rows: list[CaseRow]) -> str:
    """`可能重复：同日同事项已记 1 笔（TZ2026-0003 巡逻 30人次）`; empty when there is none."""
    if not rows:
        return ""
    return f"可能重复：同日同社区同事项已记 {len(rows)} 笔（最近：{rows[0].number} {rows[0].title}）"
