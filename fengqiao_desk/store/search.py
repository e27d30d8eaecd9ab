"""The search index over every record: written in the transaction of the record, exact substrings from one character up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from .database import Connections
from .grams import Query, folded, parse, tokens

COUNT_LIMIT = 1000
"""Counting ends one above it: an exact count of a common phrase takes half a second at a million records (docs/stack.md §3)."""
_COMES = "search_row_comes"


@dataclass(frozen=True)
class Found:
    """One record that holds all words; `total` of `Findings` counts at most COUNT_LIMIT + 1."""

    kind: str
    number: str
    title: str


@dataclass(frozen=True)
class Findings:
    """What a search gives: `total` counts no further than COUNT_LIMIT, `more` says that there are more, `hits` are the first of them."""

    total: int
    more: bool
    hits: tuple[Found, ...]


def register_functions(connections: Connections) -> None:
    """The index's triggers call our tokeniser; every connection needs it before it writes."""
    connections.database.register_function(tokens, "fengqiao_tokens", 1, deterministic=True)


def put(connections: Connections, kind: str, number: str, title: str, texts: list[str]) -> None:
    """Index one record, or index it anew after a change: once a transaction, at its end, however often it changed in it."""
    connections.at_the_end(("search", kind, number), partial(_put, connections, kind, number, title, texts))


def _put(connections: Connections, kind: str, number: str, title: str, texts: list[str]) -> None:
    # The WHERE: an update to the same words would have the trigger take out and cut all its tokens again.
    connections.run(
        "INSERT INTO search_rows (kind, number, title, body) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (kind, number) DO UPDATE SET title = excluded.title, body = excluded.body "
        "WHERE title <> excluded.title OR body <> excluded.body",
        kind,
        number,
        title,
        folded([number, title, *texts]),
    )


def remove(connections: Connections, kind: str, number: str) -> None:
    """Take one record out of the index; nothing happens where it is not in it."""
    connections.at_the_end(("search", kind, number), partial(_remove, connections, kind, number))


def _remove(connections: Connections, kind: str, number: str) -> None:
    connections.run("DELETE FROM search_rows WHERE kind = ? AND number = ?", kind, number)


@contextmanager
def filling(connections: Connections) -> Iterator[None]:
    """For a block that puts many new records: the trigger rests meanwhile, for a row indexed by it is written out at once.

    Inside the caller's transaction, which brings the trigger back when it is undone.
    """
    ((trigger,),) = connections.run("SELECT sql FROM sqlite_master WHERE name = ?", _COMES)
    connections.run(f"DROP TRIGGER {_COMES}")
    yield
    connections.run(trigger)


@dataclass(frozen=True)
class Indexed:
    """A new record as it will be indexed: its searched text and the tokens of it."""

    number: str
    title: str
    body: str
    tokens: str


def indexed(number: str, title: str, texts: list[str]) -> Indexed:
    """Cut before anything is written: cutting takes longer than writing."""
    body = folded([number, title, *texts])
    return Indexed(number, title, body, tokens(body))


def put_many(connections: Connections, kind: str, records: Sequence[Indexed]) -> None:
    """Index new records, inside a block of `filling`."""
    # Keys are given here, the same for both tables, and above all others, so that the newest are found first.
    first = 1 + connections.run("SELECT coalesce(max(key), 0) FROM search_rows")[0][0]
    rows = [(key, kind, each.number, each.title, each.body) for key, each in enumerate(records, first)]
    connections.insert_many("search_rows", ("key", "kind", "number", "title", "body"), rows)
    cut = [(key, each.tokens) for key, each in enumerate(records, first)]
    connections.insert_many("search_index", ("rowid", "tokens"), cut)


def index_all(connections: Connections) -> None:
    """Cut every row anew into an index that is empty, inside the caller's transaction."""
    connections.run(
        "INSERT INTO search_index (rowid, tokens) SELECT key, fengqiao_tokens(body) FROM search_rows"
    )


@contextmanager
def indexing_anew(connections: Connections) -> Iterator[None]:
    """For a block that puts and removes rows whose index may be out of step: it is emptied and made of all of them at the end.

    Inside the caller's transaction, which brings the triggers back when it is undone.
    """
    triggers = connections.run(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'search_rows'"
    )
    for name, _ in triggers:
        connections.run(f'DROP TRIGGER "{name}"')
    yield
    connections.run("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    index_all(connections)
    for _, sql in triggers:
        connections.run(sql)


def find(connections: Connections, text: str, limit: int) -> Findings:
    """Records that hold every word of `text`: a record of exactly this number first, then the newest."""
    query = parse(text)
    if query is None:
        return Findings(0, False, ())
    connections.write_late()
    where, values = _where(query)
    total = connections.run(
        f"SELECT count(*) FROM (SELECT 1 FROM search_index JOIN search_rows r ON r.key = search_index.rowid {where} "  # noqa: S608 - conditions of our own, values bound
        f"LIMIT {COUNT_LIMIT + 1})",
        *values,
    )[0][0]
    rows = connections.run(
        f"SELECT r.kind, r.number, r.title FROM search_index JOIN search_rows r ON r.key = search_index.rowid {where} "  # noqa: S608 - conditions of our own, values bound
        "ORDER BY search_index.rowid DESC LIMIT ?",
        *values,
        limit,
    )
    # A number that was typed whole means that record, however many others mention it.
    exact = connections.run("SELECT kind, number, title FROM search_rows WHERE number = ?", text.strip())
    hits = list(dict.fromkeys(Found(*row) for row in [*exact, *rows]))[:limit]
    return Findings(min(total, COUNT_LIMIT), total > COUNT_LIMIT, tuple(hits))


def _where(query: Query) -> tuple[str, list[str]]:
    """The index gives candidates; a longer word is then looked for in the record itself."""
    clauses, values = ["search_index MATCH ?"], [query.match]
    if query.verify:
        for word in query.words:
            clauses.append("instr(r.body, ?) > 0")
            values.append(word)
    return "WHERE " + " AND ".join(clauses), values
