"""The fields of a dispute and of each of its steps (domain.md §4.8; 程序规定第184条)."""

from __future__ import annotations

from ..cases.parties import parties_field
from ..fields import (
    AMOUNT,
    AREA,
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
    Row,
)

PUBLIC_ORDER_ROUTES = ("治安调解", "现场治安调解")
MAY_MEDIATE = ("民警", "所领导")


def is_public_order(row: Row) -> bool:
    """Whether the route treats the matter as a violation of public order (程序规定第178条)."""
    return row.get("route") in PUBLIC_ORDER_ROUTES


DISPUTE_FIELDS = (
    Field("received_on", "受理日期", DAY, required=True, starts_as="today", listed=True, section="情况"),
    Field("occurred_at", "发生时间", MOMENT, section="情况"),
    Field("source", "来源", CHOICE, required=True, vocabulary="case_source", listed=True, section="情况"),
    Field(
        "category", "类型", CHOICE, required=True, vocabulary="dispute_category", listed=True, section="情况"
    ),
    Field(
        "route", "处理途径", CHOICE, required=True, vocabulary="dispute_route", listed=True, section="情况"
    ),
    Field("conduct", "行为", CHOICE, required_when=is_public_order, vocabulary="conduct", section="情况"),
    Field(
        "circumstance",
        "可调解的情形",
        CHOICE,
        required_when=is_public_order,
        vocabulary="circumstance",
        section="情况",
    ),
    Field(
        "risk_level", "风险等级", CHOICE, required=True, vocabulary="risk_level", listed=True, section="情况"
    ),
    Field("area", "社区", AREA, required=True, listed=True, section="情况"),
    Field("place", "地点", LINE, required=True, searched=True, listed=True, section="情况"),
    Field("facts", "主要事实", TEXT, required=True, searched=True, section="情况"),
    Field("claims", "诉求", TEXT, searched=True, section="情况"),
    Field("amount", "涉及金额", AMOUNT, section="情况"),
    Field(
        "officer",
        "责任民警",
        OFFICER,
        required=True,
        roles=MAY_MEDIATE,
        starts_as="me",
        listed=True,
        section="办理",
    ),
    Field("auxiliaries", "辅警", OFFICERS, roles=("辅警",), section="办理"),
    Field("partners", "协同单位", NAMES, vocabulary="partner", searched=True, section="办理"),
    parties_field(),
)

SESSION_FIELDS = (
    Field("held_at", "调解时间", MOMENT, required=True, starts_as="now"),
    Field("place", "调解地点", LINE, required=True, searched=True),
    Field("mediators", "主持人", OFFICERS, required=True, roles=MAY_MEDIATE, starts_as="me"),
    Field("auxiliaries", "辅警", OFFICERS, roles=("辅警",)),
    Field("recording_no", "录音录像编号", LINE, searched=True, hint="一名民警带辅警调解的，必须全程录音录像"),
    Field("participants", "邀请参加人", NAMES, searched=True),
    Field("record", "调解记录", TEXT, required=True, searched=True),
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
