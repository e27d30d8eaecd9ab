"""The papers of a notice: the 告知书 with its slip, and the 送达回执 (docs/law.md §3.8, §3.9)."""

from __future__ import annotations

from ..cases.step import step_key
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
from ..fields import Column
from ..problems import Refused
from ..values.days import show_moment
from .decisions import refuse_orders, refuse_own
from .notice_records import DRAFT, Issue, Notice, Service, Void
from .templates import paragraphs, passes_on, title

BLANK = "/"
_TITLE_LINE = 20
"""So many characters of a title stand on one line."""
_OPEN_TIME = "　　　　年　月　日　时　分"


def _facts(paper: Paper) -> dict[str, str]:
    """What may stand in the text; a notice drafted before its venue had a name of its sort goes by the category."""
    notice, phone = paper.subject.of(Notice), paper.profile.phone
    contact = f"本所电话：{phone}，报警电话：110。" if phone else "报警电话：110。"
    # What is empty is left out, so that `fill` refuses a placeholder that would print as a gap.
    facts = {name: str(value) for name, value in notice.plain().items() if value}
    hour = {"effective_at": show_moment(notice.effective_at)} if notice.effective_at else {}
    return {"addressed_as": notice.category, **facts, **hour, "contact": contact}


def _wording(paper: Paper) -> tuple[str, list[str]]:
    """Heading and paragraphs, which order nothing of the station's own; only what passes on a decision may repeat its words."""
    notice, facts = paper.subject.of(Notice), _facts(paper)
    relays = passes_on(paper.texts, notice.template)
    if relays and (own := refuse_own(paper.profile, notice.order_organ, paper.day)):
        raise own
    heading = title(paper.texts, notice.template, facts, paper.day)
    texts = paragraphs(paper.texts, notice.template, facts, paper.day)
    order = [
        facts.get(name, "") if relays else "" for name in ("order_organ", "order_number", "effective_at")
    ]
    # The filled text once more: an order may be made up of what stands in the fields, not in the wording.
    refuse_orders("".join((heading, *texts)), order, paper.day)
    return heading, texts


def _broken_by_sense(heading: str, called: str) -> str:
    """A heading too long for a line ends its first line after what the venues are called, never inside a word (GB/T 9704)."""
    before, found, after = heading.partition(called)
    return f"{before}{found}\n{after}" if len(heading) > _TITLE_LINE and found and after else heading


def _notice(paper: Paper) -> Sheet:
    notice = paper.subject.of(Notice)
    heading, texts = _wording(paper)
    blocks: tuple[Block, ...] = (
        Title(_broken_by_sense(heading, notice.addressed_as or notice.category)),
        NumberLine(paper.number_shown),
        Addressee(f"{notice.venue_name}负责人"),
        *(Paragraph(text) for text in texts),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (_receipt(notice),), paper.subject.number),
    )
    names = (notice.person_in_charge,) if notice.person_in_charge else ()
    return Sheet(heading, paper.profile.full_name, paper.day, blocks, names=names)


def _receipt(notice: Notice) -> FormTable:
    def pair(first: str, first_value: str, second: str, second_value: str) -> tuple[Cell, ...]:
        return (Cell(first, label=True), Cell(first_value), Cell(second, label=True), Cell(second_value))

    rows = (
        pair("场所名称", notice.venue_name, "负责人", notice.person_in_charge or BLANK),
        (Cell("地址", label=True), Cell(notice.address, columns=3)),
        pair("信用代码", notice.credit_code or BLANK, "签收人身份、电话", ""),
        pair("签收人（签名）", "", "签收时间", "　　　年　月　日　时　分"),
        pair("送达人（签名）", "", "送达方式、录像编号", ""),
    )
    return FormTable(rows, (2.6, 3.6, 3.2, 4.2), size=10.5)


def _service_receipt(paper: Paper) -> Sheet:
    """送达回执: as the last try says, or with room for the hand when nobody was there yet."""
    heading = "送达回执"
    last = paper.subject.last(Service)
    tried = last.said if last is not None else None
    blocks: tuple[Block, ...] = (
        OrganName(paper.profile.letterhead_organ),
        Title(heading),
        FillLines((*_what_was_served(paper), *_how_it_was_served(paper, tried)), size=14),
        # Two of the four sign for the station: a service needs two, or one and a recording
        # (程序规定第52条).
        SignatureLines(("受送达人（签名或盖章）", "见证人（签名）", "送达人（签名）", "送达人（签名）")),
        Signature(paper.profile.seal_organ, paper.day),
    )
    people = (tried.receiver, tried.witness) if tried is not None else ()
    names = tuple(name for name in people if name)
    return Sheet(heading, paper.profile.full_name, paper.day, blocks, Style.FORM, names)


def _what_was_served(paper: Paper) -> tuple[tuple[Entry, ...], ...]:
    notice = paper.subject.of(Notice)
    about = title(paper.texts, notice.template, _facts(paper), paper.day)
    return (
        (Entry("案由", about),),
        (Entry("受送达人（单位）", notice.venue_name),),
        (Entry("送达文书及文号", f"告知书　{_number_of(paper.subject)}"),),
    )


def _how_it_was_served(paper: Paper, tried: Service | None) -> tuple[tuple[Entry, ...], ...]:
    """What the try said, a stroke for what it did not need; empty lines where there was none."""

    def shown(column: Column[str | None]) -> str:
        value = tried.if_filled(column) if tried else ""
        return BLANK if value is None else value

    when = show_moment(tried.tried_at) if tried else _OPEN_TIME
    officers = "、".join(tried.officers) if tried else ""
    return (
        (Entry("送达地点", tried.place if tried else paper.subject.of(Notice).address),),
        (Entry("送达时间", when), Entry("送达方式", tried.method_shown if tried else "")),
        (Entry("签收人", shown(Service.receiver)), Entry("身份、关系", shown(Service.receiver_identity))),
        (Entry("证件或委托书", shown(Service.receiver_document)),),
        (Entry("代收、拒收事由", shown(Service.reason)),),
        (Entry("见证人", shown(Service.witness)), Entry("录音录像编号", shown(Service.recording_no))),
        (Entry("送达结果", tried.outcome if tried else ""), Entry("送达人", officers)),
    )


def _number_of(subject: Subject) -> str:
    """The number of the notice as it stands in the register; the last when it was replaced."""
    numbers = [
        found.number
        for found in subject.documents
        if found.document == NOTICE_FORM.key and found.state == "issued"
    ]
    # A replaced notice has several numbers; the receipt names the one in force.
    return numbers[-1] if numbers else BLANK


def _object(subject: Subject) -> str:
    return subject.of(Notice).venue_name


def _was_issued(subject: Subject) -> Refused | None:
    return Refused("告知书还没有签发") if subject.last(Issue) is None else None


NOTICE_FORM = DocumentForm(
    key="notice",
    title="告知书",
    word="告",
    copies=2,
    compose=_notice,
    object_of=_object,
    signers=("签收人", "送达人"),
    states=(DRAFT,),
    step=step_key(Issue),
    void_step=step_key(Void),
)

RECEIPT_FORM = DocumentForm(
    key="service_receipt",
    title="送达回执",
    word="送",
    copies=1,
    compose=_service_receipt,
    object_of=_object,
    signers=("受送达人", "送达人", "见证人"),
    guards=(_was_issued,),
)
