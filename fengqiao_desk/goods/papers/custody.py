"""Papers of custody: hand-over to the keeper, return and destruction, labels for the bags, the stock of the evidence room."""

from __future__ import annotations

from ...cases import Case, CaseKind, load
from ...cases.figures.sources import has_taken
from ...cases.heads import CaseHead
from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import BLANK, or_blank
from ...documents.typesetting import (
    Align,
    Block,
    Entry,
    FillLines,
    Paragraph,
    QRCode,
    Sheet,
    SignatureLines,
    Spacer,
    Style,
    Subtitle,
    Table,
    Title,
)
from ...problems import Refused
from ...station import Act, Station
from ...station.laws import cite
from ...values.days import show_day, show_moment
from ..custody import PROCEDURE, balances
from ..declaration import GoodsCase
from ..step_fields import CustodyMove
from .parts import all_goods, goods_of, goods_table, in_short, last, sheet, totals_shown

HANDOVER, DISPOSAL = "custody_handover", "disposal_list"
LABEL_SIDE = 24.0
"""Millimetres of a label's code: cells of nearly a millimetre, read at arm's length."""
LABEL_WIDTH = 105.0
"""Half the paper's width, so that a label fits the bag and the cutter."""


def _handover(paper: Paper) -> Sheet:
    """A move from hand to hand (程序规定第190条: within 24 hours to the keeper); disposal has a list of its own."""
    move = _to_list(paper.subject, HANDOVER, _handed(paper.subject) or _sample(paper.subject))
    note = paper.text("custody_handover", "note", article=cite(PROCEDURE, 190, paper.day))
    places = ("移交人（签名）", "接收人（签名）", "见证人（签名）")
    return _moved(paper, "扣押物品移交清单", move, note, places)


def _disposal(paper: Paper) -> Sheet:
    """A return, destruction or donation, under its own name."""
    move = _to_list(paper.subject, DISPOSAL, _disposed(paper.subject) or _sample(paper.subject))
    title = f"{move.move}物品清单"
    places = ("保管人（签名）", "接收人（签名）", "监督人（签名）", "民警（签名）")
    return _moved(paper, title, move, paper.text("disposal_list", "note"), places)


def _moved(paper: Paper, title: str, move: CustodyMove, note: str, places: tuple[str, ...]) -> Sheet:
    goods = goods_of(paper.subject, move.items)
    lines = (
        (Entry("案件", f"{paper.subject.title}（{paper.subject.number}）"),),
        (Entry("事项", move.move), Entry("时间", show_moment(move.at), 1.4)),
        (Entry("移交人", move.from_), Entry("接收人", move.to)),
        (Entry("存放处", move.place), Entry("决定文号", or_blank(move.decision_number))),
    )
    blocks: list[Block] = [
        FillLines(lines, size=12),
        Spacer(0.5),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。{note}"),
        SignatureLines(places),
    ]
    return sheet(paper, title, blocks)


def _disposed(subject: Subject) -> list[CustodyMove]:
    return [taken.said for taken in subject.held(CustodyMove) if taken.said.is_disposal]


def _handed(subject: Subject) -> list[CustodyMove]:
    return [taken.said for taken in subject.held(CustodyMove) if not taken.said.is_disposal]


def _sample(subject: Subject) -> list[CustodyMove]:
    """The sample page of a list's wording is of a case that has any move."""
    return [last(subject, CustodyMove)]


def _to_list(subject: Subject, document: str, moves: list[CustodyMove]) -> CustodyMove:
    """The first move no list was issued for yet; the last one when each has its list."""
    listed = {
        found.object for found in subject.documents if found.document == document and found.state == "issued"
    }
    # The register knows no step, so the object it prints is what tells which move has its list already.
    return next((move for move in moves if _named(subject, move) not in listed), moves[-1])


def _named(subject: Subject, move: CustodyMove) -> str:
    """`示例药房 销售口罩（入库，2026年11月21日16时00分）`: by it the register tells the lists of one case apart."""
    return f"{subject.title}（{move.move}，{show_moment(move.at)}）"


def _something_handed(subject: Subject) -> Refused | None:
    return None if _handed(subject) else Refused("还没有登记入库、出库、送检或者移交")


def _something_disposed(subject: Subject) -> Refused | None:
    return None if _disposed(subject) else Refused("还没有登记返还、销毁或者捐出")


def _labels(paper: Paper) -> Sheet:
    """A label a batch, to be cut out for its bag: what a scanner reads is the case's number and the batch's."""
    subject = paper.subject
    goods, places = all_goods(subject), stored_at(subject)
    blocks: list[Block] = [Title("涉案物品标签")]
    for number, part in enumerate(goods, start=1):
        batch = part.batch
        label_lines = (
            f"案件 {subject.number}　第{number}项（共{len(goods)}项）",
            f"名称 {batch.name}",
            f"规格 {batch.specification}　批号 {or_blank(batch.batch)}",
            f"数量 {part.shown}",
            f"存放处 {places.get(number, BLANK)}",
            "封存人________　封存日期____年__月__日",
        )
        blocks += [
            QRCode(f"{subject.number}#{number}", "\n".join(label_lines), LABEL_SIDE, LABEL_WIDTH),
            Spacer(0.5),
        ]
    return sheet(paper, "涉案物品标签", blocks, headed=False)


def stored_at(subject: Subject) -> dict[int, str]:
    """Where each batch was last brought to, by its number."""
    return {
        item.goods: taken.said.place
        for taken in subject.held(CustodyMove)
        if taken.said.comes_in
        for item in taken.said.items
    }


def stock_sheet(kind: CaseKind, station: Station, act: Act) -> Sheet:
    """在库清单 of the evidence room on a day: every batch that lies in it, with its case and place (程序规定第189条)."""
    profile = station.profile(act.day)
    rows = []
    for case in _held(kind, station):
        places = stored_at(case)
        for number, balance in balances(case).items():
            if balance.stored:
                batch = case.of(GoodsCase).batch(number)
                # 余 is said only of a batch that lies here whole.
                rest = balance.is_whole and balance.stored == balance.in_hand
                shown = batch.in_own_unit(balance.stored, rest)
                rows.append((case.number, case.title, f"{number}. {batch.name}", shown, places[number]))
    head = ("案件", "案由", "物品", "在库", "存放处")
    table = Table(head, tuple(rows), (2.6, 4.0, 4.0, 1.8, 2.6), (Align.LEFT,) * 5, size=10.5)
    blocks: list[Block] = [
        Title("涉案财物在库清单"),
        Subtitle(f"{profile.full_name}　{show_day(act.day)}"),
        table if rows else Paragraph("没有在库的涉案财物。"),
        SignatureLines(("保管人（签名）", "核对人（签名）")),
    ]
    watermark = "练习" if profile.practice else ""
    return Sheet(
        "涉案财物在库清单", profile.full_name, act.day, tuple(blocks), style=Style.FORM, watermark=watermark
    )


def _held(kind: CaseKind, station: Station) -> list[Case]:
    """Cases with moves, the oldest first; a closed case may still have goods here."""
    moved = (CaseHead.kind == kind.key) & has_taken(CustodyMove)
    query = CaseHead.select(CaseHead.number).where(moved).order_by(CaseHead.key)
    with station.reading():
        return [load(station, kind, number) for (number,) in station.connections.rows(query)]


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key=HANDOVER,
        title="扣押物品移交清单",
        word="扣交",
        copies=3,
        compose=_handover,
        object_of=lambda subject: _named(subject, _to_list(subject, HANDOVER, _handed(subject))),
        signers=("移交人", "接收人"),
        guards=(_something_handed,),
    ),
    DocumentForm(
        key=DISPOSAL,
        title="返还、销毁物品清单",
        word="物处",
        copies=3,
        compose=_disposal,
        object_of=lambda subject: _named(subject, _to_list(subject, DISPOSAL, _disposed(subject))),
        signers=("保管人", "接收人", "监督人", "民警"),
        guards=(_something_disposed,),
    ),
    DocumentForm(
        key="goods_labels",
        title="涉案物品标签",
        word="物签",
        copies=1,
        compose=_labels,
        object_of=in_short,
    ),
)
