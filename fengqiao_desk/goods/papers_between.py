"""Papers between organs: 移送案件通知书 from bureau to bureau, 线索通报函 and 协查函 between stations, 送达回执 (docs/law.md §2.4, 3.7, 3.8)."""

from __future__ import annotations

from dataclasses import replace

from ..cases import Case
from ..documents.form import DocumentForm, Paper, Subject
from ..documents.form_parts import at_the_door, joined, or_blank, pair, served_table, wide
from ..documents.register import IssuedDocument
from ..documents.typesetting import (
    Addressee,
    Block,
    Entry,
    FillLines,
    FormTable,
    Paragraph,
    Sheet,
    Signature,
    TearOff,
)
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day
from .custody import PROCEDURE
from .paper_parts import (
    after,
    goods_of,
    goods_table,
    in_short,
    last,
    person_in_charge,
    premises_of,
    sheet,
    totals_shown,
)
from .referral import LAW

OFFICES = ("所", "站")
"""How an office below a bureau ends its name: such offices inform each other, they do not transfer cases."""
SEAL_LINES = 2
"""Lines of the row for the organ's seal; the seal itself may stand over its neighbours."""
SERVED = (
    *("preservation_decision", "preservation_list", "release_notice", "confiscation_list"),
    *("extension_notice", "appraisal_notice", "disposal_list"),
)
"""What a party gets; a hand-over between the keeper and another office is none of them."""


def _transfer(paper: Paper) -> Sheet:
    """From organ to organ of the same rank, with the list of goods and a receipt (程序规定第61条)."""
    subject, step = paper.subject, last(paper.subject, "transfer")
    article = cite(PROCEDURE, 61, paper.day)
    opening = paper.text(
        "transfer_notice", "opening", conduct=subject.values["conduct"], basis=step["basis"], article=article
    )
    closing = paper.text("transfer_notice", "closing")
    return _letter(
        paper, "移送案件通知书", step["to"], [opening, _facts(subject)], closing, _items(subject, step)
    )


def _clue(paper: Paper) -> Sheet:
    subject, step = paper.subject, last(paper.subject, "transfer")
    basis = step.get("basis") or "需要你单位依法处理"
    opening = paper.text("clue_letter", "opening", conduct=subject.values["conduct"], basis=basis)
    closing = paper.text("clue_letter", "closing")
    found: list[Block] = [goods_table(subject.values["goods"])]
    goods = _items(subject, step) if step else found
    return _letter(paper, "线索通报函", _partner(subject), [opening, _facts(subject)], closing, goods)


def _assistance(paper: Paper) -> Sheet:
    """What is known of the chain, and what is asked of the other office."""
    subject = paper.subject
    opening = paper.text("assistance_letter", "opening", conduct=subject.values["conduct"])
    names = {row["key"]: row["name"] for row in subject.values["premises"]}
    known = [
        f"已查明：{names.get(entry['from'], entry['from'])}→{names.get(entry['to'], entry['to'])}，证据：{entry['evidence']}。"
        for entry in (taken.entry for taken in subject.taken("trace"))
    ]
    suppliers = "、".join(
        f"{row['name']}（{or_blank(row['address'])}）" for row in subject.values["premises"][1:]
    )
    asked = f"请协助查明：{suppliers or '上家'}的登记信息、进货来源、销售去向和库存。"
    texts = [opening, *known, asked]
    return _letter(paper, "协查函", _partner(subject), texts, paper.text("assistance_letter", "closing"), [])


def _letter(paper: Paper, title: str, to: str, texts: list[str], closing: str, goods: list[Block]) -> Sheet:
    receipt = FillLines(
        (
            (Entry("案件编号", paper.subject.number), Entry("收到日期", "　　　　年　月　日")),
            (Entry("接收人（签名）"), Entry("单位（盖章）")),
        ),
        size=12,
    )
    blocks: list[Block] = [
        Addressee(to),
        *(Paragraph(text) for text in texts),
        *goods,
        Paragraph(closing),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (receipt,)),
    ]
    return sheet(paper, title, blocks)


def _facts(subject: Subject) -> str:
    return f"简要案情：{subject.values['facts']}"


def _items(subject: Subject, step: Row) -> list[Block]:
    goods = goods_of(subject, step["items"])
    return [
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。随送材料：{joined(step['papers'])}。"),
    ]


def _partner(subject: Subject) -> str:
    """The office written to: where the goods went, who seized them, or the first that acted with us."""
    step, values = last(subject, "transfer"), subject.values
    if step:
        return str(step["to"])
    if values["seizing_agency"] != "本所":
        return str(values["seizing_agency"])
    return str((values["partners"] or ["市场监督管理所"])[0])


def _to_a_bureau(subject: Subject) -> Refused | None:
    step = last(subject, "transfer")
    if step["to"].endswith(OFFICES):
        return Refused(
            f"派出所与“{step['to']}”之间不办移送，移送由局对局办理；请制作线索通报函",
            cite(LAW, 5, parse_day(subject.day)),
        )
    return None


def _service(paper: Paper) -> Sheet:
    subject = paper.subject
    place = premises_of(subject)
    documents = [f"《{found.title}》{found.number}" for found in _served(subject)]
    blocks: list[Block] = [
        FillLines(
            (
                (Entry("案由", subject.values["conduct"]),),
                (Entry("受送达人", place["name"]), Entry("负责人", person_in_charge(subject))),
                (Entry("地址", or_blank(place["address"])),),
            ),
            size=12,
        ),
        served_table(documents),
        _at_the_door(paper),
    ]
    return sheet(paper, "送达回执", blocks)


def _at_the_door(paper: Paper) -> FormTable:
    """Who took it, who served it and the seal as rows of one table, so that four papers stand on one page."""
    table = at_the_door(paper.text("goods_service", "note"))
    served_by = pair("送达人（签名）", "", "送达人（签名）", "")
    seal = wide("送达机关（印）", f"{paper.profile.seal_organ}　　　　　　年　月　日", SEAL_LINES)
    return replace(table, rows=(*table.rows, served_by, seal))


def _served(subject: Subject) -> list[IssuedDocument]:
    issued = subject.documents if isinstance(subject, Case) else ()
    return [found for found in issued if found.document in SERVED and found.state == "issued"]


def _something_to_serve(subject: Subject) -> Refused | None:
    return None if _served(subject) else Refused("还没有签发要送达的文书")


_TRANSFERRED = after("transfer", "还没有登记移送")

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        *("transfer_notice", "移送案件通知书", "移", 3, _transfer, in_short, ("受移送单位",)),
        guards=(_TRANSFERRED, _to_a_bureau),
    ),
    DocumentForm("clue_letter", "线索通报函", "线通", 2, _clue, in_short, ("接收人",)),
    DocumentForm("assistance_letter", "协查函", "协查", 2, _assistance, in_short, ("接收人",)),
    DocumentForm(
        *("goods_service", "送达回执", "送回", 1, _service, in_short, ("受送达人", "送达人")),
        guards=(_something_to_serve,),
    ),
)
