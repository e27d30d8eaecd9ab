"""The papers of a notice: the 告知书 with its slip, and the 送达回执 (docs/law.md §3.8, §3.9)."""

from __future__ import annotations

from typing import Any

from ..cases import Case
from ..documents.form import DocumentForm, Paper, Subject
from ..documents.typesetting import (
    Addressee,
    Block,
    Cell,
    Entry,
    FillLines,
    FormTable,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Style,
    TearOff,
    Title,
)
from ..problems import Refused
from ..values.days import parse_moment, show_moment
from .decisions import refuse_orders, refuse_own
from .service import REFUSED
from .templates import needs_order, paragraphs, title

BLANK = "/"
_TITLE_LINE = 20
"""So many characters of a title stand on one line."""
_OPEN_TIME = "　　　　年　月　日　时　分"


def _facts(paper: Paper) -> dict[str, str]:
    """What may stand in the text; a notice drafted before its venue had a name of its sort goes by the category."""
    values, phone = paper.subject.values, paper.profile.phone
    contact = f"本所电话：{phone}，报警电话：110。" if phone else "报警电话：110。"
    facts = {name: str(value) for name, value in values.items() if value}
    if values["effective_at"]:
        facts["effective_at"] = show_moment(parse_moment(values["effective_at"]))
    return {"addressed_as": values["category"], **facts, "contact": contact}


def _wording(paper: Paper) -> tuple[str, list[str]]:
    """Heading and paragraphs, which order nothing of the station's own; only what passes on a decision may repeat its words."""
    key, facts = paper.subject.values["template"], _facts(paper)
    relays = needs_order(key)
    if relays and (own := refuse_own(paper.profile, facts.get("order_organ"), paper.day)):
        raise own
    heading = title(paper.texts, key, facts, paper.day)
    texts = paragraphs(paper.texts, key, facts, paper.day)
    order = [
        facts.get(name, "") if relays else "" for name in ("order_organ", "order_number", "effective_at")
    ]
    refuse_orders("".join((heading, *texts)), order, paper.day)
    return heading, texts


def _broken_by_sense(heading: str, called: str) -> str:
    """A heading too long for a line ends its first line after what the venues are called, never inside a word (GB/T 9704)."""
    before, found, after = heading.partition(called)
    return f"{before}{found}\n{after}" if len(heading) > _TITLE_LINE and found and after else heading


def _notice(paper: Paper) -> Sheet:
    values = paper.subject.values
    heading, texts = _wording(paper)
    blocks: tuple[Block, ...] = (
        Title(_broken_by_sense(heading, _facts(paper)["addressed_as"])),
        NumberLine(paper.number_shown),
        Addressee(f"{values['venue_name']}负责人"),
        *(Paragraph(text) for text in texts),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (_receipt(values),), paper.subject.number),
    )
    names = tuple(name for name in (values["person_in_charge"],) if name)
    return Sheet(heading, paper.profile.full_name, paper.day, blocks, names=names)


def _receipt(values: dict[str, Any]) -> FormTable:
    def pair(first: str, first_value: str, second: str, second_value: str) -> tuple[Cell, ...]:
        return (Cell(first, label=True), Cell(first_value), Cell(second, label=True), Cell(second_value))

    rows = (
        pair("场所名称", values["venue_name"], "负责人", values["person_in_charge"] or BLANK),
        (Cell("地址", label=True), Cell(values["address"], columns=3)),
        pair("信用代码", values["credit_code"] or BLANK, "签收人身份、电话", ""),
        pair("签收人（签名）", "", "签收时间", "　　　年　月　日　时　分"),
        pair("送达人（签名）", "", "送达方式、录像编号", ""),
    )
    return FormTable(rows, (2.6, 3.6, 3.2, 4.2), size=10.5)


def _service_receipt(paper: Paper) -> Sheet:
    """送达回执: as the last try says, or with room for the hand when nobody was there yet."""
    heading = "送达回执"
    tries = paper.subject.taken("serve")
    step: dict[str, Any] = dict(tries[-1].entry) if tries else {}
    blocks: tuple[Block, ...] = (
        OrganName(paper.profile.letterhead_organ),
        Title(heading),
        FillLines((*_what_was_served(paper), *_how_it_was_served(paper.subject, step)), size=14),
        SignatureLines(("受送达人（签名或盖章）", "见证人（签名）", "送达人（签名）", "送达人（签名）")),
        Signature(paper.profile.seal_organ, paper.day),
    )
    names = tuple(name for name in (step.get("receiver"), step.get("witness")) if name)
    return Sheet(heading, paper.profile.full_name, paper.day, blocks, Style.FORM, names)


def _what_was_served(paper: Paper) -> tuple[tuple[Entry, ...], ...]:
    values = paper.subject.values
    about = title(paper.texts, values["template"], _facts(paper), paper.day)
    return (
        (Entry("案由", about),),
        (Entry("受送达人（单位）", values["venue_name"]),),
        (Entry("送达文书及文号", f"告知书　{_number_of(paper.subject)}"),),
    )


def _how_it_was_served(subject: Subject, step: dict[str, Any]) -> tuple[tuple[Entry, ...], ...]:
    def told(name: str) -> str:
        return str(step.get(name) or BLANK) if step else ""

    when = show_moment(parse_moment(step["tried_at"])) if step else _OPEN_TIME
    return (
        (Entry("送达地点", told("place") or subject.values["address"]),),
        (Entry("送达时间", when), Entry("送达方式", _method(step))),
        (Entry("签收人", told("receiver")), Entry("身份、关系", told("receiver_identity"))),
        (Entry("证件或委托书", told("receiver_document")),),
        (Entry("代收、拒收事由", told("reason")),),
        (Entry("见证人", told("witness")), Entry("录音录像编号", told("recording_no"))),
        (Entry("送达结果", told("outcome")), Entry("送达人", "、".join(step.get("officers", [])))),
    )


def _method(step: dict[str, Any]) -> str:
    """How it was served; what was brought by hand, refused and left behind was left (程序规定第36条)."""
    if step and step["outcome"] in REFUSED and not step["method"].startswith("留置"):
        return f"{step['method']}，拒收后留置"
    return str(step["method"]) if step else ""


def _number_of(subject: Subject) -> str:
    """The number of the notice as it stands in the register; the last when it was replaced."""
    issued = subject.documents if isinstance(subject, Case) else ()
    numbers = [
        found.number for found in issued if found.document == NOTICE_FORM.key and found.state == "issued"
    ]
    return numbers[-1] if numbers else BLANK


def _object(subject: Subject) -> str:
    return str(subject.values["venue_name"])


def _was_issued(subject: Subject) -> Refused | None:
    return None if subject.taken("issue") else Refused("告知书还没有签发")


NOTICE_FORM = DocumentForm(
    *("notice", "告知书", "告", 2, _notice, _object),
    signers=("签收人", "送达人"),
    states=("草稿",),
    step="issue",
    void_step="void",
)

RECEIPT_FORM = DocumentForm(
    *("service_receipt", "送达回执", "送", 1, _service_receipt, _object),
    signers=("受送达人", "送达人", "见证人"),
    guards=(_was_issued,),
)
