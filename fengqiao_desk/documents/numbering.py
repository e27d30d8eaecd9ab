"""Numbers of documents: per organ, unit, word and year from 1, taken at issue, never twice and never a gap (domain.md §5)."""

from __future__ import annotations

from dataclasses import dataclass

from ..station.profile import Profile, number_text
from ..store.database import Connections
from .form import DocumentForm


@dataclass(frozen=True)
class DocumentNumber:
    """One number and its parts."""

    organ: str
    unit: str
    word: str
    year: int
    sequence: int
    text: str


def next_number(connections: Connections, profile: Profile, form: DocumentForm, year: int) -> DocumentNumber:
    """The number after the last one of its run; only inside the transaction that stores the document."""
    word = form.word
    organ, unit = profile.organ_token, profile.unit_token
    last = connections.run(
        "SELECT coalesce(max(sequence), 0) FROM documents WHERE organ = ? AND unit = ? AND word = ? AND year = ?",
        *(organ, unit, word, year),
    )[0][0]
    sequence = int(last) + 1
    text = number_text(profile.pattern_of(form.key), organ, unit, word, year, sequence)
    return DocumentNumber(organ, unit, word, year, sequence, text)
