"""The law of a dispute as far as the desk enforces it: each rule refuses with its article."""

from __future__ import annotations

from datetime import date

from ..cases import Case, DeadlineDue, Situation
from ..cases.parties import ADULT_AGE, SUSPECT, VICTIM, age
from ..problems import Refused
from ..station import Station
from ..station.laws import cite
from ..values.deadlines import RULES, due
from .declaration import ON_THE_SPOT, is_public_order

PROCEDURE = "程序规定"
MOST_SESSIONS = 2


def parties_fit_the_route(situation: Situation) -> Refused | None:
    """治安调解 needs a suspect and a victim; other routes at least two parties (程序规定第178条)."""
    roles = [party["role"] for party in situation.entry["parties"]]
    if is_public_order(situation.entry):
        missing = [role for role in (SUSPECT, VICTIM) if role not in roles]
        if missing:
            return Refused(
                f"治安调解应有{'和'.join(missing)}", cite(PROCEDURE, 178, situation.act.day), "parties"
            )
    elif len(roles) < 2:
        return Refused("纠纷至少有两方当事人", "", "parties")
    return None


def minors_have_guardians(situation: Situation) -> Refused | None:
    """A minor's guardian is told to come (程序规定第181条)."""
    if not is_public_order(situation.entry):
        return None
    for party in situation.entry["parties"]:
        years = age(party, situation.act.day)
        if years is not None and years < ADULT_AGE and not party["guardian"]:
            return Refused(
                f"“{party['name']}”未满18周岁，应通知监护人到场并登记监护人",
                cite(PROCEDURE, 181, situation.act.day),
                "parties",
            )
    return None


def one_officer_records(situation: Situation) -> Refused | None:
    """One officer with auxiliaries may mediate only with full recording (程序规定第52条第二款)."""
    entry = situation.entry
    if len(entry["mediators"] or []) < 2 and not entry["recording_no"]:
        return Refused(
            "一名民警带领辅警调解的，应当全程录音录像，请填录音录像编号",
            cite(PROCEDURE, 52, situation.act.day),
            "recording_no",
        )
    return None


def sessions_are_limited(situation: Situation) -> Refused | None:
    """Two sessions at most, the second within seven working days of the first (程序规定第183条)."""
    case = situation.case
    assert case is not None
    held = case.taken("mediation_session")
    if not is_public_order(case.values) or not held:
        return None
    if len(held) >= MOST_SESSIONS:
        return Refused(
            "治安调解一般一次，至多再次调解一次，不能再调解", cite(PROCEDURE, 183, situation.act.day)
        )
    last = due("ZT-2ND", date.fromisoformat(held[0].day), situation.station.calendar()).day
    if date.fromisoformat(situation.entry["held_at"][:10]) > last:
        return Refused(
            f"再次调解应在第一次调解后七个工作日内（{last.isoformat()} 前）完成",
            cite(PROCEDURE, 183, situation.act.day),
            "held_at",
        )
    return None


def clause_exists(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    clauses = agreed_clauses(case)
    if not 1 <= situation.entry["clause"] <= len(clauses):
        return Refused(f"协议只有 {len(clauses)} 条", "", "clause")
    return None


def success_means_performed(situation: Situation) -> Refused | None:
    """达成 is not 结案: an agreement reached **and performed** closes the case (程序规定第258条)."""
    case = situation.case
    assert case is not None
    if situation.entry["result"] != "调解成功":
        return None
    if not agreed_clauses(case):
        return Refused(
            "还没有达成协议，不能按调解成功结案", cite(PROCEDURE, 258, situation.act.day), "result"
        )
    if unperformed(case):
        return Refused(
            "协议还没有全部履行，不能按调解成功结案", cite(PROCEDURE, 258, situation.act.day), "result"
        )
    return None


def told_of_the_court(situation: Situation) -> Refused | None:
    """Whoever is not reconciled is told of the court (治安管理处罚法第9条；人民调解法第26条)."""
    day = situation.act.day
    if not situation.entry["told_of_court"]:
        return Refused(
            "调解不成的，应当告知当事人可以向法院起诉",
            f"{cite('治安管理处罚法', 9, day)}；{cite('人民调解法', 26, day)}",
            "told_of_court",
        )
    return None


def agreed_clauses(case: Case) -> list[dict[str, object]]:
    """The clauses of the last agreement; empty when there is none."""
    agreements = case.taken("agreement")
    return list(agreements[-1].entry["clauses"]) if agreements else []


def unperformed(case: Case, performed_now: int = 0) -> list[int]:
    """Numbers of the clauses still to be performed; `performed_now` is one being performed."""
    agreements = case.taken("agreement")
    if not agreements:
        return []
    since = case.steps.index(agreements[-1])
    done = {taken.entry["clause"] for taken in case.steps[since:] if taken.step == "performance"}
    return [
        number
        for number, clause in enumerate(agreements[-1].entry["clauses"], start=1)
        if number not in done | {performed_now} and ON_THE_SPOT not in str(clause["manner"])
    ]


def after_agreement(situation: Situation) -> str:
    """An agreement performed on the spot waits for the follow-up, any other for its performance."""
    waiting = any(ON_THE_SPOT not in clause["manner"] for clause in situation.entry["clauses"])
    return "待履行" if waiting else "待回访"


def after_performance(situation: Situation) -> str:
    assert situation.case is not None
    return "待履行" if unperformed(situation.case, situation.entry["clause"]) else "待回访"


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What is due now (domain.md §2.9): first and second session, the case's term, the agreement's clauses."""
    if case.kind.state(case.state).closed:
        return []
    found = [] if case.taken("agreement") else _before_agreement(case, station)
    clauses = agreed_clauses(case)
    for number in unperformed(case):
        clause = clauses[number - 1]
        day = date.fromisoformat(str(clause["due_on"]))
        found.append(DeadlineDue("LX", f"第{number}条：{clause['does']}", day, day, "performance"))
    return found


def _before_agreement(case: Case, station: Station) -> list[DeadlineDue]:
    received = date.fromisoformat(case.day)
    held = case.taken("mediation_session")
    if not is_public_order(case.values):
        return [_due("RM-1M", received, "agreement", station)] if case.values["route"] == "人民调解" else []
    found = [_due("AJ-30", received, "agreement", station)]
    if not held:
        found.append(_due("ZT-1ST", received, "mediation_session", station))
    elif len(held) < MOST_SESSIONS:
        found.append(_due("ZT-2ND", date.fromisoformat(held[0].day), "mediation_session", station))
    return found


def _due(code: str, base: date, act: str, station: Station) -> DeadlineDue:
    deadline = due(code, base, station.calendar())
    return DeadlineDue(code, RULES[code].title, deadline.day, deadline.plain_day, act, deadline.provisional)
