"""The facts of a word: declared once, checked in words, dated, and every change on record."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import words
from fengqiao_desk.problems import FaultyEntry, NotPermitted, Refused, Unknown
from fengqiao_desk.station import open_station
from fengqiao_desk.station.term_facts import FACTS, add_word, change_word, shown
from fengqiao_desk.station.vocabularies import shipped
from fengqiao_desk.store import audit
from fengqiao_desk.store.migrations import steps

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

Entry = dict[str, Any]
BEFORE, FROM = date(2026, 11, 20), date(2026, 11, 21)
ROOM: Entry = {"law": "治安管理处罚法", "register": "重点场所", "measure": "家"}


def add(desk: Desk, label: str, facts: Entry, vocabulary: str = "venue_category", **more: str) -> None:
    act = desk.act("2026-11-21", more.get("officer", "所长戊"))
    add_word(desk.station, vocabulary, label, more.get("day", "2026-11-21"), facts, act)


def change(desk: Desk, vocabulary: str, label: str, facts: Entry, day: str = "2026-11-21") -> None:
    change_word(desk.station, vocabulary, label, day, facts, desk.act("2026-11-21", "所长戊"))


def faults(caught: pytest.ExceptionInfo[FaultyEntry]) -> list[str]:
    return [fault.field for fault in caught.value.faults]


@pytest.mark.parametrize("vocabulary", sorted(FACTS))
def test_the_words_that_ship_keep_the_rules_of_their_facts(desk: Desk, vocabulary: str) -> None:
    declared = {field.name for field in FACTS[vocabulary]}
    for term in desk.station.vocabularies.every(vocabulary):
        facts = {name: value for name, value in term.facts.items() if name in declared}
        change(desk, vocabulary, term.label, facts)
        assert desk.station.vocabularies.facts(vocabulary, term.label) == term.facts


def test_a_new_category_of_venue_has_its_law_and_register(desk: Desk) -> None:
    add(desk, "密室", ROOM)
    assert desk.station.vocabularies.facts("venue_category", "密室") == ROOM


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, ["law", "register", "measure"]),
        ({**ROOM, "law": "月球法"}, ["law"]),
        ({**ROOM, "resets": ["打雷"]}, ["resets"]),
        ({**ROOM, "colour": "红"}, ["colour"]),
        ({**ROOM, "register": 7}, ["register"]),
    ],
)
def test_what_is_wrong_with_the_facts_is_told_by_field_and_nothing_is_kept(
    desk: Desk, facts: Entry, fields: list[str]
) -> None:
    with pytest.raises(FaultyEntry) as caught:
        add(desk, "密室", facts)
    assert faults(caught) == fields
    assert "密室" not in desk.station.vocabularies.labels("venue_category", FROM)


@pytest.mark.parametrize("days", [0, -1, 1.5, "每月", True])
def test_a_rhythm_is_a_number_of_days(desk: Desk, days: Any) -> None:
    with pytest.raises(FaultyEntry) as caught:
        change(desk, "venue_grade", "A", {"visit_days": days})
    assert faults(caught) == ["visit_days"]


def test_other_facts_hold_from_their_day_and_not_before(desk: Desk) -> None:
    change(desk, "venue_grade", "A", {"visit_days": 15})
    vocabularies = desk.station.vocabularies
    assert [vocabularies.facts("venue_grade", "A", day)["visit_days"] for day in (BEFORE, FROM)] == [30, 15]


def test_a_word_with_other_facts_is_chosen_once_and_stands_in_its_place(desk: Desk) -> None:
    change(desk, "venue_grade", "A", {"visit_days": 15})
    assert desk.station.vocabularies.labels("venue_grade", FROM) == ["A", "B", "C"]


def test_facts_changed_twice_on_a_day_are_those_of_the_second_time(desk: Desk) -> None:
    for days in (15, 20):
        change(desk, "venue_grade", "A", {"visit_days": days})
    assert desk.station.vocabularies.facts("venue_grade", "A", FROM) == {"visit_days": 20}


def test_facts_are_not_changed_before_their_last_change(desk: Desk) -> None:
    change(desk, "venue_grade", "A", {"visit_days": 15})
    with pytest.raises(FaultyEntry, match="早于") as caught:
        change(desk, "venue_grade", "A", {"visit_days": 20}, "2026-11-01")
    assert faults(caught) == ["valid_from"]


def test_a_day_that_is_none_is_told_beside_it(desk: Desk) -> None:
    with pytest.raises(FaultyEntry) as caught:
        change(desk, "venue_grade", "A", {"visit_days": 20}, "明天")
    assert faults(caught) == ["valid_from"]


def test_a_change_is_on_record_with_old_and_new(desk: Desk) -> None:
    change(desk, "venue_grade", "A", {"visit_days": 15})
    (row,) = audit.history(desk.station.connections, "词表 venue_grade")
    assert (row.verb, row.officer, '"visit_days":[30,15]' in row.changes.replace(" ", "")) == (
        *("更改词条", "所长戊"),
        True,
    )


def test_the_same_facts_again_are_no_change(desk: Desk) -> None:
    before = desk.count("audit")
    change(desk, "venue_grade", "A", {"visit_days": 30})
    assert desk.count("audit") == before


def test_an_officer_without_the_permission_changes_nothing(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        add(desk, "密室", ROOM, officer="民警甲")


def test_a_word_that_is_not_in_use_has_no_facts_to_change(desk: Desk) -> None:
    with pytest.raises(Unknown, match="没有在用的“Z”"):
        change(desk, "venue_grade", "Z", {"visit_days": 15})


def test_words_of_the_law_keep_their_facts(desk: Desk) -> None:
    with pytest.raises(Refused, match="由法律或程序规定"):
        change(desk, "service_method", "直接送达", {})


def test_facts_are_shown_with_label_and_unit(desk: Desk) -> None:
    facts = desk.station.vocabularies.facts("venue_grade", "A")
    assert shown("venue_grade", facts) == [("最多几日检查一次", "30日")]


def test_a_folder_of_before_gets_the_vocabularies_of_this_release_when_it_is_opened(
    station_folder: Path,
) -> None:
    older = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    with older.writing():
        older.connections.run("DELETE FROM terms WHERE vocabulary = 'venue_law'")
        older.connections.run("DELETE FROM terms WHERE label = '其他不宜调解处理的'")
        older.connections.run("DELETE FROM terms WHERE vocabulary = 'partner' AND label = '物业'")
    older.close()
    opened = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    kept = opened.vocabularies
    assert kept.labels("venue_law", FROM) == [term.label for term in shipped()["venue_law"].terms]
    assert "其他不宜调解处理的" in kept.labels("mediation_exclusion", FROM)
    assert "物业" not in kept.labels("partner", FROM)  # the station's own list: it may have taken it out
    opened.close()


def test_a_category_of_before_gets_its_name_for_headings_with_the_upgrade() -> None:
    """The station's own category stays as it is, and one it named itself is not named over."""
    folder = sqlite3.connect(":memory:")
    for step in steps()[:2]:
        folder.executescript(step.sql)
    added = "INSERT INTO terms (vocabulary, label, position, valid_from, facts) VALUES ('venue_category', ?, 0, '2000-01-01', ?)"
    folder.executemany(added, [("网吧", "{}"), ("密室", "{}"), ("KTV", '{"addressed_as": "歌厅"}')])
    folder.executescript(steps()[2].sql)
    named = dict(folder.execute("SELECT label, json_extract(facts, '$.addressed_as') FROM terms"))
    folder.close()
    assert named == {"网吧": "互联网上网服务营业场所", "密室": None, "KTV": "歌厅"}


def test_a_change_that_is_taken_back_leaves_the_facts_of_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        assert desk.station.vocabularies.facts("venue_grade", "A") == {"visit_days": 15}
        raise Refused("不行")

    monkeypatch.setattr("fengqiao_desk.cases.words.compute_with_word", fail)
    chief = desk.act("2026-11-21", "所长戊")
    with pytest.raises(Refused):
        words.change_word(desk.station, (), "venue_grade", "A", "2026-11-21", {"visit_days": 15}, chief)
    assert desk.station.vocabularies.facts("venue_grade", "A") == {"visit_days": 30}
