"""The audit: nothing in it can be changed or deleted, and what was changed around the triggers is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import peewee
import pytest

from fengqiao_desk.store import audit

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def kept(desk: Desk, dispute: Entry) -> Desk:
    """A station with a few audit rows."""
    desk.receive("disputes", dispute)
    return desk


def forge(desk: Desk, sql: str) -> None:
    """Write around the triggers, as somebody with the file in hand could."""
    for trigger in ("audit_rows_never_change", "audit_rows_are_never_deleted"):
        desk.station.connections.run(f"DROP TRIGGER {trigger}")
    desk.station.connections.run(sql)


def test_an_untouched_chain_holds(kept: Desk) -> None:
    report = audit.verify(kept.station.connections)
    assert (report.ok, report.entries) == (True, kept.count("audit"))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET officer = '别人' WHERE key = 1",
        "DELETE FROM audit WHERE key = 1",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit (key, at, officer, verb, subject, changes, previous_hash, hash) "
        "SELECT key, at, '别人', verb, subject, changes, previous_hash, hash FROM audit WHERE key = 1",
        "REPLACE INTO audit (at, officer, verb, subject, changes, previous_hash, hash) "
        "SELECT at, '别人', verb, subject, changes, previous_hash, hash FROM audit WHERE key = 1",
    ],
)
def test_no_statement_changes_the_audit(kept: Desk, sql: str) -> None:
    with pytest.raises(peewee.DatabaseError, match="an audit row"):
        kept.station.connections.run(sql)


@pytest.mark.parametrize("column", ["at", "officer", "verb", "subject"])
def test_a_forged_row_is_found(kept: Desk, column: str) -> None:
    forge(kept, f"UPDATE audit SET {column} = {column} || '伪' WHERE key = 3")
    assert audit.verify(kept.station.connections).broken == (3,)


def test_a_forged_change_is_found(kept: Desk) -> None:
    forge(kept, "UPDATE audit SET changes = json_set(changes, '$.place', '伪') WHERE key = 3")
    assert audit.verify(kept.station.connections).broken == (3,)


def test_a_row_taken_out_is_found(kept: Desk) -> None:
    forge(kept, "DELETE FROM audit WHERE key = 3")
    assert not audit.verify(kept.station.connections).ok


def test_a_row_taken_out_and_the_chain_mended_leaves_a_hole_in_the_keys(kept: Desk) -> None:
    forge(kept, "DELETE FROM audit WHERE key = 3")
    rows = kept.station.connections.run(
        "SELECT key, at, officer, verb, subject, changes FROM audit ORDER BY key"
    )
    kept.station.connections.run("DELETE FROM audit")
    for key, at, by, verb, subject, changes in rows:
        audit.record(
            kept.station.connections, at=at, by=by, verb=verb, subject=subject, changes=json.loads(changes)
        )
        kept.station.connections.run("UPDATE audit SET key = ? WHERE key = (SELECT max(key) FROM audit)", key)
    assert not audit.verify(kept.station.connections).ok


def test_two_rows_in_exchanged_places_are_found(kept: Desk) -> None:
    forge(kept, "UPDATE audit SET key = CASE key WHEN 2 THEN -3 ELSE -2 END WHERE key IN (2, 3)")
    kept.station.connections.run("UPDATE audit SET key = -key WHERE key < 0")
    assert not audit.verify(kept.station.connections).ok


def test_a_forged_hash_breaks_the_row_and_the_next(kept: Desk) -> None:
    forge(kept, "UPDATE audit SET hash = substr(hash, 1, 63) || 'x' WHERE key = 3")
    assert audit.verify(kept.station.connections).broken == (3, 4)


def test_the_head_is_the_hash_of_the_last_row(kept: Desk) -> None:
    last = kept.station.connections.run("SELECT hash FROM audit ORDER BY key DESC LIMIT 1")[0][0]
    assert audit.verify(kept.station.connections).head == last


def test_every_change_says_old_and_new(kept: Desk, dispute: Entry) -> None:
    case = kept.receive("disputes", dispute)
    kept.amend(case, {"place": "示例小区5栋"})
    entry = audit.history(kept.station.connections, case.subject)[-1]
    assert (entry.officer, entry.at) == ("民警甲", "2026-11-21T09:00:00")
    assert entry.changes == '{"place":["示例小区3栋","示例小区5栋"]}'


def test_no_two_different_rows_hash_alike(kept: Desk) -> None:
    rows: list[Callable[[], None]] = []
    for by, verb in (("甲乙", "丙"), ("甲", "乙丙")):
        rows.append(
            lambda by=by, verb=verb: audit.record(  # type: ignore[misc]
                kept.station.connections, at="x", by=by, verb=verb, subject="s", changes={}
            )
        )
    hashes = set()
    for write in rows:
        with pytest.raises(RuntimeError), kept.station.writing():
            write()
            hashes.add(kept.station.connections.run("SELECT hash FROM audit ORDER BY key DESC LIMIT 1")[0][0])
            raise RuntimeError
    assert len(hashes) == 2
