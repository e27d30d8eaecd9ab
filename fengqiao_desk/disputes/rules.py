"""The law of a dispute as far as the desk enforces it: each rule refuses with its article."""

from __future__ import annotations

from ..cases import Case, Considering, Receiving, Taking
from ..problems import Refused
from ..station.laws import cite
from ..values.deadlines import due
from ..values.money import show_amount
from . import path
from .clock import suspended_since
from .declaration import Dispute, DisputeParty
from .path import MEDIATION_LAW, PROCEDURE
from .performance import agreed_clauses, unperformed
from .step_fields import (
    Agreement,
    Close,
    Default,
    Extend,
    JudicialConfirmation,
    MediationSession,
    Performance,
    Resume,
    Terminate,
)

PUNISHMENT_LAW = "治安管理处罚法"
MOST_EXTENSIONS = 2
EXTENSION_DAYS = 30


def agreement_is_followed(case: Case, other: Case) -> Refused | None:
    """What was agreed in a dispute is performed and followed up there, so it is not put aside meanwhile."""
    if case.held(Agreement) and not case.kind.state(case.state).closed:
        return Refused(
            f"{case.number} 已经达成协议，还没有结案：并入以后协议的履行就没有人跟踪，请先结案，或者把 {other.number} 并入它"
        )
    return None


def parties_fit_the_route(now: Receiving[Dispute]) -> Refused | None:
    """治安调解 needs a suspect and a victim; other routes at least two parties (程序规定第178条)."""
    dispute = now.entry
    if dispute.is_public_order and dispute.missing_roles:
        missing = "和".join(dispute.missing_roles)
        # A complaint without a known offender is no 治安调解 yet.
        return Refused(f"治安调解应有{missing}", cite(PROCEDURE, 178, now.act.day), Dispute.parties)
    if not dispute.is_public_order and len(dispute.parties) < 2:
        return Refused("纠纷至少有两方当事人", "", Dispute.parties)
    return None


def suspects_come_themselves(now: Receiving[Dispute]) -> Refused | None:
    """Who is suspected of an offence has no proxy where it is mediated (程序规定第181条)."""
    if not now.entry.is_public_order:
        return None
    for number, party in enumerate(now.entry.parties, start=1):
        if party.is_suspect and party.proxy:
            article = cite(PROCEDURE, 181, now.act.day)
            # Only whom the offence was done to may send another (程序规定第181条); outside 治安调解 both
            # may.
            return Refused(
                "违法嫌疑人不得委托代理人", article, Dispute.parties.path(number, DisputeParty.proxy)
            )
    return None


def minors_have_guardians(now: Receiving[Dispute]) -> Refused | None:
    """A minor's guardian is told to come (程序规定第181条).

    Who is a minor is asked on the day of the first mediation, before there is one on the day of receipt; never on the day of typing.
    """
    if not now.entry.is_public_order:
        return None
    held = now.case.held(MediationSession) if now.case is not None else []
    day = min((each.day for each in held), default=now.entry.received_on)
    breach = path.minor_alone(now.entry, day)
    return Refused(breach.sentence, cite(PROCEDURE, 181, now.act.day), Dispute.parties) if breach else None


def no_exclusion_applies(now: Receiving[Dispute]) -> Refused | None:
    """The seven cases in which 治安调解 is forbidden (程序规定第179条)."""
    point = now.entry.exclusion
    if not now.entry.is_public_order or point is None:
        return None
    return Refused(f"有“{point}”的情形，不得治安调解", cite(PROCEDURE, 179, now.act.day), Dispute.exclusions)


def the_spot_is_enough(now: Receiving[Dispute]) -> Refused | None:
    """What is not slight, clear and undisputed is not settled on the spot (程序规定第178条第三款)."""
    point = now.entry.on_spot_exclusion
    if not now.entry.is_on_the_spot or point is None:
        return None
    article = cite(PROCEDURE, 178, now.act.day)
    return Refused(f"有“{point}”的情形，不得现场治安调解，可以治安调解", article, Dispute.on_spot_exclusions)


def _way(now: Considering[Dispute]) -> path.Way:
    """What was mediated so far, its days counted by the station's calendar."""
    return path.Way.of(now.of, now, now.station.calendar())


def a_session_is_left(now: Considering[Dispute]) -> Refused | None:
    """Two mediations of an offence at most, on the spot one (程序规定第178、183条)."""
    if not now.of.is_public_order:
        return None
    # Asked before the form opens: no entry in it could mend this.
    breach = path.no_session_left(_way(now))
    return breach.refused(now.act.day) if breach else None


def guardians_are_known(now: Considering[Dispute]) -> Refused | None:
    """Who is a minor today was one at any mediation that may be recorded today (程序规定第181条)."""
    if not now.of.is_public_order:
        return None
    breach = path.minor_alone(now.of, now.act.day)
    return breach.refused(now.act.day) if breach else None


def session_keeps_the_path(now: Taking[Dispute, MediationSession]) -> Refused | None:
    """People, recording, guardians and days of a mediation of an offence (程序规定第52、181、183条)."""
    if not now.of.is_public_order:
        return None
    breach = path.session_breach(_way(now), now.entry)
    return breach.refused(now.act.day) if breach else None


def agreement_was_mediated(now: Considering[Dispute]) -> Refused | None:
    """An agreement of 治安调解 needs the mediation that reached it, one of 现场治安调解 its conditions too (程序规定第178、184条)."""
    if not now.of.is_public_order:
        return None
    # A precondition beside the guard below, so that nobody fills in an agreement that cannot be.
    breach = path.no_agreement_yet(_way(now), path.points_of(now.station, now.act.day))
    return breach.refused(now.act.day) if breach else None


def agreement_keeps_the_path(now: Taking[Dispute, Agreement]) -> Refused | None:
    """Its day is that of the mediation or soon after; on the spot it is performed at once (程序规定第178、183、184条)."""
    if not now.of.is_public_order:
        return None
    breach = path.agreement_breach(_way(now), now.entry, path.points_of(now.station, now.act.day))
    return breach.refused(now.act.day) if breach else None


def clause_exists(now: Taking[Dispute, Performance] | Taking[Dispute, Default]) -> Refused | None:
    """It is one of the agreement."""
    clauses = agreed_clauses(now.case)
    if not 1 <= now.entry.clause <= len(clauses):
        return Refused(f"协议只有 {len(clauses)} 条", "", Default.clause)
    return None


def performance_is_whole(now: Taking[Dispute, Performance]) -> Refused | None:
    """A clause of money is not paid twice, nor more than was agreed."""
    clause, amount = agreed_clauses(now.case)[now.entry.clause - 1], now.entry.amount
    if clause.is_performed:
        return Refused(f"第{clause.number}条已经履行完毕", "", Performance.clause)
    if amount is None or clause.said.amount is None:
        return None
    left = clause.said.amount - clause.paid
    if amount > left:
        words = (
            f"第{clause.number}条还应履行 {show_amount(max(left, 0))} 元，不能登记 {show_amount(amount)} 元"
        )
        return Refused(words, "", Performance.amount)
    return None


def success_means_performed(now: Taking[Dispute, Close]) -> Refused | None:
    """达成 is not 结案: an agreement reached **and performed** closes the case (of an offence by 程序规定第258条)."""
    if not now.entry.is_success:
        return None
    # Only a police case is closed by 第258条; elsewhere the same is a rule of the house.
    article = cite(PROCEDURE, 258, now.act.day) if now.of.is_public_order else ""
    if not agreed_clauses(now.case):
        return Refused("还没有达成协议，不能按调解成功结案", article, Close.result)
    if unperformed(now.case):
        return Refused("协议还没有全部履行，不能按调解成功结案", article, Close.result)
    return None


def court_was_named(now: Taking[Dispute, Terminate] | Taking[Dispute, Default]) -> Refused | None:
    """Whoever is not reconciled is told of the court, by the law of the route."""
    if now.entry.told_of_court:
        return None
    law, article = _court_article(now.of)
    return Refused(
        "调解不成的，应当告知当事人可以向法院起诉", cite(law, article, now.act.day), Default.told_of_court
    )


def _court_article(dispute: Dispute) -> tuple[str, int]:
    # A civil matter that is no offence goes by the paragraph that sends it to the court
    # (程序规定第178条第二款).
    if dispute.is_public_order:
        return PUNISHMENT_LAW, 9
    return (MEDIATION_LAW, 26) if dispute.is_peoples else (PROCEDURE, 178)


def only_peoples_agreements_are_confirmed(now: Considering[Dispute]) -> Refused | None:
    """司法确认 only for an agreement of 人民调解 (人民调解法第33条)."""
    article = cite(MEDIATION_LAW, 33, now.act.day)
    if not now.of.is_peoples:
        return Refused("只有人民调解协议才能申请司法确认", article)
    return None if now.held(Agreement) else Refused("还没有达成调解协议", article)


def confirmation_is_open(now: Taking[Dispute, JudicialConfirmation]) -> Refused | None:
    """Jointly within 30 days of the agreement, never about status (人民调解法第33条)."""
    article = cite(MEDIATION_LAW, 33, now.act.day)
    # Asked before the days: in time or not, no court takes it.
    if now.entry.concerns_status:
        return Refused(
            "身份关系、收养关系、婚姻关系的确认，人民法院不受理",
            article,
            JudicialConfirmation.concerns_status,
        )
    agreement = now.last(Agreement)
    last = due("SF-30", agreement.day, now.station.calendar()).day if agreement else None
    if last is not None and now.entry.on > last:
        return Refused(
            f"应在协议生效之日起30日内（{last.isoformat()} 前）共同申请", article, JudicialConfirmation.on
        )
    return None


def clock_is_running(now: Considering[Dispute]) -> Refused | None:
    """What stands still cannot be stopped."""
    return Refused("期限已经停算，还没有恢复") if suspended_since(now.case) else None


def clock_is_suspended(now: Considering[Dispute]) -> Refused | None:
    """What runs cannot be resumed."""
    return None if suspended_since(now.case) else Refused("期限没有停算")


def resumed_after_it_stopped(now: Taking[Dispute, Resume]) -> Refused | None:
    """The days between are those that are not counted."""
    since = suspended_since(now.case)
    if since is not None and now.entry.on < since:
        return Refused(f"恢复日不能早于停算日 {since.isoformat()}", "", Resume.on)
    return None


def extended_twice_at_most(now: Considering[Dispute]) -> Refused | None:
    """Two extensions of the term in which an offence is handled (治安管理处罚法第118条; docs/law.md §2.1)."""
    if not now.of.is_public_order:
        return Refused(f"“{now.of.route}”途径没有办案期限，不用延长")
    # Of two laws the newer: 治安管理处罚法 allows two, 程序规定第165条 still knew one (docs/law.md §2.1).
    if len(now.held(Extend)) >= MOST_EXTENSIONS:
        return Refused("办案期限至多延长二次", cite(PUNISHMENT_LAW, 118, now.act.day))
    return None


def extended_by_thirty_days_at_most(now: Taking[Dispute, Extend]) -> Refused | None:
    """Each by 30 days at most (治安管理处罚法第118条)."""
    if 1 <= now.entry.days <= EXTENSION_DAYS:
        return None
    return Refused(f"每次延长不超过{EXTENSION_DAYS}日", cite(PUNISHMENT_LAW, 118, now.act.day), Extend.days)
