"""What changes in a closed month is told as 更正 of the next one, once, by what it was and what it is: through the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.core.commands.test_facts import WHY, by, withdraw

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


@pytest.fixture
def received(add: Add, dispute: Entry) -> list[str]:
    """Three disputes received in August."""
    entry = {**dispute, "received_on": "2026-08-10", "occurred_at": None}
    return [add("disputes", entry) for _ in range(3)]


def close(line: CommandLine, month: str) -> Answer:
    answer = by(line, "所长戊", "summary", "--month", month, "--close")
    assert answer.status == 0, answer.err
    return answer


def told_by(line: CommandLine, month: str, figure: str = "受理纠纷") -> list[str]:
    """What a summary tells of one figure."""
    answer = line("summary", "--month", month)
    assert answer.status == 0, answer.err
    return [sentence for sentence in answer.data["corrections"] if f"{figure}原为" in sentence]


def reinstate(line: CommandLine, number: str, *step: object, kind: str = "disputes") -> None:
    answer = line("reinstate", kind, number, *step, "--reason", "撤错了")
    assert answer.status == 0, answer.err


def test_a_record_withdrawn_after_the_closing_is_told_by_the_next(
    line: CommandLine, received: list[str]
) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    assert told_by(line, "2026-09") == [f"2026年8月1日至31日受理纠纷原为3起，现为2起（减少{received[0]}）。"]


def withdraw_record(line: CommandLine, number: str, kind: str = "disputes") -> None:
    answer = line("withdraw", kind, number, *WHY)
    assert answer.status == 0, answer.err
    assert answer.data["corrects_closed"] is True


def test_it_is_told_once(line: CommandLine, received: list[str]) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    close(line, "2026-09")
    assert told_by(line, "2026-10") == []


def test_a_second_change_is_told_from_what_was_last_told(line: CommandLine, received: list[str]) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    close(line, "2026-09")
    withdraw_record(line, received[1])
    assert told_by(line, "2026-10") == [f"2026年8月1日至31日受理纠纷原为2起，现为1起（减少{received[1]}）。"]


def test_a_third_change_begins_where_the_second_ended(line: CommandLine, received: list[str]) -> None:
    for month, number in zip(("2026-08", "2026-09", "2026-10"), received, strict=True):
        close(line, month)
        withdraw_record(line, number)
    # 0起 is what two summaries have not told yet.
    assert told_by(line, "2026-11") == [f"2026年8月1日至31日受理纠纷原为1起，现为0起（减少{received[2]}）。"]


def test_what_was_told_and_is_undone_is_told_as_such_once(line: CommandLine, received: list[str]) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    close(line, "2026-09")
    reinstate(line, received[0])
    assert told_by(line, "2026-10") == [f"2026年8月1日至31日受理纠纷原为2起，现为3起（增加{received[0]}）。"]
    close(line, "2026-10")
    assert told_by(line, "2026-11") == []


def test_what_comes_and_goes_twice_is_told_each_time(line: CommandLine, received: list[str]) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    close(line, "2026-09")
    reinstate(line, received[0])
    close(line, "2026-10")
    withdraw_record(line, received[0])
    # The same words as the first time: a sentence that was told is no reason to tell nothing.
    assert told_by(line, "2026-11") == [f"2026年8月1日至31日受理纠纷原为3起，现为2起（减少{received[0]}）。"]


def test_what_is_changed_and_undone_before_the_next_closing_is_not_told(
    line: CommandLine, received: list[str]
) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    reinstate(line, received[0])
    assert line("summary", "--month", "2026-09").data["corrections"] == []


def test_a_withdrawn_record_leaves_every_figure_that_counted_it(
    line: CommandLine, received: list[str], dispute: Entry
) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    sentences = line("summary", "--month", "2026-09").data["corrections"]
    assert len(sentences) > 3
    assert all(f"减少{received[0]}" in sentence for sentence in sentences)
    assert any(f"来源“{dispute['source']}”原为3起，现为2起" in sentence for sentence in sentences)


def test_what_is_told_counts_in_no_figure_of_the_summary_that_tells_it(
    line: CommandLine, received: list[str]
) -> None:
    close(line, "2026-08")
    before = summed(line, "2026-09")
    withdraw_record(line, received[0])
    assert summed(line, "2026-09") == before


def summed(line: CommandLine, month: str) -> list[Entry]:
    """All figures but those that stand at the end, which say what is there whenever it came."""
    figures = line("summary", "--month", month).data["figures"]
    return [figure for figure in figures if not figure["base"].startswith("期末")]


def test_a_closed_month_keeps_the_figures_it_was_closed_with(line: CommandLine, received: list[str]) -> None:
    close(line, "2026-08")
    before = line("summary", "--month", "2026-08").data["figures"]
    withdraw_record(line, received[0])
    assert line("summary", "--month", "2026-08").data["figures"] == before


def test_one_record_for_another_is_told_though_the_number_stays(
    line: CommandLine, received: list[str], add: Add, dispute: Entry
) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    late = add("disputes", {**dispute, "received_on": "2026-08-11", "occurred_at": None})
    assert told_by(line, "2026-09") == [
        f"2026年8月1日至31日受理纠纷原为3起，现为3起（增加{late}；减少{received[0]}）。"
    ]
    close(line, "2026-09")
    assert told_by(line, "2026-10") == []


def test_each_closed_month_has_a_sentence_of_its_own(
    line: CommandLine, received: list[str], add: Add, dispute: Entry
) -> None:
    later = add("disputes", {**dispute, "received_on": "2026-09-02", "occurred_at": None})
    close(line, "2026-08")
    close(line, "2026-09")
    withdraw_record(line, received[2])
    withdraw_record(line, later)
    assert sorted(told_by(line, "2026-10")) == [
        f"2026年8月1日至31日受理纠纷原为3起，现为2起（减少{received[2]}）。",
        f"2026年9月1日至30日受理纠纷原为1起，现为0起（减少{later}）。",
    ]


def test_a_closed_summary_tells_what_it_told_for_ever(line: CommandLine, received: list[str]) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    before = close(line, "2026-09").data["corrections"]
    withdraw_record(line, received[1])
    assert line("summary", "--month", "2026-09").data["corrections"] == before


def test_a_month_closed_late_does_not_tell_what_a_later_one_told(
    line: CommandLine, received: list[str]
) -> None:
    close(line, "2026-08")
    withdraw_record(line, received[0])
    close(line, "2026-10")
    assert told_by(line, "2026-09") == []


@pytest.fixture
def ended(line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry) -> str:
    """A dispute of September that was ended in October."""
    number = add("disputes", dispute)
    answer = line("step", "disputes", number, "terminate", "--entry", line.entry(dispute_steps["terminate"]))
    assert answer.status == 0, answer.err
    return number


def test_a_step_withdrawn_after_the_closing_is_told_by_the_next(line: CommandLine, ended: str) -> None:
    close(line, "2026-10")
    assert withdraw(line, ended, 1).data["corrects_closed"] is True
    assert told_by(line, "2026-11", "办结纠纷") == [
        f"2026年10月1日至31日办结纠纷原为1起，现为0起（减少{ended}）。"
    ]


def test_a_step_entered_instead_in_another_month_is_told_of_both(
    line: CommandLine, ended: str, dispute_steps: Entry
) -> None:
    close(line, "2026-09")
    close(line, "2026-10")
    entry = line.entry({**dispute_steps["terminate"], "on": "2026-09-29"})
    answer = line("replace-step", "disputes", ended, "--step", 1, "--entry", entry, *WHY)
    assert answer.status == 0, answer.err
    assert sorted(told_by(line, "2026-11", "办结纠纷")) == [
        f"2026年10月1日至31日办结纠纷原为1起，现为0起（减少{ended}）。",
        f"2026年9月1日至30日办结纠纷原为0起，现为1起（增加{ended}）。",
    ]


def test_a_step_entered_anew_on_another_day_of_its_month_is_told_of_no_figure(
    line: CommandLine, ended: str, dispute_steps: Entry
) -> None:
    close(line, "2026-10")
    entry = line.entry({**dispute_steps["terminate"], "on": "2026-10-14"})
    answer = line("replace-step", "disputes", ended, "--step", 1, "--entry", entry, *WHY)
    assert answer.status == 0, answer.err
    assert line("summary", "--month", "2026-11").data["corrections"] == []


def test_a_figure_amended_twice_is_told_from_amount_to_amount(
    line: CommandLine, add: Add, dispute: Entry
) -> None:
    number = add("disputes", {**dispute, "amount": "200.00"})
    for month, amount in (("2026-09", "199.00"), ("2026-10", "198.00")):
        close(line, month)
        answer = line("amend", "disputes", number, "--entry", line.entry({"amount": amount}))
        assert answer.status == 0, answer.err
    assert told_by(line, "2026-11", "涉及金额") == [
        f"2026年9月1日至30日涉及金额原为199元，现为198元（改动{number}）。"
    ]


def test_a_figure_named_by_its_rows_that_goes_and_comes_is_told_each_time(
    line: CommandLine, add: Add, example: Callable[[str], Entry]
) -> None:
    number = add("activities", {**example("activity"), "day": "2026-08-15"})
    close(line, "2026-08")
    withdraw_record(line, number, "activities")
    gone = close(line, "2026-09").data["corrections"]
    reinstate(line, number, kind="activities")
    back = close(line, "2026-10").data["corrections"]
    assert len(gone) == len(back) > 0
    assert all(f"减少{number}" in sentence for sentence in gone)
    assert all(f"增加{number}" in sentence for sentence in back)
    assert line("summary", "--month", "2026-11").data["corrections"] == []


def test_a_record_folded_into_another_and_parted_again_is_told_each_time(
    line: CommandLine, received: list[str]
) -> None:
    stays, goes, _ = received
    close(line, "2026-08")
    answer = line("merge", "disputes", goes, "--into", stays, *WHY)
    assert answer.status == 0, answer.err
    assert told_by(line, "2026-09") == [f"2026年8月1日至31日受理纠纷原为3起，现为2起（减少{goes}）。"]
    close(line, "2026-09")
    answer = line("unmerge", "disputes", goes, "--reason", "不是一件")
    assert answer.status == 0, answer.err
    assert told_by(line, "2026-10") == [f"2026年8月1日至31日受理纠纷原为2起，现为3起（增加{goes}）。"]
