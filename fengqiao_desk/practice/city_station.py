"""Station a: an urban centre with entertainment venues (`resources/sample_station/station_a.json`)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ..cases import Case
from ..cases.wording import save_wording
from ..documents import register
from ..kinds import KINDS
from ..notices import batch
from ..notices.venue_records import Venue
from . import mask_case
from .desk import AREA, CHIEF, OFFICER, SAMPLE, SECOND, PracticeDesk

_VENUES = (("网吧", 4), ("KTV", 3), ("棋牌室", 5))
_NUMERALS = "一二三四五六七八九"
_CLOSED_ON = date(2020, 1, 26)
_HEARD_ON = date(2020, 2, 5)
_PUBLISHED_HEADING = "致辖区娱乐经营场所告知书"
_ORDER = batch.Order(
    "市疫情防控指挥部", f"第5号通告（{SAMPLE}）", "2020-01-26T18:00", "全市网吧、KTV、棋牌室等场所"
)


def enter(desk: PracticeDesk, data: dict[str, Any]) -> None:
    """Everything the station published, as days of work."""
    for figure in data["activity_figures"]:
        times = min(figure["figure"], 8)
        desk.activity(figure["activity"], figure["figure"], figure["unit"], times)
    mask_case.enter(desk, data["goods_case"])
    _notice_round(desk, _venues(desk))
    _dispute(desk, data["dispute"])
    _streak(desk, data["venues"]["streak"])


def _venues(desk: PracticeDesk) -> list[Case]:
    return [
        desk.receive(
            "venues",
            desk.period.first,
            {
                "name": f"{SAMPLE}{category}{_NUMERALS[place]}",
                "category": category,
                "registered_on": desk.period.first.isoformat(),
                "area": AREA,
                "officer": OFFICER,
                "address": f"{SAMPLE}路{10 * place + len(category)}号",
                "person_in_charge": "李四",
                "phone": f"1390000{place:02d}{len(category):02d}",
                "status": "营业",
            },
        )
        for category, number in _VENUES
        for place in range(number)
    ]


def _notice_round(desk: PracticeDesk, venues: list[Case]) -> None:
    """Relay the order, serve it on every venue the same evening and the next day, note the closure."""
    _head_as_published(desk)
    issued = batch.issue(desk.station, "closure_relay", venues, _ORDER, desk.act(_CLOSED_ON))
    for place, (venue, number) in enumerate(zip(venues, issued.numbers, strict=True)):
        served = _CLOSED_ON + timedelta(days=1 if place % 3 == 2 else 0)
        signed = place != len(venues) - 1
        entry = {
            "tried_at": f"{served.isoformat()}T{9 + place % 8:02d}:30",
            "place": venue.of(Venue).address,
            "method": "直接送达" if signed else "留置送达（见证人）",
            "officers": [OFFICER, SECOND],
            "receiver": "李四" if signed else None,
            "receiver_identity": "负责人" if signed else None,
            "outcome": "签收" if signed else "留置",
            "witness": None if signed else "王某",
            "reason": None if signed else f"本人拒绝签名（{SAMPLE}）",
        }
        batch.serve(desk.station, number, entry, desk.act(served))
        order = {"from": _ORDER.effective_at, "decided_by": _ORDER.organ, "order_number": _ORDER.number}
        desk.step(venue, "suspend", served, {**order, "note": "转告关停"})
        desk.keep(register.find(desk.station, number))


def _head_as_published(desk: PracticeDesk) -> None:
    """The station headed the notices of that period alike, whatever the venue; so does its own wording, until the period ends."""
    later = desk.period.last + timedelta(days=1)
    heading = desk.station.texts.on("closure_relay", _CLOSED_ON)["title"]
    for day, words in ((_CLOSED_ON, _PUBLISHED_HEADING), (later, heading)):
        act = desk.act(_CLOSED_ON, CHIEF)
        save_wording(desk.station, KINDS, "closure_relay", {"title": words}, day.isoformat(), act)


def _dispute(desk: PracticeDesk, published: dict[str, Any]) -> None:
    """Neighbours afraid of medical staff: no offence, so a people's mediation with the residents' committee."""
    case = desk.receive("disputes", _HEARD_ON, _heard(published))
    desk.issue(case, "intake_form", _HEARD_ON)
    desk.step(case, "mediation_session", _HEARD_ON, _mediated(published))
    case = desk.step(case, "agreement", _HEARD_ON, _agreed())
    desk.issue(case, "oral_agreement", _HEARD_ON)
    visited = _HEARD_ON + timedelta(days=14)
    visit = {
        "visited_on": visited.isoformat(),
        "by": OFFICER,
        "how": "上门",
        "satisfied": True,
        "escalation_sign": False,
        "note": published["result"],
    }
    desk.step(case, "follow_up", visited, visit)
    desk.step(case, "close", visited, {"closed_on": visited.isoformat(), "result": "调解成功"})


def _heard(published: dict[str, Any]) -> dict[str, Any]:
    return {
        "received_on": _HEARD_ON.isoformat(),
        "source": "走访排查",
        "category": published["category"],
        "route": "人民调解",
        "risk_level": "一般",
        "area": AREA,
        "place": published["place"],
        "facts": published["facts"],
        "claims": "要求医护人员暂时搬离。",
        "officer": OFFICER,
        "partners": published["partners"],
        "parties": [_party("申请人", "张三", "住户代表"), _party("被申请人", "李四", "医护人员代表")],
    }


def _mediated(published: dict[str, Any]) -> dict[str, Any]:
    return {
        "held_at": f"{_HEARD_ON.isoformat()}T09:00",
        "place": published["place"],
        "mediators": [OFFICER],
        "participants": published["partners"],
        "outcome": "达成",
        "record": "；".join(published["measures"]) + "。",
    }


def _agreed() -> dict[str, Any]:
    """By word of mouth and done at once."""
    clause = {
        "who": "张三",
        "to": "李四",
        "does": "委托民警转达歉意，不再排斥医护人员居住",
        "due_on": _HEARD_ON.isoformat(),
        "manner": "当场履行",
    }
    return {"agreed_on": _HEARD_ON.isoformat(), "form": "口头", "clauses": [clause]}


def _party(role: str, name: str, employer: str) -> dict[str, Any]:
    return {
        "role": role,
        "name": name,
        "employer": f"{employer}（{SAMPLE}）",
        "address": f"{SAMPLE}小区",
        "id_missing_reason": "公开报道未载明",
    }


def _streak(desk: PracticeDesk, published: dict[str, Any]) -> None:
    """A gathering in a chess room, then as many days without one as were published, each with its day sheet."""
    reset = desk.period.last - timedelta(days=published["days_without"])
    venue = next(
        venue
        for venue in batch.select(desk.station, published["venue_kind"], reset)
        if venue.of(Venue).category == published["venue_kind"]
    )
    incident = {"at": f"{reset.isoformat()}T08:00", "kind": published["event"], "counts": True}
    desk.step(venue, "incident", reset, {**incident, "note": f"群众举报（{SAMPLE}）"})
    for offset in range(published["days_without"] + 1):
        day = reset + timedelta(days=offset)
        sheet = {"day": day.isoformat(), "category": published["venue_kind"], "by": OFFICER}
        desk.step(venue, "day_sheet", day, sheet)
