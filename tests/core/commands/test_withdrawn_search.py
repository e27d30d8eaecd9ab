"""What was withdrawn is found on request alone, and then it says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.core.commands.test_facts import WHY, withdraw

if TYPE_CHECKING:
    from .conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
SAID = "双方约定轮流停放"


@pytest.fixture
def mediated(line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry) -> str:
    """A dispute with one mediation, whose record says something nobody else says."""
    number = add("disputes", dispute)
    entry = {**dispute_steps["mediation_session"], "record": f"{SAID}，下次再谈。"}
    answer = line("step", "disputes", number, "mediation_session", "--entry", line.entry(entry))
    assert answer.status == 0, answer.err
    return number


def search(line: CommandLine, text: str, *more: str) -> list[Entry]:
    answer = line("search", text, *more)
    assert answer.status == 0, answer.err
    hits: list[Entry] = answer.data["hits"]
    return hits


def test_a_withdrawn_step_is_not_found(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    assert search(line, SAID) == []


def test_a_withdrawn_step_is_found_on_request_with_its_place(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    (hit,) = search(line, SAID, "--withdrawn")
    assert (hit["kind"], hit["number"]) == ("disputes", mediated)
    assert (hit["withdrawn"], hit["position"]) == ("已撤回", 1)
    assert SAID in hit["snippet"]


def test_a_step_that_stands_is_not_marked(line: CommandLine, mediated: str) -> None:
    (hit,) = search(line, SAID, "--withdrawn")
    assert (hit["withdrawn"], hit["position"]) == ("", None)


def test_a_withdrawn_record_is_found_on_request_by_any_of_its_words(line: CommandLine, mediated: str) -> None:
    line("withdraw", "disputes", mediated, "--with-later", *WHY)
    for text in (mediated, "阿依古丽", "楼道堆放", SAID, f"张三 {SAID}"):
        assert search(line, text) == []
        (hit,) = search(line, text, "--withdrawn")
        assert (hit["number"], hit["withdrawn"]) == (mediated, "已撤回")


def test_a_withdrawn_record_has_no_place_of_a_step(line: CommandLine, mediated: str) -> None:
    line("withdraw", "disputes", mediated, "--with-later", *WHY)
    (hit,) = search(line, "楼道堆放", "--withdrawn")
    assert hit["position"] is None


def test_every_word_must_be_in_what_was_withdrawn(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    assert search(line, f"{SAID} 没有的字", "--withdrawn") == []


def test_words_of_the_record_alone_find_no_withdrawn_step(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    assert [hit["withdrawn"] for hit in search(line, mediated, "--withdrawn")] == [""]


def test_a_withdrawn_step_is_found_by_a_word_of_its_own_and_the_number(
    line: CommandLine, mediated: str
) -> None:
    withdraw(line, mediated, 1)
    assert [hit["position"] for hit in search(line, f"{mediated} {SAID}", "--withdrawn")] == [1]


def test_what_was_brought_back_is_found_without_a_mark(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    line("reinstate", "disputes", mediated, "--step", 1, "--reason", "撤错了")
    assert [hit["withdrawn"] for hit in search(line, SAID, "--withdrawn")] == [""]


def test_what_stands_comes_before_what_was_withdrawn(
    line: CommandLine, mediated: str, add: Add, dispute: Entry
) -> None:
    other = add("disputes", dispute)
    line("withdraw", "disputes", other, *WHY)
    hits = search(line, "楼道堆放", "--withdrawn")
    assert [(hit["number"], hit["withdrawn"]) for hit in hits] == [(mediated, ""), (other, "已撤回")]


def test_full_width_and_small_letters_are_the_same_to_it(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    assert (
        len(search(line, "lx-0001", "--withdrawn")) == len(search(line, "ＬＸ－０００１", "--withdrawn")) == 1
    )


def test_a_masked_value_is_shown_no_further_than_in_lists(line: CommandLine, mediated: str) -> None:
    line("withdraw", "disputes", mediated, "--with-later", *WHY)
    (hit,) = search(line, "11010519491231002X", "--withdrawn")
    assert hit["field"] == "证件号码"
    assert "19491231" not in hit["snippet"]


def test_nothing_typed_finds_nothing(line: CommandLine, mediated: str) -> None:
    withdraw(line, mediated, 1)
    assert search(line, " ", "--withdrawn") == []


def test_no_more_are_listed_than_asked_for_and_all_are_counted(
    line: CommandLine, add: Add, dispute: Entry
) -> None:
    for _ in range(3):
        line("withdraw", "disputes", add("disputes", dispute), *WHY)
    answer = line("search", "楼道堆放", "--withdrawn", "--limit", 2)
    assert (answer.data["total"], len(answer.data["hits"])) == (3, 2)


@pytest.fixture
def earlier(line: CommandLine, add: Add, dispute: Entry) -> str:
    """A dispute that was withdrawn, before another of the same people."""
    number = add("disputes", dispute)
    line("withdraw", "disputes", number, *WHY)
    return number


@pytest.fixture
def now(add: Add, dispute: Entry) -> Callable[[], str]:
    """Enters the dispute whose parties are asked about."""
    return lambda: add("disputes", {**dispute, "received_on": "2026-11-02"})


def history(line: CommandLine, number: str, *more: str) -> list[tuple[str, str, bool]]:
    answer = line("known", "disputes", number, *more)
    assert answer.status == 0, answer.err
    return [(known["party"], known["number"], known["withdrawn"]) for known in answer.data["known"]]


PURPOSE = ("--purpose", "调解本案")


def test_a_party_of_a_withdrawn_record_is_no_hint(
    line: CommandLine, earlier: str, now: Callable[[], str]
) -> None:
    assert history(line, now()) == []


def test_a_history_does_not_tell_of_withdrawn_records(
    line: CommandLine, earlier: str, now: Callable[[], str]
) -> None:
    assert history(line, now(), *PURPOSE) == []


def test_a_history_tells_of_withdrawn_records_on_request(
    line: CommandLine, earlier: str, now: Callable[[], str]
) -> None:
    found = history(line, now(), *PURPOSE, "--withdrawn")
    assert found == [("张三", earlier, True), ("阿依古丽·买买提", earlier, True)]


def test_withdrawn_records_of_a_person_need_a_purpose(
    line: CommandLine, earlier: str, now: Callable[[], str]
) -> None:
    answer = line("known", "disputes", now(), "--withdrawn")
    assert answer.status == 2
    assert "--purpose" in answer.err


def test_what_the_law_seals_stays_sealed_when_it_is_withdrawn(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry, now: Callable[[], str]
) -> None:
    number = add("disputes", dispute)
    line("step", "disputes", number, "terminate", "--entry", line.entry(dispute_steps["terminate"]))
    line("withdraw", "disputes", number, "--with-later", *WHY)
    found = history(line, now(), *PURPOSE, "--withdrawn")
    assert found == [("阿依古丽·买买提", number, True)]


def test_a_record_folded_into_another_is_found_on_request_and_says_so(
    line: CommandLine, mediated: str, add: Add, dispute: Entry
) -> None:
    twice = add("disputes", {**dispute, "facts": "楼道里又堆了纸箱。"})
    answer = line("merge", "disputes", twice, "--into", mediated, *WHY)
    assert answer.status == 0, answer.err
    hits = search(line, "楼道里又堆", "--withdrawn")
    assert (twice, "已并入") in [(hit["number"], hit["withdrawn"]) for hit in hits]
