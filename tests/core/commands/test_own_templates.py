"""Notice templates of the station's own by the command line: made under a new key, looked over, issued like the shipped ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

Add = Callable[[str, Any], str]

CHIEF = ("--user", "所长戊")
NAME = "防汛提示"
PARTS = {
    "title": "致辖区{addressed_as}防汛提示",
    "opening": "近期有强降雨，现将有关事项提示如下：",
    "points": "清理排水沟。\n备好沙袋。",
    "closing": "{contact}特此告知。",
}
RELAY = {
    **PARTS,
    "opening": "根据{order_organ}{order_number}，现将有关决定转告如下：",
    "points": "自{effective_at}起，{scope}提前打烊。",
}
PLAIN = "防汛提示\n近期有强降雨，现提示如下：\n一、清理排水沟。\n二、备好沙袋。\n特此告知。"
ORDER = ("--order-organ", "市防汛指挥部", "--order-number", "第2号通告", "--scope", "全市")
HOUR = ("--effective-at", "2026-11-21T18:00")
Save = Callable[..., "Answer"]
Issue = Callable[..., "Answer"]


@pytest.fixture
def save(line: CommandLine) -> Save:
    """Saves the content of a file under a key, as the chief."""

    def saved(content: Any, *more: str, key: str = NAME, begins: str = "2026-11-21") -> Answer:
        file = line.entry(content)
        return line(*CHIEF, "texts", "save", key, "--file", file, "--from", begins, *more)

    return saved


@pytest.fixture
def issue(line: CommandLine, add: Add, venue: dict[str, Any], tmp_path: Path) -> Issue:
    """Issues a round of a template to one venue."""
    add("venues", venue)

    def issued(*more: str, template: str = NAME) -> Answer:
        target = tmp_path / f"{template}.pdf"
        return line("notices", "issue", "--template", template, "--venues", "all", "--to", target, *more)

    return issued


def test_a_key_that_was_not_there_makes_a_template(save: Save) -> None:
    answer = save(PARTS)
    assert (answer.status, answer.data["key"], answer.data["new"]) == (0, NAME, True)


def test_a_template_of_the_station_is_issued(save: Save, issue: Issue) -> None:
    save(PARTS)
    assert issue().data["issued"] == 1


def test_a_template_of_the_station_is_listed_and_shown(line: CommandLine, save: Save) -> None:
    save(PARTS)
    assert line("texts").data["texts"][-1]["key"] == NAME
    assert line("texts", "show", NAME).data["parts"] == PARTS


def test_what_show_prints_of_a_shipped_one_makes_another(line: CommandLine, save: Save, issue: Issue) -> None:
    assert save(line("texts", "show", "compliance").data).status == 0
    assert issue().data["issued"] == 1


def test_plain_text_makes_a_template_a_paragraph_a_line(line: CommandLine, save: Save) -> None:
    assert save(PLAIN.encode()).status == 0
    assert line("texts", "show", NAME).data["parts"]["points"] == "清理排水沟。\n备好沙袋。"


def test_plain_text_of_too_few_lines_is_told(save: Save) -> None:
    answer = save("防汛提示".encode())
    assert answer.status == 1 and "第一行标题" in answer.data["message"]


def test_a_part_that_lacks_is_told_beside_it(save: Save) -> None:
    answer = save({"title": "防汛提示", "opening": "如下："})
    assert [fault["field"] for fault in answer.data["faults"]] == ["key", "closing", "points"]


def test_a_mistyped_key_is_told_with_those_there_are(save: Save) -> None:
    (key, *_) = save({"closing": "请知悉。"}, key="complianse").data["faults"]
    assert key["field"] == "key" and "compliance" in key["message"]


def test_points_under_a_law_of_no_venue_are_told(save: Save) -> None:
    lawless = {name: words for name, words in PARTS.items() if name != "points"}
    answer = save({**lawless, "points.没有这部法": "清理排水沟。"})
    assert "points.没有这部法" in [fault["field"] for fault in answer.data["faults"]]


@pytest.mark.parametrize("key", ["转告恢复营业", "a b", "", "字" * 21, "../x"])
def test_a_name_that_is_none_or_taken_is_told(save: Save, key: str) -> None:
    assert [fault["field"] for fault in save(PARTS, key=key).data["faults"]] == ["key"]


@pytest.mark.parametrize("part", ["title", "opening", "points", "closing"])
def test_a_new_template_that_orders_is_not_made(line: CommandLine, save: Save, part: str) -> None:
    answer = save({**PARTS, part: "现责令停业。"})
    assert [fault["field"] for fault in answer.data["faults"]] == [part]
    assert line("texts", "show", NAME).status == 1


def test_check_looks_a_new_template_over_as_saving_would(line: CommandLine) -> None:
    def check(content: Any) -> Answer:
        return line(*CHIEF, "texts", "check", NAME, "--file", line.entry(content))

    assert (check(PARTS).data["ok"], check({**PARTS, "points": "一律关停。"}).data["ok"]) == (True, False)


def test_check_of_a_kept_template_takes_its_other_parts_as_they_stand(line: CommandLine, save: Save) -> None:
    save(PARTS)
    file = line.entry({"closing": "请知悉。"})
    assert line(*CHIEF, "texts", "check", NAME, "--file", file).data["ok"] is True


def test_a_new_version_changes_what_is_issued_from_its_day_on(line: CommandLine, save: Save) -> None:
    save(PARTS)
    assert save({"closing": "请知悉。"}, begins="2026-12-01").data["new"] is False
    assert line("texts", "show", NAME, "--on", "2026-11-30").data["parts"]["closing"] == PARTS["closing"]
    assert line("texts", "show", NAME, "--on", "2026-12-01").data["parts"]["closing"] == "请知悉。"


def test_before_its_first_day_a_template_is_not_issued(save: Save, issue: Issue) -> None:
    save(PARTS, begins="2026-11-22")
    answer = issue()
    assert (answer.status, answer.data["problem"]) == (1, "unknown")


def test_an_officer_makes_no_template(line: CommandLine) -> None:
    answer = line("texts", "save", NAME, "--file", line.entry(PARTS), "--from", "2026-11-21")
    assert answer.data["problem"] == "not_permitted"


@pytest.mark.parametrize("left_out", ["--order-organ", "--order-number", "--effective-at", "--scope"])
def test_what_names_a_decision_is_not_issued_without_all_of_it(
    save: Save, issue: Issue, left_out: str
) -> None:
    save(RELAY)
    given = [*ORDER, *HOUR]
    place = given.index(left_out)
    answer = issue(*given[:place], *given[place + 2 :])
    field = {"--effective-at": "effective_at", "--scope": "scope"}.get(
        left_out, left_out[2:].replace("-", "_")
    )
    assert (answer.status, [fault["field"] for fault in answer.data["faults"]]) == (1, [field])


def test_what_names_a_decision_is_issued_with_it(save: Save, issue: Issue) -> None:
    save(RELAY)
    assert issue(*ORDER, *HOUR).data["issued"] == 1


def test_a_decision_of_the_station_itself_is_not_passed_on(save: Save, issue: Issue) -> None:
    save(RELAY)
    own = ("--order-organ", "逍遥津派出所", *ORDER[2:])
    assert [fault["field"] for fault in issue(*own, *HOUR).data["faults"]] == ["order_organ"]


def test_what_passes_on_nothing_cannot_come_to_name_a_decision(save: Save) -> None:
    save(PARTS)
    answer = save({"opening": "根据{order_organ}的决定："})
    assert [fault["field"] for fault in answer.data["faults"]] == ["opening"]


def test_like_a_closure_it_suspends_and_a_reopening_withdraws_it(
    line: CommandLine, save: Save, issue: Issue
) -> None:
    save(RELAY, "--like", "closure_relay")
    closed = issue(*ORDER, *HOUR, "--carry-out").data
    assert len(closed["status_changed"]) == 1
    opened = issue(*ORDER, "--effective-at", "2026-11-21T19:00", "--carry-out", template="reopening")
    assert len(opened.data["status_changed"]) == 1
    assert line("show", "notices", closed["numbers"][0]).data["state"] == "已撤回"


def test_without_like_nothing_is_done_to_the_register(save: Save, issue: Issue) -> None:
    save(RELAY)
    assert issue(*ORDER, *HOUR, "--carry-out").data["status_changed"] == []


def test_like_is_for_new_templates_alone(save: Save) -> None:
    answer = save({"closing": "请知悉。"}, "--like", "reopening", key="compliance")
    assert answer.status == 1 and "--like" in answer.data["message"]


def test_a_template_that_is_none_is_told_with_the_station_s_own(save: Save, issue: Issue) -> None:
    save(PARTS)
    assert NAME in issue(template="nothing").data["message"]
