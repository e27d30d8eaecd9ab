"""What a venue's steps must keep, what they change, and what falls due: corrections, and visits by grade."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import peewee

from ..cases import Case, Considering, DeadlineDue, Held, Receiving, Taking
from ..cases.heads import CaseHead, with_case
from ..cases.step import step_key
from ..fields import Becomes
from ..problems import Refused
from ..station import Station
from ..station.laws import cite
from ..store.composed import ComposedOnce
from .decisions import refuse_decision
from .service import PROCEDURE
from .venue_records import (
    CLOSED,
    OPEN,
    ByOrder,
    DaySheet,
    Grading,
    Incident,
    Inspection,
    Recheck,
    Renaming,
    StatusChange,
    Venue,
    Visit,
)

Change = TypeVar("Change", bound=StatusChange)
Ordered = TypeVar("Ordered", bound=ByOrder)
Checking = Taking[Venue, Inspection] | Taking[Venue, Recheck]
Look = Held[Inspection | Recheck]


def follows(now: Receiving[Venue]) -> list[Becomes]:
    """The day of registration is today when it is not told; a grade whose day is not told holds from then on, one entered later from today."""
    venue = now.entry
    registered = venue.registered_on or now.act.day
    since = registered if now.before is None else now.act.day
    graded = (venue.graded_on or since) if venue.grade else None
    return [Venue.registered_on.becomes(registered), Venue.graded_on.becomes(graded)]


def status_is_not_changed_by_hand(now: Receiving[Venue]) -> Refused | None:
    """Closing and reopening are facts decided by an organ, entered as steps (docs/law.md §4.10)."""
    # At the receipt any status may stand; only a change needs the organ that decided it.
    if now.before is not None and now.entry.status != now.before.status:
        return Refused("经营状态要用“登记暂停”“登记恢复”“登记歇业”办理，写明决定机关和文号", "", Venue.status)
    return None


def grade_is_not_changed_by_hand(now: Receiving[Venue]) -> Refused | None:
    """A grade has a day and a reason, so it is changed by its step."""
    before = now.before
    if before is not None and before.grade and now.entry.grade != before.grade:
        return Refused("等级要用“评定等级”办理，写明日期和理由", "", Venue.grade)
    return None


@ComposedOnce
def _the_very_same(name: str, category: str, address: str) -> peewee.Query:
    """The venue that is all of this."""
    return (
        with_case(Venue, CaseHead.number)
        .where(Venue.name == name, Venue.category == category, Venue.address == address)
        .where(CaseHead.state != CLOSED)
        .order_by(CaseHead.key)
        .limit(1)
    )


def is_not_registered_twice(now: Receiving[Venue]) -> Refused | None:
    """The very same venue is refused; one that may be the same is only warned of (`duplicates.similar`)."""
    # A correction may leave the three as they are; asking then would find the venue itself.
    if now.case is not None:
        return None
    venue = now.entry
    same = _the_very_same.rows(now.station.connections, venue.name, venue.category, venue.address)
    for (number,) in same:
        return Refused(f"“{venue.name}”已经登记为 {number}，名称、类别、地址都相同", "", Venue.name)
    return None


def are_two_venues(case: Case, other: Case) -> Refused | None:
    """One that closed and one that opened there are two; an order that closes one of them must not be lost (docs/law.md §4.10)."""
    if case.state != other.state:
        return Refused(
            f"{case.number} 现为“{case.state}”，{other.number} 现为“{other.state}”：经营状态相同的才能并入，"
            "请先登记暂停、恢复或者歇业"
        )
    return None


def points_to_check(now: Considering[Venue]) -> list[Becomes]:
    """The form of an inspection begins with the points for the law of the venue's category, each to be answered."""
    vocabularies, day = now.station.vocabularies, now.act.day
    law = vocabularies.facts("venue_category", now.of.category, day).get("law")
    points = [
        term.label
        for term in vocabularies.on("inspection_point", day)
        if not term.facts.get("laws") or law in term.facts["laws"]
    ]
    # Not `Inspection.checklist.becomes`: a point without an answer yet is no yes and no no.
    return [Becomes(Inspection.checklist.column_name, dict.fromkeys(points))]


def sheet_of_category(now: Considering[Venue]) -> list[Becomes]:
    """A sheet is filed for the category of the venue it is filed on."""
    return [DaySheet.category.becomes(now.of.category)]


def names_now(now: Considering[Venue]) -> list[Becomes]:
    """A renaming begins with the present names; what is not changed stays."""
    return [Renaming.name.becomes(now.of.name), Renaming.trading_name.becomes(now.of.trading_name)]


def two_officers(now: Checking) -> Refused | None:
    """An inspection needs two (程序规定第52条)."""
    if len(now.entry.officers) < 2:
        return Refused("检查应有两名以上人员", cite(PROCEDURE, 52, now.act.day), Inspection.officers)
    return None


def what_fails_is_described(now: Taking[Venue, Inspection]) -> Refused | None:
    """A point that is not kept is a finding, to be written down (娱乐场所管理条例第33条: the check and its result are recorded)."""
    if now.entry.failed and not now.entry.findings:
        return Refused(f"“{now.entry.failed[0]}”不符合，请写明发现的问题", "", Inspection.findings)
    return None


def correction_is_later(now: Checking) -> Refused | None:
    """What is to be corrected is corrected after it was found."""
    if now.entry.correct_by and now.entry.correct_by < now.entry.at.date():
        return Refused("整改期限不能早于检查日期", "", Inspection.correct_by)
    return None


def something_is_to_be_rechecked(now: Considering[Venue]) -> Refused | None:
    """A re-check answers a correction that is open."""
    return Refused("没有待复查的整改要求") if open_correction(now.case) is None else None


def recheck_comes_after(now: Taking[Venue, Recheck]) -> Refused | None:
    """A correction is looked at after it was set."""
    last = open_correction(now.case)
    if last is not None and now.entry.at < last.said.at:
        return Refused("复查时间不能早于提出整改要求的时间", "", Recheck.at)
    return None


def what_is_left_has_a_day(now: Taking[Venue, Recheck]) -> Refused | None:
    """What is not yet corrected gets a new day; what is corrected gets none."""
    if not now.entry.is_corrected and not now.entry.correct_by:
        return Refused("没有全部改正的，请写明再次整改期限，或者依法处理后再登记", "", Recheck.correct_by)
    if now.entry.is_corrected and now.entry.correct_by:
        return Refused("已经改正的，不再写整改期限", "", Recheck.correct_by)
    return None


def a_name_is_new(now: Taking[Venue, Renaming]) -> Refused | None:
    """A renaming gives at least one name that is not the present one."""
    entry, venue = now.entry, now.of
    if entry.name in (None, venue.name) and entry.trading_name in (None, venue.trading_name):
        return Refused("请填写新名称或新实际经营名称，要与现在的不同", "", Renaming.name)
    return None


def renamed(now: Taking[Venue, Renaming]) -> list[Becomes]:
    """The venue goes by its new names, and is still found by the old ones."""
    return now.entry.names_anew(now.of)


def graded(now: Taking[Venue, Grading]) -> list[Becomes]:
    """The visits fall due by the new grade, from its day on."""
    return [Venue.grade.becomes(now.entry.grade), Venue.graded_on.becomes(now.entry.graded_on)]


def sheet_fits_the_venue(now: Taking[Venue, DaySheet]) -> Refused | None:
    """A sheet speaks for all venues of a category, so it is filed on one of them."""
    if now.entry.category != now.of.category:
        return Refused(f"该场所是{now.of.category}，日报应报这一类", "", DaySheet.category)
    return None


def exception_is_explained(now: Taking[Venue, Incident]) -> Refused | None:
    """Whether an incident counts is declared by category; who says otherwise says why."""
    entry = now.entry
    declared = counts_by_rule(now.station, now.of.category, entry.kind, entry.at.date())
    if entry.counts not in (None, declared) and not entry.note:
        rule = "计入" if declared else "不计入"
        return Refused(f"按规定“{entry.kind}”{rule}连续零警情，另作处理的请写明理由", "", Incident.note)
    return None


def counts_by_rule(station: Station, category: str, kind: str, day: date) -> bool:
    """Whether such an incident of this day resets the streak: the category's list as it held then, else the sort of incident itself."""
    resets = station.vocabularies.facts("venue_category", category, day).get("resets")
    # An empty list says that nothing resets; only a category that says nothing goes by the sort of
    # incident.
    if resets is not None:
        return kind in resets
    return bool(station.vocabularies.facts("incident_kind", kind, day).get("counts"))


def decided_by_an_organ(now: Taking[Venue, Ordered]) -> Refused | None:
    """A closure and its end are decided by an organ that may, never by the station (docs/law.md §2.6, §4.10)."""
    day, entry = now.act.day, now.entry
    decided = (entry.decided_by, entry.order_number)
    return refuse_decision(now.station.profile(day), decided, day, (ByOrder.decided_by, ByOrder.order_number))


def period_goes_on(now: Taking[Venue, Change]) -> Refused | None:
    """A period begins after the one before it began."""
    # Intervals are derived from these moments, so their order is all that keeps them from overlapping.
    if any(now.entry.from_ < before.said.from_ for before in now.held(StatusChange)):
        return Refused("起始时刻不能早于上一次暂停、恢复或歇业", "", StatusChange.from_)
    return None


def status_after(now: Taking[Venue, Change]) -> list[Becomes]:
    """The status is kept with the venue too, for lists and search."""
    return [Venue.status.becomes(now.entry.leads_to)]


def open_correction(case: Case) -> Look | None:
    """The inspection or re-check whose correction is still to be looked at."""
    looked: list[Look] = case.held(Inspection, Recheck)
    # By its hour: of two entered late the later look decides whether anything is still open.
    last = max(looked, key=lambda look: look.said.at, default=None)
    return last if last is not None and last.said.correct_by else None


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """An open correction is due for re-check; a graded venue in business is due for a visit (vocabulary venue_grade)."""
    due = []
    correction = open_correction(case)
    if correction is not None and correction.said.correct_by is not None:
        day = correction.said.correct_by
        due.append(DeadlineDue("ZG", "整改后复查", day, day, step_key(Recheck)))
    venue = case.of(Venue)
    since = venue.graded_on or venue.registered_on
    if venue.grade and since is not None and case.state == OPEN:
        seen = [look.day for look in case.held(Inspection, Recheck, Visit)]
        visit = _visit_due(station, venue.grade, max([*seen, since]))
        if visit is not None:
            due.append(DeadlineDue("XF", f"{venue.grade}级场所检查", visit, visit, step_key(Inspection)))
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
