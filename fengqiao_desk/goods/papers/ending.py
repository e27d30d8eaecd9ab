"""Papers that end a measure: the notice of its release, the list of what was confiscated (程序规定第112、195条, docs/law.md §3.5)."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import or_blank
from ...documents.typesetting import (
    Addressee,
    Block,
    Entry,
    FillLines,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
)
from ...problems import Refused
from ...station.laws import cite
from ...values.days import show_day, show_moment
from ..custody import PROCEDURE
from ..declaration import GoodsCase
from ..measure_fields import Release, Seize
from ..measures import own_seizures
from .parts import (
    after,
    confiscations,
    goods_of,
    goods_table,
    in_short,
    last,
    only_our_own,
    person_in_charge,
    sheet,
    totals_shown,
)


def _release(paper: Paper) -> Sheet:
    """To whom the goods were taken from: which measure ended, why, and how the goods come back."""
    subject, step = paper.subject, last(paper.subject, Release)
    measure = next(found for found in own_seizures(subject) if found.number == step.seizure)
    goods = goods_of(subject, measure.said.items)
    facts = {
        "day": show_day(measure.said.at),
        "measure": measure.measure,
        "reason": step.reason,
        "on": show_day(step.on),
        "article": cite(PROCEDURE, 112, paper.day),
    }
    blocks: list[Block] = [
        Addressee(subject.of(GoodsCase).first_premises.name),
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
    # The sample page of its wording is of a case that has any seizure.
    seizure = (confiscations(subject) or [last(subject, Seize)])[-1]
    case = subject.of(GoodsCase)
    goods, place = goods_of(subject, seizure.items), case.first_premises
    lines: tuple[tuple[Entry, ...], ...] = (
        # Written by hand: the decision is a paper of another form, with a number the desk does not give.
        (Entry("案由", case.conduct), Entry("收缴决定文号")),
        (Entry("被收缴人", place.name), Entry("负责人", person_in_charge(subject))),
        (Entry("地址", or_blank(place.address)),),
        (Entry("收缴时间", show_moment(seizure.at)), Entry("批准人", seizure.approval)),
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
    return None if confiscations(subject) else Refused("还没有登记本所实施的收缴")


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key="release_notice",
        title="解除证据保全通知书",
        word="解保",
        copies=2,
        compose=_release,
        object_of=in_short,
        signers=("当事人", "民警"),
        guards=(only_our_own, after(Release, "还没有登记解除保全")),
    ),
    DocumentForm(
        key="confiscation_list",
        title="收缴物品清单",
        word="收清",
        copies=2,
        compose=_confiscated,
        object_of=in_short,
        signers=("被收缴人", "保管人", "民警"),
        guards=(_something_confiscated,),
    ),
)
