"""A kind reads what it stores by attributes, so that mypy finds a renamed column at every place it is used."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import fengqiao_desk
from fengqiao_desk.cases.saving import tables
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


def named_in_refusals(path: Path) -> list[int]:
    """The lines that say by a text of what field they refuse."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Refused", "Breach")
        for place, given in enumerate([*node.args, *(each.value for each in node.keywords)])
        if place >= 2
        and (isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and given.value))
    ]


@pytest.mark.parametrize("room", ["activities", "disputes", "goods", "notices"])
def test_a_refusal_names_its_field_by_the_column(room: str) -> None:
    """A text would go on naming a column that was renamed, and the window would find no field to tell it beside."""
    found = {
        str(path.relative_to(CORE)): lines
        for path in (CORE / room).rglob("*.py")
        if (lines := named_in_refusals(path))
    }
    assert found == {}


def test_a_field_of_a_refusal_that_is_a_text_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "kind.py"
    path.write_text(
        'Refused("不行", "", f"goods[{n}].unit")\nRefused("不行", "", Dispute.route)\nRefused("不行", "", "on")\n'
    )
    assert named_in_refusals(path) == [1, 3]


def asked_of_plain_rows(path: Path) -> list[tuple[int, str]]:
    """The fields that are asked of a row still being typed, which no type knows."""
    return [
        (node.lineno, node.args[0].value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "get"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("row", "entry", "item")
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]


@pytest.mark.parametrize("room", ["activities", "cases", "disputes", "goods", "notices"])
def test_a_row_still_being_typed_is_asked_for_fields_that_there_are(room: str) -> None:
    """A field asked for by an old name would be required, or offered, never again."""
    strange = {
        str(path.relative_to(CORE)): unknown
        for path in (CORE / room).rglob("*.py")
        if str(path.relative_to(CORE)) not in PLAIN
        and (unknown := [asked for asked in asked_of_plain_rows(path) if asked[1] not in NAMES])
    }
    assert strange == {}


def test_a_name_in_brackets_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "kind.py"
    path.write_text('def title(row):\n    return row["route"]\n', encoding="utf-8")
    assert subscripts(path) == [2]


def test_every_exception_is_still_one() -> None:
    assert [name for name in PLAIN if not subscripts(CORE / name)] == []
