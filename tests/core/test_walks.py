"""The walks of docs/walks.md lead through files and functions that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| [^|]+ \| `([\w/]+\.py)` \| ([^|]+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, list[str]]]:
    text = (ROOT / "docs" / "walks.md").read_text(encoding="utf-8")
    return [(file, re.findall(r"`([^`]+)`", functions)) for file, functions in ROW.findall(text)]


def functions_in(file: str) -> set[str]:
    """`receive`, `CaseForm.save`: as Python calls them."""
    place = ROOT / file if file.startswith("ui/") else ROOT / "fengqiao_desk" / file
    found: set[str] = set()
    for node in ast.parse(place.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def test_each_function_of_a_walk_is_in_its_file() -> None:
    gone = [f"{file}: {name}" for file, names in rows() for name in names if name not in functions_in(file)]
    assert gone == []


def test_the_walks_are_read_as_they_are_written() -> None:
    assert len(rows()) > 50
