"""What issuing one document and issuing a round have in common: the signed document, its file, its row in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from ..station import Act, Station
from ..station.act import put_on_record
from ..station.profile import Profile
from ..station.rights import Right, role_for
from ..store import search
from ..store.failures import in_words
from ..store.places import StoredPlace
from ..store.whole_files import write_whole
from ..values.json_text import to_json
from .form import DocumentForm, Paper, Subject
from .numbering import DocumentNumber
from .register import SEARCH_KIND, IssuedDocument, subject_of
from .typesetting import Sheet

FACTS_FORMAT = 1
"""The shape of the facts inside a document's own file."""
ROUND_FORMAT = 2
"""The shape of the facts inside the file of a round: those of each document with its pages."""


@dataclass(frozen=True)
class Draft:
    """Who drafted a document of a case and who checked the draft."""

    drafted_by: str
    drafted_at: str
    checked_by: str | None = None
    checked_at: str | None = None


@dataclass(frozen=True)
class Signed:
    """A document with its number, not yet typeset; `facts` is all it was made from."""

    form: DocumentForm
    subject: Subject
    number: DocumentNumber
    draft: Draft
    replaces: str | None
    sheet: Sheet
    facts: dict[str, Any]


@dataclass(frozen=True)
class StoredPages:
    """Pages of a stored file: where, how many, and the hash of the whole file."""

    place: StoredPlace
    pages: int
    sha256: str


def draft_of(station: Station, form: DocumentForm, subject: Subject) -> Draft | None:
    """The draft on record, if there is one."""
    rows = station.connections.run(
        "SELECT drafted_by, drafted_at, checked_by, checked_at FROM document_drafts WHERE case_key = ? AND document = ?",
        subject.key,
        form.key,
    )
    return Draft(*rows[0]) if rows else None


def sign(
    station: Station,
    form: DocumentForm,
    subject: Subject,
    number: DocumentNumber,
    profile: Profile,
    act: Act,
    replaces: str | None = None,
) -> Signed:
    """Compose the document under its number; the draft on record says who drafted and checked it."""
    known = draft_of(station, form, subject) or Draft(act.by.name, act.stamp)
    sheet = form.compose(Paper(subject, number.text, act.day, profile, station.texts))
    sheet = replace(sheet, watermark="练习" if profile.practice else sheet.watermark)
    facts = _facts(form, subject, number, profile, act, known, replaces)
    return Signed(form, subject, number, known, replaces, sheet, facts)


def _facts(
    form: DocumentForm,
    subject: Subject,
    number: DocumentNumber,
    profile: Profile,
    act: Act,
    known: Draft,
    replaces: str | None,
) -> dict[str, Any]:
    """What the file carries of itself, from which the register can be made again."""
    return {
        "format": FACTS_FORMAT,
        "number": number.text,
        "organ": number.organ,
        "unit": number.unit,
        "word": number.word,
        "year": number.year,
        "sequence": number.sequence,
        "document": form.key,
        "title": form.title,
        "object": form.object_of(subject),
        "issued_on": act.day.isoformat(),
        "issued_by": act.by.name,
        "role": role_for(act.by, Right.ISSUE).value,
        "drafted_by": known.drafted_by,
        "checked_by": known.checked_by,
        "replaces": replaces,
        "station": {"name": profile.name, "parent": profile.parent, "practice": profile.practice},
        "case": subject.number,
        "values": subject.values,
        "copies": form.copies_of(subject),
    }


def store(station: Station, file: str, pdf: bytes) -> None:
    """Written beside and moved into place before the commit; undone with it, so that only a crash leaves a file without its row."""
    path = station.layout.documents / file
    station.connections.if_undone(partial(path.unlink, missing_ok=True))
    with in_words(station.layout.root):
        write_whole(path, pdf)


def enter(station: Station, signed: Signed, stored: StoredPages, act: Act) -> IssuedDocument:
    """Write a stored document into the register, the audit and the search; its draft is done with."""
    number, form, subject = signed.number, signed.form, signed.subject
    issued = _issued(signed, stored, act)
    row = {
        **asdict(issued),
        "organ": number.organ,
        "unit": number.unit,
        "word": number.word,
        "year": number.year,
        "sequence": number.sequence,
        "case_key": subject.key or None,
        "source": to_json(signed.facts),
    }
    station.connections.insert("documents", row)
    log(station, act, "签发文书", number.text, {"sha256": issued.sha256, "case": subject.number})
    title = f"{form.title}　{issued.object}"
    search.put(station.connections, SEARCH_KIND, number.text, title, [subject.number])
    station.connections.run(
        "DELETE FROM document_drafts WHERE case_key = ? AND document = ?", subject.key, form.key
    )
    return issued


def _issued(signed: Signed, stored: StoredPages, act: Act) -> IssuedDocument:
    """Its line of the register."""
    return IssuedDocument(
        number=signed.number.text,
        document=signed.form.key,
        title=signed.form.title,
        object=signed.facts["object"],
        state="issued",
        issued_on=act.day.isoformat(),
        issued_by=act.by.name,
        drafted_by=signed.draft.drafted_by,
        checked_by=signed.draft.checked_by,
        replaces=signed.replaces,
        file=stored.place.text,
        sha256=stored.sha256,
        pages=stored.pages,
    )


def log(station: Station, act: Act, verb: str, number: str, changes: Mapping[str, object]) -> None:
    """One audit row about a document."""
    put_on_record(station.connections, act, verb, subject_of(number), changes)
