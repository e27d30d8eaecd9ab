"""Finding records by any text in them: the index's hits, each with the field it was found in and a snippet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...station import Station
from ...store import search
from ...store.search import Found
from ...values.text import fold
from ..kind import CaseKind
from ..records import load
from .searched import Searched, searched_fields

# A label of 涉案物品 carries its case and the place of its batch.
_OF_A_LABEL = re.compile(r"([A-Za-z]{2}[0-9]{4}-[0-9]{4,})[#＃][0-9]{1,4}")
_AROUND = 12


@dataclass(frozen=True)
class Hit:
    """One record found; `field` is the label of the field that holds the words, `snippet` some text around them.

    `shown` is false for the record's own number and title, which stand beside a hit anyway. `withdrawn` says 已撤回 or 已并入 of what
    was looked for on request and stands no more; `position` is that of the step it is, None for a whole record.
    """

    kind: str
    number: str
    title: str
    field: str
    snippet: str
    shown: bool
    withdrawn: str = ""
    position: int | None = None

    def as_data(self) -> dict[str, str | int | None]:
        """The JSON of a hit of `search`."""
        return {
            "kind": self.kind,
            "number": self.number,
            "title": self.title,
            "field": self.field,
            "snippet": self.snippet,
            "withdrawn": self.withdrawn,
            "position": self.position,
        }


@dataclass(frozen=True)
class Hits:
    """`total` counts up to a thousand, `more` says that there are others."""

    total: int
    more: bool
    hits: tuple[Hit, ...]


def find(station: Station, kinds: tuple[CaseKind, ...], text: str, limit: int) -> Hits:
    """Records that hold every word of `text`; a record of exactly this number first, then the newest.

    What a scanner reads from a label (`WL2026-0001#2`) finds its case.
    """
    text = _OF_A_LABEL.sub(r"\1", text.strip())
    with station.reading():
        findings = search.find(station.connections, text, limit)
        hits = tuple(_hit(station, kinds, found, text) for found in findings.hits)
    return Hits(findings.total, findings.more, hits)


def _hit(station: Station, kinds: tuple[CaseKind, ...], found: Found, text: str) -> Hit:
    own = [Searched("编号", [found.number]), Searched("标题", [found.title])]
    kind = next((kind for kind in kinds if kind.key == found.kind), None)
    fields = searched_fields(load(station, kind, found.number)) if kind is not None else []
    words = [word for word in (fold(part) for part in text.split()) if word]
    return Hit(found.kind, found.number, found.title, *best_field(own, fields, words))


def best_field(
    own: Sequence[Searched], fields: Sequence[Searched], words: Sequence[str]
) -> tuple[str, str, bool]:
    """The label of the field that says most of a hit, some text around the words in it, and whether it is none of `own` (number, title)."""
    # Own number and title last: a hit says most by the field that stands nowhere beside it.
    for field in (*reversed(fields), *(reversed(own) if fields else own)):
        for value in field.texts:
            if any(word in fold(value) for word in words):
                return field.label, field.masked or _snippet(value, words), field not in own
    return "", "", False


def _snippet(value: str, words: Sequence[str]) -> str:
    """Some characters around the first word, where folding left the text's length as it was."""
    folded = fold(value)
    # Folding may make several signs of one (㎡, ﬁ): places in what came of it are none of the text.
    if len(folded) != len(value):
        return value[: 4 * _AROUND]
    at = min((folded.find(word) for word in words if word in folded), default=0)
    begin, end = max(0, at - _AROUND), at + 2 * _AROUND
    return f"{'…' if begin else ''}{value[begin:end]}{'…' if end < len(value) else ''}"
