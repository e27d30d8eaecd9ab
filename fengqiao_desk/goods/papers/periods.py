"""What a party is told in writing of a measure's period: that it was extended, that an appraisal is not counted (程序规定第112条)."""

from __future__ import annotations

from datetime import timedelta

from ...documents.form import DocumentForm, Paper
from ...documents.typesetting import Addressee, Block, Paragraph, Sheet, Signature, SignatureLines, Spacer
from ...station.laws import cite
from ...values.days import show_day
from ...values.deadlines import RULES
from ..custody import PROCEDURE
from ..declaration import GoodsCase
from ..measure_fields import Appraise, Extend, OnMeasure
from ..measures import EXTENSION, Seizure, own_seizures
from .parts import after, goods_of, goods_table, in_short, last, only_our_own, sheet, totals_shown


def _extension(paper: Paper) -> Sheet:
    step = last(paper.subject, Extend)
    seizure = _meant(paper, step)
    # Plain days, as in the decision: the paper names what the law counts, the desk rolls it off rest days.
    days = RULES[seizure.said.period].length + seizure.appraised_days
    ends = seizure.said.at.date() + timedelta(days=days)
    facts = {
        "until": show_day(ends),
        "reason": step.reason,
        "approver": step.approval,
        "extended": show_day(ends + timedelta(days=EXTENSION)),
    }
    return _notification(paper, "延长保全期限告知书", "extension_notice", seizure, facts)


def _appraisal(paper: Paper) -> Sheet:
    step = last(paper.subject, Appraise)
    facts = {"on": show_day(step.on), "organ": step.organ}
    return _notification(paper, "鉴定期间告知书", "appraisal_notice", _meant(paper, step), facts)


def _notification(paper: Paper, title: str, text: str, seizure: Seizure, facts: dict[str, str]) -> Sheet:
    """To whom the goods were taken from: the measure, the facts, the goods, a place to sign."""
    goods = goods_of(paper.subject, seizure.said.items)
    known = {
        "day": show_day(seizure.said.at),
        "measure": seizure.measure,
        "article": cite(PROCEDURE, 112, paper.day),
    }
    blocks: list[Block] = [
        Addressee(paper.subject.of(GoodsCase).first_premises.name),
        Paragraph(paper.text(text, "opening", **known, **facts)),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。"),
        Signature(paper.profile.seal_organ, paper.day),
        Spacer(1),
        SignatureLines(("当事人（签名）", "民警（签名）")),
    ]
    return sheet(paper, title, blocks)


def _meant(paper: Paper, step: OnMeasure) -> Seizure:
    """The measure the step is about, which its guards found to be there."""
    return next(found for found in own_seizures(paper.subject) if found.number == step.seizure)


_SIGNERS = ("当事人", "民警")

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key="extension_notice",
        title="延长保全期限告知书",
        word="延告",
        copies=2,
        compose=_extension,
        object_of=in_short,
        signers=_SIGNERS,
        guards=(only_our_own, after(Extend, "还没有登记延长扣押")),
    ),
    DocumentForm(
        key="appraisal_notice",
        title="鉴定期间告知书",
        word="鉴告",
        copies=2,
        compose=_appraisal,
        object_of=in_short,
        signers=_SIGNERS,
        guards=(only_our_own, after(Appraise, "还没有登记送鉴定")),
    ),
)
