"""Rebuilds the register from issued PDFs alone: each file carries the facts it was made from, a void one has a stamped copy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf

from ..problems import FolderMissing
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.officer import Officer, Role
from ..store import search
from ..store.failures import in_words
from ..store.places import StoredPlace
from ..store.whole_files import write_whole
from ..values.json_text import from_json, to_json
from . import signing
from .files import file_name, sha256_of, void_file_name
from .register import SEARCH_KIND, subject_of

REBUILDER = Officer("重建", Role.ADMINISTRATOR, "")
"""Who the audit names for what was read from papers; nobody of the station, and never one of its officers."""
_VOID_MARK = "_作废.pdf"


@dataclass(frozen=True)
class FoundDocument:
    """A document inside an issued PDF; `first_page` when it shares the file of a round, `void_copy` when a stamped copy lay beside it."""

    path: Path
    pdf: bytes
    pages: int
    facts: dict[str, Any]
    first_page: int | None
    void_copy: bytes | None

    @property
    def own_name(self) -> str:
        return file_name(self.facts["number"], self.facts["object"], self.facts["issued_on"])

    @property
    def place(self) -> StoredPlace:
        """Where it lies in the rebuilt folder: the file of a round keeps its name."""
        if self.first_page is None:
            return StoredPlace(self.own_name)
        return StoredPlace(f"{self.facts['issued_on'][:4]}/{self.path.name}", self.first_page)


@dataclass(frozen=True)
class Rebuilt:
    """How many documents were taken in, and the files that carry no facts of ours."""

    documents: int
    strangers: tuple[Path, ...]


def found_documents(source: Path) -> tuple[list[FoundDocument], list[Path]]:
    """Every issued document below a folder in the order of its numbers, and every other PDF."""
    if not source.is_dir():
        raise FolderMissing(f"没有这个文件夹：{source}")
    found, strangers = [], []
    for path in sorted(source.rglob("*.pdf")):
        if path.name.endswith(_VOID_MARK) or not path.is_file():
            continue
        documents = list(_read(path))
        found += documents
        if not documents:
            strangers.append(path)
    return sorted(found, key=lambda document: _place(document.facts)), strangers


def rebuild(station: Station, found: list[FoundDocument], strangers: list[Path], at: str) -> Rebuilt:
    """Write the register of an empty station from what was found; the files are copied and their hashes taken anew."""
    replaced = {document.facts["replaces"] for document in found}
    act = Act(REBUILDER, datetime.fromisoformat(at))
    with station.writing():
        for officer in _officers(found):
            station.officers.remember(officer, act)
        for document in found:
            _take_in(station, document, document.facts["number"] in replaced, act)
    return Rebuilt(len(found), tuple(strangers))


def _take_in(station: Station, document: FoundDocument, replaced: bool, act: Act) -> None:
    facts = document.facts
    void = document.void_copy is not None
    with in_words(station.layout.root):
        path = station.layout.documents / document.place.path
        if not path.exists():
            write_whole(path, document.pdf)
        if document.void_copy is not None:
            write_whole(station.layout.documents / void_file_name(document.own_name), document.void_copy)
    names = ("number", "organ", "unit", "word", "year", "sequence", "document", "title", "object")
    signed = ("issued_on", "issued_by", "drafted_by", "checked_by", "replaces")
    station.connections.table("documents").insert(
        **{name: facts[name] for name in (*names, *signed)},
        state="void" if void else ("replaced" if replaced else "issued"),
        case_key=None,
        file=document.place.text,
        sha256=sha256_of(document.pdf),
        pages=document.pages,
        source=to_json(facts),
        void_reason="由文书重建，原因见原登记" if void else None,
        void_by=facts["issued_by"] if void else None,
    ).execute()
    title = f"{facts['title']}　{facts['object']}"
    search.put(station.connections, SEARCH_KIND, facts["number"], title, [facts["case"]])
    changes = {"file": document.path.name}
    put_on_record(station.connections, act, "由文书重建", subject_of(facts["number"]), changes)


def _read(path: Path) -> Iterator[FoundDocument]:
    """The documents of one file: one, all of a round, or none when it is not ours."""
    pdf = path.read_bytes()
    pages, facts = _facts(pdf)
    match facts.get("format"):
        case signing.FACTS_FORMAT:
            yield _document(path, pdf, pages, facts, None)
        case signing.ROUND_FORMAT:
            for each in facts["documents"]:
                yield _document(path, pdf, each.pop("pages"), each, each.pop("first_page"))


def _document(path: Path, pdf: bytes, pages: int, facts: dict[str, Any], first: int | None) -> FoundDocument:
    found = FoundDocument(path, pdf, pages, facts, first, None)
    own = path.name if first is None else Path(found.own_name).name
    copy = path.with_name(void_file_name(own))
    return replace(found, void_copy=copy.read_bytes()) if copy.is_file() else found


def _facts(pdf: bytes) -> tuple[int, dict[str, Any]]:
    """How many pages a file has and what it carries of ours; nothing when it is not a PDF of ours."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for attached in document.attachments.values():
                facts = from_json(attached.get_file().read_bytes().decode("utf-8"))
                if isinstance(facts, dict):
                    return len(document.pages), facts
    except (pikepdf.PdfError, ValueError):
        return 0, {}
    return 0, {}


def _place(facts: dict[str, Any]) -> tuple[str, str, str, int, int]:
    return (facts["organ"], facts["unit"], facts["word"], facts["year"], facts["sequence"])


def _officers(found: list[FoundDocument]) -> Iterator[Officer]:
    """Everyone a document names, with the role of who signed it."""
    roles: dict[str, str] = {}
    for document in found:
        facts = document.facts
        for name in (facts["drafted_by"], facts["checked_by"]):
            if name is not None:
                roles.setdefault(name, Role.OFFICER)
        roles[facts["issued_by"]] = facts["role"]
    for name, role in roles.items():
        yield Officer(name, Role(role), "")
