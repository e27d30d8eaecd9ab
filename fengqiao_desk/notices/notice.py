"""告知书: one notice to one venue, from draft over issue to service."""

from __future__ import annotations

from datetime import date
from typing import Final

import peewee

from ..cases import Case, CaseKind, Considering, Receiving, State, Step, Taking
from ..cases.heads import CaseHead, with_case
from ..cases.step import step_key
from ..fields import Becomes
from ..problems import Refused, Unknown
from ..station import Station
from ..store.composed import ComposedOnce
from . import figures, service
from .decisions import refuse_decision
from .notice_papers import NOTICE_FORM, RECEIPT_FORM
from .notice_records import (
    DECISION,
    DRAFT,
    FOUND_CLOSED,
    ISSUED,
    LEFT,
    OUTSTANDING,
    PUBLISHED,
    REACHED,
    SIGNED_FOR,
    VOIDED,
    WITHDRAWN,
    Issue,
    Notice,
    Service,
    Void,
    Withdraw,
)
from .templates import passes_on, template_of
from .wording import refused_words


def _follows(now: Receiving[Notice]) -> list[Becomes]:
    """How the sort of venue is called in the heading is kept with the notice, as it was on the day of drafting."""
    notice = now.entry
    facts = now.station.vocabularies.facts("venue_category", notice.category, notice.drafted_on)
    return [Notice.addressed_as.becomes(notice.addressed_as or facts.get("addressed_as"))]


def _known_template(now: Receiving[Notice]) -> Refused | None:
    try:
        template_of(now.station.texts, now.entry.template, now.act.day)
    except Unknown as unknown:
        return Refused(unknown.message, "", Notice.template)
    return None


def _names_what_it_passes_on(now: Receiving[Notice]) -> Refused | None:
    """What the form asks of a shipped template by itself, of one of the station's own too: what is passed on is named in full."""
    if not passes_on(now.station.texts, now.entry.template):
        return None
    stated = now.entry.plain()
    column = next((column for column in DECISION if not stated[column.name]), None)
    return Refused(f"请填写“{column.declared.label}”", "", column) if column is not None else None


def _decided_by_another(now: Receiving[Notice]) -> Refused | None:
    """What is passed on is the decision of an organ that may make it, by its number (docs/law.md §2.6)."""
    notice, day = now.entry, now.act.day
    if not passes_on(now.station.texts, notice.template):
        return None
    decided = (notice.order_organ, notice.order_number)
    return refuse_decision(now.station.profile(day), decided, day, (Notice.order_organ, Notice.order_number))


@ComposedOnce
def _of_a_round(venue: str, batch: str) -> peewee.Query:
    """The notice to a venue in a round."""
    return (
        with_case(Notice, CaseHead.number)
        .where(Notice.venue == venue, Notice.batch == batch, CaseHead.state != VOIDED)
        .order_by(CaseHead.key)
        .limit(1)
    )


def _one_open_notice(now: Receiving[Notice]) -> Refused | None:
    """One venue gets one notice of a round."""
    if now.case is not None:
        return None
    notice = now.entry
    # A loop over one row at most: the query has a limit.
    for (number,) in _of_a_round.rows(now.station.connections, notice.venue, notice.batch):
        return Refused(f"“{notice.venue_name}”在“{notice.batch}”已有告知书 {number}", "", Notice.venue)
    return None


def _with_its_document(now: Considering[Notice]) -> Refused | None:
    """A notice is issued and voided with its 文号, which stands in the register before the step is taken."""
    # Issuing puts the document before the step and voiding marks it first, so the register already tells
    # which of the two is meant.
    numbered = any(made.document == NOTICE_FORM.key and made.state == "issued" for made in now.case.documents)
    if numbered != (now.case.state == DRAFT):
        return Refused("告知书的签发和作废要用文书办理，取得或者作废文号")
    return None


def _withdrawn_once(now: Considering[Notice]) -> Refused | None:
    return Refused("这份告知书已经撤回") if now.held(Withdraw) else None


def _withdrawn_by_another(now: Taking[Notice, Withdraw]) -> Refused | None:
    """A notice that passed on a decision is withdrawn by one; the station's own it takes back itself."""
    if not passes_on(now.station.texts, now.of.template):
        return None
    day, entry = now.act.day, now.entry
    decided = (entry.decided_by, entry.order_number)
    return refuse_decision(
        now.station.profile(day), decided, day, (Withdraw.decided_by, Withdraw.order_number)
    )


def _after_withdrawal(now: Taking[Notice, Withdraw]) -> str:
    """Who was reached stays reached; who was not need not be any more."""
    return WITHDRAWN if now.case.state in OUTSTANDING else now.case.state


def _next_step(case: Case, station: Station, day: date) -> str | None:
    """Issue, serve, then the paper that proves it; afterwards nothing is left to do."""
    if case.state == DRAFT:
        return step_key(Issue)
    if case.state in OUTSTANDING:
        return step_key(Service)
    proven = {made.document for made in case.documents if made.state == "issued"}
    return RECEIPT_FORM.key if case.state in REACHED and RECEIPT_FORM.key not in proven else None


_ISSUE: Final = Step(Notice, Issue, "签发", (DRAFT,), (ISSUED,), preconditions=(_with_its_document,))

_VOID: Final = Step(
    Notice, Void, "作废", (*OUTSTANDING, *REACHED), (VOIDED,), preconditions=(_with_its_document,)
)

_SERVE: Final = Step(
    Notice,
    Service,
    "登记送达",
    OUTSTANDING,
    (*REACHED, *OUTSTANDING),
    choose_state=service.state_after,
    day=Service.tried_at,
    guards=(
        service.not_before_issue,
        service.not_in_the_future,
        service.enough_officers,
        service.refusal_is_witnessed,
        service.witness_is_another,
        service.method_fits_outcome,
        service.methods_in_order,
    ),
    summary=lambda entry: f"{entry.method} · {entry.outcome} {entry.receiver or ''}",
)

_WITHDRAW: Final = Step(
    Notice,
    Withdraw,
    "撤回",
    (*OUTSTANDING, *REACHED),
    (WITHDRAWN, *REACHED),
    choose_state=_after_withdrawal,
    day=Withdraw.at,
    preconditions=(_withdrawn_once,),
    guards=(_withdrawn_by_another,),
    summary=lambda entry: f"{entry.decided_by} {entry.order_number}",
    in_bulk=True,
)

KIND = CaseKind(
    record=Notice,
    title="告知书",
    noun="告知书",
    icon="document",
    measure="份",
    number_prefix="GZ",
    states=(
        State(DRAFT, "neutral"),
        State(ISSUED, "warning"),
        State(SIGNED_FOR, "good", settled=True),
        State(LEFT, "accent", settled=True),
        State(PUBLISHED, "accent", settled=True),
        State(FOUND_CLOSED, "danger"),
        State(WITHDRAWN, "neutral", closed=True),
        State(VOIDED, "neutral", closed=True),
    ),
    first_state=lambda notice: DRAFT,
    day=Notice.drafted_on,
    make_title=lambda notice: f"{notice.venue_name} 告知书",
    make_subtitle=lambda notice: f"{notice.category} · {notice.batch}",
    received_verb="拟稿",
    belongs_to=(Notice.venue, "venues"),
    settles=_follows,
    guards=(_known_template, _names_what_it_passes_on, _decided_by_another, _one_open_notice),
    refuses_wording=refused_words,
    steps=(_ISSUE, _VOID, _SERVE, _WITHDRAW),
    deadlines=service.deadlines,
    next_step=_next_step,
    documents=(NOTICE_FORM, RECEIPT_FORM),
    figures=figures.OF_NOTICES,
)
