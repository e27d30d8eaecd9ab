"""By what right goods are held, and what may be done with them: a lapsed 先行登记保存 leaves only their return (程序规定第110、112条)."""

from __future__ import annotations

from datetime import date

from ..cases.plain import Situation
from ..documents.form import Subject
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day, show_day
from ..values.workdays import WorkingCalendar
from .custody import IN, PROCEDURE, balances
from .measures import REGISTERED, Seizure, own_seizures

BACK = "返还"
ALWAYS_DECIDED = ("销毁", "捐出", "上缴国库", "变卖")
"""Moves that cannot be undone: they name the decision they rest on, whatever the goods are held by."""
ENDING = (BACK, "移交")
"""Moves that end a measure: while it runs they are its 处理决定 and name it; after its release they follow from that."""


def held_by(subject: Subject) -> dict[int, Seizure]:
    """The last measure of the station on each batch, by the batch's number."""
    return {item["goods"]: seizure for seizure in own_seizures(subject) for item in seizure.entry["items"]}


def lapsed_goods(subject: Subject, day: date, calendar: WorkingCalendar) -> dict[int, Seizure]:
    """Batches in hand whose measure ended by itself before the day, and that measure."""
    now = balances(subject)
    return {
        goods: seizure
        for goods, seizure in held_by(subject).items()
        if seizure.lapsed(day, calendar) and now[goods].in_hand > 0
    }


def lapsed_goods_go_back(situation: Situation) -> Refused | None:
    """After the seven days goods are given back, or another measure is taken first (程序规定第110条)."""
    if situation.entry["move"] in (BACK, IN):
        return None
    return _of_lapsed(situation, str(situation.entry["at"])[:10])


def lapsed_goods_are_not_transferred(situation: Situation) -> Refused | None:
    """Goods that nothing holds any more go with no transfer either."""
    return _of_lapsed(situation, str(situation.entry["on"]))


def _of_lapsed(situation: Situation, on: str) -> Refused | None:
    case, day, calendar = situation.case, parse_day(on), situation.station.calendar()
    assert case is not None
    lapsed = lapsed_goods(case, day, calendar)
    for position, item in enumerate(situation.entry["items"], start=1):
        if (seizure := lapsed.get(item["goods"])) and (until := seizure.until(calendar)):
            return Refused(
                f"第{seizure.number}次先行登记保存已于{show_day(until.day)}届满，自动解除；"
                f"“{_name(case.values, item)}”应当返还，或者先采取其他措施（替代第{seizure.number}次保全）",
                cite(PROCEDURE, 110, day),
                f"items[{position}].goods",
            )
    return None


def moves_rest_on_a_decision(situation: Situation) -> Refused | None:
    """What cannot be undone names its decision; so does what ends a measure that still runs (程序规定第110、112、189条)."""
    case, entry = situation.case, situation.entry
    assert case is not None
    move, day = entry["move"], parse_day(str(entry["at"])[:10])
    if entry["decision_number"]:
        return None
    if move in ALWAYS_DECIDED:
        return Refused(f"{move}应写明决定文号", cite(PROCEDURE, 189, day), "decision_number")
    if move not in ENDING:
        return None
    held, calendar = held_by(case), situation.station.calendar()
    for item in entry["items"]:
        seizure = held.get(item["goods"])
        if seizure and not seizure.ended and not seizure.lapsed(day, calendar):
            return Refused(
                f"“{_name(case.values, item)}”还在{seizure.measure}，{move}应写明处理决定的文号，或者先登记解除保全",
                cite(PROCEDURE, 110 if seizure.measure == REGISTERED else 112, day),
                "decision_number",
            )
    return None


def _name(values: Row, item: Row) -> str:
    return str(values["goods"][item["goods"] - 1]["name"])
