"""The steps of a dispute: from which state each may be taken, to which it leads, what it asks and what it forbids."""

from __future__ import annotations

from ..cases import Step, Taking
from ..fields import Becomes
from . import performance, rules
from .declaration import Dispute
from .dossier_order import missing_papers
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
    Refer,
    Reopen,
    Resume,
    Supplement,
    Suspend,
    Terminate,
)


def _raise_the_risk(now: Taking[Dispute, FollowUp]) -> list[Becomes]:
    """A sign of escalation at a follow-up raises the risk by one level."""
    if not now.entry.escalation_sign:
        return []
    levels = now.station.vocabularies.labels("risk_level", now.act.day)
    # A level that was ended since stands below all of today's; from there it rises to the second.
    level = levels.index(now.of.risk_level) if now.of.risk_level in levels else 0
    return [Dispute.risk_level.becomes(levels[min(level + 1, len(levels) - 1)])]


def _change_the_officer(now: Taking[Dispute, HandOver]) -> list[Becomes]:
    """Handing a case to an officer makes it his."""
    return [Dispute.officer.becomes(now.entry.to_officer)] if now.entry.to_officer else []


STEPS = (
    Step(
        Dispute,
        MediationSession,
        "调解",
        ("受理", "调解中"),
        ("调解中",),
        day=MediationSession.held_at,
        preconditions=(rules.a_session_is_left, rules.guardians_are_known),
        guards=(rules.session_keeps_the_path,),
        summary=lambda session: f"{session.outcome} · {session.place}",
    ),
    Step(
        Dispute,
        Agreement,
        "达成协议",
        # From 受理 too: 人民调解 and 告知 may come to an agreement without a mediation of the station.
        ("受理", "调解中"),
        ("待履行", "待回访"),
        choose_state=performance.after_agreement,
        day=Agreement.agreed_on,
        preconditions=(rules.agreement_was_mediated,),
        guards=(rules.agreement_keeps_the_path,),
        summary=lambda agreement: f"{agreement.form} · 共{len(agreement.clauses)}条",
    ),
    Step(
        Dispute,
        Performance,
        "登记履行",
        ("待履行",),
        ("待履行", "待回访"),
        choose_state=performance.after_performance,
        day=Performance.performed_on,
        guards=(rules.clause_exists, rules.performance_is_whole),
        summary=performance.performed_words,
        about=Agreement,
    ),
    Step(
        Dispute,
        FollowUp,
        "登记回访",
        ("待回访", "已结案"),
        day=FollowUp.visited_on,
        sets=_raise_the_risk,
        summary=lambda visit: f"{visit.how} · {visit.note or ''}",
        goes_along=lambda visit: (visit.visited_on, visit.how),
    ),
    Step(
        Dispute,
        Close,
        "结案",
        ("受理", "调解中", "待回访"),
        ("已结案",),
        day=Close.closed_on,
        guards=(rules.success_means_performed,),
        reminders=lambda station, case: [f"卷内缺《{title}》" for title in missing_papers(station, case)],
        summary=lambda close: close.result,
    ),
    Step(
        Dispute,
        Terminate,
        "终止调解",
        ("受理", "调解中", "待履行"),
        ("已终止",),
        day=Terminate.on,
        guards=(rules.court_was_named,),
        summary=lambda end: end.reason,
    ),
    Step(
        Dispute,
        Refer,
        "移交",
        ("受理", "调解中"),
        ("已移交",),
        day=Refer.on,
        summary=lambda referral: f"{referral.to} · {referral.why}",
    ),
    Step(
        Dispute,
        Reopen,
        "重新打开",
        ("已结案", "已终止", "已移交"),
        ("调解中",),
        day=Reopen.on,
        summary=lambda again: again.reason,
    ),
    Step(
        Dispute,
        Default,
        "登记不履行",
        ("待履行",),
        ("调解中",),
        day=Default.on,
        guards=(rules.clause_exists, rules.court_was_named),
        summary=lambda default: f"第{default.clause}条 {default.reason}",
        about=Agreement,
    ),
    Step(
        Dispute,
        JudicialConfirmation,
        "申请司法确认",
        ("待履行", "待回访"),
        day=JudicialConfirmation.on,
        preconditions=(rules.only_peoples_agreements_are_confirmed,),
        guards=(rules.confirmation_is_open,),
        summary=lambda asked: f"{asked.court} {asked.result or ''}",
        about=Agreement,
    ),
    Step(
        Dispute,
        Suspend,
        "期限停算",
        ("受理", "调解中"),
        day=Suspend.from_,
        preconditions=(rules.clock_is_running,),
        summary=lambda pause: pause.why,
    ),
    Step(
        Dispute,
        Resume,
        "恢复计算",
        ("受理", "调解中"),
        day=Resume.on,
        preconditions=(rules.clock_is_suspended,),
        guards=(rules.resumed_after_it_stopped,),
        summary=lambda resumed: f"自 {resumed.on.isoformat()} 起",
    ),
    Step(
        Dispute,
        Extend,
        "延长办案期限",
        ("受理", "调解中"),
        day=Extend.on,
        preconditions=(rules.extended_twice_at_most,),
        guards=(rules.extended_by_thirty_days_at_most,),
        summary=lambda longer: f"{longer.days} 日 · {longer.approved_by}",
    ),
    Step(
        Dispute,
        HandOver,
        "转办",
        day=HandOver.on,
        sets=_change_the_officer,
        summary=lambda handed: f"{handed.receiver} · {handed.why}",
        in_bulk=True,
    ),
    Step(
        Dispute,
        Supplement,
        "更正说明",
        ("已结案", "已终止", "已移交"),
        day=Supplement.on,
        summary=lambda correction: correction.note,
        goes_along=lambda correction: (correction.on, correction.note),
    ),
)
