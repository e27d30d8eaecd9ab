"""What a month counts of disputes, each by its date (docs/law.md §6.6)."""

from ..cases import Figure

_SECTION = "矛盾纠纷排查化解"
_RECEIVED = "受理日期"
_CLOSED = "结案日期"
_COUNT_RECEIVED = (
    "SELECT c.number, f.received_on AS day, 1000 AS thousandths, 0 AS approximate, {label} AS label, '起' AS unit "
    "FROM disputes f JOIN cases c ON c.key = f.owner_key WHERE f.received_on >= ? AND f.received_on < ?"
)
_COUNT_PARTIES = (
    "SELECT c.number, f.received_on AS day, 1000 * (SELECT count(*) FROM disputes_parties p WHERE p.owner_key = f.owner_key) "
    "AS thousandths, 0 AS approximate, '涉及当事人' AS label, '人次' AS unit FROM disputes f JOIN cases c ON c.key = f.owner_key "
    "WHERE f.received_on >= ? AND f.received_on < ?"
)
_SUM_AMOUNTS = (
    "SELECT c.number, f.received_on AS day, f.amount * 10 AS thousandths, 0 AS approximate, '涉及金额' AS label, '元' AS unit "
    "FROM disputes f JOIN cases c ON c.key = f.owner_key WHERE f.received_on >= ? AND f.received_on < ? AND f.amount IS NOT NULL"
)
_COUNT_CLOSED = (
    "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, {label} AS label, '起' AS unit "
    "FROM steps s JOIN cases c ON c.key = s.case_key JOIN disputes_step_close r ON r.owner_key = s.key "
    "WHERE c.kind = 'disputes' AND c.state = '已结案' AND s.step = 'close' AND s.day >= ? AND s.day < ? AND s.position = "
    "(SELECT max(position) FROM steps WHERE case_key = c.key AND step = 'close')"
)
_FINISHED_LAST = (
    "c.state IN ('已结案', '已终止', '已移交') AND s.position = (SELECT max(position) FROM steps "
    "WHERE case_key = c.key AND step IN ('close', 'terminate', 'refer'))"
)
_FINISHING = (
    "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'disputes' AND s.step IN ('close', 'terminate', 'refer') "
    "AND s.day >= ?1 AND s.day < ?2"
)
_COUNT_FINISHED = (
    "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '办结纠纷' AS label, '起' AS unit "
    f"{_FINISHING} AND {_FINISHED_LAST}"
)
_NOT_FINISHED = (
    "SELECT c.number, f.received_on AS day, '期间内受理，现为“' || c.state || '”' AS why, '' AS label "  # noqa: S608 - own text
    "FROM disputes f JOIN cases c ON c.key = f.owner_key WHERE f.received_on >= ?1 AND f.received_on < ?2 "
    "AND c.state NOT IN ('已结案', '已终止', '已移交') "
    "UNION ALL SELECT c.number, s.day, CASE WHEN c.state IN ('已结案', '已终止', '已移交') THEN '重新打开过，按最后一次办结计' "
    f"ELSE '办结后重新打开' END, '' {_FINISHING} AND NOT ({_FINISHED_LAST})"
)
# What an old ledger says of an end; without a day it is counted in no period.
_TOLD_BY_OLD_LEDGERS = (
    "FROM steps s JOIN cases c ON c.key = s.case_key JOIN disputes_step_history r ON r.owner_key = s.key "
    "WHERE s.step = 'history' AND s.day >= ?1 AND s.day < ?2 "
)
_COUNT_CLOSED_BEFORE = (
    "SELECT c.number, s.day, 1000, 0, '化解纠纷', '起' "  # noqa: S608 - own text
    + _TOLD_BY_OLD_LEDGERS
    + "AND c.state = '已结案' AND r.result = '调解成功' "
    "AND r.closed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM steps t WHERE t.case_key = c.key AND t.step = 'close')"
)
_COUNT_FINISHED_BEFORE = (
    "SELECT c.number, s.day, 1000, 0, '办结纠纷', '起' "  # noqa: S608 - own text
    + _TOLD_BY_OLD_LEDGERS
    + "AND c.state IN ('已结案', '已终止', '已移交') AND r.closed_on IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM steps t WHERE t.case_key = c.key AND t.step IN ('close', 'terminate', 'refer'))"
)
_WITHOUT_DAY_BEFORE = (
    "SELECT c.number, s.day, '旧台账没有写结案日期，不计入任何期间', '' "
    + _TOLD_BY_OLD_LEDGERS
    + "AND r.closed_on IS NULL"
)
_NOT_COUNTED_BEFORE = (
    "SELECT c.number, s.day, CASE WHEN c.state <> '已结案' THEN '旧台账记为“调解成功”，后来重新打开' "
    "WHEN r.closed_on IS NULL THEN '旧台账没有写结案日期，不计入任何期间' ELSE '旧台账记为“' || r.result || '”' END, '' "
    + _TOLD_BY_OLD_LEDGERS
    + "AND iif(c.state = '已结案', r.closed_on IS NULL OR r.result <> '调解成功', r.result = '调解成功')"
)
_OVER_BEFORE = (
    "SELECT c.number, s.day, CASE WHEN r.closed_on IS NULL THEN '旧台账记为“' || r.result || '”，没有写结案日期' "
    "ELSE '期间内“' || s.to_state || '”（旧台账）' END, '' " + _TOLD_BY_OLD_LEDGERS
)
# What was not touched since the end of the period stands as it stood then; of the rest the last step before the end tells.
_TOUCHED_SINCE = (
    "(SELECT s.case_key FROM steps s WHERE s.step IN ('mediation_session', 'agreement', 'performance', 'follow_up', 'close', "
    "'terminate', 'refer', 'reopen', 'default', 'history') AND s.day >= ?2)"
)
_OPEN_AT_THE_END = (
    "SELECT c.number, c.day AS day, 1000 AS thousandths, 0 AS approximate, '期末未化解纠纷' AS label, '起' AS unit "
    "FROM cases c WHERE c.kind = 'disputes' AND c.state IN ('受理', '调解中', '待履行', '待回访') AND ? <= '9999' AND c.day < ?2 "
    "AND c.key NOT IN {touched} UNION ALL "
    "SELECT c.number, c.day, 1000, 0, '期末未化解纠纷', '起' FROM cases c WHERE c.kind = 'disputes' AND c.day < ?2 "
    "AND c.key IN {touched} AND coalesce((SELECT s.to_state FROM steps s WHERE s.case_key = c.key AND s.day < ?2 "
    "ORDER BY s.position DESC LIMIT 1), '受理') NOT IN ('已结案', '已终止', '已移交')"
)
_ENTERED_NOW = (
    "SELECT c.number, f.received_on AS day, '期间内补录，按受理日期计入别的期间' AS why, {label} AS label "
    "FROM cases c JOIN disputes f ON f.owner_key = c.key WHERE c.kind = 'disputes' AND c.recorded_at >= ?1 "
    "AND c.recorded_at < ?2 AND NOT (f.received_on >= ?1 AND f.received_on < ?2)"
)
_WITHOUT_AMOUNT = (
    "SELECT c.number, f.received_on AS day, '没有填写涉及金额' AS why, '' AS label FROM disputes f JOIN cases c ON c.key = f.owner_key "
    "WHERE f.received_on >= ?1 AND f.received_on < ?2 AND f.amount IS NULL"
)
_REOPENED_ANOTHER_DAY = (
    "SELECT c.number, s.day, '期间内补记，按重新打开日期计入别的期间' AS why, '' AS label FROM steps s JOIN cases c ON c.key = s.case_key "
    "WHERE c.kind = 'disputes' AND s.step = 'reopen' AND s.recorded_at >= ?1 AND s.recorded_at < ?2 "
    "AND NOT (s.day >= ?1 AND s.day < ?2)"
)
_NOT_SETTLED = (
    "SELECT c.number, f.received_on AS day, '期间内受理，现为“' || c.state || '”' AS why, '' AS label "
    "FROM disputes f JOIN cases c ON c.key = f.owner_key "
    "WHERE f.received_on >= ?1 AND f.received_on < ?2 AND c.state <> '已结案' "
    "UNION ALL SELECT c.number, s.day, CASE WHEN c.state <> '已结案' THEN '结案后重新打开' WHEN s.position < "
    "(SELECT max(position) FROM steps WHERE case_key = c.key AND step = 'close') THEN '重新打开过，按最后一次结案计' "
    "ELSE '以“' || r.result || '”结案' END, '' "
    "FROM steps s JOIN cases c ON c.key = s.case_key JOIN disputes_step_close r ON r.owner_key = s.key "
    "WHERE c.kind = 'disputes' AND s.step = 'close' AND s.day >= ?1 AND s.day < ?2 AND (r.result <> '调解成功' "
    "OR c.state <> '已结案' OR s.position < (SELECT max(position) FROM steps WHERE case_key = c.key AND step = 'close'))"
)
_CLOSED_IN_THE_PERIOD = (
    "SELECT c.number, s.day, '期间内“' || s.to_state || '”' AS why, '' AS label FROM steps s JOIN cases c ON c.key = s.case_key "
    "WHERE c.kind = 'disputes' AND s.step IN ('close', 'terminate', 'refer') AND s.day >= ?1 AND s.day < ?2"
)


def _divided(key: str, breakdown: str, column: str, rule: str) -> Figure:
    return Figure(
        f"disputes.by_{key}",
        "",
        "起",
        f"{_SECTION}·{breakdown}",
        _RECEIVED,
        rule,
        _COUNT_RECEIVED.format(label=f"f.{column}"),
        left_out=_ENTERED_NOW.format(label=f"f.{column}"),
        whole="disputes.received",
        drawn=True,
    )


FIGURES = (
    Figure(
        "disputes.received",
        "受理纠纷",
        "起",
        _SECTION,
        _RECEIVED,
        "期间内受理的全部纠纷",
        _COUNT_RECEIVED.format(label="'受理纠纷'"),
        trend=True,
        left_out=_ENTERED_NOW.format(label="''"),
        headline=True,
    ),
    Figure(
        "disputes.finished",
        "办结纠纷",
        "起",
        _SECTION,
        "办结日期",
        "期间内结案、终止或移交的纠纷，重新打开过的按最后一次；调解成功率是其中调解成功的占比",
        f"{_COUNT_FINISHED} UNION ALL {_COUNT_FINISHED_BEFORE}",
        left_out=f"{_NOT_FINISHED} UNION ALL {_WITHOUT_DAY_BEFORE}",
    ),
    Figure(
        "disputes.settled",
        "化解纠纷",
        "起",
        _SECTION,
        _CLOSED,
        "期间内以“调解成功”结案的纠纷，重新打开过的按最后一次；旧台账写明调解成功和结案日期的也计",
        _COUNT_CLOSED.format(label="'化解纠纷'")
        + " AND r.result = '调解成功' UNION ALL "
        + _COUNT_CLOSED_BEFORE,
        rate="调解成功率",
        rate_of="disputes.finished",
        left_out=f"{_NOT_SETTLED} UNION ALL {_NOT_COUNTED_BEFORE}",
        headline=True,
    ),
    Figure(
        "disputes.amount",
        "涉及金额",
        "元",
        _SECTION,
        _RECEIVED,
        "期间内受理的纠纷的涉及金额；没有填写的不计",
        _SUM_AMOUNTS,
        left_out=_WITHOUT_AMOUNT,
    ),
    Figure(
        "disputes.parties",
        "涉及当事人",
        "人次",
        _SECTION,
        _RECEIVED,
        "期间内受理的纠纷的当事人；一人涉及几件的，每件各计一次",
        _COUNT_PARTIES,
        left_out=_ENTERED_NOW.format(label="''"),
    ),
    Figure(
        "disputes.reopened",
        "重新打开纠纷",
        "起",
        _SECTION,
        "重新打开日期",
        "期间内重新打开的次数",
        "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '重新打开纠纷' AS label, '起' AS unit "
        "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'disputes' AND s.step = 'reopen' "
        "AND s.day >= ? AND s.day < ?",
        left_out=_REOPENED_ANOTHER_DAY,
    ),
    Figure(
        "disputes.open",
        "期末未化解纠纷",
        "起",
        _SECTION,
        "期末",
        "到期末已经受理、还没有结案、终止或移交的纠纷",
        _OPEN_AT_THE_END.format(touched=_TOUCHED_SINCE),
        left_out=f"{_CLOSED_IN_THE_PERIOD} UNION ALL {_OVER_BEFORE}",
        listed=True,
    ),
    _divided("category", "类型", "category", "按纠纷类型分"),
    _divided("source", "来源", "source", "按来源分；一件只有一个来源"),
    _divided("risk", "风险等级", "risk_level", "按登记的风险等级分"),
    _divided("area", "社区", "area", "按发生的社区分"),
)
