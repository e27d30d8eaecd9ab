"""Transactions: whole or not at all, one writer after the other, listeners told after the commit."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peewee
import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.problems import FolderLocked
from fengqiao_desk.station import Changed, open_station
from fengqiao_desk.store import driver
from fengqiao_desk.store.database import StationDatabase
from tests.conftest import acting

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
TABLES = ("cases", "disputes", "disputes_parties", "deadlines", "audit", "search_rows")


def state_of(desk: Desk) -> dict[str, int]:
    return {table: desk.count(table) for table in TABLES}


def test_threads_that_read_then_write_never_find_it_locked(desk: Desk, dispute: Entry) -> None:
    troubles: list[BaseException] = []

    def work(officer: str) -> None:
        try:
            for _ in range(5):
                desk.receive("disputes", dispute, officer=officer)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test tells it
            troubles.append(error)

    threads = [
        threading.Thread(target=work, args=(name,)) for name in ("民警甲", "民警乙", "保管员丁", "所长戊")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    rows = desk.station.connections.run(
        "SELECT sequence FROM cases WHERE kind = 'disputes' ORDER BY sequence"
    )
    assert [row[0] for row in rows] == list(range(1, 21))


def test_a_verb_that_fails_at_the_end_leaves_nothing(
    desk: Desk, dispute: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(desk)

    def fail(change: Changed) -> None:
        raise RuntimeError("the last line of the verb")

    monkeypatch.setattr(desk.station, "tell", fail)
    with pytest.raises(RuntimeError):
        desk.receive("disputes", dispute)
    assert state_of(desk) == before


def test_the_number_of_a_failed_verb_is_given_to_the_next(
    desk: Desk, dispute: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(change: Changed) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(desk.station, "tell", fail)
        with pytest.raises(RuntimeError):
            desk.receive("disputes", dispute)
    assert desk.receive("disputes", dispute).number == "JF2026-0001"


def test_a_faulty_entry_leaves_nothing(desk: Desk, dispute: Entry) -> None:
    before = state_of(desk)
    with pytest.raises(Exception, match="需要改正"):
        desk.receive("disputes", {**dispute, "place": ""})
    assert state_of(desk) == before


def test_listeners_are_told_after_the_commit_only(desk: Desk, dispute: Entry) -> None:
    depths: list[int] = []
    desk.station.listen(lambda change: depths.append(desk.station.connections.database.transaction_depth()))
    desk.receive("disputes", dispute)
    assert depths == [0]


def test_listeners_hear_nothing_of_what_was_undone(desk: Desk, dispute: Entry) -> None:
    heard: list[Changed] = []
    desk.station.listen(heard.append)
    with pytest.raises(RuntimeError), desk.station.writing():
        desk.receive("disputes", dispute)
        raise RuntimeError
    assert heard == []


def test_listeners_hear_which_record_changed_and_by_whom(desk: Desk, dispute: Entry) -> None:
    heard: list[Changed] = []
    desk.station.listen(heard.append)
    case: Case = desk.receive("disputes", dispute, officer="民警乙")
    assert heard == [Changed("disputes", case.number, "民警乙")]


def test_another_program_writing_is_told_after_the_wait(
    station_folder: Path, monkeypatch: pytest.MonkeyPatch, dispute: Entry
) -> None:
    monkeypatch.setitem(driver.PRAGMAS, "busy_timeout", 50)
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    other = StationDatabase(station_folder / "station.db")
    act = acting(station)
    refused = pytest.raises(FolderLocked, match="另一个程序正在写入")
    with other.connection_context(), other.atomic(), refused, station.writing():
        station.half_filled.keep("x", {}, act)
    station.close()


def test_a_thread_without_a_connection_is_told_so(station_folder: Path) -> None:
    database = StationDatabase(station_folder / "station.db")
    with pytest.raises(peewee.InterfaceError):
        database.execute_sql("SELECT 1")  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("cell_size_check", 1),
    ],
)
def test_every_connection_is_kept_safe(desk: Desk, pragma: str, value: object) -> None:
    assert desk.station.connections.run(f"PRAGMA {pragma}") == [(value,)]


@pytest.mark.parametrize("table", ["cases", "documents"])
def test_nothing_is_ever_deleted(desk: Desk, dispute: Entry, table: str) -> None:
    desk.issue(desk.receive("disputes", dispute), "intake_form")
    with pytest.raises(peewee.DatabaseError, match="never deleted"):
        desk.station.connections.run(f"DELETE FROM {table}")


def test_a_case_keeps_its_number(desk: Desk, dispute: Entry) -> None:
    desk.receive("disputes", dispute)
    with pytest.raises(peewee.DatabaseError, match="keeps its number"):
        desk.station.connections.run("UPDATE cases SET number = 'JF2026-0009'")


def test_an_issued_document_never_changes(desk: Desk, dispute: Entry) -> None:
    desk.issue(desk.receive("disputes", dispute), "intake_form")
    with pytest.raises(peewee.DatabaseError, match="never changes"):
        desk.station.connections.run("UPDATE documents SET sha256 = hex(zeroblob(32))")
