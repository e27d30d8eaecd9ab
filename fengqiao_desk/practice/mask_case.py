"""The mask case of station a from find to hand-over: goods taken by market supervision, kept, traced to the den, given to the office."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ..cases import Case
from ..goods.batches import GoodsBatch
from ..goods.declaration import GoodsCase, Premises
from ..goods.measure_fields import Seize, SeizedItem
from ..goods.step_fields import Close, CustodyMove, MovedItem, Tracing, Transfer, TransferredItem
from ..goods.step_items import Item
from .desk import AREA, KEEPER, OFFICER, SAMPLE, SECOND, PracticeDesk
from .entries import pieces, row
from .photo import sample_photo
from .published import PublishedGoods

_OFFICE = "市场监督管理所"
_THEIRS = (f"市监人员子（{SAMPLE}）", f"市监人员丑（{SAMPLE}）")
_DECISION = f"{SAMPLE}市监扣〔2020〕12号"
_LIST = f"{SAMPLE}市监清〔2020〕12号"
_BOXES, _IN_A_BOX = 30, 50
"""Invented: 1500 pieces in boxes leave a loose rest of the published total, so that both sorts of counting are shown."""
_FACTS = "走访发现{place}销售{goods}，会同市场监督管理所检查，无进货票据，该所扣押全部口罩。"
T = TypeVar("T", bound=Item)


def enter(desk: PracticeDesk, published: PublishedGoods) -> None:
    """Every day of the case, with its photos and papers; the goods add up to the published quantity."""
    found = date.fromisoformat(published.date)
    traced, given, closed = (found + timedelta(days=days) for days in (1, 2, 3))
    loose = published.quantity.figure - _BOXES * _IN_A_BOX
    case = _found(desk, found, published, loose)
    # The case takes its photos over into the station folder; the drawn ones are not needed afterwards.
    with TemporaryDirectory() as folder:
        case = _taken(desk, case, found, loose, Path(folder))
        desk.issue(case, "custody_handover", found)
        case = _traced(desk, case, traced, published, loose)
        for paper in ("joint_record", "trace_chart"):
            desk.issue(case, paper, traced)
        case = _given(desk, case, given, loose, Path(folder))
    desk.step(case, Close, closed, Close.closed_on.becomes(closed), Close.result.becomes("收缴"))


def _all_of_it(record: type[T], loose: int) -> list[T]:
    """What of each batch: the boxes, and loose pieces that make up the published figure."""
    return [
        row(record, record.goods.becomes(goods), record.quantity.becomes(pieces(number)))
        for goods, number in ((1, _BOXES), (2, loose))
    ]


def _taken(desk: PracticeDesk, case: Case, day: date, loose: int, folder: Path) -> Case:
    """The office takes the goods with its own papers; they lie in the station's room over the night."""
    case = desk.step(
        case,
        Seize,
        day,
        Seize.measure.becomes("扣押"),
        Seize.agency.becomes(_OFFICE),
        Seize.at.becomes(datetime.combine(day, time(15, 20))),
        Seize.items.becomes(_all_of_it(SeizedItem, loose)),
        Seize.officers.becomes((OFFICER, SECOND)),
        Seize.holder.becomes(f"李某（{SAMPLE}）"),
        Seize.holder_signed.becomes(True),
        Seize.reason.becomes(f"由{_OFFICE}实施，文书{_DECISION}"),
    )
    stored = sample_photo(folder / "入库交接.jpg", "入库交接", str(day))
    return desk.step(
        case,
        CustodyMove,
        day,
        CustodyMove.at.becomes(datetime.combine(day, time(16, 40))),
        CustodyMove.move.becomes("入库"),
        CustodyMove.items.becomes(_all_of_it(MovedItem, loose)),
        CustodyMove.from_.becomes(_THEIRS[0]),
        CustodyMove.to.becomes(KEEPER),
        CustodyMove.place.becomes(f"涉案财物室A-01（{SAMPLE}）"),
        CustodyMove.photos.becomes((str(stored),)),
    )


def _traced(desk: PracticeDesk, case: Case, day: date, published: PublishedGoods, loose: int) -> Case:
    """Both batches lead to the den."""
    evidence = (f"进货微信记录、转账记录（{SAMPLE}）", f"供货人李某的陈述（{SAMPLE}）")
    for goods, number, found in ((1, _BOXES, evidence[0]), (2, loose, evidence[1])):
        case = desk.step(
            case,
            Tracing,
            day,
            Tracing.from_.becomes("P1"),
            Tracing.to.becomes("P2"),
            Tracing.how.becomes(published.trace[0].how),
            Tracing.evidence.becomes(found),
            Tracing.goods.becomes(goods),
            Tracing.quantity.becomes(pieces(number)),
        )
    return case


def _given(desk: PracticeDesk, case: Case, day: date, loose: int, folder: Path) -> Case:
    """A station and an office inform each other: a letter with what was found, the goods from hand to hand."""
    handed = sample_photo(folder / "移交清点.jpg", "移交清点", str(day))
    case = desk.step(
        case,
        CustodyMove,
        day,
        CustodyMove.at.becomes(datetime.combine(day, time(10))),
        CustodyMove.move.becomes("移交"),
        CustodyMove.items.becomes(_all_of_it(MovedItem, loose)),
        CustodyMove.from_.becomes(KEEPER),
        CustodyMove.to.becomes(_THEIRS[0]),
        CustodyMove.place.becomes(f"{_OFFICE}物证室（{SAMPLE}）"),
        CustodyMove.decision_number.becomes(_DECISION),
        CustodyMove.photos.becomes((str(handed),)),
    )
    desk.issue(case, "custody_handover", day)
    case = desk.step(
        case,
        Transfer,
        day,
        Transfer.to.becomes(_OFFICE),
        Transfer.on.becomes(day),
        Transfer.basis.becomes("由市场监督管理部门依法处理"),
        Transfer.items.becomes(_all_of_it(TransferredItem, loose)),
        Transfer.papers.becomes(("联合检查记录", "移交清单")),
    )
    desk.issue(case, "clue_letter", day)
    return case


def _found(desk: PracticeDesk, found: date, published: PublishedGoods, loose: int) -> Case:
    """The find at the pharmacy, recorded with the den that stands behind it."""
    place, goods = published.found_at, published.goods
    return desk.receive(
        "goods_cases",
        found,
        GoodsCase.found_on.becomes(found),
        GoodsCase.source.becomes("走访排查"),
        GoodsCase.area.becomes(AREA),
        GoodsCase.place.becomes(place),
        GoodsCase.conduct.becomes("销售涉嫌假冒伪劣口罩"),
        GoodsCase.seizing_agency.becomes(_OFFICE),
        GoodsCase.officer.becomes(OFFICER),
        GoodsCase.agency_papers.becomes((_DECISION, _LIST)),
        GoodsCase.partners.becomes(published.partners),
        GoodsCase.partner_people.becomes(_THEIRS),
        GoodsCase.facts.becomes(_FACTS.format(place=place, goods=goods)),
        GoodsCase.premises.becomes([_place("P1", "药房", "零售", 1), _place("P2", "窝点", "窝点", 99)]),
        GoodsCase.goods.becomes([_boxes(published), _loose(published, loose)]),
    )


def _place(key: str, name: str, kind: str, number: int) -> Premises:
    return row(
        Premises,
        Premises.key.becomes(key),
        Premises.name.becomes(f"{SAMPLE}{name}"),
        Premises.kind.becomes(kind),
        Premises.address.becomes(f"{SAMPLE}路{number}号"),
    )


def _boxes(published: PublishedGoods) -> GoodsBatch:
    """Boxes that were counted."""
    unit = published.quantity.unit
    return row(
        GoodsBatch,
        GoodsBatch.name.becomes(published.goods),
        GoodsBatch.found_at.becomes("P1"),
        GoodsBatch.specification.becomes(f"{_IN_A_BOX}{unit}/盒"),
        GoodsBatch.quantity.becomes(pieces(_BOXES)),
        GoodsBatch.unit.becomes("盒"),
        GoodsBatch.pieces.becomes(pieces(_BOXES * _IN_A_BOX)),
        GoodsBatch.pieces_unit.becomes(unit),
        GoodsBatch.approximate.becomes(False),
        GoodsBatch.batch.becomes(f"{SAMPLE}1203"),
        GoodsBatch.features.becomes("无注册证号、无合格证明"),
    )


def _loose(published: PublishedGoods, number: int) -> GoodsBatch:
    """Loose pieces whose number was published with 余."""
    return row(
        GoodsBatch,
        GoodsBatch.name.becomes(published.goods),
        GoodsBatch.found_at.becomes("P1"),
        GoodsBatch.specification.becomes("散装"),
        GoodsBatch.quantity.becomes(pieces(number)),
        GoodsBatch.unit.becomes(published.quantity.unit),
        GoodsBatch.approximate.becomes(published.quantity.approximate),
        GoodsBatch.features.becomes("无包装、无标签，塑料袋盛装"),
    )
