"""The standing wording by the command line: read, looked over, saved; what issuing refuses is not saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.station.texts import shipped_texts

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

CHIEF = ("--user", "所长戊")
ORDERS = [
    "责令停业整顿3个月",
    "责\u3000令\u3000停\u3000业",
    "責令停業",
    "罚 款 5000元",
    "一律关停",
    "关闭场所",
]
Check = Callable[..., "Answer"]


@pytest.fixture
def save(line: CommandLine) -> Callable[..., Answer]:
    """Saves the content of a file as a text from a day on, as the chief."""

    def saved(key: str, content: Any, begins: str = "2026-12-01") -> Answer:
        file = line.entry(content)
        return line(*CHIEF, "texts", "save", key, "--file", file, "--from", begins)

    return saved


@pytest.fixture
def check(line: CommandLine) -> Check:
    """Looks a file over, with the key of a text or without."""
    return lambda content, *key: line(*CHIEF, "texts", "check", *key, "--file", line.entry(content))


def test_every_text_is_listed_with_whose_wording_holds(line: CommandLine) -> None:
    texts = line("texts").data["texts"]
    assert [text["key"] for text in texts] == list(shipped_texts())
    assert {text["own_from"] for text in texts} == {None}


def test_a_text_is_shown_part_by_part(line: CommandLine) -> None:
    shown = line("texts", "show", "closure_relay").data
    assert shown["parts"] == dict(shipped_texts()["closure_relay"].parts) and shown["versions"] == []


def test_an_unknown_text_is_told_with_those_there_are(line: CommandLine) -> None:
    answer = line("texts", "show", "nothing")
    assert (answer.status, answer.data["problem"]) == (1, "unknown") and "compliance" in answer.data[
        "message"
    ]


def test_what_is_saved_holds_from_its_day_on(line: CommandLine, save: Callable[..., Answer]) -> None:
    assert save("compliance", {"closing": "请对照。{contact}"}).status == 0
    later = line("texts", "show", "compliance", "--on", "2026-12-01").data
    assert later["parts"]["closing"] == "请对照。{contact}"
    assert line("texts", "show", "compliance").data["parts"] == dict(shipped_texts()["compliance"].parts)


def test_what_show_prints_can_be_saved(line: CommandLine, save: Callable[..., Answer]) -> None:
    assert save("reopening", line("texts", "show", "reopening").data).status == 0


def test_a_text_of_one_part_may_be_plain_text(line: CommandLine, save: Callable[..., Answer]) -> None:
    assert save("oral_agreement", "自达成协议之日起生效（{article}）。".encode()).status == 0
    later = line("texts", "show", "oral_agreement", "--on", "2026-12-01").data
    assert later["parts"] == {"effect": "自达成协议之日起生效（{article}）。"}


def test_plain_text_for_many_parts_is_told(save: Callable[..., Answer]) -> None:
    answer = save("compliance", "请对照。".encode())
    assert answer.status == 1 and "opening" in answer.data["message"]


@pytest.mark.parametrize("words", ORDERS)
def test_a_wording_that_orders_is_not_saved(
    line: CommandLine, save: Callable[..., Answer], words: str
) -> None:
    answer = save("compliance", {"closing": f"现{words}。{{contact}}"})
    assert (answer.status, {fault["field"] for fault in answer.data["faults"]}) == (1, {"closing"})
    assert line("texts", "show", "compliance").data["versions"] == []


@pytest.mark.parametrize("part", ["title", "opening", "points.治安管理处罚法", "closing"])
def test_an_order_is_told_beside_its_part(save: Callable[..., Answer], part: str) -> None:
    answer = save("compliance", {part: "责令停业"})
    assert [fault["field"] for fault in answer.data["faults"]] == [part]


def test_an_order_made_up_around_a_placeholder_is_not_saved(save: Callable[..., Answer]) -> None:
    assert save("compliance", {"closing": "责令{addressed_as}停业。"}).status == 1


def test_an_order_that_two_parts_make_up_is_not_saved(save: Callable[..., Answer]) -> None:
    answer = save("compliance", {"title": "现责令", "opening": "停业，如下"})
    assert answer.status == 1 and "责令停业" in answer.data["message"]


def test_a_decision_is_passed_on_with_organ_number_and_hour_in_the_text(save: Callable[..., Answer]) -> None:
    assert save("closure_relay", {"points": "自{effective_at}起，{scope}一律停业。"}).status == 0


def test_a_decision_without_its_number_is_not_saved(save: Callable[..., Answer]) -> None:
    parts = {"opening": "根据{order_organ}的决定：", "points": "自{effective_at}起，{scope}一律停业。"}
    answer = save("closure_relay", parts)
    assert {fault["field"] for fault in answer.data["faults"]} == {"points"}


def test_papers_that_are_no_notices_may_name_an_order(save: Callable[..., Answer]) -> None:
    assert save("oral_agreement", {"effect": "罚款500元另行处理（{article}）。"}).status == 0


def test_more_than_ten_points_are_numbered(save: Callable[..., Answer]) -> None:
    assert save("closure_relay", {"points": "\n".join(["请知悉。"] * 12)}).status == 0


def test_a_day_that_is_none_is_told_beside_its_field(save: Callable[..., Answer]) -> None:
    answer = save("compliance", {"closing": "好{contact}"}, "明天")
    assert [fault["field"] for fault in answer.data["faults"]] == ["valid_from"]


def test_check_lists_the_words_and_why(check: Check) -> None:
    answer = check({"closing": "责令停业。"}, "compliance")
    (refused,) = answer.data["refused"]
    assert (answer.status, answer.data["ok"], refused["words"], refused["part"]) == (
        1,
        False,
        "责令停业",
        "closing",
    )
    assert "有权机关" in refused["why"]


def test_check_finds_nothing_in_what_is_shipped(check: Check) -> None:
    answer = check(dict(shipped_texts()["closure_relay"].parts), "closure_relay")
    assert (answer.status, answer.data) == (0, {"ok": True, "refused": []})


@pytest.mark.parametrize("words", ORDERS)
def test_a_plain_text_is_looked_over_as_a_notice(check: Check, words: str) -> None:
    assert check(f"现{words}。".encode()).data["ok"] is False


def test_a_plain_text_that_names_the_decision_passes_it_on(check: Check) -> None:
    words = "根据{order_organ}{order_number}，自{effective_at}起，{scope}一律停业。"
    assert check(words.encode()).data == {"ok": True, "refused": []}


def test_check_tells_a_placeholder_that_is_none(check: Check) -> None:
    (refused,) = check("{somebody}请知悉。".encode()).data["refused"]
    assert refused["words"] == "{somebody}"


def test_check_needs_no_folder(line: CommandLine) -> None:
    file = line.entry("责令停业。".encode())
    assert line.run("texts", "check", "--file", file, "--json").data["ok"] is False


def test_a_text_in_the_encoding_of_chinese_editors_is_read(check: Check) -> None:
    assert check("现责令停业。".encode("gb18030")).data["ok"] is False


@pytest.mark.parametrize("content", [b"\xff\xfe", b'{"a": 1}', b'{"a', b"", b"[]"])
def test_a_file_that_is_no_text_is_told(save: Callable[..., Answer], content: bytes) -> None:
    assert save("compliance", content).status == 1


def test_a_file_that_is_not_there_is_told(line: CommandLine, tmp_path: Path) -> None:
    answer = line.run("texts", "check", "--file", tmp_path / "none.txt", "--json")
    assert answer.status == 1 and "读不到文件" in answer.data["message"]
