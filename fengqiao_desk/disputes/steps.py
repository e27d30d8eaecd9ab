"""The steps of a dispute: from which state each may be taken, to which it leads, what it asks and what it forbids."""

from __future__ import annotations

from ..cases.plain import PlainStep as Step
from ..cases.plain import Situation
from ..fields import Row
from . import performance, rules, step_fields
from .dossier_order import missing_papers


def _raise_the_risk(situation: Situation) -> Row:
    """A sign of escalation at a follow-up raises the risk by one level."""
    case = situation.case
    assert case is not None
    if not situation.entry["escalation_sign"]:
        return {}
    levels = situation.station.vocabularies.labels("risk_level", situation.act.day)
    now = levels.index(case.values["risk_level"]) if case.values["risk_level"] in levels else 0
    return {"risk_level": levels[min(now + 1, len(levels) - 1)]}


def _change_the_officer(situation: Situation) -> Row:
    """Handing a case to an officer makes it his."""
    return {"officer": situation.entry["to_officer"]} if situation.entry["to_officer"] else {}


STEPS = (
    Step(
        "mediation_session",
        "调解",
        step_fields.SESSION_FIELDS,
        ("受理", "调解中"),
        ("调解中",),
        day_field="held_at",
        guards=(rules.session_keeps_the_path,),
        summary=lambda entry: f"{entry['outcome']} · {entry['place']}",
    ),
    Step(
        "agreement",
        "达成协议",
        step_fields.AGREEMENT_FIELDS,
        ("受理", "调解中"),
        ("待履行", "待回访"),
        choose_state=performance.after_agreement,
        day_field="agreed_on",
        guards=(rules.agreement_was_mediated,),
        summary=lambda entry: f"{entry['form']} · 共{len(entry['clauses'])}条",
    ),
    Step(
        "performance",
        "登记履行",
        step_fields.PERFORMANCE_FIELDS,
        ("待履行",),
        ("待履行", "待回访"),
        choose_state=performance.after_performance,
        day_field="performed_on",
        guards=(rules.clause_exists, rules.performance_is_whole),
        summary=lambda entry: f"第{entry['clause']}条 {entry['proof'] or ''}",
    ),
    Step(
        "follow_up",
        "登记回访",
        step_fields.FOLLOW_UP_FIELDS,
        ("待回访", "已结案"),
        day_field="visited_on",
        sets=_raise_the_risk,
        summary=lambda entry: f"{entry['how']} · {entry['note'] or ''}",
    ),
    Step(
        "close",
        "结案",
        step_fields.CLOSE_FIELDS,
        ("受理", "调解中", "待回访"),
        ("已结案",),
        day_field="closed_on",
        guards=(rules.success_means_performed,),
        reminders=lambda station, case: [f"卷内缺《{title}》" for title in missing_papers(station, case)],
        summary=lambda entry: str(entry["result"]),
    ),
    Step(
        "terminate",
        "终止调解",
        step_fields.TERMINATE_FIELDS,
        ("受理", "调解中", "待履行"),
        ("已终止",),
        day_field="on",
        guards=(rules.told_of_the_court,),
        summary=lambda entry: str(entry["reason"]),
    ),
    Step(
        "refer",
        "移交",
        step_fields.REFER_FIELDS,
        ("受理", "调解中"),
        ("已移交",),
        day_field="on",
        summary=lambda entry: f"{entry['to']} · {entry['why']}",
    ),
    Step(
        "reopen",
        "重新打开",
        step_fields.REOPEN_FIELDS,
        ("已结案", "已终止", "已移交"),
        ("调解中",),
        day_field="on",
        summary=lambda entry: str(entry["reason"]),
    ),
    Step(
        "default",
        "登记不履行",
        step_fields.DEFAULT_FIELDS,
        ("待履行",),
        ("调解中",),
        day_field="on",
        guards=(rules.clause_exists, rules.told_of_the_court),
        summary=lambda entry: f"第{entry['clause']}条 {entry['reason']}",
    ),
    Step(
        "judicial_confirmation",
        "申请司法确认",
        step_fields.CONFIRMATION_FIELDS,
        ("待履行", "待回访"),
        day_field="on",
        guards=(rules.confirmation_is_open,),
        summary=lambda entry: f"{entry['court']} {entry['result'] or ''}",
    ),
    Step(
        "suspend",
        "期限停算",
        step_fields.SUSPEND_FIELDS,
        ("受理", "调解中"),
        day_field="from",
        guards=(rules.clock_is_running,),
        summary=lambda entry: str(entry["why"]),
    ),
    Step(
        "resume",
        "恢复计算",
        step_fields.RESUME_FIELDS,
        ("受理", "调解中"),
        day_field="on",
        guards=(rules.clock_is_suspended,),
        summary=lambda entry: f"自 {entry['on']} 起",
    ),
    Step(
        "extend",
        "延长办案期限",
        step_fields.EXTEND_FIELDS,
        ("受理", "调解中"),
        day_field="on",
        guards=(rules.extended_twice_at_most,),
        summary=lambda entry: f"{entry['days']} 日 · {entry['approved_by']}",
    ),
    Step(
        "hand_over",
        "转办",
        step_fields.HAND_OVER_FIELDS,
        day_field="on",
        sets=_change_the_officer,
        summary=lambda entry: f"{entry['to_officer'] or entry['to_organ']} · {entry['why']}",
        in_bulk=True,
    ),
    Step(
        "note",
        "更正说明",
        step_fields.NOTE_FIELDS,
        ("已结案", "已终止", "已移交"),
        day_field="on",
        summary=lambda entry: str(entry["note"]),
    ),
)
