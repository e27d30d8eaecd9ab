"""The full check of a folder: database, references, search index, audit chain, and the hash of every document and attachment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ..fields import Exists
from . import audit
from .contents import (
    SearchRow,
    StoredAttachment,
    StoredCase,
    StoredClosing,
    StoredDocument,
    StoredImport,
    StoredWithdrawn,
    rows_in,
)
from .damage import Finding, damage, damaged_pages, unless_unreadable
from .database import Connections
from .failures import DATABASE_ERRORS
from .kept_files import KeptFile, KeptFiles, Room
from .kept_names import kept_names
from .places import StoredPlace

_KIND: Final = {Room.DOCUMENTS: "document", Room.ATTACHMENTS: "attachment"}
"""How codes of findings begin."""
_STRAYS: Final = {
    Room.DOCUMENTS: "这份文书不在登记里",
    Room.ATTACHMENTS: "这个附件不属于任何案件",
}


@dataclass(frozen=True)
class Piece:
    """One piece of a check: `what` it looks at in words, `where` that stands, and the look, which changes nothing.

    A piece takes about a second at most in a station of 20,000 cases; who checks in the background lets other work in between.
    """

    what: str
    where: str
    look: Callable[[], list[Finding]]


def check(connections: Connections, files: KeptFiles) -> list[Finding]:
    """Everything that is not as it should be, with its place; empty when all is well. Changes nothing.

    A damaged table ends only the look at what stands in it. Raises a database error when not even the list of tables can be read.
    """
    found: list[Finding] = []
    with connections.reading():
        for piece in full_check(connections, files):
            found += looked_at(piece, found)
    return found


def looked_at(piece: Piece, known: list[Finding]) -> list[Finding]:
    """What one piece of a check finds, `known` being what was found before it."""
    return unless_unreadable(piece.what, piece.where, known, piece.look)


def quick_check(connections: Connections, files: KeptFiles) -> Iterator[Piece]:
    """The pages of the database, and whether every paper and attachment is there: a second at every start."""
    yield Piece("数据库文件", "database", lambda: damaged_pages(connections))
    yield Piece("存档文书和附件", "documents", lambda: _missing_files(connections, files))


def full_check(connections: Connections, files: KeptFiles) -> Iterator[Piece]:
    """Everything; the content of each paper and attachment is a piece of its own."""
    yield Piece("数据库文件", "database", lambda: damage(connections))
    yield Piece("表与表的联系", "database", lambda: _loose_references(connections))
    yield Piece("查找索引", "search_rows", lambda: _search_problems(connections))
    yield Piece("查找索引", "search_index", lambda: _index_problems(connections))
    yield Piece("审计", "audit", lambda: audit.verify(connections).findings)
    for what, room, kept_in in (("存档文书", "documents", _papers), ("附件", "attachments", _attachments)):
        try:
            kept = kept_in(connections)
        except DATABASE_ERRORS as error:
            yield Piece(what, room, partial(_cannot_be_listed, error))
        else:
            for each in kept:
                yield Piece(what, room, partial(_file_problems, files, each))
    yield Piece("多出的文件", "documents", lambda: _strays(connections, files))


def _cannot_be_listed(error: Exception) -> list[Finding]:
    raise error


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
    ((documents,),) = connections.rows(rows_in(StoredDocument))
    of_cases, of_documents = SearchRow.kind != "documents", SearchRow.kind == "documents"
    found = []
    for what, count, of_them in (("案件", cases, of_cases), ("文书", documents, of_documents)):
        ((rows,),) = connections.rows(rows_in(SearchRow).where(of_them))
        if rows != count:
            words = f"查找索引有 {rows} 件{what}，登记有 {count} 件"
            found.append(Finding("search_index", "search_rows", words))
    return found


def _index_problems(connections: Connections) -> list[Finding]:
    """Rows of the search of which its index knows nothing: a search would not find them."""
    connections.run("CREATE VIRTUAL TABLE temp.search_words USING fts5vocab (main, search_index, instance)")
    try:
        ((known,),) = connections.run("SELECT count(DISTINCT doc) FROM temp.search_words")
        ((rows,),) = connections.rows(rows_in(SearchRow).where(SearchRow.body != ""))
    finally:
        connections.run("DROP TABLE temp.search_words")
    if known == rows:
        return []
    return [Finding("search_index", "search_index", f"查找索引里有 {known} 件，应有 {rows} 件")]


def _papers(connections: Connections) -> list[KeptFile]:
    """The files of documents, that of a round once, then the signed summaries of closed periods."""
    numbers: dict[tuple[str, str], list[str]] = {}
    query = StoredDocument.select(StoredDocument.number, StoredDocument.file, StoredDocument.sha256)
    for number, file, sha256 in connections.rows(query.order_by(StoredDocument.key)):
        numbers.setdefault((StoredPlace.read(file).path, sha256), []).append(number)
    papers = []
    for (file, sha256), held in numbers.items():
        named = held[0] if len(held) == 1 else f"{held[0]} 等 {len(held)} 份"
        papers.append(KeptFile(Room.DOCUMENTS, file, sha256, named, "签发"))
    closing = StoredClosing
    columns = (closing.first_day, closing.last_day, closing.file, closing.pdf_sha256)
    for first, last, file, sha256 in connections.rows(closing.select(*columns)):
        papers.append(KeptFile(Room.DOCUMENTS, file, sha256, f"{first}至{last}的汇报", "封账"))
    return papers


def _attachments(connections: Connections) -> list[KeptFile]:
    """Photos, scans and PDFs, those a step names among them; a file of several cases once."""
    titles: dict[tuple[str, str], str] = {}
    query = StoredAttachment.select(
        StoredAttachment.name, StoredAttachment.sha256, StoredCase.number, StoredAttachment.title
    ).join(StoredCase, on=StoredCase.key == StoredAttachment.case_key)
    for name, sha256, number, title in connections.rows(query.order_by(StoredAttachment.key)):
        titles.setdefault((name, sha256), f"{number} 的附件“{title}”")
    return [
        KeptFile(Room.ATTACHMENTS, name, sha256, named, "加入") for (name, sha256), named in titles.items()
    ]


def _missing_files(connections: Connections, files: KeptFiles) -> list[Finding]:
    kept = [*_papers(connections), *_attachments(connections)]
    return [_missing(files, each) for each in kept if not files.is_there(each.room, each.name)]


def _strays(connections: Connections, files: KeptFiles) -> list[Finding]:
    """Files of no row: left by a program that was killed, or put there by hand. A number of theirs may be given again."""
    names = kept_names(connections)
    return [
        Finding(f"{_KIND[room]}_stray", str(path), f"{words}：{path}")
        for room, words in _STRAYS.items()
        for path in files.strays(room, names[room])
    ]


def _missing(files: KeptFiles, kept: KeptFile) -> Finding:
    path = files.path(kept.room, kept.name)
    return Finding(f"{_code(kept)}_missing", str(path), f"{kept.title}的文件不见了：{path}")


def _code(kept: KeptFile) -> str:
    return "closing" if kept.since == "封账" else _KIND[kept.room]


def _file_problems(files: KeptFiles, kept: KeptFile) -> list[Finding]:
    if not files.is_there(kept.room, kept.name):
        return [_missing(files, kept)]
    path = files.path(kept.room, kept.name)
    try:
        found = files.sum_of(kept.room, kept.name)
    except OSError as error:
        words = f"{kept.title}的文件读不出来（{error.strerror}）：{path}"
        return [Finding(f"{_code(kept)}_unreadable", str(path), words)]
    if found == kept.sha256:
        return []
    words = f"{kept.title}的文件与{kept.since}时不一致（SHA-256）：{path}"
    return [Finding(f"{_code(kept)}_changed", str(path), words)]
