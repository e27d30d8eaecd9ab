"""Numbers of documents: per organ, unit, word and year from 1, taken at issue, never twice and never a gap (docs/law.md §5)."""

from __future__ import annotations

from dataclasses import dataclass

import peewee

from ..station.profile import Profile, number_text
from ..store.database import Connections
from .form import DocumentForm
from .heads import DocumentHead


@dataclass(frozen=True)
class DocumentNumber:
    """One number and its parts."""

    organ: str
    unit: str
    word: str
    year: int
    sequence: int
    text: str


def next_numbers(
    connections: Connections, profile: Profile, form: DocumentForm, year: int, count: int = 1
) -> list[DocumentNumber]:
    """The numbers after the last one of their run; only inside the transaction that stores the documents."""
    word = form.word
    organ, unit = profile.organ_token, profile.unit_token
    # Void and replaced numbers count too: a number is never given twice (docs/law.md §5).
    run = DocumentHead.select(peewee.fn.COALESCE(peewee.fn.MAX(DocumentHead.sequence), 0)).where(
        DocumentHead.organ == organ,
        DocumentHead.unit == unit,
        DocumentHead.word == word,
        DocumentHead.year == year,
    )
    ((last,),) = connections.rows(run)
    # How a number is written may change with a day; the run goes on, for it is kept by its parts.
    pattern = profile.pattern_of(form.key)
    return [
        DocumentNumber(
            organ,
            unit,
            word,
            year,
            sequence,
            number_text(pattern, organ, unit, word, year, sequence),
        )
        for sequence in range(int(last) + 1, int(last) + 1 + count)
    ]
