"""A dispute and its parties, with the law that follows from their fields alone (docs/law.md §4.8)."""

from __future__ import annotations

from datetime import date

from ..cases.parties import SUSPECT, VICTIM, Party, names_title, parties_of
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
    Column,
    Record,
    Row,
)

ON_THE_SPOT_ROUTE = "现场治安调解"
PUBLIC_ORDER_ROUTES = ("治安调解", ON_THE_SPOT_ROUTE)
PEOPLES = "人民调解"
CIVIL_ROUTE = "告知"
MAY_MEDIATE = ("民警", "所领导")


# The two below read a row and no record: a form asks them while half of it is still untyped, and a record
# would have to pretend.
def _is_typed_as_public_order(row: Row) -> bool:
    """`Dispute.is_public_order` of a form that is still being filled."""
    return row.get("route") in PUBLIC_ORDER_ROUTES


def _is_typed_as_on_the_spot(row: Row) -> bool:
    """`Dispute.is_on_the_spot` of a form that is still being filled."""
    return row.get("route") == ON_THE_SPOT_ROUTE


class DisputeParty(Party):
    """Somebody in a dispute."""

    class Meta:
        table_name = "disputes_parties"

    @property
    def is_suspect(self) -> bool:
        """Whether an offence is laid to him."""
        return self.role == SUSPECT


class Dispute(Record):
    """A dispute as it is received."""

    received_on = Column("受理日期", DAY, required=True, starts_as="today", listed=True, section="情况")
    occurred_at = Column("发生时间", MOMENT, section="情况")
    source = Column("来源", CHOICE, required=True, vocabulary="case_source", listed=True, section="情况")
    category = Column(
        "类型", CHOICE, required=True, vocabulary="dispute_category", listed=True, section="情况"
    )
    route = Column("处理途径", CHOICE, required=True, vocabulary="dispute_route", listed=True, section="情况")
    conduct = Column(
        "行为",
        CHOICE,
        required_when=_is_typed_as_public_order,
        asked_when=_is_typed_as_public_order,
        vocabulary="conduct",
        section="情况",
    )
    circumstance = Column(
        "可调解的情形",
        CHOICE,
        required_when=_is_typed_as_public_order,
        asked_when=_is_typed_as_public_order,
        vocabulary="circumstance",
        section="情况",
    )
    risk_level = Column(
        "风险等级", CHOICE, required=True, vocabulary="risk_level", listed=True, section="情况"
    )
    area = Column("社区", AREA, required=True, listed=True, section="情况")
    place = Column("地点", LINE, required=True, searched=True, listed=True, section="情况")
    facts = Column("主要事实", TEXT, required=True, searched=True, section="情况")
    claims = Column("诉求", TEXT, searched=True, section="情况")
    amount = Column("涉及金额", AMOUNT, section="情况")
    # A checklist and no flags: which points there are is a vocabulary, dated like the law that lists them
    # (程序规定第179条).
    exclusions = Column(
        "不适用调解的情形",
        CHECKLIST,
        asked_when=_is_typed_as_public_order,
        vocabulary="mediation_exclusion",
        hint="有一项为“是”的，不得治安调解",
        section="条件",
    )
    on_spot_exclusions = Column(
        "不能现场调解的情形",
        CHECKLIST,
        asked_when=_is_typed_as_on_the_spot,
        vocabulary="on_spot_exclusion",
        hint="达成协议以前逐项查明；有一项为“是”的，不得现场治安调解",
        section="条件",
    )
    officer = Column(
        "责任民警", OFFICER, required=True, roles=MAY_MEDIATE, starts_as="me", listed=True, section="办理"
    )
    auxiliaries = Column("辅警", OFFICERS, roles=("辅警",), section="办理")
    partners = Column("协同单位", NAMES, vocabulary="partner", searched=True, section="办理")
    parties = parties_of(DisputeParty)

    class Meta:
        table_name = "disputes"

    @property
    def is_public_order(self) -> bool:
        """Whether the route treats the matter as a violation of public order (程序规定第178条)."""
        return self.route in PUBLIC_ORDER_ROUTES

    @property
    def is_on_the_spot(self) -> bool:
        """Whether it is to be mediated and performed at once (程序规定第178条第三款)."""
        return self.route == ON_THE_SPOT_ROUTE

    @property
    def is_peoples(self) -> bool:
        """Whether the 调委会 mediates it (人民调解法第18条)."""
        return self.route == PEOPLES

    @property
    def is_civil(self) -> bool:
        """Whether the parties are only told where to go (程序规定第178条第二款)."""
        return self.route == CIVIL_ROUTE

    @property
    def title(self) -> str:
        """`张三 与 李四等3人`."""
        return names_title(self.parties)

    @property
    def subtitle(self) -> str:
        """`邻里纠纷 · 示例路1号`."""
        return f"{self.category} · {self.place}"

    @property
    def names(self) -> str:
        """`张三、李四`."""
        return "、".join(party.name for party in self.parties)

    @property
    def missing_roles(self) -> list[str]:
        """Who is not there of suspect and victim."""
        roles = [party.role for party in self.parties]
        return [role for role in (SUSPECT, VICTIM) if role not in roles]

    @property
    def exclusion(self) -> str | None:
        """The first point that forbids 治安调解 (程序规定第179条)."""
        return _first_that_applies(self.exclusions)

    @property
    def on_spot_exclusion(self) -> str | None:
        """The first point that forbids to settle it on the spot (程序规定第178条第三款)."""
        return _first_that_applies(self.on_spot_exclusions)

    def minor_without_guardian(self, day: date) -> str | None:
        """The first who is a minor on the day and has no guardian (程序规定第181条)."""
        return next(
            (party.name for party in self.parties if not party.guardian and party.is_minor_on(day)), None
        )


def _first_that_applies(answers: dict[str, bool]) -> str | None:
    return next((point for point, applies in answers.items() if applies), None)
