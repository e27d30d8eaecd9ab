"""Bad input of a fake-goods case at the outer door: refused with the article or the arithmetic, and nothing was changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.core.commands.conftest import Answer, CommandLine

Entry = dict[str, Any]
KIND = "goods_cases"


@pytest.fixture
def steps(example: Callable[[str], Entry]) -> Entry:
    return example("goods_case_steps")


@pytest.fixture
def take(line: CommandLine) -> Callable[[str, str, Entry], Answer]:
    """Takes a step of a case at the door."""
    return lambda number, step, entry: line("step", KIND, number, step, "--entry", line.entry(entry))


@pytest.fixture
def stored(
    add: Callable[[str, Any], str], goods_case: Entry, steps: Entry, take: Callable[[str, str, Entry], Answer]
) -> str:
    """The number of a case whose goods the station took and keeps."""
    number = add(KIND, {**goods_case, "seizing_agency": "本所"})
    for step in ("seize", "custody"):
        assert take(number, step, {**steps[step], "at": "2026-11-21T08:00"}).status == 0
    return number


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"quantity": -1}, "quantity", "数量不能是负数"),
        ({"quantity": 0}, "quantity", "数量应大于0"),
        ({"approximate": False, "pieces": 2400}, "pieces", "46盒应为2300只，不是2400"),
        ({"pieces_unit": "个"}, "pieces_unit", "规格是50只/盒，46盒计2300个，单位不一致，不能相加"),
        ({"pieces_unit": "盒"}, "pieces_unit", "46盒计2300盒：同一单位的数量和合计件数应当相等"),
        ({"found_at": "P9"}, "found_at", "场点里没有这个代号"),
    ],
)
def test_goods_that_do_not_add_up_are_refused(
    line: CommandLine, goods_case: Entry, more: Entry, field: str, words: str
) -> None:
    batch = {**goods_case["goods"][0], **more}
    answer = line("add", KIND, "--entry", line.entry({**goods_case, "goods": [batch]}))
    (fault,) = answer.data["faults"]
    assert (answer.status, fault["field"]) == (1, f"goods[1].{field}") and words in fault["message"]
    assert line("list", KIND).data["total"] == 0


@pytest.mark.parametrize(
    ("step", "more", "words"),
    [
        ("custody", {"move": "返还", "items": [{"goods": 1, "quantity": 47}]}, "共 46盒，不能是 47"),
        ("custody", {"move": "入库", "items": [{"goods": 1, "quantity": 1}]}, "在库 46，不能入库 1"),
        ("custody", {"move": "销毁"}, "第189条"),
        ("custody", {"move": "返还"}, "第110条"),
        ("custody", {"to": "民警甲", "from": "李四"}, "第188条"),
        ("custody", {"to": "民警乙", "from": "李四"}, "第188条"),
        ("custody", {"to": "民警甲"}, "第188条"),
        ("custody", {"items": [{"goods": 2, "quantity": 1}]}, "本案只有 1 项物品"),
        ("trace", {"to": "P1"}, "来源和去向不能是同一处"),
        ("trace", {"quantity": 47}, "共 46盒，不能是 47"),
        ("trace", {"from": "P2", "to": "P1"}, "只剩 0盒 可以追查，不能是 46"),
        ("extend", {}, "不能延长"),
    ],
)
def test_a_step_against_law_or_arithmetic_is_refused(
    line: CommandLine, stored: str, steps: Entry, take: Any, step: str, more: Entry, words: str
) -> None:
    extend = {"seizure": 1, "on": "2026-11-21", "approver": "甲", "approver_rank": "县级以上公安机关负责人"}
    known = {**steps, "extend": {**extend, "reason": "案情复杂", "told_in_writing": True}}
    before = line("show", KIND, stored).data
    answer = take(
        stored, step, {**known[step], **({"at": "2026-11-21T09:00"} if step == "custody" else {}), **more}
    )
    assert answer.status == 1 and words in answer.data["message"]
    assert line("show", KIND, stored).data == before


def test_goods_that_never_came_in_do_not_go_out(
    line: CommandLine, add: Any, goods_case: Entry, steps: Entry, take: Any
) -> None:
    number = add(KIND, goods_case)
    answer = take(number, "custody", {**steps["custody"], "at": "2026-11-21T09:00", "move": "送检"})
    assert answer.status == 1 and "在库 0，不能送检 46" in answer.data["message"]


def test_a_photo_beside_the_entry_is_named_by_its_path(
    line: CommandLine, stored: str, steps: Entry, take: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "送检.png")
    monkeypatch.chdir(tmp_path)
    entry = {**steps["custody"], "at": "2026-11-21T09:00", "move": "送检", "photos": ["送检.png"]}
    assert take(stored, "custody", entry).status == 0
    shown = line("show", KIND, stored).data["timeline"][-1]["entry"]["photos"]
    (kept,) = [path.stem for path in (line.folder / "attachments").rglob("*.png")]
    assert shown == [kept] and line("check").data == {"ok": True, "problems": []}


def test_what_is_no_photo_is_refused_and_the_move_with_it(
    line: CommandLine, stored: str, steps: Entry, take: Any, tmp_path: Path
) -> None:
    words = tmp_path / "清单.docx"
    words.write_bytes(b"PK no picture")
    entry = {**steps["custody"], "at": "2026-11-21T09:00", "move": "送检", "photos": [str(words)]}
    before = json.dumps(line("show", KIND, stored).data)
    answer = take(stored, "custody", entry)
    assert (answer.status, answer.data["faults"][0]["field"]) == (1, "photos")
    assert json.dumps(line("show", KIND, stored).data) == before


def test_a_changed_photo_is_told_by_the_check(
    line: CommandLine, stored: str, steps: Entry, take: Any, tmp_path: Path
) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "送检.png")
    entry = {
        **steps["custody"],
        "at": "2026-11-21T09:00",
        "move": "送检",
        "photos": [str(tmp_path / "送检.png")],
    }
    assert take(stored, "custody", entry).status == 0
    (kept,) = (line.folder / "attachments").rglob("*.png")
    kept.write_bytes(b"changed")
    (problem,) = line("check").data["problems"]
    assert "附件“保管变动：送检”的文件与加入时不一致" in problem["message"]


def test_a_restored_backup_holds_the_photo(
    line: CommandLine, stored: str, steps: Entry, take: Any, tmp_path: Path
) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "送检.png")
    entry = {
        **steps["custody"],
        "at": "2026-11-21T09:00",
        "move": "送检",
        "photos": [str(tmp_path / "送检.png")],
    }
    assert take(stored, "custody", entry).status == 0
    backup = line("backup", "--to", tmp_path / "out").data["file"]
    line.run("restore", backup, "--to", tmp_path / "restored")
    other = CommandLine(tmp_path / "restored", line.capsys)
    assert (
        other("check").data["ok"] and len(list((tmp_path / "restored" / "attachments").rglob("*.png"))) == 1
    )
