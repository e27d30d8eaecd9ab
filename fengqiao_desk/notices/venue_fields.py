"""The fields of a venue and of the steps on its timeline (docs/law.md §4.9, §4.10)."""

from __future__ import annotations

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
    Field,
)

POLICE = ("民警", "所领导")
PEOPLE, SIZE = "责任人员", "规模与等级"

VENUE_FIELDS = (
    Field("name", "名称", PERSON, required=True, searched=True, indexed=True),
    Field("trading_name", "实际经营名称", PERSON, searched=True),
    Field("former_names", "曾用名", NAMES, searched=True),
    Field("category", "类别", CHOICE, required=True, vocabulary="venue_category", listed=True),
    Field("registered_on", "登记日期", DAY, starts_as="today", listed=True),
    Field("opened_on", "开业日期", DAY),
    Field("credit_code", "统一社会信用代码", CREDIT_CODE, searched=True),
    Field("licence", "许可证号", LINE, searched=True),
    Field("address", "地址", LINE, required=True, searched=True, listed=True),
    Field("area", "社区", AREA, required=True, listed=True),
    Field("belongs_to", "所属小区或单位", LINE, searched=True),
    Field("status", "经营状态", CHOICE, required=True, vocabulary="venue_status"),
    Field("person_in_charge", "负责人", PERSON, searched=True, listed=True, section=PEOPLE),
    Field("phone", "联系电话", PHONE, searched=True, masked=True, section=PEOPLE),
    Field("operator", "实际经营人", PERSON, searched=True, section=PEOPLE),
    Field("operator_phone", "实际经营人电话", PHONE, searched=True, masked=True, section=PEOPLE),
    Field("safety_officer", "治安负责人", PERSON, searched=True, section=PEOPLE),
    Field("fire_officer", "消防负责人", PERSON, searched=True, section=PEOPLE),
    Field(
        "officer",
        "责任民警",
        OFFICER,
        required=True,
        roles=POLICE,
        starts_as="me",
        listed=True,
        section=PEOPLE,
    ),
    Field("floor_area", "面积（平方米）", QUANTITY, section=SIZE),
    Field("capacity", "核定人数", COUNT, section=SIZE),
    Field("rooms", "包厢数", COUNT, section=SIZE),
    Field("machines", "上网电脑或游艺机数", COUNT, section=SIZE),
    Field("guards", "保安人数", COUNT, section=SIZE),
    Field("grade", "等级", CHOICE, vocabulary="venue_grade", listed=True, section=SIZE),
    Field("graded_on", "评定日期", DAY, section=SIZE),
)

INSPECT_FIELDS = (
    Field("at", "检查时间", MOMENT, required=True, starts_as="now"),
    Field("officers", "检查人员", OFFICERS, required=True, starts_as="me"),
    Field("checklist", "检查项目", CHECKLIST),
    Field("findings", "发现问题", TEXT, searched=True),
    Field("correct_by", "整改期限", DAY, future=True),
    Field("present", "在场负责人", PERSON, searched=True),
    Field("photos", "照片", PHOTOS),
)

RECHECK_FIELDS = (
    Field("at", "复查时间", MOMENT, required=True, starts_as="now"),
    Field("officers", "复查人员", OFFICERS, required=True, starts_as="me"),
    Field("result", "复查结果", CHOICE, required=True, vocabulary="recheck_result"),
    Field("findings", "复查情况", TEXT, searched=True),
    Field("correct_by", "再次整改期限", DAY, future=True),
)

VISIT_FIELDS = (
    Field("at", "走访时间", MOMENT, required=True, starts_as="now"),
    Field("officers", "走访人员", OFFICERS, required=True, starts_as="me"),
    Field("note", "走访情况", TEXT, searched=True),
)

GRADE_FIELDS = (
    Field("grade", "等级", CHOICE, required=True, vocabulary="venue_grade"),
    Field("graded_on", "评定日期", DAY, required=True, starts_as="today"),
    Field("reason", "评定理由", TEXT, required=True, searched=True),
)

RENAME_FIELDS = (
    Field("since", "更名日期", DAY, required=True, starts_as="today"),
    Field("name", "新名称", PERSON, searched=True),
    Field("trading_name", "新实际经营名称", PERSON, searched=True),
    Field("note", "依据", LINE, searched=True),
)

INCIDENT_FIELDS = (
    Field("at", "发生时间", MOMENT, required=True, starts_as="now"),
    Field("kind", "警情种类", CHOICE, required=True, vocabulary="incident_kind"),
    Field("counts", "计入连续零警情", FLAG, hint="不填的，按场所类别的规定"),
    Field("note", "说明", LINE, searched=True),
)

DAY_SHEET_FIELDS = (
    Field("day", "日期", DAY, required=True, starts_as="today"),
    Field("category", "场所类别", CHOICE, required=True, vocabulary="venue_category"),
    Field("by", "填报人", OFFICER, required=True, starts_as="me"),
)

ORDER_FIELDS = (
    Field("from", "起始时刻", MOMENT, required=True, starts_as="now", future=True),
    Field("decided_by", "决定机关", LINE, required=True, searched=True),
    Field("order_number", "决定文号", LINE, required=True, searched=True),
    Field("note", "说明", LINE, searched=True),
)

CLOSE_FIELDS = (
    Field("from", "歇业时刻", MOMENT, required=True, starts_as="now"),
    Field("observed_by", "核实人员", OFFICERS, required=True, starts_as="me"),
    Field("note", "依据", LINE, required=True, searched=True),
)
