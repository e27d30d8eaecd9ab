"""Every word that a kind compares a value with is a word that can stand there: a misspelt one would never hold, and nobody would see it."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import fengqiao_desk
from fengqiao_desk.cases import CaseKind
from fengqiao_desk.fields import Record
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station.vocabularies import shipped_labels

ROOMS: dict[str, list[CaseKind]] = {}
for _kind in KINDS:
    ROOMS.setdefault(_kind.record.__module__.split(".")[1], []).append(_kind)
_OF_A_PAPER = ("issued", "void", "replaced")


def records_below(record: type[Record]) -> Iterator[type[Record]]:
    yield record
    for rows in record.rows_below():
        yield from records_below(rows.record)


def words_by_name(kinds: list[CaseKind]) -> dict[str, set[str] | None]:
    """For each name of a column the words of its vocabularies; None where a column of this name has none."""
    found: dict[str, set[str] | None] = {}
    for kind in kinds:
        for above in (kind.record, *(step.record for step in kind.recorded_steps)):
            for record in records_below(above):
                for column in record.columns():
                    known, vocabulary = found.get(column.name, set()), column.declared.vocabulary
                    free = known is None or not vocabulary or column.declared.kind.key != "choice"
                    found[column.name] = None if free else {*(known or ()), *shipped_labels(vocabulary)}
    found["state"] = {*_OF_A_PAPER, *(state.title for kind in kinds for state in kind.states)}
    return found


def modules(room: str) -> Iterator[ModuleType]:
    package = importlib.import_module(f"fengqiao_desk.{room}")
    yield package
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(each.name)


def texts(node: ast.expr, module: ModuleType) -> list[str]:
    """The texts that an expression stands for, written out or as constants of the module."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [text for each in node.elts for text in texts(each, module)]
    value: Any = node.value if isinstance(node, ast.Constant) else None
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, None)
    found = value if isinstance(value, tuple | list | frozenset) else [value]
    return [text for text in found if isinstance(text, str)]


def compared(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names of attributes and what they are compared with, by signs or by in_()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            for one, other in [*itertools.pairwise(sides), *zip(sides[1:], sides, strict=False)]:
                if isinstance(one, ast.Attribute):
                    yield one.attr, other
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            column = node.func.value
            if node.func.attr in ("in_", "not_in") and isinstance(column, ast.Attribute):
                yield column.attr, node.args[0]


def misspelt(module: ModuleType, source: str, known: dict[str, set[str] | None]) -> list[str]:
    return [
        f"{module.__name__}: {name} is never {text}"
        for name, other in compared(ast.parse(source))
        if (words := known.get(name)) is not None
        for text in texts(other, module)
        if text not in words
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_a_kind_compares_its_values_with_words_that_there_are(room: str) -> None:
    known = words_by_name(ROOMS[room])
    found = []
    for module in modules(room):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        found += misspelt(module, source, known)
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'def high(case):\n    return case.risk_level == "高"',
        'def high(case):\n    return case.risk_level in ("重大", "高")',
        'HIGH = Dispute.risk_level.in_(["高"])',
        'def over(case):\n    return case.state != "已结"',
        "def over(case):\n    return case.state in WORDS",
    ],
)
def test_a_misspelt_word_is_seen(source: str) -> None:
    known = words_by_name(ROOMS["disputes"])
    module = ModuleType("misspelt")
    module.__dict__["WORDS"] = ("已结",)
    assert len(misspelt(module, source, known)) == 1
    assert misspelt(fengqiao_desk, source.replace("高", "重大").replace('"已结"', '"已结案"'), known) == []
