"""工作台账: the day's activity as counted rows; no person is ever recorded here."""

from ..cases import CaseKind, Figure, State
from ..fields import AREA, CHOICE, DAY, FLAG, LINE, NAMES, OFFICERS, QUANTITY, Field, Row
from . import patrols


def _shown_quantity(values: Row) -> str:
    return f"{values['quantity']}{'余' if values['approximate'] else ''}{values['unit']}"


def _title(values: Row) -> str:
    return f"{values['activity']} {_shown_quantity(values)}"


def _subtitle(values: Row) -> str:
    parts = [values["area"], "、".join(values["partners"] or []), values["note"]]
    return " · ".join(part for part in parts if part)


KIND = CaseKind(
    key="activities",
    title="工作台账",
    noun="台账",
    icon="ledger",
    number_prefix="TZ",
    fields=(
        Field("day", "日期", DAY, required=True, starts_as="today", listed=True),
        Field("activity", "事项", CHOICE, required=True, vocabulary="activity", listed=True, searched=True),
        Field(
            *("quantity", "数量", QUANTITY),
            required=True,
            unit_field="unit",
            remainder_field="approximate",
            listed=True,
        ),
        Field("unit", "单位", CHOICE, required=True, vocabulary="unit", listed=True),
        Field("approximate", "有余数（余）", FLAG, listed=True),
        Field("officers", "参加人员", OFFICERS, starts_as="me"),
        Field("area", "社区", AREA, listed=True),
        Field("partners", "协同单位", NAMES, vocabulary="partner", searched=True),
        Field("note", "备注", LINE, searched=True),
    ),
    states=(State("已记", "neutral"),),
    first_state=lambda values: "已记",
    day_field="day",
    make_title=_title,
    make_subtitle=_subtitle,
    received_verb="登记",
    figures=(
        Figure(
            "activities",
            "",
            "",
            "工作台账",
            "活动日期",
            "按事项和单位合计，余数保留",
            "SELECT c.number, f.day, f.quantity AS thousandths, coalesce(f.approximate, 0) AS approximate, "
            "f.activity AS label, f.unit FROM activities f JOIN cases c ON c.key = f.owner_key WHERE f.day >= ? AND f.day < ?",
            section_vocabulary="activity",
            left_out="SELECT c.number, f.day, '期间内补记，按活动日期计入别的期间' AS why, f.activity AS label "
            "FROM cases c JOIN activities f ON f.owner_key = c.key WHERE c.kind = 'activities' AND c.recorded_at >= ?1 "
            "AND c.recorded_at < ?2 AND NOT (f.day >= ?1 AND f.day < ?2)",
        ),
        patrols.SHARE,
    ),
)
