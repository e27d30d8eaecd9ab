"""Goods nobody claims: told or posted for six months, at most three more, then dealt with as 无主 (程序规定第197条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ..cases import Case, DeadlineDue, Taking
from ..cases.step import step_key
from ..documents.form import Subject
from ..problems import Refused
from ..station.laws import cite
from ..values.days import add_months, show_day
from ..values.deadlines import RULES
from ..values.workdays import Deadline, WorkingCalendar
from .batches import plain
from .custody import NOTHING, PROCEDURE, balances, running
from .declaration import GoodsCase
from .step_fields import ALWAYS_DECIDED, HANDED_ON, Announce, CustodyMove, OnClaim, Ownerless, ProlongClaim
from .step_items import Item

PERIOD = "CY-6M"
MOST_MONTHS_MORE = 3
WAITING = (*ALWAYS_DECIDED, HANDED_ON)
"""Moves that the goods wait for until nobody claimed them."""
_OnClaim = TypeVar("_OnClaim", bound=OnClaim)


@dataclass(frozen=True)
class Claim:
    """One notice or posting; `number` counts them from 1, `months_more` by how many it was prolonged, `ownerless` what was decided."""

    number: int
    said: Announce
    months_more: int
    ownerless: Ownerless | None

    def until(self, calendar: WorkingCalendar) -> Deadline:
        """The last day on which the goods may be claimed."""
        # Months of the calendar and not thirty days each; the last day moves off a rest day
        # (程序规定第35条).
        months = RULES[PERIOD].length + self.months_more
        return calendar.next_working_day(add_months(self.said.on, months))


def claims(subject: Subject) -> list[Claim]:
    """Every notice or posting of the case, oldest first."""
    return [
        Claim(
            taken.number,
            taken.said,
            months_more=sum(each.months for each in _taken_on(subject, ProlongClaim, taken.number)),
            ownerless=next(iter(_taken_on(subject, Ownerless, taken.number)), None),
        )
        for taken in subject.held(Announce)
    ]


def deadlines(case: Case, calendar: WorkingCalendar) -> list[DeadlineDue]:
    """The end of each period that still runs for goods in hand."""
    found = []
    for claim in claims(case):
        # Given back to an owner the goods wait for nobody, though no step ends the notice.
        if claim.ownerless is None and _left(case, claim):
            until = claim.until(calendar)
            title = f"{RULES[PERIOD].title}期满，按无主财物处理"
            found.append(
                DeadlineDue(PERIOD, title, until.day, until.plain_day, step_key(Ownerless), until.provisional)
            )
    return found


def standing(case: Case, claim: Claim, day: date, calendar: WorkingCalendar) -> str:
    """How it stands on a day: claimed, decided, or until when it waits."""
    if claim.ownerless is not None:
        return f"已按无主财物处理（{claim.ownerless.decision_number}）"
    if not _left(case, claim):
        return "物品已处理"
    until = claim.until(calendar).day
    return f"认领至{show_day(until)}" if day <= until else f"{show_day(until)}期满，无人认领"


def goods_are_in_hand(now: Taking[GoodsCase, Announce]) -> Refused | None:
    """Only what is in hand can be claimed."""
    kept = balances(now.case)
    for position, item, quantity in running(now.entry.items):
        in_hand = kept[item.goods].in_hand
        if quantity > in_hand:
            words = f"第{item.goods}项在手 {plain(in_hand)}，不能通知或者公告认领 {plain(quantity)}"
            return Refused(words, "", Announce.items.path(position, Item.quantity))
    return None


def names_an_open_claim(now: Taking[GoodsCase, _OnClaim]) -> Refused | None:
    """A step on a notice or posting names one that nothing ended yet."""
    number = now.entry.claim
    found = next((claim for claim in claims(now.case) if claim.number == number), None)
    if found is None:
        return Refused(f"没有第{number}次认领通知、公告", "", OnClaim.claim)
    if found.ownerless is not None or not _left(now.case, found):
        return Refused(f"第{number}次认领通知、公告的物品已经处理", "", OnClaim.claim)
    return None


def prolonged_once_in_time(now: Taking[GoodsCase, ProlongClaim]) -> Refused | None:
    """At most three months more, once, before the six are over (程序规定第197条)."""
    claim, article = _asked(now), cite(PROCEDURE, 197, now.act.day)
    if claim.months_more:
        return Refused("认领期只能延长一次", article, ProlongClaim.claim)
    if not 1 <= now.entry.months <= MOST_MONTHS_MORE:
        return Refused(f"认领期最长延长{MOST_MONTHS_MORE}个月", article, ProlongClaim.months)
    # A period that is over cannot be made longer; the goods are ownerless by then.
    until = claim.until(now.station.calendar()).day
    if now.entry.on > until:
        return Refused(f"认领期已于{show_day(until)}届满，不能再延长", article, ProlongClaim.on)
    return None


def period_is_over(now: Taking[GoodsCase, Ownerless]) -> Refused | None:
    """Nothing is ownerless before the period is over (程序规定第197条)."""
    until = _asked(now).until(now.station.calendar()).day
    if now.entry.on <= until:
        article = cite(PROCEDURE, 197, now.act.day)
        return Refused(f"认领期到{show_day(until)}，还不能按无主财物处理", article, Ownerless.on)
    return None


def announced_goods_wait(now: Taking[GoodsCase, CustodyMove]) -> Refused | None:
    """While goods may be claimed they only go back; afterwards the decision comes first (程序规定第197条)."""
    if now.entry.move not in WAITING:
        return None
    day, calendar = now.entry.at.date(), now.station.calendar()
    named = {item.goods for item in now.entry.items}
    for claim in claims(now.case):
        # Batches and not pieces: which box of a batch was announced, nobody could say.
        if claim.ownerless is not None or not named & {item.goods for item in claim.said.items}:
            continue
        until = claim.until(calendar).day
        words = (
            f"认领期到{show_day(until)}，在此之前只能返还给认领人"
            if day <= until
            else f"认领期已于{show_day(until)}届满，请先登记按无主财物处理的决定"
        )
        return Refused(words, cite(PROCEDURE, 197, day), CustodyMove.move)
    return None


def _asked(now: Taking[GoodsCase, _OnClaim]) -> Claim:
    """The one the entry names, which the guard before has found to be there."""
    return next(claim for claim in claims(now.case) if claim.number == now.entry.claim)


def _left(subject: Subject, claim: Claim) -> Decimal:
    now = balances(subject)
    return sum((now[item.goods].in_hand for item in claim.said.items), NOTHING)


def _taken_on(subject: Subject, step: type[_OnClaim], number: int) -> list[_OnClaim]:
    return [taken.said for taken in subject.held(step) if taken.said.claim == number]
