"""What a month counts of disputes, each by its date (domain.md §6.6)."""

from ..cases import Figure

_RECEIVED = "受理日期"
_CLOSED = "结案日期"

_COUNT_RECEIVED = (
    "SELECT c.number, f.received_on AS day, 1000 AS thousandths, 0 AS approximate, {label} AS label, '起' AS unit "
    "FROM disputes f JOIN cases c ON c.key = f.owner_key WHERE f.received_on >= ? AND f.received_on < ?"
)
_COUNT_CLOSED = (
    "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, {label} AS label, '起' AS unit "
    "FROM steps s JOIN cases c ON c.key = s.case_key JOIN disputes_step_close r ON r.owner_key = s.key "
    "WHERE c.kind = 'disputes' AND c.state = '已结案' AND s.step = 'close' AND s.day >= ? AND s.day < ? AND s.position = "
    "(SELECT max(position) FROM steps WHERE case_key = c.key AND step = 'close')"
)
_ENTERED_NOW = (
    "SELECT c.number, f.received_on AS day, '期间内补录，按受理日期计入别的期间' AS why, {label} AS label "
    "FROM cases c JOIN disputes f ON f.owner_key = c.key WHERE c.kind = 'disputes' AND c.recorded_at >= ?1 "
    "AND c.recorded_at < ?2 AND NOT (f.received_on >= ?1 AND f.received_on < ?2)"
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

FIGURES = (
    Figure(
        "disputes.received",
        "受理纠纷",
        "起",
        "矛盾纠纷排查化解",
        _RECEIVED,
        "期间内受理的全部纠纷",
        _COUNT_RECEIVED.format(label="'受理纠纷'"),
        trend=True,
        left_out=_ENTERED_NOW.format(label="''"),
    ),
    Figure(
        "disputes.settled",
        "化解纠纷",
        "起",
        "矛盾纠纷排查化解",
        _CLOSED,
        "期间内以“调解成功”结案的纠纷，重新打开过的按最后一次",
        _COUNT_CLOSED.format(label="'化解纠纷'") + " AND r.result = '调解成功'",
        rate="化解率",
        rate_of="disputes.received",
        left_out=_NOT_SETTLED,
    ),
    Figure(
        "disputes.reopened",
        "重新打开纠纷",
        "起",
        "矛盾纠纷排查化解",
        "重新打开日期",
        "期间内重新打开的次数",
        "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '重新打开纠纷' AS label, '起' AS unit "
        "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'disputes' AND s.step = 'reopen' "
        "AND s.day >= ? AND s.day < ?",
    ),
    Figure(
        "disputes.by_category",
        "",
        "起",
        "矛盾纠纷排查化解·类型",
        _RECEIVED,
        "按纠纷类型分",
        _COUNT_RECEIVED.format(label="f.category"),
        left_out=_ENTERED_NOW.format(label="f.category"),
    ),
    Figure(
        "disputes.by_source",
        "",
        "起",
        "矛盾纠纷排查化解·来源",
        _RECEIVED,
        "按来源分",
        _COUNT_RECEIVED.format(label="f.source"),
        left_out=_ENTERED_NOW.format(label="f.source"),
    ),
)
