"""Two records that are one matter are made one through the command, and parted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
WHY = ("--reason", "同一家，登记了两次")


@pytest.fixture
def steps(example: Callable[[str], Any]) -> Entry:
    """Entries of the steps of a venue."""
    found: Entry = example("venue_steps")
    return found


@pytest.fixture
def doubled(line: CommandLine, add: Add, venue: Entry, steps: Entry, tmp_path: Any) -> tuple[str, str]:
    """A venue and its double: the double has an incident, an inspection and a notice of its own, both have a sheet of one day."""
    first = add("venues", venue)
    second = add("venues", {**venue, "name": "示例棋牌社", "trading_name": None, "phone": "13911112222"})
    take(line, first, "day_sheet", steps["day_sheet"])
    take(line, second, "day_sheet", steps["day_sheet"])
    take(line, second, "day_sheet", {**steps["day_sheet"], "day": "2026-11-12"})
    take(line, second, "incident", steps["incident"])
    take(line, second, "inspect", steps["inspect"])
    take(line, second, "grade", {"grade": "B", "graded_on": "2026-11-15", "reason": "评定"})
    made = line(
        "notices", "issue", "--template", "compliance", "--venues", second, "--to", tmp_path / "n.pdf"
    )
    assert made.status == 0, made.err
    return second, first


def take(line: CommandLine, number: str, step: str, entry: Entry, kind: str = "venues") -> None:
    answer = line("step", kind, number, step, "--entry", line.entry(entry))
    assert answer.status == 0, answer.err


def show(line: CommandLine, number: str, kind: str = "venues") -> Any:
    answer = line("show", kind, number)
    assert answer.status == 0, answer.err
    return answer.data


def merge(line: CommandLine, number: str, into: str, kind: str = "venues") -> Answer:
    return line("merge", kind, number, "--into", into, *WHY)


def test_a_double_is_folded_and_counts_once(line: CommandLine, doubled: tuple[str, str]) -> None:
    second, first = doubled
    answer = merge(line, second, first)
    assert answer.status == 0, answer.err
    assert answer.data["into"] == first
    assert answer.data["moved"]["steps"] == [2, 3, 4]
    assert answer.data["stays"] == [1, 5]
    assert line("list", "venues").data["total"] == 1


def test_the_one_that_was_folded_is_seen_whole_with_who_when_why_and_into(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    before = show(line, second)
    merge(line, second, first)
    after = show(line, second)
    assert after["state"] == "登记已并入"
    assert after["withdrawn"]["into"] == first
    assert (after["withdrawn"]["by"], after["withdrawn"]["reason"]) == ("民警甲", WHY[1])
    assert after["fields"] == before["fields"]
    assert [each["entry"] for each in after["timeline"]] == [each["entry"] for each in before["timeline"]]


def test_the_other_one_tells_what_was_folded_into_it(line: CommandLine, doubled: tuple[str, str]) -> None:
    second, first = doubled
    merge(line, second, first)
    shown = show(line, first)
    assert [(each["number"], each["reason"]) for each in shown["merged"]] == [(second, WHY[1])]
    assert [each.get("merged_from") for each in shown["timeline"]] == [None, second, second, second]


def test_an_incident_resets_the_streak_of_the_one_that_is_left(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    merge(line, second, first)
    venues = line("streaks").data["venues"]
    assert [(each["number"], "聚集警情" in each["reset_by"]) for each in venues] == [(first, True)]


def test_notices_go_along_and_are_parted_again(line: CommandLine, doubled: tuple[str, str]) -> None:
    second, first = doubled
    notice = merge(line, second, first).data["moved"]["records"][0]
    assert show(line, notice, "notices")["fields"]["venue"] == first
    line("unmerge", "venues", second)
    assert show(line, notice, "notices")["fields"]["venue"] == second


def test_the_number_of_the_one_that_was_folded_finds_the_other(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    merge(line, second, first)
    for words in (second, "示例棋牌社", "13911112222"):
        hits = [hit["number"] for hit in line("search", words).data["hits"] if hit["kind"] == "venues"]
        assert hits == [first], words


def test_papers_keep_their_number_and_are_shown_with_where_they_came_from(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Any
) -> None:
    second, first = add("disputes", dispute), add("disputes", dispute)
    issued = line("document", "issue", "disputes", second, "intake_form", "--to", tmp_path / "a.pdf").data
    merge(line, second, first, "disputes")
    papers = show(line, first, "disputes")["documents"]
    assert [(each["number"], each["merged_from"]) for each in papers] == [(issued["number"], second)]
    assert [each["state"] for each in line("register").data["documents"]] == ["issued"]


def test_parting_leaves_both_as_they_were(line: CommandLine, doubled: tuple[str, str]) -> None:
    before = [show(line, number) for number in doubled]
    lists = [line("list", kind).data for kind in ("venues", "notices")]
    figures, streaks = line("figures", "--month", "2026-11").data, line("streaks").data
    merge(line, *doubled)
    answer = line("unmerge", "venues", doubled[0])
    assert answer.status == 0, answer.err
    assert answer.data["into"] == doubled[1]
    after = [show(line, number) for number in doubled]
    assert [{**each, "version": 0} for each in after] == [{**each, "version": 0} for each in before]
    assert [line("list", kind).data for kind in ("venues", "notices")] == lists
    assert (line("figures", "--month", "2026-11").data, line("streaks").data) == (figures, streaks)


def test_what_was_entered_at_the_other_since_stays_there(line: CommandLine, doubled: tuple[str, str]) -> None:
    second, first = doubled
    merge(line, second, first)
    take(line, first, "visit", {"at": "2026-11-20T21:00", "note": "后来", "officers": ["民警甲"]})
    assert line("unmerge", "venues", second).status == 0
    timeline = show(line, first)["timeline"]
    assert [(each["position"], each["step"]) for each in timeline] == [(1, "day_sheet"), (5, "visit")]


def test_a_step_that_came_along_and_was_taken_back_since_stands_in_the_way_of_parting(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    merge(line, second, first)
    line("withdraw", "venues", first, "--step", 3, *WHY)
    answer = line("unmerge", "venues", second)
    assert answer.status == 1
    assert answer.data["blocking"] == [{"position": 3, "title": "登记警情"}]
    line("reinstate", "venues", first, "--step", 3, *WHY)
    assert line("unmerge", "venues", second).status == 0


def test_a_step_of_one_that_was_folded_is_brought_back_after_the_parting(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    line("withdraw", "venues", second, "--step", 4, *WHY)
    merge(line, second, first)
    answer = line("reinstate", "venues", second, "--step", 4, *WHY)
    assert (answer.status, f"请先与 {first} 拆分" in answer.data["message"]) == (1, True)
    assert line("unmerge", "venues", second).status == 0
    assert line("reinstate", "venues", second, "--step", 4, *WHY).status == 0


@pytest.fixture
def rechecked(line: CommandLine, add: Add, venue: Entry, steps: Entry) -> tuple[str, str]:
    """A double, merged, of which each was visited, inspected and rechecked: at the other, positions 4 to 6 came along."""
    two = add("venues", {**venue, "name": "示例棋牌社", "trading_name": None}), add("venues", venue)
    officers = {"officers": ["民警甲", "民警乙"]}
    for day, number in enumerate(two, start=10):
        take(line, number, "visit", {"at": f"2026-11-{day}T09:00", **officers})
        take(line, number, "inspect", {**steps["inspect"], "at": f"2026-11-{day}T10:00"})
        take(line, number, "recheck", {"at": f"2026-11-{day + 5}T10:00", "result": "已改正", **officers})
    assert merge(line, *two).status == 0
    return two


def test_what_stood_though_a_rule_objects_does_not_rest_on_what_is_taken_back(
    line: CommandLine, rechecked: tuple[str, str]
) -> None:
    answer = line("withdraw", "venues", rechecked[1], "--step", 4, *WHY)
    assert (answer.status, answer.data.get("withdrawn")) == (0, [4])


def test_what_stood_though_a_rule_objects_comes_back_and_the_two_are_parted(
    line: CommandLine, rechecked: tuple[str, str]
) -> None:
    double, venue = rechecked
    for step in (6, 4):
        assert line("withdraw", "venues", venue, "--step", step, *WHY).status == 0
    for step in (6, 4):
        answer = line("reinstate", "venues", venue, "--step", step, *WHY)
        assert answer.status == 0, answer.err
    assert line("unmerge", "venues", double).status == 0


def test_a_recheck_of_what_came_along_stands_in_the_way_of_parting(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    merge(line, second, first)
    recheck = {"at": "2026-11-21T08:00", "officers": ["民警甲", "民警乙"], "result": "已改正"}
    take(line, first, "recheck", recheck)
    answer = line("unmerge", "venues", second)
    assert answer.status == 1
    assert answer.data["blocking"] == [{"position": 5, "title": "复查"}]


def test_one_that_took_another_in_is_folded_further_and_parted_in_order(
    line: CommandLine, add: Add, venue: Entry, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    third = add("venues", {**venue, "name": "示例棋牌馆", "trading_name": None})
    assert merge(line, second, first).status == 0
    assert merge(line, first, third).status == 0
    assert [each["number"] for each in show(line, third)["merged"]] == [first, second]
    answer = line("unmerge", "venues", second)
    assert answer.status == 1
    assert answer.data["blocking"][0]["number"] == first
    assert line("unmerge", "venues", first).status == 0
    assert line("unmerge", "venues", second).status == 0
    assert line("list", "venues").data["total"] == 3


def test_one_that_took_another_in_is_not_taken_back(line: CommandLine, doubled: tuple[str, str]) -> None:
    merge(line, *doubled)
    answer = line("withdraw", "venues", doubled[1], "--with-later", *WHY)
    assert answer.status == 1
    assert answer.data["blocking"][0]["number"] == doubled[0]


def refused(line: CommandLine, number: str, into: str, kind: str = "venues") -> str:
    answer = merge(line, number, into, kind)
    assert answer.status == 1
    words: str = answer.data["message"]
    return words


def test_nothing_is_folded_into_itself(line: CommandLine, add: Add, venue: Entry) -> None:
    number = add("venues", venue)
    assert "自己" in refused(line, number, number)


def test_nothing_is_folded_into_another_kind(
    line: CommandLine, add: Add, venue: Entry, dispute: Entry
) -> None:
    number, other = add("venues", venue), add("disputes", dispute)
    assert refused(line, number, other) == f"{other} 是纠纷，{number} 是场所：同一类的才能并入"


def test_what_was_folded_already_is_told_with_where_it_is(
    line: CommandLine, add: Add, venue: Entry, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    third = add("venues", {**venue, "name": "示例棋牌馆", "trading_name": None})
    merge(line, second, first)
    assert f"已并入 {first}" in refused(line, second, third)
    assert f"已并入 {first}" in refused(line, third, second)


def test_what_was_taken_back_is_not_folded(line: CommandLine, add: Add, dispute: Entry) -> None:
    second, first = add("disputes", dispute), add("disputes", dispute)
    line("withdraw", "disputes", second, *WHY)
    assert "登记已撤回" in refused(line, second, first, "disputes")
    assert "登记已撤回" in refused(line, first, second, "disputes")


def test_what_is_not_folded_is_not_parted(line: CommandLine, add: Add, venue: Entry) -> None:
    number = add("venues", venue)
    answer = line("unmerge", "venues", number)
    assert (answer.status, "没有并入" in answer.data["message"]) == (1, True)


def test_a_closed_venue_is_not_folded_into_one_in_business(
    line: CommandLine, doubled: tuple[str, str], steps: Entry
) -> None:
    second, first = doubled
    gone = {"from": "2026-11-20T10:00", "observed_by": ["民警甲"], "note": "关门"}
    take(line, second, "close_down", gone)
    assert "歇业" in refused(line, second, first)
    assert "歇业" in refused(line, first, second)


def test_an_agreement_that_is_to_be_performed_is_not_put_aside(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry
) -> None:
    second, first = add("disputes", dispute), add("disputes", dispute)
    held = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T14:00"}
    take(line, second, "mediation_session", held, "disputes")
    take(line, second, "agreement", dispute_steps["agreement"], "disputes")
    assert "协议" in refused(line, second, first, "disputes")
    assert merge(line, first, second, "disputes").status == 0


def test_a_finished_dispute_is_not_folded_into_one_at_work(
    line: CommandLine, add: Add, dispute: Entry
) -> None:
    second, first = add("disputes", dispute), add("disputes", dispute)
    take(line, second, "close", {"closed_on": "2026-11-19", "result": "撤回"}, "disputes")
    assert f"请把 {first} 并入 {second}" in refused(line, second, first, "disputes")
    assert merge(line, first, second, "disputes").status == 0


def test_a_dispute_at_work_is_not_folded_into_a_finished_one(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry
) -> None:
    second, first = add("disputes", dispute), add("disputes", dispute)
    held = {**dispute_steps["mediation_session"], "held_at": "2026-10-12T14:00"}
    take(line, second, "mediation_session", held, "disputes")
    take(line, first, "close", {"closed_on": "2026-11-19", "result": "撤回"}, "disputes")
    assert f"请先重新打开 {first}" in refused(line, second, first, "disputes")


def test_goods_under_a_measure_stay_where_they_were_seized(
    line: CommandLine, add: Add, goods_case: Entry, example: Callable[[str], Any]
) -> None:
    second, first = add("goods_cases", goods_case), add("goods_cases", goods_case)
    take(line, second, "seize", example("goods_case_steps")["seize"], "goods_cases")
    stock = line("stock").data
    assert "库存" in refused(line, second, first, "goods_cases")
    assert line("stock").data == stock
    assert merge(line, first, second, "goods_cases").status == 0


def test_a_ledger_row_is_taken_back_and_not_folded(line: CommandLine, add: Add, example: Any) -> None:
    second, first = add("activities", example("activity")), add("activities", example("activity"))
    assert "请撤回" in refused(line, second, first, "activities")


def test_a_number_that_is_not_there_is_unknown(line: CommandLine, add: Add, venue: Entry) -> None:
    assert merge(line, add("venues", venue), "CS2026-9999").data["problem"] == "unknown"


def test_nothing_is_done_on_what_was_folded(
    line: CommandLine, doubled: tuple[str, str], venue: Entry, add: Add, steps: Entry, tmp_path: Any
) -> None:
    second, first = doubled
    third = add("venues", {**venue, "name": "示例棋牌馆", "trading_name": None})
    merge(line, second, first)
    acts = (
        ("step", "venues", second, "inspect", "--entry", line.entry(steps["inspect"])),
        ("document", "issue", "venues", second, "venue_card", "--to", tmp_path / "card.pdf"),
        ("document", "draft", "venues", second, "venue_card", "--to", tmp_path / "card.pdf"),
        ("link", "venues", third, second, "--relation", "同一当事人", "--why", "同一业主"),
        ("withdraw", "venues", second, *WHY),
        ("reinstate", "venues", second, *WHY),
    )
    for words in acts:
        assert line(*words).status == 1, words
    assert len(line("register").data["documents"]) == 1


def test_the_history_of_both_tells_of_the_merge_and_of_the_parting(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    second, first = doubled
    merge(line, second, first)
    line("unmerge", "venues", second)

    def changes(number: str) -> list[tuple[str, str]]:
        found = line("history", "venues", number).data["changes"]
        return [(each["verb"], each["new"]) for each in found if not each["field"]][-2:]

    assert changes(second) == [("并入", first), ("拆分", first)]
    assert changes(first) == [("收并", second), ("交回", second)]


def test_a_reason_is_asked(line: CommandLine, doubled: tuple[str, str]) -> None:
    answer = line("merge", "venues", doubled[0], "--into", doubled[1], "--reason", " ")
    assert (answer.status, answer.data["faults"][0]["field"]) == (1, "reason")


def by(line: CommandLine, officer: str, *words: object) -> Answer:
    return line.run("--data", line.folder, "--today", "2026-11-21", "--user", officer, *words, "--json")


def test_an_auxiliary_merges_nothing(line: CommandLine, doubled: tuple[str, str]) -> None:
    answer = by(line, "辅警丙", "merge", "venues", doubled[0], "--into", doubled[1], *WHY)
    assert answer.data["problem"] == "not_permitted"


def test_what_a_leader_entered_only_a_leader_folds_and_parts(
    line: CommandLine, add: Add, dispute: Entry
) -> None:
    first = add("disputes", dispute)
    second = by(line, "所长戊", "add", "disputes", "--entry", line.entry(dispute)).data["number"]
    words = ("merge", "disputes", second, "--into", first, *WHY)
    assert by(line, "民警甲", *words).data["problem"] == "not_permitted"
    assert by(line, "所长戊", *words).status == 0
    assert by(line, "民警甲", "unmerge", "disputes", second).data["problem"] == "not_permitted"
    assert by(line, "所长戊", "unmerge", "disputes", second).status == 0


def test_the_folder_and_its_audit_are_sound_after_merging_and_parting(
    line: CommandLine, doubled: tuple[str, str]
) -> None:
    merge(line, *doubled)
    assert (line("audit", "verify").data["ok"], line("check").data["ok"]) == (True, True)
    line("unmerge", "venues", doubled[0])
    assert (line("audit", "verify").data["ok"], line("check").data["ok"]) == (True, True)


def test_a_closed_month_is_told(line: CommandLine, doubled: tuple[str, str], tmp_path: Any) -> None:
    assert merge(line, *doubled).data["corrects_closed"] is False
    line("unmerge", "venues", doubled[0])
    words = ("summary", "--month", "2026-11", "--close", "--to", tmp_path / "m.pdf")
    closed = line.run("--data", line.folder, "--today", "2026-12-01", "--user", "所长戊", *words, "--json")
    assert closed.status == 0, closed.err
    answer = line("merge", "venues", doubled[0], "--into", doubled[1], *WHY, today="2026-12-02")
    assert answer.data["corrects_closed"] is True
