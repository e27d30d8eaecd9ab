"""The tables of a folder are those the kinds declare: by migration, not by accident."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.saving import tables
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.store.folder import create_folder


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name and text of every table and index of a folder that only the migrations made."""
    connections = create_folder(tmp_path_factory.mktemp("schema") / "folder")
    rows = connections.run("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    connections.database.dispose()
    return dict(rows)


def _name(definition: str) -> str:
    return definition.split()[2]


def _shape(definition: str | None) -> list[str]:
    """The parts of a definition without their order: a column added by ALTER TABLE stands at the end of the text."""
    head, _, rest = (definition or "").partition("(")
    body, _, tail = rest.rpartition(")")
    parts = re.split(r",(?![^()]*\))", body)  # a comma inside parentheses parts nothing
    return [head.strip(), tail.strip(), *sorted(" ".join(part.split()) for part in parts)]


def test_a_column_added_later_makes_the_same_shape() -> None:
    declared = _shape(
        'CREATE TABLE t (\n    "a" TEXT CHECK ("a" IN (\'x\', \'y\')),\n    "b" TEXT,\n    "c" TEXT\n) STRICT'
    )
    added = _shape(
        'CREATE TABLE t (\n    "a" TEXT CHECK ("a" IN (\'x\', \'y\')),\n    "c" TEXT\n, "b" TEXT) STRICT'
    )
    assert added == declared


def test_a_column_that_is_missing_makes_another_shape() -> None:
    assert _shape('CREATE TABLE t (\n    "a" TEXT\n) STRICT') != _shape(
        'CREATE TABLE t (\n    "a" TEXT,\n    "b" TEXT\n) STRICT'
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.key))
def test_the_migrations_make_what_the_kind_declares(kind: CaseKind, migrated: dict[str, str]) -> None:
    """A changed declaration needs the next migration (docs/adding.md)."""
    declared = {_name(definition): definition for definition in tables.definitions(kind)}
    made = {name: _shape(migrated.get(name)) for name in declared}
    assert made == {name: _shape(definition) for name, definition in declared.items()}


def test_the_migrations_make_no_table_that_nobody_declares(migrated: dict[str, str]) -> None:
    declared = {_name(definition) for kind in KINDS for definition in tables.definitions(kind)}
    keys = tuple(f"{kind.key}" for kind in KINDS)
    of_kinds = {name for name in migrated if name.startswith(keys)}
    assert of_kinds <= declared


def test_every_table_is_strict(migrated: dict[str, str]) -> None:
    loose = [
        name
        for name, sql in migrated.items()
        if sql.startswith("CREATE TABLE")
        and "STRICT" not in sql.rpartition(")")[2]
        and "search_index" not in name
    ]
    assert loose == []


def test_a_folder_made_before_the_kinds_migrates_to_the_same_shape(
    tmp_path: Path, migrated: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopping after the first step and going on later gives what a fresh folder has."""
    from fengqiao_desk.store import migrations
    from fengqiao_desk.store.folder import open_folder

    whole = migrations.steps()
    with monkeypatch.context() as early:
        early.setattr(migrations, "steps", lambda: whole[:1])
        create_folder(tmp_path / "folder").database.dispose()
    later = open_folder(tmp_path / "folder", "before")
    rows = later.run("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    later.database.dispose()
    assert dict(rows) == migrated
    assert [path.name for path in (tmp_path / "folder" / "backups").iterdir()] == ["before-v1.db"]
