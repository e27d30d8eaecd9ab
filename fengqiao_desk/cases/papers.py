"""Documents of a case: drafting, issuing and voiding them together with the step of the case that goes with it."""

from __future__ import annotations

from ..documents import register
from ..documents.register import IssuedDocument
from ..documents.typesetting import Sheet, Typeset
from ..problems import Unknown
from ..station import Act, Changed, Station
from .kind import CaseKind
from .records import load
from .verbs import take_step


def draft_document(station: Station, kind: CaseKind, number: str, document: str, act: Act) -> Typeset:
    """The document as it would be now, 草稿 across the page, without a number."""
    return register.draft(station, kind.document(document), load(station, kind, number), act)


def issue_document(
    station: Station, kind: CaseKind, number: str, document: str, act: Act
) -> tuple[IssuedDocument, Sheet]:
    """Issue a document and take the step that issuing is, in one transaction; gives also what was typeset."""
    form = kind.document(document)
    with station.writing():
        case = load(station, kind, number)
        issued, sheet = register.issue_sheet(station, form, case, act)
        if form.step:
            take_step(station, kind, case.number, form.step, {}, act)
        station.tell(Changed(kind.key, case.number, act.by.name))
    return issued, sheet


def void_document(
    station: Station, kinds: tuple[CaseKind, ...], number: str, reason: str, act: Act
) -> IssuedDocument:
    """Void a document of any kind; its case takes the step that voiding is."""
    with station.writing():
        voided = register.void(station, number, reason, act)
        rows = station.connections.run(
            "SELECT c.kind, c.number FROM documents d JOIN cases c ON c.key = d.case_key WHERE d.number = ?",
            number,
        )
        for kind_key, case_number in rows:
            kind = next((kind for kind in kinds if kind.key == kind_key), None)
            if kind is None:
                raise Unknown(f"没有“{kind_key}”这类案件")
            step = kind.document(voided.document).void_step
            if step:
                take_step(station, kind, case_number, step, {}, act)
            station.tell(Changed(kind_key, case_number, act.by.name))
    return voided
