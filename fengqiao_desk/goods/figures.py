"""What a month counts of fake-goods cases: cases, goods with their 余, value, dens, what was handed over; and what it leaves out."""

from __future__ import annotations

from typing import Final

import peewee

from ..cases import Figure
from ..cases.figures.counts import Counted, Near, RecordedNow
from ..cases.figures.sources import Source, below, beside, each, each_name, has_taken, said, steps
from ..cases.heads import CaseHead, StepHead
from ..fields import Exists, Predicate
from .batches import GoodsBatch
from .declaration import GoodsCase, Premises
from .step_fields import HANDED_ON, CustodyMove, GoodsHistory, MovedItem, Tracing, Transfer, TransferredItem
from .step_items import Item

_SECTION: Final = "假冒伪劣案件查处"
_BATCHES = below(GoodsCase.goods)
# Pieces where they were counted, else what is counted is the batch itself; `GoodsPart.counted` says the
# same of a record.
_PIECES = peewee.fn.COALESCE(GoodsBatch.pieces, GoodsBatch.quantity)
_PIECES_UNIT = peewee.fn.COALESCE(GoodsBatch.pieces_unit, GoodsBatch.unit)
# Thousandths times fen are thousandths of a yuan when divided by a hundred.
_VALUE = peewee.Expression(
    GoodsBatch.quantity * GoodsBatch.unit_price, peewee.OP.DIV, peewee.Value(100, converter=False)
)
_HANDED: Final = said("移送%s", GoodsBatch.name)

CASES: Final = Figure(
    key="goods.cases",
    label="查处假冒伪劣案件",
    unit="起",
    section=_SECTION,
    rule="期间内发现的案件；联合办理的只计一次",
    counts=(Counted(GoodsCase, GoodsCase.found_on),),
    left_out=(RecordedNow(GoodsCase, GoodsCase.found_on),),
    headline=True,
)

PIECES: Final = Figure(
    key="goods.pieces",
    label="",
    unit="",
    section=_SECTION,
    rule="涉案物品按名称和计数单位合计，有一批带余数的合计也带余",
    counts=(
        Counted(
            _BATCHES,
            GoodsCase.found_on,
            quantity=_PIECES,
            approximate=GoodsBatch.approximate,
            named=GoodsBatch.name,
            unit=_PIECES_UNIT,
        ),
    ),
    left_out=(RecordedNow(_BATCHES, GoodsCase.found_on, named=GoodsBatch.name),),
)

VALUE: Final = Figure(
    key="goods.value",
    label="涉案货值",
    unit="元",
    section=_SECTION,
    rule="数量乘单价；没有定价的物品不计",
    counts=(
        Counted(
            _BATCHES,
            GoodsCase.found_on,
            where=GoodsBatch.unit_price.is_filled(),
            quantity=_VALUE,
            approximate=GoodsBatch.approximate,
        ),
    ),
    left_out=(
        Near(
            _BATCHES,
            ((GoodsBatch.unit_price.is_empty(), said("%s没有定价", GoodsBatch.name)),),
            by=GoodsCase.found_on,
        ),
        RecordedNow(GoodsCase, GoodsCase.found_on),
    ),
)

TRANSFERRED: Final = Figure(
    key="goods.transferred",
    label="移送假冒伪劣案件",
    unit="起",
    section=_SECTION,
    rule="期间内移送的案件，一案多次移送只计一次",
    base="移送日期",
    counts=(Counted(steps(GoodsCase, Transfer), once=(CaseHead.key,)),),
    left_out=(
        Near(
            beside(steps(GoodsCase, GoodsHistory), GoodsCase, GoodsCase.owner_key == CaseHead.key),
            ((None, said("旧台账记为“%s”，没有登记移送的物品", GoodsHistory.result)),),
            by=GoodsCase.found_on,
            where=~has_taken(Transfer),
        ),
        Near(
            GoodsCase,
            ((None, said("期间内发现，没有移送，现为“%s”", CaseHead.state)),),
            by=GoodsCase.found_on,
            where=~has_taken(Transfer, GoodsHistory),
        ),
    ),
)


def _items_of(taken: Source, item: type[Item]) -> Source:
    """Each item of these steps, with its batch."""
    items = beside(taken, item, item.owner_key == StepHead.key)
    return beside(
        items,
        GoodsBatch,
        (GoodsBatch.owner_key == CaseHead.key) & (GoodsBatch.row_position == item.goods),
    )


def _handed(taken: Source, item: type[Item], where: Predicate | None = None) -> Counted:
    """A whole batch goes with its pieces and its 余, a part of it in the batch's own unit."""
    # Only the whole batch has its pieces: how many stand in a part of it nobody counted.
    whole = item.quantity == GoodsBatch.quantity
    return Counted(
        _items_of(taken, item),
        where=where,
        quantity=peewee.Case(None, ((whole, _PIECES),), item.quantity),
        approximate=peewee.Case(None, ((whole, GoodsBatch.approximate),), 0),
        named=_HANDED,
        unit=peewee.Case(None, ((whole, _PIECES_UNIT),), GoodsBatch.unit),
    )


_IS_HANDED_ON = CustodyMove.move == HANDED_ON
_SENT = peewee.fn.COALESCE(
    TransferredItem.select(peewee.fn.SUM(TransferredItem.quantity)).where(
        TransferredItem.owner_key == StepHead.key, TransferredItem.goods == GoodsBatch.row_position
    ),
    0,
)
"""How much of a batch a transfer took with it."""

HANDED_OVER: Final = Figure(
    key="goods.handed_over",
    label="",
    unit="",
    section=_SECTION,
    rule="随案移送的物品，没有移送案件的计保管移交；整批的按件数并带余数，部分的按该批的单位",
    base="移送（移交）日期",
    counts=(
        _handed(steps(GoodsCase, Transfer), TransferredItem),
        # A transfer and the hand-over of its goods would be counted twice, so the move counts only where no
        # transfer was recorded.
        _handed(steps(GoodsCase, CustodyMove), MovedItem, _IS_HANDED_ON & ~has_taken(Transfer)),
    ),
    left_out=(
        Near(
            _items_of(steps(GoodsCase, CustodyMove), MovedItem),
            ((None, "已随案移送计入，保管移交不重复计"),),
            where=_IS_HANDED_ON & has_taken(Transfer),
            named=_HANDED,
        ),
        Near(
            beside(steps(GoodsCase, Transfer), GoodsBatch, GoodsBatch.owner_key == CaseHead.key),
            ((None, "没有随案移送的部分"),),
            where=Predicate(GoodsBatch.quantity, peewee.OP.GT, _SENT),
            named=_HANDED,
        ),
    ),
)

_WITH_PARTNERS, _PARTNER = each_name(each(GoodsCase), GoodsCase.partners)
_TOGETHER: Final = said("与%s联合查处", _PARTNER)

PARTNERS: Final = Figure(
    key="goods.partners",
    label="",
    unit="起",
    section=f"{_SECTION}·{GoodsCase.partners.declared.label}",
    rule="有该单位协同的案件；一案有几个单位的，各计一次，不能相加",
    counts=(Counted(_WITH_PARTNERS, GoodsCase.found_on, named=_TOGETHER),),
    left_out=(RecordedNow(_WITH_PARTNERS, GoodsCase.found_on, named=_TOGETHER),),
)

_IS_DEN = Premises.kind == "窝点"
_IS_TRACED = Exists(
    Tracing.select(Tracing.owner_key)
    .join(StepHead, on=StepHead.key == Tracing.owner_key)
    .where(StepHead.case_key == Premises.owner_key, Tracing.to == Premises.key)
)

DENS: Final = Figure(
    key="goods.dens",
    label="查明窝点",
    unit="个",
    section=_SECTION,
    rule="期间内经溯源查到的窝点",
    base="溯源日期",
    counts=(
        Counted(
            beside(
                steps(GoodsCase, Tracing),
                Premises,
                (Premises.owner_key == CaseHead.key) & (Premises.key == Tracing.to),
            ),
            where=_IS_DEN,
            # Several traces lead to one den.
            once=(CaseHead.key, Premises.key),
        ),
    ),
    left_out=(
        Near(
            below(GoodsCase.premises),
            ((None, said("“%s”登记为窝点，还没有溯源查到", Premises.name)),),
            by=GoodsCase.found_on,
            where=_IS_DEN & ~_IS_TRACED,
        ),
    ),
)

FIGURES = (CASES, PIECES, VALUE, TRANSFERRED, HANDED_OVER, PARTNERS, DENS)
