"""Papers of seizing: 证据保全决定书 with its list, the list alone, 接受证据清单, 现场检查笔录 (docs/law.md §3.3, 3.4)."""

from __future__ import annotations

from datetime import timedelta

from ..documents.form import DocumentForm, Paper
from ..documents.form_parts import BLANK, joined, moment_shown, or_blank
from ..documents.typesetting import (
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
from ..fields import Row
from ..station.laws import cite
from ..values.days import parse_moment, show_day
from ..values.deadlines import RULES
from .custody import PROCEDURE
from .measures import HELD, REGISTERED
from .paper_parts import (
    ROWS_BY_HAND,
    confiscation,
    goods_of,
    goods_table,
    in_short,
    only_our_own,
    own_seizure,
    person_in_charge,
    premises_of,
    sheet,
    totals_shown,
)

DECISION = "preservation_decision"
MEASURES = ("扣押", "扣留", "查封", "抽样取证", REGISTERED)


def _decision(paper: Paper) -> Sheet:
    """The decision and on its next page the list (程序规定第111条)."""
    subject, seizure = paper.subject, own_seizure(paper.subject)
    place = premises_of(subject)
    lines = (
        (Entry("当事人", place["name"]),),
        (Entry("统一社会信用代码", or_blank(place["credit_code"])),),
        (Entry("地址", or_blank(place["address"])),),
        (Entry("负责人", person_in_charge(subject)), Entry("联系电话", or_blank(place["phone"]))),
        (Entry("措施种类", _ticked(seizure["measure"])),),
        (Entry("理由", or_blank(seizure["reason"])),),
    )
    facts = {
        "conduct": subject.values["conduct"],
        "article": cite(PROCEDURE, 107, paper.day),
        "measure": seizure["measure"],
        "until": _period(seizure),
    }
    blocks: list[Block] = [
        FillLines(lines, size=12),
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


def _ticked(measure: str) -> str:
    """All measures, the one taken marked."""
    return "　".join(("■" if each == measure else "□") + each for each in MEASURES)


def _period(seizure: Row) -> str:
    """From the day of the measure to its last plain day; a measure without a period has none to strike."""
    code = "DJ-7" if seizure["measure"] == REGISTERED else "KY-30" if seizure["measure"] in HELD else ""
    if not code:
        return BLANK
    begun = parse_moment(seizure["at"]).date()
    return f"自{show_day(begun)}至{show_day(begun + timedelta(days=RULES[code].length))}"


def _preservation(paper: Paper) -> Sheet:
    blocks = [*_list(paper, own_seizure(paper.subject)), Signature(paper.profile.seal_organ, paper.day)]
    return sheet(paper, "证据保全清单", blocks)


def _list(paper: Paper, seizure: Row) -> list[Block]:
    goods = goods_of(paper.subject, seizure["items"])
    return [
        FillLines(
            (
                (Entry("措施", seizure["measure"]), Entry("时间", moment_shown(seizure["at"]))),
                (Entry("持有人", seizure["holder"]), Entry("见证人", or_blank(seizure["witness"]))),
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
    seized = {item["goods"] for taken in subject.taken("seize") for item in taken.entry["items"]}
    goods = [batch for number, batch in enumerate(subject.values["goods"], start=1) if number not in seized]
    article = cite(PROCEDURE, 64, paper.day)
    blocks: list[Block] = [
        FillLines(((Entry("案件", f"{paper.subject.title}（{paper.subject.number}）"),),), size=12),
        goods_table(goods, ROWS_BY_HAND),
        Paragraph(paper.text("accepted_evidence", "note", article=article)),
        SignatureLines(("提交人（签名）", "保管人（签名）", "民警（签名）", "民警（签名）")),
    ]
    return sheet(paper, "接受证据清单", blocks)


def _inspection(paper: Paper) -> Sheet:
    subject, values = paper.subject, paper.subject.values
    place, seizure = premises_of(subject), own_seizure(subject)
    officers = (seizure or confiscation(subject)).get("officers") or [values["officer"]]
    lines: tuple[tuple[Entry, ...], ...] = (
        (Entry("时间", "　　年　月　日　时　分至　　日　时　分"),),
        (Entry("地点", place["address"] or values["place"]),),
        (Entry("检查民警", joined(officers)), Entry("记录人", "")),
        (Entry("联合单位", joined(values["partners"])), Entry("人员", joined(values["partner_people"]))),
        (Entry("被检查人", place["name"]), Entry("在场负责人", person_in_charge(subject))),
        (Entry("见证人", or_blank(seizure.get("witness"))), Entry("检查证", "")),
    )
    blocks: list[Block] = [
        FillLines(lines, size=12),
        Paragraph("检查情况：" + values["facts"]),
        Paragraph(f"现场发现{totals_shown(values['goods'])}："),
        goods_table(values["goods"]),
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
        *(DECISION, "证据保全决定书", "证保决", 2, _decision, in_short, _SIGNERS),
        guards=(only_our_own,),
    ),
    DocumentForm(
        *("preservation_list", "证据保全清单", "证保清", 2, _preservation, in_short, _SIGNERS),
        guards=(only_our_own,),
    ),
    DocumentForm(
        *("accepted_evidence", "接受证据清单", "接证", 3, _accepted, in_short, ("提交人", "保管人", "民警"))
    ),
    DocumentForm(
        *("inspection_record", "现场检查笔录", "检笔", 1, _inspection, in_short),
        ("被检查人", "见证人", "检查民警", "记录人"),
    ),
)
