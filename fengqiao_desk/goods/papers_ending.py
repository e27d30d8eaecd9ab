"""Papers that end a measure: the notice of its release, the list of what was confiscated (程序规定第112、195条, docs/law.md §3.5)."""

from __future__ import annotations

from ..documents.form import DocumentForm, Paper, Subject
from ..documents.form_parts import moment_shown, or_blank
from ..documents.typesetting import (
    Addressee,
    Block,
    Entry,
    FillLines,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
)
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day, parse_moment, show_day
from .custody import PROCEDURE
from .measures import own_seizures
from .paper_parts import (
    after,
    confiscation,
    goods_of,
    goods_table,
    in_short,
    last,
    only_our_own,
    person_in_charge,
    premises_of,
    sheet,
    totals_shown,
)


def _release(paper: Paper) -> Sheet:
    """To whom the goods were taken from: which measure ended, why, and how the goods come back."""
    subject, step = paper.subject, last(paper.subject, "release")
    measure = next(found for found in own_seizures(subject) if found.number == step["seizure"])
    goods = goods_of(subject, measure.entry["items"])
    facts = {
        "day": show_day(parse_moment(measure.entry["at"]).date()),
        "measure": measure.measure,
        "reason": step["reason"],
        "on": show_day(parse_day(step["on"])),
        "article": cite(PROCEDURE, 112, paper.day),
    }
    blocks: list[Block] = [
        Addressee(premises_of(subject)["name"]),
        Paragraph(paper.text("release_notice", "opening", **facts)),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。{paper.text('release_notice', 'closing')}"),
        Signature(paper.profile.seal_organ, paper.day),
        SignatureLines(("当事人（签名）", "民警（签名）")),
    ]
    return sheet(paper, "解除证据保全通知书", blocks)


def _confiscated(paper: Paper) -> Sheet:
    """What the station confiscated and from whom; its decision has a number of its own (程序规定第195条)."""
    subject = paper.subject
    entry = confiscation(subject) or last(subject, "seize")
    goods, place = goods_of(subject, entry["items"]), premises_of(subject)
    approved = f"{entry['approver']}（{entry['approver_rank']}）" if entry["approver"] else ""
    lines: tuple[tuple[Entry, ...], ...] = (
        (Entry("案由", subject.values["conduct"]), Entry("收缴决定文号")),
        (Entry("被收缴人", place["name"]), Entry("负责人", person_in_charge(subject))),
        (Entry("地址", or_blank(place["address"])),),
        (Entry("收缴时间", moment_shown(entry["at"])), Entry("批准人", approved)),
    )
    article = cite(PROCEDURE, 195, paper.day)
    blocks: list[Block] = [
        FillLines(lines, size=12),
        goods_table(goods),
        Paragraph(
            f"以上合计{totals_shown(goods)}。{paper.text('confiscation_list', 'note', article=article)}"
        ),
        SignatureLines(("被收缴人（签名）", "保管人（签名）", "民警（签名）", "民警（签名）"), dated=False),
        Signature(paper.profile.seal_organ, paper.day),
    ]
    return sheet(paper, "收缴物品清单", blocks)


def _something_confiscated(subject: Subject) -> Refused | None:
    return None if confiscation(subject) else Refused("还没有登记本所实施的收缴")


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        *("release_notice", "解除证据保全通知书", "解保", 2, _release, in_short, ("当事人", "民警")),
        guards=(only_our_own, after("release", "还没有登记解除保全")),
    ),
    DocumentForm(
        *("confiscation_list", "收缴物品清单", "收清", 2, _confiscated, in_short),
        ("被收缴人", "保管人", "民警"),
        guards=(_something_confiscated,),
    ),
)
