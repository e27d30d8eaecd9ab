"""Papers of seizing: 证据保全决定书 with its list, the list alone, 接受证据清单, 现场检查笔录 (docs/law.md §3.3, 3.4)."""

from __future__ import annotations

from datetime import timedelta

from ...documents.form import DocumentForm, Paper
from ...documents.form_parts import BLANK, joined, or_blank
from ...documents.typesetting import (
    Block,
    Entry,
    FillLines,
    NumberLine,
    PageBreak,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Title,
)
from ...station.laws import cite
from ...values.days import show_day, show_moment
from ...values.deadlines import RULES
from ..custody import PROCEDURE
from ..declaration import GoodsCase
from ..measure_fields import REGISTERED, Seize
from .parts import (
    ROWS_BY_HAND,
    all_goods,
    confiscations,
    goods_of,
    goods_table,
    in_short,
    only_our_own,
    person_in_charge,
    preservations,
    sheet,
    totals_shown,
)

DECISION = "preservation_decision"
MEASURES = ("扣押", "扣留", "查封", "抽样取证", REGISTERED)


def _decision(paper: Paper) -> Sheet:
    """The decision and on its next page the list (程序规定第111条)."""
    case, seizure = paper.subject.of(GoodsCase), preservations(paper.subject)[-1]
    facts = {
        "conduct": case.conduct,
        "article": cite(PROCEDURE, 107, paper.day),
        "measure": seizure.measure,
        "until": _period(seizure),
    }
    blocks: list[Block] = [
        _decided(case, seizure),
        Paragraph(paper.text(DECISION, "opening", **facts)),
        Paragraph(paper.text(DECISION, "right")),
        Paragraph(paper.text(DECISION, "note")),
        SignatureLines(("当事人（签名）", "民警（签名）"), dated=False),
        Signature(paper.profile.seal_organ, paper.day),
        PageBreak(),
        Title("证据保全清单"),
        NumberLine(paper.number_shown),
        *_list(paper, seizure),
    ]
    return sheet(paper, "证据保全决定书", blocks)


def _decided(case: GoodsCase, seizure: Seize) -> FillLines:
    """Whose goods, by which measure and why."""
    place = case.first_premises
    lines = (
        (Entry("当事人", place.name),),
        (Entry("统一社会信用代码", or_blank(place.credit_code)),),
        (Entry("地址", or_blank(place.address)),),
        (Entry("负责人", or_blank(place.person_in_charge)), Entry("联系电话", or_blank(place.phone))),
        (Entry("措施种类", _ticked(seizure.measure)),),
        (Entry("理由", or_blank(seizure.reason)),),
    )
    return FillLines(lines, size=12)


def _ticked(measure: str) -> str:
    """All measures, the one taken marked."""
    return "　".join(("■" if each == measure else "□") + each for each in MEASURES)


def _period(seizure: Seize) -> str:
    """From the day of the measure to its last plain day; a measure without a period has none to strike."""
    if not seizure.period:
        return BLANK
    # The plain day, as the law counts; rolling it off rest days is left to the list of what falls due
    # (docs/law.md §2.9).
    last = seizure.at + timedelta(days=RULES[seizure.period].length)
    return f"自{show_day(seizure.at)}至{show_day(last)}"


def _preservation(paper: Paper) -> Sheet:
    blocks = [*_list(paper, preservations(paper.subject)[-1]), Signature(paper.profile.seal_organ, paper.day)]
    return sheet(paper, "证据保全清单", blocks)


def _list(paper: Paper, seizure: Seize) -> list[Block]:
    goods = goods_of(paper.subject, seizure.items)
    return [
        FillLines(
            (
                (Entry("措施", seizure.measure), Entry("时间", show_moment(seizure.at))),
                (Entry("持有人", seizure.holder), Entry("见证人", or_blank(seizure.witness))),
            ),
            size=12,
        ),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。以下空白。"),
        SignatureLines(
            ("当事人（签名）", "见证人（签名）", "保管人（签名）", "民警（签名）", "民警（签名）"),
            dated=False,
        ),
    ]


def _accepted(paper: Paper) -> Sheet:
    """What somebody handed in: the goods of the case that nobody seized, and lines for the rest (程序规定第64条)."""
    subject = paper.subject
    seized = {item.goods for taken in subject.held(Seize) for item in taken.said.items}
    # What was seized has a list of its own and must not be receipted a second time.
    goods = [part for number, part in enumerate(all_goods(subject), start=1) if number not in seized]
    article = cite(PROCEDURE, 64, paper.day)
    blocks: list[Block] = [
        FillLines(((Entry("案件", f"{paper.subject.title}（{paper.subject.number}）"),),), size=12),
        goods_table(goods, ROWS_BY_HAND),
        Paragraph(paper.text("accepted_evidence", "note", article=article)),
        SignatureLines(("提交人（签名）", "保管人（签名）", "民警（签名）", "民警（签名）")),
    ]
    return sheet(paper, "接受证据清单", blocks)


def _inspection(paper: Paper) -> Sheet:
    subject, case = paper.subject, paper.subject.of(GoodsCase)
    place, goods, preserved = case.first_premises, all_goods(subject), preservations(subject)
    measures = preserved or confiscations(subject)
    lines: tuple[tuple[Entry, ...], ...] = (
        # From and until, of which the record keeps only the day.
        (Entry("时间", "　　年　月　日　时　分至　　日　时　分"),),
        (Entry("地点", place.address or case.place),),
        (
            Entry("检查民警", joined(measures[-1].officers if measures else [case.officer])),
            Entry("记录人", ""),
        ),
        (Entry("联合单位", joined(case.partners)), Entry("人员", joined(case.partner_people))),
        (Entry("被检查人", place.name), Entry("在场负责人", person_in_charge(paper.subject))),
        (Entry("见证人", or_blank(preserved[-1].witness if preserved else None)), Entry("检查证", "")),
    )
    blocks: list[Block] = [
        FillLines(lines, size=12),
        Paragraph("检查情况：" + case.facts),
        Paragraph(f"现场发现{totals_shown(goods)}："),
        goods_table(goods),
        Paragraph(paper.text("inspection_record", "reading")),
        SignatureLines(
            ("被检查人（签名）", "见证人（签名）", "检查民警（签名）", "检查民警（签名）", "记录人（签名）"),
            dated=False,
        ),
    ]
    return sheet(paper, "现场检查笔录", blocks)


_SIGNERS = ("当事人", "见证人", "保管人", "民警")

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key=DECISION,
        title="证据保全决定书",
        word="证保决",
        copies=2,
        compose=_decision,
        object_of=in_short,
        signers=_SIGNERS,
        guards=(only_our_own,),
    ),
    DocumentForm(
        key="preservation_list",
        title="证据保全清单",
        word="证保清",
        copies=2,
        compose=_preservation,
        object_of=in_short,
        signers=_SIGNERS,
        guards=(only_our_own,),
    ),
    DocumentForm(
        key="accepted_evidence",
        title="接受证据清单",
        word="接证",
        copies=3,
        compose=_accepted,
        object_of=in_short,
        signers=("提交人", "保管人", "民警"),
    ),
    DocumentForm(
        key="inspection_record",
        title="现场检查笔录",
        word="检笔",
        copies=1,
        compose=_inspection,
        object_of=in_short,
        signers=("被检查人", "见证人", "检查民警", "记录人"),
    ),
)
