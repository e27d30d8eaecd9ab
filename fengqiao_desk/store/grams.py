"""Cuts Chinese text into the one- and two-character tokens of the search index, and a query into the tokens to ask for.

Design f12 of docs/stack.md §3: exact from one character up, digits by runs of one to four, no token crosses a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from ..values.text import clean, fold

FIELD_MARK = "\x1f"
# docs/stack.md §3: of digits pieces of three and four are tokens too; nearly every record has any one pair in its numbers.
_DIGITS = re.compile(r"[0-9]{3,}")


def folded(texts: list[str]) -> str:
    """The searched form of several fields as one string; the mark keeps them apart."""
    return FIELD_MARK.join(part for part in map(_folded, texts) if part)


def tokens(body: str) -> str:
    """Every token of a folded body, once each, separated by spaces: what FTS5 is given; it asks for no order.

    Once: a row that was indexed with each token once (every row of the first version) must be taken out so, or FTS5 finds itself damaged.
    """
    return " ".join(frozenset().union(*map(_tokens_of, body.split(FIELD_MARK))))


_folded = lru_cache(maxsize=2048)(fold)
"""Many records hold the same words."""


@lru_cache(maxsize=2048)
def _tokens_of(part: str) -> frozenset[str]:
    """Single characters, pairs, and of digits runs of three and four."""
    found = [*part, *map(add, part, part[1:])]
    for run in _DIGITS.findall(part):
        found += [run[i : i + 3] for i in range(len(run) - 2)]
        found += [run[i : i + 4] for i in range(len(run) - 3)]
    return frozenset(found)


@dataclass(frozen=True)
class Query:
    """What to ask the index (`match`, an FTS5 expression) and what every hit must hold (`words`)."""

    words: tuple[str, ...]
    match: str
    verify: bool


def parse(text: str) -> Query | None:
    """Words are separated by white space and all must occur; None when nothing visible is left to look for."""
    words = tuple(word for word in (fold(part) for part in clean(text).split()) if word)
    if not words:
        return None
    wanted: list[str] = []
    for word in words:
        wanted.extend(_wanted(word))
    match = " AND ".join('"' + token.replace('"', '""') + '"' for token in dict.fromkeys(wanted))
    return Query(words, match, any(len(word) > 2 for word in words))


def _wanted(word: str) -> list[str]:
    if len(word) <= 2:
        return [word]
    if word.isascii() and word.isdigit() and len(word) <= 4:
        return [word]
    runs = [run.group() for run in _DIGITS.finditer(word) if len(run.group()) >= 4]
    if runs:
        return [run[i : i + 4] for run in runs for i in range(len(run) - 3)]
    return [word[i : i + 2] for i in range(len(word) - 1)]
