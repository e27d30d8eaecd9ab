"""What a party is told in writing of a measure's period: that it was extended, that an appraisal is not counted (程序规定第112条)."""

from __future__ import annotations

from datetime import date, timedelta

from ..documents.form import DocumentForm, Paper
from ..documents.typesetting import Addressee, Block, Paragraph, Sheet, Signature, SignatureLines, Spacer
from ..fields import Row
from ..station.laws import cite
from ..values.days import parse_day, parse_moment, show_day
from ..values.deadlines import RULES
from .custody import PROCEDURE
from .measures import EXTENSION, Seizure, own_seizures
from .paper_parts import (
    after,
    goods_of,
    goods_table,
    in_short,
    last,
    only_our_own,
    premises_of,
    sheet,
    totals_shown,
)


def _extension(paper: Paper) -> Sheet:
    step = last(paper.subject, "extend")
    seizure = _meant(paper, step)
    ends = _begun(seizure) + timedelta(days=RULES[seizure.code].length + seizure.appraised_days)
    facts = {
        "until": show_day(ends),
        "reason": step["reason"],
        "approver": f"{step['approver']}（{step['approver_rank']}）",
        "extended": show_day(ends + timedelta(days=EXTENSION)),
    }
    return _told(paper, "延长保全期限告知书", "extension_notice", seizure, facts)


def _appraisal(paper: Paper) -> Sheet:
    step = last(paper.subject, "appraise")
    facts = {"on": show_day(parse_day(step["on"])), "organ": step["organ"]}
    return _told(paper, "鉴定期间告知书", "appraisal_notice", _meant(paper, step), facts)


def _told(paper: Paper, title: str, text: str, seizure: Seizure, facts: dict[str, str]) -> Sheet:
    """To whom the goods were taken from: the measure, the facts, the goods, a place to sign."""
    goods = goods_of(paper.subject, seizure.entry["items"])
    known = {
        "day": show_day(_begun(seizure)),
        "measure": seizure.measure,
        "article": cite(PROCEDURE, 112, paper.day),
    }
    blocks: list[Block] = [
        Addressee(premises_of(paper.subject)["name"]),
        Paragraph(paper.text(text, "opening", **known, **facts)),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。"),
        Signature(paper.profile.seal_organ, paper.day),
        Spacer(1),
        SignatureLines(("当事人（签名）", "民警（签名）")),
    ]
    return sheet(paper, title, blocks)


def _meant(paper: Paper, step: Row) -> Seizure:
    """The measure the step is about, which its guards found to be there."""
    return next(found for found in own_seizures(paper.subject) if found.number == step["seizure"])


def _begun(seizure: Seizure) -> date:
    return parse_moment(seizure.entry["at"]).date()


_SIGNERS = ("当事人", "民警")

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        *("extension_notice", "延长保全期限告知书", "延告", 2, _extension, in_short, _SIGNERS),
        guards=(only_our_own, after("extend", "还没有登记延长扣押")),
    ),
    DocumentForm(
        *("appraisal_notice", "鉴定期间告知书", "鉴告", 2, _appraisal, in_short, _SIGNERS),
        guards=(only_our_own, after("appraise", "还没有登记送鉴定")),
    ),
)
