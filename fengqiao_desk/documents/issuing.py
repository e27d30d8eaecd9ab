"""From draft to issued document: who drafted, who checked, who signs; number, file, facts and audit are one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..problems import Fault, FaultyEntry, Refused
from ..station import Act, Station
from ..station.officers import Permission
from ..station.profile import Profile
from ..store import audit, search
from ..store.failures import told
from ..values.json_text import to_json
from . import typesetting
from .files import file_name, sha256_of, stamped, void_file_name, write_whole
from .fonts import font_choice
from .form import DocumentForm, Paper, Subject
from .numbering import DocumentNumber, next_number
from .register import SEARCH_KIND, STATE_WORDS, IssuedDocument, find, stored_pdf, subject_of
from .typesetting import Sheet, Typeset

FACTS_FORMAT = 1


@dataclass(frozen=True)
class Draft:
    """Who drafted a document of a case and who checked the draft."""

    drafted_by: str
    drafted_at: str
    checked_by: str | None = None
    checked_at: str | None = None


def preview(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Typeset:
    """The document as it would be now, without a number, 草稿 across the page; nothing is stored."""
    _refuse(form.refusal(subject))
    profile = station.profile(act.day)
    paper = Paper(subject, "", act.day, profile, act.by, station.texts)
    return typesetting.typeset(replace(form.compose(paper), watermark="草稿"), font_choice(profile))


def draft(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Typeset:
    """As `preview`, and the draft is put on record under the drafter's name; a check of an earlier draft is gone."""
    pages = preview(station, form, subject, act)
    with station.writing():
        station.connections.run(
            "INSERT INTO document_drafts (case_key, document, drafted_by, drafted_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (case_key, document) DO UPDATE SET drafted_by = excluded.drafted_by, "
            "drafted_at = excluded.drafted_at, checked_by = NULL, checked_at = NULL",
            *(subject.key, form.key, act.by.name, act.stamp),
        )
        _log(station, act, "拟稿", f"{subject.number} {form.key}", {"document": form.title})
    return pages


def check_draft(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Draft:
    """Record that the draft was checked; the drafter's own check is allowed and stays visible as such."""
    act.by.require(Permission.ISSUE)
    if draft_of(station, form, subject) is None:
        raise Refused(f"《{form.title}》还没有草稿，不能核稿")
    with station.writing():
        station.connections.run(
            "UPDATE document_drafts SET checked_by = ?, checked_at = ? WHERE case_key = ? AND document = ?",
            *(act.by.name, act.stamp, subject.key, form.key),
        )
        _log(station, act, "核稿", f"{subject.number} {form.key}", {"document": form.title})
    checked = draft_of(station, form, subject)
    assert checked is not None
    return checked


def draft_of(station: Station, form: DocumentForm, subject: Subject) -> Draft | None:
    """The draft on record, if there is one."""
    rows = station.connections.run(
        "SELECT drafted_by, drafted_at, checked_by, checked_at FROM document_drafts WHERE case_key = ? AND document = ?",
        *(subject.key, form.key),
    )
    return Draft(*rows[0]) if rows else None


def issue_sheet(
    station: Station, form: DocumentForm, subject: Subject, act: Act, replaces: str | None = None
) -> tuple[IssuedDocument, Sheet]:
    """Take a number, typeset, store the file and register it, all or nothing; gives also what was typeset.

    `replaces` is the number of the document that this one takes the place of; the old one keeps its number as 已替换.
    """
    act.by.require(Permission.ISSUE)
    _refuse(form.refusal(subject, any_state=replaces is not None))
    profile = station.profile(act.day)
    with station.writing():
        known = draft_of(station, form, subject) or Draft(act.by.name, act.stamp)
        number = next_number(station.connections, profile, form, act.day.year)
        sheet = form.compose(Paper(subject, number.text, act.day, profile, act.by, station.texts))
        sheet = replace(sheet, watermark="练习" if profile.practice else sheet.watermark)
        facts = _facts(form, subject, number, known, profile, act, replaces)
        sheet = replace(sheet, attached_json=to_json(facts).encode())
        pages = typesetting.typeset(sheet, font_choice(profile))
        issued = _register(station, form, subject, number, known, act, pages, to_json(facts), replaces)
        if replaces is not None:
            _mark_replaced(station, replaces)
        station.connections.run(
            "DELETE FROM document_drafts WHERE case_key = ? AND document = ?", subject.key, form.key
        )
    return issued, sheet


def void(station: Station, number: str, reason: str, act: Act) -> IssuedDocument:
    """Mark a document as void: its number stays used, with the reason and who did it; a stamped copy is stored beside it."""
    act.by.require(Permission.VOID)
    if not reason.strip():
        raise FaultyEntry((Fault("reason", "请写明作废原因"),))
    with station.writing():
        found = find(station, number)
        if found.state != "issued":
            raise Refused(f"{number} 现在是“{found.state_word}”，不能作废")
        station.connections.run(
            "UPDATE documents SET state = 'void', void_reason = ?, void_by = ? WHERE number = ?",
            *(reason.strip(), act.by.name, number),
        )
        copy = stamped(stored_pdf(station, number), STATE_WORDS["void"], act.day)
        _store(station, void_file_name(found.file), copy)
        changes = {"state": [found.state, "void"], "reason": reason.strip()}
        _log(station, act, "作废文书", number, changes)
    return find(station, number)


def _register(
    station: Station,
    form: DocumentForm,
    subject: Subject,
    number: DocumentNumber,
    known: Draft,
    act: Act,
    pages: Typeset,
    source: str,
    replaces: str | None,
) -> IssuedDocument:
    issued_on, concerned = act.day.isoformat(), form.object_of(subject)
    issued = IssuedDocument(
        *(number.text, form.key, form.title, concerned, "issued", issued_on, act.by.name),
        *(known.drafted_by, known.checked_by, replaces, file_name(number.text, concerned, issued_on)),
        *(sha256_of(pages.pdf), pages.pages),
    )
    _store(station, issued.file, pages.pdf)
    own = {name: getattr(issued, name) for name in _STORED}
    station.connections.table("documents").insert(
        **own,
        **{"organ": number.organ, "unit": number.unit, "word": number.word, "year": number.year},
        **{"sequence": number.sequence, "case_key": subject.key or None, "source": source},
    ).execute()
    _log(station, act, "签发文书", number.text, {"sha256": issued.sha256, "case": subject.number})
    title = f"{form.title}　{concerned}"
    search.put(station.connections, SEARCH_KIND, number.text, title, [subject.number])
    return issued


_STORED = (
    *("number", "document", "title", "object", "state", "issued_on", "issued_by", "drafted_by"),
    *("checked_by", "replaces", "file", "sha256", "pages"),
)


def _facts(
    form: DocumentForm,
    subject: Subject,
    number: DocumentNumber,
    known: Draft,
    profile: Profile,
    act: Act,
    replaces: str | None,
) -> dict[str, Any]:
    """What the document was made from, kept inside the PDF, so that the register can be rebuilt from the files alone."""
    return {
        **{"format": FACTS_FORMAT, "number": number.text, "organ": number.organ, "unit": number.unit},
        **{"word": number.word, "year": number.year, "sequence": number.sequence},
        **{"document": form.key, "title": form.title, "object": form.object_of(subject)},
        **{"issued_on": act.day.isoformat(), "issued_by": act.by.name, "role": act.by.role.value},
        **{"drafted_by": known.drafted_by, "checked_by": known.checked_by, "replaces": replaces},
        "station": {"name": profile.name, "parent": profile.parent, "practice": profile.practice},
        **{"case": subject.number, "values": subject.values},
    }


def _mark_replaced(station: Station, number: str) -> None:
    found = find(station, number)
    if found.state != "issued":
        raise Refused(f"{number} 现在是“{found.state_word}”，不能替换")
    station.connections.run("UPDATE documents SET state = 'replaced' WHERE number = ?", number)


def _store(station: Station, file: str, pdf: bytes) -> None:
    """Written beside and moved into place before the commit; undone with it, so that only a crash leaves a file without its row."""
    path = station.layout.documents / file
    station.connections.if_undone(partial(path.unlink, missing_ok=True))
    with told(station.layout.root):
        write_whole(path, pdf)


def _refuse(refusal: Refused | None) -> None:
    if refusal is not None:
        raise refusal


def _log(station: Station, act: Act, verb: str, number: str, changes: dict[str, Any]) -> None:
    audit.record(
        station.connections,
        **{"at": act.stamp, "by": act.by.name, "verb": verb, "subject": subject_of(number)},
        changes=changes,
    )
