"""The register of documents: every number ever given with its state, and the stored file behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from functools import cached_property
from types import TracebackType
from typing import Self

import peewee
import pikepdf

from ..problems import Unknown
from ..station import Act, Station
from ..station.handing_out import Handed, HandedAs, Outlet, hand_out
from ..store import audit
from ..store.composed import ComposedOnce
from ..store.kept_files import KeptFile, Room
from ..store.places import StoredPlace, file_name
from . import typesetting
from .facts import Data
from .files import pages_of
from .heads import DocumentHead

SEARCH_KIND = "documents"
STATE_WORDS = {"issued": "已签发", "void": "作废", "replaced": "已替换"}
BASIS_CHANGED = "依据已变更"
"""The word of a paper in force whose facts were changed since it was issued (`cases.facts.basis`)."""
ISSUED_VERB, VOIDED_VERB = "签发文书", "作废文书"
"""Under these the audit keeps when a number came into force and when it went out of it."""


@dataclass(frozen=True)
class IssuedDocument:
    """One line of the register; `file` says where its pages lie (`StoredPlace`), `sha256` is that of the whole file."""

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
    basis_changed_at: str | None = None
    basis_confirmed_at: str | None = None
    basis_confirmed_by: str | None = None
    basis_confirmed_why: str | None = None

    @cached_property
    def place(self) -> StoredPlace:
        """Where its pages lie: a file of its own, or the file of its round from a page on."""
        return StoredPlace.read(self.file)

    @property
    def own_name(self) -> str:
        """The name of a file that holds this document alone, relative to the folder of documents."""
        if self.place.first_page is None:
            return self.place.path
        return file_name(self.number, self.object, self.issued_on)

    @property
    def state_word(self) -> str:
        """已签发, 作废 or 已替换."""
        return STATE_WORDS[self.state]

    @property
    def basis_changed(self) -> bool:
        """Whether facts of it were changed since and nobody has settled that: replaced it, voided it, let it stand."""
        return (
            self.state == "issued" and self.basis_changed_at is not None and self.basis_confirmed_at is None
        )

    @property
    def standing_word(self) -> str:
        """As `state_word`; 依据已变更 while its basis is changed."""
        return BASIS_CHANGED if self.basis_changed else self.state_word

    @property
    def self_approved(self) -> bool:
        """Drafted and issued by one person, and checked by nobody else: allowed, but never hidden."""
        return self.drafted_by == self.issued_by and self.checked_by in (None, self.issued_by)

    def as_data(self) -> Data:
        """The JSON of `register`; `kind` is the document's key."""
        data: Data = {name: getattr(self, name) for name in _NAMES}
        marks = {"self_approved": self.self_approved, "basis_changed": self.basis_changed}
        return {**data, "kind": data.pop("document"), **marks}


# `asdict` and `vars` would not do: the one copies deeply, the other also gives the place that was worked out.
_NAMES = tuple(each.name for each in fields(IssuedDocument))
_LINE = tuple(getattr(DocumentHead, name) for name in _NAMES)
"""The columns of a line in the order `IssuedDocument` takes them."""


_IN_ORDER = (
    DocumentHead.year,
    DocumentHead.organ,
    DocumentHead.unit,
    DocumentHead.word,
    DocumentHead.sequence,
)
"""Numbers in the order of their runs (docs/law.md §5)."""


def _lines(station: Station, query: peewee.ModelSelect[DocumentHead]) -> list[IssuedDocument]:
    return [IssuedDocument(*row) for row in station.connections.rows(query)]


def find(station: Station, number: str) -> IssuedDocument:
    """The document of this number; raises Unknown."""
    found = _lines(station, DocumentHead.select(*_LINE).where(DocumentHead.number == number))
    if not found:
        raise Unknown(f"文书登记里没有“{number}”")
    return found[0]


def copies_of(station: Station, number: str) -> int:
    """In how many copies the document was made (一式几份); raises Unknown."""
    # The first documents were issued before their facts told the copies: of those one was printed.
    copies = peewee.fn.COALESCE(peewee.fn.JSON_EXTRACT(DocumentHead.source, "$.copies"), 1)
    rows = station.connections.rows(DocumentHead.select(copies).where(DocumentHead.number == number))
    if not rows:
        raise Unknown(f"文书登记里没有“{number}”")
    return int(rows[0][0])


def documents_of(station: Station, case_key: int) -> list[IssuedDocument]:
    """The documents about one case, oldest first."""
    return [IssuedDocument(*row) for row in _of_case.rows(station.connections, case_key)]


@ComposedOnce
def _of_case(case: int) -> peewee.Query:
    """The documents about one case; asked whenever a case is opened."""
    return DocumentHead.select(*_LINE).where(DocumentHead.case_key == case).order_by(DocumentHead.key)


def register(station: Station, year: int | None = None) -> list[IssuedDocument]:
    """Every number ever given, void ones too, in the order of their runs."""
    numbers = DocumentHead.select(*_LINE)
    if year is not None:
        numbers = numbers.where(DocumentHead.year == year)
    return _lines(station, numbers.order_by(*_IN_ORDER))


class StoredFiles:
    """Reads stored pages, each file once: its hash is compared with the one taken at issue. Close it after use."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._whole: dict[str, bytes] = {}
        self._opened: dict[str, pikepdf.Pdf] = {}
        self._close = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close.close()

    def pages(self, found: IssuedDocument, count: int | None = None) -> bytes:
        """The stored bytes of a document, or its pages out of the file of its round (`count` for more than its own)."""
        path, first = found.place.path, found.place.first_page
        whole = self._read(found)
        # A file of its own is given as it was stored, byte for byte.
        if first is None:
            return whole
        # Opened once for the file of a round, which may hold hundreds of documents.
        if path not in self._opened:
            self._opened[path] = self._close.enter_context(pikepdf.open(io.BytesIO(whole)))
        return pages_of(self._opened[path], first, count or found.pages)

    def printed(self, found: IssuedDocument) -> bytes:
        """What goes to the printer: the stored pages, of a void document stamped 作废.

        They are stamped anew: the copy beside the file is for who looks into the folder, and older versions covered the text in it.
        """
        pages = self.pages(found)
        return typesetting.stamped(pages, STATE_WORDS["void"]) if found.state == "void" else pages

    def _read(self, found: IssuedDocument) -> bytes:
        name = found.place.path
        if name not in self._whole:
            # Compared every time it is read: a page that was changed on the disk is never printed as issued.
            kept = KeptFile(Room.DOCUMENTS, name, found.sha256, found.number, "签发")
            self._whole[name] = self._station.files.read(kept)
        return self._whole[name]


def stored_pdf(station: Station, number: str) -> bytes:
    """The stored pages of one document, compared with the hash taken at issue."""
    with StoredFiles(station) as files:
        return files.pages(find(station, number))


def printed_pdf(station: Station, number: str) -> bytes:
    """What goes to the printer: the stored pages, or for a void document its copy stamped 作废."""
    with StoredFiles(station) as files:
        return files.printed(find(station, number))


def printed_pdfs(station: Station, numbers: Sequence[str]) -> Iterator[bytes]:
    """What goes to the printer, in this order; documents that lie one behind the other in one file stay together."""
    with StoredFiles(station) as files:
        for run in _runs([find(station, number) for number in numbers]):
            pages = sum(found.pages for found in run)
            yield files.printed(run[0]) if len(run) == 1 else files.pages(run[0], pages)


def _runs(found: Sequence[IssuedDocument]) -> list[list[IssuedDocument]]:
    """Cut into runs of documents whose pages lie one behind the other in one file; a void one stands alone."""
    runs: list[list[IssuedDocument]] = []
    follows: tuple[str, int] | None = None
    for each in found:
        path, first = each.place.path, each.place.first_page
        # A void one is stamped by itself; the pages around it are not.
        may_join = first is not None and each.state != "void"
        if may_join and follows == (path, first):
            runs[-1].append(each)
        else:
            runs.append([each])
        follows = (path, first + each.pages) if may_join and first is not None else None
    return runs


def reprint(station: Station, number: str, act: Act, copies: int = 1) -> bytes:
    """The pages again, for a printer; how many copies, for the how-manieth time and by whom is logged."""
    with station.writing():
        # Counted and written in one transaction, so that no two prints are the same time.
        hand_out(station, act, print_of(station, number, copies), Outlet.PRINTER)
        return printed_pdf(station, number)


def print_of(station: Station, number: str, copies: int = 1) -> Handed:
    """A print of a document as it is put on record: how many copies, for the how-manieth time."""
    times = len(prints_of(station, number)) + 1
    return Handed(subject_of(number), {"copies": copies, "time": times}, as_file=HandedAs.PRINT)


def copy_of(*numbers: str) -> Handed:
    """A copy of a document, or of a whole round in one file, that is saved somewhere, as it is put on record."""
    first, *others = numbers
    return (
        Handed(f"{subject_of(first)} 至 {others[-1]}", {"papers": len(numbers)})
        if others
        else Handed(subject_of(first))
    )


def prints_of(station: Station, number: str) -> list[audit.AuditEntry]:
    """When and by whom it was printed."""
    with station.reading():
        rows = audit.history(station.connections, subject_of(number))
    return [row for row in rows if row.verb == HandedAs.PRINT]


def search_title(title: str, about: str) -> str:
    """How a search shows a document: `调解协议书　张三 与 李四`."""
    return f"{title}　{about}"


def subject_of(number: str) -> str:
    """How the audit names a document."""
    return f"文书 {number}"
