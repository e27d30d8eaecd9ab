"""Migrations: scripts cut into statements, and every folder of an older version brought to the newest shape or left alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from fengqiao_desk.problems import DiskProblem, FolderProblem
from fengqiao_desk.station.officers import Officers
from fengqiao_desk.station.passwords import hashed
from fengqiao_desk.store import migrations
from fengqiao_desk.store.backups.before_upgrade import copy_database
from fengqiao_desk.store.database import Connections, StationDatabase
from fengqiao_desk.store.folder import create_folder, open_folder
from fengqiao_desk.store.migrations import MigrationStep, statements
from fengqiao_desk.store.sealing.master import Master

TRIGGER = "CREATE TRIGGER t BEFORE DELETE ON a\nBEGIN\n    SELECT 1;\n    SELECT 2;\nEND;"
ADD_NOTE = MigrationStep(99, "note", "ALTER TABLE areas ADD COLUMN note TEXT;\n")
FAILS = MigrationStep(100, "fails", "CREATE TABLE half (a TEXT) STRICT;\nSELECT no_such_function();\n")


def shape(connections: Connections) -> list[tuple[object, ...]]:
    return connections.run("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> list[MigrationStep]:
    """Steps after those that ship, to be filled by the test."""
    shipped = migrations.steps()
    more: list[MigrationStep] = []
    monkeypatch.setattr(migrations, "steps", lambda: (*shipped, *more))
    monkeypatch.setattr(migrations, "newest", lambda: len(shipped) + len(more))
    return more


def test_statements_end_at_their_semicolons() -> None:
    assert list(statements("SELECT 1;\nSELECT 2;\n")) == ["SELECT 1;", "SELECT 2;"]


def test_the_inside_of_a_trigger_does_not_end_it() -> None:
    assert list(statements(f"{TRIGGER}\nSELECT 3;\n")) == [TRIGGER, "SELECT 3;"]


def test_comments_and_blank_lines_between_statements_are_left_out() -> None:
    assert list(statements("-- why; really\n\nSELECT 1;\n\n-- end\n")) == ["SELECT 1;"]


def test_a_semicolon_in_a_text_ends_nothing() -> None:
    assert list(statements("SELECT 'a;\nb';\n")) == ["SELECT 'a;\nb';"]


def test_a_script_that_ends_inside_a_statement_is_our_defect() -> None:
    with pytest.raises(ValueError, match="inside a statement"):
        list(statements("SELECT 1;\nSELECT 2\n"))


def test_a_new_folder_has_the_newest_version(tmp_path: Path) -> None:
    assert create_folder(tmp_path).run("PRAGMA user_version") == [(migrations.newest(),)]


def test_every_table_of_a_new_folder_is_strict(tmp_path: Path) -> None:
    connections = create_folder(tmp_path)
    loose = connections.run(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
        "AND name NOT LIKE 'sqlite_%'"
    )
    assert loose == []


def test_an_older_folder_is_brought_to_the_newest_shape(
    tmp_path: Path, next_step: list[MigrationStep]
) -> None:
    create_folder(tmp_path / "old")
    next_step.append(ADD_NOTE)
    migrated = open_folder(tmp_path / "old", "before")
    assert shape(migrated) == shape(create_folder(tmp_path / "new"))


def test_a_copy_is_kept_before_the_migration(tmp_path: Path, next_step: list[MigrationStep]) -> None:
    create_folder(tmp_path)
    version = migrations.newest()
    next_step.append(ADD_NOTE)
    open_folder(tmp_path, "before")
    assert (tmp_path / "backups" / f"before-v{version}.db").is_file()


def test_a_step_that_fails_leaves_the_folder_as_it_was(
    tmp_path: Path, next_step: list[MigrationStep]
) -> None:
    create_folder(tmp_path)
    old = migrations.newest()
    next_step.extend((ADD_NOTE, FAILS))
    with pytest.raises(Exception, match="no_such_function"):
        open_folder(tmp_path, "before")
    next_step.clear()
    connections = open_folder(tmp_path, "again")
    assert connections.run("PRAGMA user_version") == [(old,)]
    assert connections.run("SELECT count(*) FROM pragma_table_info('areas') WHERE name = 'note'") == [(0,)]


def test_a_folder_never_finished_is_told(tmp_path: Path) -> None:
    connections = create_folder(tmp_path)
    connections.run("PRAGMA user_version = 0")
    with pytest.raises(FolderProblem, match="没有建完"):
        open_folder(tmp_path, "before")


def test_a_copy_holds_what_is_still_in_the_write_ahead_log(tmp_path: Path) -> None:
    connections = create_folder(tmp_path / "station")
    with connections.reading():
        connections.run("INSERT INTO areas (name, level) VALUES ('示例社区', '社区')")
        copy_database(connections, tmp_path / "copy" / "station.db")
    copy = open_folder(_folder_of(tmp_path / "copy"), "before")
    assert copy.run("SELECT name FROM areas") == [("示例社区",)]


def test_a_copy_of_an_encrypted_folder_is_encrypted_with_the_same_key(tmp_path: Path) -> None:
    master = Master.fresh(1)
    copy_database(create_folder(tmp_path / "station", master), tmp_path / "copy.db")
    copy = Connections(StationDatabase(tmp_path / "copy.db", master.database_key))
    assert copy.run("SELECT count(*) FROM cases") == [(0,)]
    assert not (tmp_path / "copy.db").read_bytes().startswith(b"SQLite")


def test_a_copy_that_fails_its_check_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections = create_folder(tmp_path / "station")
    run = Connections.run

    def doubt(asked: Connections, sql: str, *values: object) -> list[tuple[object, ...]]:
        return [("row 1 missing",)] if "quick_check" in sql else run(asked, sql, *values)

    monkeypatch.setattr(Connections, "run", doubt)
    with pytest.raises(DiskProblem, match="没有通过检查"):
        copy_database(connections, tmp_path / "copy" / "station.db")
    assert list((tmp_path / "copy").iterdir()) == []


def _folder_of(place: Path) -> Path:
    return place


def test_the_people_of_a_folder_of_0_2_0_sign_in_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders of 0.2.0 end at step 3; the step of people keeps every officer and what refers to them."""
    shipped = migrations.steps()
    with monkeypatch.context() as older:
        older.setattr(migrations, "steps", lambda: shipped[:3])
        older.setattr(migrations, "newest", lambda: 3)
        old = create_folder(tmp_path)
    old.run(
        "INSERT INTO officers (name, role, badge, password_hash) VALUES ('民警甲', '民警', '1', ?)",
        hashed("eight-or-more"),
    )
    old.run(
        "INSERT INTO cases (kind, number, year, sequence, title, state, day, recorded_at, recorded_by) "
        "VALUES ('disputes', 'JF2026-0001', 2026, 1, 't', '受理', '2026-11-01', '2026-11-01T09:00:00', '民警甲')"
    )
    old.database.dispose()
    officer = Officers(open_folder(tmp_path, "before"), tmp_path / "sign-ins.json").sign_in(
        "民警甲", "eight-or-more", datetime(2026, 11, 21)
    )
    assert (officer.roles, officer.badge) == (("民警",), "1")
