"""A venue and what is told of it on its timeline, as records (docs/law.md §4.9, §4.10)."""

from __future__ import annotations

from typing import ClassVar, Final

from ..fields import (
    AREA,
    CHECKLIST,
    CHOICE,
    COUNT,
    CREDIT_CODE,
    DAY,
    FLAG,
    LINE,
    MOMENT,
    NAMES,
    OFFICER,
    OFFICERS,
    PERSON,
    PHONE,
    PHOTOS,
    QUANTITY,
    TEXT,
    Becomes,
    Column,
    Record,
)

OPEN: Final = "营业"
SUSPENDED: Final = "暂停"
CLOSED: Final = "歇业"
CORRECTED: Final = "已改正"
_POLICE = ("民警", "所领导")
_PEOPLE, _SIZE = "责任人员", "规模与等级"


class Venue(Record):
    """A venue, or what else is kept in a register of the same shape (小区, 监测点, 企业, 项目)."""

    name = Column("名称", PERSON, required=True, searched=True, indexed=True)
    trading_name = Column("实际经营名称", PERSON, searched=True)
    former_names = Column("曾用名", NAMES, searched=True)
    category = Column("类别", CHOICE, required=True, vocabulary="venue_category", listed=True)
    registered_on = Column("登记日期", DAY, starts_as="today", listed=True)
    opened_on = Column("开业日期", DAY)
    credit_code = Column("统一社会信用代码", CREDIT_CODE, searched=True)
    licence = Column("许可证号", LINE, searched=True)
    address = Column("地址", LINE, required=True, searched=True, listed=True)
    area = Column("社区", AREA, required=True, listed=True)
    belongs_to = Column("所属小区或单位", LINE, searched=True)
    status = Column("经营状态", CHOICE, required=True, vocabulary="venue_status")
    person_in_charge = Column("负责人", PERSON, searched=True, listed=True, section=_PEOPLE)
    phone = Column("联系电话", PHONE, searched=True, masked=True, section=_PEOPLE)
    operator = Column("实际经营人", PERSON, searched=True, section=_PEOPLE)
    operator_phone = Column("实际经营人电话", PHONE, searched=True, masked=True, section=_PEOPLE)
    safety_officer = Column("治安负责人", PERSON, searched=True, section=_PEOPLE)
    fire_officer = Column("消防负责人", PERSON, searched=True, section=_PEOPLE)
    officer = Column(
        "责任民警",
        OFFICER,
        required=True,
        roles=_POLICE,
        starts_as="me",
        listed=True,
        section=_PEOPLE,
    )
    floor_area = Column("面积（平方米）", QUANTITY, section=_SIZE)
    capacity = Column("核定人数", COUNT, section=_SIZE)
    rooms = Column("包厢数", COUNT, section=_SIZE)
    machines = Column("上网电脑或游艺机数", COUNT, section=_SIZE)
    guards = Column("保安人数", COUNT, section=_SIZE)
    grade = Column("等级", CHOICE, vocabulary="venue_grade", listed=True, section=_SIZE)
    graded_on = Column("评定日期", DAY, section=_SIZE)

    class Meta:
        table_name = "venues"

    @property
    def called(self) -> str:
        """What everybody calls it: the name over its door, else that of its licence."""
        return self.trading_name or self.name


class Inspection(Record):
    """A check with its points and what was found (娱乐场所管理条例第33条)."""

    at = Column("检查时间", MOMENT, required=True, starts_as="now")
    officers = Column("检查人员", OFFICERS, required=True, starts_as="me")
    checklist = Column("检查项目", CHECKLIST)
    findings = Column("发现问题", TEXT, searched=True)
    correct_by = Column("整改期限", DAY, future=True)
    present = Column("在场负责人", PERSON, searched=True)
    photos = Column("照片", PHOTOS)

    class Meta:
        table_name = "venues_step_inspect"

    @property
    def failed(self) -> list[str]:
        """The points that are not kept."""
        return [point for point, kept in self.checklist.items() if not kept]


class Recheck(Record):
    """Whether what had to be corrected was."""

    at = Column("复查时间", MOMENT, required=True, starts_as="now")
    officers = Column("复查人员", OFFICERS, required=True, starts_as="me")
    result = Column("复查结果", CHOICE, required=True, vocabulary="recheck_result")
    findings = Column("复查情况", TEXT, searched=True)
    correct_by = Column("再次整改期限", DAY, future=True)

    class Meta:
        table_name = "venues_step_recheck"

    @property
    def is_corrected(self) -> bool:
        """Nothing is left to be corrected."""
        return self.result == CORRECTED


class Visit(Record):
    """Somebody looked in, without a check."""

    at = Column("走访时间", MOMENT, required=True, starts_as="now")
    officers = Column("走访人员", OFFICERS, required=True, starts_as="me")
    note = Column("走访情况", TEXT, searched=True)

    class Meta:
        table_name = "venues_step_visit"


class Incident(Record):
    """What the police were called for; `counts` is empty where the rule of the category decides."""

    at = Column("发生时间", MOMENT, required=True, starts_as="now")
    kind = Column("警情种类", CHOICE, required=True, vocabulary="incident_kind")
    counts = Column("计入连续零警情", FLAG, hint="不填的，按场所类别的规定")
    note = Column("说明", LINE, searched=True)

    class Meta:
        table_name = "venues_step_incident"


class DaySheet(Record):
    """The sheet of a day for all venues of a category."""

    day = Column("日期", DAY, required=True, starts_as="today")
    category = Column("场所类别", CHOICE, required=True, vocabulary="venue_category")
    by = Column("填报人", OFFICER, required=True, starts_as="me")

    class Meta:
        table_name = "venues_step_day_sheet"


class Grading(Record):
    """How closely a venue is to be watched from now on."""

    grade = Column("等级", CHOICE, required=True, vocabulary="venue_grade")
    graded_on = Column("评定日期", DAY, required=True, starts_as="today")
    reason = Column("评定理由", TEXT, required=True, searched=True)

    class Meta:
        table_name = "venues_step_grade"


class Renaming(Record):
    """Other names for a venue; a name that is not given stays."""

    since = Column("更名日期", DAY, required=True, starts_as="today")
    name = Column("新名称", PERSON, searched=True)
    trading_name = Column("新实际经营名称", PERSON, searched=True)
    note = Column("依据", LINE, searched=True)

    class Meta:
        table_name = "venues_step_rename"

    def names_anew(self, venue: Venue) -> list[Becomes]:
        """The names of the venue from now on; those they replace are kept as former names."""
        name, trading_name = self.name or venue.name, self.trading_name or venue.trading_name
        before = (venue.name, venue.trading_name)
        # A name that only changes its place (from licence to door) is no former name.
        gone = [each for each in before if each and each not in (name, trading_name)]
        return [
            Venue.name.becomes(name),
            Venue.trading_name.becomes(trading_name),
            # Each once, in the order they were given up; by all of them the venue is found.
            Venue.former_names.becomes(tuple(dict.fromkeys((*venue.former_names, *gone)))),
        ]


class StatusChange(Record):
    """From an hour on a venue has another status, `leads_to`."""

    leads_to: ClassVar[str]
    # An order may begin later than it is entered: closures are announced before their hour.
    from_ = Column("起始时刻", MOMENT, required=True, starts_as="now", future=True, name="from")

    @property
    def decider(self) -> str:
        """The organ that decided it; who saw it where nobody decided."""
        raise NotImplementedError

    @property
    def order(self) -> str:
        """The number of the order; empty where nobody ordered it."""
        return ""

    @property
    def ground(self) -> str:
        """Why, in the officer's words; may be empty."""
        raise NotImplementedError


class ByOrder(StatusChange):
    """A change that an organ decided, never the station (docs/law.md §2.6)."""

    decided_by = Column("决定机关", LINE, required=True, searched=True)
    order_number = Column("决定文号", LINE, required=True, searched=True)
    note = Column("说明", LINE, searched=True)

    @property
    def decider(self) -> str:
        """The organ that decided it."""
        return self.decided_by

    @property
    def order(self) -> str:
        """The number of its decision."""
        return self.order_number

    @property
    def ground(self) -> str:
        """What was noted beside the order; mostly nothing, for the order says why."""
        return self.note or ""

    @property
    def decision(self) -> str:
        """Who decided and by which order."""
        return f"{self.decided_by} {self.order_number}"


class Suspend(ByOrder):
    """Business is interrupted by an order."""

    leads_to = SUSPENDED

    class Meta:
        table_name = "venues_step_suspend"


class Resume(ByOrder):
    """Business may go on."""

    leads_to = OPEN

    class Meta:
        table_name = "venues_step_resume"


class CloseDown(StatusChange):
    """The venue is no more, as officers saw it."""

    leads_to = CLOSED
    from_ = Column("歇业时刻", MOMENT, required=True, starts_as="now", name="from")
    observed_by = Column("核实人员", OFFICERS, required=True, starts_as="me")
    note = Column("依据", LINE, required=True, searched=True)

    class Meta:
        table_name = "venues_step_close_down"

    @property
    def decider(self) -> str:
        """The officers who saw it, as nobody decides that a venue is given up."""
        return "、".join(self.observed_by)

    @property
    def ground(self) -> str:
        """By what they saw it."""
        return self.note
