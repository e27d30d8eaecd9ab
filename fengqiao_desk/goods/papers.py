"""The papers of a fake-goods case: joint inspection record with goods and trace, evidence preservation list (domain.md §3.4)."""

from __future__ import annotations

from typing import Any

from ..documents.form import DocumentForm, Paper, Subject
from ..documents.typesetting import (
    Align,
    Block,
    Entry,
    FillLines,
    Heading,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Style,
    Table,
    Title,
    Trace,
    TraceEdge,
    TraceNode,
)
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day, parse_moment, show_day, show_moment
from .custody import PROCEDURE
from .declaration import OWN_STATION
from .totals import shown_quantity, total_pieces

BLANK = "/"


def _joint_record(paper: Paper) -> Sheet:
    values = paper.subject.values
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title("联合检查情况记录"),
        NumberLine(paper.number_shown),
        FillLines(
            (
                (Entry("检查日期", show_day(parse_day(values["found_on"]))), Entry("地点", values["place"])),
                (Entry("联合单位", "、".join(values["partners"] or []) or BLANK),),
                (Entry("查扣机关", values["seizing_agency"]), Entry("责任民警", values["officer"])),
            )
        ),
        Heading("一、检查情况"),
        Paragraph(values["facts"]),
        Heading("二、涉案物品"),
        _goods_table(values["goods"]),
        Paragraph(f"以上合计{_totals(values['goods'])}。"),
        Heading("三、来源去向"),
        *_trace(paper.subject),
        SignatureLines(
            ("检查民警（签名）", "检查民警（签名）", "联合单位人员（签名）", "被检查人（签名）"), dated=False
        ),
    ]
    return _sheet(paper, "联合检查情况记录", blocks)


def _preservation(paper: Paper) -> Sheet:
    subject = paper.subject
    seizure = subject.taken("seize")[-1].entry
    values = subject.values
    rows = []
    for position, item in enumerate(seizure["items"], start=1):
        batch = values["goods"][item["goods"] - 1]
        rows.append(_goods_row(position, {**batch, "quantity": item["quantity"]}))
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title("证据保全清单"),
        NumberLine(paper.number_shown),
        FillLines(
            (
                (Entry("措施", seizure["measure"]), Entry("时间", show_moment(parse_moment(seizure["at"])))),
                (Entry("持有人", seizure["holder"]), Entry("见证人", seizure["witness"] or BLANK)),
            )
        ),
        Table(_HEAD, tuple(rows), _WIDTHS, _ALIGNMENTS, size=10.5),
        SignatureLines(
            ("持有人（签名）", "见证人（签名）", "保管人（签名）", "民警（签名）", "民警（签名）", "备注")
        ),
        Signature(paper.profile.seal_organ, paper.day),
    ]
    return _sheet(paper, "证据保全清单", blocks)


def _only_our_own(subject: Subject) -> Refused | None:
    if subject.values["seizing_agency"] != OWN_STATION:
        return Refused(
            f"物品由“{subject.values['seizing_agency']}”查扣，用该机关的文书，本所不能出具证据保全清单",
            cite(PROCEDURE, 107, parse_day(subject.day)),
        )
    return None if subject.taken("seize") else Refused("还没有登记证据保全措施")


def _object(subject: Subject) -> str:
    return subject.title


FORMS = (
    DocumentForm("joint_record", "联合检查情况记录", "联查", 2, _joint_record, _object),
    DocumentForm(
        "preservation_list", "证据保全清单", "证保清", 2, _preservation, _object, guards=(_only_our_own,)
    ),
)

_HEAD = ("序号", "名称", "规格", "数量", "特征（品牌、批号、生产日期）")
_WIDTHS = (1.0, 3.2, 2.0, 2.6, 4.6)
_ALIGNMENTS = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT)


def _goods_table(goods: list[dict[str, Any]]) -> Table:
    rows = tuple(_goods_row(position, batch) for position, batch in enumerate(goods, start=1))
    return Table(_HEAD, rows, _WIDTHS, _ALIGNMENTS, size=10.5)


def _goods_row(position: int, batch: dict[str, Any]) -> tuple[str, ...]:
    marks = [
        f"品牌{batch['brand']}" if batch["brand"] else "",
        f"批号{batch['batch']}" if batch["batch"] else "",
        f"生产日期{show_day(parse_day(batch['production_date']))}" if batch["production_date"] else "",
        batch["features"],
    ]
    return (
        str(position),
        batch["name"],
        batch["specification"],
        shown_quantity(batch),
        "；".join(mark for mark in marks if mark),
    )


def _totals(goods: list[dict[str, Any]]) -> str:
    return "、".join(quantity.show(unit) for unit, quantity in total_pieces(goods).items())


def _trace(subject: Subject) -> list[Block]:
    names = {premises["key"]: premises["name"] for premises in subject.values["premises"]}
    traces = [taken.entry for taken in subject.taken("trace")]
    if not traces:
        return [Paragraph("来源去向正在调查。")]
    drawing = Trace(
        tuple(
            TraceNode(premises["key"], premises["name"], premises["kind"])
            for premises in subject.values["premises"]
        ),
        tuple(_edge(subject, entry) for entry in traces),
    )
    return [
        drawing,
        *_trace_sentences(traces, names),
    ]


def _edge(subject: Subject, entry: dict[str, Any]) -> TraceEdge:
    batch = subject.values["goods"][entry["goods"] - 1]
    quantity = shown_quantity({**batch, "quantity": entry["quantity"], "pieces": None})
    return TraceEdge(entry["from"], entry["to"], entry["how"], quantity)


def _trace_sentences(traces: list[dict[str, Any]], names: dict[str, str]) -> list[Block]:
    return [
        Paragraph(
            f"{number}. 经{entry['how']}，由“{names[entry['from']]}”查至“{names[entry['to']]}”，证据：{entry['evidence']}。"
        )
        for number, entry in enumerate(traces, start=1)
    ]


def _sheet(paper: Paper, title: str, blocks: list[Block]) -> Sheet:
    names = tuple(party["name"] for party in paper.subject.values["parties"])
    return Sheet(title, paper.profile.full_name, paper.day, tuple(blocks), style=Style.FORM, names=names)
