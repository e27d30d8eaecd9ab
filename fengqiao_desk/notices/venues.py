"""场所: venues and the other registers of the same shape, with inspections, incidents, day sheets and periods of closure."""

from __future__ import annotations

from ..cases import CaseKind, DeadlineDue, Figure, Situation, State, Step
from ..cases.records import Case
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
    OFFICER,
    OFFICERS,
    PERSON,
    PHONE,
    QUANTITY,
    TEXT,
    Field,
    Row,
)
from ..problems import Refused
from ..station import Station
from ..values.days import parse_day
from .figures import STANDING_FIGURES

VENUE_FIELDS = (
    Field("name", "名称", PERSON, required=True, searched=True),
    Field("trading_name", "实际经营名称", PERSON, searched=True),
    Field("category", "类别", CHOICE, required=True, vocabulary="venue_category", listed=True),
    Field("registered_on", "登记日期", DAY, starts_as="today", listed=True),
    Field("credit_code", "统一社会信用代码", CREDIT_CODE, searched=True),
    Field("licence", "许可证号", LINE, searched=True),
    Field("address", "地址", LINE, required=True, searched=True, listed=True),
    Field("area", "社区", AREA, required=True, listed=True),
    Field("belongs_to", "所属小区或单位", LINE, searched=True),
    Field("person_in_charge", "负责人", PERSON, searched=True, listed=True),
    Field("phone", "联系电话", PHONE, searched=True, masked=True),
    Field(
        "officer", "责任民警", OFFICER, required=True, roles=("民警", "所领导"), starts_as="me", listed=True
    ),
    Field("floor_area", "面积（平方米）", QUANTITY),
    Field("capacity", "核定人数", COUNT),
    Field("rooms", "包厢数", COUNT),
    Field("status", "经营状态", CHOICE, required=True, vocabulary="venue_status"),
)

INSPECT_FIELDS = (
    Field("at", "检查时间", MOMENT, required=True, starts_as="now"),
    Field("officers", "检查人员", OFFICERS, required=True, starts_as="me"),
    Field("checklist", "检查项目", CHECKLIST),
    Field("findings", "发现问题", TEXT, searched=True),
    Field("correct_by", "整改期限", DAY, future=True),
)

INCIDENT_FIELDS = (
    Field("at", "发生时间", MOMENT, required=True, starts_as="now"),
    Field("kind", "警情种类", CHOICE, required=True, vocabulary="incident_kind"),
    Field("counts", "计入连续零警情", FLAG, required=True),
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


def _fill_registration_day(values: Row, situation: Situation) -> Row:
    return {"registered_on": values["registered_on"] or situation.act.day.isoformat()}


def _status_is_not_changed_by_hand(situation: Situation) -> Refused | None:
    """Closing and reopening are facts decided by an organ, entered as steps (domain.md §4.10)."""
    case = situation.case
    if case is not None and situation.entry["status"] != case.values["status"]:
        return Refused("经营状态要用“登记暂停”“登记恢复”办理，写明决定机关和文号", "", "status")
    return None


def _one_officer_does_not_inspect(situation: Situation) -> Refused | None:
    """An inspection needs two (程序规定第52条)."""
    if len(situation.entry["officers"]) < 2:
        return Refused("检查应有两名以上人员", "公安机关办理行政案件程序规定第52条", "officers")
    return None


def _sheet_fits_the_venue(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    if situation.entry["category"] != case.values["category"]:
        return Refused(f"该场所是{case.values['category']}，日报应报这一类", "", "category")
    return None


def _status(state: str) -> dict[str, str]:
    return {"status": state}


def _deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """A correction set at an inspection is due until the next inspection."""
    inspections = case.taken("inspect")
    if not inspections or not inspections[-1].entry["correct_by"]:
        return []
    day = parse_day(inspections[-1].entry["correct_by"])
    return [DeadlineDue("ZG", "责令改正后复查", day, day, "inspect")]


KIND = CaseKind(
    key="venues",
    title="场所",
    noun="场所",
    icon="venue",
    number_prefix="CS",
    fields=VENUE_FIELDS,
    states=(State("营业", "good"), State("暂停", "warning"), State("歇业", "neutral")),
    first_state=lambda values: str(values["status"]),
    day_field="registered_on",
    make_title=lambda values: str(values["trading_name"] or values["name"]),
    make_subtitle=lambda values: f"{values['category']} · {values['address']}",
    received_verb="登记",
    complete=_fill_registration_day,
    guards=(_status_is_not_changed_by_hand,),
    steps=(
        Step(
            "inspect",
            "检查",
            INSPECT_FIELDS,
            day_field="at",
            guards=(_one_officer_does_not_inspect,),
            summary=lambda entry: str(entry["findings"] or "未发现问题"),
        ),
        Step(
            "incident",
            "登记警情",
            INCIDENT_FIELDS,
            day_field="at",
            summary=lambda entry: f"{entry['kind']} {entry['note'] or ''}",
        ),
        Step(
            "day_sheet",
            "日报",
            DAY_SHEET_FIELDS,
            day_field="day",
            guards=(_sheet_fits_the_venue,),
            summary=lambda entry: f"{entry['category']} {entry['day']}",
        ),
        Step(
            "suspend",
            "登记暂停",
            ORDER_FIELDS,
            ("营业",),
            ("暂停",),
            day_field="from",
            sets=lambda situation: _status("暂停"),
            summary=lambda entry: f"{entry['decided_by']} {entry['order_number']}",
        ),
        Step(
            "resume",
            "登记恢复",
            ORDER_FIELDS,
            ("暂停",),
            ("营业",),
            day_field="from",
            sets=lambda situation: _status("营业"),
            summary=lambda entry: f"{entry['decided_by']} {entry['order_number']}",
        ),
    ),
    deadlines=_deadlines,
    figures=(
        Figure(
            "venues.registered",
            "",
            "",
            "登记底数",
            "期末",
            "期末在册的场所、小区、监测点、企业和项目，按类别",
            "SELECT c.number, f.registered_on AS day, 1000 AS thousandths, 0 AS approximate, f.category AS label, "
            "coalesce((SELECT json_extract(t.facts, '$.measure') FROM terms t WHERE t.vocabulary = 'venue_category' "
            "AND t.label = f.category ORDER BY t.valid_from DESC LIMIT 1), '个') AS unit "
            "FROM venues f JOIN cases c ON c.key = f.owner_key WHERE ? <= '9999' AND f.registered_on < ? AND c.state <> '歇业'",
        ),
        Figure(
            "venues.inspected",
            "检查场所",
            "家次",
            "场所管理与告知书送达",
            "检查日期",
            "期间内的检查次数",
            "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '检查场所' AS label, '家次' AS unit "
            "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'venues' AND s.step = 'inspect' "
            "AND s.day >= ? AND s.day < ?",
        ),
        *STANDING_FIGURES,
    ),
)
