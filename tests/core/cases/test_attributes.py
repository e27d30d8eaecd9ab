"""A kind reads what it stores by attributes, so that mypy finds a renamed column at every place it is used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import fengqiao_desk
from fengqiao_desk.cases import tables
from fengqiao_desk.kinds import KINDS

CORE = Path(fengqiao_desk.__file__).parent
NAMES = {field.name for kind in KINDS for table in tables.tables_of(kind) for field in table.fields}
PLAIN = {
    "goods/batches.py": "the places of an entry that is still being typed",
    "goods/thresholds.py": "rows of resources/thresholds.toml",
    "notices/decisions.py": "rows of resources/decisions.toml",
}
"""Where a row is plain because nothing is stored yet, or is none of ours."""


def subscripts(path: Path) -> list[int]:
    """The lines that take a field out of a dictionary by its name."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and node.slice.value in NAMES
    ]


@pytest.mark.parametrize("room", sorted({kind.record.__module__.split(".")[1] for kind in KINDS}))
def test_a_kind_reads_its_values_as_attributes(room: str) -> None:
    found = {
        str(path.relative_to(CORE)): lines
        for path in (CORE / room).rglob("*.py")
        if (lines := subscripts(path)) and str(path.relative_to(CORE)) not in PLAIN
    }
    assert found == {}


def test_a_name_in_brackets_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "kind.py"
    path.write_text('def title(row):\n    return row["route"]\n', encoding="utf-8")
    assert subscripts(path) == [2]


def test_every_exception_is_still_one() -> None:
    assert [name for name in PLAIN if not subscripts(CORE / name)] == []
