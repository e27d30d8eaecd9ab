"""What is recorded of an activity: when, what, how much, who took part; no person is ever recorded here."""

from ..fields import AREA, CHOICE, DAY, FLAG, LINE, NAMES, OFFICERS, QUANTITY, Column, Record
from ..values.quantities import Quantity


class Activity(Record):
    """One counted row of the ledger."""

    day = Column("日期", DAY, required=True, starts_as="today", listed=True)
    activity = Column("事项", CHOICE, required=True, vocabulary="activity", listed=True, searched=True)
    quantity = Column(
        "数量", QUANTITY, required=True, unit_field="unit", remainder_field="approximate", listed=True
    )
    unit = Column("单位", CHOICE, required=True, vocabulary="unit", listed=True)
    approximate = Column("有余数（余）", FLAG, listed=True)
    officers = Column("参加人员", OFFICERS, starts_as="me")
    area = Column("社区", AREA, listed=True)
    partners = Column("协同单位", NAMES, vocabulary="partner", searched=True)
    note = Column("备注", LINE, searched=True)

    class Meta:
        table_name = "activities"

    @property
    def counted(self) -> Quantity:
        """The quantity with its 余."""
        # A box that nobody ticked is None in the row.
        return Quantity(self.quantity.thousandths, bool(self.approximate))

    @property
    def title(self) -> str:
        """`巡逻 30余人次`."""
        return f"{self.activity} {self.counted.show(self.unit)}"

    @property
    def subtitle(self) -> str:
        """`示例社区 · 综治办、社区 · 备注`, whatever of it there is."""
        return " · ".join(part for part in (self.area, "、".join(self.partners), self.note) if part)
