"""Tells of an issued paper that the facts it rests on were changed since: 依据已变更, until it is replaced, voided or let stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import peewee

from ...documents.files import sha256_of
from ...documents.form import Paper
from ...documents.heads import DocumentHead
from ...documents.register import BASIS_CHANGED, IssuedDocument, documents_of, find
from ...documents.signing import log
from ...problems import Problem, Refused
from ...station import Act, Station
from ...station.rights import Right, require
from ...store.composed import ComposedOnce
from ..records import Case
from .at_issue import papers_at_issue

RESTORED, CONFIRMED = "依据已复原", "确认仍然有效"
"""Under these, and 依据已变更, the audit keeps what became of a paper's basis."""
_CANNOT_BE_MADE = ""
_TROUBLE = (
    Problem,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What composing stumbles over where a fact that its guards promised does not stand any more."""

_Change = Mapping[peewee.Field, object]
_UNMARKED: _Change = {
    DocumentHead.basis_digest: None,
    DocumentHead.basis_changed_at: None,
    DocumentHead.basis_confirmed_at: None,
    DocumentHead.basis_confirmed_by: None,
    DocumentHead.basis_confirmed_why: None,
}


@ComposedOnce
def _digest_of(number: str) -> peewee.Query:
    return DocumentHead.select(DocumentHead.basis_digest).where(DocumentHead.number == number)


def said_by_papers(station: Station, case: Case) -> dict[str, str]:
    """The digest of what each paper in force says by the facts of a case; asked before they are changed.

    Each is composed as on its day from what had been entered by then: steps that came later are no basis of it.
    """
    return {paper.number: _said(station, paper, then) for paper, then in papers_at_issue(station, case)}


def mark_papers(station: Station, said: Mapping[str, str], case: Case, act: Act) -> Case:
    """After a change: mark the papers that now say another thing than was `said`, unmark those that say again what was issued.

    Inside the caller's transaction, which has written the case and its audit row; gives the case with its papers.
    """
    changed = [
        paper
        for paper, then in papers_at_issue(station, case)
        if _is_marked_anew(station, paper, said.get(paper.number, ""), _said(station, paper, then), act)
    ]
    return replace(case, documents=tuple(documents_of(station, case.key))) if changed else case


def confirm_paper(station: Station, number: str, why: str, act: Act) -> IssuedDocument:
    """Let a paper stand although its basis changed; the next change marks it anew. Raises Refused where it is not marked."""
    require(act, Right.ISSUE)
    with station.writing():
        found = find(station, number)
        if not found.basis_changed:
            raise Refused(f"{number} 现在是“{found.state_word}”，没有标明{BASIS_CHANGED}，不用确认")
        confirmed: _Change = {
            DocumentHead.basis_confirmed_at: act.stamp,
            DocumentHead.basis_confirmed_by: act.by.name,
            DocumentHead.basis_confirmed_why: why,
        }
        _write(station, number, confirmed)
        log(station, act, CONFIRMED, number, {"reason": why, "basis_changed": [True, False]})
    return find(station, number)


def _said(station: Station, paper: IssuedDocument, then: Case) -> str:
    """The digest of a paper as composed from a case; empty where it can no longer be made."""
    day = date.fromisoformat(paper.issued_on)
    try:
        form = then.kind.document(paper.document)
        refusal = form.refusal(then, any_state=paper.replaces is not None)
        sheet = form.compose(Paper(then, paper.number, day, station.profile(day), station.texts))
        # What a guard says belongs to it: a paper that might not be made any more has lost its basis, whatever its words.
        basis = (refusal.message if refusal else "", form.object_of(then), sheet)
    except _TROUBLE:
        return _CANNOT_BE_MADE
    return sha256_of(repr(basis).encode())


def _is_marked_anew(station: Station, paper: IssuedDocument, before: str, now: str, act: Act) -> bool:
    """Write what a change means for the mark of one paper; whether the mark is another then."""
    if before == now:
        return False
    ((digest,),) = _digest_of.rows(station.connections, paper.number)
    # What it said before the first change is what was issued: by that an undo is known, after a confirmation too.
    issued = before if digest is None else digest
    if is_back := now == issued:
        _write(station, paper.number, _UNMARKED)
    elif paper.basis_changed:
        return False
    else:
        first: _Change = {DocumentHead.basis_digest: issued, DocumentHead.basis_changed_at: act.stamp}
        _write(station, paper.number, {**_UNMARKED, **first})
    turn = {"basis_changed": [paper.basis_changed, not is_back]}
    log(station, act, RESTORED if is_back else BASIS_CHANGED, paper.number, turn)
    return True


def _write(station: Station, number: str, change: _Change) -> None:
    station.connections.execute(DocumentHead.update(dict(change)).where(DocumentHead.number == number))
