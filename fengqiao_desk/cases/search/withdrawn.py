"""Finding what was withdrawn, on request alone: steps and whole records that no index holds, for there are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import peewee

from ...station import Station
from ...store.database import Connections
from ...store.grams import folded, parse
from ...values.json_text import from_json
from ..facts.heads import WithdrawnCase, WithdrawnStep
from ..heads import CaseHead
from ..kind import CaseKind
from ..timeline import FOLDED, GONE
from .finding import Hit, Hits, best_field
from .searched import Searched, fields_searched

W = TypeVar("W", WithdrawnStep, WithdrawnCase)
WITHDRAWN_MARK = "已撤回"
FOLDED_MARK = "已并入"
_HEAD = (CaseHead.key, CaseHead.kind, CaseHead.number, CaseHead.title, CaseHead.state)


@dataclass
class _Struck:
    """What was withdrawn of one case: its own fields where it was withdrawn whole, and steps by their positions."""

    kind: CaseKind
    number: str
    title: str
    state: str
    fields: list[Searched] = field(default_factory=list)
    steps: list[tuple[int, list[Searched]]] = field(default_factory=list)

    def parts(self) -> list[tuple[int | None, list[Searched]]]:
        """What is found by itself: a record withdrawn whole with all its steps, else each step."""
        if self.state in GONE:
            return [(None, [*self.fields, *(found for _, step in self.steps for found in step)])]
        return [*self.steps]


def find_withdrawn(station: Station, kinds: Sequence[CaseKind], text: str, limit: int) -> Hits:
    """What was withdrawn and holds every word of `text`, the newest record first; a step must hold one of them itself."""
    query = parse(text)
    if query is None:
        return Hits(0, more=False, hits=())
    with station.reading():
        struck = _struck(station.connections, {kind.key: kind for kind in kinds})
    hits = [hit for case in struck for hit in _hits(case, query.words)]
    return Hits(len(hits), more=False, hits=tuple(hits[:limit]))


def anything_withdrawn(station: Station) -> bool:
    """Whether there is anything that only this search finds."""
    rows = (WithdrawnStep.select(WithdrawnStep.case_key), WithdrawnCase.select(WithdrawnCase.case_key))
    return any(station.connections.rows(query.limit(1)) for query in rows)


def _hits(case: _Struck, words: Sequence[str]) -> Iterator[Hit]:
    own = [Searched("编号", [case.number]), Searched("标题", [case.title])]
    for position, fields in case.parts():
        texts = [text for each in fields for text in each.texts]
        said, body = folded(texts), folded([case.number, case.title, *texts])
        # A step is no hit by the number of its record, which is found anyway and stands.
        itself = position is None or any(word in said for word in words)
        if itself and all(word in body for word in words):
            label, snippet, shown = best_field(own, fields, words)
            mark = FOLDED_MARK if case.state == FOLDED else WITHDRAWN_MARK
            yield Hit(
                case.kind.key,
                case.number,
                case.title,
                label,
                snippet,
                shown,
                withdrawn=mark,
                position=position,
            )


def _struck(connections: Connections, kinds: dict[str, CaseKind]) -> list[_Struck]:
    """Every case of which something was withdrawn, the newest first."""
    found: dict[int, _Struck] = {}
    records = _beside(WithdrawnCase, WithdrawnCase.entry)
    for key, kind, number, title, state, entry in connections.rows(records):
        case = found.setdefault(key, _Struck(kinds[kind], number, title, state))
        case.fields += fields_searched(case.kind.fields, from_json(entry))
    step = WithdrawnStep
    steps = _beside(step, step.position, step.step, step.entry).order_by(step.position)
    for key, kind, number, title, state, position, name, entry in connections.rows(steps):
        case = found.setdefault(key, _Struck(kinds[kind], number, title, state))
        case.steps.append((position, fields_searched(case.kind.step(name).fields, from_json(entry))))
    return [found[key] for key in sorted(found, reverse=True)]


def _beside(record: type[W], *columns: peewee.Node) -> peewee.ModelSelect[W]:
    """Rows of what was withdrawn, each with the head of its case before it."""
    return record.select(*_HEAD, *columns).join(CaseHead, on=CaseHead.key == record.case_key)
