"""Service, evidence taken in, and the closing report of a dispute (docs/law.md §3.3, 3.8, 3.10)."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import (
    BLANK,
    at_the_door,
    day_shown,
    form,
    moment_shown,
    or_blank,
    pair,
    served_table,
    wide,
)
from ...documents.register import IssuedDocument
from ...documents.typesetting import (
    Align,
    Block,
    Cell,
    Entry,
    FillLines,
    NumberLine,
    OrganName,
    PageBreak,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Table,
    Title,
)
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from ..declaration import Dispute
from ..path import PROCEDURE
from ..step_fields import Agreement, Close, FollowUp, MediationSession, Performance
from . import common
from .peoples import committee_form
from .peoples_agreement import performance_words

SERVED = (
    "public_order_agreement",
    "on_spot_agreement",
    "peoples_agreement",
    "civil_notice",
    "court_notice",
    "referral_notice",
)
"""Documents of which the parties get a copy."""
EVIDENCE_ROWS = 9


def served_documents(subject: Subject) -> list[IssuedDocument]:
    """The issued documents the parties get."""
    return [found for found in subject.documents if found.document in SERVED and found.state == "issued"]


def _service(paper: Paper) -> Sheet:
    """One page a recipient; what happens at the door is written there by hand."""
    subject, title, dispute = paper.subject, "送达回执", paper.subject.of(Dispute)
    documents = [f"《{found.title}》{found.number}" for found in served_documents(subject)]
    blocks: list[Block] = []
    for party in dispute.parties:
        blocks += [PageBreak()] if blocks else []
        blocks += [
            OrganName(paper.profile.letterhead_organ),
            Title(title),
            NumberLine(paper.number_shown),
            FillLines(
                (
                    (Entry("案由", f"{dispute.category}纠纷"), Entry("受送达人", party.name)),
                    (Entry("住址", or_blank(party.address)),),
                ),
                size=12,
            ),
            served_table(documents),
            at_the_door(paper.text("service_receipt", "note")),
            SignatureLines(("送达人（签名）", "送达人（签名）"), dated=False),
            # Undated: the day of service is written at the door.
            Signature(paper.profile.seal_organ, None),
        ]
    return common.sheet(paper, title, blocks)


def _evidence(paper: Paper) -> Sheet:
    """What was handed in as proof of performance stands on it; the rest is listed by hand when it is taken."""
    title = "接受证据清单"
    proved = [
        (taken.said.proof, taken.said.clause, taken.day)
        for taken in paper.subject.held(Performance)
        if taken.said.proof
    ]
    rows = [
        (str(number), proof, BLANK, f"第{clause}条履行凭证", day_shown(day))
        for number, (proof, clause, day) in enumerate(proved, start=1)
    ]
    rows += [(str(number), "", "", "", "") for number in range(len(rows) + 1, EVIDENCE_ROWS + 1)]
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines(
            ((Entry("案件", f"{paper.subject.of(Dispute).names}（{paper.subject.number}）"),),), size=12
        ),
        Table(
            ("编号", "名称", "数量", "特征", "备注"),
            tuple(rows),
            (1.0, 4.0, 1.6, 4.4, 3.0),
            (Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT),
        ),
        Paragraph(paper.text("evidence_list", "note")),
        SignatureLines(("提交人（签名）", "保管人（签名）", "民警（签名）", "民警（签名）")),
    ]
    return common.sheet(paper, title, blocks)


def _report(paper: Paper) -> Sheet:
    subject, dispute, title = paper.subject, paper.subject.of(Dispute), "结案报告"
    close, agreement, visit = common.the(subject, Close), subject.last(Agreement), subject.last(FollowUp)
    organ = common.committee(subject) if dispute.is_peoples else paper.profile.full_name
    rows: list[tuple[Cell, ...]] = [
        pair("承办单位", organ, "填表时间", day_shown(paper.day)),
        pair("承办人", dispute.officer, "案件来源", dispute.source),
        pair("受理时间", day_shown(dispute.received_on), "结案时间", day_shown(close.closed_on)),
        wide("当事人", dispute.names),
        wide("简要事实", dispute.facts, 4),
        wide("调解情况", _sessions(subject), 2),
        wide("协议内容", common.clauses_text(agreement.said) if agreement else BLANK, 2),
        wide("履行情况", performance_words(subject), 2),
        wide("回访情况", or_blank(visit.said.note if visit else None)),
        pair("结案结果", close.result, "承办人（签名）", ""),
        # Left white for the hand of who reviews it.
        wide("审核意见", "", 3),
    ]
    # Of a file of the 调委会 the report bears its head too, never that of the police.
    if dispute.is_peoples:
        return committee_form(paper, title, [form(rows)])
    head: list[Block] = [OrganName(organ), Title(title), NumberLine(paper.number_shown)]
    return common.sheet(paper, title, [*head, form(rows)])


def _sessions(subject: Subject) -> str:
    return or_blank(
        "\n".join(
            f"第{number}次：{moment_shown(held.said.held_at)}，{held.said.place}，{held.said.outcome}。"
            for number, held in enumerate(subject.held(MediationSession), start=1)
        )
    )


def _something_to_serve(subject: Subject) -> Refused | None:
    if served_documents(subject):
        return None
    return Refused(
        "还没有签发要送达当事人的文书，不能制作送达回执", cite(PROCEDURE, 36, parse_day(subject.day))
    )


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        "service_receipt",
        "送达回执",
        "送回",
        1,
        _service,
        common.in_short,
        ("受送达人", "送达人"),
        guards=(_something_to_serve,),
    ),
    DocumentForm(
        "evidence_list",
        "接受证据清单",
        "接证",
        3,
        _evidence,
        common.in_short,
        ("提交人", "保管人", "民警"),
    ),
    DocumentForm(
        "closing_report",
        "结案报告",
        "结案",
        1,
        _report,
        common.in_short,
        ("承办人",),
        guards=(common.after(Close, "还没有结案，不能制作结案报告"),),
    ),
)
