"""What a month counts of fake-goods cases: cases, goods with their 余, dens."""

from ..cases import Figure

_FROM = "FROM goods_cases f JOIN cases c ON c.key = f.owner_key"
_BETWEEN = "f.found_on >= ? AND f.found_on < ?"

FIGURES = (
    Figure(
        "goods.cases",
        "查处假冒伪劣案件",
        "起",
        "假冒伪劣案件查处",
        "发现日期",
        "期间内发现的案件；联合办理的只计一次",
        "SELECT c.number, f.found_on AS day, 1000 AS thousandths, 0 AS approximate, '查处假冒伪劣案件' AS label, "
        f"'起' AS unit {_FROM} WHERE {_BETWEEN}",
    ),
    Figure(
        "goods.pieces",
        "",
        "",
        "假冒伪劣案件查处",
        "发现日期",
        "涉案物品按名称和计数单位合计，有一批带余数的合计也带余",
        "SELECT c.number, f.found_on AS day, coalesce(g.pieces, g.quantity) AS thousandths, "
        "coalesce(g.approximate, 0) AS approximate, g.name AS label, coalesce(g.pieces_unit, g.unit) AS unit "
        f"{_FROM} JOIN goods_cases_goods g ON g.owner_key = f.owner_key WHERE {_BETWEEN}",
    ),
    Figure(
        "goods.dens",
        "查明窝点",
        "个",
        "假冒伪劣案件查处",
        "溯源日期",
        "期间内经溯源查到的窝点",
        "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '查明窝点' AS label, '个' AS unit "
        "FROM steps s JOIN cases c ON c.key = s.case_key JOIN goods_cases_step_trace t ON t.owner_key = s.key "
        'JOIN goods_cases_premises p ON p.owner_key = c.key AND p."key" = t."to" '
        "WHERE s.step = 'trace' AND p.kind = '窝点' AND s.day >= ? AND s.day < ? GROUP BY c.key, p.\"key\"",
    ),
)
