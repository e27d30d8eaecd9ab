"""What runs in a fake-goods case, and the step that is most likely next by what is in hand."""

from __future__ import annotations

from datetime import date

from ..cases import Case, DeadlineDue
from ..station import Station
from ..values.days import parse_moment, show_moment
from ..values.deadlines import RULES, due
from ..values.workdays import WorkingCalendar
from . import claims
from .custody import balances, first_unkept
from .declaration import OWN_STATION
from .holding import lapsed_goods
from .measures import own_seizures
from .referral import time_table


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What runs: our measures, their late approval, the hand-over to a keeper, claims of goods, the periods of 行刑衔接; after closing, of goods still in hand."""
    calendar = station.calendar()
    of_goods = [*_of_measures(case, calendar), *claims.deadlines(case, calendar)]
    if case.kind.state(case.state).closed:
        return of_goods
    return [*of_goods, *_of_custody(case, calendar), *_of_referral(case, calendar)]


def _of_measures(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    found = []
    for seizure in own_seizures(case):
        if seizure.ended:
            continue
        if seizure.approval is None:
            found.append(_in_hours("BP-24", seizure.entry["at"], "approve", calendar))
        until = seizure.until(calendar)
        if until is not None:
            title = f"{seizure.measure}：{seizure.at_its_end}"
            found.append(
                DeadlineDue(*(seizure.code, title, until.day, until.plain_day, "release", until.provisional))
            )
    return found


def _of_custody(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    unkept = first_unkept(case)
    return [_in_hours("YJ-24", unkept["at"], "custody", calendar)] if unkept else []


def _of_referral(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    open_rows = [row for row in time_table(case, date.min, calendar) if row.done is None]
    return [
        DeadlineDue(row.code, f"{row.what}（{row.who}）", row.until, row.until, "referral")
        for row in open_rows
    ]


def _in_hours(code: str, at: str, act: str, calendar: WorkingCalendar) -> DeadlineDue:
    deadline = due(code, parse_moment(at), calendar)
    assert deadline.moment is not None
    title = f"{RULES[code].title}（{show_moment(deadline.moment)}前）"
    return DeadlineDue(code, title, deadline.day, deadline.plain_day, act)


def next_step(case: Case, station: Station, day: date) -> str | None:
    """What an officer does next: take the goods, bring them to a keeper, follow the chain, hand over, close; after that only what is in hand."""
    in_hand = any(balance.in_hand > 0 for balance in balances(case).values())
    if case.kind.state(case.state).closed:
        return "custody" if in_hand else None
    if case.state == "登记" and case.values["seizing_agency"] == OWN_STATION:
        return "seize"
    if first_unkept(case) is not None or lapsed_goods(case, day, station.calendar()):
        return "custody"
    if any(seizure.approval is None and not seizure.ended for seizure in own_seizures(case)):
        return "approve"
    if case.state == "已移送":
        return "custody" if in_hand else "close"
    if not case.taken("trace") and len(case.values["premises"]) > 1:
        return "trace"
    return "close" if _all_gone(case) else "transfer"


def _all_gone(case: Case) -> bool:
    now = balances(case).values()
    return any(balance.out for balance in now) and all(balance.in_hand <= 0 for balance in now)
