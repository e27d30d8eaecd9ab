"""What a venue's steps must keep, what they change, and what falls due: corrections, and visits by grade."""

from __future__ import annotations

from datetime import date, timedelta

from ..cases import DeadlineDue
from ..cases.plain import Situation
from ..cases.records import Case, StepTaken
from ..fields import Row
from ..problems import Refused
from ..station import Station
from ..station.laws import cite
from ..values.days import parse_day
from .decisions import refuse_decision
from .service import PROCEDURE

OPEN, SUSPENDED, CLOSED = "营业", "暂停", "歇业"
SEEN = ("inspect", "recheck", "visit")
"""The steps by which an officer was at the venue."""


def settle(values: Row, situation: Situation) -> Row:
    """The day of registration is today when it is not told; a grade holds from then on when its day is not told."""
    registered = values["registered_on"] or situation.act.day.isoformat()
    graded = values["graded_on"] or registered if values["grade"] else None
    return {"registered_on": registered, "graded_on": graded}


def status_is_not_changed_by_hand(situation: Situation) -> Refused | None:
    """Closing and reopening are facts decided by an organ, entered as steps (docs/law.md §4.10)."""
    case = situation.case
    if case is not None and situation.entry["status"] != case.values["status"]:
        return Refused("经营状态要用“登记暂停”“登记恢复”“登记歇业”办理，写明决定机关和文号", "", "status")
    return None


def grade_is_not_changed_by_hand(situation: Situation) -> Refused | None:
    """A grade has a day and a reason, so it is changed by its step."""
    case = situation.case
    if case is not None and case.values["grade"] and situation.entry["grade"] != case.values["grade"]:
        return Refused("等级要用“评定等级”办理，写明日期和理由", "", "grade")
    return None


def is_not_registered_twice(situation: Situation) -> Refused | None:
    """The very same venue is refused; one that may be the same is only warned of (`duplicates.similar`)."""
    if situation.case is not None:
        return None
    entry = situation.entry
    found = situation.station.connections.run(
        "SELECT c.number FROM venues f JOIN cases c ON c.key = f.owner_key "
        "WHERE f.name = ? AND f.category = ? AND f.address = ? AND c.state <> '歇业'",
        *(entry["name"], entry["category"], entry["address"]),
    )
    return (
        Refused(f"“{entry['name']}”已经登记为 {found[0][0]}，名称、类别、地址都相同", "", "name")
        if found
        else None
    )


def points_to_check(case: Case, station: Station, day: date) -> Row:
    """The form of an inspection begins with the points for the law of the venue's category, each to be answered."""
    law = station.vocabularies.facts("venue_category", case.values["category"], day).get("law")
    points = [
        term.label
        for term in station.vocabularies.on("inspection_point", day)
        if not term.facts.get("laws") or law in term.facts["laws"]
    ]
    return {"checklist": dict.fromkeys(points)}


def sheet_of_category(case: Case, station: Station, day: date) -> Row:
    return {"category": case.values["category"]}


def names_now(case: Case, station: Station, day: date) -> Row:
    return {"name": case.values["name"], "trading_name": case.values["trading_name"]}


def two_officers(situation: Situation) -> Refused | None:
    """An inspection needs two (程序规定第52条)."""
    if len(situation.entry["officers"]) < 2:
        return Refused("检查应有两名以上人员", cite(PROCEDURE, 52, situation.act.day), "officers")
    return None


def what_fails_is_told(situation: Situation) -> Refused | None:
    """A point that is not kept is a finding, to be written down (娱乐场所管理条例第33条: the check and its result are recorded)."""
    entry = situation.entry
    failed = [point for point, kept in (entry["checklist"] or {}).items() if not kept]
    if failed and not entry["findings"]:
        return Refused(f"“{failed[0]}”不符合，请写明发现的问题", "", "findings")
    return None


def correction_is_later(situation: Situation) -> Refused | None:
    """What is to be corrected is corrected after it was found."""
    entry = situation.entry
    if entry["correct_by"] and entry["correct_by"] < entry["at"][:10]:
        return Refused("整改期限不能早于检查日期", "", "correct_by")
    return None


def something_to_recheck(situation: Situation) -> Refused | None:
    """A re-check answers a correction that is open, after it was set."""
    assert situation.case is not None
    last = open_correction(situation.case)
    if last is None:
        return Refused("没有待复查的整改要求")
    if situation.entry["at"] < last.entry["at"]:
        return Refused("复查时间不能早于提出整改要求的时间", "", "at")
    return None


def what_is_left_has_a_day(situation: Situation) -> Refused | None:
    """What is not yet corrected gets a new day; what is corrected gets none."""
    entry = situation.entry
    if entry["result"] != "已改正" and not entry["correct_by"]:
        return Refused("没有全部改正的，请写明再次整改期限，或者依法处理后再登记", "", "correct_by")
    if entry["result"] == "已改正" and entry["correct_by"]:
        return Refused("已经改正的，不再写整改期限", "", "correct_by")
    return None


def a_name_is_new(situation: Situation) -> Refused | None:
    """A renaming gives at least one name that is not the present one."""
    case, entry = situation.case, situation.entry
    assert case is not None
    if all(entry[name] in (None, case.values[name]) for name in ("name", "trading_name")):
        return Refused("请填写新名称或新实际经营名称，要与现在的不同", "", "name")
    return None


def renamed(situation: Situation) -> Row:
    """The new names; those they replace are kept as former names."""
    assert situation.case is not None
    values, entry = situation.case.values, situation.entry
    names = {name: entry[name] or values[name] for name in ("name", "trading_name")}
    gone = [values[name] for name in names if values[name] and values[name] not in names.values()]
    return {**names, "former_names": list(dict.fromkeys([*(values["former_names"] or []), *gone])) or None}


def graded(situation: Situation) -> Row:
    return {"grade": situation.entry["grade"], "graded_on": situation.entry["graded_on"]}


def sheet_fits_the_venue(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    if situation.entry["category"] != case.values["category"]:
        return Refused(f"该场所是{case.values['category']}，日报应报这一类", "", "category")
    return None


def exception_is_explained(situation: Situation) -> Refused | None:
    """Whether an incident counts is declared by category; who says otherwise says why."""
    case, entry = situation.case, situation.entry
    assert case is not None
    day = parse_day(entry["at"][:10])
    declared = counts_by_rule(situation.station, case.values["category"], entry["kind"], day)
    if entry["counts"] not in (None, declared) and not entry["note"]:
        rule = "计入" if declared else "不计入"
        return Refused(f"按规定“{entry['kind']}”{rule}连续零警情，另作处理的请写明理由", "", "note")
    return None


def counts_by_rule(station: Station, category: str, kind: str, day: date) -> bool:
    """Whether such an incident of this day resets the streak: the category's list as it held then, else the sort of incident itself."""
    resets = station.vocabularies.facts("venue_category", category, day).get("resets")
    if resets is not None:
        return kind in resets
    return bool(station.vocabularies.facts("incident_kind", kind, day).get("counts"))


def decided_by_an_organ(situation: Situation) -> Refused | None:
    """A closure and its end are decided by an organ that may, never by the station (docs/law.md §2.6, §4.10)."""
    day, entry = situation.act.day, situation.entry
    decided = (entry["decided_by"], entry["order_number"])
    return refuse_decision(situation.station.profile(day), decided, day, ("decided_by", "order_number"))


def period_goes_on(situation: Situation) -> Refused | None:
    """A period begins after the one before it began."""
    assert situation.case is not None
    before = [taken for step in ("suspend", "resume", "close_down") for taken in situation.case.taken(step)]
    latest = max((taken.entry["from"] for taken in before), default="")
    if situation.entry["from"] < latest:
        return Refused("起始时刻不能早于上一次暂停、恢复或歇业", "", "from")
    return None


def open_correction(case: Case) -> StepTaken | None:
    """The inspection or re-check whose correction is still to be looked at."""
    looked = [taken for taken in case.steps if taken.step in ("inspect", "recheck")]
    last = max(looked, key=lambda taken: str(taken.entry["at"]), default=None)
    return last if last is not None and last.entry["correct_by"] else None


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """An open correction is due for re-check; a graded venue in business is due for a visit (vocabulary venue_grade)."""
    due = []
    correction = open_correction(case)
    if correction is not None:
        day = parse_day(correction.entry["correct_by"])
        due.append(DeadlineDue("ZG", "整改后复查", day, day, "recheck"))
    if case.values["grade"] and case.state == OPEN:
        since = [taken.day for taken in case.steps if taken.step in SEEN]
        begun = parse_day(max([*since, case.values["graded_on"]]))
        visit = _visit_due(station, case.values["grade"], begun)
        if visit is not None:
            due.append(DeadlineDue("XF", f"{case.values['grade']}级场所检查", visit, visit, "inspect"))
    return due


def _visit_due(station: Station, grade: str, begun: date) -> date | None:
    """When a visit is due by the rhythm that holds then; another rhythm moves only what is not due before it begins."""
    due = None
    terms = [term for term in station.vocabularies.every("venue_grade") if term.label == grade]
    for term in sorted(terms, key=lambda term: term.valid_from):
        first, days = date.fromisoformat(term.valid_from), term.facts.get("visit_days")
        if due is not None and due < first:
            break
        due = max(begun + timedelta(days=int(days)), first) if days else None
    return due
