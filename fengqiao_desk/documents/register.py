"""The register of documents: every number ever given with its state, and the stored file behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..problems import DiskProblem, Unknown
from ..station import Act, Station
from ..store import audit
from ..store.failures import told
from ..values.days import parse_day
from .files import sha256_of, stamped, void_file_name

SEARCH_KIND = "documents"
STATE_WORDS = {"issued": "已签发", "void": "作废", "replaced": "已替换"}
_COLUMNS = (
    "number",
    "document",
    "title",
    "object",
    "state",
    "issued_on",
    "issued_by",
    "drafted_by",
    "checked_by",
    "replaces",
    "file",
    "sha256",
    "pages",
    "void_reason",
    "void_by",
)
_SELECT = "SELECT " + ", ".join(_COLUMNS) + " FROM documents "  # noqa: S608 - our own column names


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
    drafted_by: str
    checked_by: str | None
    replaces: str | None
    file: str
    sha256: str
    pages: int
    void_reason: str | None = None
    void_by: str | None = None

    @property
    def state_word(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def self_approved(self) -> bool:
        """Drafted and issued by one person, and checked by nobody else: allowed, but never hidden."""
        return self.drafted_by == self.issued_by and self.checked_by in (None, self.issued_by)

    def as_data(self) -> dict[str, Any]:
        """The JSON of `register`; `kind` is the document's key."""
        data = {name: getattr(self, name) for name in _COLUMNS}
        return {**data, "kind": data.pop("document"), "self_approved": self.self_approved}


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
        _SELECT + "WHERE ? IS NULL OR year = ? ORDER BY year, organ, unit, word, sequence", year, year
    )
    return [IssuedDocument(*row) for row in rows]


def stored_pdf(station: Station, number: str) -> bytes:
    """The stored bytes, compared with the hash taken at issue."""
    found = find(station, number)
    path = station.layout.documents / found.file
    with told(station.layout.root):
        if not path.is_file():
            raise DiskProblem(f"{number} 的文件不见了：{path}。可从备份取回。")
        pdf = path.read_bytes()
    if sha256_of(pdf) != found.sha256:
        raise DiskProblem(f"{number} 的文件与签发时不一致，可能被改动过：{path}")
    return pdf


def printed_pdf(station: Station, number: str) -> bytes:
    """What goes to the printer: the stored bytes, or for a void document its copy stamped 作废."""
    found = find(station, number)
    if found.state != "void":
        return stored_pdf(station, number)
    copy = station.layout.documents / void_file_name(found.file)
    with told(station.layout.root):
        if copy.is_file():
            return copy.read_bytes()
    return stamped(stored_pdf(station, number), STATE_WORDS["void"], parse_day(found.issued_on))


def reprint(station: Station, number: str, act: Act, copies: int = 1) -> bytes:
    """The pages again; how many copies, for the how-manieth time and by whom is logged."""
    pdf = printed_pdf(station, number)
    with station.writing():
        before = prints_of(station, number)
        changes = {"copies": copies, "time": len(before) + 1}
        audit.record(
            station.connections,
            **{"at": act.stamp, "by": act.by.name, "verb": "打印", "subject": subject_of(number)},
            changes=changes,
        )
    return pdf


def prints_of(station: Station, number: str) -> list[dict[str, Any]]:
    """When and by whom it was printed."""
    with station.reading():
        rows = audit.history(station.connections, subject_of(number))
    return [row for row in rows if row["verb"] == "打印"]


def subject_of(number: str) -> str:
    """How the audit names a document."""
    return f"文书 {number}"
