"""What a month counts of venues and notices, each by its date (docs/law.md §6.6)."""

from __future__ import annotations

from datetime import date
from typing import Final

import peewee

from ..cases import Figure
from ..cases.figures.counts import Counted, Near, RecordedNow
from ..cases.figures.sources import documents, said, steps
from ..cases.heads import CaseHead, StepHead, WordHead
from ..documents.heads import DocumentHead
from ..fields import Predicate
from .notice_papers import NOTICE_FORM
from .notice_records import DRAFT, REACHED, VOIDED, Notice, Service
from .periods import closed_by
from .standing_figures import SECTION, STANDING_FIGURES
from .venue_records import Inspection, Recheck, Venue, Visit

_NUMBERED = documents(Notice, NOTICE_FORM.key)
_CHECKED = steps(Venue, Inspection, Recheck)
_MEASURE: Final = peewee.fn.COALESCE(
    WordHead.select(peewee.fn.JSON_EXTRACT(WordHead.facts, "$.measure"))
    .where(WordHead.vocabulary == Venue.category.declared.vocabulary, WordHead.label == Venue.category)
    .order_by(WordHead.valid_from.desc())
    .limit(1),
    "个",
)
"""The word that venues of its category are counted with, as it is now."""


def _in_the_register(last: date) -> Predicate:
    return (Venue.registered_on <= last) & ~closed_by(last)


def _closed_meanwhile(last: date) -> Predicate:
    return (Venue.registered_on <= last) & closed_by(last)


OF_VENUES: Final = (
    Figure(
        key="venues.registered",
        label="",
        unit="",
        section="登记底数",
        rule="期末在册的场所、小区、监测点、企业和项目，按类别",
        base="期末",
        counts=(
            Counted(Venue, Venue.registered_on, named=Venue.category, unit=_MEASURE, at_end=_in_the_register),
        ),
        left_out=(
            Near(
                Venue,
                ((None, "已歇业"),),
                by=Venue.registered_on,
                named=Venue.category,
                at_end=_closed_meanwhile,
            ),
        ),
    ),
    Figure(
        key="venues.inspected",
        label="检查场所",
        unit="家次",
        section=SECTION,
        rule="期间内的检查和复查次数",
        base="检查日期",
        counts=(Counted(_CHECKED),),
        left_out=(
            Near(steps(Venue, Visit), ((None, "走访，不是检查"),)),
            RecordedNow(_CHECKED, word="补记"),
        ),
        trend=True,
        headline=True,
    ),
    *STANDING_FIGURES,
)

OF_NOTICES: Final = (
    Figure(
        key="notices.issued",
        label="签发告知书",
        unit="份",
        section=SECTION,
        rule="期间内签发的告知书，作废和被替换的不计",
        counts=(Counted(_NUMBERED, where=DocumentHead.state == "issued"),),
        left_out=(
            Near(
                _NUMBERED,
                (
                    (DocumentHead.state == "void", said("已作废：%s", DocumentHead.void_reason)),
                    (DocumentHead.state == "replaced", "已被替换"),
                ),
            ),
            Near(Notice, ((CaseHead.state == DRAFT, "草稿，尚未签发"),), by=Notice.drafted_on),
        ),
        headline=True,
    ),
    Figure(
        key="notices.served",
        label="送达告知书",
        unit="份",
        section=SECTION,
        rule="期间内签收、代收、留置或公告期满的告知书，作废的不计",
        base="送达日期",
        counts=(
            Counted(
                steps(Notice, Service), where=(CaseHead.state != VOIDED) & StepHead.to_state.in_(REACHED)
            ),
        ),
        left_out=(
            Near(
                steps(Notice, Service),
                (
                    (CaseHead.state == VOIDED, "告知书已作废"),
                    (StepHead.to_state.not_in(REACHED), said("没有送到：%s", Service.outcome)),
                ),
            ),
        ),
        headline=True,
    ),
)
