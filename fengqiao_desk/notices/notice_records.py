"""A notice and what is told of its service on its timeline, as records (docs/law.md §4.9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..fields import (
    CHOICE,
    DAY,
    LINE,
    MOMENT,
    OFFICERS,
    PERSON,
    PHONE,
    PHOTOS,
    Column,
    EntryContext,
    Field,
    Record,
    Row,
)
from ..fields.kinds import LineKind
from .templates import NEEDS_ORDER, relays, shipped_templates

DRAFT: Final = "草稿"
ISSUED: Final = "已签发"
SIGNED_FOR: Final = "已签收"
LEFT: Final = "已留置"
PUBLISHED: Final = "已公告"
FOUND_CLOSED: Final = "关门"
WITHDRAWN: Final = "已撤回"
VOIDED: Final = "已作废"
OUTSTANDING: Final = (ISSUED, FOUND_CLOSED)
"""It can still be served."""
REACHED: Final = (SIGNED_FOR, LEFT, PUBLISHED)
"""It was served."""

_SIGNED = ("签收", "代收")
_REFUSED = ("拒收", "留置")
_LEFT_BEHIND = "留置"
_BY_ANOTHER = ("家属代收", "单位代收", "居（村）委会代收")
_BY_WITNESS, _BY_RECORDING = "留置送达（见证人）", "留置送达（录音录像）"
LEAVING: Final = (_BY_WITNESS, _BY_RECORDING)
"""The two ways of leaving a paper behind, by what proves each."""
# 程序规定第36条 comes to these only when it could not be given by hand, so they say why.
_LATER = ("委托送达", "邮寄送达", "电子送达", "公告送达")
_PUBLIC = "公告送达"
_POSTED, _POSTED_OUT = "公告", "公告期满"
_PROXIES = ("受委托人", "其他")


def _needs_order(row: Row) -> bool:
    """Of a shipped template; what one of the station's own needs is asked by a guard, for a row knows no station."""
    template = shipped_templates().get(str(row.get("template")))
    return template is not None and relays(template)


class TemplateKind(LineKind):
    """The key of a template, shown by its use; one of the station's own is called by its key."""

    def show(self, value: str | None) -> str:
        """What the template is for; its key where it is none that ships."""
        shipped = shipped_templates().get(value or "")
        return shipped.use if shipped else super().show(value)

    def offered(self, context: EntryContext) -> Sequence[tuple[str, str]]:
        """Every template of the day, the station's own too."""
        return list(context.wordings(NEEDS_ORDER).items())


TEMPLATE = TemplateKind()


class Notice(Record):
    """A notice to a venue, with what it says of the venue as that stood on the day of drafting."""

    drafted_on = Column("拟稿日期", DAY, required=True, starts_as="today", listed=True)
    template = Column(
        "模板", TEMPLATE, required=True, hint="compliance、closure_relay、reopening，或本所自己的模板"
    )
    venue = Column("场所编号", LINE, required=True, searched=True, indexed=True)
    venue_name = Column("场所名称", LINE, required=True, searched=True, listed=True)
    trading_name = Column("实际经营名称", LINE, searched=True)
    category = Column("类别", CHOICE, required=True, vocabulary="venue_category", listed=True)
    law = Column("适用法规", LINE, required=True)
    addressed_as = Column("标题里的称呼", LINE)
    address = Column("地址", LINE, required=True, searched=True, listed=True)
    credit_code = Column("统一社会信用代码", LINE)
    person_in_charge = Column("负责人", LINE, searched=True)
    phone = Column("联系电话", PHONE, masked=True)
    # Plain lines and no area or officer of today: a notice says what held on its day, whoever left since.
    area = Column("社区", LINE, listed=True)
    officer = Column("责任民警", LINE, listed=True)
    # Looked up before each notice of a round, to give a venue only one (`notice._of_a_round`).
    batch = Column("批次", LINE, required=True, listed=True, indexed=True)
    order_organ = Column("决定机关", LINE, required_when=_needs_order)
    order_number = Column("决定文号", LINE, required_when=_needs_order)
    # A closure is passed on before its hour, so it may lie ahead.
    effective_at = Column("生效时刻", MOMENT, required_when=_needs_order, future=True)
    scope = Column("范围", LINE, required_when=_needs_order)

    class Meta:
        table_name = "notices"


DECISION: Final = (Notice.order_organ, Notice.order_number, Notice.effective_at, Notice.scope)
"""What a notice says of the decision that it passes on."""


class Issue(Record):
    """It got its 文号."""

    class Meta:
        table_name = "notices_step_issue"


class Void(Record):
    """Its 文号 was voided."""

    class Meta:
        table_name = "notices_step_void"


def _signed(row: Row) -> bool:
    return row.get("outcome") in _SIGNED


def _explained(row: Row) -> bool:
    return row.get("outcome") in (*_REFUSED, "代收") or row.get("method") in _LATER


def _may_be_signed(row: Row) -> bool:
    return _signed(row) or not row.get("outcome")


def _by_a_proxy(row: Row) -> bool:
    return _signed(row) and row.get("receiver_identity") in _PROXIES


def _left(row: Row) -> bool:
    return row.get("outcome") in _REFUSED or row.get("method") in LEAVING


class Service(Record):
    """One try at serving it, and how that ended (程序规定第35、36条)."""

    tried_at = Column("送达时间", MOMENT, required=True, starts_as="now")
    method = Column("送达方式", CHOICE, required=True, vocabulary="service_method")
    place = Column("送达地点", LINE, required=True, searched=True)
    officers = Column("送达人", OFFICERS, required=True, starts_as="me")
    recording_no = Column("录音录像编号", LINE, searched=True)
    receiver = Column(
        "签收人",
        PERSON,
        searched=True,
        required_when=_signed,
        asked_when=_may_be_signed,
    )
    receiver_identity = Column(
        "签收人身份",
        LINE,
        vocabulary="receiver_identity",
        required_when=_signed,
        asked_when=_may_be_signed,
    )
    receiver_document = Column(
        "证件、委托书",
        LINE,
        searched=True,
        hint="受委托人、其他人签收的，写证件名称和号码或委托书",
        required_when=_by_a_proxy,
        asked_when=_by_a_proxy,
    )
    outcome = Column("结果", CHOICE, required=True, vocabulary="service_outcome")
    witness = Column("见证人", PERSON, searched=True, asked_when=_left)
    reason = Column(
        "事由",
        LINE,
        hint="拒收、代收或改用其他方式的，写明事由",
        required_when=_explained,
        asked_when=_explained,
    )
    photos = Column("回执照片", PHOTOS, hint="签收的回执、送达回执的照片或者扫描件")

    class Meta:
        table_name = "notices_step_serve"

    @property
    def leads_to(self) -> str:
        """The state of the notice after this try."""
        if self.outcome in _SIGNED:
            return SIGNED_FOR
        if self.was_refused:
            return LEFT
        # Nobody there, or only posted: it is as it was, still to be served.
        return {_POSTED_OUT: PUBLISHED, "关门歇业": FOUND_CLOSED}.get(self.outcome, ISSUED)

    @property
    def was_refused(self) -> bool:
        """Who should take it would not."""
        return self.outcome in _REFUSED

    @property
    def is_left_behind(self) -> bool:
        """It was left with who would not take it."""
        return self.outcome == _LEFT_BEHIND

    @property
    def leaves_by_method(self) -> bool:
        """Its method is one of leaving a paper behind (程序规定第36条)."""
        return self.method in LEAVING

    @property
    def lacking_proof(self) -> Field | None:
        """What proves by its method that a paper was left behind, where it is not told."""
        if self.method == _BY_WITNESS and not self.witness:
            return Service.witness.declared
        if self.method == _BY_RECORDING and not self.recording_no:
            return Service.recording_no.declared
        return None

    @property
    def is_by_another(self) -> bool:
        """Somebody else takes it in place of who should."""
        return self.method in _BY_ANOTHER

    @property
    def is_public(self) -> bool:
        """It is served by being posted."""
        return self.method == _PUBLIC

    @property
    def is_posted(self) -> bool:
        """A posting began."""
        return self.outcome == _POSTED

    @property
    def is_posted_out(self) -> bool:
        """A posting is said to have run its days."""
        return self.outcome == _POSTED_OUT

    @property
    def method_shown(self) -> str:
        """How it was served; what was brought by hand, refused and left behind was left (程序规定第36条)."""
        if self.was_refused and not self.method.startswith(_LEFT_BEHIND):
            return f"{self.method}，拒收后留置"
        return self.method


class Withdraw(Record):
    """The decision that it passed on holds no more, or the station takes it back."""

    at = Column("撤回时刻", MOMENT, required=True, starts_as="now", future=True)
    decided_by = Column("决定机关", LINE, required=True, searched=True)
    order_number = Column("决定文号", LINE, required=True, searched=True)
    note = Column("说明", LINE, searched=True)

    class Meta:
        table_name = "notices_step_withdraw"
