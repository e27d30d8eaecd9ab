"""Papers between organs: 移送案件通知书 from bureau to bureau, 线索通报函 and 协查函 between stations, 送达回执 (docs/law.md §2.4, 3.7, 3.8)."""

from __future__ import annotations

from dataclasses import replace

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import at_the_door, joined, or_blank, pair, served_table, wide
from ...documents.register import IssuedDocument
from ...documents.typesetting import (
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
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from ..custody import PROCEDURE
from ..declaration import GoodsCase
from ..referral import LAW
from ..step_fields import Tracing, Transfer
from .parts import (
    after,
    all_goods,
    goods_of,
    goods_table,
    in_short,
    last,
    person_in_charge,
    sheet,
    totals_shown,
)

OFFICES = ("所", "站")
"""How an office below a bureau ends its name: such offices inform each other, they do not transfer cases."""
SEAL_LINES = 2
"""Lines of the row for the organ's seal; the seal itself may stand over its neighbours."""
SERVED = (
    "preservation_decision",
    "preservation_list",
    "release_notice",
    "confiscation_list",
    "extension_notice",
    "appraisal_notice",
    "disposal_list",
)
"""What a party gets; a hand-over between the keeper and another office is none of them."""


def _transfer(paper: Paper) -> Sheet:
    """From organ to organ of the same rank, with the list of goods and a receipt (程序规定第61条)."""
    subject, transfer = paper.subject, last(paper.subject, Transfer)
    opening = paper.text(
        "transfer_notice",
        "opening",
        conduct=subject.of(GoodsCase).conduct,
        basis=transfer.basis,
        article=cite(PROCEDURE, 61, paper.day),
    )
    texts, goods = [opening, _facts(subject)], _items(subject, transfer)
    closing = paper.text("transfer_notice", "closing")
    return _letter(paper, "移送案件通知书", transfer.to, texts, closing, goods)


def _clue(paper: Paper) -> Sheet:
    subject, handed = paper.subject, paper.subject.last(Transfer)
    basis = handed.said.basis if handed else "需要你单位依法处理"
    opening = paper.text("clue_letter", "opening", conduct=subject.of(GoodsCase).conduct, basis=basis)
    closing = paper.text("clue_letter", "closing")
    found: list[Block] = [goods_table(all_goods(subject))]
    # A clue may go out before anything is handed over: then all that was found is listed.
    goods = _items(subject, handed.said) if handed else found
    return _letter(paper, "线索通报函", _partner(subject), [opening, _facts(subject)], closing, goods)


def _assistance(paper: Paper) -> Sheet:
    """What is known of the chain, and what is asked of the other office."""
    subject, case = paper.subject, paper.subject.of(GoodsCase)
    opening = paper.text("assistance_letter", "opening", conduct=case.conduct)
    names = {place.key: place.name for place in case.premises}
    known = [
        f"已查明：{names.get(traced.from_, traced.from_)}→{names.get(traced.to, traced.to)}，证据：{traced.evidence}。"
        for traced in (taken.said for taken in subject.held(Tracing))
    ]
    suppliers = "、".join(f"{place.name}（{or_blank(place.address)}）" for place in case.premises[1:])
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
    return f"简要案情：{subject.of(GoodsCase).facts}"


def _items(subject: Subject, transfer: Transfer) -> list[Block]:
    goods = goods_of(subject, transfer.items)
    return [
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。随送材料：{joined(transfer.papers)}。"),
    ]


def _partner(subject: Subject) -> str:
    """The office written to: where the goods went, who seized them, or the first that acted with us."""
    handed, case = subject.last(Transfer), subject.of(GoodsCase)
    if handed:
        return handed.said.to
    if not case.is_seized_by_us:
        return case.seizing_agency
    # Whom nobody named is the office that goods of this sort mostly concern; the officer sees it in the
    # draft.
    return case.partners[0] if case.partners else "市场监督管理所"


def _to_a_bureau(subject: Subject) -> Refused | None:
    organ = last(subject, Transfer).to
    # 移送 runs from bureau to bureau; two offices below them inform each other (移送规定, docs/law.md
    # §2.4).
    if organ.endswith(OFFICES):
        return Refused(
            f"派出所与“{organ}”之间不办移送，移送由局对局办理；请制作线索通报函",
            cite(LAW, 5, parse_day(subject.day)),
        )
    return None


def _service(paper: Paper) -> Sheet:
    subject, case = paper.subject, paper.subject.of(GoodsCase)
    place = case.first_premises
    documents = [f"《{found.title}》{found.number}" for found in _served(subject)]
    blocks: list[Block] = [
        FillLines(
            (
                (Entry("案由", case.conduct),),
                (Entry("受送达人", place.name), Entry("负责人", person_in_charge(subject))),
                (Entry("地址", or_blank(place.address)),),
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
    return [found for found in subject.documents if found.document in SERVED and found.state == "issued"]


def _something_to_serve(subject: Subject) -> Refused | None:
    return None if _served(subject) else Refused("还没有签发要送达的文书")


_TRANSFERRED = after(Transfer, "还没有登记移送")

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key="transfer_notice",
        title="移送案件通知书",
        word="移",
        copies=3,
        compose=_transfer,
        object_of=in_short,
        signers=("受移送单位",),
        guards=(_TRANSFERRED, _to_a_bureau),
    ),
    DocumentForm(
        key="clue_letter",
        title="线索通报函",
        word="线通",
        copies=2,
        compose=_clue,
        object_of=in_short,
        signers=("接收人",),
    ),
    DocumentForm(
        key="assistance_letter",
        title="协查函",
        word="协查",
        copies=2,
        compose=_assistance,
        object_of=in_short,
        signers=("接收人",),
    ),
    DocumentForm(
        key="goods_service",
        title="送达回执",
        word="送回",
        copies=1,
        compose=_service,
        object_of=in_short,
        signers=("受送达人", "送达人"),
        guards=(_something_to_serve,),
    ),
)
