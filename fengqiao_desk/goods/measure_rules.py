"""What a measure and the steps on it must keep: who takes it, who approves it, once and in time (程序规定第52、56、107、110、112、195条)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from ..cases import Considering, Taking
from ..problems import Declared, Refused
from ..station.laws import cite
from ..values.days import show_day
from .batches import plain
from .custody import NOTHING, PROCEDURE, running
from .declaration import OWN_STATION, GoodsCase
from .measure_fields import (
    CONFISCATED,
    HELD,
    REGISTERED,
    Appraise,
    Appraised,
    Approve,
    Extend,
    OnMeasure,
    Seize,
)
from .measures import Seizure, own_seizure, own_seizures, taken_on
from .step_items import Item

DEPARTMENT, COUNTY = "办案部门负责人", "县级以上公安机关负责人"
SMALL_VALUE = Decimal(500)
"""Yuan up to which a station itself confiscates (程序规定第195条)."""
_OnMeasure = TypeVar("_OnMeasure", bound=OnMeasure)


def seized_by_us_or_the_named_organ(now: Taking[GoodsCase, Seize]) -> Refused | None:
    """A seizure is by the organ the case names, or by the station itself in a joint action (程序规定第107条)."""
    agency, named = now.entry.agency, now.of.seizing_agency
    if agency not in (OWN_STATION, named):
        words = f"本案查扣机关是“{named}”，不能登记为“{agency}”实施"
        return Refused(words, cite(PROCEDURE, 107, now.act.day), Seize.agency)
    return None


def two_officers_seize(now: Taking[GoodsCase, Seize]) -> Refused | None:
    """Seizing needs two officers; the exception for one with auxiliaries does not cover it (程序规定第52条)."""
    if now.entry.is_ours and len(now.entry.officers) < 2:
        return Refused("采取证据保全措施应有两名以上民警", cite(PROCEDURE, 52, now.act.day), Seize.officers)
    return None


def replaces_an_earlier_one(now: Taking[GoodsCase, Seize]) -> Refused | None:
    """A changed measure names an earlier seizure of the case that nothing ended yet, takes no more than that, and is another one."""
    number = now.entry.instead_of
    if not number:
        return None
    found = own_seizure(now.case, number)
    if found is None or found.ended:
        return Refused(f"没有可以变更的第{number}次保全", "", Seize.instead_of)
    # Else seven days could be had again and again (程序规定第110条).
    if found.measure == REGISTERED == now.entry.measure:
        article = cite(PROCEDURE, 110, now.act.day)
        return Refused("先行登记保存七日内应当作出处理决定，不能再以先行登记保存接续", article, Seize.measure)
    had = {item.goods: item.quantity.decimal for item in found.said.items}
    for position, item in enumerate(now.entry.items, start=1):
        if item.quantity.decimal > had.get(item.goods, NOTHING):
            return Refused("变更措施的物品不能多于原来保全的", "", Seize.items.path(position, Item.quantity))
    return None


def taken_once(now: Taking[GoodsCase, Seize]) -> Refused | None:
    """What a running measure holds is not taken a second time; a change of the measure names the one it replaces."""
    if now.entry.instead_of:
        return None
    held = _held_so_far(now)
    for position, item, quantity in running(now.entry.items):
        batch, before = now.of.batch(item.goods), held.get(item.goods, NOTHING)
        if before + quantity > batch.quantity.decimal:
            words = (
                f"第{item.goods}项共 {batch.quantity.show(batch.unit)}，已查扣 {plain(before)}，"
                f"不能再查扣 {plain(quantity)}；变更措施的填“替代第几次保全”"
            )
            return Refused(words, "", Seize.items.path(position, Item.quantity))
    return None


def _held_so_far(now: Considering[GoodsCase]) -> dict[int, Decimal]:
    """How much of each batch the measures that run have taken."""
    ended = {seizure.number for seizure in own_seizures(now.case) if seizure.ended}
    held: dict[int, Decimal] = {}
    for taken in now.held(Seize):
        # Goods of an ended measure may be taken again; a changed one took nothing itself.
        if taken.number not in ended and not taken.said.instead_of:
            for item in taken.said.items:
                held[item.goods] = held.get(item.goods, NOTHING) + item.quantity.decimal
    return held


def seizure_has_the_rank(now: Taking[GoodsCase, Seize]) -> Refused | None:
    """A measure of ours that was approved beforehand was approved by who may."""
    # Without an approver it was taken at once, which the step 补办批准 answers later (程序规定第56条).
    if not now.entry.approver or not now.entry.is_ours:
        return None
    return _rank_fault(now, now.entry.measure, now.entry.approver_rank)


def approval_has_the_rank(now: Taking[GoodsCase, Approve]) -> Refused | None:
    """So is one that is approved afterwards."""
    return _rank_fault(now, _asked(now).measure, now.entry.approver_rank)


def _rank_fault(now: Considering[GoodsCase], measure: str, rank: str | None) -> Refused | None:
    """先行登记保存 and 抽样取证 by the head of the handling unit, 扣押 and the like by the organ's (程序规定第107、195条)."""
    day = now.act.day
    if measure in HELD and rank == DEPARTMENT:
        return Refused(f"{measure}应由公安机关负责人批准", cite(PROCEDURE, 107, day), Seize.approver_rank)
    # Up to 500 yuan and undisputed a station may; whether it is disputed the record cannot tell
    # (程序规定第195条).
    if measure == CONFISCATED and rank != COUNTY and now.of.value.yuan > SMALL_VALUE:
        return Refused(
            "收缴由县级以上公安机关决定；价值500元以下且无异议的，派出所可以收缴",
            cite(PROCEDURE, 195, day),
            Seize.approver_rank,
        )
    return None


def names_a_running_measure(now: Taking[GoodsCase, _OnMeasure]) -> Refused | None:
    """A step on a measure names one of ours that has not ended."""
    number = now.entry.seizure
    found = own_seizure(now.case, number)
    if found is None:
        return Refused(f"本所没有第{number}次保全", "", OnMeasure.seizure)
    return Refused(f"第{number}次保全：{found.ended}", "", OnMeasure.seizure) if found.ended else None


def approved_once(now: Taking[GoodsCase, Approve]) -> Refused | None:
    """An approval is for a measure that has none and comes after it (程序规定第56条)."""
    seizure = _asked(now)
    if seizure.approval:
        return Refused(f"第{seizure.number}次保全已经批准", "", Approve.seizure)
    if now.entry.at < seizure.said.at:
        return Refused(
            "补办批准不能早于实施；事先批准的填在保全措施里", cite(PROCEDURE, 56, now.act.day), Approve.at
        )
    return None


def extended_once_in_time(now: Taking[GoodsCase, Extend]) -> Refused | None:
    """扣押 is extended once, by thirty days, from the county upwards, told in writing, before it ends (程序规定第112条)."""
    seizure, article = _asked(now), cite(PROCEDURE, 112, now.act.day)
    # Seven days of 先行登记保存 are not extended, they lapse.
    if seizure.measure not in HELD:
        return Refused(f"{seizure.measure}不能延长", article, Extend.seizure)
    if seizure.extended:
        return Refused("扣押期限只能延长一次，不超过三十日", article, Extend.seizure)
    if now.entry.approver_rank != COUNTY:
        return Refused("延长扣押期限应经县级以上公安机关负责人批准", article, Extend.approver_rank)
    if not now.entry.told_in_writing:
        return Refused("延长期限应书面告知当事人并说明理由", article, Extend.told_in_writing)
    until = seizure.until(now.station.calendar())
    if until is not None and now.entry.on > until.day:
        return Refused(f"期限已于{show_day(until.day)}届满，不能再延长", article, Extend.on)
    return None


def appraisal_was_notified(now: Taking[GoodsCase, Appraise]) -> Refused | None:
    """The time of an appraisal is not counted when it was told in writing (程序规定第112条)."""
    seizure, article = _asked(now), cite(PROCEDURE, 112, now.act.day)
    # One at a time: two open ones would take the same days out of the period twice.
    if seizure.appraising:
        return Refused("上一次鉴定还没有登记意见", article, Appraise.seizure)
    if not now.entry.told_in_writing:
        return Refused("鉴定期间应书面告知当事人，才不计入期限", article, Appraise.told_in_writing)
    until = seizure.until(now.station.calendar())
    if until is not None and now.entry.on > until.day:
        return Refused(f"期限已于{show_day(until.day)}届满，不能再以鉴定停算", article, Appraise.on)
    return _not_before(now.entry.on, seizure.said.at.date(), Appraise.on)


def appraisal_was_begun(now: Taking[GoodsCase, Appraised]) -> Refused | None:
    """An opinion ends an appraisal that runs, and not before it began."""
    if not _asked(now).appraising:
        return Refused("没有登记过送鉴定", "", Appraised.seizure)
    return _not_before(now.entry.on, taken_on(now.case, Appraise, now.entry.seizure)[-1].on, Appraised.on)


def _asked(now: Taking[GoodsCase, _OnMeasure]) -> Seizure:
    """The measure that the entry names, which the guard before has found to be there."""
    return next(found for found in own_seizures(now.case) if found.number == now.entry.seizure)


def _not_before(day: date, begun: date, field: Declared) -> Refused | None:
    return Refused(f"不能早于{show_day(begun)}", "", field) if day < begun else None
