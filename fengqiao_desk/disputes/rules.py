"""The law of a dispute as far as the desk enforces it: each rule refuses with its article."""

from __future__ import annotations

from datetime import date

from ..cases.parties import SUSPECT, VICTIM
from ..cases.plain import Situation
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.deadlines import due
from ..values.money import parse_amount, show_amount
from . import path
from .clock import suspended_since
from .declaration import ON_THE_SPOT_ROUTE, PEOPLES, is_public_order
from .path import PROCEDURE
from .performance import agreed_clauses, paid, unperformed

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


def suspects_come_themselves(situation: Situation) -> Refused | None:
    """Who is suspected of an offence has no proxy where it is mediated (程序规定第181条)."""
    if not is_public_order(situation.entry):
        return None
    for number, party in enumerate(situation.entry["parties"], start=1):
        if party["role"] == SUSPECT and party["proxy"]:
            article = cite(PROCEDURE, 181, situation.act.day)
            return Refused("违法嫌疑人不得委托代理人", article, f"parties[{number}].proxy")
    return None


def minors_have_guardians(situation: Situation) -> Refused | None:
    """A minor's guardian is told to come (程序规定第181条).

    Who is a minor is asked on the day of the first mediation, before there is one on the day of receipt; never on the day of typing.
    """
    case, entry = situation.case, situation.entry
    if not is_public_order(entry):
        return None
    day = min((taken.day for taken in case.taken(path.SESSION)) if case else (), default=entry["received_on"])
    name = path.minor_without_guardian(entry["parties"], day)
    if name is None:
        return None
    article = cite(PROCEDURE, 181, situation.act.day)
    return Refused(path.guardian_sentence(name, day), article, "parties")


def session_keeps_the_path(situation: Situation) -> Refused | None:
    """People, recording, guardians, number and days of a mediation of an offence (程序规定第52、181、183条)."""
    case = situation.case
    assert case is not None
    if not is_public_order(case.values):
        return None
    way = path.Way.of(case.values, case.steps, situation.station.calendar())
    breach = path.session_breach(way, situation.entry)
    return breach.refused(situation.act.day) if breach else None


def agreement_was_mediated(situation: Situation) -> Refused | None:
    """An agreement of 治安调解 needs the mediation that reached it, one of 现场治安调解 its conditions too (程序规定第178、183、184条)."""
    case = situation.case
    assert case is not None
    if not is_public_order(case.values):
        return None
    way = path.Way.of(case.values, case.steps, situation.station.calendar())
    points = situation.station.vocabularies.labels("on_spot_exclusion", situation.act.day)
    breach = path.agreement_breach(way, situation.entry, points)
    return breach.refused(situation.act.day) if breach else None


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
    found = _applying(situation.entry["exclusions"])
    if found:
        return Refused(
            f"有“{found[0]}”的情形，不得治安调解", cite(PROCEDURE, 179, situation.act.day), "exclusions"
        )
    return None


def the_spot_is_enough(situation: Situation) -> Refused | None:
    """What is not slight, clear and undisputed is not settled on the spot (程序规定第178条第三款)."""
    found = _applying(situation.entry["on_spot_exclusions"])
    if situation.entry["route"] != ON_THE_SPOT_ROUTE or not found:
        return None
    article = cite(PROCEDURE, 178, situation.act.day)
    return Refused(f"有“{found[0]}”的情形，不得现场治安调解，可以治安调解", article, "on_spot_exclusions")


def _applying(answers: dict[str, bool] | None) -> list[str]:
    return [point for point, applies in (answers or {}).items() if applies]


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
