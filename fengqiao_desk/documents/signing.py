"""What issuing one document and issuing a round have in common: the signed document, its file, its row in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import peewee

from ..fields import Predicate
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.profile import Profile
from ..station.rights import Right, role_for
from ..store import search
from ..store.kept_files import Room
from ..store.places import StoredPlace
from ..values.json_text import to_json
from .facts import Facts, OfStation
from .form import DocumentForm, Paper, Subject
from .heads import DocumentHead, DraftHead
from .numbering import DocumentNumber
from .register import ISSUED_VERB, SEARCH_KIND, IssuedDocument, search_title, subject_of
from .typesetting import Sheet


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
    facts: Facts


@dataclass(frozen=True)
class StoredPages:
    """Pages of a stored file: where, how many, and the hash of the whole file."""

    place: StoredPlace
    pages: int
    sha256: str


def draft_of(station: Station, form: DocumentForm, subject: Subject) -> Draft | None:
    """The draft on record, if there is one."""
    columns = (DraftHead.drafted_by, DraftHead.drafted_at, DraftHead.checked_by, DraftHead.checked_at)
    rows = station.connections.rows(DraftHead.select(*columns).where(is_draft(form, subject)))
    return Draft(*rows[0]) if rows else None


def is_draft(form: DocumentForm, subject: Subject) -> Predicate:
    """That a row is the draft of this document for this case: there is one at most."""
    return (DraftHead.case_key == subject.key) & (DraftHead.document == form.key)


def keep_draft(station: Station, form: DocumentForm, subject: Subject, act: Act) -> None:
    """Put a draft on record in the place of an earlier one, whose check is gone with it."""
    fresh = {DraftHead.drafted_by: act.by.name, DraftHead.drafted_at: act.stamp}
    unchecked = {DraftHead.checked_by: None, DraftHead.checked_at: None}
    row = DraftHead.insert({DraftHead.case_key: subject.key, DraftHead.document: form.key, **fresh})
    # Not REPLACE: that deletes the row first and gives it another key.
    instead = row.on_conflict(
        conflict_target=[DraftHead.case_key, DraftHead.document], update={**fresh, **unchecked}
    )
    station.connections.execute(instead)


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
    # Who issues without a draft on record has drafted it himself: that stays visible (self_approved).
    known = draft_of(station, form, subject) or Draft(act.by.name, act.stamp)
    sheet = form.compose(Paper(subject, number.text, act.day, profile, station.texts))
    # What a practice folder prints can never pass for a paper of the station.
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
) -> Facts:
    """What the file carries of itself, from which the register can be made again."""
    return Facts(
        number=number.text,
        organ=number.organ,
        unit=number.unit,
        word=number.word,
        year=number.year,
        sequence=number.sequence,
        document=form.key,
        title=form.title,
        object=form.object_of(subject),
        issued_on=act.day.isoformat(),
        issued_by=act.by.name,
        role=role_for(act.by, Right.ISSUE).value,
        drafted_by=known.drafted_by,
        checked_by=known.checked_by,
        replaces=replaces,
        station=OfStation(profile.name, profile.parent, profile.practice),
        case=subject.number,
        values=subject.values,
        copies=form.copies_of(subject),
    )


def store(station: Station, file: str, pdf: bytes) -> None:
    """Stored before the commit and undone with it, so that only a crash leaves a file without its row."""
    station.files.write(Room.DOCUMENTS, file, pdf)


def enter(station: Station, signed: Signed, stored: StoredPages, act: Act) -> IssuedDocument:
    """Write a stored document into the register, the audit and the search; its draft is done with."""
    facts, form, subject = signed.facts, signed.form, signed.subject
    issued = line_of(facts, stored)
    write_line(station, facts, issued, to_json(facts.as_data()), subject.key or None)
    log(station, act, ISSUED_VERB, issued.number, {"sha256": issued.sha256, "case": subject.number})
    # Another paper of this sort would otherwise show who drafted the one before.
    station.connections.execute(peewee.ModelDelete(DraftHead).where(is_draft(form, subject)))
    return issued


def line_of(facts: Facts, stored: StoredPages) -> IssuedDocument:
    """The line of the register of a document that is in force, by its facts and where its pages lie."""
    return IssuedDocument(
        number=facts.number,
        document=facts.document,
        title=facts.title,
        object=facts.object,
        state="issued",
        issued_on=facts.issued_on,
        issued_by=facts.issued_by,
        drafted_by=facts.drafted_by,
        checked_by=facts.checked_by,
        replaces=facts.replaces,
        file=stored.place.text,
        sha256=stored.sha256,
        pages=stored.pages,
    )


def write_line(
    station: Station, facts: Facts, line: IssuedDocument, source: str, case_key: int | None
) -> None:
    """Write a line into the register and the search; `source` is the JSON of its facts as the file holds it."""
    own: dict[peewee.Field, object] = {
        DocumentHead.organ: facts.organ,
        DocumentHead.unit: facts.unit,
        DocumentHead.word: facts.word,
        DocumentHead.year: facts.year,
        DocumentHead.sequence: facts.sequence,
        DocumentHead.case_key: case_key,
        DocumentHead.source: source,
    }
    shown = {DocumentHead._meta.fields[name]: value for name, value in asdict(line).items()}
    station.connections.add({**shown, **own})
    title = search_title(line.title, line.object)
    search.put(station.connections, SEARCH_KIND, line.number, title, [facts.case])


def log(station: Station, act: Act, verb: str, number: str, changes: Mapping[str, object]) -> None:
    """One audit row about a document."""
    put_on_record(station.connections, act, verb, subject_of(number), changes)
