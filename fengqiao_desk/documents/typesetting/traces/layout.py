"""The order of a trace: which node stands in which column, and in what order, so that few arrows cross.

The way of Sugiyama, Tagawa and Toda (1981): cycles are opened, nodes layered by their longest route, layers sorted by barycentres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

SWEEPS = 6
"""How often the layers are sorted by their neighbours, to and fro."""


@dataclass(frozen=True)
class Arc:
    """An arrow from a node to another by their places; `turned` when it is drawn against the order of the columns."""

    number: int
    start: str
    end: str
    turned: bool = False


@dataclass(frozen=True)
class Route:
    """An arrow with the slots it passes, one a column: its two nodes, and lanes through the columns between them."""

    arc: Arc
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Arrangement:
    """The columns from left to right, each with its slots from top to bottom, and the routes between them."""

    columns: tuple[tuple[str, ...], ...]
    routes: tuple[Route, ...]


def arranged(nodes: Iterable[str], arcs: list[Arc]) -> Arrangement:
    """Columns and routes for these nodes and arrows, which close no cycle."""
    keys = list(dict.fromkeys(nodes))
    levels = _levels(keys, arcs)
    columns: list[list[str]] = [[] for _ in range(max(levels.values(), default=-1) + 1)]
    for key in keys:
        columns[levels[key]].append(key)
    routes = [_route(arc, levels, columns) for arc in arcs]
    _sort(columns, routes)
    return Arrangement(tuple(map(tuple, columns)), tuple(routes))


def opened(keys: list[str], edges: Iterable[tuple[str, str]]) -> list[Arc]:
    """The arrows between two nodes, numbered as they come, with those turned that would close a cycle."""
    after: dict[str, list[tuple[int, str]]] = {key: [] for key in keys}
    for number, (start, end) in enumerate(edges):
        # What stays in one place is written in its box (`boxes.node_box`).
        if start != end:
            after[start].append((number, end))
    found: list[Arc] = []
    done: set[str] = set()
    for key in keys:
        if key not in done:
            found += _walk(key, after, done)
    return sorted(found, key=lambda arc: arc.number)


def _walk(root: str, after: dict[str, list[tuple[int, str]]], done: set[str]) -> Iterator[Arc]:
    """All arrows met from `root` on; one that leads back to the way walked is turned."""
    way = {root: iter(after[root])}
    while way:
        start = next(reversed(way))
        step = next(way[start], None)
        if step is None:
            way.popitem()
            done.add(start)
            continue
        number, end = step
        yield Arc(number, end, start, turned=True) if end in way else Arc(number, start, end)
        if end not in way and end not in done:
            way[end] = iter(after[end])


def _levels(keys: list[str], arcs: list[Arc]) -> dict[str, int]:
    """The column of each node: as far right as its longest route from a beginning asks for."""
    before = {key: {arc.start for arc in arcs if arc.end == key} for key in keys}
    levels: dict[str, int] = {}
    # Ends because `opened` left no cycle.
    while len(levels) < len(keys):
        ready = [key for key in keys if key not in levels and before[key] <= levels.keys()]
        levels |= {key: max([levels[other] + 1 for other in before[key]], default=0) for key in ready}
    return levels


def _route(arc: Arc, levels: dict[str, int], columns: list[list[str]]) -> Route:
    lanes = []
    for level in range(levels[arc.start] + 1, levels[arc.end]):
        # No key has a NUL in it: entries are cleaned of it.
        lane = f"\0{arc.number}.{level}"
        columns[level].append(lane)
        lanes.append(lane)
    return Route(arc, (arc.start, *lanes, arc.end))


def _sort(columns: list[list[str]], routes: list[Route]) -> None:
    """Sort each column by the middle of its neighbours' places, to and fro."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for route in routes:
        for left, right in pairwise(route.slots):
            after.setdefault(left, []).append(right)
            before.setdefault(right, []).append(left)
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        walked = range(1, len(columns)) if forwards else range(len(columns) - 2, -1, -1)
        for number in walked:
            beside = columns[number - 1 if forwards else number + 1]
            _sort_column(columns[number], beside, before if forwards else after)


def _sort_column(column: list[str], beside: list[str], neighbours: dict[str, list[str]]) -> None:
    places = {key: place / len(beside) for place, key in enumerate(beside)}
    own = {key: place / len(column) for place, key in enumerate(column)}

    def middle(key: str) -> float:
        known = [places[other] for other in neighbours.get(key, ()) if other in places]
        return fmean(known) if known else own[key]

    column.sort(key=middle)
