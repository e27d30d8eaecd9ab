"""A word of the station changes its meaning, and with it what falls due in the cases that say it: one act, one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from ..fields import Row
from ..station import Act, Station, term_facts
from ..station.rights import Right, require
from .kind import CaseKind
from .verbs import compute_with_word


def change_word(
    station: Station,
    kinds: Sequence[CaseKind],
    vocabulary: str,
    label: str,
    valid_from: str,
    facts: Row,
    act: Act,
) -> int:
    """As `term_facts.change_word`; gives the number of open cases whose deadlines were computed again."""
    require(act, Right.CHANGE_WORDS)
    try:
        with station.writing():
            term_facts.change_word(station, vocabulary, label, valid_from, facts, act)
            return len(compute_with_word(station, kinds, vocabulary, label))
    finally:
        # Also when it was refused: words may have been read inside the transaction that was undone.
        station.vocabularies.forget()
