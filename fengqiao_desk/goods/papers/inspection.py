"""The papers of a fake-goods case: the joint inspection record, the trace chart, and those of evidence, custody and other organs."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import joined
from ...documents.typesetting import (
    Block,
    Entry,
    FillLines,
    Heading,
    Paragraph,
    Sheet,
    SignatureLines,
    Spacer,
)
from ...values.days import show_day
from ..declaration import GoodsCase
from ..step_fields import Tracing
from ..tracing import drawing
from . import between as papers_between
from . import claims as papers_claims
from . import custody as papers_custody
from . import ending as papers_ending
from . import evidence as papers_evidence
from . import periods as papers_periods
from .parts import after, all_goods, goods_table, in_short, sheet, totals_shown


def _joint_record(paper: Paper) -> Sheet:
    case, goods = paper.subject.of(GoodsCase), all_goods(paper.subject)
    lines = (
        (Entry("检查日期", show_day(case.found_on)), Entry("地点", case.place)),
        (Entry("联合单位", joined(case.partners)), Entry("人员", joined(case.partner_people))),
        (Entry("查扣机关", case.seizing_agency), Entry("责任民警", case.officer)),
        (Entry("查扣机关文书文号", joined(case.agency_papers)),),
    )
    blocks: list[Block] = [
        FillLines(lines, size=14),
        Heading("一、检查情况"),
        Paragraph(case.facts),
        Heading("二、涉案物品"),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。"),
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
    # Under the drawing each edge in words: a drawing alone proves nothing, its evidence stands in the
    # sentence.
    return [drawn, *(Paragraph(edge.sentence) for edge in drawn.edges)]


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key="joint_record",
        title="联合检查情况记录",
        word="联查",
        copies=2,
        compose=_joint_record,
        object_of=in_short,
    ),
    *papers_evidence.FORMS,
    *papers_periods.FORMS,
    *papers_ending.FORMS,
    *papers_custody.FORMS,
    *papers_claims.FORMS,
    *papers_between.FORMS,
    DocumentForm(
        key="trace_chart",
        title="涉案物品来源去向图",
        word="溯图",
        copies=1,
        compose=_trace_chart,
        object_of=in_short,
        signers=("制图民警", "审核人"),
        guards=(after(Tracing, "还没有登记溯源"),),
    ),
)
