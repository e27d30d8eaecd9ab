"""Hostile entries: files that are no entry, values no field takes, names nobody expected; told or kept, never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


HOSTILE: list[tuple[str, bytes, str]] = [
    ("no_json", b"{name: 1}", "不是 JSON"),
    ("empty", b"", "不是 JSON"),
    ("cut_off", b'{"place": "', "不是 JSON"),
    ("gbk", '{"place": "示例"}'.encode("gbk"), "不是 UTF-8 编码"),
    ("utf16", '{"place": "示例"}'.encode("utf-16"), "不是 UTF-8 编码"),
    ("nan", b'{"amount": NaN}', "NaN"),
    ("infinity", b'{"amount": -Infinity}', "Infinity"),
    ("huge", b'{"amount": ' + b"9" * 5000 + b"}", "过大的数"),
    ("deep", b"[" * 100_000, "套得太深"),
    ("deep_object", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "套得太深"),
    ("list", b"[]", "JSON 对象"),
    ("text", b'"place"', "JSON 对象"),
    ("null", b"null", "JSON 对象"),
    ("half_character", b'{"\\ud800": 1}', "这个栏目"),
    ("nul", b'{"a\\u0000b": 1}', "这个栏目"),
]


@pytest.mark.parametrize(
    ("content", "words"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
@pytest.mark.parametrize("kind", ["disputes", "venues"])
def test_a_hostile_entry_is_told_in_one_sentence(
    line: CommandLine, kind: str, content: bytes, words: str
) -> None:
    answer = line("add", kind, "--entry", line.entry(content))
    assert (answer.status, answer.data["problem"]) == (1, "faulty_entry")
    assert words in answer.data["message"]


def test_an_entry_may_begin_with_a_byte_order_mark(line: CommandLine, dispute: Entry) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(dispute).encode()
    assert line("add", "disputes", "--entry", line.entry(content)).status == 0


def test_an_entry_file_that_is_not_there_is_told(line: CommandLine) -> None:
    answer = line("add", "disputes", "--entry", "/nowhere/entry.json")
    assert (answer.status, "读不到文件" in answer.data["message"]) == (1, True)


HOSTILE_FIELDS: list[Entry] = [
    {"place": ["示例"]},
    {"place": {"a": 1}},
    {"place": 5},
    {"place": "长" * 10_000},
    {"received_on": "2026-02-30"},
    {"received_on": 20260228},
    {"received_on": "9999-12-31"},
    {"amount": 1e400},
    {"amount": -1},
    {"amount": "1e9"},
    {"parties": [[[[[[]]]]]]},
    {"parties": "张三"},
    {"parties": [{"role": "违法嫌疑人", "name": {"first": "张"}}]},
    {"officer": "'; DROP TABLE cases; --"},
    {"auxiliaries": ["民警甲"]},
    {"category": "邻里\u0000x"},
    {"facts": None},
]


@pytest.mark.parametrize("more", HOSTILE_FIELDS, ids=lambda more: json.dumps(more, ensure_ascii=False)[:40])
def test_a_hostile_field_is_told_and_nothing_is_saved(line: CommandLine, dispute: Entry, more: Entry) -> None:
    answer = line("add", "disputes", "--entry", line.entry({**dispute, **more}))
    assert (answer.status, answer.data["problem"]) == (1, "faulty_entry")
    assert line("list", "disputes").data["total"] == 0


@pytest.mark.parametrize(
    "name", ["🙂👮", "𠮷", "张\u0000三", "O'Brien\"; --", "مرحبا", "<b>张</b>", "{name}", "A" * 200]
)
def test_any_name_goes_in_and_comes_out(line: CommandLine, dispute: Entry, add: Add, name: str) -> None:
    dispute["parties"][0]["name"] = name
    number = add("disputes", dispute)
    kept = name.replace("\u0000", "")
    assert line("show", "disputes", number).data["fields"]["parties"][0]["name"] == kept
    assert [hit["number"] for hit in line("search", kept).data["hits"]] == [number]
