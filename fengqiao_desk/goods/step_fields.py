"""The columns of each step of a fake-goods case that is none on a measure (docs/law.md §2.3, 2.4, 3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from ..cases.history import OldLedger
from ..fields import CHOICE, COUNT, DAY, LINE, MOMENT, NAMES, PERSON, PHOTOS, Column, Record, Rows
from ..values.days import show_day
from .batches import GoodsPart
from .declaration import GoodsCase
from .measure_fields import Seize, approver_column
from .step_items import Item, how_much, places_of, which_goods

if TYPE_CHECKING:
    from ..cases import Case


def _claims(case: Case) -> list[tuple[int, str]]:
    """`第1次 公告 2026年3月2日`."""
    return [
        (taken.number, f"第{taken.number}次 {taken.said.how} {show_day(taken.said.on)}")
        for taken in case.held(Announce)
    ]


class MovedItem(Item):
    """What changed hands."""

    class Meta:
        table_name = "goods_cases_step_custody_items"


class AnnouncedItem(Item):
    """What may be claimed."""

    class Meta:
        table_name = "goods_cases_step_announce_items"


class TransferredItem(Item):
    """What went with a transfer."""

    class Meta:
        table_name = "goods_cases_step_transfer_items"


COMING_IN = "入库"
AWAY = ("出库", "送检")
"""Moves after which the goods are still ours and may come back."""
HANDED_ON, BACK = "移交", "返还"
ALWAYS_DECIDED = ("销毁", "捐出", "上缴国库", "变卖")
"""Moves that cannot be undone: they name the decision they rest on, whatever the goods are held by."""


class CustodyMove(Record):
    """Goods went from one hand to another (程序规定第189、190条)."""

    at = Column("时间", MOMENT, required=True, starts_as="now")
    move = Column("变动", CHOICE, required=True, vocabulary="custody_move")
    items = Rows(MovedItem, "物品", required=True)
    from_ = Column("移交人", PERSON, required=True, name="from")
    to = Column("接收人", PERSON, required=True)
    place = Column("存放处", LINE, required=True, searched=True)
    decision_number = Column(
        "决定文号", LINE, searched=True, hint="销毁、捐出、上缴、变卖，保全期内返还、移交须填"
    )
    photos = Column("照片", PHOTOS, hint="交接时的照片，签名的清单扫描件")

    class Meta:
        table_name = "goods_cases_step_custody"

    @property
    def comes_in(self) -> bool:
        """Whether the goods came to their keeper."""
        return self.move == COMING_IN

    @property
    def is_disposal(self) -> bool:
        """Whether the goods left for good to who is no organ: the list of a hand-over is another than that of a disposal."""
        return self.move == BACK or self.move in ALWAYS_DECIDED


class Tracing(Record):
    """Where some of a batch came from or went to."""

    from_ = Column("从", LINE, required=True, hint="场点代号或者姓名", offers=places_of, name="from")
    to = Column("到", LINE, required=True, hint="场点代号或者姓名", offers=places_of)
    how = Column("查明方式", LINE, required=True)
    evidence = Column("证据", LINE, required=True, searched=True)
    # One batch a trace: an edge of the drawing carries one sort of goods.
    goods = which_goods()
    quantity = how_much()

    class Meta:
        table_name = "goods_cases_step_trace"


class Transfer(Record):
    """Case and goods went to another organ (程序规定第61条)."""

    to = Column("移送给", LINE, required=True, searched=True)
    on = Column("移送日期", DAY, required=True, starts_as="today")
    basis = Column("依据", LINE, required=True)
    items = Rows(TransferredItem, "物品", required=True)
    papers = Column("随送材料", NAMES)

    class Meta:
        table_name = "goods_cases_step_transfer"


class Close(Record):
    """How the case ended."""

    closed_on = Column("办结日期", DAY, required=True, starts_as="today")
    result = Column("结果", CHOICE, required=True, vocabulary="goods_result")

    class Meta:
        table_name = "goods_cases_step_close"


class Announce(Record):
    """Who might own the goods was told, or it was posted (程序规定第197条)."""

    on = Column("通知（公告）日期", DAY, required=True, starts_as="today")
    how = Column("方式", CHOICE, required=True, vocabulary="claim_notice")
    where = Column("通知对象或者公告处", LINE, required=True, searched=True)
    number = Column("文号", LINE, searched=True)
    items = Rows(AnnouncedItem, "物品", required=True)
    photos = Column("照片", PHOTOS, hint="公告张贴的照片、通知的签收件")

    class Meta:
        table_name = "goods_cases_step_announce"


class OnClaim(Record):
    """A step on a notice or posting, which it names by its number."""

    claim = Column("第几次认领通知、公告", COUNT, required=True, offers=_claims)


class ProlongClaim(OnClaim):
    """Owners got more time (程序规定第197条)."""

    on = Column("批准日期", DAY, required=True, starts_as="today")
    months = Column("延长几个月", COUNT, required=True)
    approver = approver_column()
    reason = Column("延长理由", LINE, required=True)

    class Meta:
        table_name = "goods_cases_step_prolong_claim"


class Ownerless(OnClaim):
    """What nobody claimed was dealt with as 无主."""

    on = Column("决定日期", DAY, required=True, starts_as="today")
    decision_number = Column("决定文号", LINE, required=True, searched=True)

    class Meta:
        table_name = "goods_cases_step_ownerless"


class Referral(Record):
    """A stage of the way between an administrative organ and the police (行刑衔接)."""

    stage = Column("环节", CHOICE, required=True, vocabulary="referral_stage")
    at = Column("时间", MOMENT, required=True, starts_as="now")
    organ = Column("办理机关", LINE, required=True, searched=True)
    number = Column("文书文号", LINE, searched=True)

    class Meta:
        table_name = "goods_cases_step_referral"


class GoodsHistory(OldLedger):
    """How an old ledger says the case ended."""

    result = Column("办结情况", CHOICE, required=True, vocabulary="goods_history")

    class Meta:
        table_name = "goods_cases_step_history"


Portion = Item | Tracing
"""Whatever says so much of which batch."""
WithItems = TypeVar("WithItems", Seize, CustodyMove, Announce, Transfer)
"""A step with items."""


def parts_of(case: GoodsCase, portions: Iterable[Portion]) -> list[GoodsPart]:
    """The batches of the case with so much of each."""
    return [GoodsPart(case.batch(portion.goods), portion.quantity) for portion in portions]


def portions(said: Record) -> tuple[Portion, ...]:
    """What a step says of the goods: its items, or the one batch that a trace follows; nothing where it says nothing of them."""
    if isinstance(said, Tracing):
        return (said,)
    return said.items if isinstance(said, Seize | CustodyMove | Announce | Transfer) else ()
