"""The contract of the command line: every command's JSON keys, statuses and words (shared/command_line.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.commands import command as command_module
from fengqiao_desk.commands import main
from fengqiao_desk.station import opening

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


def test_kinds_needs_no_folder(line: CommandLine) -> None:
    kinds = line.run("kinds", "--json").data["kinds"]
    assert [kind["key"] for kind in kinds] == ["disputes", "goods_cases", "venues", "notices", "activities"]
    assert all({"key", "title", "fields", "states", "steps", "documents"} <= kind.keys() for kind in kinds)


def test_kinds_tells_each_field_and_step(line: CommandLine) -> None:
    dispute = line.run("kinds", "--json").data["kinds"][0]
    assert {"name", "label", "kind", "required", "choices"} <= dispute["fields"][0].keys()
    assert {"key", "title", "fields", "from", "to"} <= dispute["steps"][0].keys()
    assert {"key", "title"} <= dispute["documents"][0].keys()


def test_add_gives_key_and_number(line: CommandLine, dispute: Entry) -> None:
    answer = line("add", "disputes", "--entry", line.entry(dispute))
    assert (answer.status, answer.data) == (0, {"key": 1, "number": "JF2026-0001"})


def test_amend_changes_what_is_given(line: CommandLine, add: Add, dispute: Entry) -> None:
    number = add("disputes", dispute)
    assert line("amend", "disputes", number, "--entry", line.entry({"place": "别处"})).status == 0
    assert line("show", "disputes", number).data["fields"]["place"] == "别处"


def test_step_gives_state_and_deadlines(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry
) -> None:
    number = add("disputes", dispute)
    entry = line.entry(dispute_steps["agreement"])
    data = line("step", "disputes", number, "agreement", "--entry", entry).data
    assert data["state"] == "待履行"
    assert {"code", "title", "date", "provisional"} <= data["deadlines"][0].keys()


def test_show_gives_everything(line: CommandLine, add: Add, dispute: Entry) -> None:
    data = line("show", "disputes", add("disputes", dispute)).data
    assert {"fields", "timeline", "deadlines", "documents", "state", "number"} <= data.keys()
    assert data["fields"]["parties"][1]["name"] == "阿依古丽·买买提"


def test_list_gives_total_and_rows(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    data = line("list", "disputes", "--where", "category=邻里", "--limit", 1).data
    assert (data["total"], data["rows"][0]["number"]) == (1, "JF2026-0001")


def test_search_gives_hits(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    data = line("search", "买买提").data
    assert {"total", "elapsed_ms", "hits"} <= data.keys()
    assert {"kind", "number", "title", "field", "snippet"} <= data["hits"][0].keys()


def test_a_document_is_issued_and_reprinted_to_the_byte(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path
) -> None:
    number = add("disputes", dispute)
    issued = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf").data
    assert {"number", "sha256", "path", "pages"} <= issued.keys()
    line("document", "reprint", issued["number"], "--to", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_draft_takes_no_number(line: CommandLine, add: Add, dispute: Entry, tmp_path: Path) -> None:
    number = add("disputes", dispute)
    answer = line("document", "draft", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    assert (answer.status, answer.data["number"]) == (0, None)
    assert line("register").data["documents"] == []


def test_a_void_number_stays_in_the_register(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path
) -> None:
    number = add("disputes", dispute)
    issued = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf").data
    assert line("document", "void", issued["number"], "--reason", "写错").status == 0
    (document,) = line("register", "--year", 2026).data["documents"]
    assert (document["number"], document["state"]) == (issued["number"], "void")
    assert {"number", "kind", "title", "object", "state", "issued_on", "sha256"} <= document.keys()


def test_notices_are_issued_served_and_on_the_board(
    line: CommandLine, add: Add, venue: Entry, service: Entry, tmp_path: Path
) -> None:
    add("venues", venue)
    add("venues", {**venue, "name": "示例棋牌室二", "trading_name": None})
    words = ("--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    issued = line("notices", "issue", *words).data
    assert issued["issued"] == 2
    assert line("notices", "serve", issued["numbers"][0], "--entry", line.entry(service)).status == 0
    board = line("notices", "board").data
    assert board["totals"] == {"sent": 2, "signed": 1, "refused": 0, "outstanding": 1}
    assert [venue["name"] for venue in board["venues_outstanding"]] == ["示例棋牌室二"]


def test_streaks_tell_days_and_what_reset_them(
    line: CommandLine, add: Add, venue: Entry, example: Callable[[str], Entry]
) -> None:
    number = add("venues", venue)
    for step in ("incident", "day_sheet"):
        line("step", "venues", number, step, "--entry", line.entry(example("venue_steps")[step]))
    (category,) = line("streaks").data["categories"]
    assert {"category", "days", "since", "reset_by", "days_without_sheet"} <= category.keys()
    assert (category["days"], category["since"], category["days_without_sheet"]) == (1, "2026-11-11", 10)


def test_activities_are_added_and_totalled(line: CommandLine, example: Callable[[str], Entry]) -> None:
    line("activities", "add", "--entry", line.entry(example("activity")))
    data = line("activities", "total", "--from", "2020-02-01", "--until", "2020-02-01").data
    assert [(total["label"], total["value"]) for total in data["totals"]] == [("配合核查人员", 30)]


def test_a_summary_gives_figures_and_a_pdf(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path
) -> None:
    add("disputes", dispute)
    data = line("summary", "--month", "2026-09", "--to", tmp_path / "s.pdf").data
    assert {"figures", "path", "closed", "head"} <= data.keys()
    wanted = {"key", "label", "value", "unit", "approximate", "previous", "last_year"}
    assert all(wanted <= figure.keys() for figure in data["figures"])
    assert Path(data["path"]).read_bytes().startswith(b"%PDF")


def test_explain_lists_the_records(line: CommandLine, add: Add, dispute: Entry) -> None:
    number = add("disputes", dispute)
    data = line("explain", "disputes.received", "--month", "2026-09").data
    assert [record["number"] for record in data["records"]] == [number]


def test_working_days_need_no_folder(line: CommandLine) -> None:
    data = line.run("workdays", "add", "2026-09-28", 7, "--json").data
    assert (data["date"], data["provisional"]) == ("2026-10-13", False)


def test_a_deadline_goes_by_its_code(line: CommandLine) -> None:
    assert line.run("deadline", "ZT-2ND", "2026-09-28", "--json").data["date"] == "2026-10-13"


def test_the_check_finds_nothing_in_a_sound_folder(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    assert line("check").data["ok"] is True


def test_the_audit_is_verified(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    data = line("audit", "verify").data
    assert (data["ok"], data["broken"], len(data["head"])) == (True, [], 64)


def test_officers_are_listed(line: CommandLine) -> None:
    assert len(line("officers", "list").data["officers"]) == 6


def password_file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "password.txt"
    path.write_bytes(content)
    return path


@pytest.fixture
def working_folder(line: CommandLine, tmp_path: Path) -> Path:
    """A folder that is not for practice."""
    root = tmp_path / "working"
    words = ("--data", root, "--password-file", password_file(tmp_path, b"eight-or-more\n"))
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "张三")
    assert line.run(*words, "init", *names, "--json").status == 0
    return root


def test_a_working_folder_asks_who_it_is(line: CommandLine, working_folder: Path) -> None:
    assert line.run("--data", working_folder, "list", "disputes", "--json").status == 2


@pytest.mark.parametrize("content", [b"eight-or-more", b"\xef\xbb\xbfeight-or-more\r\nsecond line"])
def test_the_first_line_of_the_file_is_the_password(
    line: CommandLine, working_folder: Path, tmp_path: Path, content: bytes
) -> None:
    words = ("--data", working_folder, "--user", "张三", "--password-file", password_file(tmp_path, content))
    assert line.run(*words, "list", "disputes", "--json").status == 0


@pytest.mark.parametrize("content", [b"wrong-password", b"", b"\xff\xfe"])
def test_a_wrong_password_is_status_three(
    line: CommandLine, working_folder: Path, tmp_path: Path, content: bytes
) -> None:
    words = ("--data", working_folder, "--user", "张三", "--password-file", password_file(tmp_path, content))
    answer = line.run(*words, "list", "disputes", "--json")
    assert (answer.status, answer.data["problem"]) == (3, "wrong_password")


@pytest.mark.parametrize("words", [("list", "disputes"), ("check",), ("workdays", "add", "2026-09-28", 7)])
def test_another_day_is_refused_outside_practice(
    line: CommandLine, working_folder: Path, tmp_path: Path, words: tuple[object, ...]
) -> None:
    password = password_file(tmp_path, b"eight-or-more")
    who = ("--data", working_folder, "--user", "张三", "--password-file", password)
    answer = line.run(*who, "--today", "2020-01-01", *words, "--json")
    assert (answer.status, answer.data["message"]) == (1, "--today 只能用于练习文件夹")


def test_a_password_file_laid_into_a_working_folder_opens_nothing(
    line: CommandLine, working_folder: Path
) -> None:
    (working_folder / "practice-password.txt").write_text("x\n")
    assert line.run("--data", working_folder, "list", "disputes", "--json").status == 2


def test_an_empty_practice_password_is_no_password(line: CommandLine) -> None:
    (line.folder / "practice-password.txt").write_text("")
    assert line.run("--data", line.folder, "--user", "民警甲", "list", "disputes", "--json").status == 3


def test_only_who_may_adds_officers(line: CommandLine, tmp_path: Path) -> None:
    password = password_file(tmp_path, b"eight-or-more")
    words = ("officers", "add", "新人", "--role", "民警", "--badge", "1", "--new-password-file", password)
    assert line(*words).data["problem"] == "not_permitted"
    as_admin = ("--data", line.folder, "--user", "管理员己", *words, "--json")
    assert line.run(*as_admin).data == {"name": "新人", "role": "民警", "badge": "1"}


def test_an_auxiliary_issues_nothing(line: CommandLine, add: Add, dispute: Entry, tmp_path: Path) -> None:
    number = add("disputes", dispute)
    words = ("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf", "--json")
    answer = line.run("--data", line.folder, "--user", "辅警丙", *words)
    assert (answer.status, answer.data["problem"]) == (1, "not_permitted")


UNKNOWN: list[tuple[object, ...]] = [
    ("add", "colours", "--entry", "x"),
    ("list", "colours"),
    ("list", "disputes", "--where", "colour=红"),
    ("show", "disputes", "JF1999-0001"),
    ("step", "disputes", "JF2026-0001", "fly", "--entry", "x"),
    ("document", "reprint", "无此号", "--to", "/tmp/x.pdf"),
    ("document", "void", "无此号", "--reason", "x"),
    ("document", "issue", "disputes", "JF1999-0001", "intake_form", "--to", "/tmp/x.pdf"),
    ("document", "issue", "disputes", "JF1999-0001", "poem", "--to", "/tmp/x.pdf"),
    ("notices", "issue", "--template", "poem", "--venues", "all", "--to", "/tmp/x.pdf"),
    ("notices", "issue", "--template", "compliance", "--venues", "月球", "--to", "/tmp/x.pdf"),
    ("explain", "colours", "--month", "2026-09"),
    ("deadline", "XX-1", "2026-09-28"),
]


@pytest.mark.parametrize("words", UNKNOWN, ids=lambda words: " ".join(map(str, words)))
def test_what_is_not_there_is_unknown(line: CommandLine, words: tuple[object, ...]) -> None:
    answer = line(*words)
    assert (answer.status, answer.data["problem"]) == (1, "unknown")


WRONG: list[tuple[object, ...]] = [
    ("list", "disputes", "--colour", "红"),
    ("list", "disputes", "--limit", "-1"),
    ("list", "disputes", "--limit", "9" * 30),
    ("list", "disputes", "--limit", "十"),
    ("list", "disputes", "--where", "category"),
    ("search",),
    ("add", "disputes"),
    ("fly",),
    ("notices",),
    ("notices", "fly"),
    ("register", "--year", "9" * 30),
    ("summary",),
    ("summary", "--month", "2026-09", "--from", "2026-09-01"),
    ("summary", "--from", "2026-09-01"),
    ("workdays", "add", "2026-09-28", "-3"),
    ("workdays", "add", "2026-09-28", "1.5"),
]


@pytest.mark.parametrize("words", WRONG, ids=lambda words: " ".join(map(str, words)))
def test_wrong_usage_is_status_two_in_chinese(line: CommandLine, words: tuple[object, ...]) -> None:
    answer = line(*words)
    assert (answer.status, answer.data["problem"]) == (2, "usage")
    assert not any(word in answer.data["message"] for word in ("argument", "required", "choose", "expected"))


FAULTY: list[tuple[object, ...]] = [
    ("summary", "--month", "2026-13"),
    ("summary", "--month", "九月"),
    ("summary", "--from", "2026-02-30", "--until", "2026-03-01"),
    ("summary", "--from", "2026-09-30", "--until", "2026-09-01"),
    ("activities", "total", "--from", "x", "--until", "2026-09-01"),
    ("workdays", "add", "2026-02-30", "3"),
    ("deadline", "ZT-2ND", "2026-02-30"),
    ("deadline", "ZT-2ND", "2026-09-28T99:00"),
]


@pytest.mark.parametrize("words", FAULTY, ids=lambda words: " ".join(map(str, words)))
def test_a_day_that_is_none_is_status_one(line: CommandLine, words: tuple[object, ...]) -> None:
    assert line(*words).status == 1


def test_today_must_be_a_day(line: CommandLine) -> None:
    assert line("list", "disputes", today="2026-02-30").status in (0, 1)
    assert line("streaks", today="2026-02-30").status == 1


def test_without_json_words_are_on_the_other_output(line: CommandLine) -> None:
    answer = line.run("kinds")
    assert "矛盾纠纷" in answer.err
    assert json.loads(answer.out)["kinds"]


def test_without_json_a_failure_leaves_standard_output_empty(line: CommandLine) -> None:
    answer = line.run("--data", line.folder, "list", "colours")
    assert (answer.status, answer.out) == (1, "")
    assert "没有“colours”这类案件" in answer.err


def test_a_failure_has_the_shape_of_the_contract(line: CommandLine, dispute: Entry) -> None:
    answer = line("add", "disputes", "--entry", line.entry({**dispute, "place": ""}))
    assert answer.data == {
        "problem": "faulty_entry",
        "message": "有 1 处需要改正：请填写“地点”",
        "faults": [{"field": "place", "row": None, "message": "请填写“地点”"}],
    }


@pytest.mark.parametrize("words", [["--help"], ["add", "--help"], ["notices", "issue", "--help"]])
def test_there_is_help_everywhere(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 0
    assert "--help" in capsys.readouterr().out


def test_a_missing_folder_is_status_three(line: CommandLine, tmp_path: Path) -> None:
    answer = line.run("--data", tmp_path / "nowhere", "list", "disputes", "--json")
    assert (answer.status, answer.data["problem"]) == (3, "folder_missing")


@pytest.mark.parametrize("name", ["file", "file/below", "长" * 200])
def test_a_place_that_is_no_folder_is_status_three(line: CommandLine, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    assert line.run("--data", tmp_path / name, "list", "disputes", "--json").status == 3


def test_a_held_folder_is_status_three(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "COMMAND_WAIT_SECONDS", 0.0)
    held = opening.open_station(line.folder, "2026-11-21T08:00:00", "窗口")
    answer = line("list", "disputes")
    held.close()
    assert (answer.status, answer.data["problem"]) == (3, "folder_locked")


@pytest.mark.parametrize("words", [("list", "disputes"), ("check",), ("show", "disputes", "JF2026-0001")])
def test_damage_met_while_reading_is_status_three(
    line: CommandLine, add: Add, dispute: Entry, words: tuple[object, ...]
) -> None:
    add("disputes", dispute)
    database = line.folder / "station.db"
    content = bytearray(database.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    database.write_bytes(content)
    answer = line(*words)
    assert (answer.status, answer.data["problem"]) == (3, "folder_damaged")


@pytest.mark.parametrize("target", ["", "taken", "taken.pdf/below.pdf", "长" * 200 + ".pdf"])
def test_a_place_that_cannot_be_written_is_status_four_and_takes_no_number(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path, target: str
) -> None:
    number = add("disputes", dispute)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken.pdf").write_text("x")
    place = tmp_path / target
    answer = line("document", "issue", "disputes", number, "intake_form", "--to", place)
    assert (answer.status, answer.data["problem"]) == (4, "disk")
    assert line("register").data["documents"] == []
    assert list((line.folder / "documents").rglob("*.pdf")) == []


def test_init_refuses_a_folder_that_is_not_empty(line: CommandLine, tmp_path: Path) -> None:
    words = ("--data", line.folder, "--password-file", password_file(tmp_path, b"eight-or-more"))
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "张三")
    answer = line.run(*words, "init", *names, "--json")
    assert (answer.status, answer.data["problem"]) == (1, "refused")


@pytest.mark.parametrize("name", ["station", "parent", "admin"])
def test_init_refuses_an_empty_name_and_makes_nothing(line: CommandLine, tmp_path: Path, name: str) -> None:
    names = {"station": "示例派出所", "parent": "示例市公安局", "admin": "张三", name: " "}
    root = tmp_path / "new"
    words = ("--data", root, "--password-file", password_file(tmp_path, b"eight-or-more"))
    answer = line.run(*words, "init", *(f"--{key}={value}" for key, value in names.items()), "--json")
    assert (answer.status, root.exists()) == (1, False)


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


def test_a_summary_leaves_the_folder_as_it_was(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    head = line("audit", "verify").data["head"]
    line("summary", "--month", "2026-09")
    assert line("audit", "verify").data["head"] == head


def test_the_default_officer_of_practice_is_a_policeman(line: CommandLine) -> None:
    assert command_module.DEFAULT_PRACTICE_OFFICER == "民警甲"
    assert line("list", "disputes").status == 0
