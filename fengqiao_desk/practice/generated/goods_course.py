"""A fake-goods case of the generated station on its way: every line of a script is one method of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple, TypeVar

from ...fields import Becomes
from ...goods import step_fields as steps
from ...goods.batches import GoodsBatch
from ...goods.declaration import GoodsCase, Premises
from ...goods.measure_fields import OnMeasure, Seize, SeizedItem
from ...goods.step_items import Item
from ...values.money import parse_amount
from ..entries import pieces, row
from .course import CHIEF, KEEPER, OFFICERS, Course
from .words import Ware, words

OURS, OFFICE = "本所", "市场监督管理所"
INSPECTOR = "市监人员子（示例）"
ROOM = "涉案财物室A-{:02d}"
_SUPPLIERS = 9
T = TypeVar("T", bound=Item)


class Approval(NamedTuple):
    """Who approves a measure, and with which rank."""

    approver: str
    rank: str


COUNTY = Approval("分局负责人（示例）", "县级以上公安机关负责人")
APPROVED_HERE = Approval(CHIEF, "办案部门负责人")


@dataclass
class GoodsCourse(Course):
    """A case on its way: who seizes, how much there is of its one batch."""

    area: str = ""
    agency: str = OURS
    boxes: int = 1
    holder: str = ""
    papers_of_agency: tuple[str, ...] = ()

    def all_of_it(self, record: type[T]) -> list[T]:
        """The whole batch as the items of a step."""
        return [row(record, record.goods.becomes(1), record.quantity.becomes(pieces(self.boxes)))]

    def begin(self, small: bool = False) -> None:
        """Record the find at a shop; behind it stands one of a few suppliers, so that cases have suppliers in common."""
        # What is drawn, and in which order, decides what a seed gives: the draws stand before what is made of them.
        chance, ware = self.chance, self.chance.one_of(words().goods)
        self.boxes = 1 if small else chance.between(4, 60)
        shop = f"{chance.one_of(words().venues.names)}商店"
        supplier = chance.between(1, _SUPPLIERS)
        batch = self._batch(ware)
        places = [self._shop(shop), _warehouse(supplier)]
        self.receive(
            GoodsCase.found_on.becomes(self.today),
            GoodsCase.source.becomes(chance.one_of(("110警情", "12345", "走访排查", "部门移送"))),
            GoodsCase.area.becomes(self.area),
            GoodsCase.place.becomes(shop),
            GoodsCase.conduct.becomes(ware.conduct),
            GoodsCase.seizing_agency.becomes(self.agency),
            GoodsCase.agency_papers.becomes(self.papers_of_agency),
            GoodsCase.partners.becomes((OFFICE,)),
            GoodsCase.partner_people.becomes((INSPECTOR,)),
            GoodsCase.facts.becomes(f"{shop}销售的{ware.name}{ware.features}，负责人不能说明合法来源。"),
            GoodsCase.officer.becomes(self.officer),
            GoodsCase.premises.becomes(places),
            GoodsCase.goods.becomes([batch]),
        )

    def _batch(self, ware: Ware) -> GoodsBatch:
        return row(
            GoodsBatch,
            GoodsBatch.name.becomes(ware.name),
            GoodsBatch.brand.becomes("示例"),
            GoodsBatch.specification.becomes(ware.specification),
            GoodsBatch.quantity.becomes(pieces(self.boxes)),
            GoodsBatch.unit.becomes(ware.unit),
            GoodsBatch.pieces.becomes(pieces(self.boxes * ware.inside)),
            GoodsBatch.pieces_unit.becomes(ware.pieces_unit),
            GoodsBatch.unit_price.becomes(parse_amount(ware.price)),
            GoodsBatch.batch.becomes(f"{self.now:%Y%m}{self.chance.digits(3)}"),
            GoodsBatch.features.becomes(ware.features),
            GoodsBatch.found_at.becomes("P1"),
        )

    def _shop(self, name: str) -> Premises:
        street = words().places.streets
        return row(
            Premises,
            Premises.key.becomes("P1"),
            Premises.name.becomes(name),
            Premises.kind.becomes("零售"),
            Premises.credit_code.becomes(self.people.credit_code()),
            Premises.address.becomes(f"{self.chance.one_of(street)}{self.chance.between(1, 300)}号"),
            Premises.person_in_charge.becomes(self.holder),
            Premises.phone.becomes(self.people.phone()),
        )

    def seize(self, measure: str, instead_of: int | None = None, approval: Approval | None = None) -> None:
        """Some minutes later the goods are taken; without an approval it is still to come."""
        self.now += timedelta(minutes=self.chance.between(10, 60))
        self.step(
            Seize,
            Seize.measure.becomes(measure),
            Seize.agency.becomes(self.agency),
            Seize.at.becomes(self.now),
            Seize.items.becomes(self.all_of_it(SeizedItem)),
            Seize.officers.becomes(OFFICERS),
            Seize.witness.becomes(self.people.name()),
            Seize.holder.becomes(self.holder),
            Seize.holder_signed.becomes(True),
            Seize.instead_of.becomes(instead_of),
            Seize.reason.becomes("涉嫌假冒，需进一步核实"),
            Seize.approver.becomes(approval.approver if approval else None),
            Seize.approver_rank.becomes(approval.rank if approval else None),
        )

    def move(self, what: str, giver: str, taker: str, place: str, decision: str | None = None) -> None:
        """The goods go from one hand to another."""
        self.now += timedelta(minutes=self.chance.between(30, 90))
        self.step(
            steps.CustodyMove,
            steps.CustodyMove.at.becomes(self.now),
            steps.CustodyMove.move.becomes(what),
            steps.CustodyMove.items.becomes(self.all_of_it(steps.MovedItem)),
            steps.CustodyMove.from_.becomes(giver),
            steps.CustodyMove.to.becomes(taker),
            steps.CustodyMove.place.becomes(place),
            steps.CustodyMove.decision_number.becomes(decision),
        )

    def store(self) -> None:
        """The keeper takes them into the station's room."""
        self.move("入库", self.officer, KEEPER, ROOM.format(self.chance.between(1, 20)))

    def trace(self) -> None:
        """The goods of the shop came from its supplier."""
        self.later(1, 3)
        self.step(
            steps.Tracing,
            steps.Tracing.from_.becomes("P1"),
            steps.Tracing.to.becomes("P2"),
            steps.Tracing.how.becomes("溯源调查"),
            steps.Tracing.evidence.becomes("进货微信记录、转账记录"),
            steps.Tracing.goods.becomes(1),
            steps.Tracing.quantity.becomes(pieces(self.boxes)),
        )

    def on_the_measure(self, record: type[OnMeasure], seizure: int, *values: Becomes) -> None:
        """A step on the measure of this number."""
        self.step(record, record.seizure.becomes(seizure), *values)

    def transfer(self, to: str) -> None:
        """Case and goods go to another organ."""
        self.step(
            steps.Transfer,
            steps.Transfer.to.becomes(to),
            steps.Transfer.on.becomes(self.today),
            steps.Transfer.basis.becomes("不构成犯罪，需追究行政责任"),
            steps.Transfer.items.becomes(self.all_of_it(steps.TransferredItem)),
            steps.Transfer.papers.becomes(("现场检查笔录", "证据保全清单")),
        )

    def close(self, result: str) -> None:
        """Some days later the case is over."""
        self.later(1, 4)
        self.step(steps.Close, steps.Close.closed_on.becomes(self.today), steps.Close.result.becomes(result))

    def decision(self) -> str:
        """The number of a decision that goods are disposed of by."""
        return f"示例公行罚决字〔{self.now.year}〕{self.chance.between(1, 900)}号"


def _warehouse(supplier: int) -> Premises:
    """Where one of the suppliers keeps his goods: the same in every case he stands behind."""
    return row(
        Premises,
        Premises.key.becomes("P2"),
        Premises.name.becomes(f"示例仓库{supplier}"),
        Premises.kind.becomes("仓库"),
        Premises.address.becomes(f"示例工业园{supplier}号"),
    )
