"""From draft to issued document: who drafted, who checked, who signs; number, file, facts and audit are one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..problems import Fault, FaultyEntry, Refused
from ..station import Act, Station
from ..station.rights import Right, require
from ..store.places import StoredPlace, file_name, void_file_name
from ..values.json_text import to_json
from . import typesetting
from .facts import of_round, on_pages
from .files import sha256_of
from .fonts import font_choice
from .form import DocumentForm, Paper, Subject
from .heads import DocumentHead, DraftHead
from .numbering import next_numbers
from .register import STATE_WORDS, VOIDED_VERB, IssuedDocument, find, stored_pdf
from .signing import Draft, Signed, StoredPages, draft_of, enter, is_draft, keep_draft, log, sign, store
from .typesetting import Sheet, Typeset


def preview(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Typeset:
    """The document as it would be now, without a number, 草稿 across the page; nothing is stored."""
    _refuse(form.refusal(subject))
    profile = station.profile(act.day)
    paper = Paper(subject, "", act.day, profile, station.texts)
    return typesetting.typeset(replace(form.compose(paper), watermark="草稿"), font_choice(profile))


def draft(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Typeset:
    """As `preview`, and the draft is put on record under the drafter's name; a check of an earlier draft is gone."""
    require(act, Right.DRAFT)
    pages = preview(station, form, subject, act)
    with station.writing():
        keep_draft(station, form, subject, act)
        log(station, act, "拟稿", f"{subject.number} {form.key}", {"document": form.title})
    return pages


def check_draft(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Draft:
    """Record that the draft was checked; the drafter's own check is allowed and stays visible as such."""
    require(act, Right.ISSUE)
    known = draft_of(station, form, subject)
    if known is None:
        raise Refused(f"《{form.title}》还没有草稿，不能核稿")
    with station.writing():
        checked = {DraftHead.checked_by: act.by.name, DraftHead.checked_at: act.stamp}
        station.connections.execute(DraftHead.update(checked).where(is_draft(form, subject)))
        log(station, act, "核稿", f"{subject.number} {form.key}", {"document": form.title})
    return replace(known, checked_by=act.by.name, checked_at=act.stamp)


def issue(
    station: Station, form: DocumentForm, subject: Subject, act: Act, replaces: str | None = None
) -> IssuedDocument:
    """Take a number, typeset, store the file and register it, all or nothing.

    `replaces` is the number of the document that this one takes the place of; the old one keeps its number as 已替换.
    """
    require(act, Right.ISSUE)
    # Issuing the first one has moved the case on, so the state no longer allows what only takes its place.
    _refuse(form.refusal(subject, any_state=replaces is not None))
    profile = station.profile(act.day)
    with station.writing():
        number = next_numbers(station.connections, profile, form, act.day.year)[0]
        signed = sign(station, form, subject, number, profile, act, replaces)
        sheet = replace(signed.sheet, attached_json=to_json(signed.facts.as_data()).encode())
        pages = typesetting.typeset(sheet, font_choice(profile))
        file = file_name(number.text, signed.facts.object, act.day.isoformat())
        store(station, file, pages.pdf)
        issued = enter(
            station, signed, StoredPages(StoredPlace(file), pages.pages, sha256_of(pages.pdf)), act
        )
        if replaces is not None:
            _mark_replaced(station, replaces)
    return issued


@dataclass(frozen=True)
class Round:
    """Documents issued together: in the order of their numbers, their sheets, and the one stored file that a list closes."""

    documents: tuple[IssuedDocument, ...]
    sheets: tuple[Sheet, ...]
    pdf: bytes
    pages: int


def issue_round(
    station: Station,
    form: DocumentForm,
    subjects: Sequence[Subject],
    act: Act,
    closing: Callable[[Sequence[str]], Sheet],
    progress: Callable[[int], None],
) -> Round:
    """As `issue` for many subjects (one at least), typeset once and stored as one file; all or nothing.

    `closing` makes the last sheet from the numbers; `progress` hears how many are laid out and may raise to abort.
    """
    require(act, Right.ISSUE)
    for subject in subjects:
        _refuse(form.refusal(subject))
    profile = station.profile(act.day)
    with station.writing():
        numbers = next_numbers(station.connections, profile, form, act.day.year, len(subjects))
        signed = [
            sign(station, form, subject, number, profile, act)
            for subject, number in zip(subjects, numbers, strict=True)
        ]
        sheets = [*(each.sheet for each in signed), closing([number.text for number in numbers])]
        counts: list[int] = []

        def attach(pages: Sequence[int]) -> bytes:
            # Pages are known only while the round is typeset, and the facts with them are part of the same file.
            counts.extend(pages)
            return _facts_of_round(signed, pages)

        made = typesetting.typeset_many(sheets, font_choice(profile), attach, progress)
        file = file_name(numbers[0].text, f"等{len(numbers)}份", act.day.isoformat())
        store(station, file, made.pdf)
        # All documents of a round have the hash of its one file: changing a page of it changes all of them.
        sha256, documents = sha256_of(made.pdf), []
        for each, first, pages in on_pages(signed, counts):
            stored = StoredPages(StoredPlace(file, first), pages, sha256)
            documents.append(enter(station, each, stored, act))
    return Round(tuple(documents), tuple(sheets[:-1]), made.pdf, made.pages)


def void(station: Station, number: str, reason: str, act: Act) -> IssuedDocument:
    """Mark a document as void: its number stays used, with the reason and who did it; a stamped copy is stored beside it."""
    require(act, Right.VOID)
    if not reason.strip():
        raise FaultyEntry((Fault("reason", "请写明作废原因"),))
    with station.writing():
        found = find(station, number)
        if found.state != "issued":
            raise Refused(f"{number} 现在是“{found.state_word}”，不能作废")
        void_now = {
            DocumentHead.state: "void",
            DocumentHead.void_reason: reason.strip(),
            DocumentHead.void_by: act.by.name,
        }
        station.connections.execute(DocumentHead.update(void_now).where(DocumentHead.number == number))
        # From the stored pages and not typeset anew: what was signed is what is void.
        copy = typesetting.stamped(stored_pdf(station, number), STATE_WORDS["void"])
        store(station, void_file_name(found.own_name), copy)
        changes = {"state": [found.state, "void"], "reason": reason.strip()}
        log(station, act, VOIDED_VERB, number, changes)
    return find(station, number)


def _facts_of_round(signed: Sequence[Signed], pages: Sequence[int]) -> bytes:
    """What rebuilding reads: the facts of every document and where its pages lie."""
    placed = [(each.facts, first, count) for each, first, count in on_pages(signed, pages)]
    return to_json(of_round(placed)).encode()


def _mark_replaced(station: Station, number: str) -> None:
    found = find(station, number)
    if found.state != "issued":
        raise Refused(f"{number} 现在是“{found.state_word}”，不能替换")
    replaced = DocumentHead.update({DocumentHead.state: "replaced"})
    station.connections.execute(replaced.where(DocumentHead.number == number))


def _refuse(refusal: Refused | None) -> None:
    if refusal is not None:
        raise refusal
