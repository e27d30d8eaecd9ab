"""The facts an issued PDF carries of itself: all it was made from, and what the register can be made again from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple, Self, TypeVar

import pikepdf

from ..fields import Row
from ..values.json_text import from_json

D = TypeVar("D")

FACTS_FORMAT = 1
"""The shape of the facts inside a document's own file."""
ROUND_FORMAT = 2
"""The shape of the facts inside the file of a round: those of each document with its pages."""

# `Facts` has a field called `object`, which hides the type inside the class.
Data = dict[str, object]
"""What becomes JSON."""


@dataclass(frozen=True)
class OfStation:
    """The station as it was called on the day of signing; `practice` marks what was never official."""

    name: str
    parent: str
    practice: bool


@dataclass(frozen=True)
class Facts:
    """Everything a document was made from.

    The names of the fields are the published keys of the JSON (`format` beside them): files that were issued are never
    written again, so a field here is never renamed and never goes. A new one needs a default, as `copies` has, for the
    files without it.
    """

    number: str
    organ: str
    unit: str
    word: str
    year: int
    sequence: int
    document: str
    title: str
    object: str
    issued_on: str
    issued_by: str
    role: str
    drafted_by: str
    checked_by: str | None
    replaces: str | None
    station: OfStation
    case: str
    values: Row
    copies: int = 1

    @property
    def run(self) -> tuple[str, str, str, int, int]:
        """By what documents stand in the order of their numbers: the run, then the place in it."""
        return (self.organ, self.unit, self.word, self.year, self.sequence)

    def as_data(self) -> Data:
        """The JSON inside the file."""
        return {"format": FACTS_FORMAT, **asdict(self)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The facts of a file; raises KeyError or TypeError when it lacks one that every issued file has."""
        named: dict[str, Any] = {each.name: data[each.name] for each in fields(cls) if each.name in data}
        # A newer version may have written more of the station than this one knows.
        called = {each.name: data["station"][each.name] for each in fields(OfStation)}
        named["station"] = OfStation(**called)
        return cls(**named)


class FoundFacts(NamedTuple):
    """The facts of one document as a file holds them: `first_page` (from 1) where it shares the file, `data` as it was written."""

    facts: Facts
    pages: int
    first_page: int | None
    data: Mapping[str, object]


def on_pages(documents: Sequence[D], pages: Sequence[int]) -> list[tuple[D, int, int]]:
    """Each document of a round with its first page (from 1) and how many it has; `pages` may also count a closing sheet."""
    placed, first = [], 1
    # Not strict: the closing sheet has pages and is no document.
    for each, count in zip(documents, pages, strict=False):
        placed.append((each, first, count))
        first += count
    return placed


def of_round(documents: list[tuple[Facts, int, int]]) -> Data:
    """The JSON inside the file of a round: of each document its facts, its first page (from 1) and how many it has."""
    rows = [{**facts.as_data(), "first_page": first, "pages": pages} for facts, first, pages in documents]
    return {"format": ROUND_FORMAT, "documents": rows}


def facts_in(attached: Mapping[str, Any], pages: int) -> list[FoundFacts]:
    """The facts of every document of a file with so many pages, by the JSON attached to it; none when it is not ours."""
    try:
        if attached.get("format") == FACTS_FORMAT:
            return [FoundFacts(Facts.read(attached), pages, None, attached)]
        if attached.get("format") == ROUND_FORMAT:
            return [_of_one(dict(each)) for each in attached["documents"]]
    except (KeyError, TypeError):
        # Another program may attach a `format` of its own: such a file is a stranger's, and is told as one.
        return []
    return []


def facts_inside(pdf: bytes) -> list[FoundFacts]:
    """What a file carries of ours; nothing when it is not a PDF of ours."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for attached in document.attachments.values():
                data = from_json(attached.get_file().read_bytes().decode("utf-8"))
                if isinstance(data, dict):
                    return facts_in(data, len(document.pages))
    except (pikepdf.PdfError, ValueError):
        # ValueError: an attachment that is no UTF-8 or no JSON.
        return []
    return []


def _of_one(data: dict[str, Any]) -> FoundFacts:
    """Where its pages lie is of the file and not of the document: the register keeps it beside the facts."""
    pages, first = data.pop("pages"), data.pop("first_page")
    return FoundFacts(Facts.read(data), pages, first, data)
