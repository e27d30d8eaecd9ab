"""The deadlines of a dispute (docs/law.md §2.9): computed from its steps, suspended intervals included, never counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import inf

from ..cases import Case, DeadlineDue
from ..cases.facts.folding import Said, over_time
from ..cases.step import step_key
from ..station import Station
from ..values.deadlines import RULES, due
from .declaration import PUBLIC_ORDER_ROUTES, Dispute
from .path import MOST_SESSIONS, Way
from .performance import unperformed
from .step_fields import (
    Agreement,
    Close,
    Default,
    Extend,
    FollowUp,
    HandOver,
    JudicialConfirmation,
    MediationSession,
    Performance,
    Reopen,
    Resume,
    Suspend,
    Terminate,
)

SESSION = step_key(MediationSession)


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What is due now; a closed case has nothing due, a failed agreement starts the case's clock again (程序规定第185条)."""
    if case.kind.state(case.state).closed:
        return []
    found = _handed_over(case) + _first_response(case, station)
    # Each state has its own clocks: before an agreement the term of the case, after it what was promised.
    if case.state in ("受理", "调解中"):
        found += _before_agreement(case, station)
    if case.state == "待履行":
        found += _clauses(case) + _confirmation(case, station)
    if case.state == "待回访":
        found += _follow_up(case, station)
    return found


def next_step(case: Case, station: Station, day: date) -> str | None:
    """The step offered first; none where a mediation on the spot failed, as then the route is corrected first."""
    if case.state not in ("受理", "调解中"):
        return case.kind.steps_from(case.state)[0].key
    step, dispute, held = _before(case), case.of(Dispute), case.held(MediationSession)
    if step != SESSION or not held or not dispute.is_public_order:
        return step
    if dispute.is_on_the_spot:
        return None
    # Past the seventh working day a second mediation would be refused, so the way on is to end it and
    # punish (程序规定第183条).
    last = due("ZT-2ND", held[0].day, station.calendar()).day
    return step if day <= last else step_key(Terminate)


def suspended_since(case: Case) -> date | None:
    """Since when the clock stands still; None while it runs."""
    last = case.last(Suspend, Resume)
    return last.said.from_ if last is not None and isinstance(last.said, Suspend) else None


def suspended_days(case: Case, since: date) -> int:
    """Days of the finished suspensions that began on or after `since`."""
    days, begun = 0, None
    for taken in case.held(Suspend, Resume):
        if isinstance(taken.said, Suspend):
            begun = taken.said.from_
        elif isinstance(taken.said, Resume) and begun is not None:
            # What stood still before the clock was started again does not lengthen the new term.
            days += (taken.said.on - begun).days if begun >= since else 0
            begun = None
    return days


def clock_start(case: Case) -> date:
    """The day the case's term runs from: receipt, or the day an agreement failed or the case was reopened."""
    # 程序规定第185条 counts from the day of failure anew, not on from the receipt.
    failed = case.last(Default, Reopen)
    return failed.day if failed is not None else case.of(Dispute).received_on


def _first_response(case: Case, station: Station) -> list[DeadlineDue]:
    """Within the hours of its risk level something has to be done about a case: in whole days from its receipt, or from the day its risk was raised."""
    begun = _stricter_since(case, station, "due_hours")
    # Any step after that answers the risk.
    if any(taken.place > begun.after for taken in case.timeline):
        return []
    level = case.of(Dispute).risk_level
    facts = station.vocabularies.facts("risk_level", level, begun.day)
    # A station may leave a level without hours in its vocabulary.
    if "due_hours" not in facts:
        return []
    hours = int(facts["due_hours"])
    # Only the day is on record, so hours become whole days; 24 hours are the next day.
    day = begun.day + timedelta(days=hours // 24)
    act = SESSION if case.state in ("受理", "调解中") else case.kind.steps_from(case.state)[0].key
    return [DeadlineDue("FX", f"风险{level}，{hours}小时内处置", day, day, act)]


def _stricter_since(case: Case, station: Station, fact: str) -> Said:
    """Since when the risk level asks for what it does by one of its numbers; a level that asks for less starts nothing anew."""
    levels = _risk_over_time(case, station)
    begun, asked = levels[0], _number_of(station, levels[0], fact)
    for said in levels[1:]:
        asks = _number_of(station, said, fact)
        if asks < asked:
            begun = said
        asked = asks
    return begun


def _risk_over_time(case: Case, station: Station) -> tuple[Said, ...]:
    """The risk levels a case had; looked up only where something may have changed it."""
    is_raised = any(visit.said.escalation_sign for visit in case.held(FollowUp))
    dispute = case.of(Dispute)
    if is_raised or any(
        Dispute.risk_level.declared.name in amendment.changes for amendment in case.amendments
    ):
        first, *changed = over_time(station, case, Dispute.risk_level)
        return (replace(first, day=dispute.received_on), *changed)
    return (Said(dispute.risk_level, dispute.received_on, 0),)


def _public_order_since(case: Case, station: Station) -> date:
    """The day from which its route takes the matter as one of public order without a break."""
    dispute = case.of(Dispute)
    if not any(Dispute.route.declared.name in amendment.changes for amendment in case.amendments):
        return dispute.received_on
    first, *changed = over_time(station, case, Dispute.route)
    since = dispute.received_on
    for before, after in pairwise((first, *changed)):
        if before.value not in PUBLIC_ORDER_ROUTES and after.value in PUBLIC_ORDER_ROUTES:
            since = after.day
    return since


def _number_of(station: Station, said: Said, fact: str) -> float:
    """How many hours or days a level gives; without end where it gives none."""
    return float(station.vocabularies.facts("risk_level", str(said.value), said.day).get(fact, inf))


def _before_agreement(case: Case, station: Station) -> list[DeadlineDue]:
    begun, dispute = clock_start(case), case.of(Dispute)
    if not dispute.is_public_order:
        # 人民调解 has no term of a police case, only the month of 司法部令75号第36条; a civil matter has
        # none.
        return [_due("RM-1M", begun, _before(case), station)] if dispute.is_peoples else []
    found = []
    # While it stands still nobody knows the last day, so none is shown rather than one that will move.
    if suspended_since(case) is None:
        extended = sum(taken.said.days for taken in case.held(Extend) if taken.day >= begun)
        found.append(_due("AJ-30", begun, _before(case), station, extended + suspended_days(case, begun)))
    way = Way.of(dispute, case, None)
    if not way.sessions:
        # Three working days stand only in the 2007 norm: a reminder of the house, never a refusal
        # (docs/law.md §2.1). On another route it was not due; the term of the law (AJ-30) runs from the
        # receipt whatever is corrected.
        found.append(_due("ZT-1ST", max(begun, _public_order_since(case, station)), SESSION, station))
    elif _may_follow(way):
        found.append(_due("ZT-2ND", way.sessions[0].day, SESSION, station))
    return found


def _may_follow(way: Way) -> bool:
    """Whether another 治安调解 may follow the one that failed; what was agreed and not performed is not mediated again (程序规定第183、185条)."""
    return bool(way.own) and not way.is_reached and len(way.sessions) < MOST_SESSIONS


def _before(case: Case) -> str:
    """What is done next as long as nothing is agreed: mediate, agree what was reached, or end what may not be mediated any more."""
    way = Way.of(case.of(Dispute), case, None)
    if way.is_reached:
        return step_key(Agreement)
    if not way.dispute.is_public_order or not way.sessions or _may_follow(way):
        return SESSION
    is_performed = bool(case.held(Agreement)) and not way.own and not unperformed(case)
    return step_key(Close) if is_performed else step_key(Terminate)


def _clauses(case: Case) -> list[DeadlineDue]:
    """What follows an agreement that is not kept is another thing where no offence was mediated."""
    # Both run to the day agreed on; they differ in what is told when it is missed.
    code = "LX" if case.of(Dispute).is_public_order else "LX-RM"
    return [
        DeadlineDue(
            code,
            f"第{clause.number}条：{clause.said.does}",
            clause.said.due_on,
            clause.said.due_on,
            step_key(Performance),
        )
        for clause in unperformed(case)
    ]


def _follow_up(case: Case, station: Station) -> list[DeadlineDue]:
    """The visit planned by the risk level, counted from the last step; a sign of escalation goes to the chief at once."""
    visit = case.last(FollowUp)
    if visit is not None:
        warned = visit.said.escalation_sign
        sign = DeadlineDue("JH", "有激化迹象，报所领导研究", visit.day, visit.day, step_key(FollowUp))
        return [sign] if warned else []
    last, stricter = case.timeline[-1], _stricter_since(case, station, "follow_up_days")
    # Where the risk was raised after the last step, the shorter time runs from then.
    begun = max(last.day, stricter.day) if stricter.after >= last.place else last.day
    # The rhythm is that of the day it began, so a word changed since moves no visit that was planned.
    facts = station.vocabularies.facts("risk_level", case.of(Dispute).risk_level, begun)
    plain = begun + timedelta(days=int(facts.get("follow_up_days", 30)))
    rolled = station.calendar().next_working_day(plain)
    title = f"回访（{facts.get('follow_up_mode', '电话')}）"
    return [DeadlineDue("HF", title, rolled.day, rolled.plain_day, step_key(FollowUp), rolled.provisional)]


def _confirmation(case: Case, station: Station) -> list[DeadlineDue]:
    """The last day for 司法确认 of an agreement of 人民调解 (人民调解法第33条)."""
    agreement = case.last(Agreement)
    # A 治安调解 agreement is none of a 调解组织, so no court confirms it (docs/law.md §2.7).
    if agreement is None or not case.of(Dispute).is_peoples or case.held(JudicialConfirmation):
        return []
    return [_due("SF-30", agreement.day, step_key(JudicialConfirmation), station)]


def _handed_over(case: Case) -> list[DeadlineDue]:
    """The answer due from whom it was handed to, until something else is done."""
    # Whatever was done since answers the hand-over, so only the very last step counts.
    last = case.timeline[-1].said if case.timeline else None
    if not isinstance(last, HandOver):
        return []
    title = f"转办{last.receiver}，应回复"
    return [DeadlineDue("JB", title, last.due_back, last.due_back, step_key(HandOver))]


def _due(code: str, base: date, act: str, station: Station, extra_days: int = 0) -> DeadlineDue:
    deadline = due(code, base, station.calendar(), extra_days)
    return DeadlineDue(code, RULES[code].title, deadline.day, deadline.plain_day, act, deadline.provisional)
