"""Documents of a case: drafting, issuing and voiding them together with the step of the case that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..documents import issuing, register
from ..documents.form import DocumentForm
from ..documents.heads import DocumentHead
from ..documents.issuing import Round
from ..documents.register import IssuedDocument
from ..documents.signing import Draft
from ..documents.typesetting import Sheet, Typeset
from ..fields import Row
from ..problems import Unknown
from ..station import Act, Changed, Station
from ..station.rights import Right, require
from .facts.basis import confirm_paper
from .facts.permission import reason_of
from .heads import CaseHead
from .kind import CaseKind
from .records import Case, load, refuse_gone
from .saving.receiving import begin_each
from .saving.writing import renew
from .verbs import move_on, take_step


def draft_document(station: Station, kind: CaseKind, number: str, document: str, act: Act) -> Typeset:
    """The document as it would be now, 草稿 across the page, without a number; put on record under the drafter's name."""
    return issuing.draft(station, kind.document(document), _standing(station, kind, number), act)


def preview_document(station: Station, kind: CaseKind, number: str, document: str, act: Act) -> Typeset:
    """As `draft_document`, for looking only: nothing is put on record."""
    return issuing.preview(station, kind.document(document), load(station, kind, number), act)


def check_document(station: Station, kind: CaseKind, number: str, document: str, act: Act) -> Draft:
    """Record that the draft of a document was checked."""
    require(act, Right.ISSUE)
    return issuing.check_draft(station, kind.document(document), _standing(station, kind, number), act)


def issue_document(station: Station, kind: CaseKind, number: str, document: str, act: Act) -> IssuedDocument:
    """Issue a document and take the step that issuing is, in one transaction."""
    require(act, Right.ISSUE)
    form = kind.document(document)
    with station.writing():
        case = _standing(station, kind, number)
        issued = issuing.issue(station, form, case, act)
        if form.step:
            # Guards of the step ask whether its paper was issued (`notices.notice`).
            with_it = replace(case, documents=(*case.documents, issued))
            move_on(station, with_it, kind.step(form.step), {}, act)
        station.tell(Changed(kind.key, case.number, act.by.name))
    return issued


def issue_round(
    station: Station,
    kind: CaseKind,
    entries: Sequence[Row],
    document: str,
    act: Act,
    closing: Callable[[Sequence[str]], Sheet],
    progress: Callable[[int], None],
) -> Round:
    """Receive many new cases and issue the document of each, in one transaction and one stored file, which the sheet of `closing` ends.

    Each is written once, with one search row. `progress` is told the share that is done as a number of documents, and may raise
    to abort; nothing is left then. The entries name no files.
    """
    require(act, Right.ISSUE)
    require(act, Right.RECORD)
    form, count = kind.document(document), len(entries)
    with station.writing():
        # Half of the bar for writing the cases, a quarter each for their papers and their steps.
        begun = begin_each(station, kind, entries, act, lambda done: progress(done // 2))
        made = issuing.issue_round(
            station, form, begun, act, closing, lambda done: progress((2 * count + min(done, count)) // 4)
        )
        for done, (case, issued) in enumerate(zip(begun, made.documents, strict=True), start=1):
            _go_on(station, case, form, issued, act)
            progress((3 * count + done) // 4)
            station.tell(Changed(kind.key, case.number, act.by.name))
    return made


def _go_on(station: Station, case: Case, form: DocumentForm, issued: IssuedDocument, act: Act) -> None:
    """The step of a new case that issuing its document is; its search row and what falls due come with it."""
    with_it = replace(case, documents=(issued,))
    if form.step:
        # The third audit row of a notice, though the round is one act: its receipt holds what was drafted, the row of
        # the document its hash under the 文号, this one the change of state. Whoever reads the history of one notice
        # or of one number finds all of it, issued in a round or alone.
        move_on(station, with_it, case.kind.step(form.step), {}, act)
    else:
        renew(station, with_it)


def replace_document(station: Station, kinds: tuple[CaseKind, ...], number: str, act: Act) -> IssuedDocument:
    """Issue a document anew from its case as it now stands; the old one keeps its number as 已替换."""
    require(act, Right.ISSUE)
    with station.writing():
        kind, case_number = _case_of(station, kinds, number)
        form = kind.document(register.find(station, number).document)
        case = _standing(station, kind, case_number)
        # Composed as if the old one were not there, so that it tells the same step (docs/architecture.md).
        others = tuple(found for found in case.documents if found.number != number)
        issued = issuing.issue(station, form, replace(case, documents=others), act, replaces=number)
        station.tell(Changed(kind.key, case_number, act.by.name))
    return issued


def void_document(
    station: Station, kinds: tuple[CaseKind, ...], number: str, reason: str, act: Act
) -> IssuedDocument:
    """Void a document of any kind; its case takes the step that voiding is."""
    require(act, Right.VOID)
    with station.writing():
        kind, case_number = _case_of(station, kinds, number)
        voided = issuing.void(station, number, reason, act)
        step = kind.document(voided.document).void_step
        if step:
            take_step(station, kind, case_number, step, {}, act)
        station.tell(Changed(kind.key, case_number, act.by.name))
    return voided


def confirm_document(
    station: Station, kinds: tuple[CaseKind, ...], number: str, reason: str, act: Act
) -> IssuedDocument:
    """Let a document stand although its basis changed (`facts.basis`), with a reason; raises FaultyEntry without one."""
    require(act, Right.ISSUE)
    why = reason_of(reason)
    with station.writing():
        kind, case_number = _case_of(station, kinds, number)
        confirmed = confirm_paper(station, number, why, act)
        station.tell(Changed(kind.key, case_number, act.by.name))
    return confirmed


def _standing(station: Station, kind: CaseKind, number: str) -> Case:
    """The case of this number; raises Refused where it was taken back or folded into another: no paper is made of it any more."""
    case = load(station, kind, number)
    refuse_gone(case)
    return case


def _case_of(station: Station, kinds: tuple[CaseKind, ...], number: str) -> tuple[CaseKind, str]:
    """The kind and number of the case a document is about; raises Unknown."""
    register.find(station, number)
    about = CaseHead.select(CaseHead.kind, CaseHead.number).join(
        DocumentHead, on=CaseHead.key == DocumentHead.case_key
    )
    rows = station.connections.rows(about.where(DocumentHead.number == number))
    # Every kind may have papers; the register alone does not say whose this is.
    found = [(kind, case_number) for key, case_number in rows for kind in kinds if kind.key == key]
    if not found:
        raise Unknown(f"{number} 的案件不在这个文件夹里（登记由文书重建而来）")
    return found[0]
