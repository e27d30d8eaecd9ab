"""Custody of goods: append-only moves; at every moment in hand = seized − out, batch by batch (程序规定第188至190条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ..cases import Case
from ..cases.plain import Situation
from ..documents.form import Subject
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..station.officer import Role
from .declaration import OWN_STATION

PROCEDURE = "程序规定"
IN = "入库"
AWAY = ("出库", "送检")
"""Moves after which the goods are still ours and may come back."""
GONE = ("移交", "返还", "销毁", "捐出", "上缴国库", "变卖")
"""Moves after which they are not."""
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Balance:
    """One batch as it stands, in its own unit: found, seized (0 where nothing is recorded), in the store, away, gone by move."""

    found: Decimal
    seized: Decimal = NOTHING
    stored: Decimal = NOTHING
    away: Decimal = NOTHING
    gone: tuple[tuple[str, Decimal], ...] = ()

    @property
    def out(self) -> Decimal:
        """What left for good."""
        return sum((quantity for _, quantity in self.gone), NOTHING)

    @property
    def in_hand(self) -> Decimal:
        """Seized − out; what came in without a seizure counts from its coming in."""
        return max(self.seized - self.out, self.stored + self.away)

    @property
    def is_whole(self) -> bool:
        """Whether all that was found was taken, and with it the 余 nobody counted."""
        return max(self.seized, self.stored + self.away + self.out) == self.found

    @property
    def room(self) -> Decimal:
        """How much may still come into the store."""
        return (self.seized or self.found) - self.stored - self.out


@dataclass(frozen=True)
class _Move:
    """A move as the reckoning reads it."""

    at: str
    what: str
    goods: int
    quantity: Decimal


def balances(subject: Subject, more: tuple[str, Row] | None = None) -> dict[int, Balance]:
    """Each batch by its number after all moves in the order of their times; `more` is a (step, entry) to be added.

    Raises Refused at the first move that does not add up.
    """
    found = {
        number: Balance(Decimal(str(batch["quantity"])))
        for number, batch in enumerate(subject.values["goods"], start=1)
    }
    for move in sorted(_moves(subject, more), key=lambda move: move.at):
        found[move.goods] = _moved(subject, found[move.goods], move)
    return found


def in_store(subject: Subject) -> dict[int, Decimal]:
    """How much of each batch lies in the evidence room; batches that never came in are left out."""
    return {number: balance.stored for number, balance in balances(subject).items() if _touched(balance)}


def first_unkept(subject: Subject) -> Row | None:
    """The earliest seizure of the station whose goods have not all come to a keeper; None when all have (程序规定第190条)."""
    now = balances(subject)
    taken_so_far: dict[int, Decimal] = {}
    for entry in sorted(
        (taken.entry for taken in subject.taken("seize")), key=lambda entry: str(entry["at"])
    ):
        if entry["instead_of"] or entry["agency"] != OWN_STATION:
            continue
        for _, item, quantity in running(entry["items"]):
            goods, balance = item["goods"], now[item["goods"]]
            wanted = min(balance.found, taken_so_far.get(goods, NOTHING) + quantity)
            if wanted > balance.stored + balance.away + balance.out:
                return entry
        for item in entry["items"]:
            taken_so_far[item["goods"]] = taken_so_far.get(item["goods"], NOTHING) + Decimal(
                str(item["quantity"])
            )
    return None


def moves_add_up(situation: Situation) -> Refused | None:
    """Nothing leaves that is not in hand, at any moment, and no more comes into the store than was taken."""
    case, items = situation.case, situation.entry["items"]
    assert case is not None
    for position in range(1, len(items) + 1):
        try:
            balances(case, ("custody", {**situation.entry, "items": items[:position]}))
        except Refused as refusal:
            return Refused(refusal.message, "", f"items[{position}].quantity")
    return None


def handed_over_goods_are_ours(situation: Situation) -> Refused | None:
    """Goods that were given back, destroyed or handed over go with no transfer."""
    case = situation.case
    assert case is not None
    now = balances(case)
    for position, item, quantity in running(situation.entry["items"]):
        balance = now[item["goods"]]
        gone = sum((part for move, part in balance.gone if move != "移交"), NOTHING)
        if quantity > balance.found - gone:
            return Refused(
                f"第{item['goods']}项共 {_plain(balance.found)}，已去向 {_plain(gone)}，不能移送 {_plain(quantity)}",
                "",
                f"items[{position}].quantity",
            )
    return None


def keeper_is_not_the_case_officer(situation: Situation) -> Refused | None:
    """Whoever works on the case never keeps its goods, nor does an auxiliary (程序规定第188条)."""
    case = situation.case
    assert case is not None
    workers = {case.values["officer"]} | {
        name for taken in case.taken("seize") for name in taken.entry["officers"]
    }
    if situation.entry["move"] != IN:
        return None
    keeper, article = situation.entry["to"], cite(PROCEDURE, 188, situation.act.day)
    if workers.intersection(situation.station.officers.names_of(keeper)):
        return Refused("办案民警不得自行保管涉案财物，请交给专门的保管人员", article, "to")
    known = situation.station.officers.all()
    if any(officer.name == keeper and Role.AUXILIARY in officer.roles for officer in known):
        return Refused(f"“{keeper}”是辅警，涉案财物应由不承担办案工作的民警保管", article, "to")
    return None


def two_people_move(situation: Situation) -> Refused | None:
    """A move has two names: who gives and who takes."""
    if situation.entry["from"] == situation.entry["to"]:
        return Refused("移交人和接收人不能是同一人", cite(PROCEDURE, 189, situation.act.day), "to")
    return None


def running(items: list[Row]) -> Iterator[tuple[int, Row, Decimal]]:
    """Each item with its place from 1 and the sum of its goods up to it: two lines of one batch count together."""
    sums: dict[int, Decimal] = {}
    for position, item in enumerate(items, start=1):
        sums[item["goods"]] = sums.get(item["goods"], NOTHING) + Decimal(str(item["quantity"]))
        yield position, item, sums[item["goods"]]


def items_exist(situation: Situation) -> Refused | None:
    """Items name goods of the case and take no more than were found."""
    case = situation.case
    assert case is not None
    for position, item, quantity in running(situation.entry["items"]):
        refusal = item_fault(case, item["goods"], quantity, f"items[{position}]")
        if refusal is not None:
            return refusal
    return None


def item_fault(case: Case, position: int, quantity: Any, path: str) -> Refused | None:
    """Why so much of a batch cannot be meant; None when it can."""
    goods = case.values["goods"]
    dot = f"{path}." if path else ""
    if not 1 <= position <= len(goods):
        return Refused(f"本案只有 {len(goods)} 项物品", "", f"{dot}goods")
    batch = goods[position - 1]
    if Decimal(str(quantity)) > Decimal(str(batch["quantity"])):
        words = f"第{position}项物品共 {batch['quantity']}{batch['unit']}，不能是 {quantity}"
        return Refused(words, "", f"{dot}quantity")
    return None


def _moves(subject: Subject, more: tuple[str, Row] | None) -> Iterator[_Move]:
    """All that changes where goods are, a seizure first in its minute, a transfer at the end of its day.

    A seizure that only changes the measure takes nothing anew.
    """
    entries = [
        (step, taken.entry) for step in ("seize", "custody", "transfer") for taken in subject.taken(step)
    ]
    for step, entry in [*entries, *([more] if more else [])]:
        at = entry["on"] + "T24" if step == "transfer" else entry["at"]
        what = {"seize": "提取", "transfer": "随案移送"}.get(step) or entry["move"]
        if step == "seize" and entry["instead_of"]:
            continue
        sums = {item["goods"]: quantity for _, item, quantity in running(entry["items"])}
        for goods, quantity in sums.items():
            yield _Move(at, what, goods, quantity)


def _moved(subject: Subject, balance: Balance, move: _Move) -> Balance:
    quantity = move.quantity
    if move.what == "提取":
        return replace(balance, seized=min(balance.found, balance.seized + quantity))
    if move.what == "随案移送":
        return _transferred(balance, quantity)
    room = balance.room if move.what == IN else balance.stored
    if quantity > room:
        batch = subject.values["goods"][move.goods - 1]
        raise Refused(
            f"第{move.goods}项共 {batch['quantity']}{batch['unit']}，在库 {_plain(balance.stored)}，"
            f"不能{move.what} {_plain(quantity)}{_of_before(balance)}"
        )
    if move.what == IN:
        back = min(balance.away, quantity)
        return replace(balance, stored=balance.stored + quantity, away=balance.away - back)
    left = replace(balance, stored=balance.stored - quantity)
    if move.what in AWAY:
        return replace(left, away=left.away + quantity)
    return replace(left, gone=(*left.gone, (move.what, quantity)))


def _transferred(balance: Balance, quantity: Decimal) -> Balance:
    """A transfer takes with it what of its goods still lies in the store or is on its way; the other organ holds the rest."""
    already = sum((part for move, part in balance.gone if move == "移交"), NOTHING)
    wanted = max(quantity - already, NOTHING)
    stored = min(balance.stored, wanted)
    away = min(balance.away, wanted - stored)
    unkept = min(max(balance.in_hand - balance.stored - balance.away, NOTHING), wanted - stored - away)
    leaving = stored + away + unkept
    if not leaving:
        return balance
    gone = (*balance.gone, ("移交", leaving))
    return replace(balance, stored=balance.stored - stored, away=balance.away - away, gone=gone)


def _of_before(balance: Balance) -> str:
    return f"，已去向 {_plain(balance.out)}" if balance.out else ""


def _touched(balance: Balance) -> bool:
    return bool(balance.stored or balance.away or balance.out)


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"
