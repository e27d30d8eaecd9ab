"""What a month counts of fake-goods cases: cases, goods with their 余, value, dens, what was handed over; and what it leaves out."""

from ..cases.counts_by_text import text_figure

_FROM = "FROM goods_cases f JOIN cases c ON c.key = f.owner_key"
_BETWEEN = "f.found_on >= ? AND f.found_on < ?"
_ENTERED_NOW = (
    "SELECT c.number, f.found_on AS day, '期间内补录，按发现日期计入别的期间' AS why, {label} AS label "
    + _FROM
    + " {join} WHERE c.recorded_at >= ?1 AND c.recorded_at < ?2 AND NOT (f.found_on >= ?1 AND f.found_on < ?2)"
)
_BATCHES = "JOIN goods_cases_goods g ON g.owner_key = f.owner_key"
# A whole batch goes with its pieces and its 余, a part of it in the batch's own unit.
_HANDED = (
    "SELECT c.number, s.day AS day, CASE WHEN i.quantity = g.quantity THEN coalesce(g.pieces, g.quantity) ELSE i.quantity END "
    "AS thousandths, CASE WHEN i.quantity = g.quantity THEN coalesce(g.approximate, 0) ELSE 0 END AS approximate, "
    "'移送' || g.name AS label, CASE WHEN i.quantity = g.quantity THEN coalesce(g.pieces_unit, g.unit) ELSE g.unit END AS unit "
    "FROM steps s JOIN cases c ON c.key = s.case_key "
    "JOIN {items} i ON i.owner_key = s.key "
    "JOIN goods_cases_goods g ON g.owner_key = c.key AND g.row_position = i.goods "
)
_MOVED = "JOIN goods_cases_step_custody m ON m.owner_key = s.key AND m.move = '移交' "
_TRANSFERRED = "EXISTS (SELECT 1 FROM steps t WHERE t.case_key = c.key AND t.step = 'transfer')"
_STEP_BETWEEN = "s.day >= ?1 AND s.day < ?2"
_NOT_HANDED = (
    "SELECT c.number, s.day, '已随案移送计入，保管移交不重复计' AS why, '移送' || g.name AS label "
    "FROM steps s JOIN cases c ON c.key = s.case_key JOIN goods_cases_step_custody m ON m.owner_key = s.key AND m.move = '移交' "
    "JOIN goods_cases_step_custody_items i ON i.owner_key = s.key "
    "JOIN goods_cases_goods g ON g.owner_key = c.key AND g.row_position = i.goods "
    "WHERE s.step = 'custody' AND s.day >= ?1 AND s.day < ?2 "
    "AND EXISTS (SELECT 1 FROM steps t WHERE t.case_key = c.key AND t.step = 'transfer') UNION ALL "
    "SELECT c.number, s.day, '没有随案移送的部分' AS why, '移送' || g.name AS label "
    "FROM steps s JOIN cases c ON c.key = s.case_key JOIN goods_cases_goods g ON g.owner_key = c.key "
    "WHERE c.kind = 'goods_cases' AND s.step = 'transfer' AND s.day >= ?1 AND s.day < ?2 AND g.quantity > coalesce("
    "(SELECT sum(i.quantity) FROM goods_cases_step_transfer_items i WHERE i.owner_key = s.key AND i.goods = g.row_position), 0)"
)
_TOLD_BY_AN_OLD_LEDGER = (
    "(SELECT '旧台账记为“' || r.result || '”，没有登记移送的物品' FROM steps t JOIN goods_cases_step_history r "
    "ON r.owner_key = t.key WHERE t.case_key = c.key)"
)
_NOT_TRACED = (
    "SELECT c.number, f.found_on AS day, '“' || p.name || '”登记为窝点，还没有溯源查到' AS why, '' AS label "
    "FROM goods_cases f JOIN cases c ON c.key = f.owner_key "
    "JOIN goods_cases_premises p ON p.owner_key = f.owner_key AND p.kind = '窝点' "
    "WHERE f.found_on >= ?1 AND f.found_on < ?2 AND NOT EXISTS (SELECT 1 FROM steps s "
    'JOIN goods_cases_step_trace t ON t.owner_key = s.key WHERE s.case_key = c.key AND t."to" = p."key")'
)

FIGURES = (
    text_figure(
        "goods.cases",
        "查处假冒伪劣案件",
        "起",
        "假冒伪劣案件查处",
        "发现日期",
        "期间内发现的案件；联合办理的只计一次",
        "SELECT c.number, f.found_on AS day, 1000 AS thousandths, 0 AS approximate, '查处假冒伪劣案件' AS label, "
        f"'起' AS unit {_FROM} WHERE {_BETWEEN}",
        left_out=_ENTERED_NOW.format(label="''", join=""),
        headline=True,
    ),
    text_figure(
        "goods.pieces",
        "",
        "",
        "假冒伪劣案件查处",
        "发现日期",
        "涉案物品按名称和计数单位合计，有一批带余数的合计也带余",
        "SELECT c.number, f.found_on AS day, coalesce(g.pieces, g.quantity) AS thousandths, "
        "coalesce(g.approximate, 0) AS approximate, g.name AS label, coalesce(g.pieces_unit, g.unit) AS unit "
        f"{_FROM} {_BATCHES} WHERE {_BETWEEN}",
        left_out=_ENTERED_NOW.format(label="g.name", join=_BATCHES),
    ),
    text_figure(
        "goods.value",
        "涉案货值",
        "元",
        "假冒伪劣案件查处",
        "发现日期",
        "数量乘单价；没有定价的物品不计",
        "SELECT c.number, f.found_on AS day, g.quantity * g.unit_price / 100 AS thousandths, "
        "coalesce(g.approximate, 0) AS approximate, '涉案货值' AS label, '元' AS unit "
        f"{_FROM} {_BATCHES} WHERE g.unit_price IS NOT NULL AND {_BETWEEN}",
        left_out="SELECT c.number, f.found_on AS day, g.name || '没有定价' AS why, '' AS label "
        f"{_FROM} {_BATCHES} WHERE g.unit_price IS NULL AND f.found_on >= ?1 AND f.found_on < ?2 "
        "UNION ALL " + _ENTERED_NOW.format(label="''", join=""),
    ),
    text_figure(
        "goods.transferred",
        "移送假冒伪劣案件",
        "起",
        "假冒伪劣案件查处",
        "移送日期",
        "期间内移送的案件，一案多次移送只计一次",
        "SELECT c.number, min(s.day) AS day, 1000 AS thousandths, 0 AS approximate, '移送假冒伪劣案件' AS label, "
        "'起' AS unit FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'goods_cases' "
        "AND s.step = 'transfer' AND s.day >= ? AND s.day < ? GROUP BY c.key",
        left_out=f"SELECT c.number, f.found_on AS day, coalesce({_TOLD_BY_AN_OLD_LEDGER}, "
        "'期间内发现，没有移送，现为“' || c.state || '”') AS why, '' AS label "
        f"{_FROM} WHERE f.found_on >= ?1 AND f.found_on < ?2 AND NOT {_TRANSFERRED}",
    ),
    text_figure(
        "goods.handed_over",
        "",
        "",
        "假冒伪劣案件查处",
        "移送（移交）日期",
        "随案移送的物品，没有移送案件的计保管移交；整批的按件数并带余数，部分的按该批的单位",
        _HANDED.format(items="goods_cases_step_transfer_items")
        + f"WHERE c.kind = 'goods_cases' AND s.step = 'transfer' AND {_STEP_BETWEEN} UNION ALL "
        + _HANDED.format(items="goods_cases_step_custody_items")
        + f"{_MOVED} WHERE c.kind = 'goods_cases' AND s.step = 'custody' AND {_STEP_BETWEEN} AND NOT {_TRANSFERRED}",
        left_out=_NOT_HANDED,
    ),
    text_figure(
        "goods.partners",
        "",
        "起",
        "假冒伪劣案件查处·协同单位",
        "发现日期",
        "有该单位协同的案件；一案有几个单位的，各计一次，不能相加",
        "SELECT c.number, f.found_on AS day, 1000 AS thousandths, 0 AS approximate, '与' || p.value || '联合查处' AS label, "
        f"'起' AS unit {_FROM} JOIN json_each(f.partners) p WHERE {_BETWEEN}",
        left_out=_ENTERED_NOW.format(
            label="'与' || p.value || '联合查处'", join="JOIN json_each(f.partners) p"
        ),
    ),
    text_figure(
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
        left_out=_NOT_TRACED,
    ),
)
