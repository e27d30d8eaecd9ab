"""The fields of each step of a dispute (程序规定第184条; docs/law.md §2.1, 2.7, 4.5)."""

from __future__ import annotations

from ..fields import (
    AMOUNT,
    CHOICE,
    COUNT,
    DAY,
    FLAG,
    LINE,
    MOMENT,
    NAMES,
    OFFICER,
    OFFICERS,
    PERSON,
    PHONE,
    ROWS,
    TEXT,
    Field,
)
from .declaration import MAY_MEDIATE

SESSION_FIELDS = (
    Field("held_at", "调解时间", MOMENT, required=True, starts_as="now"),
    Field("place", "调解地点", LINE, required=True, searched=True),
    Field("mediators", "主持人", OFFICERS, required=True, roles=MAY_MEDIATE, starts_as="me"),
    Field("auxiliaries", "辅警", OFFICERS, roles=("辅警",)),
    Field(
        "recording_no", "录音录像编号", LINE, searched=True, hint="治安调解只有一名民警的，必须全程录音录像"
    ),
    Field("participants", "邀请参加人", NAMES, searched=True),
    Field("record", "调解记录", TEXT, required=True, searched=True, blocks="mediation_blocks"),
    Field("outcome", "结果", CHOICE, required=True, vocabulary="session_outcome"),
)

WITNESS_FIELDS = (
    Field("name", "姓名", PERSON, required=True, searched=True),
    Field("address", "住址或单位", LINE),
    Field("phone", "联系电话", PHONE, masked=True),
)

ON_THE_SPOT = "当场履行"

CLAUSE_FIELDS = (
    Field("who", "履行人", PERSON, required=True, searched=True),
    Field("to", "对方", PERSON, required=True, searched=True),
    Field("does", "履行内容", LINE, required=True, searched=True),
    Field("amount", "金额", AMOUNT),
    Field("due_on", "履行期限", DAY, required=True, future=True),
    Field("manner", "履行方式", LINE, required=True, hint=f"写“{ON_THE_SPOT}”的，视为已经履行"),
)

AGREEMENT_FIELDS = (
    Field("agreed_on", "达成日期", DAY, required=True, starts_as="today"),
    Field("form", "协议形式", CHOICE, required=True, vocabulary="agreement_form"),
    Field("witnesses", "见证人", ROWS, rows=WITNESS_FIELDS),
    Field("clauses", "协议条款", ROWS, required=True, rows=CLAUSE_FIELDS),
)

PERFORMANCE_FIELDS = (
    Field("clause", "第几条", COUNT, required=True),
    Field("performed_on", "履行日期", DAY, required=True, starts_as="today"),
    Field("amount", "履行金额", AMOUNT),
    Field("proof", "凭证", LINE, searched=True),
)

FOLLOW_UP_FIELDS = (
    Field("visited_on", "回访日期", DAY, required=True, starts_as="today"),
    Field("by", "回访人", OFFICER, required=True, starts_as="me"),
    Field("how", "回访方式", CHOICE, required=True, vocabulary="follow_up_mode"),
    Field("satisfied", "当事人满意", FLAG, required=True),
    Field("escalation_sign", "有激化迹象", FLAG, required=True),
    Field("note", "回访情况", TEXT, searched=True),
)

CLOSE_FIELDS = (
    Field("closed_on", "结案日期", DAY, required=True, starts_as="today"),
    Field("result", "结果", CHOICE, required=True, vocabulary="dispute_result"),
)

TERMINATE_FIELDS = (
    Field("on", "终止日期", DAY, required=True, starts_as="today"),
    Field("reason", "终止原因", LINE, required=True, vocabulary="termination_reason"),
    Field("told_of_court", "已告知可以向法院起诉", FLAG, required=True),
)

REFER_FIELDS = (
    Field("on", "移交日期", DAY, required=True, starts_as="today"),
    Field("to", "移交给", LINE, required=True, searched=True),
    Field("why", "移交理由", LINE, required=True),
)

REOPEN_FIELDS = (
    Field("on", "重新打开日期", DAY, required=True, starts_as="today"),
    Field("reason", "理由", LINE, required=True),
)

DEFAULT_FIELDS = (
    Field("on", "查明未履行的日期", DAY, required=True, starts_as="today"),
    Field("clause", "第几条", COUNT, required=True),
    Field("reason", "未履行的情况", LINE, required=True, searched=True),
    Field("told_of_court", "已告知可以向法院起诉", FLAG, required=True),
)

CONFIRMATION_FIELDS = (
    Field("on", "申请日期", DAY, required=True, starts_as="today"),
    Field("court", "人民法院", LINE, required=True, searched=True),
    Field("concerns_status", "涉及身份、收养或婚姻关系确认", FLAG, required=True),
    Field("result", "受理或确认结果", LINE, searched=True),
)

SUSPEND_FIELDS = (
    Field("from", "停算起始日", DAY, required=True, starts_as="today"),
    Field("why", "停算事由", LINE, required=True, searched=True, hint="如鉴定"),
)

RESUME_FIELDS = (Field("on", "恢复计算日", DAY, required=True, starts_as="today"),)

EXTEND_FIELDS = (
    Field("on", "批准日期", DAY, required=True, starts_as="today"),
    Field("approved_by", "批准机关", LINE, required=True),
    Field("days", "延长天数", COUNT, required=True),
    Field("reason", "延长理由", LINE, required=True),
)

HAND_OVER_FIELDS = (
    Field("on", "转办日期", DAY, required=True, starts_as="today"),
    Field("to_officer", "转给民警", OFFICER, roles=MAY_MEDIATE),
    Field(
        "to_organ",
        "转给单位",
        LINE,
        searched=True,
        required_when=lambda row: not row.get("to_officer"),
    ),
    Field("due_back", "应回复日期", DAY, required=True, future=True),
    Field("why", "事由", LINE, required=True),
)

NOTE_FIELDS = (
    Field("on", "日期", DAY, required=True, starts_as="today"),
    Field("note", "更正或补充说明", TEXT, required=True, searched=True),
)
