"""The full check of a folder: database, references, search index, audit chain, and the hash of every document and attachment."""

from __future__ import annotations

import hashlib

from . import audit
from .database import Connections
from .layout import FolderLayout
from .places import StoredPlace


def check(connections: Connections, layout: FolderLayout) -> list[str]:
    """Sentences about everything that is not as it should be; empty when all is well. Changes nothing."""
    with connections.reading():
        found = [str(row[0]) for row in connections.run("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"{row[0]} 表里有一行指向不存在的 {row[2]}" for row in connections.run("PRAGMA foreign_key_check")
        ]
        found += _search_problems(connections)
        report = audit.verify(connections)
        found += [f"审计第 {key} 行与前后不相连，可能被改动" for key in report.broken]
        found += _document_problems(connections, layout)
        found += _attachment_problems(connections, layout)
    return found


def _search_problems(connections: Connections) -> list[str]:
    cases = connections.run(
        "SELECT count(*) FROM cases c WHERE NOT EXISTS (SELECT 1 FROM imports i "
        "WHERE i.undone_at IS NOT NULL AND c.key BETWEEN i.first_key AND i.last_key)"
    )[0][0]
    rows = connections.run("SELECT count(*) FROM search_rows WHERE kind <> 'documents'")[0][0]
    return [] if cases == rows else [f"查找索引有 {rows} 件，案件有 {cases} 件，应重建索引"]


def _document_problems(connections: Connections, layout: FolderLayout) -> list[str]:
    """One sentence a file: the file of a round holds many documents."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for number, file, sha256 in connections.run("SELECT number, file, sha256 FROM documents ORDER BY key"):
        numbers.setdefault((StoredPlace.read(file).path, sha256), []).append(number)
    found = []
    for (file, sha256), held in numbers.items():
        path = layout.documents / file
        told = held[0] if len(held) == 1 else f"{held[0]} 等 {len(held)} 份"
        if not path.is_file():
            found.append(f"{told}的文件不见了：{path}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"{told}的文件与签发时不一致（SHA-256）：{path}")
    return found


def _attachment_problems(connections: Connections, layout: FolderLayout) -> list[str]:
    """Photos, scans and PDFs, those a step names among them; a file of several cases is read once."""
    titles: dict[tuple[str, str], str] = {}
    rows = connections.run(
        "SELECT a.name, a.sha256, c.number, a.title FROM attachments a JOIN cases c ON c.key = a.case_key ORDER BY a.key"
    )
    for name, sha256, number, title in rows:
        titles.setdefault((name, sha256), f"{number} 的附件“{title}”")
    found = []
    for (name, sha256), told in titles.items():
        path = layout.attachment(name)
        if not path.is_file():
            found.append(f"{told}的文件不见了：{path}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"{told}的文件与加入时不一致（SHA-256）：{path}")
    return found
