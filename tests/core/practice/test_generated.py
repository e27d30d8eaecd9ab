"""A generated station is what officers could have entered: whole, of every sort, and the same from the same seed."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.facts.withdrawing import BROUGHT_BACK
from fengqiao_desk.cases.timeline import FOLDED, GONE, TAKEN_BACK
from fengqiao_desk.commands import main
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.practice.generated import generate
from fengqiao_desk.practice.generated.diary import Diary
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.station.opening import practice_password
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.values.credit_code import credit_code, parse_credit_code

NOW = datetime(2026, 11, 21, 9)

pytestmark = pytest.mark.xdist_group("generated")  # the station is made once: these files in one worker
UNTIL = date(2026, 11, 30)
BY_CHANCE = {"officers": ("password_hash",)}
"""Columns that differ every time: a password is salted."""


def words_of(generated: Station, sql: str, kind: CaseKind) -> set[str]:
    with generated.reading():
        return {row[0] for row in generated.connections.run(sql, kind.key)}


def rows_of(root: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its rows, without the columns that no two folders share."""
    connection = sqlite3.connect(FolderLayout(root).database)
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not row[0].startswith(("sqlite_", "search_index"))
    ]
    found = {}
    for name in names:
        columns = [
            f'"{row[1]}"'
            for row in connection.execute(f'PRAGMA table_info("{name}")')
            if row[1] not in BY_CHANCE.get(name, ())
        ]
        found[name] = connection.execute(f'SELECT {", ".join(columns)} FROM "{name}"').fetchall()
    connection.close()
    return found


def papers_of(root: Path) -> dict[str, bytes]:
    """Every stored file by its name, void copies included."""
    return {path.name: path.read_bytes() for path in FolderLayout(root).documents.rglob("*.pdf")}


def test_check_and_audit_find_nothing(generated_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["audit", "verify"]):
        assert main(["--data", str(generated_folder), *command, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["ok"] is True


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_state_is_there(generated: Station, kind: CaseKind) -> None:
    found = words_of(generated, "SELECT DISTINCT state FROM cases WHERE kind = ?", kind)
    assert found - set(GONE) == {state.title for state in kind.states}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_step_is_there(generated: Station, kind: CaseKind) -> None:
    sql = "SELECT DISTINCT s.step FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = ?"
    assert {step.key for step in kind.steps} - words_of(generated, sql, kind) == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_paper_is_there(generated: Station, kind: CaseKind) -> None:
    sql = "SELECT DISTINCT d.document FROM documents d JOIN cases c ON c.key = d.case_key WHERE c.kind = ?"
    assert {form.key for form in kind.documents} - words_of(generated, sql, kind) == set()


def test_every_route_is_there(generated: Station) -> None:
    routes = set(generated.vocabularies.labels("dispute_route", UNTIL))
    with generated.reading():
        assert {row[0] for row in generated.connections.run("SELECT DISTINCT route FROM disputes")} == routes


def cases_that(generated: Station, kind: str, state: str) -> int:
    sql = "SELECT count(*) FROM cases WHERE kind = ? AND state = ?"
    with generated.reading():
        ((number,),) = generated.connections.run(sql, kind, state)
    return int(number)


def steps_taken_back(generated: Station, kind: str) -> set[str]:
    sql = "SELECT s.step FROM withdrawn_steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = ?"
    return words_of(generated, sql, kind_of(kind))


def test_one_row_of_the_ledger_in_fifty_was_entered_twice_and_withdrawn(generated: Station) -> None:
    assert cases_that(generated, "activities", TAKEN_BACK) == 200 // 50


def test_a_dispute_in_a_hundred_was_entered_twice_and_withdrawn(generated: Station) -> None:
    assert cases_that(generated, "disputes", TAKEN_BACK) == 200 // 100


def test_a_venue_was_registered_twice_and_merged(generated: Station) -> None:
    assert cases_that(generated, "venues", FOLDED) == 1


def test_services_and_incidents_were_withdrawn(generated: Station) -> None:
    assert "serve" in steps_taken_back(generated, "notices")
    assert "incident" in steps_taken_back(generated, "venues")


def test_about_one_step_in_fifty_was_replaced_with_a_reason(generated: Station) -> None:
    sql = (
        "SELECT count(*) FROM withdrawn_steps old JOIN steps new USING (case_key, place) "
        "JOIN withdrawals w ON w.key = old.withdrawal WHERE w.reason <> ''"
    )
    with generated.reading():
        ((replaced,),) = generated.connections.run(sql)
        ((steps,),) = generated.connections.run("SELECT count(*) FROM steps")
    assert 0.01 < replaced / steps < 0.04


def test_withdrawals_of_steps_and_of_whole_records_were_taken_back(generated: Station) -> None:
    sql = "SELECT DISTINCT changes ->> 'steps' IS NULL FROM audit WHERE verb = ?"
    with generated.reading():
        assert sorted(generated.connections.run(sql, BROUGHT_BACK)) == [(0,), (1,)]


def test_fields_were_corrected_with_a_reason(generated: Station) -> None:
    with generated.reading():
        rows = generated.connections.run(
            "SELECT DISTINCT c.kind FROM case_corrections a JOIN cases c ON c.key = a.case_key WHERE a.reason <> ''"
        )
    assert {kind for (kind,) in rows} >= {"disputes", "activities", "goods_cases"}


def test_of_papers_that_lost_their_basis_some_were_confirmed_and_some_wait(generated: Station) -> None:
    with generated.reading():
        lost = generated.connections.run(
            "SELECT basis_confirmed_why FROM documents WHERE basis_changed_at IS NOT NULL"
        )
    assert (None,) in lost
    assert any(why for (why,) in lost)


def test_so_many_disputes_are_there_as_were_asked_for(generated: Station) -> None:
    with generated.reading():
        rows = generated.connections.run("SELECT state FROM cases WHERE kind = 'disputes'")
    assert sum(state not in GONE for (state,) in rows) == 200


def test_nothing_happens_after_the_last_day_nor_long_before(generated: Station) -> None:
    with generated.reading():
        ((first, last),) = generated.connections.run("SELECT min(day), max(day) FROM cases")
        ((stepped,),) = generated.connections.run("SELECT max(recorded_at) FROM steps")
    assert (first >= "2024-11-30", last <= "2026-11-30", stepped < "2026-12-01") == (True, True, True)


def test_numbers_follow_the_days(generated: Station) -> None:
    """Played in the order of time: an earlier number was given on no later day."""
    with generated.reading():
        rows = generated.connections.run(
            "SELECT issued_on FROM documents WHERE document = 'intake_form' ORDER BY year, sequence"
        )
    assert rows == sorted(rows)


def test_the_audit_goes_forward_in_time(generated: Station) -> None:
    with generated.reading():
        times = [row[0] for row in generated.connections.run("SELECT at FROM audit ORDER BY key")]
    assert times == sorted(times)


def test_the_practice_password_opens_it(generated_folder: Path) -> None:
    opened = open_station(generated_folder, "2026-11-30T10:00:00", "test", exclusive=False)
    password = practice_password(generated_folder)
    assert password is not None
    assert opened.officers.sign_in("民警甲", password, NOW).name == "民警甲"
    opened.close()


def test_the_same_seed_gives_the_same_rows_and_papers(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate(tmp_path / name, 30, 7, UNTIL)
    assert rows_of(tmp_path / "one") == rows_of(tmp_path / "other")
    assert papers_of(tmp_path / "one") == papers_of(tmp_path / "other")


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    found = []
    for seed in (7, 8):
        generate(tmp_path / str(seed), 2, seed, UNTIL)
        found.append(rows_of(tmp_path / str(seed))["disputes_parties"])
    assert found[0] != found[1]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    assert main(["bench-data", "2", "--to", str(tmp_path), "--json"]) == 1
    assert "不是空的" in json.loads(capsys.readouterr().out)["message"]
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_nothing_is_made_inside_a_station(generated_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench-data", "2", "--to", str(generated_folder / "documents" / "more"), "--json"]) == 1
    assert "数据文件夹" in json.loads(capsys.readouterr().out)["message"]
    assert not (generated_folder / "documents" / "more").exists()


def test_what_was_begun_is_taken_away_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Diary, tell: object = None) -> int:
        raise OSError("no room")

    monkeypatch.setattr(Diary, "play", fail)
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        with pytest.raises(OSError, match="no room"):
            generate(tmp_path / name, 2, 1, UNTIL)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_the_command_tells_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "station"
    assert main(["--today", "2026-10-01", "bench-data", "3", "--to", str(root), "--seed", "5", "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["cases"]["disputes"], outcome["seed"], outcome["until"]) == (3, 5, "2026-10-01")


def test_years_without_the_law_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--today", "1999-05-05", "bench-data", "3", "--to", str(tmp_path / "new"), "--json"]) == 1
    assert "2013-01-01" in json.loads(capsys.readouterr().out)["message"]
    assert not (tmp_path / "new").exists()


def test_an_early_year_of_the_law_is_played_as_well(tmp_path: Path) -> None:
    assert generate(tmp_path / "station", 30, 1, date(2013, 1, 1)).cases["disputes"] == 30


@pytest.mark.parametrize("number", ["0", "-3", "many", "1000001", "１"])
def test_a_number_that_is_none_is_wrong_usage(number: str, tmp_path: Path) -> None:
    assert main(["bench-data", "--to", str(tmp_path / "new"), "--", number]) == 2


@pytest.mark.parametrize("seed", ["abc", "-1", "1.5", "1000000000"])
def test_a_seed_that_is_no_number_is_wrong_usage_told_in_chinese(
    seed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench-data", "3", "--to", str(tmp_path / "new"), f"--seed={seed}"]) == 2
    assert "的整数" in capsys.readouterr().err


def test_a_made_up_credit_code_passes_the_standards_checks() -> None:
    made = credit_code("91340103", "MA123456")
    assert parse_credit_code(made) == made
