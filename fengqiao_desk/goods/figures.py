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
        "goods.value",
        "涉案货值",
        "元",
        "假冒伪劣案件查处",
        "发现日期",
        "数量乘单价；没有定价的物品不计",
        "SELECT c.number, f.found_on AS day, g.quantity * g.unit_price / 100 AS thousandths, "
        "coalesce(g.approximate, 0) AS approximate, '涉案货值' AS label, '元' AS unit "
        f"{_FROM} JOIN goods_cases_goods g ON g.owner_key = f.owner_key "
        f"WHERE g.unit_price IS NOT NULL AND {_BETWEEN}",
    ),
    Figure(
        "goods.transferred",
        "移送假冒伪劣案件",
        "起",
        "假冒伪劣案件查处",
        "移送日期",
        "期间内移送的案件，一案多次移送只计一次",
        "SELECT c.number, min(s.day) AS day, 1000 AS thousandths, 0 AS approximate, '移送假冒伪劣案件' AS label, "
        "'起' AS unit FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'goods_cases' "
        "AND s.step = 'transfer' AND s.day >= ? AND s.day < ? GROUP BY c.key",
    ),
    Figure(
        "goods.partners",
        "",
        "起",
        "假冒伪劣案件查处·协同单位",
        "发现日期",
        "有该单位协同的案件；一案有几个单位的，各计一次，不能相加",
        "SELECT c.number, f.found_on AS day, 1000 AS thousandths, 0 AS approximate, '与' || p.value || '联合查处' AS label, "
        f"'起' AS unit {_FROM} JOIN json_each(f.partners) p WHERE {_BETWEEN}",
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
