"""工作台账: the day's activity as counted rows; no person is ever recorded here."""

from ..cases import CaseKind, Figure, State
from . import patrols
from .declaration import Activity

KIND = CaseKind(
    record=Activity,
    title="工作台账",
    noun="台账",
    icon="ledger",
    number_prefix="TZ",
    states=(State("已记", "neutral"),),
    first_state=lambda row: "已记",
    day=Activity.day,
    make_title=lambda row: row.title,
    make_subtitle=lambda row: row.subtitle,
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
