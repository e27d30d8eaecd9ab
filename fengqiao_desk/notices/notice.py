"""告知书: one notice to one venue, from draft over issue to service."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..cases import Case, State
from ..cases.counts_by_text import text_figure
from ..cases.plain import PlainStep as Step
from ..cases.plain import Situation, plain_kind
from ..fields import CHOICE, DAY, LINE, MOMENT, PHONE, Field, Row
from ..fields.kinds import LineKind
from ..problems import Refused, Unknown
from ..station import Station
from ..values.days import parse_day
from . import service
from .decisions import refuse_decision
from .notice_papers import NOTICE_FORM, RECEIPT_FORM
from .templates import needs_order, template_of, templates


def _needs_order(row: Row) -> bool:
    key = str(row.get("template"))
    return key in templates() and needs_order(key)


class TemplateKind(LineKind):
    """The key of a template, shown by its use."""

    def show(self, value: Any) -> str:
        return templates()[value].use if value in templates() else super().show(value)


TEMPLATE = TemplateKind()

NOTICE_FIELDS = (
    Field("drafted_on", "拟稿日期", DAY, required=True, starts_as="today", listed=True),
    Field("template", "模板", TEMPLATE, required=True, hint="compliance、closure_relay 或 reopening"),
    Field("venue", "场所编号", LINE, required=True, searched=True, indexed=True),
    Field("venue_name", "场所名称", LINE, required=True, searched=True, listed=True),
    Field("trading_name", "实际经营名称", LINE, searched=True),
    Field("category", "类别", CHOICE, required=True, vocabulary="venue_category", listed=True),
    Field("law", "适用法规", LINE, required=True),
    Field("addressed_as", "标题里的称呼", LINE),
    Field("address", "地址", LINE, required=True, searched=True, listed=True),
    Field("credit_code", "统一社会信用代码", LINE),
    Field("person_in_charge", "负责人", LINE, searched=True),
    Field("phone", "联系电话", PHONE, masked=True),
    Field("area", "社区", LINE, listed=True),
    Field("officer", "责任民警", LINE, listed=True),
    Field("batch", "批次", LINE, required=True, listed=True, indexed=True),
    Field("order_organ", "决定机关", LINE, required_when=_needs_order),
    Field("order_number", "决定文号", LINE, required_when=_needs_order),
    Field("effective_at", "生效时刻", MOMENT, required_when=_needs_order, future=True),
    Field("scope", "范围", LINE, required_when=_needs_order),
)


def _settle(values: Row, situation: Situation) -> Row:
    """How the sort of venue is called in the heading is kept with the notice, as it was on the day of drafting."""
    day = parse_day(values["drafted_on"])
    facts = situation.station.vocabularies.facts("venue_category", values["category"], day)
    return {"addressed_as": values["addressed_as"] or facts.get("addressed_as")}


def _known_template(situation: Situation) -> Refused | None:
    try:
        template_of(situation.entry["template"])
    except Unknown as unknown:
        return Refused(unknown.message, "", "template")
    return None


def _decided_by_another(situation: Situation) -> Refused | None:
    """What is passed on is the decision of an organ that may make it, by its number (docs/law.md §2.6)."""
    entry = situation.entry
    if not _needs_order(entry):
        return None
    day = situation.act.day
    decided = (entry["order_organ"], entry["order_number"])
    return refuse_decision(situation.station.profile(day), decided, day, ("order_organ", "order_number"))


def _one_open_notice(situation: Situation) -> Refused | None:
    """One venue gets one notice of a round."""
    if situation.case is not None:
        return None
    entry = situation.entry
    found = situation.station.connections.run(
        "SELECT c.number FROM notices f JOIN cases c ON c.key = f.owner_key WHERE f.venue = ? AND f.batch = ? AND c.state <> '已作废'",
        *(entry["venue"], entry["batch"]),
    )
    if found:
        return Refused(f"“{entry['venue_name']}”在“{entry['batch']}”已有告知书 {found[0][0]}", "", "venue")
    return None


_OPEN = ("已签发", "关门")
_REACHED = ("已签收", "已留置", "已公告")

_WITHDRAW_FIELDS = (
    Field("at", "撤回时刻", MOMENT, required=True, starts_as="now", future=True),
    Field("decided_by", "决定机关", LINE, required=True, searched=True),
    Field("order_number", "决定文号", LINE, required=True, searched=True),
    Field("note", "说明", LINE, searched=True),
)


def _with_its_document(situation: Situation) -> Refused | None:
    """A notice is issued and voided with its 文号, which stands in the register before the step is taken."""
    assert situation.case is not None
    rows = situation.station.connections.run(
        "SELECT count(*) FROM documents WHERE case_key = ? AND document = ? AND state = 'issued'",
        *(situation.case.key, NOTICE_FORM.key),
    )
    if bool(rows[0][0]) != (situation.case.state == "草稿"):
        return Refused("告知书的签发和作废要用文书办理，取得或者作废文号")
    return None


def _withdrawn_by_another(situation: Situation) -> Refused | None:
    """A notice that passed on a decision is withdrawn by one; the station's own it takes back itself."""
    assert situation.case is not None
    if not _needs_order(situation.case.values):
        return None
    day, entry = situation.act.day, situation.entry
    decided = (entry["decided_by"], entry["order_number"])
    return refuse_decision(situation.station.profile(day), decided, day, ("decided_by", "order_number"))


def _withdrawn_once(situation: Situation) -> Refused | None:
    assert situation.case is not None
    if situation.case.taken("withdraw"):
        return Refused("这份告知书已经撤回")
    return None


def _after_withdrawal(situation: Situation) -> str:
    """Who was reached stays reached; who was not need not be any more."""
    assert situation.case is not None
    state = situation.case.state
    return "已撤回" if state in _OPEN else state


def _next_step(case: Case, station: Station, day: date) -> str | None:
    """Issue, serve, then the paper that proves it; afterwards nothing is left to do."""
    if case.state == "草稿":
        return "issue"
    if case.state in _OPEN:
        return "serve"
    proven = {made.document for made in case.documents if made.state == "issued"}
    return RECEIPT_FORM.key if case.state in _REACHED and RECEIPT_FORM.key not in proven else None


_STEPS = (
    Step("issue", "签发", (), ("草稿",), ("已签发",), guards=(_with_its_document,)),
    Step("void", "作废", (), (*_OPEN, *_REACHED), ("已作废",), guards=(_with_its_document,)),
    Step(
        "serve",
        "登记送达",
        service.SERVICE_FIELDS,
        _OPEN,
        (*_REACHED, *_OPEN),
        choose_state=service.state_after,
        day_field="tried_at",
        guards=(
            *(service.not_before_issue, service.not_in_the_future),
            *(service.enough_officers, service.refusal_is_witnessed, service.witness_is_another),
            *(service.method_fits_outcome, service.methods_in_order),
        ),
        summary=lambda entry: f"{entry['method']} · {entry['outcome']} {entry['receiver'] or ''}",
    ),
    Step(
        "withdraw",
        "撤回",
        _WITHDRAW_FIELDS,
        (*_OPEN, *_REACHED),
        ("已撤回", *_REACHED),
        choose_state=_after_withdrawal,
        day_field="at",
        guards=(_withdrawn_once, _withdrawn_by_another),
        summary=lambda entry: f"{entry['decided_by']} {entry['order_number']}",
        in_bulk=True,
    ),
)

KIND = plain_kind(
    key="notices",
    title="告知书",
    noun="告知书",
    icon="document",
    measure="份",
    number_prefix="GZ",
    fields=NOTICE_FIELDS,
    states=(
        State("草稿", "neutral"),
        State("已签发", "warning"),
        State("已签收", "good", settled=True),
        State("已留置", "accent", settled=True),
        State("已公告", "accent", settled=True),
        State("关门", "danger"),
        State("已撤回", "neutral", closed=True),
        State("已作废", "neutral", closed=True),
    ),
    first_state=lambda values: "草稿",
    day_field="drafted_on",
    make_title=lambda values: f"{values['venue_name']} 告知书",
    make_subtitle=lambda values: f"{values['category']} · {values['batch']}",
    received_verb="拟稿",
    belongs_to=("venue", "venues"),
    complete=_settle,
    guards=(_known_template, _decided_by_another, _one_open_notice),
    steps=_STEPS,
    deadlines=service.deadlines,
    next_step=_next_step,
    documents=(NOTICE_FORM, RECEIPT_FORM),
    figures=(
        text_figure(
            "notices.issued",
            "签发告知书",
            "份",
            "场所管理与告知书送达",
            "签发日期",
            "期间内签发的告知书，作废和被替换的不计",
            "SELECT d.number, d.issued_on AS day, 1000 AS thousandths, 0 AS approximate, '签发告知书' AS label, '份' AS unit "
            "FROM documents d JOIN cases c ON c.key = d.case_key WHERE c.kind = 'notices' AND d.document = 'notice' AND d.state = 'issued' "
            "AND d.issued_on >= ? AND d.issued_on < ?",
            headline=True,
            left_out="SELECT d.number, d.issued_on AS day, CASE d.state WHEN 'void' THEN '已作废：' || coalesce(d.void_reason, '') "
            "ELSE '已被替换' END AS why, '' AS label FROM documents d JOIN cases c ON c.key = d.case_key WHERE c.kind = 'notices' "
            "AND d.document = 'notice' AND d.state <> 'issued' AND d.issued_on >= ?1 AND d.issued_on < ?2 "
            "UNION ALL SELECT c.number, f.drafted_on, '草稿，尚未签发', '' FROM notices f JOIN cases c ON c.key = f.owner_key "
            "WHERE c.state = '草稿' AND f.drafted_on >= ?1 AND f.drafted_on < ?2",
        ),
        text_figure(
            "notices.served",
            "送达告知书",
            "份",
            "场所管理与告知书送达",
            "送达日期",
            "期间内签收、代收、留置或公告期满的告知书，作废的不计",
            "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '送达告知书' AS label, '份' AS unit "
            "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'notices' AND c.state <> '已作废' AND s.step = 'serve' "
            "AND s.to_state IN ('已签收', '已留置', '已公告') AND s.day >= ? AND s.day < ?",
            headline=True,
            left_out="SELECT c.number, s.day, CASE WHEN c.state = '已作废' THEN '告知书已作废' "
            "ELSE '没有送到：' || coalesce(r.outcome, '') END AS why, '' AS label FROM steps s JOIN cases c ON c.key = s.case_key "
            "JOIN notices_step_serve r ON r.owner_key = s.key WHERE c.kind = 'notices' AND s.step = 'serve' "
            "AND (c.state = '已作废' OR s.to_state NOT IN ('已签收', '已留置', '已公告')) AND s.day >= ?1 AND s.day < ?2",
        ),
    ),
)
