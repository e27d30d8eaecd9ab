"""What the window's settings can set, a command can: profile, areas, words and fonts, dated and on record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.documents.fonts import ROLES
from fengqiao_desk.station.profile_facts import FACTS

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

CHIEF = ("--user", "所长戊")
Say = Callable[..., "Answer"]


@pytest.fixture
def say(line: CommandLine) -> Say:
    """A command of the chief."""
    return lambda *words: line(*CHIEF, *words)


def fields_of(answer: Answer) -> list[str]:
    """The fields of what a refusal says is wrong."""
    assert answer.status == 1
    return [fault["field"] for fault in answer.data["faults"]]


def profile_on(say: Say, day: str) -> dict[str, Any]:
    shown = say("profile", "show", "--on", day).data["facts"]
    return {fact["fact"]: fact["value"] for fact in shown}


def test_the_profile_shows_every_fact_the_window_shows(say: Say) -> None:
    assert list(profile_on(say, "2026-11-21")) == [fact.name for fact in FACTS]


def test_a_fact_holds_from_its_day_on(say: Say) -> None:
    assert say("profile", "set", "phone=0551-1", "idle_minutes=5", "--from", "2026-12-01").status == 0
    before, after = profile_on(say, "2026-11-30"), profile_on(say, "2026-12-01")
    assert (before["phone"], after["phone"], after["idle_minutes"]) == ("", "0551-1", 5)


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("name=", "name"),
        ("parent= ", "parent"),
        ("idle_minutes=x", "idle_minutes"),
        ("idle_minutes=99999", "idle_minutes"),
        ("month_begins=29", "month_begins"),
        ("force=-1", "force"),
        ("summary_head=绿色版头", "summary_head"),
        ("practice=no", "practice"),
        ("nothing=1", "nothing"),
    ],
)
def test_a_fact_that_cannot_hold_is_told_beside_it(say: Say, fact: str, field: str) -> None:
    assert fields_of(say("profile", "set", fact, "--from", "2026-12-01")) == [field]


def test_a_day_from_which_that_is_none_is_told(say: Say) -> None:
    assert fields_of(say("profile", "set", "phone=1", "--from", "2026-13-01")) == ["valid_from"]


def test_a_fact_without_a_value_is_wrong_usage(say: Say) -> None:
    assert say("profile", "set", "phone", "--from", "2026-12-01").status == 2


def test_an_area_that_was_ended_is_chosen_no_more_and_listed_with_its_day(say: Say) -> None:
    say("areas", "add", "东门社区")
    assert say("areas", "end", "东门社区").data["ended_on"] == "2026-11-21"
    assert "东门社区" not in {area["name"] for area in say("areas", "list").data["areas"]}
    every = {area["name"]: area["ended_on"] for area in say("areas", "list", "--all").data["areas"]}
    assert every["东门社区"] == "2026-11-21"


def test_an_ended_area_takes_no_new_case(say: Say, line: CommandLine, dispute: dict[str, Any]) -> None:
    say("areas", "add", "东门社区")
    say("areas", "end", "东门社区")
    answer = line("add", "disputes", "--entry", line.entry({**dispute, "area": "东门社区"}))
    assert fields_of(answer) == ["area"]


def test_an_ended_area_may_come_back(say: Say) -> None:
    say("areas", "add", "东门社区")
    say("areas", "end", "东门社区")
    assert say("areas", "add", "东门社区", "--level", "网格").status == 0
    found = {area["name"]: area["level"] for area in say("areas", "list").data["areas"]}
    assert found["东门社区"] == "网格"


def test_an_area_with_areas_in_it_is_not_ended(say: Say) -> None:
    say("areas", "add", "东门社区")
    say("areas", "add", "一网格", "--level", "网格", "--parent", "东门社区")
    answer = say("areas", "end", "东门社区")
    assert answer.status == 1 and "一网格" in answer.data["message"]


def test_an_unknown_area_is_told_with_those_there_are(say: Say) -> None:
    assert say("areas", "end", "火星").data["problem"] == "unknown"


def test_every_vocabulary_is_listed_with_its_facts(say: Say) -> None:
    found = {each["key"]: each for each in say("words", "list").data["vocabularies"]}
    assert [fact["name"] for fact in found["venue_grade"]["facts"]] == ["visit_days"]


def words_of(say: Say, vocabulary: str, *options: str) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = say("words", "list", vocabulary, *options).data["words"]
    return words


def test_a_word_is_added_from_its_day_on(say: Say, line: CommandLine) -> None:
    entry = line.entry({"unit": "次", "section": line_section(say)})
    added = say("words", "add", "activity", "夜查", "--from", "2026-12-01", "--entry", entry)
    assert (added.status, added.data["from"]) == (0, "2026-12-01"), added.err
    assert "夜查" not in {word["word"] for word in words_of(say, "activity")}
    assert "夜查" in {word["word"] for word in words_of(say, "activity", "--all")}


def line_section(say: Say) -> str:
    """A section of the summary that there is."""
    return str(words_of(say, "activity_section")[0]["word"])


def test_a_word_s_facts_change_from_a_day_and_the_others_stay(say: Say, line: CommandLine) -> None:
    first = words_of(say, "risk_level")[0]
    entry = line.entry({"follow_up_days": 3})
    changed = say("words", "change", "risk_level", first["word"], "--from", "2026-12-01", "--entry", entry)
    assert changed.data["facts"] == {**first["facts"], "follow_up_days": 3}
    assert words_of(say, "risk_level")[0]["facts"] == first["facts"]


def test_a_fact_that_is_none_is_told(say: Say, line: CommandLine) -> None:
    word = words_of(say, "venue_grade")[0]["word"]
    entry = line.entry({"visit_days": 0})
    answer = say("words", "change", "venue_grade", word, "--from", "2026-12-01", "--entry", entry)
    assert fields_of(answer) == ["visit_days"]


def test_a_word_that_was_ended_stays_in_the_whole_list(say: Say) -> None:
    word = words_of(say, "case_source")[0]["word"]
    assert say("words", "end", "case_source", word, "--from", "2026-11-21").data["until"] == "2026-11-21"
    assert word not in {each["word"] for each in words_of(say, "case_source")}
    assert word in {each["word"] for each in words_of(say, "case_source", "--all")}


def test_words_that_the_law_fixes_are_not_added_to(say: Say) -> None:
    fixed = next(each["key"] for each in say("words", "list").data["vocabularies"] if each["fixed"])
    assert say("words", "add", fixed, "新词", "--from", "2026-12-01").data["problem"] == "refused"


@pytest.mark.parametrize("verb", ["add", "end"])
def test_a_word_s_day_that_is_none_is_told(say: Say, verb: str) -> None:
    word = "新词" if verb == "add" else words_of(say, "case_source")[0]["word"]
    assert fields_of(say("words", verb, "case_source", word, "--from", "明天")) in (
        ["valid_from"],
        ["valid_to"],
    )


def test_an_unknown_vocabulary_is_told(say: Say) -> None:
    assert say("words", "list", "nothing").data["problem"] == "unknown"


def test_every_role_of_a_font_is_listed_with_what_it_prints_with(say: Say) -> None:
    roles = say("fonts", "list").data["roles"]
    assert [role["role"] for role in roles] == list(ROLES)
    assert roles[0]["fonts"][0]["covered"] > 6000


def test_a_font_is_chosen_and_given_up(say: Say, packaged_font: Path) -> None:
    assert say("fonts", "choose", "title", "--file", packaged_font).status == 0
    assert say("fonts", "list").data["roles"][1]["own"] == str(packaged_font)
    assert say("fonts", "choose", "title", "--none").status == 0
    assert say("fonts", "list").data["roles"][1]["own"] is None


def test_a_file_that_is_no_font_is_not_chosen(say: Say, tmp_path: Path) -> None:
    (tmp_path / "letter.ttf").write_text("x")
    assert say("fonts", "choose", "title", "--file", tmp_path / "letter.ttf").data["problem"] == "font"
    assert say("fonts", "list").data["roles"][1]["own"] is None


def test_a_use_of_fonts_that_is_none_is_told(say: Say) -> None:
    assert say("fonts", "choose", "wings", "--none").data["problem"] == "unknown"


def test_the_computer_s_fonts_are_switched_off(say: Say) -> None:
    assert say("fonts", "system", "no").status == 0
    assert say("fonts", "list").data["system_fonts"] is False


@pytest.fixture
def packaged_font(say: Say) -> Path:
    """A font file that printing takes."""
    return Path(say("fonts", "list").data["roles"][0]["fonts"][0]["path"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_of_holidays_in_any_common_encoding_is_loaded(
    say: Say, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "days.csv").write_text("2027-01-01,休,元旦\n", encoding=encoding)
    assert say("workdays", "load", tmp_path / "days.csv").data["years"] == [2027]
