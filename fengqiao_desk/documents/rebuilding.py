"""Rebuilds the register from issued PDFs alone: each file carries the facts it was made from, a void one has a stamped copy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from ..problems import FolderMissing
from ..station import Station
from ..station.officers import Officer, Role
from ..store import audit, search
from ..store.failures import told
from ..values.json_text import from_json, to_json
from .files import file_name, sha256_of, void_file_name, write_whole
from .issuing import FACTS_FORMAT
from .register import SEARCH_KIND, subject_of

REBUILDER = "重建"
_VOID_MARK = "_作废.pdf"


@dataclass(frozen=True)
class FoundDocument:
    """An issued PDF and the facts inside it; `void_copy` when a copy stamped 作废 lay beside it."""

    path: Path
    pdf: bytes
    pages: int
    facts: dict[str, Any]
    void_copy: bytes | None


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
        if path.name.endswith(_VOID_MARK):
            continue
        pdf = path.read_bytes()
        read = _read(pdf)
        if read is None:
            strangers.append(path)
            continue
        copy = path.with_name(void_file_name(path.name))
        found.append(FoundDocument(path, pdf, *read, copy.read_bytes() if copy.is_file() else None))
    return sorted(found, key=lambda document: _place(document.facts)), strangers


def rebuild(station: Station, found: list[FoundDocument], strangers: list[Path], at: str) -> Rebuilt:
    """Write the register of an empty station from what was found; the files are copied and their hashes taken anew."""
    replaced = {document.facts["replaces"] for document in found}
    with station.writing():
        for officer in _officers(found):
            station.officers.remember(officer, at, REBUILDER)
        for document in found:
            _take_in(station, document, document.facts["number"] in replaced, at)
    return Rebuilt(len(found), tuple(strangers))


def _take_in(station: Station, document: FoundDocument, replaced: bool, at: str) -> None:
    facts = document.facts
    file = file_name(facts["number"], facts["object"], facts["issued_on"])
    void = document.void_copy is not None
    with told(station.layout.root):
        write_whole(station.layout.documents / file, document.pdf)
        if document.void_copy is not None:
            write_whole(station.layout.documents / void_file_name(file), document.void_copy)
    names = ("number", "organ", "unit", "word", "year", "sequence", "document", "title", "object")
    signed = ("issued_on", "issued_by", "drafted_by", "checked_by", "replaces")
    station.connections.table("documents").insert(
        **{name: facts[name] for name in (*names, *signed)},
        **{"state": "void" if void else ("replaced" if replaced else "issued"), "case_key": None},
        **{"file": file, "sha256": sha256_of(document.pdf), "pages": document.pages},
        **{"source": to_json(facts), "void_reason": "由文书重建，原因见原登记" if void else None},
        void_by=facts["issued_by"] if void else None,
    ).execute()
    title = f"{facts['title']}　{facts['object']}"
    search.put(station.connections, SEARCH_KIND, facts["number"], title, [facts["case"]])
    audit.record(
        station.connections,
        **{"at": at, "by": REBUILDER, "verb": "由文书重建", "subject": subject_of(facts["number"])},
        changes={"file": document.path.name},
    )


def _read(pdf: bytes) -> tuple[int, dict[str, Any]] | None:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for attached in document.attachments.values():
                facts = from_json(attached.get_file().read_bytes().decode("utf-8"))
                if isinstance(facts, dict) and facts.get("format") == FACTS_FORMAT:
                    return len(document.pages), facts
    except (pikepdf.PdfError, ValueError):
        return None
    return None


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
