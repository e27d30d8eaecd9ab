"""The glossary names what is there: each name in its module, each step and paper with the title it declares."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from fengqiao_desk.kinds import KINDS, kind_of

ROWS = re.findall(
    r"^\| (.+?) \| (kind|step|paper)? ?`(\w+)` \| `([\w.]+)` \|$",
    (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
NAMES = [(word, name, module) for word, sort, name, module in ROWS if not sort]
KIND_ROWS = [(word, name, module) for word, sort, name, module in ROWS if sort == "kind"]


@pytest.mark.parametrize(("word", "name", "module"), NAMES, ids=str)
def test_a_term_lives_where_it_says(word: str, name: str, module: str) -> None:
    assert hasattr(importlib.import_module(f"fengqiao_desk.{module}"), name)


def test_the_glossary_has_its_terms() -> None:
    """A pattern that reads no row would keep every other test here quiet."""
    assert len(NAMES) > 80


def test_every_kind_has_its_row_and_its_module() -> None:
    listed = {
        (word, key, importlib.import_module(f"fengqiao_desk.{module}").KIND)
        for word, key, module in KIND_ROWS
    }
    assert listed == {(kind.title, kind.key, kind) for kind in KINDS}


@pytest.mark.parametrize("sort", ["step", "paper"])
def test_every_step_and_paper_stands_there_with_its_title(sort: str) -> None:
    """A new one is told here as the row that is missing."""
    listed = {(word, key, kind) for word, found, key, kind in ROWS if found == sort}
    declared = {
        (each.title, each.key, kind.key)
        for kind in KINDS
        for each in (kind.steps if sort == "step" else kind.documents)
    }
    assert (sorted(declared - listed), sorted(listed - declared)) == ([], [])


def test_no_term_stands_twice() -> None:
    words = [word for word, _, _ in NAMES]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_name_has_one_term() -> None:
    """Two words for one name would be two things."""
    places = [(name, module) for _, name, module in NAMES]
    assert sorted({place for place in places if places.count(place) > 1}) == []


def test_a_class_of_the_glossary_has_its_name_alone() -> None:
    """One name, one thing, in core and windows."""
    root = Path(__file__).parents[2]
    given = [
        name
        for place in ("fengqiao_desk", "ui")
        for path in sorted((root / place).rglob("*.py"))
        for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted({name for _, name, _ in NAMES if given.count(name) > 1}) == []


def test_what_a_kind_is_called_is_found_by_its_key() -> None:
    assert [kind_of(key).title for _, key, _ in KIND_ROWS] == [word for word, _, _ in KIND_ROWS]
