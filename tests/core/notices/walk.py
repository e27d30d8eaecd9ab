"""The hand of these tests: issues a round, walks it, files the sheets of a day."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from fengqiao_desk.cases import Case
from fengqiao_desk.notices import batch

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
ORDER = batch.Order("市疫情防控指挥部", "第5号通告", "2026-11-21T18:00", "全市网吧、KTV、棋牌室")
TOWN = (("示例网吧", "网吧"), ("示例KTV", "KTV"), ("示例棋牌室", "棋牌室"), ("示例小区", "小区"))


def issue(
    desk: Desk,
    where: str = "all",
    template: str = "compliance",
    order: batch.Order | None = None,
    **more: Any,
) -> batch.Batch:
    act = desk.act(more.pop("day", "2026-11-21"), more.pop("officer", "民警甲"))
    chosen = batch.select(desk.station, where, act.day)
    return batch.issue(desk.station, template, chosen, order or batch.Order(), act, **more)


def serve(desk: Desk, number: str, entry: Entry) -> Case:
    return batch.serve(desk.station, number, entry, desk.act())


def state(desk: Desk) -> tuple[int, ...]:
    return tuple(desk.count(table) for table in ("cases", "documents", "audit", "search_rows"))


def files(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.station.layout.documents.rglob("*") if path.is_file())


def post(desk: Desk, number: str, service: Entry, day: str, outcome: str) -> Case:
    entry = {**service, "tried_at": f"{day}T08:30", "method": "公告送达", "outcome": outcome}
    entry |= {"reason": "下落不明", "receiver": None, "receiver_identity": None}
    return batch.serve(desk.station, number, entry, desk.act(day))


def file_sheets(desk: Desk, room: Case, *days: int) -> None:
    for day in days:
        entry = {"day": f"2026-11-{day:02d}", "category": "棋牌室", "by": "民警甲"}
        desk.step(room, "day_sheet", entry)


def recheck(desk: Desk, room: Case, result: str, correct_by: str | None = None) -> Case:
    entry = {"at": "2026-11-21T08:00", "officers": ["民警甲", "民警乙"], "result": result}
    return desk.step(room, "recheck", {**entry, "correct_by": correct_by})


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
