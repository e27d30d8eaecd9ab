"""告知书: one notice to one venue, from draft over issue to service."""

from __future__ import annotations

from typing import Any

from ..cases import CaseKind, Figure, Situation, State, Step
from ..documents.form import DocumentForm, Paper, Subject
from ..documents.typesetting import (
    Addressee,
    Block,
    Cell,
    FormTable,
    NumberLine,
    Paragraph,
    Sheet,
    Signature,
    TearOff,
    Title,
)
from ..fields import CHOICE, DAY, LINE, MOMENT, PHONE, Field, Row
from ..problems import Refused
from ..values.days import parse_moment, show_moment
from . import service
from .templates import needs_order, paragraphs, refuse_orders, template_of, templates


def _needs_order(row: Row) -> bool:
    key = str(row.get("template"))
    return key in templates() and needs_order(key)


NOTICE_FIELDS = (
    Field("drafted_on", "拟稿日期", DAY, required=True, starts_as="today", listed=True),
    Field("template", "模板", LINE, required=True, hint="compliance、closure_relay 或 reopening"),
    Field("venue", "场所编号", LINE, required=True, searched=True),
    Field("venue_name", "场所名称", LINE, required=True, searched=True, listed=True),
    Field("trading_name", "实际经营名称", LINE, searched=True),
    Field("category", "类别", CHOICE, required=True, vocabulary="venue_category", listed=True),
    Field("law", "适用法规", LINE, required=True),
    Field("address", "地址", LINE, required=True, searched=True, listed=True),
    Field("credit_code", "统一社会信用代码", LINE),
    Field("person_in_charge", "负责人", LINE, searched=True),
    Field("phone", "联系电话", PHONE, masked=True),
    Field("area", "社区", LINE, listed=True),
    Field("officer", "责任民警", LINE, listed=True),
    Field("batch", "批次", LINE, required=True, listed=True),
    Field("order_organ", "决定机关", LINE, required_when=_needs_order),
    Field("order_number", "决定文号", LINE, required_when=_needs_order),
    Field("effective_at", "生效时刻", MOMENT, required_when=_needs_order, future=True),
    Field("scope", "范围", LINE, required_when=_needs_order),
)


def _known_template(situation: Situation) -> Refused | None:
    template_of(situation.entry["template"])
    return None


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


def _facts(values: dict[str, Any]) -> dict[str, str]:
    facts = {name: str(value) for name, value in values.items() if value}
    if values["effective_at"]:
        facts["effective_at"] = show_moment(parse_moment(values["effective_at"]))
    return facts


def _paragraphs(paper: Paper) -> list[str]:
    values, phone = paper.subject.values, paper.profile.phone
    contact = f"本所电话：{phone}，报警电话：110。" if phone else "报警电话：110。"
    facts = {**_facts(values), "contact": contact}
    texts = paragraphs(paper.texts, values["template"], facts, paper.day)
    refuse_orders("".join(texts), bool(values["order_organ"] and values["order_number"]), paper.day)
    return texts


def _compose(paper: Paper) -> Sheet:
    values = paper.subject.values
    title = paper.text(values["template"], "title")
    blocks: tuple[Block, ...] = (
        Title(title),
        NumberLine(paper.number_shown),
        Addressee(f"{values['venue_name']}负责人"),
        *(Paragraph(text) for text in _paragraphs(paper)),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (_receipt(values),)),
    )
    names = tuple(name for name in (values["person_in_charge"],) if name)
    return Sheet(title, paper.profile.full_name, paper.day, blocks, names=names)


def _receipt(values: dict[str, Any]) -> FormTable:
    def pair(first: str, first_value: str, second: str, second_value: str) -> tuple[Cell, ...]:
        return (Cell(first, label=True), Cell(first_value), Cell(second, label=True), Cell(second_value))

    rows = (
        pair("场所名称", values["venue_name"], "负责人", values["person_in_charge"] or "/"),
        (Cell("地址", label=True), Cell(values["address"], columns=3)),
        pair("信用代码", values["credit_code"] or "/", "签收人身份、电话", ""),
        pair("签收人（签名）", "", "签收时间", "　　　年　月　日　时　分"),
        pair("送达人（签名）", "", "送达方式、录像编号", ""),
    )
    return FormTable(rows, (2.6, 3.6, 3.2, 4.2), size=10.5)


def _object(subject: Subject) -> str:
    return str(subject.values["venue_name"])


NOTICE_FORM = DocumentForm(
    "notice",
    "告知书",
    "告",
    2,
    _compose,
    _object,
    signers=("签收人", "送达人"),
    states=("草稿",),
    step="issue",
    void_step="void",
)

KIND = CaseKind(
    key="notices",
    title="告知书",
    noun="告知书",
    icon="document",
    number_prefix="GZ",
    fields=NOTICE_FIELDS,
    states=(
        State("草稿", "neutral"),
        State("已签发", "warning"),
        State("已签收", "good"),
        State("已留置", "accent"),
        State("已作废", "neutral", closed=True),
    ),
    first_state=lambda values: "草稿",
    day_field="drafted_on",
    make_title=lambda values: f"{values['venue_name']} 告知书",
    make_subtitle=lambda values: f"{values['category']} · {values['batch']}",
    received_verb="拟稿",
    guards=(_known_template, _one_open_notice),
    steps=(
        Step("issue", "签发", (), ("草稿",), ("已签发",)),
        Step("void", "作废", (), ("已签发", "已签收", "已留置"), ("已作废",)),
        Step(
            "serve",
            "登记送达",
            service.SERVICE_FIELDS,
            ("已签发",),
            ("已签收", "已留置", "已签发"),
            choose_state=service.state_after,
            day_field="tried_at",
            guards=(service.not_before_issue, service.enough_officers, service.refusal_is_witnessed),
            summary=lambda entry: f"{entry['method']} · {entry['outcome']} {entry['receiver'] or ''}",
        ),
    ),
    documents=(NOTICE_FORM,),
    figures=(
        Figure(
            "notices.issued",
            "签发告知书",
            "份",
            "场所管理与告知书送达",
            "签发日期",
            "期间内签发的告知书，作废和被替换的不计",
            "SELECT d.number, d.issued_on AS day, 1000 AS thousandths, 0 AS approximate, '签发告知书' AS label, '份' AS unit "
            "FROM documents d JOIN cases c ON c.key = d.case_key WHERE c.kind = 'notices' AND d.state = 'issued' "
            "AND d.issued_on >= ? AND d.issued_on < ?",
        ),
        Figure(
            "notices.served",
            "送达告知书",
            "份",
            "场所管理与告知书送达",
            "送达日期",
            "期间内签收、代收或留置的告知书，作废的不计",
            "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '送达告知书' AS label, '份' AS unit "
            "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'notices' AND c.state <> '已作废' AND s.step = 'serve' "
            "AND s.to_state IN ('已签收', '已留置') AND s.day >= ? AND s.day < ?",
        ),
    ),
)
