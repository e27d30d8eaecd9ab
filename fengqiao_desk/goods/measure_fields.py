"""The columns of a measure and of the steps on it, and what follows from them alone (程序规定第56、107、110、112、195条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fields import CHOICE, COUNT, DAY, FLAG, LINE, MOMENT, OFFICERS, PERSON, Column, Record, Rows
from ..values.days import show_moment
from .batches import given
from .declaration import OWN_STATION
from .step_items import Item

if TYPE_CHECKING:
    from ..cases import Case

REGISTERED = "先行登记保存"
HELD = ("扣押", "扣留", "查封")
CONFISCATED = "收缴"


def _seizures(case: Case) -> list[tuple[int, str]]:
    """`第1次 先行登记保存 2026年11月21日10时00分`."""
    return [
        (taken.number, f"第{taken.number}次 {taken.said.measure} {show_moment(taken.said.at)}")
        for taken in case.held(Seize)
        if taken.said.is_ours
    ]


def approver_column() -> Column[str]:
    """Who approved; each step has a column of its own."""
    return Column("批准人", PERSON, required=True, searched=True)


def rank_column() -> Column[str]:
    """The approver's rank."""
    return Column("批准人职级", CHOICE, required=True, vocabulary="approver_rank")


def _with_rank(approver: str, rank: str | None) -> str:
    """`所长戊（公安机关负责人）`."""
    return f"{approver}（{rank}）"


class SeizedItem(Item):
    """What a measure took; `counted` are its pieces one by one, where the batch is only known as “…余”."""

    # Beside the quantity, which keeps the number of the find: a count of pieces makes no other batch.
    counted = Column("清点件数", COUNT, hint="数量带“余”的，查扣时逐件清点，填准确的件数")

    class Meta:
        table_name = "goods_cases_step_seize_items"


class Seize(Record):
    """A measure that takes goods from who has them (程序规定第107、111、195条)."""

    measure = Column("措施", CHOICE, required=True, vocabulary="seizure_measure")
    agency = Column("实施机关", CHOICE, required=True, vocabulary="seizing_agency")
    at = Column("实施时间", MOMENT, required=True, starts_as="now")
    items = Rows(SeizedItem, "物品", required=True)
    officers = Column("办案民警", OFFICERS, required=True, roles=("民警", "所领导"), starts_as="me")
    witness = Column("见证人", PERSON, searched=True)
    holder = Column("持有人", PERSON, required=True, searched=True)
    holder_signed = Column("持有人已签名", FLAG, required=True)
    instead_of = Column(
        "替代第几次保全", COUNT, offers=_seizures, hint="只变更措施的填，如先行登记保存后扣押"
    )
    reason = Column("理由", LINE)
    # Not required: what is taken at once is approved within twenty-four hours, by a step (程序规定第56条).
    approver = Column("批准人", PERSON, searched=True, hint="情况紧急当场实施的先不填，24小时内补办")
    approver_rank = Column("批准人职级", CHOICE, required_when=given("approver"), vocabulary="approver_rank")

    class Meta:
        table_name = "goods_cases_step_seize"

    @property
    def is_ours(self) -> bool:
        """Whether the station itself took the measure."""
        return self.agency == OWN_STATION

    @property
    def preserves(self) -> bool:
        """Whether it preserves evidence, as 收缴 does not."""
        return self.measure != CONFISCATED

    @property
    def period(self) -> str:
        """The code of its period (程序规定第110、112条); empty for a measure without one."""
        return "DJ-7" if self.measure == REGISTERED else "KY-30" if self.measure in HELD else ""

    @property
    def approval(self) -> str:
        """Who approved it beforehand, with the rank; empty where that is still to come."""
        return _with_rank(self.approver, self.approver_rank) if self.approver else ""


class OnMeasure(Record):
    """A step on one of the station's measures, which it names by the number of the seizure."""

    seizure = Column("第几次保全", COUNT, required=True, offers=_seizures)


class Approve(OnMeasure):
    """A measure taken in urgency was approved afterwards (程序规定第56条)."""

    approver = approver_column()
    approver_rank = rank_column()
    at = Column("批准时间", MOMENT, required=True, starts_as="now")

    class Meta:
        table_name = "goods_cases_step_approve"

    @property
    def approval(self) -> str:
        """Who approved it, with the rank."""
        return _with_rank(self.approver, self.approver_rank)


class Extend(OnMeasure):
    """A 扣押 was made longer (程序规定第112条)."""

    on = Column("批准日期", DAY, required=True, starts_as="today")
    approver = approver_column()
    approver_rank = rank_column()
    reason = Column("延长理由", LINE, required=True)
    told_in_writing = Column("已书面告知当事人并说明理由", FLAG, required=True)

    class Meta:
        table_name = "goods_cases_step_extend"

    @property
    def approval(self) -> str:
        """Who approved it, with the rank."""
        return _with_rank(self.approver, self.approver_rank)


class Appraise(OnMeasure):
    """The goods went to an expert; the time is not counted (程序规定第112条)."""

    on = Column("送鉴定日期", DAY, required=True, starts_as="today")
    organ = Column("鉴定机构", LINE, required=True, searched=True)
    told_in_writing = Column("已书面告知鉴定期间", FLAG, required=True)

    class Meta:
        table_name = "goods_cases_step_appraise"


class Appraised(OnMeasure):
    """What the expert found."""

    on = Column("鉴定意见日期", DAY, required=True, starts_as="today")
    opinion = Column("鉴定意见", LINE, required=True, searched=True)

    class Meta:
        table_name = "goods_cases_step_appraised"


class Release(OnMeasure):
    """A measure ended by a decision."""

    on = Column("解除日期", DAY, required=True, starts_as="today")
    reason = Column("解除理由或者处理决定", LINE, required=True)

    class Meta:
        table_name = "goods_cases_step_release"
