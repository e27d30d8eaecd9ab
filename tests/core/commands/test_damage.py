"""A station.db with zeros anywhere: every command says so in words, check tells each damage with its place, nothing ends in a traceback."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
PAGE = 4096
ZEROS = {"whole": (0, PAGE), "all but the head": (16, PAGE), "middle": (2048, 2304), "end": (3584, PAGE)}
"""Which bytes of a page are lost."""
STEPS = {"whole": 1, "all but the head": 2, "middle": 2, "end": 2}
CANNOT_BE_OPENED = 3


class Damaged:
    """One folder whose database is given back whole and damaged anew each time."""

    def __init__(self, line: CommandLine) -> None:
        self.line = line
        self._database = line.folder / "station.db"
        self.whole = self._database.read_bytes()

    @property
    def pages(self) -> int:
        return len(self.whole) // PAGE

    def lose(self, page: int, first: int = 0, end: int = PAGE) -> bool:
        """Fills bytes of a page (counted from 1) with zeros; False when nothing but zeros stood there."""
        start = (page - 1) * PAGE
        lost = bytearray(self.whole)
        lost[start + first : start + end] = bytes(end - first)
        for beside in ("station.db-wal", "station.db-shm"):
            (self.line.folder / beside).unlink(missing_ok=True)
        self._database.write_bytes(lost)
        return lost != self.whole

    def each(self, zeros: str, step: int = 1) -> Iterator[int]:
        """Every page, or every `step`th, while it is damaged."""
        for page in range(1, self.pages + 1, step):
            if self.lose(page, *ZEROS[zeros]):
                yield page


@pytest.fixture
def damaged(line: CommandLine, add: Add, dispute: Entry, venue: Entry, tmp_path: Path) -> Damaged:
    """A station with long and short records, an issued document and a venue."""
    add("venues", venue)
    number = add("disputes", {**dispute, "facts": "经过很长。" * 900})
    for _ in range(8):
        add("disputes", dispute)
    words = ("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    assert line(*words).status == 0
    return Damaged(line)


def page_of(damaged: Damaged, table: str) -> int:
    """The first page of a table."""
    with sqlite3.connect(damaged.line.folder / "station.db") as database:
        found = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    database.close()
    return int(found[0])


def is_told(answer: Answer) -> bool:
    """Findings with status 1, or words with 3 when nothing can be opened; one JSON document in either case."""
    if answer.status == CANNOT_BE_OPENED:
        return answer.data["problem"] in ("folder_damaged", "folder_missing")
    return answer.status == 1 and answer.data["ok"] is False and bool(answer.data["problems"])


@pytest.mark.parametrize("zeros", ZEROS)
def test_each_damage_is_told_by_the_check(damaged: Damaged, zeros: str) -> None:
    silent = [page for page in damaged.each(zeros, STEPS[zeros]) if not is_told(damaged.line("check"))]
    assert silent == []


def test_a_damage_is_told_with_table_and_page(damaged: Damaged) -> None:
    page = page_of(damaged, "cases")
    damaged.lose(page)
    answer = damaged.line("check")
    assert (answer.status, answer.data["ok"]) == (1, False)
    found = next(each for each in answer.data["problems"] if each["code"] == "damaged_page")
    assert found == {
        "code": "damaged_page",
        "where": f"cases 第 {page} 页",
        "message": f"数据表“cases”第 {page} 页已损坏；修复不了，请从备份恢复",
    }


def test_what_lies_behind_a_damaged_table_is_still_checked(damaged: Damaged) -> None:
    next(damaged.line.folder.rglob("documents/2026/*.pdf")).write_bytes(b"")
    damaged.lose(page_of(damaged, "steps"))
    codes = [each["code"] for each in damaged.line("check").data["problems"]]
    assert "document_changed" in codes


def test_a_sound_folder_is_told_as_sound(damaged: Damaged) -> None:
    answer = damaged.line("check")
    assert (answer.status, answer.data) == (0, {"ok": True, "problems": []})


@pytest.mark.parametrize("zeros", ["whole", "middle"])
def test_the_audit_ends_in_words_whatever_is_lost(damaged: Damaged, zeros: str) -> None:
    for _ in damaged.each(zeros, 4):
        answer = damaged.line("audit", "verify")
        assert (answer.status, answer.data["ok"]) == (0, True) if answer.status == 0 else is_told(answer)


def test_a_lost_page_of_the_audit_is_told(damaged: Damaged) -> None:
    damaged.lose(page_of(damaged, "audit"))
    answer = damaged.line("audit", "verify")
    assert (answer.status, answer.data["ok"], answer.data["problems"][0]["code"]) == (
        1,
        False,
        "audit_unreadable",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("list", "disputes"),
        ("show", "disputes", "JF2026-0001"),
        ("search", "张三"),
        ("register",),
        ("agenda",),
    ],
    ids=lambda words: words[0],
)
def test_reading_ends_in_words_whatever_is_lost(damaged: Damaged, words: tuple[str, ...]) -> None:
    for zeros, step in (("whole", 6), ("end", 9)):
        for _ in damaged.each(zeros, step):
            answer = damaged.line(*words)
            assert answer.status == 0 or answer.data["problem"] in (
                *("folder_damaged", "folder_missing", "unknown", "wrong_password"),
            )


def test_a_backup_of_a_damaged_table_names_the_database(damaged: Damaged, tmp_path: Path) -> None:
    damaged.lose(page_of(damaged, "disputes"))
    answer = damaged.line("backup", "--to", tmp_path / "stick")
    assert (answer.status, answer.data["problem"]) == (CANNOT_BE_OPENED, "folder_damaged")
    assert str(damaged.line.folder / "station.db") in answer.data["message"]
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_backup_is_whole_or_refused_whatever_is_lost(damaged: Damaged, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for page in damaged.each("whole", 5):
        answer = damaged.line("backup", "--to", stick)
        made = [Path(answer.data["file"])] if answer.status == 0 else []
        assert list(stick.iterdir()) == made
        for file in made:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == answer.data["sha256"]
            restored = damaged.line.run("restore", file, "--to", tmp_path / f"from {page}", "--json")
            assert restored.data["cases"] == 10
            file.unlink()


def test_a_forged_audit_row_ends_with_one(damaged: Damaged) -> None:
    database = sqlite3.connect(damaged.line.folder / "station.db")
    database.execute("DROP TRIGGER audit_rows_never_change")
    database.execute("UPDATE audit SET officer = '别人' WHERE key = 2")
    database.commit()
    database.close()
    verified, checked = damaged.line("audit", "verify"), damaged.line("check")
    assert (verified.status, verified.data["ok"], verified.data["broken"]) == (1, False, [2])
    assert (checked.status, checked.data["problems"][0]["where"]) == (1, "audit 第 2 行")
