"""Custody of goods: append-only moves; at every moment in hand = seized − out, batch by batch (程序规定第188至190条)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from typing import TypeVar

from ..cases import Considering, Taking
from ..documents.form import Subject
from ..problems import Declared, Refused
from ..station.laws import cite
from ..station.officer import Role
from .batches import GoodsBatch, plain
from .declaration import GoodsCase
from .measure_fields import Seize
from .step_fields import AWAY, COMING_IN, HANDED_ON, CustodyMove, Transfer, WithItems
from .step_items import Item

PROCEDURE = "程序规定"
NOTHING = Decimal(0)
_TAKEN, _TRANSFERRED = "提取", "随案移送"


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
        # A find of another organ comes in by hand-over and is never seized here.
        return max(self.seized - self.out, self.stored + self.away)

    @property
    def is_whole(self) -> bool:
        """Whether all that was found was taken, and with it the 余 nobody counted."""
        return max(self.seized, self.stored + self.away + self.out) == self.found

    @property
    def room(self) -> Decimal:
        """How much may still come into the store."""
        return (self.seized or self.found) - self.stored - self.out

    @property
    def was_kept(self) -> bool:
        """Whether any of it ever came to a keeper."""
        return bool(self.stored or self.away or self.out)


@dataclass(frozen=True)
class Change:
    """What happened to so much of one batch, as the reckoning reads it."""

    at: datetime
    what: str
    goods: int
    quantity: Decimal


def balances(subject: Subject, more: Iterable[Change] = ()) -> dict[int, Balance]:
    """Each batch by its number after all changes in the order of their times; `more` are changes to be added.

    Raises Refused at the first move that does not add up.
    """
    goods = subject.of(GoodsCase).goods
    found = {number: Balance(batch.quantity.decimal) for number, batch in enumerate(goods, start=1)}
    # By the hour written down, not by that of typing: a move entered late must still fit between its
    # neighbours. The sort is stable, so a seizure stays first in its minute.
    for change in sorted((*_changes(subject), *more), key=lambda change: change.at):
        found[change.goods] = _changed(found[change.goods], change, goods[change.goods - 1])
    return found


def first_unkept(subject: Subject) -> Seize | None:
    """The earliest seizure of the station whose goods have not all come to a keeper; None when all have (程序规定第190条)."""
    now = balances(subject)
    taken_so_far: dict[int, Decimal] = {}
    for seizure in sorted((taken.said for taken in subject.held(Seize)), key=lambda said: said.at):
        # A changed measure moves nothing, and goods in another organ's hands come to its keeper.
        if seizure.instead_of or not seizure.is_ours:
            continue
        for _, item, quantity in running(seizure.items):
            balance = now[item.goods]
            wanted = min(balance.found, taken_so_far.get(item.goods, NOTHING) + quantity)
            # Summed over the seizures so far: the store does not know from which of them its boxes came.
            if wanted > balance.stored + balance.away + balance.out:
                return seizure
        for item in seizure.items:
            taken_so_far[item.goods] = taken_so_far.get(item.goods, NOTHING) + item.quantity.decimal
    return None


def moves_add_up(now: Taking[GoodsCase, CustodyMove]) -> Refused | None:
    """Nothing leaves that is not in hand, at any moment, and no more comes into the store than was taken."""
    move = now.entry
    # One item more each time, so that the fault falls on the first line that does not add up.
    for position in range(1, len(move.items) + 1):
        try:
            balances(now.case, _summed(move.at, move.move, move.items[:position]))
        except Refused as refusal:
            return Refused(refusal.message, "", CustodyMove.items.path(position, Item.quantity))
    return None


def handed_over_goods_are_ours(now: Taking[GoodsCase, Transfer]) -> Refused | None:
    """Goods that were given back, destroyed or handed over go with no transfer."""
    kept = balances(now.case)
    for position, item, quantity in running(now.entry.items):
        balance = kept[item.goods]
        gone = sum((part for move, part in balance.gone if move != HANDED_ON), NOTHING)
        if quantity > balance.found - gone:
            return Refused(
                f"第{item.goods}项共 {plain(balance.found)}，已去向 {plain(gone)}，不能移送 {plain(quantity)}",
                "",
                Transfer.items.path(position, Item.quantity),
            )
    return None


def keeper_is_not_the_case_officer(now: Taking[GoodsCase, CustodyMove]) -> Refused | None:
    """Whoever works on the case never keeps its goods, nor does an auxiliary (程序规定第188条)."""
    if not now.entry.comes_in:
        return None
    # By every name a person ever had: a new name makes no other person (station/roll.py).
    workers = {now.of.officer, *(name for taken in now.held(Seize) for name in taken.said.officers)}
    keeper, article = now.entry.to, cite(PROCEDURE, 188, now.act.day)
    if workers.intersection(now.station.officers.names_of(keeper)):
        return Refused("办案民警不得自行保管涉案财物，请交给专门的保管人员", article, CustodyMove.to)
    known = now.station.officers.all()
    if any(officer.name == keeper and Role.AUXILIARY in officer.roles for officer in known):
        return Refused(f"“{keeper}”是辅警，涉案财物应由不承担办案工作的民警保管", article, CustodyMove.to)
    return None


def two_people_move(now: Taking[GoodsCase, CustodyMove]) -> Refused | None:
    """A move has two names: who gives and who takes."""
    if now.entry.from_ == now.entry.to:
        return Refused("移交人和接收人不能是同一人", cite(PROCEDURE, 189, now.act.day), CustodyMove.to)
    return None


_Item = TypeVar("_Item", bound=Item)


def running(items: Iterable[_Item]) -> Iterator[tuple[int, _Item, Decimal]]:
    """Each item with its place from 1 and the sum of its goods up to it: two lines of one batch count together."""
    sums: dict[int, Decimal] = {}
    for position, item in enumerate(items, start=1):
        sums[item.goods] = sums.get(item.goods, NOTHING) + item.quantity.decimal
        yield position, item, sums[item.goods]


def items_exist(now: Taking[GoodsCase, WithItems]) -> Refused | None:
    """Items name goods of the case and take no more than were found."""
    for position, item, quantity in running(now.entry.items):
        rows = type(now.entry).items
        fields = (rows.path(position, Item.goods), rows.path(position, Item.quantity))
        refusal = item_fault(now, item.goods, quantity, fields)
        if refusal is not None:
            return refusal
    return None


def item_fault(
    now: Considering[GoodsCase],
    number: int,
    quantity: Decimal,
    fields: tuple[str | Declared, str | Declared],
) -> Refused | None:
    """Why so much of a batch cannot be meant, at the field of the batch or of the quantity; None when it can."""
    of_batch, of_quantity = fields
    goods = now.of.goods
    if not 1 <= number <= len(goods):
        return Refused(f"本案只有 {len(goods)} 项物品", "", of_batch)
    batch = now.of.batch(number)
    if quantity > batch.quantity.decimal:
        words = f"第{number}项物品共 {batch.quantity.show(batch.unit)}，不能是 {plain(quantity)}"
        return Refused(words, "", of_quantity)
    return None


def _changes(subject: Subject) -> Iterator[Change]:
    """All that changes where goods are, a seizure first in its minute, a transfer at the end of its day.

    A seizure that only changes the measure takes nothing anew.
    """
    for seized in subject.held(Seize):
        if not seized.said.instead_of:
            yield from _summed(seized.said.at, _TAKEN, seized.said.items)
    for moved in subject.held(CustodyMove):
        yield from _summed(moved.said.at, moved.said.move, moved.said.items)
    for handed in subject.held(Transfer):
        # A transfer has no hour; at the end of its day it finds the moves of that day done.
        yield from _summed(datetime.combine(handed.said.on, time.max), _TRANSFERRED, handed.said.items)


def _summed(at: datetime, what: str, items: Sequence[Item]) -> Iterator[Change]:
    """One change for each batch."""
    sums = {item.goods: quantity for _, item, quantity in running(items)}
    return (Change(at, what, goods, quantity) for goods, quantity in sums.items())


def _changed(balance: Balance, change: Change, batch: GoodsBatch) -> Balance:
    quantity = change.quantity
    if change.what == _TAKEN:
        return replace(balance, seized=min(balance.found, balance.seized + quantity))
    if change.what == _TRANSFERRED:
        return _transferred(balance, quantity)
    room = balance.room if change.what == COMING_IN else balance.stored
    if quantity > room:
        raise Refused(
            f"第{change.goods}项共 {batch.quantity.show(batch.unit)}，在库 {plain(balance.stored)}，"
            f"不能{change.what} {plain(quantity)}{_of_before(balance)}"
        )
    if change.what == COMING_IN:
        # What comes in is first what was lent out, only then something new.
        back = min(balance.away, quantity)
        return replace(balance, stored=balance.stored + quantity, away=balance.away - back)
    left = replace(balance, stored=balance.stored - quantity)
    if change.what in AWAY:
        return replace(left, away=left.away + quantity)
    return replace(left, gone=(*left.gone, (change.what, quantity)))


def _transferred(balance: Balance, quantity: Decimal) -> Balance:
    """A transfer takes with it what of its goods still lies in the store or is on its way; the other organ holds the rest."""
    # A hand-over entered as a move and the transfer of the same goods are one leaving, told twice.
    already = sum((part for move, part in balance.gone if move == HANDED_ON), NOTHING)
    wanted = max(quantity - already, NOTHING)
    stored = min(balance.stored, wanted)
    away = min(balance.away, wanted - stored)
    # What was seized and never brought to the keeper goes along too, else it would stay in hand for ever.
    unkept = min(max(balance.in_hand - balance.stored - balance.away, NOTHING), wanted - stored - away)
    leaving = stored + away + unkept
    # All of it left before by hand-over; a second leaving of nothing would stand in the account.
    if not leaving:
        return balance
    gone = (*balance.gone, (HANDED_ON, leaving))
    return replace(balance, stored=balance.stored - stored, away=balance.away - away, gone=gone)


def _of_before(balance: Balance) -> str:
    return f"，已去向 {plain(balance.out)}" if balance.out else ""
