"""The law of a dispute as far as the desk enforces it: each rule refuses with its article."""

from __future__ import annotations

from datetime import date

from ..cases.parties import ADULT_AGE, SUSPECT, VICTIM, age
from ..cases.plain import Situation
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.deadlines import due
from ..values.money import parse_amount, show_amount
from .clock import MOST_SESSIONS, suspended_since
from .declaration import PEOPLES, is_public_order
from .performance import agreed_clauses, paid, unperformed

PROCEDURE = "程序规定"
MOST_EXTENSIONS = 2
EXTENSION_DAYS = 30


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
    """A minor's guardian is told to come (程序规定第181条).

    Who is a minor is asked on the day of the first mediation, before there is one on the day of receipt; never on the day of typing.
    """
    case, entry = situation.case, situation.entry
    if not is_public_order(entry):
        return None
    held = [taken.day for taken in case.taken("mediation_session")] if case else []
    return _guardian_missing(situation, entry["parties"], min(held, default=entry["received_on"]), "parties")


def minors_came_with_guardians(situation: Situation) -> Refused | None:
    """As `minors_have_guardians`, on the day of the mediation that is being recorded."""
    case = situation.case
    assert case is not None
    if not is_public_order(case.values):
        return None
    return _guardian_missing(situation, case.values["parties"], situation.entry["held_at"][:10], "")


def _guardian_missing(situation: Situation, parties: list[Row], day: str, field: str) -> Refused | None:
    name = next((party["name"] for party in parties if not party["guardian"] and _is_minor(party, day)), None)
    if name is None:
        return None
    return Refused(
        f"“{name}”{day} 未满{ADULT_AGE}周岁，应通知监护人到场并在当事人里登记监护人",
        cite(PROCEDURE, 181, situation.act.day),
        field,
    )


def _is_minor(party: Row, day: str) -> bool:
    """Not known without a birth date; whoever was born after the day has a wrong one and is asked about like a minor."""
    born = party["birth_date"]
    return born is not None and (born > day or (age(party, date.fromisoformat(day)) or 0) < ADULT_AGE)


def one_officer_records(situation: Situation) -> Refused | None:
    """One officer, with auxiliaries or alone, mediates an offence only with full recording (程序规定第52条第二款)."""
    case, entry = situation.case, situation.entry
    assert case is not None
    if not is_public_order(case.values):
        return None
    if len(entry["mediators"] or []) < 2 and not entry["recording_no"]:
        who = "一名民警带领辅警调解的" if entry["auxiliaries"] else "由一名民警主持的治安调解"
        return Refused(
            f"{who}，应当全程录音录像，请填录音录像编号",
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
    """达成 is not 结案: an agreement reached **and performed** closes the case (of an offence by 程序规定第258条)."""
    case = situation.case
    assert case is not None
    if situation.entry["result"] != "调解成功":
        return None
    article = cite(PROCEDURE, 258, situation.act.day) if is_public_order(case.values) else ""
    if not agreed_clauses(case):
        return Refused("还没有达成协议，不能按调解成功结案", article, "result")
    if unperformed(case):
        return Refused("协议还没有全部履行，不能按调解成功结案", article, "result")
    return None


def told_of_the_court(situation: Situation) -> Refused | None:
    """Whoever is not reconciled is told of the court, by the law of the route."""
    case = situation.case
    assert case is not None
    if situation.entry["told_of_court"]:
        return None
    article = cite(*_court_article(case.values), situation.act.day)
    return Refused("调解不成的，应当告知当事人可以向法院起诉", article, "told_of_court")


def _court_article(values: Row) -> tuple[str, int]:
    if is_public_order(values):
        return "治安管理处罚法", 9
    return ("人民调解法", 26) if values["route"] == PEOPLES else (PROCEDURE, 178)


def no_exclusion_applies(situation: Situation) -> Refused | None:
    """The seven cases in which 治安调解 is forbidden (程序规定第179条)."""
    if not is_public_order(situation.entry):
        return None
    found = [point for point, applies in (situation.entry["exclusions"] or {}).items() if applies]
    if found:
        return Refused(
            f"有“{found[0]}”的情形，不得治安调解", cite(PROCEDURE, 179, situation.act.day), "exclusions"
        )
    return None


def confirmation_is_open(situation: Situation) -> Refused | None:
    """司法确认 only for an agreement of 人民调解, jointly within 30 days, never about status (人民调解法第33条)."""
    case = situation.case
    assert case is not None
    article = cite("人民调解法", 33, situation.act.day)
    if case.values["route"] != PEOPLES:
        return Refused("只有人民调解协议才能申请司法确认", article)
    if situation.entry["concerns_status"]:
        return Refused("身份关系、收养关系、婚姻关系的确认，人民法院不受理", article, "concerns_status")
    agreement = case.taken("agreement")
    if not agreement:
        return Refused("还没有达成调解协议", article)
    last = due("SF-30", date.fromisoformat(agreement[-1].day), situation.station.calendar()).day
    if date.fromisoformat(situation.entry["on"]) > last:
        return Refused(f"应在协议生效之日起30日内（{last.isoformat()} 前）共同申请", article, "on")
    return None


def performance_is_whole(situation: Situation) -> Refused | None:
    """A clause of money is not paid twice, nor more than was agreed."""
    case = situation.case
    assert case is not None
    number, amount = situation.entry["clause"], situation.entry["amount"]
    if number not in unperformed(case):
        return Refused(f"第{number}条已经履行完毕", "", "clause")
    clause = agreed_clauses(case)[number - 1]
    if amount is None or clause["amount"] is None:
        return None
    left = parse_amount(str(clause["amount"])) - paid(case, number)
    if parse_amount(amount) > left:
        return Refused(
            f"第{number}条还应履行 {show_amount(max(left, 0))} 元，不能登记 {amount} 元", "", "amount"
        )
    return None


def clock_is_running(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    return Refused("期限已经停算，还没有恢复") if suspended_since(case) else None


def clock_is_suspended(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    since = suspended_since(case)
    if since is None:
        return Refused("期限没有停算")
    if situation.entry["on"] < since.isoformat():
        return Refused(f"恢复日不能早于停算日 {since.isoformat()}", "", "on")
    return None


def extended_twice_at_most(situation: Situation) -> Refused | None:
    """Two extensions, each of 30 days at most, of the term in which an offence is handled (治安管理处罚法第118条; docs/law.md §2.1)."""
    case = situation.case
    assert case is not None
    if not is_public_order(case.values):
        return Refused(f"“{case.values['route']}”途径没有办案期限，不用延长")
    article = cite("治安管理处罚法", 118, situation.act.day)
    if len(case.taken("extend")) >= MOST_EXTENSIONS:
        return Refused("办案期限至多延长二次", article)
    if not 1 <= situation.entry["days"] <= EXTENSION_DAYS:
        return Refused(f"每次延长不超过{EXTENSION_DAYS}日", article, "days")
    return None
