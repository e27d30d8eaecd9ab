"""The fields of a dispute (docs/law.md §4.8)."""

from __future__ import annotations

from ..cases.parties import parties_field
from ..fields import (
    AMOUNT,
    AREA,
    CHECKLIST,
    CHOICE,
    DAY,
    LINE,
    MOMENT,
    NAMES,
    OFFICER,
    OFFICERS,
    TEXT,
    Field,
    Row,
)

ON_THE_SPOT_ROUTE = "现场治安调解"
PUBLIC_ORDER_ROUTES = ("治安调解", ON_THE_SPOT_ROUTE)
PEOPLES = "人民调解"
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
    Field(
        "conduct",
        "行为",
        CHOICE,
        required_when=is_public_order,
        asked_when=is_public_order,
        vocabulary="conduct",
        section="情况",
    ),
    Field(
        "circumstance",
        "可调解的情形",
        CHOICE,
        required_when=is_public_order,
        asked_when=is_public_order,
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
        "exclusions",
        "不适用调解的情形",
        CHECKLIST,
        asked_when=is_public_order,
        vocabulary="mediation_exclusion",
        hint="有一项为“是”的，不得治安调解",
        section="条件",
    ),
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
