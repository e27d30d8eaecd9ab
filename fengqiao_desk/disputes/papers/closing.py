"""Service, evidence taken in, and the closing report of a dispute (docs/law.md §3.3, 3.8, 3.10)."""

from __future__ import annotations

from ...cases import Case
from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import at_the_door, served_table
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
from ..path import PROCEDURE
from . import common
from .common import BLANK, or_blank, pair, wide
from .peoples import committee_form
from .peoples_agreement import performance_told

SERVED = (
    *("public_order_agreement", "on_spot_agreement", "peoples_agreement"),
    *("civil_notice", "court_notice", "referral_notice"),
)
"""Documents of which the parties get a copy."""
EVIDENCE_ROWS = 9


def served_documents(subject: Subject) -> list[IssuedDocument]:
    """The issued documents the parties get."""
    issued = subject.documents if isinstance(subject, Case) else ()
    return [found for found in issued if found.document in SERVED and found.state == "issued"]


def _service(paper: Paper) -> Sheet:
    """One page a recipient; what happens at the door is written there by hand."""
    subject, title = paper.subject, "送达回执"
    documents = [f"《{found.title}》{found.number}" for found in served_documents(subject)]
    blocks: list[Block] = []
    for party in common.parties(subject):
        blocks += [PageBreak()] if blocks else []
        blocks += [
            OrganName(paper.profile.letterhead_organ),
            Title(title),
            NumberLine(paper.number_shown),
            FillLines(
                (
                    (Entry("案由", f"{subject.values['category']}纠纷"), Entry("受送达人", party["name"])),
                    (Entry("住址", or_blank(party["address"])),),
                ),
                size=12,
            ),
            served_table(documents),
            at_the_door(paper.text("service_receipt", "note")),
            SignatureLines(("送达人（签名）", "送达人（签名）"), dated=False),
            Signature(paper.profile.seal_organ, None),
        ]
    return common.sheet(paper, title, blocks)


def _evidence(paper: Paper) -> Sheet:
    """What was handed in as proof of performance stands on it; the rest is listed by hand when it is taken."""
    title = "接受证据清单"
    known = [taken for taken in paper.subject.taken("performance") if taken.entry["proof"]]
    rows = [
        (
            str(number),
            taken.entry["proof"],
            BLANK,
            f"第{taken.entry['clause']}条履行凭证",
            common.day_shown(taken.day),
        )
        for number, taken in enumerate(known, start=1)
    ]
    rows += [(str(number), "", "", "", "") for number in range(len(rows) + 1, EVIDENCE_ROWS + 1)]
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines(
            ((Entry("案件", f"{common.names_of(paper.subject)}（{paper.subject.number}）"),),), size=12
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
    subject, values = paper.subject, paper.subject.values
    close, agreement = common.last(subject, "close"), common.last(subject, "agreement")
    title, peoples = "结案报告", values["route"] == common.PEOPLES
    organ = common.committee(subject) if peoples else paper.profile.full_name
    rows: list[tuple[Cell, ...]] = [
        pair("承办单位", organ, "填表时间", common.day_shown(paper.day.isoformat())),
        pair("承办人", values["officer"], "案件来源", values["source"]),
        pair(
            "受理时间",
            common.day_shown(values["received_on"]),
            "结案时间",
            common.day_shown(close["closed_on"]),
        ),
        wide("当事人", common.names_of(subject)),
        wide("简要事实", values["facts"], 4),
        wide("调解情况", _sessions(subject), 2),
        wide("协议内容", common.clauses_text(agreement) if agreement else BLANK, 2),
        wide("履行情况", performance_told(subject), 2),
        wide("回访情况", or_blank(common.last(subject, "follow_up").get("note"))),
        pair("结案结果", close["result"], "承办人（签名）", ""),
        wide("审核意见", "", 3),
    ]
    if peoples:
        return committee_form(paper, title, [common.form(rows)])
    head: list[Block] = [OrganName(organ), Title(title), NumberLine(paper.number_shown)]
    return common.sheet(paper, title, [*head, common.form(rows)])


def _sessions(subject: Subject) -> str:
    return or_blank(
        "\n".join(
            f"第{number}次：{common.moment_shown(taken.entry['held_at'])}，{taken.entry['place']}，{taken.entry['outcome']}。"
            for number, taken in enumerate(subject.taken("mediation_session"), start=1)
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
        guards=(common.after("close", "还没有结案，不能制作结案报告"),),
    ),
)
