"""The papers of a fake-goods case: the joint inspection record, the trace chart, and those of evidence, custody and other organs."""

from __future__ import annotations

from ..documents.form import DocumentForm, Paper, Subject
from ..documents.form_parts import joined
from ..documents.typesetting import Block, Entry, FillLines, Heading, Paragraph, Sheet, SignatureLines, Spacer
from ..values.days import parse_day, show_day
from . import papers_between, papers_claims, papers_custody, papers_ending, papers_evidence, papers_periods
from .paper_parts import after, goods_table, in_short, sheet, totals_shown
from .tracing import drawing


def _joint_record(paper: Paper) -> Sheet:
    values = paper.subject.values
    lines = (
        (Entry("检查日期", show_day(parse_day(values["found_on"]))), Entry("地点", values["place"])),
        (Entry("联合单位", joined(values["partners"])), Entry("人员", joined(values["partner_people"]))),
        (Entry("查扣机关", values["seizing_agency"]), Entry("责任民警", values["officer"])),
        (Entry("查扣机关文书文号", joined(values["agency_papers"])),),
    )
    blocks: list[Block] = [
        FillLines(lines, size=14),
        Heading("一、检查情况"),
        Paragraph(values["facts"]),
        Heading("二、涉案物品"),
        goods_table(values["goods"]),
        Paragraph(f"以上合计{totals_shown(values['goods'])}。"),
        Heading("三、来源去向"),
        *_trace(paper.subject),
        SignatureLines(
            ("检查民警（签名）", "检查民警（签名）", "联合单位人员（签名）", "被检查人（签名）"), dated=False
        ),
    ]
    return sheet(paper, "联合检查情况记录", blocks)


def _trace_chart(paper: Paper) -> Sheet:
    subject = paper.subject
    line = ((Entry("案件", f"{subject.title}（{subject.number}）"),),)
    blocks: list[Block] = [FillLines(line, size=12), Spacer(0.5), *_trace(subject)]
    return sheet(
        paper, "涉案物品来源去向图", [*blocks, SignatureLines(("制图民警（签名）", "审核人（签名）"))]
    )


def _trace(subject: Subject) -> list[Block]:
    drawn = drawing(subject)
    if drawn is None:
        return [Paragraph("来源去向正在调查。")]
    return [drawn, *(Paragraph(edge.told) for edge in drawn.edges)]


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm("joint_record", "联合检查情况记录", "联查", 2, _joint_record, in_short),
    *papers_evidence.FORMS,
    *papers_periods.FORMS,
    *papers_ending.FORMS,
    *papers_custody.FORMS,
    *papers_claims.FORMS,
    *papers_between.FORMS,
    DocumentForm(
        *("trace_chart", "涉案物品来源去向图", "溯图", 1, _trace_chart, in_short, ("制图民警", "审核人")),
        guards=(after("trace", "还没有登记溯源"),),
    ),
)
