"""The full check of a folder: database, references, search index, audit chain, and the hash of every document and attachment."""

from __future__ import annotations

from ..fields import Exists
from . import audit
from .contents import (
    SearchRow,
    StoredAttachment,
    StoredCase,
    StoredDocument,
    StoredImport,
    StoredWithdrawn,
    rows_in,
)
from .damage import Finding, damage, unless_unreadable
from .database import Connections
from .kept_files import KeptFile, KeptFiles, Room
from .places import StoredPlace


def check(connections: Connections, files: KeptFiles) -> list[Finding]:
    """Everything that is not as it should be, with its place; empty when all is well. Changes nothing.

    A damaged table ends only the look at what stands in it. Raises a database error when not even the list of tables can be read.
    """
    with connections.reading():
        found = damage(connections)
        for what, where, look in (
            ("表与表的联系", "station.db", lambda: _loose_references(connections)),
            ("查找索引", "search_rows", lambda: _search_problems(connections)),
            ("审计", "audit", lambda: audit.verify(connections).findings),
            ("存档文书", "documents", lambda: _document_problems(connections, files)),
            ("附件", "attachments", lambda: _attachment_problems(connections, files)),
        ):
            found += unless_unreadable(what, where, found, look)
    return found


def _loose_references(connections: Connections) -> list[Finding]:
    return [
        Finding("loose_reference", str(row[0]), f"{row[0]} 表里有一行指向不存在的 {row[2]}")
        for row in connections.run("PRAGMA foreign_key_check")
    ]


def _search_problems(connections: Connections) -> list[Finding]:
    # A case of an import that was undone, or that was itself taken back, keeps its row and its number, but nothing finds it any more.
    undone = StoredImport.select().where(
        StoredImport.undone_at.is_filled(),
        StoredImport.first_key <= StoredCase.key,
        StoredImport.last_key >= StoredCase.key,
    )
    taken_back = StoredWithdrawn.select().where(StoredWithdrawn.case_key == StoredCase.key)
    ((cases,),) = connections.rows(rows_in(StoredCase).where(~Exists(undone), ~Exists(taken_back)))
    ((rows,),) = connections.rows(rows_in(SearchRow).where(SearchRow.kind != "documents"))
    if cases == rows:
        return []
    return [Finding("search_index", "search_rows", f"查找索引有 {rows} 件，案件有 {cases} 件，应重建索引")]


def _document_problems(connections: Connections, files: KeptFiles) -> list[Finding]:
    """One finding a file: the file of a round holds many documents."""
    numbers: dict[tuple[str, str], list[str]] = {}
    query = StoredDocument.select(StoredDocument.number, StoredDocument.file, StoredDocument.sha256)
    for number, file, sha256 in connections.rows(query.order_by(StoredDocument.key)):
        numbers.setdefault((StoredPlace.read(file).path, sha256), []).append(number)
    found = []
    for (file, sha256), held in numbers.items():
        named = held[0] if len(held) == 1 else f"{held[0]} 等 {len(held)} 份"
        found += _file_problems("document", files, KeptFile(Room.DOCUMENTS, file, sha256, named, "签发"))
    return found


def _attachment_problems(connections: Connections, files: KeptFiles) -> list[Finding]:
    """Photos, scans and PDFs, those a step names among them; a file of several cases is read once."""
    titles: dict[tuple[str, str], str] = {}
    query = StoredAttachment.select(
        StoredAttachment.name, StoredAttachment.sha256, StoredCase.number, StoredAttachment.title
    ).join(StoredCase, on=StoredCase.key == StoredAttachment.case_key)
    for name, sha256, number, title in connections.rows(query.order_by(StoredAttachment.key)):
        titles.setdefault((name, sha256), f"{number} 的附件“{title}”")
    found = []
    for (name, sha256), named in titles.items():
        found += _file_problems("attachment", files, KeptFile(Room.ATTACHMENTS, name, sha256, named, "加入"))
    return found


def _file_problems(code: str, files: KeptFiles, kept: KeptFile) -> list[Finding]:
    path = files.path(kept.room, kept.name)
    if not files.is_there(kept.room, kept.name):
        return [Finding(f"{code}_missing", str(path), f"{kept.title}的文件不见了：{path}")]
    try:
        found = files.sum_of(kept.room, kept.name)
    except OSError as error:
        words = f"{kept.title}的文件读不出来（{error.strerror}）：{path}"
        return [Finding(f"{code}_unreadable", str(path), words)]
    if found == kept.sha256:
        return []
    words = f"{kept.title}的文件与{kept.since}时不一致（SHA-256）：{path}"
    return [Finding(f"{code}_changed", str(path), words)]
