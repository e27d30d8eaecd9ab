"""The fallback driver: where the wheel is missing, the standard library's SQLite runs the same verbs."""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.station import Act, Station, open_station
from fengqiao_desk.store import audit, search
from fengqiao_desk.store.check import check
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import month_period

Entry = dict[str, Any]


@pytest.fixture
def station(station_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    """A station on the standard library's driver."""

    load = importlib.import_module

    def missing(name: str, package: str | None = None) -> Any:
        if name.startswith("sqlcipher3"):
            raise ImportError(name)
        return load(name, package)

    monkeypatch.setattr(importlib, "import_module", missing)
    opened = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    assert opened.connections.database.driver is sqlite3
    yield opened
    opened.close()


@pytest.fixture
def worked(station: Station, act: Any, dispute: Entry, dispute_steps: Entry) -> cases.Case:
    """A dispute received, mediated, agreed and put on paper."""
    now: Act = act()
    kind = kind_of("disputes")
    case = cases.receive(station, kind, dispute, now)
    held = {**dispute_steps["mediation_session"], "outcome": "达成"}
    for step, entry in (("mediation_session", held), ("agreement", dispute_steps["agreement"])):
        case = cases.take_step(station, kind, case.number, step, entry, now)
    cases.issue_document(station, kind, case.number, "public_order_agreement", now)
    return cases.load(station, kind, case.number)


def test_a_dispute_reaches_its_agreement(worked: cases.Case) -> None:
    assert (worked.state, len(worked.documents)) == ("待履行", 1)


def test_search_finds_a_single_character(station: Station, worked: cases.Case) -> None:
    found = search.find(station.connections, "搡", 10)
    assert [hit.number for hit in found.hits] == [worked.number]


def test_figures_are_counted(station: Station, worked: cases.Case) -> None:
    figures = {
        figure.label: figure.shown
        for figure in Count(station, month_period("2026-09"), kinds=KINDS).figures()
    }
    assert figures["受理纠纷"] == "1起"


def test_the_audit_holds(station: Station, worked: cases.Case) -> None:
    assert audit.verify(station.connections).ok


def test_the_check_finds_nothing(station: Station, worked: cases.Case) -> None:
    assert check(station.connections, station.files) == []


def test_the_audit_cannot_be_replaced(station: Station) -> None:
    with pytest.raises(Exception, match="an audit row"):
        station.connections.run(
            "INSERT OR REPLACE INTO audit SELECT key, at, 'x', verb, subject, changes, previous_hash, hash FROM audit"
        )
