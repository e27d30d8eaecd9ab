"""The steps of a fake-goods case: seizing and what becomes of the measure, custody, trace, hand-over, closing."""

from __future__ import annotations

from ..cases import Case, Step, Taking
from . import claims, custody, holding, measure_rules, referral, rules, tracing
from .declaration import GoodsCase
from .measure_fields import Appraise, Appraised, Approve, Extend, Release, Seize
from .step_fields import (
    Announce,
    Close,
    CustodyMove,
    Ownerless,
    Portion,
    ProlongClaim,
    Referral,
    Tracing,
    Transfer,
    parts_of,
)

OPEN = ("登记", "已保全", "在库", "已移送")
KEPT = (*OPEN, "已办结")
"""Goods may lie in the store long after a case is closed: what becomes of them is recorded all the same."""


def portions_shown(case: Case, *portions: Portion) -> str:
    """`口罩 46盒，计2300余只；酒精 2.5升`."""
    return "；".join(f"{part.batch.name} {part.shown}" for part in parts_of(case.of(GoodsCase), portions))


def _after_a_move(now: Taking[GoodsCase, CustodyMove]) -> str:
    """A case that was handed over or closed stays so, whatever is done with what remained."""
    return now.case.state if now.case.state in ("已移送", "已办结") else "在库"


def _moved(case: Case, move: CustodyMove) -> str:
    return f"{move.move} · {portions_shown(case, *move.items)} · {move.from_} 交 {move.to} · {move.place}"


def _traced(case: Case, traced: Tracing) -> str:
    known = tracing.nodes(case)
    ends = f"{known[traced.from_].name} → {known[traced.to].name}"
    return f"{ends} · {portions_shown(case, traced)} · {traced.evidence}"


STEPS = (
    Step(
        GoodsCase,
        Seize,
        "证据保全",
        ("登记", "已保全", "在库"),
        ("已保全",),
        day=Seize.at,
        guards=(
            # The order matters: each guard relies on what those before it found to be there, the batch
            # above all.
            rules.not_before_the_find,
            measure_rules.seized_by_us_or_the_named_organ,
            measure_rules.two_officers_seize,
            custody.items_exist,
            measure_rules.replaces_an_earlier_one,
            measure_rules.taken_once,
            measure_rules.seizure_has_the_rank,
        ),
        tells=lambda case, seizure: f"{seizure.measure} · {portions_shown(case, *seizure.items)}",
    ),
    Step(
        GoodsCase,
        CustodyMove,
        "保管变动",
        KEPT,
        ("在库", "已移送", "已办结"),
        choose_state=_after_a_move,
        day=CustodyMove.at,
        guards=(
            rules.not_before_the_find,
            # `items_exist` first: the moves below look up each batch by its number.
            custody.items_exist,
            custody.keeper_is_not_the_case_officer,
            custody.moves_add_up,
            custody.two_people_move,
            holding.lapsed_goods_go_back,
            claims.announced_goods_wait,
            holding.moves_rest_on_a_decision,
        ),
        tells=_moved,
    ),
    Step(GoodsCase, Tracing, "溯源", guards=(tracing.trace_is_possible,), tells=_traced),
    Step(
        GoodsCase,
        Transfer,
        "移送",
        ("登记", "已保全", "在库"),
        ("已移送",),
        day=Transfer.on,
        guards=(
            rules.not_before_the_find,
            custody.items_exist,
            custody.handed_over_goods_are_ours,
            holding.lapsed_goods_are_not_transferred,
        ),
        tells=lambda case, transfer: (
            f"{transfer.to} · {transfer.basis} · {portions_shown(case, *transfer.items)}"
        ),
    ),
    Step(
        GoodsCase,
        Close,
        "办结",
        ("登记", "在库", "已移送"),
        ("已办结",),
        day=Close.closed_on,
        guards=(rules.closing_comes_last,),
        summary=lambda close: close.result,
    ),
    Step(
        GoodsCase,
        Approve,
        "补办批准",
        OPEN,
        day=Approve.at,
        guards=(
            measure_rules.names_a_running_measure,
            measure_rules.approved_once,
            measure_rules.approval_has_the_rank,
        ),
        summary=lambda approve: f"第{approve.seizure}次保全 · {approve.approval}",
    ),
    Step(
        GoodsCase,
        Extend,
        "延长扣押",
        OPEN,
        day=Extend.on,
        guards=(measure_rules.names_a_running_measure, measure_rules.extended_once_in_time),
        summary=lambda extend: f"第{extend.seizure}次保全延长三十日 · {extend.reason}",
    ),
    Step(
        GoodsCase,
        Appraise,
        "送鉴定",
        OPEN,
        day=Appraise.on,
        guards=(measure_rules.names_a_running_measure, measure_rules.appraisal_was_notified),
        summary=lambda appraise: f"第{appraise.seizure}次保全 · {appraise.organ}",
    ),
    Step(
        GoodsCase,
        Appraised,
        "鉴定意见",
        OPEN,
        day=Appraised.on,
        guards=(measure_rules.names_a_running_measure, measure_rules.appraisal_was_begun),
        summary=lambda appraised: f"第{appraised.seizure}次保全 · {appraised.opinion}",
    ),
    Step(
        GoodsCase,
        Release,
        "解除保全",
        KEPT,
        day=Release.on,
        guards=(measure_rules.names_a_running_measure,),
        summary=lambda release: f"第{release.seizure}次保全 · {release.reason}",
    ),
    Step(
        GoodsCase,
        Announce,
        "通知（公告）认领",
        KEPT,
        day=Announce.on,
        guards=(custody.items_exist, claims.goods_are_in_hand),
        tells=lambda case, announce: (
            f"{announce.how} · {announce.where} · {portions_shown(case, *announce.items)}"
        ),
    ),
    Step(
        GoodsCase,
        ProlongClaim,
        "延长认领期",
        KEPT,
        day=ProlongClaim.on,
        guards=(claims.names_an_open_claim, claims.prolonged_once_in_time),
        summary=lambda prolong: f"第{prolong.claim}次 · 延长{prolong.months}个月 · {prolong.reason}",
    ),
    Step(
        GoodsCase,
        Ownerless,
        "按无主财物处理",
        KEPT,
        day=Ownerless.on,
        guards=(claims.names_an_open_claim, claims.period_is_over),
        summary=lambda ownerless: f"第{ownerless.claim}次认领通知、公告 · {ownerless.decision_number}",
    ),
    Step(
        GoodsCase,
        Referral,
        "行刑衔接",
        OPEN,
        day=Referral.at,
        guards=(referral.stages_follow,),
        summary=lambda referral: f"{referral.stage} · {referral.organ}",
    ),
)
