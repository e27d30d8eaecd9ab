"""The register of documents: draft, issue, void, reprint; a number, its PDF and the facts it was made from are one transaction."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..problems import DiskProblem, Fault, FaultyEntry, Refused, Unknown
from ..station import Act, Station
from ..station.officers import Permission
from ..store import audit, search
from ..store.failures import told
from ..values.json_text import to_json
from . import typesetting
from .form import DocumentForm, Paper, Subject
from .numbering import next_number
from .typesetting import Sheet, Typeset

SEARCH_KIND = "documents"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_STATE_WORDS = {"issued": "已签发", "void": "作废", "replaced": "已替换"}
_SELECT = "SELECT number, document, title, object, state, issued_on, issued_by, file, sha256, pages, void_reason FROM documents "


@dataclass(frozen=True)
class IssuedDocument:
    """One line of the register; `file` is relative to the folder's documents."""

    number: str
    document: str
    title: str
    object: str
    state: str
    issued_on: str
    issued_by: str
    file: str
    sha256: str
    pages: int
    void_reason: str | None

    @property
    def state_word(self) -> str:
        return _STATE_WORDS[self.state]

    def as_data(self) -> dict[str, Any]:
        """The JSON of `register`."""
        return {
            **{"number": self.number, "kind": self.document, "title": self.title, "object": self.object},
            **{"state": self.state, "issued_on": self.issued_on, "issued_by": self.issued_by},
            **{
                "sha256": self.sha256,
                "pages": self.pages,
                "file": self.file,
                "void_reason": self.void_reason,
            },
        }


def draft(station: Station, form: DocumentForm, subject: Subject, act: Act) -> Typeset:
    """The document as it would be now, without a number, 草稿 across the page; nothing is stored."""
    _refuse(form, subject)
    paper = Paper(subject, "", act.day, station.profile(act.day), act.by)
    return typesetting.typeset(replace(form.compose(paper), watermark="草稿"))


def issue(station: Station, form: DocumentForm, subject: Subject, act: Act) -> IssuedDocument:
    """Take a number, typeset, store the file and register it: all or nothing."""
    return issue_sheet(station, form, subject, act)[0]


def issue_sheet(
    station: Station, form: DocumentForm, subject: Subject, act: Act
) -> tuple[IssuedDocument, Sheet]:
    """As `issue`, giving also what was typeset, so that a batch can be put into one file."""
    act.by.require(Permission.ISSUE)
    _refuse(form, subject)
    profile = station.profile(act.day)
    with station.writing():
        number = next_number(station.connections, profile, form.word, act.day.year)
        sheet = form.compose(Paper(subject, number.text, act.day, profile, act.by))
        if profile.practice:
            sheet = replace(sheet, watermark="练习")
        pages = typesetting.typeset(sheet)
        issued = IssuedDocument(
            *(number.text, form.key, form.title, form.object_of(subject), "issued", act.day.isoformat()),
            *(act.by.name, "", hashlib.sha256(pages.pdf).hexdigest(), pages.pages, None),
        )
        issued = replace(issued, file=_file_name(issued))
        _store_file(station, issued.file, pages.pdf)
        station.connections.table("documents").insert(
            **{"number": number.text, "organ": number.organ, "unit": number.unit, "word": number.word},
            **{"year": number.year, "sequence": number.sequence, "document": form.key, "title": form.title},
            **{"case_key": subject.key or None, "object": issued.object, "state": "issued"},
            **{"issued_on": issued.issued_on, "issued_by": issued.issued_by, "file": issued.file},
            **{"sha256": issued.sha256, "pages": issued.pages},
            source=to_json({"case": subject.number, "values": subject.values}),
        ).execute()
        _log(station, act, "签发文书", issued, {"sha256": issued.sha256, "case": subject.number})
        search.put(
            station.connections,
            SEARCH_KIND,
            issued.number,
            f"{form.title}　{issued.object}",
            [subject.number],
        )
    return issued, sheet


def void(station: Station, number: str, reason: str, act: Act) -> IssuedDocument:
    """Mark a document as void: its number stays used, with the reason and who did it."""
    act.by.require(Permission.VOID)
    if not reason.strip():
        raise FaultyEntry((Fault("reason", "请写明作废原因"),))
    with station.writing():
        found = find(station, number)
        if found.state == "void":
            raise Refused(f"{number} 已经作废")
        station.connections.run(
            "UPDATE documents SET state = 'void', void_reason = ? WHERE number = ?", reason.strip(), number
        )
        _log(station, act, "作废文书", found, {"state": [found.state, "void"], "reason": reason.strip()})
    return find(station, number)


def stored_pdf(station: Station, number: str) -> bytes:
    """The stored bytes, compared with the hash taken at issue."""
    found = find(station, number)
    path = station.layout.documents / found.file
    with told(station.layout.root):
        if not path.is_file():
            raise DiskProblem(f"{number} 的文件不见了：{path}。可从备份取回。")
        pdf = path.read_bytes()
    if hashlib.sha256(pdf).hexdigest() != found.sha256:
        raise DiskProblem(f"{number} 的文件与签发时不一致，可能被改动过：{path}")
    return pdf


def reprint(station: Station, number: str, act: Act) -> bytes:
    """The stored bytes again; the reprint is logged."""
    pdf = stored_pdf(station, number)
    with station.writing():
        _log(station, act, "再次打印", find(station, number), {})
    return pdf


def find(station: Station, number: str) -> IssuedDocument:
    """The document of this number; raises Unknown."""
    rows = station.connections.run(_SELECT + "WHERE number = ?", number)
    if not rows:
        raise Unknown(f"文书登记里没有“{number}”")
    return IssuedDocument(*rows[0])


def documents_of(station: Station, case_key: int) -> list[IssuedDocument]:
    """The documents about one case, oldest first."""
    rows = station.connections.run(_SELECT + "WHERE case_key = ? ORDER BY key", case_key)
    return [IssuedDocument(*row) for row in rows]


def register(station: Station, year: int | None = None) -> list[IssuedDocument]:
    """Every number ever given, void ones too, in the order of their runs."""
    rows = station.connections.run(
        _SELECT + "WHERE ? IS NULL OR year = ? ORDER BY year, word, sequence",
        year,
        year,
    )
    return [IssuedDocument(*row) for row in rows]


def _refuse(form: DocumentForm, subject: Subject) -> None:
    refusal = form.refusal(subject)
    if refusal is not None:
        raise refusal


def _file_name(issued: IssuedDocument) -> str:
    """文号_对象_日期.pdf in a folder of its year, safe on Windows."""
    parts = (issued.number, issued.object[:40], issued.issued_on)
    name = "_".join(_UNSAFE.sub("", part).strip(" .") for part in parts)
    return f"{issued.issued_on[:4]}/{name}.pdf"


def _store_file(station: Station, file: str, pdf: bytes) -> None:
    """Written beside and moved into place before the commit; a file without its row is only left by a crash."""
    path = station.layout.documents / file
    with told(station.layout.root):
        write_whole(path, pdf)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _log(station: Station, act: Act, verb: str, issued: IssuedDocument, changes: dict[str, Any]) -> None:
    audit.record(
        station.connections,
        **{"at": act.stamp, "by": act.by.name, "verb": verb, "subject": f"文书 {issued.number}"},
        changes=changes,
    )
