"""The deadlines of a dispute (docs/law.md §2.9): computed from its steps, suspended intervals included, never counted."""

from __future__ import annotations

from datetime import date, timedelta

from ..cases import Case, DeadlineDue
from ..station import Station
from ..values.days import parse_day
from ..values.deadlines import RULES, due
from .declaration import PEOPLES, is_on_the_spot, is_public_order
from .path import AGREEMENT, MOST_SESSIONS, SESSION, Way
from .performance import agreed_clauses, unperformed

_FAILED = ("default", "reopen")


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What is due now; a closed case has nothing due, a failed agreement starts the case's clock again (程序规定第185条)."""
    if case.kind.state(case.state).closed:
        return []
    found = _handed_over(case) + _first_response(case, station)
    if case.state in ("受理", "调解中"):
        found += _before_agreement(case, station)
    if case.state == "待履行":
        found += _clauses(case)
    if case.state == "待回访":
        found += _follow_up(case, station)
    if case.state in ("待履行", "待回访"):
        found += _confirmation(case, station)
    return found


def next_step(case: Case, station: Station, day: date) -> str | None:
    """The step offered first; none where a mediation on the spot failed, as then the route is corrected first."""
    if case.state not in ("受理", "调解中"):
        return case.kind.steps_from(case.state)[0].key
    step, held = _before(case), case.taken(SESSION)
    if step != SESSION or not held or not is_public_order(case.values):
        return step
    if is_on_the_spot(case.values):
        return None
    last = due("ZT-2ND", parse_day(held[0].day), station.calendar()).day
    return step if day <= last else "terminate"


def suspended_since(case: Case) -> date | None:
    """Since when the clock stands still; None while it runs."""
    last = [taken for taken in case.steps if taken.step in ("suspend", "resume")]
    return parse_day(last[-1].entry["from"]) if last and last[-1].step == "suspend" else None


def suspended_days(case: Case, since: date) -> int:
    """Days of the finished suspensions that began on or after `since`."""
    days, begun = 0, None
    for taken in case.steps:
        if taken.step == "suspend":
            begun = parse_day(taken.entry["from"])
        elif taken.step == "resume" and begun is not None:
            if begun >= since:
                days += (parse_day(taken.entry["on"]) - begun).days
            begun = None
    return days


def clock_start(case: Case) -> date:
    """The day the case's term runs from: receipt, or the day an agreement failed or the case was reopened."""
    failed = [taken for taken in case.steps if taken.step in _FAILED]
    return parse_day(failed[-1].day if failed else case.day)


def _first_response(case: Case, station: Station) -> list[DeadlineDue]:
    """Within the hours of its risk level something has to be done about a new case; whole days from the day of receipt."""
    facts = station.vocabularies.facts("risk_level", case.values["risk_level"], parse_day(case.day))
    if case.steps or "due_hours" not in facts:
        return []
    hours = int(facts["due_hours"])
    day = parse_day(case.day) + timedelta(days=hours // 24)
    title = f"风险{case.values['risk_level']}，{hours}小时内处置"
    return [DeadlineDue("FX", title, day, day, "mediation_session")]


def _before_agreement(case: Case, station: Station) -> list[DeadlineDue]:
    begun = clock_start(case)
    if not is_public_order(case.values):
        mediation = case.values["route"] == PEOPLES
        return [_due("RM-1M", begun, _before(case), station)] if mediation else []
    found = []
    if suspended_since(case) is None:
        extended = sum(taken.entry["days"] for taken in case.taken("extend") if parse_day(taken.day) >= begun)
        found.append(_due("AJ-30", begun, _before(case), station, extended + suspended_days(case, begun)))
    way = Way.of(case.values, case.steps, None)
    if not way.sessions:
        found.append(_due("ZT-1ST", begun, SESSION, station))
    elif _may_follow(way):
        found.append(_due("ZT-2ND", parse_day(way.sessions[0]["held_at"][:10]), SESSION, station))
    return found


def _may_follow(way: Way) -> bool:
    """Whether another 治安调解 may follow the one that failed; what was agreed and not performed is not mediated again (程序规定第183、185条)."""
    return bool(way.own) and not way.is_reached and len(way.sessions) < MOST_SESSIONS


def _before(case: Case) -> str:
    """What is done next as long as nothing is agreed: mediate, agree what was reached, or end what may not be mediated any more."""
    way = Way.of(case.values, case.steps, None)
    if way.is_reached:
        return AGREEMENT
    if not is_public_order(case.values) or not way.sessions or _may_follow(way):
        return SESSION
    agreed = bool(case.taken(AGREEMENT)) and not way.own
    return "close" if agreed and not unperformed(case) else "terminate"


def _clauses(case: Case) -> list[DeadlineDue]:
    clauses = agreed_clauses(case)
    found = []
    for number in unperformed(case):
        clause = clauses[number - 1]
        day = parse_day(clause["due_on"])
        found.append(DeadlineDue("LX", f"第{number}条：{clause['does']}", day, day, "performance"))
    return found


def _follow_up(case: Case, station: Station) -> list[DeadlineDue]:
    """The visit planned by the risk level, counted from the last step; a sign of escalation goes to the chief at once."""
    visits = case.taken("follow_up")
    if visits and visits[-1].entry["escalation_sign"]:
        day = parse_day(visits[-1].day)
        return [DeadlineDue("JH", "有激化迹象，报所领导研究", day, day, "follow_up")]
    if visits:
        return []
    begun = parse_day(case.steps[-1].day)
    facts = station.vocabularies.facts("risk_level", case.values["risk_level"], begun)
    plain = begun + timedelta(days=int(facts.get("follow_up_days", 30)))
    rolled = station.calendar().next_working_day(plain)
    title = f"回访（{facts.get('follow_up_mode', '电话')}）"
    return [DeadlineDue("HF", title, rolled.day, rolled.plain_day, "follow_up", rolled.provisional)]


def _confirmation(case: Case, station: Station) -> list[DeadlineDue]:
    """The last day for 司法确认 of an agreement of 人民调解 (人民调解法第33条)."""
    agreements = case.taken("agreement")
    if case.values["route"] != PEOPLES or not agreements or case.taken("judicial_confirmation"):
        return []
    if case.state != "待履行":
        return []
    return [_due("SF-30", parse_day(agreements[-1].day), "judicial_confirmation", station)]


def _handed_over(case: Case) -> list[DeadlineDue]:
    """The answer due from whom it was handed to, until something else is done."""
    if not case.steps or case.steps[-1].step != "hand_over":
        return []
    entry = case.steps[-1].entry
    day = parse_day(entry["due_back"])
    title = f"转办{entry['to_officer'] or entry['to_organ']}，应回复"
    return [DeadlineDue("JB", title, day, day, "hand_over")]


def _due(code: str, base: date, act: str, station: Station, extra_days: int = 0) -> DeadlineDue:
    deadline = due(code, base, station.calendar(), extra_days)
    return DeadlineDue(code, RULES[code].title, deadline.day, deadline.plain_day, act, deadline.provisional)
