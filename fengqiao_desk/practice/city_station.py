"""Station a: an urban centre with entertainment venues (`resources/sample_station/station_a.json`)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ..cases import Case
from ..cases.reviewing import plain_of
from ..cases.wording import save_wording
from ..disputes import step_fields as steps
from ..disputes.declaration import PEOPLES, Dispute, DisputeParty
from ..documents import register
from ..fields import Becomes
from ..kinds import KINDS
from ..notices import batch
from ..notices.notice_records import Service
from ..notices.venue_records import OPEN, DaySheet, Incident, Suspend, Venue
from . import mask_case
from .desk import AREA, CHIEF, OFFICER, SAMPLE, SECOND, PracticeDesk
from .entries import row
from .published import PublishedDispute, PublishedStreak, city_report

_VENUES = (("网吧", 4), ("KTV", 3), ("棋牌室", 5))
_NUMERALS = "一二三四五六七八九"
_CLOSED_ON = date(2020, 1, 26)
_HEARD_ON = date(2020, 2, 5)
_PUBLISHED_HEADING = "致辖区娱乐经营场所告知书"
_ORDER = batch.Order(
    "市疫情防控指挥部", f"第5号通告（{SAMPLE}）", "2020-01-26T18:00", "全市网吧、KTV、棋牌室等场所"
)


def enter(desk: PracticeDesk) -> None:
    """Everything the station published, as days of work."""
    report = city_report()
    for figure in report.activity_figures:
        desk.figure(figure)
    mask_case.enter(desk, report.goods_case)
    _notice_round(desk, _venues(desk))
    _dispute(desk, report.dispute)
    _streak(desk, report.venues.streak)


def _venues(desk: PracticeDesk) -> list[Case]:
    """The venues of three sorts, invented: the report names none."""
    return [
        desk.receive(
            "venues",
            desk.period.first,
            Venue.name.becomes(f"{SAMPLE}{category}{_NUMERALS[place]}"),
            Venue.category.becomes(category),
            Venue.registered_on.becomes(desk.period.first),
            Venue.area.becomes(AREA),
            Venue.officer.becomes(OFFICER),
            Venue.address.becomes(f"{SAMPLE}路{10 * place + len(category)}号"),
            Venue.person_in_charge.becomes("李四"),
            Venue.phone.becomes(f"1390000{place:02d}{len(category):02d}"),
            Venue.status.becomes(OPEN),
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
        # The last one refuses: a practice station shows how a paper is left behind too.
        entry = _service(venue, served, place, signed=place != len(venues) - 1)
        batch.serve(desk.station, number, plain_of(entry), desk.act(served))
        desk.step(
            venue,
            Suspend,
            served,
            Suspend.from_.becomes(datetime.fromisoformat(_ORDER.effective_at)),
            Suspend.decided_by.becomes(_ORDER.organ),
            Suspend.order_number.becomes(_ORDER.number),
            Suspend.note.becomes("转告关停"),
        )
        desk.keep(register.find(desk.station, number))


def _service(venue: Case, served: date, place: int, *, signed: bool) -> tuple[Becomes, ...]:
    return (
        Service.tried_at.becomes(datetime.combine(served, time(9 + place % 8, 30))),
        Service.place.becomes(venue.of(Venue).address),
        Service.method.becomes("直接送达" if signed else "留置送达（见证人）"),
        Service.officers.becomes((OFFICER, SECOND)),
        Service.receiver.becomes("李四" if signed else None),
        Service.receiver_identity.becomes("负责人" if signed else None),
        Service.outcome.becomes("签收" if signed else "留置"),
        Service.witness.becomes(None if signed else "王某"),
        Service.reason.becomes(None if signed else f"本人拒绝签名（{SAMPLE}）"),
    )


def _head_as_published(desk: PracticeDesk) -> None:
    """The station headed the notices of that period alike, whatever the venue; so does its own wording, until the period ends."""
    # A wording holds until the next one begins; the shipped heading comes back on the day after.
    later = desk.period.last + timedelta(days=1)
    heading = desk.station.texts.on("closure_relay", _CLOSED_ON)["title"]
    for day, words in ((_CLOSED_ON, _PUBLISHED_HEADING), (later, heading)):
        act = desk.act(_CLOSED_ON, CHIEF)
        save_wording(desk.station, KINDS, "closure_relay", {"title": words}, day.isoformat(), act)


def _dispute(desk: PracticeDesk, published: PublishedDispute) -> None:
    """Neighbours afraid of medical staff: no offence, so a people's mediation with the residents' committee."""
    case = desk.receive("disputes", _HEARD_ON, *_heard(published))
    desk.issue(case, "intake_form", _HEARD_ON)
    desk.step(case, steps.MediationSession, _HEARD_ON, *_mediated(published))
    case = desk.step(case, steps.Agreement, _HEARD_ON, *_agreed())
    desk.issue(case, "oral_agreement", _HEARD_ON)
    visited = _HEARD_ON + timedelta(days=14)
    desk.step(
        case,
        steps.FollowUp,
        visited,
        steps.FollowUp.visited_on.becomes(visited),
        steps.FollowUp.by.becomes(OFFICER),
        steps.FollowUp.how.becomes("上门"),
        steps.FollowUp.satisfied.becomes(True),
        steps.FollowUp.escalation_sign.becomes(False),
        steps.FollowUp.note.becomes(published.result),
    )
    closed = steps.Close.closed_on.becomes(visited)
    desk.step(case, steps.Close, visited, closed, steps.Close.result.becomes(steps.SUCCESS))


def _heard(published: PublishedDispute) -> tuple[Becomes, ...]:
    return (
        Dispute.received_on.becomes(_HEARD_ON),
        Dispute.source.becomes("走访排查"),
        Dispute.category.becomes(published.category),
        Dispute.route.becomes(PEOPLES),
        Dispute.risk_level.becomes("一般"),
        Dispute.area.becomes(AREA),
        Dispute.place.becomes(published.place),
        Dispute.facts.becomes(published.facts),
        Dispute.claims.becomes("要求医护人员暂时搬离。"),
        Dispute.officer.becomes(OFFICER),
        Dispute.partners.becomes(published.partners),
        Dispute.parties.becomes(
            [_party("申请人", "张三", "住户代表"), _party("被申请人", "李四", "医护人员代表")]
        ),
    )


def _mediated(published: PublishedDispute) -> tuple[Becomes, ...]:
    return (
        steps.MediationSession.held_at.becomes(datetime.combine(_HEARD_ON, time(9))),
        steps.MediationSession.place.becomes(published.place),
        steps.MediationSession.mediators.becomes((OFFICER,)),
        steps.MediationSession.participants.becomes(published.partners),
        steps.MediationSession.outcome.becomes(steps.REACHED),
        steps.MediationSession.record.becomes("；".join(published.measures) + "。"),
    )


def _agreed() -> tuple[Becomes, ...]:
    """By word of mouth and done at once."""
    clause = row(
        steps.Clause,
        steps.Clause.who.becomes("张三"),
        steps.Clause.to.becomes("李四"),
        steps.Clause.does.becomes("委托民警转达歉意，不再排斥医护人员居住"),
        steps.Clause.due_on.becomes(_HEARD_ON),
        steps.Clause.manner.becomes(steps.ON_THE_SPOT),
    )
    return (
        steps.Agreement.agreed_on.becomes(_HEARD_ON),
        steps.Agreement.form.becomes(steps.ORAL),
        steps.Agreement.clauses.becomes([clause]),
    )


def _party(role: str, name: str, employer: str) -> DisputeParty:
    return row(
        DisputeParty,
        DisputeParty.role.becomes(role),
        DisputeParty.name.becomes(name),
        DisputeParty.employer.becomes(f"{employer}（{SAMPLE}）"),
        DisputeParty.address.becomes(f"{SAMPLE}小区"),
        DisputeParty.id_missing_reason.becomes("公开报道未载明"),
    )


def _streak(desk: PracticeDesk, published: PublishedStreak) -> None:
    """A gathering in a chess room, then as many days without one as were published, each with its day sheet."""
    reset = desk.period.last - timedelta(days=published.days_without)
    venue = next(
        venue
        for venue in batch.select(desk.station, published.venue_kind, reset)
        if venue.of(Venue).category == published.venue_kind
    )
    desk.step(
        venue,
        Incident,
        reset,
        Incident.at.becomes(datetime.combine(reset, time(8))),
        Incident.kind.becomes(published.event),
        Incident.counts.becomes(True),
        Incident.note.becomes(f"群众举报（{SAMPLE}）"),
    )
    # The day of the gathering has its sheet too, so one more than the days without.
    for offset in range(published.days_without + 1):
        day = reset + timedelta(days=offset)
        desk.step(
            venue,
            DaySheet,
            day,
            DaySheet.day.becomes(day),
            DaySheet.category.becomes(published.venue_kind),
            DaySheet.by.becomes(OFFICER),
        )
