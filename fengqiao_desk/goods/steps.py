"""The steps of a fake-goods case: seizing and what becomes of the measure, custody, trace, hand-over, closing."""

from __future__ import annotations

from ..cases import Situation, Step
from ..fields import Row
from . import custody, declaration, measures, tracing

OPEN = ("登记", "已保全", "在库", "已移送")


def _items(entry: Row) -> str:
    return "、".join(f"第{item['goods']}项 {item['quantity']}" for item in entry["items"])


def _after_a_move(situation: Situation) -> str:
    """A case that was handed over stays so, whatever is done with what remained."""
    assert situation.case is not None
    return "已移送" if situation.case.state == "已移送" else "在库"


STEPS = (
    Step(
        "seize",
        "证据保全",
        declaration.SEIZE_FIELDS,
        ("登记", "已保全", "在库"),
        ("已保全",),
        day_field="at",
        guards=measures.SEIZE_GUARDS,
        summary=lambda entry: f"{entry['measure']} · {_items(entry)}",
    ),
    Step(
        "custody",
        "保管变动",
        declaration.CUSTODY_FIELDS,
        OPEN,
        ("在库", "已移送"),
        choose_state=_after_a_move,
        day_field="at",
        guards=(
            *(custody.items_exist, custody.keeper_is_not_the_case_officer, custody.moves_add_up),
            *(custody.two_people_move, custody.irreversible_moves_have_a_decision),
        ),
        summary=lambda entry: f"{entry['move']} · {_items(entry)} · {entry['from']} 交 {entry['to']}",
    ),
    Step(
        "trace",
        "溯源",
        declaration.TRACE_FIELDS,
        day_field="",
        guards=(tracing.trace_is_possible,),
        summary=lambda entry: f"{entry['from']} → {entry['to']} · {entry['evidence']}",
    ),
    Step(
        "transfer",
        "移送",
        declaration.TRANSFER_FIELDS,
        ("登记", "已保全", "在库"),
        ("已移送",),
        day_field="on",
        guards=(custody.items_exist, custody.handed_over_goods_are_ours),
        summary=lambda entry: f"{entry['to']} · {entry['basis']}",
    ),
    Step(
        "close",
        "办结",
        declaration.CLOSE_FIELDS,
        ("登记", "在库", "已移送"),
        ("已办结",),
        day_field="closed_on",
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
        OPEN,
        day_field="on",
        guards=(measures.names_a_running_measure,),
        summary=lambda entry: f"第{entry['seizure']}次保全 · {entry['reason']}",
    ),
    Step(
        "referral",
        "行刑衔接",
        declaration.REFERRAL_FIELDS,
        OPEN,
        day_field="at",
        summary=lambda entry: f"{entry['stage']} · {entry['organ']}",
    ),
)
