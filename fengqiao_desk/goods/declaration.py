"""The columns of a fake-goods case, of its premises and its parties (docs/law.md §2.3, 3.4; 程序规定第111、190条)."""

from __future__ import annotations

from ..cases.parties import Party, parties_of
from ..fields import (
    AMOUNT,
    AREA,
    CHOICE,
    CREDIT_CODE,
    DAY,
    LINE,
    NAMES,
    OFFICER,
    PERSON,
    PHONE,
    TEXT,
    Column,
    Record,
    RowRecord,
    Rows,
)
from .batches import GoodsBatch
from .totals import Value, goods_value, totals_by_kind

OWN_STATION = "本所"


class Premises(RowRecord):
    """A place of a case: where goods were found, or where they came from or went to."""

    key = Column("代号", LINE, required=True, hint="如 P1，供来源去向引用")
    name = Column("名称", PERSON, required=True, searched=True, indexed=True)
    kind = Column("性质", CHOICE, required=True, vocabulary="premises_kind")
    credit_code = Column("统一社会信用代码", CREDIT_CODE, searched=True, indexed=True)
    address = Column("地址", LINE, searched=True)
    person_in_charge = Column("负责人", PERSON, searched=True)
    phone = Column("联系电话", PHONE, masked=True, searched=True)

    class Meta:
        table_name = "goods_cases_premises"


class GoodsParty(Party):
    """Somebody in a fake-goods case."""

    class Meta:
        table_name = "goods_cases_parties"


class GoodsCase(Record):
    """A fake-goods case as it is found."""

    found_on = Column("发现日期", DAY, required=True, starts_as="today", listed=True, section="情况")
    source = Column("来源", CHOICE, required=True, vocabulary="case_source", listed=True, section="情况")
    area = Column("社区", AREA, required=True, listed=True, section="情况")
    place = Column("地点", LINE, required=True, searched=True, listed=True, section="情况")
    conduct = Column("行为", LINE, required=True, searched=True, listed=True, section="情况")
    seizing_agency = Column(
        "查扣机关", CHOICE, required=True, vocabulary="seizing_agency", listed=True, section="情况"
    )
    agency_papers = Column(
        "查扣机关文书文号",
        NAMES,
        searched=True,
        section="情况",
        hint="其他机关查扣的，登记其决定书、清单的文号",
    )
    partners = Column("协同单位", NAMES, vocabulary="partner", searched=True, section="情况")
    partner_people = Column("协同单位人员", NAMES, searched=True, section="情况")
    # Apart from the goods: what was sold is not there to be counted, and its amount has a threshold of its
    # own.
    sold_amount = Column("已销售金额", AMOUNT, section="情况", hint="查明的销售金额，只用于提示")
    facts = Column("主要事实", TEXT, required=True, searched=True, section="情况")
    officer = Column(
        "责任民警",
        OFFICER,
        required=True,
        roles=("民警", "所领导"),
        starts_as="me",
        listed=True,
        section="情况",
    )
    premises = Rows(Premises, "场点", required=True)
    goods = Rows(GoodsBatch, "涉案物品", required=True)
    parties = parties_of(GoodsParty, required=False)

    class Meta:
        table_name = "goods_cases"

    @property
    def title(self) -> str:
        """`示例药房 销售口罩`."""
        place = self.premises[0].name if self.premises else ""
        return f"{place} {self.conduct}".strip()

    @property
    def subtitle(self) -> str:
        """`口罩 46盒，计2300余只 · 示例路1号`; of several batches what they add up to."""
        goods = self.goods
        if len(goods) == 1:
            return f"{goods[0].name} {goods[0].whole.shown} · {self.place}"
        kinds = totals_by_kind(batch.whole for batch in goods)
        amounts = "、".join(f"{name} {quantity.show(unit)}" for (name, unit), quantity in kinds.items())
        return f"{amounts}（{len(goods)}批）· {self.place}"

    @property
    def is_seized_by_us(self) -> bool:
        """Whether the station itself seizes, and its papers are those of the case (程序规定第107条)."""
        return self.seizing_agency == OWN_STATION

    @property
    def value(self) -> Value:
        """货值 of all its goods."""
        return goods_value(self.goods)

    @property
    def names(self) -> tuple[str, ...]:
        """People its papers name, each once."""
        people = [party.name for party in self.parties]
        people += [place.person_in_charge for place in self.premises if place.person_in_charge]
        return tuple(dict.fromkeys(people))

    @property
    def first_premises(self) -> Premises:
        """Where the first batch was found; the first of all when that is none of them."""
        # The first batch and not the first row: premises are typed in any order, and the papers go to where
        # goods lay.
        found_at = self.goods[0].found_at
        return next((place for place in self.premises if place.key == found_at), self.premises[0])

    def batch(self, number: int) -> GoodsBatch:
        """A batch by its number from 1."""
        return self.goods[number - 1]
