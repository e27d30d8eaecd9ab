"""Rebuilds the register from issued PDFs alone: each file carries the facts it was made from, a void one has a stamped copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..problems import FolderMissing
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.officer import Officer, Role
from ..store.kept_files import Room
from ..store.places import StoredPlace, file_name, void_file_name
from ..values.json_text import to_json
from . import signing
from .facts import Facts, facts_inside
from .files import sha256_of
from .register import subject_of
from .same_number import SameNumber
from .used_elsewhere import USED_ELSEWHERE

REBUILDER = Officer("重建", Role.ADMINISTRATOR, "")
"""Who the audit names for what was read from papers; nobody of the station, and never one of its officers."""
SAME_NUMBER_VERB = "同号文书"
"""Under this the audit of a rebuilt folder keeps that another paper bears the number."""
_VOID_MARK = "_作废.pdf"
_VOID_REASON = "由文书重建，原因见原登记"


@dataclass(frozen=True)
class FoundDocument:
    """A document inside an issued PDF; `first_page` when it shares the file of a round, `void_copy` when a stamped copy lay beside it.

    `source` is the JSON of its facts word for word, with what an older or newer version wrote there.
    """

    path: Path
    pdf: bytes
    pages: int
    facts: Facts
    source: str
    first_page: int | None
    void_copy: bytes | None

    @property
    def own_name(self) -> str:
        """The name of a file that holds it alone, relative to the folder of documents."""
        return file_name(self.facts.number, self.facts.object, self.facts.issued_on)

    @property
    def place(self) -> StoredPlace:
        """Where it lies in the rebuilt folder: the file of a round keeps its name."""
        if self.first_page is None:
            return StoredPlace(self.own_name)
        return StoredPlace(f"{self.facts.issued_on[:4]}/{self.path.name}", self.first_page)


@dataclass(frozen=True)
class Rebuilt:
    """How many documents were taken in, the files that carry no facts of ours, and the numbers that two different papers bear."""

    documents: int
    strangers: tuple[Path, ...]
    same_numbers: tuple[SameNumber, ...]


def found_documents(source: Path) -> tuple[list[FoundDocument], list[Path]]:
    """Every issued document below a folder in the order of its numbers, and every other PDF."""
    if not source.is_dir():
        raise FolderMissing(f"没有这个文件夹：{source}")
    found, strangers = [], []
    for path in sorted(source.rglob("*.pdf")):
        # A stamped copy carries the same facts: it would give its number twice.
        if path.name.endswith(_VOID_MARK) or not path.is_file():
            continue
        documents = list(_read(path))
        found += documents
        if not documents:
            strangers.append(path)
    return sorted(found, key=lambda document: document.facts.run), strangers


def rebuild(station: Station, found: list[FoundDocument], strangers: list[Path], at: str) -> Rebuilt:
    """Write the register of an empty station from what was found; the files are copied and their hashes taken anew.

    Of two papers of one number the earlier one gets the row; the other stays where it is, and both are told.
    """
    taken, same_numbers = _each_number_once(found)
    replaced = {document.facts.replaces for document in taken}
    act = Act(REBUILDER, datetime.fromisoformat(at))
    with station.writing():
        # The register names them, and SQLite asks for who is named (`REFERENCES officers`).
        for officer in _officers(taken):
            station.officers.remember(officer, act)
        for document in taken:
            _take_in(station, document, document.facts.number in replaced, act)
        for double in same_numbers:
            about = subject_of(double.number)
            put_on_record(station.connections, act, SAME_NUMBER_VERB, about, double.as_data())
    return Rebuilt(len(taken), tuple(strangers), tuple(same_numbers))


def _each_number_once(found: Sequence[FoundDocument]) -> tuple[list[FoundDocument], list[SameNumber]]:
    """The papers that get a row, in their order, and what else bears one of their numbers; a copy of a file is no other paper."""
    first: dict[object, FoundDocument] = {}
    doubles: list[SameNumber] = []
    for document in sorted(found, key=lambda each: (each.facts.issued_on, str(each.path))):
        facts = document.facts
        # How a number is written may change: neither its parts nor its text may stand twice.
        other = first.get(facts.run) or first.get(facts.number)
        if other is None:
            first[facts.run] = first[facts.number] = document
        elif other.facts != facts:
            doubles.append(SameNumber.of(other.facts, str(other.path), facts, str(document.path)))
    taken = {id(document) for document in first.values()}
    return [document for document in found if id(document) in taken], doubles


def _take_in(station: Station, document: FoundDocument, replaced: bool, act: Act) -> None:
    """Copy its file and write its line; a void one shows as such by the stamped copy, for its own file never changes."""
    facts, files = document.facts, station.files
    # The file of a round is met once for each of its documents.
    if not files.is_there(Room.DOCUMENTS, document.place.path):
        files.write(Room.DOCUMENTS, document.place.path, document.pdf)
    if document.void_copy is not None:
        files.write(Room.DOCUMENTS, void_file_name(document.own_name), document.void_copy)
    pages = signing.StoredPages(document.place, document.pages, sha256_of(document.pdf))
    line = signing.line_of(facts, pages)
    if document.void_copy is not None:
        # Who voided it stands in no file; the table asks for a name, and the signer is the one that is known.
        line = replace(line, state="void", void_reason=_VOID_REASON, void_by=facts.issued_by)
    elif facts.document == USED_ELSEWHERE:
        # Void from the first: there never was a page of it without the word.
        line = replace(line, state="void", void_reason=str(facts.values["reason"]), void_by=facts.issued_by)
    elif replaced:
        line = replace(line, state="replaced")
    # Without its case: cases are not rebuilt, and the number of the case stays in the source.
    signing.write_line(station, facts, line, document.source, case_key=None)
    put_on_record(
        station.connections, act, "由文书重建", subject_of(facts.number), {"file": document.path.name}
    )


def _read(path: Path) -> Iterator[FoundDocument]:
    """The documents of one file: one, all of a round, or none when it is not ours."""
    pdf = path.read_bytes()
    for each in facts_inside(pdf):
        found = FoundDocument(path, pdf, each.pages, each.facts, to_json(each.data), each.first_page, None)
        own = path.name if each.first_page is None else Path(found.own_name).name
        copy = path.with_name(void_file_name(own))
        yield replace(found, void_copy=copy.read_bytes()) if copy.is_file() else found


def _officers(found: list[FoundDocument]) -> Iterator[Officer]:
    """Everyone a document names, with the role of who signed it."""
    roles: dict[str, str] = {}
    for document in found:
        facts = document.facts
        for name in (facts.drafted_by, facts.checked_by):
            if name is not None:
                # Files tell the role of the signer alone; of the others it is a guess, which an administrator may change.
                roles.setdefault(name, Role.OFFICER)
        roles[facts.issued_by] = facts.role
    for name, role in roles.items():
        yield Officer(name, Role(role), "")
