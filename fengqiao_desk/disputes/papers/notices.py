"""What a dispute's parties and other organs are told: of the court, of people's mediation, of a transfer (docs/law.md §3.7)."""

from __future__ import annotations

from datetime import date

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import day_shown
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
from ..declaration import Dispute
from ..path import MEDIATION_LAW, PROCEDURE
from ..step_fields import Agreement, Default, Refer, Terminate
from . import common

CIVIL = "civil_notice"
COURT = "court_notice"
REFERRAL = "referral_notice"
_CIVIL_PARTS = ("opening", "ways", "reminder")


def _civil(paper: Paper) -> Sheet:
    """No offence: the court or people's mediation (程序规定第178条第二款)."""
    dispute = paper.subject.of(Dispute)
    facts = {
        "day": day_shown(dispute.received_on),
        "category": dispute.category,
        "article": cite(PROCEDURE, 178, paper.day),
    }
    return _information(
        paper, "民间纠纷处理途径告知书", [paper.text(CIVIL, part, **facts) for part in _CIVIL_PARTS]
    )


def _court(paper: Paper) -> Sheet:
    """Mediation failed or the agreement was not performed: the court (程序规定第185条；人民调解法第26条)."""
    dispute = paper.subject.of(Dispute)
    texts = [_why(paper), paper.text(COURT, "right", article=_article(dispute, paper.day))]
    # What was an offence stays one: without a settlement it is punished (程序规定第185条).
    if dispute.is_public_order:
        texts.append(paper.text(COURT, "offence"))
    return _information(paper, "提起民事诉讼告知书", texts)


def _why(paper: Paper) -> str:
    """The later of failure and end is what the parties are told."""
    subject = paper.subject
    default, ended = subject.last(Default), subject.last(Terminate)
    # A later end overtakes the default; of one day the end counts, for it came after.
    if default is not None and not (ended is not None and ended.day >= default.day):
        agreed_on, failed = common.the(subject, Agreement).agreed_on, default.said
        return paper.text(
            COURT,
            "default",
            agreed_on=day_shown(agreed_on),
            clause=str(failed.clause),
            reason=failed.reason,
        )
    day = day_shown(subject.of(Dispute).received_on)
    return paper.text(COURT, "unresolved", day=day, reason=common.the(subject, Terminate).reason)


def _article(dispute: Dispute, day: date) -> str:
    if dispute.is_peoples:
        return cite(MEDIATION_LAW, 26, day)
    return cite(PROCEDURE, 185 if dispute.is_public_order else 178, day)


def _information(paper: Paper, title: str, texts: list[str]) -> Sheet:
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
        Addressee(subject.of(Dispute).names),
        *(Paragraph(text) for text in texts),
        Paragraph("特此告知。"),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (receipt, service)),
    ]
    return common.sheet(paper, title, blocks)


def _referral(paper: Paper) -> Sheet:
    subject, step = paper.subject, common.the(paper.subject, Refer)
    dispute = subject.of(Dispute)
    title = "移送案件通知书"
    opening = paper.text(
        REFERRAL,
        "opening",
        day=day_shown(dispute.received_on),
        names=dispute.names,
        category=dispute.category,
        case=subject.number,
        why=step.why,
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
        Addressee(step.to),
        Paragraph(opening),
        Paragraph("简要案情：" + dispute.facts),
        # Counted by hand when it is put together; the desk does not know what goes along.
        Paragraph("附件：案件材料共　　卷　　页。"),
        Signature(paper.profile.seal_organ, paper.day),
        TearOff("回执", paper.number_shown, (receipt,)),
    ]
    return common.sheet(paper, title, blocks)


def _only_civil(subject: Subject) -> Refused | None:
    dispute = subject.of(Dispute)
    if dispute.is_civil:
        return None
    return Refused(
        f"“{dispute.route}”途径由本所或者调委会调解，不发民间纠纷处理途径告知书",
        cite(PROCEDURE, 178, parse_day(subject.day)),
    )


def _failed(subject: Subject) -> Refused | None:
    if subject.held(Default, Terminate):
        return None
    return Refused(
        "还没有终止调解，也没有登记不履行，不发提起民事诉讼告知书",
        cite(PROCEDURE, 185, parse_day(subject.day)),
    )


def _referred_to(subject: Subject) -> str:
    """To whom it went; until it did the case's own title."""
    referral = subject.last(Refer)
    return referral.said.to if referral is not None else subject.title


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
        _referred_to,
        ("接收人",),
        guards=(common.after(Refer, "还没有登记移交，不能制作移送案件通知书"),),
    ),
)
