"""The steps of a fake-goods case: seizing and what becomes of the measure, custody, trace, hand-over, closing."""

from __future__ import annotations

from ..cases import Case
from ..cases.plain import PlainStep as Step
from ..cases.plain import Situation
from ..fields import Row
from . import claims, custody, declaration, holding, measures, referral, rules, tracing
from .totals import part_of, shown_quantity

OPEN = ("登记", "已保全", "在库", "已移送")
KEPT = (*OPEN, "已办结")
"""Goods may lie in the store long after a case is closed: what becomes of them is recorded all the same."""


def items_told(case: Case, entry: Row) -> str:
    """`口罩 46盒，计2300余只；酒精 2.5升`."""
    goods = case.values["goods"]
    return "；".join(
        f"{goods[item['goods'] - 1]['name']} {shown_quantity(part_of(goods[item['goods'] - 1], item['quantity']))}"
        for item in entry["items"]
    )


def _after_a_move(situation: Situation) -> str:
    """A case that was handed over or closed stays so, whatever is done with what remained."""
    assert situation.case is not None
    return situation.case.state if situation.case.state in ("已移送", "已办结") else "在库"


def _traced(case: Case, entry: Row) -> str:
    known = tracing.nodes(case)
    return f"{known[entry['from']].name} → {known[entry['to']].name} · {items_told(case, {'items': [entry]})} · {entry['evidence']}"


STEPS = (
    Step(
        "seize",
        "证据保全",
        declaration.SEIZE_FIELDS,
        ("登记", "已保全", "在库"),
        ("已保全",),
        day_field="at",
        guards=(rules.not_before_the_find("at"), *measures.SEIZE_GUARDS),
        tells=lambda case, entry: f"{entry['measure']} · {items_told(case, entry)}",
    ),
    Step(
        "custody",
        "保管变动",
        declaration.CUSTODY_FIELDS,
        KEPT,
        ("在库", "已移送", "已办结"),
        choose_state=_after_a_move,
        day_field="at",
        guards=(
            rules.not_before_the_find("at"),
            *(custody.items_exist, custody.keeper_is_not_the_case_officer, custody.moves_add_up),
            *(custody.two_people_move, holding.lapsed_goods_go_back, claims.announced_goods_wait),
            holding.moves_rest_on_a_decision,
        ),
        tells=lambda case, entry: (
            f"{entry['move']} · {items_told(case, entry)} · {entry['from']} 交 {entry['to']} · {entry['place']}"
        ),
    ),
    Step(
        "trace",
        "溯源",
        declaration.TRACE_FIELDS,
        day_field="",
        guards=(tracing.trace_is_possible,),
        tells=_traced,
    ),
    Step(
        "transfer",
        "移送",
        declaration.TRANSFER_FIELDS,
        ("登记", "已保全", "在库"),
        ("已移送",),
        day_field="on",
        guards=(
            *(rules.not_before_the_find("on"), custody.items_exist, custody.handed_over_goods_are_ours),
            holding.lapsed_goods_are_not_transferred,
        ),
        tells=lambda case, entry: f"{entry['to']} · {entry['basis']} · {items_told(case, entry)}",
    ),
    Step(
        "close",
        "办结",
        declaration.CLOSE_FIELDS,
        ("登记", "在库", "已移送"),
        ("已办结",),
        day_field="closed_on",
        guards=(rules.closing_comes_last,),
        summary=lambda entry: str(entry["result"]),
    ),
    Step(
        "approve",
        "补办批准",
        declaration.APPROVE_FIELDS,
        OPEN,
        day_field="at",
        guards=(*(measures.names_a_running_measure, measures.approved_once, measures.approver_has_the_rank),),
        summary=lambda entry: f"第{entry['seizure']}次保全 · {entry['approver']}（{entry['approver_rank']}）",
    ),
    Step(
        "extend",
        "延长扣押",
        declaration.EXTEND_FIELDS,
        OPEN,
        day_field="on",
        guards=(measures.names_a_running_measure, measures.extended_once_in_time),
        summary=lambda entry: f"第{entry['seizure']}次保全延长三十日 · {entry['reason']}",
    ),
    Step(
        "appraise",
        "送鉴定",
        declaration.APPRAISE_FIELDS,
        OPEN,
        day_field="on",
        guards=(measures.names_a_running_measure, measures.appraisal_is_told),
        summary=lambda entry: f"第{entry['seizure']}次保全 · {entry['organ']}",
    ),
    Step(
        "appraised",
        "鉴定意见",
        declaration.APPRAISED_FIELDS,
        OPEN,
        day_field="on",
        guards=(measures.names_a_running_measure, measures.appraisal_was_begun),
        summary=lambda entry: f"第{entry['seizure']}次保全 · {entry['opinion']}",
    ),
    Step(
        "release",
        "解除保全",
        declaration.RELEASE_FIELDS,
        KEPT,
        day_field="on",
        guards=(measures.names_a_running_measure,),
        summary=lambda entry: f"第{entry['seizure']}次保全 · {entry['reason']}",
    ),
    Step(
        "announce",
        "通知（公告）认领",
        declaration.ANNOUNCE_FIELDS,
        KEPT,
        day_field="on",
        guards=(custody.items_exist, claims.goods_are_in_hand),
        tells=lambda case, entry: f"{entry['how']} · {entry['where']} · {items_told(case, entry)}",
    ),
    Step(
        "prolong_claim",
        "延长认领期",
        declaration.PROLONG_CLAIM_FIELDS,
        KEPT,
        day_field="on",
        guards=(claims.names_an_open_claim, claims.prolonged_once_in_time),
        summary=lambda entry: f"第{entry['claim']}次 · 延长{entry['months']}个月 · {entry['reason']}",
    ),
    Step(
        "ownerless",
        "按无主财物处理",
        declaration.OWNERLESS_FIELDS,
        KEPT,
        day_field="on",
        guards=(claims.names_an_open_claim, claims.period_is_over),
        summary=lambda entry: f"第{entry['claim']}次认领通知、公告 · {entry['decision_number']}",
    ),
    Step(
        "referral",
        "行刑衔接",
        declaration.REFERRAL_FIELDS,
        OPEN,
        day_field="at",
        guards=(referral.stages_follow,),
        summary=lambda entry: f"{entry['stage']} · {entry['organ']}",
    ),
)
