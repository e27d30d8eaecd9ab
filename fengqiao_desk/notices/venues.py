"""场所: venues and the other registers of the same shape, with inspections, incidents, day sheets and periods of closure."""

from __future__ import annotations

from typing import Final

from ..cases import CaseKind, State, Step
from . import figures, venue_papers, venue_rules, venue_tables
from .duplicates import alike, related
from .venue_records import (
    CLOSED,
    OPEN,
    SUSPENDED,
    CloseDown,
    DaySheet,
    Grading,
    Incident,
    Inspection,
    Recheck,
    Renaming,
    Resume,
    Suspend,
    Venue,
    Visit,
)


def _by_order(record: type[venue_rules.Ordered], title: str, before: str) -> Step[Venue, venue_rules.Ordered]:
    """A step that begins a period of another status, by an organ's order."""
    return Step(
        Venue,
        record,
        title,
        (before,),
        (record.leads_to,),
        day=record.from_,
        guards=(venue_rules.decided_by_an_organ, venue_rules.period_goes_on),
        sets=venue_rules.status_after,
        summary=lambda entry: entry.decision,
        in_bulk=True,
    )


_INSPECT: Final = Step(
    Venue,
    Inspection,
    "检查",
    day=Inspection.at,
    guards=(
        venue_rules.two_officers,
        venue_rules.what_fails_is_described,
        venue_rules.correction_is_later,
    ),
    summary=lambda entry: entry.findings or "未发现问题",
    goes_along=lambda entry: entry.at,
    begins=venue_rules.points_to_check,
)

_RECHECK: Final = Step(
    Venue,
    Recheck,
    "复查",
    day=Recheck.at,
    preconditions=(venue_rules.something_is_to_be_rechecked,),
    guards=(
        venue_rules.two_officers,
        venue_rules.recheck_comes_after,
        venue_rules.what_is_left_has_a_day,
        venue_rules.correction_is_later,
    ),
    summary=lambda entry: f"{entry.result} {entry.findings or ''}".strip(),
    goes_along=lambda entry: entry.at,
)

_VISIT: Final = Step(
    Venue,
    Visit,
    "走访",
    day=Visit.at,
    summary=lambda entry: entry.note or "、".join(entry.officers),
    goes_along=lambda entry: entry.at,
    in_bulk=True,
)

_INCIDENT: Final = Step(
    Venue,
    Incident,
    "登记警情",
    day=Incident.at,
    guards=(venue_rules.exception_is_explained,),
    summary=lambda entry: f"{entry.kind} {entry.note or ''}",
    goes_along=lambda entry: (entry.at, entry.kind),
)

_DAY_SHEET: Final = Step(
    Venue,
    DaySheet,
    "日报",
    day=DaySheet.day,
    guards=(venue_rules.sheet_fits_the_venue,),
    summary=lambda entry: f"{entry.category} {entry.day}",
    goes_along=lambda entry: (entry.day, entry.category),
    begins=venue_rules.sheet_of_category,
)

_GRADE: Final = Step(
    Venue,
    Grading,
    "评定等级",
    day=Grading.graded_on,
    sets=venue_rules.graded,
    summary=lambda entry: f"{entry.grade}级 {entry.reason}",
    in_bulk=True,
)

_RENAME: Final = Step(
    Venue,
    Renaming,
    "更名",
    day=Renaming.since,
    guards=(venue_rules.a_name_is_new,),
    sets=venue_rules.renamed,
    summary=lambda entry: f"改为 {'、'.join(name for name in (entry.name, entry.trading_name) if name)}",
    begins=venue_rules.names_now,
)

_CLOSE_DOWN: Final = Step(
    Venue,
    CloseDown,
    "登记歇业",
    (OPEN, SUSPENDED),
    (CLOSED,),
    day=CloseDown.from_,
    guards=(venue_rules.period_goes_on,),
    sets=venue_rules.status_after,
    summary=lambda entry: entry.note,
)

KIND = CaseKind(
    record=Venue,
    title="场所",
    noun="场所",
    icon="venue",
    measure="家",
    number_prefix="CS",
    states=(
        State(OPEN, "good"),
        State(SUSPENDED, "warning"),
        State(CLOSED, "neutral"),
    ),
    first_state=lambda venue: venue.status,
    day=Venue.registered_on,
    make_title=lambda venue: venue.called,
    make_subtitle=lambda venue: f"{venue.category} · {venue.address}",
    received_verb="登记",
    is_register=True,
    settles=venue_rules.follows,
    guards=(
        venue_rules.status_is_not_changed_by_hand,
        venue_rules.grade_is_not_changed_by_hand,
        venue_rules.is_not_registered_twice,
    ),
    steps=(
        _INSPECT,
        _RECHECK,
        _VISIT,
        _INCIDENT,
        _DAY_SHEET,
        _GRADE,
        _RENAME,
        _by_order(Suspend, "登记暂停", OPEN),
        _by_order(Resume, "登记恢复", SUSPENDED),
        _CLOSE_DOWN,
    ),
    deadlines=venue_rules.deadlines,
    documents=venue_papers.FORMS,
    figures=figures.OF_VENUES,
    tables=venue_tables.tables,
    related=related,
    alike=alike,
    refuses_merging=venue_rules.are_two_venues,
)
