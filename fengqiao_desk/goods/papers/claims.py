"""认领公告 and 认领通知书: whose goods these are is asked before they are ownerless (程序规定第197条)."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper
from ...documents.typesetting import Addressee, Block, Paragraph, Sheet, Signature
from ...station.laws import cite
from ...values.days import add_months, show_day
from ...values.deadlines import RULES
from ..claims import PERIOD
from ..custody import PROCEDURE
from ..step_fields import Announce
from .parts import after, goods_of, goods_table, in_short, last, sheet, totals_shown

TEXT = "claim_notice"
POSTED = "公告"


def _claim_notice(paper: Paper) -> Sheet:
    """The last notice or posting: what lies here, until when and with what it can be claimed, what follows."""
    step = last(paper.subject, Announce)
    goods = goods_of(paper.subject, step.items)
    posted = step.how == POSTED
    facts = {
        "months": str(RULES[PERIOD].length),
        "until": show_day(add_months(step.on, RULES[PERIOD].length)),
        "article": cite(PROCEDURE, 197, paper.day),
    }
    blocks: list[Block] = [
        # A posting is to nobody in particular.
        *([] if posted else [Addressee(step.where)]),
        Paragraph(paper.text(TEXT, "opening", **facts)),
        goods_table(goods),
        Paragraph(f"以上合计{totals_shown(goods)}。"),
        Paragraph(paper.text(TEXT, "closing", **facts)),
        Signature(paper.profile.seal_organ, paper.day),
    ]
    return sheet(paper, "认领公告" if posted else "认领通知书", blocks)


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        key="claim_notice",
        title="认领公告、通知书",
        word="认领",
        copies=2,
        compose=_claim_notice,
        object_of=in_short,
        guards=(after(Announce, "还没有登记通知（公告）认领"),),
    ),
)
