"""What a dispute's parties and other organs are told: of the court, of people's mediation, of a transfer (docs/law.md §3.7)."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.typesetting import (
    Addressee,
    Block,
    Entry,
    FillLines,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    TearOff,
    Title,
)
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from ..declaration import is_public_order
from ..path import PROCEDURE
from . import common
from .common import MEDIATION_LAW

CIVIL = "civil_notice"
COURT = "court_notice"
REFERRAL = "referral_notice"
CIVIL_ROUTE = "告知"


def _civil(paper: Paper) -> Sheet:
    """No offence: the court or people's mediation (程序规定第178条第二款)."""
    values = paper.subject.values
    facts = {
        "day": common.day_shown(values["received_on"]),
        "category": values["category"],
        "article": cite(PROCEDURE, 178, paper.day),
    }
    return _told(paper, "民间纠纷处理途径告知书", [paper.text(CIVIL, part, **facts) for part in _CIVIL_PARTS])


_CIVIL_PARTS = ("opening", "ways", "reminder")


def _court(paper: Paper) -> Sheet:
    """Mediation failed or the agreement was not performed: the court (程序规定第185条；人民调解法第26条)."""
    subject = paper.subject
    article = _article(subject, paper)
    default, ended = subject.taken("default"), subject.taken("terminate")
    if default and not (ended and ended[-1].day >= default[-1].day):
        entry = default[-1].entry
        agreed_on = common.day_shown(common.last(subject, "agreement")["agreed_on"])
        why = paper.text(
            COURT, "default", agreed_on=agreed_on, clause=str(entry["clause"]), reason=entry["reason"]
        )
    else:
        day = common.day_shown(subject.values["received_on"])
        why = paper.text(COURT, "unresolved", day=day, reason=ended[-1].entry["reason"])
    texts = [why, paper.text(COURT, "right", article=article)]
    if is_public_order(subject.values):
        texts.append(paper.text(COURT, "offence"))
    return _told(paper, "提起民事诉讼告知书", texts)


def _article(subject: Subject, paper: Paper) -> str:
    if subject.values["route"] == common.PEOPLES:
        return cite(MEDIATION_LAW, 26, paper.day)
    return cite(PROCEDURE, 185 if is_public_order(subject.values) else 178, paper.day)


def _told(paper: Paper, title: str, texts: list[str]) -> Sheet:
    """A notice to all parties with a receipt each of them signs."""
    subject = paper.subject
    receipt = SignatureLines(tuple(common.signing_parties(subject)), dated=False)
    service = FillLines(
        (
            (Entry("签收时间", "　　　　年　月　日　时　分"), Entry("送达方式")),
            (Entry("送达人（签名）"), Entry("录音录像编号")),
        ),
        size=12,
    )
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        Addressee(common.names_of(subject)),
        *(Paragraph(text) for text in texts),
        Paragraph("特此告知。"),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (receipt, service)),
    ]
    return common.sheet(paper, title, blocks)


def _referral(paper: Paper) -> Sheet:
    subject, step = paper.subject, common.last(paper.subject, "refer")
    title = "移送案件通知书"
    opening = paper.text(
        REFERRAL,
        "opening",
        day=common.day_shown(subject.values["received_on"]),
        names=common.names_of(subject),
        category=subject.values["category"],
        case=subject.number,
        why=step["why"],
    )
    receipt = FillLines(
        (
            (Entry("案件编号", subject.number), Entry("收到日期", "　　　　年　月　日")),
            (Entry("接收人（签名）"), Entry("单位（盖章）")),
        ),
        size=12,
    )
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        Addressee(step["to"]),
        Paragraph(opening),
        Paragraph("简要案情：" + subject.values["facts"]),
        Paragraph("附件：案件材料共　　卷　　页。"),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (receipt,)),
    ]
    return common.sheet(paper, title, blocks)


def _only_civil(subject: Subject) -> Refused | None:
    if subject.values["route"] == CIVIL_ROUTE:
        return None
    return Refused(
        f"“{subject.values['route']}”途径由本所或者调委会调解，不发民间纠纷处理途径告知书",
        cite(PROCEDURE, 178, parse_day(subject.day)),
    )


def _failed(subject: Subject) -> Refused | None:
    if subject.taken("default") or subject.taken("terminate"):
        return None
    return Refused(
        "还没有终止调解，也没有登记不履行，不发提起民事诉讼告知书",
        cite(PROCEDURE, 185, parse_day(subject.day)),
    )


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        CIVIL,
        "民间纠纷处理途径告知书",
        "纠告",
        2,
        _civil,
        common.in_short,
        ("当事人", "送达人"),
        guards=(_only_civil,),
    ),
    DocumentForm(
        COURT,
        "提起民事诉讼告知书",
        "诉告",
        2,
        _court,
        common.in_short,
        ("当事人", "送达人"),
        guards=(_failed,),
    ),
    DocumentForm(
        REFERRAL,
        "移送案件通知书",
        "移",
        3,
        _referral,
        lambda subject: common.last(subject, "refer").get("to") or subject.title,
        ("接收人",),
        guards=(common.after("refer", "还没有登记移交，不能制作移送案件通知书"),),
    ),
)
