"""The station's words as dated data: shipped once, then added to, ended and renamed by the station itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from ..fields import Predicate, Row
from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..store.database import Connections
from ..values.json_text import from_json, to_json
from ..values.text import clean
from .act import Act, put_on_record
from .first_day import first_day
from .profile import FROM_THE_BEGINNING
from .rights import Right, require
from .tables import TermRow


@dataclass(frozen=True)
class Term:
    """One word; `facts` are its properties (unit of an activity, due hours of a risk level …)."""

    label: str
    valid_from: str
    valid_to: str | None
    facts: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """A list of words as it is shipped; `fixed`: decided by law or procedure, the station cannot edit it."""

    key: str
    title: str
    fixed: bool
    source: str
    terms: tuple[Term, ...]


@cache
def shipped() -> dict[str, Vocabulary]:
    """The vocabularies as the program ships them, by key, in their order."""
    text = (resources.files("fengqiao_desk.resources") / "vocabularies.toml").read_text(encoding="utf-8")
    return {
        key: Vocabulary(
            key,
            data["title"],
            data.get("fixed", False),
            data.get("source", ""),
            tuple(_shipped_term(term) for term in data["terms"]),
        )
        for key, data in tomllib.loads(text).items()
    }


@cache
def shipped_labels(vocabulary: str) -> frozenset[str]:
    """The words a vocabulary begins with in every station."""
    return frozenset(term.label for term in shipped()[vocabulary].terms)


def _shipped_term(term: str | Row) -> Term:
    """A word as it stands in the file: alone, or as a table of its label and its facts."""
    facts = {"label": term} if isinstance(term, str) else dict(term)
    return Term(facts.pop("label"), FROM_THE_BEGINNING, None, facts)


def _in_use(vocabulary: str, label: str) -> Predicate:
    """That a row is the one of a word that can still be chosen: of the rows of one word at most one has no end."""
    return (TermRow.vocabulary == vocabulary) & (TermRow.label == label) & TermRow.valid_to.is_empty()


class Vocabularies:
    """Terms carry valid-from and valid-to, so that an old month keeps its old names."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._cache: dict[str, list[Term]] = {}

    def fill(self) -> None:
        """Copy the shipped words into a new station."""
        for key, vocabulary in shipped().items():
            for position, term in enumerate(vocabulary.terms):
                self._insert(key, term.label, position, term.valid_from, term.facts)
        self._cache.clear()

    def on(self, vocabulary: str, day: date) -> list[Term]:
        """The terms that may be chosen on `day`, in their order."""
        stamp = day.isoformat()
        return [
            term
            for term in self.every(vocabulary)
            if term.valid_from <= stamp and (term.valid_to is None or stamp < term.valid_to)
        ]

    def labels(self, vocabulary: str, day: date) -> list[str]:
        """The words alone of `on`."""
        return [term.label for term in self.on(vocabulary, day)]

    def facts(self, vocabulary: str, label: str, day: date | None = None) -> Row:
        """Properties of a term as they hold on `day` (the newest when it is left out); those it began with before its first day."""
        found = [term for term in self.every(vocabulary) if term.label == label]
        begun = [term for term in found if day is None or term.valid_from <= day.isoformat()]
        holding = begun or found[:1]
        return holding[-1].facts if holding else {}

    def add(self, vocabulary: str, label: str, valid_from: str, facts: Row, act: Act) -> None:
        """A new term from the day `valid_from` (`YYYY-MM-DD`) on; one that was ended may come back after its end."""
        require(act, Right.CHANGE_WORDS)
        self._may_change(vocabulary)
        label, begin = clean(label).strip(), first_day(valid_from)
        if not label:
            raise FaultyEntry((Fault("label", "请填写词条"),))
        if any(
            term.label == label and (term.valid_to is None or begin < term.valid_to)
            for term in self.every(vocabulary)
        ):
            raise FaultyEntry((Fault("label", f"“{label}”已经有了"),))
        with self._connections.writing():
            self._insert(vocabulary, label, len(self.every(vocabulary)), begin, facts)
            changes = {"label": [None, label], "valid_from": [None, begin]}
            put_on_record(self._connections, act, "增加词条", f"词表 {vocabulary}", changes)
        # Only now: read before the commit, the old words would stay in it.
        self._cache.pop(vocabulary, None)

    def end(self, vocabulary: str, label: str, valid_to: str, act: Act) -> None:
        """The term cannot be chosen from `valid_to` on; records of before keep it."""
        require(act, Right.CHANGE_WORDS)
        self._may_change(vocabulary)
        used, valid_to = self._in_use(vocabulary, label), first_day(valid_to, "valid_to")
        if valid_to <= used.valid_from:
            raise FaultyEntry((Fault("valid_to", f"停用日期早于启用日期 {used.valid_from}"),))
        with self._connections.writing():
            ended = TermRow.update({TermRow.valid_to: valid_to})
            self._connections.execute(ended.where(_in_use(vocabulary, label)))
            changes = {"label": label, "valid_to": [None, valid_to]}
            put_on_record(self._connections, act, "停用词条", f"词表 {vocabulary}", changes)
        self._cache.pop(vocabulary, None)

    def change(self, vocabulary: str, label: str, valid_from: str, facts: Row, act: Act) -> None:
        """Other facts of a term in use from the day `valid_from` (`YYYY-MM-DD`) on; what is the same is no change."""
        require(act, Right.CHANGE_WORDS)
        self._may_change(vocabulary)
        begin = first_day(valid_from)
        now = self._in_use(vocabulary, label)
        if begin < now.valid_from:
            raise FaultyEntry((Fault("valid_from", f"启用日期早于上一次更改的 {now.valid_from}"),))
        changes = {
            name: [now.facts.get(name), facts.get(name)]
            for name in {**now.facts, **facts}
            if now.facts.get(name) != facts.get(name)
        }
        if not changes:
            return
        with self._connections.writing():
            self._put_in_place(vocabulary, now, begin, facts)
            on_record = {"label": label, "valid_from": begin, **changes}
            put_on_record(self._connections, act, "更改词条", f"词表 {vocabulary}", on_record)
        self._cache.pop(vocabulary, None)

    def take_in_new(self) -> None:
        """Copy in the vocabularies, and the words of fixed ones, that a release added after this folder was made."""
        known = set(self._connections.rows(TermRow.select(TermRow.vocabulary, TermRow.label).distinct()))
        present = {vocabulary for vocabulary, _ in known}
        # Only fixed ones: the other vocabularies are the station's own, which a release does not change behind its back.
        missing = [
            (key, term)
            for key, vocabulary in shipped().items()
            if key not in present or vocabulary.fixed
            for term in vocabulary.terms
            if (key, term.label) not in known
        ]
        if missing:
            with self._connections.writing():
                for position, (key, term) in enumerate(missing, start=len(known)):
                    self._insert(key, term.label, position, term.valid_from, term.facts)
            self._cache.clear()

    def forget(self) -> None:
        """Read the words anew: what was read inside a transaction that was taken back never held."""
        self._cache.clear()

    def _put_in_place(self, vocabulary: str, now: Term, begin: str, facts: Row) -> None:
        """On its first day a term is corrected, later the one of before is ended and a new one stands in its place."""
        connections, used = self._connections, _in_use(vocabulary, now.label)
        if begin == now.valid_from:
            connections.execute(TermRow.update({TermRow.facts: to_json(facts)}).where(used))
            return
        ((position,),) = connections.rows(TermRow.select(TermRow.position).where(used))
        connections.execute(TermRow.update({TermRow.valid_to: begin}).where(used))
        self._insert(vocabulary, now.label, position, begin, facts)

    def _in_use(self, vocabulary: str, label: str) -> Term:
        used = [term for term in self.every(vocabulary) if term.label == label and term.valid_to is None]
        if not used:
            raise Unknown(f"词表里没有在用的“{label}”")
        return used[0]

    def _may_change(self, vocabulary: str) -> None:
        changed = shipped().get(vocabulary)
        if changed is None:
            raise Unknown(f"没有“{vocabulary}”这个词表")
        if changed.fixed:
            raise Refused(f"“{changed.title}”由法律或程序规定，不能增减")

    def _insert(self, vocabulary: str, label: str, position: int, valid_from: str, facts: Row) -> None:
        row = {
            TermRow.vocabulary: vocabulary,
            TermRow.label: label,
            TermRow.position: position,
            TermRow.valid_from: valid_from,
            TermRow.facts: to_json(facts),
        }
        self._connections.execute(TermRow.insert(row))

    def every(self, vocabulary: str) -> list[Term]:
        """All terms, ended ones too, in their order."""
        if vocabulary not in self._cache:
            query = TermRow.select(TermRow.label, TermRow.valid_from, TermRow.valid_to, TermRow.facts)
            rows = self._connections.rows(
                query.where(TermRow.vocabulary == vocabulary).order_by(TermRow.position, TermRow.key)
            )
            self._cache[vocabulary] = [
                Term(label, begin, end, from_json(facts)) for label, begin, end, facts in rows
            ]
        return self._cache[vocabulary]
