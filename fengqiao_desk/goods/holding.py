"""By what right goods are held, and what may be done with them: a lapsed 先行登记保存 leaves only their return (程序规定第110、112条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..cases import Considering, Taking
from ..documents.form import Subject
from ..fields import Rows
from ..problems import Refused
from ..station.laws import cite
from ..values.days import show_day
from ..values.workdays import WorkingCalendar
from .custody import PROCEDURE, balances
from .declaration import GoodsCase
from .measure_fields import REGISTERED
from .measures import Seizure, own_seizures
from .step_fields import ALWAYS_DECIDED, BACK, HANDED_ON, CustodyMove, MovedItem, Transfer, TransferredItem
from .step_items import Item

ENDING = (BACK, HANDED_ON)
"""Moves that end a measure: while it runs they are its 处理决定 and name it; after its release they follow from that."""


def held_by(subject: Subject) -> dict[int, Seizure]:
    """The last measure of the station on each batch, by the batch's number."""
    # The later measure wins the key: a changed measure holds what the one before it held.
    return {item.goods: seizure for seizure in own_seizures(subject) for item in seizure.said.items}


def lapsed_goods(subject: Subject, day: date, calendar: WorkingCalendar) -> dict[int, Seizure]:
    """Batches in hand whose measure ended by itself before the day, and that measure."""
    now = balances(subject)
    return {
        goods: seizure
        for goods, seizure in held_by(subject).items()
        if seizure.lapsed(day, calendar) and now[goods].in_hand > 0
    }


def lapsed_goods_go_back(now: Taking[GoodsCase, CustodyMove]) -> Refused | None:
    """After the seven days goods are given back, or another measure is taken first (程序规定第110条)."""
    # Bringing them to the keeper is no use of them, and back is where they have to go.
    if now.entry.comes_in or now.entry.move == BACK:
        return None
    return _of_lapsed(now, now.entry.items, now.entry.at.date(), CustodyMove.items)


def lapsed_goods_are_not_transferred(now: Taking[GoodsCase, Transfer]) -> Refused | None:
    """Goods that nothing holds any more go with no transfer either."""
    return _of_lapsed(now, now.entry.items, now.entry.on, Transfer.items)


def _of_lapsed(
    now: Considering[GoodsCase],
    items: Sequence[Item],
    day: date,
    rows: Rows[MovedItem] | Rows[TransferredItem],
) -> Refused | None:
    calendar = now.station.calendar()
    lapsed = lapsed_goods(now.case, day, calendar)
    for position, item in enumerate(items, start=1):
        if (seizure := lapsed.get(item.goods)) and (until := seizure.until(calendar)):
            return Refused(
                f"第{seizure.number}次先行登记保存已于{show_day(until.day)}届满，自动解除；"
                f"“{now.of.batch(item.goods).name}”应当返还，或者先采取其他措施（替代第{seizure.number}次保全）",
                cite(PROCEDURE, 110, day),
                rows.path(position, Item.goods),
            )
    return None


def moves_rest_on_a_decision(now: Taking[GoodsCase, CustodyMove]) -> Refused | None:
    """What cannot be undone names its decision; so does what ends a measure that still runs (程序规定第110、112、189条)."""
    move, day = now.entry.move, now.entry.at.date()
    # Whatever it rests on, who names a decision answers for it; the desk cannot read it.
    if now.entry.decision_number:
        return None
    if move in ALWAYS_DECIDED:
        return Refused(f"{move}应写明决定文号", cite(PROCEDURE, 189, day), CustodyMove.decision_number)
    if move not in ENDING:
        return None
    held, calendar = held_by(now.case), now.station.calendar()
    for item in now.entry.items:
        seizure = held.get(item.goods)
        if seizure and not seizure.ended and not seizure.lapsed(day, calendar):
            name = now.of.batch(item.goods).name
            return Refused(
                f"“{name}”还在{seizure.measure}，{move}应写明处理决定的文号，或者先登记解除保全",
                cite(PROCEDURE, 110 if seizure.measure == REGISTERED else 112, day),
                CustodyMove.decision_number,
            )
    return None
