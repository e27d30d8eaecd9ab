"""What runs in a fake-goods case, and the step that is most likely next by what is in hand."""

from __future__ import annotations

from datetime import date, datetime

from ..cases import Case, DeadlineDue
from ..cases.step import step_key
from ..station import Station
from ..values.days import show_moment
from ..values.deadlines import RULES, due
from ..values.workdays import WorkingCalendar
from . import claims
from .custody import balances, first_unkept
from .declaration import GoodsCase
from .holding import lapsed_goods
from .measure_fields import Approve, Release, Seize
from .measures import own_seizures
from .referral import time_table
from .step_fields import Close, CustodyMove, Referral, Tracing, Transfer


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """What runs: our measures, their late approval, the hand-over to a keeper, claims of goods, the periods of 行刑衔接; after closing, of goods still in hand."""
    calendar = station.calendar()
    of_goods = [*_of_measures(case, calendar), *claims.deadlines(case, calendar)]
    # A closed case may keep goods for months (程序规定第197条), so their days run on; those of its work do
    # not.
    if case.kind.state(case.state).closed:
        return of_goods
    return [*of_goods, *_of_custody(case, calendar), *_of_referral(case, calendar)]


def _of_measures(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    found = []
    for seizure in own_seizures(case):
        if seizure.ended:
            continue
        # Taken at once in a hurry: twenty-four hours to have it approved (程序规定第56条).
        if not seizure.approval:
            found.append(_in_hours("BP-24", seizure.said.at, step_key(Approve), calendar))
        until = seizure.until(calendar)
        if until is not None:
            title = f"{seizure.measure}：{seizure.at_its_end}"
            found.append(
                DeadlineDue(
                    seizure.said.period,
                    title,
                    until.day,
                    until.plain_day,
                    step_key(Release),
                    until.provisional,
                )
            )
    return found


def _of_custody(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    unkept = first_unkept(case)
    return [_in_hours("YJ-24", unkept.at, step_key(CustodyMove), calendar)] if unkept else []


def _of_referral(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    # Any day would do: only what is not done is read here, and lateness is the reader's.
    open_rows = [row for row in time_table(case, date.min, calendar) if row.done is None]
    return [
        DeadlineDue(row.code, f"{row.what}（{row.who}）", row.until, row.until, step_key(Referral))
        for row in open_rows
    ]


def _in_hours(code: str, at: datetime, act: str, calendar: WorkingCalendar) -> DeadlineDue:
    deadline = due(code, at, calendar)
    # A rule in hours always has a moment; a type that said so would be a second kind of deadline.
    assert deadline.moment is not None
    title = f"{RULES[code].title}（{show_moment(deadline.moment)}前）"
    return DeadlineDue(code, title, deadline.day, deadline.plain_day, act)


def next_step(case: Case, station: Station, day: date) -> str | None:
    """What an officer does next: take the goods, bring them to a keeper, follow the chain, hand over, close; after that only what is in hand."""
    in_hand = any(balance.in_hand > 0 for balance in balances(case).values())
    if case.kind.state(case.state).closed:
        return step_key(CustodyMove) if in_hand else None
    if case.state == "登记" and case.of(GoodsCase).is_seized_by_us:
        return step_key(Seize)
    # Before the approval: goods without a keeper run against 24 hours of their own, and lapsed ones must go
    # back.
    if first_unkept(case) is not None or lapsed_goods(case, day, station.calendar()):
        return step_key(CustodyMove)
    if any(not seizure.approval and not seizure.ended for seizure in own_seizures(case)):
        return step_key(Approve)
    if case.state == "已移送":
        return step_key(CustodyMove if in_hand else Close)
    if not case.held(Tracing) and len(case.of(GoodsCase).premises) > 1:
        return step_key(Tracing)
    return step_key(Close if _all_gone(case) else Transfer)


def _all_gone(case: Case) -> bool:
    now = balances(case).values()
    return any(balance.out for balance in now) and all(balance.in_hand <= 0 for balance in now)
