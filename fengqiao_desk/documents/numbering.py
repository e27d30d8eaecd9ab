"""Numbers of documents: per organ, unit, word and year from 1, taken at issue, never twice and never a gap (docs/law.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import peewee

from ..station.profile import Profile, number_text
from ..store.database import Connections
from .form import DocumentForm
from .heads import DocumentHead

_SEQUENCE = re.compile(r"\{sequence(?::0[1-6])?\}")


@dataclass(frozen=True)
class DocumentNumber:
    """One number and its parts."""

    organ: str
    unit: str
    word: str
    year: int
    sequence: int
    text: str


@dataclass(frozen=True)
class NumberSeries:
    """A run of numbers that count from 1; `pattern` is how a number of it is written now."""

    organ: str
    unit: str
    word: str
    year: int
    pattern: str

    @property
    def run(self) -> tuple[str, str, str, int]:
        """What the run is kept by: how a number is written may change with a day, and the run goes on."""
        return (self.organ, self.unit, self.word, self.year)

    @property
    def name(self) -> str:
        """What all its numbers begin with, `合公（逍）告字〔2026〕`; the place of the sequence is × where more than words follow it."""
        before, after = _SEQUENCE.split(self.pattern, maxsplit=1)
        text = f"{before}×{after}" if "{" in after else before
        for token, part in zip(("organ", "unit", "word", "year"), self.run, strict=True):
            text = text.replace(f"{{{token}}}", str(part))
        return text

    def last(self, connections: Connections) -> int:
        """The last number given, 0 before the first. Void and replaced ones count too: a number is never given twice (docs/law.md §5)."""
        last = DocumentHead.select(peewee.fn.COALESCE(peewee.fn.MAX(DocumentHead.sequence), 0)).where(
            DocumentHead.organ == self.organ,
            DocumentHead.unit == self.unit,
            DocumentHead.word == self.word,
            DocumentHead.year == self.year,
        )
        ((found,),) = connections.rows(last)
        return int(found)

    def numbers(self, sequences: Iterable[int]) -> list[DocumentNumber]:
        """The numbers of these places in the run."""
        return [
            DocumentNumber(*self.run, sequence, number_text(self.pattern, *self.run, sequence))
            for sequence in sequences
        ]


def series_of(profile: Profile, form: DocumentForm, year: int) -> NumberSeries:
    """The run from which a document of this form takes its number in a year."""
    pattern = profile.pattern_of(form.key)
    return NumberSeries(profile.organ_token, profile.unit_token, form.word, year, pattern)


def next_numbers(
    connections: Connections, profile: Profile, form: DocumentForm, year: int, count: int = 1
) -> list[DocumentNumber]:
    """The numbers after the last one of their run; only inside the transaction that stores the documents."""
    series = series_of(profile, form, year)
    last = series.last(connections)
    return series.numbers(range(last + 1, last + 1 + count))


def begun_series(
    connections: Connections, profile: Profile, since: int, forms: Sequence[DocumentForm]
) -> dict[NumberSeries, int]:
    """The runs of a year and of those after it that the register holds, in its order, each with its last number."""
    head = DocumentHead
    # SQLite takes the plain column of a group from the row that has the greatest one.
    runs = head.select(
        head.organ, head.unit, head.word, head.year, peewee.fn.MAX(head.sequence), head.document
    ).where(head.year >= since)
    rows = connections.rows(
        runs.group_by(head.year, head.organ, head.unit, head.word).order_by(
            head.year, head.organ, head.unit, head.word
        )
    )
    by_word = {form.word: form.key for form in forms}
    return {
        # A form's own key: a run whose last row is of numbers used elsewhere is written as its papers are.
        NumberSeries(organ, unit, word, year, profile.pattern_of(by_word.get(word, document))): int(last)
        for organ, unit, word, year, last, document in rows
    }
