"""送达: the fields of one try at service and the rules it must keep (程序规定第35、36、52条; docs/law.md §2.2)."""

from __future__ import annotations

from datetime import date, timedelta

from ..cases import Case, DeadlineDue
from ..cases.plain import Situation
from ..fields import CHOICE, LINE, MOMENT, OFFICERS, PERSON, PHOTOS, Field, Row
from ..problems import Refused
from ..station import Station
from ..station.laws import cite
from ..station.officer import Role
from ..values.days import parse_day, parse_moment, show_day, show_moment

PROCEDURE = "程序规定"
SIGNED = ("签收", "代收")
REFUSED = ("拒收", "留置")
NOT_MET = ("无人", "关门歇业")
POSTED, POSTED_OUT = "公告", "公告期满"
POSTING_DAYS = 60
"""A public posting runs at least sixty days (程序规定第36条; not the thirty of 民诉法第95条)."""
_BY_ANOTHER = ("家属代收", "单位代收", "居（村）委会代收")
_LEFT_BEHIND = "留置"
_LEFT = {"留置送达（见证人）": "witness", "留置送达（录音录像）": "recording_no"}
_LATER = ("委托送达", "邮寄送达", "电子送达", "公告送达")
_PUBLIC = "公告送达"
_PROXIES = ("受委托人", "其他")
_TO_THE_MINUTE = len("2026-11-21T08:40")


def _signed(row: Row) -> bool:
    return row.get("outcome") in SIGNED


def _explained(row: Row) -> bool:
    return row.get("outcome") in (*REFUSED, "代收") or row.get("method") in _LATER


def _may_be_signed(row: Row) -> bool:
    return _signed(row) or not row.get("outcome")


def _by_a_proxy(row: Row) -> bool:
    return _signed(row) and row.get("receiver_identity") in _PROXIES


def _left(row: Row) -> bool:
    return row.get("outcome") in REFUSED or row.get("method") in _LEFT


SERVICE_FIELDS = (
    Field("tried_at", "送达时间", MOMENT, required=True, starts_as="now"),
    Field("method", "送达方式", CHOICE, required=True, vocabulary="service_method"),
    Field("place", "送达地点", LINE, required=True, searched=True),
    Field("officers", "送达人", OFFICERS, required=True, starts_as="me"),
    Field("recording_no", "录音录像编号", LINE, searched=True),
    Field(
        *("receiver", "签收人", PERSON),
        searched=True,
        required_when=_signed,
        asked_when=_may_be_signed,
    ),
    Field(
        *("receiver_identity", "签收人身份", LINE),
        vocabulary="receiver_identity",
        required_when=_signed,
        asked_when=_may_be_signed,
    ),
    Field(
        "receiver_document",
        "证件、委托书",
        LINE,
        searched=True,
        hint="受委托人、其他人签收的，写证件名称和号码或委托书",
        required_when=_by_a_proxy,
        asked_when=_by_a_proxy,
    ),
    Field("outcome", "结果", CHOICE, required=True, vocabulary="service_outcome"),
    Field("witness", "见证人", PERSON, searched=True, asked_when=_left),
    Field(
        "reason",
        "事由",
        LINE,
        hint="拒收、代收或改用其他方式的，写明事由",
        required_when=_explained,
        asked_when=_explained,
    ),
    Field("photos", "回执照片", PHOTOS, hint="签收的回执、送达回执的照片或者扫描件"),
)


def not_before_issue(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    issued, tried = case.taken("issue"), situation.entry["tried_at"]
    if not issued or tried[:10] < issued[-1].day:
        return Refused("送达时间不能早于签发日期", "", "tried_at")
    at = issued[-1].recorded_at[:_TO_THE_MINUTE]
    if tried < at and _hours_count(situation):
        return Refused(f"送达时间不能早于签发时间 {show_moment(parse_moment(at))}", "", "tried_at")
    return None


def not_in_the_future(situation: Situation) -> Refused | None:
    """What is entered has been done, to the minute."""
    tried = situation.entry["tried_at"]
    if tried > situation.act.stamp[:_TO_THE_MINUTE] and _hours_count(situation):
        return Refused(f"送达时间 {show_moment(parse_moment(tried))} 还没有到，请核对", "", "tried_at")
    return None


def _hours_count(situation: Situation) -> bool:
    """A practice folder is played day by day (`--today`), so the hour of its clock means nothing."""
    return not situation.station.profile(situation.act.day).practice


def enough_officers(situation: Situation) -> Refused | None:
    """Two officers, or one with auxiliaries and a recording; auxiliaries never alone (程序规定第52条第二款)."""
    names = situation.entry["officers"]
    people = [situation.station.officers.named(name) for name in names]
    police = [officer for officer in people if Role.OFFICER in officer.roles or Role.CHIEF in officer.roles]
    if not police:
        return Refused("辅警不能单独送达，应由民警带领", cite(PROCEDURE, 52, situation.act.day), "officers")
    if len(police) < 2 and not situation.entry["recording_no"]:
        who = "一名民警带领辅警送达的" if len(names) > len(police) else "由一名民警送达的"
        return Refused(
            f"{who}，应当全程录音录像，请填录音录像编号",
            cite(PROCEDURE, 52, situation.act.day),
            "recording_no",
        )
    return None


def refusal_is_witnessed(situation: Situation) -> Refused | None:
    """Leaving a paper behind needs a witness or a recording, as its method says (程序规定第36条)."""
    entry, article = situation.entry, cite(PROCEDURE, 36, situation.act.day)
    if entry["outcome"] in REFUSED and not entry["witness"] and not entry["recording_no"]:
        return Refused("拒收、留置的，应有见证人或者录音录像", article, "witness")
    needed = _LEFT.get(entry["method"])
    if needed and not entry[needed]:
        return Refused(f"{entry['method']}的，应填{_label(needed)}", article, needed)
    return None


def witness_is_another(situation: Situation) -> Refused | None:
    """A neighbour or somebody else present bears witness, no officer of the station and not who refuses (程序规定第36条)."""
    entry, station = situation.entry, situation.station
    if not entry["witness"]:
        return None
    if entry["witness"] in station.officers.names_now() or entry["witness"] == entry["receiver"]:
        article = cite(PROCEDURE, 36, situation.act.day)
        return Refused("见证人应是在场的邻居或其他人，不能是本所人员或签收人自己", article, "witness")
    return None


def method_fits_outcome(situation: Situation) -> Refused | None:
    """Each method has its outcomes: who takes it for another 代收, what is left behind is 留置, what is posted is 公告."""
    method, outcome = situation.entry["method"], situation.entry["outcome"]
    if method in _BY_ANOTHER and outcome == "签收":
        return Refused(f"{method}的，结果应为代收，并写明代收事由", "", "outcome")
    if outcome == _LEFT_BEHIND and method not in _LEFT:
        words = f"留置的，送达方式应为{'或'.join(_LEFT)}；当场拒收的，结果填拒收"
        return Refused(words, cite(PROCEDURE, 36, situation.act.day), "method")
    if method in _LEFT and outcome not in REFUSED:
        return Refused(f"{method}的，结果应为拒收或留置", "", "outcome")
    if (method == _PUBLIC) != (outcome in (POSTED, POSTED_OUT)):
        return Refused("公告送达的，结果应为公告或公告期满；其他方式不能填公告", "", "outcome")
    return None


def methods_in_order(situation: Situation) -> Refused | None:
    """Posting comes last, after a try that failed; it has served only when sixty days are over (程序规定第36条)."""
    case, entry = situation.case, situation.entry
    assert case is not None
    article = cite(PROCEDURE, 36, situation.act.day)
    tries = [taken.entry for taken in case.taken("serve")]
    if entry["method"] == _PUBLIC and not any(tried["method"] != _PUBLIC for tried in tries):
        return Refused("应先直接送达；其他方式都送达不了的，才能公告送达", article, "method")
    if entry["outcome"] != POSTED_OUT:
        return None
    posted = [tried["tried_at"][:10] for tried in tries if tried["outcome"] == POSTED]
    if not posted:
        return Refused("还没有登记公告", article, "outcome")
    until = posting_ends(posted[0])
    if entry["tried_at"][:10] <= until.isoformat():
        return Refused(f"公告不少于 {POSTING_DAYS} 日，到 {show_day(until)}期满", article, "tried_at")
    return None


def posting_ends(posted_on: str) -> date:
    """The sixtieth day; the day of posting is not counted (程序规定第35条)."""
    return parse_day(posted_on) + timedelta(days=POSTING_DAYS)


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """While a posting runs: the day after which it is served, moved off rest days."""
    posted = [t.entry["tried_at"][:10] for t in case.taken("serve") if t.entry["outcome"] == POSTED]
    if case.state != "已签发" or not posted:
        return []
    day = station.calendar().next_working_day(posting_ends(posted[0]))
    return [DeadlineDue("GG", "公告期满，登记送达", day.day, day.plain_day, "serve", day.provisional)]


def state_after(situation: Situation) -> str:
    outcome = situation.entry["outcome"]
    if outcome in SIGNED:
        return "已签收"
    if outcome in REFUSED:
        return "已留置"
    return {POSTED_OUT: "已公告", "关门歇业": "关门"}.get(outcome, "已签发")


def _label(name: str) -> str:
    return next(field.label for field in SERVICE_FIELDS if field.name == name)
