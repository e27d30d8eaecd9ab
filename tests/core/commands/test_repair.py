"""Each kind of damage: told in words, mended on a copy where nothing is lost, everything that was there kept."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
PAGE = 4096
KILLED = """
import os, signal, sys
from fengqiao_desk.store.database import Connections, StationDatabase
from pathlib import Path
connections = Connections(StationDatabase(Path(sys.argv[1])))
connections.keep()
for day in range(1, 7):
    with connections.writing():
        connections.run({statement!r}, day)
os.kill(os.getpid(), signal.SIGKILL)
"""
NOTE = "INSERT INTO summary_notes (first_day, last_day, part, text) VALUES (?, '', '', '')"


class Folder:
    """A station with a case and an issued document, and the hand that damages it."""

    def __init__(self, line: CommandLine) -> None:
        self.line = line
        self.root = line.folder
        self.database = line.folder / "station.db"

    def run(self, *statements: str) -> None:
        """SQL past the program and its triggers."""
        connection = sqlite3.connect(self.database)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.database)
        found = connection.execute(question).fetchall()
        connection.close()
        return found

    def lose_page(self, name: str) -> None:
        """The first page of a table or an index, zeros from end to end."""
        ((page,),) = self.ask(f"SELECT rootpage FROM sqlite_master WHERE name = '{name}'")
        content = bytearray(self.database.read_bytes())
        content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
        self.database.write_bytes(content)

    def killed(self, statement: str = NOTE) -> None:
        """A program that commits six times and is killed: what it wrote stands in the log."""
        words = [sys.executable, "-c", KILLED.format(statement=statement), str(self.database)]
        assert subprocess.run(words, check=False, capture_output=True).returncode == -signal.SIGKILL

    @property
    def paper(self) -> Path:
        return next((self.root / "documents").rglob("*.pdf"))

    def codes(self) -> list[str]:
        return list(dict.fromkeys(each["code"] for each in self.line("check").data["problems"]))

    def numbers_found(self, words: str) -> set[str]:
        return {hit["number"] for hit in self.line("search", words).data["hits"]}

    def contents(self) -> dict[str, bytes]:
        """Every file but the log's index, which SQLite makes anew whenever it looks."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")
        }


@pytest.fixture
def folder(line: CommandLine, add: Add, dispute: Entry, tmp_path: Path) -> Folder:
    number = add("disputes", dispute)
    words = ("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    assert line(*words).status == 0
    return Folder(line)


def stray(folder: Folder) -> None:
    shutil.copy(folder.paper, folder.paper.with_name("合公（逍）纠登字〔2026〕9号_王五_2026-11-21.pdf"))


def torn_log(folder: Folder) -> None:
    folder.killed()
    log = folder.database.with_name("station.db-wal")
    content = bytearray(log.read_bytes())
    content[100] ^= 1
    log.write_bytes(content)


MENDED: dict[str, tuple[str, Callable[[Folder], None]]] = {
    "an index": ("damaged_index", lambda folder: folder.lose_page("cases_by_day")),
    "the index of a key": ("damaged_index", lambda folder: folder.lose_page("sqlite_autoindex_audit_1")),
    "who may sign in": ("damaged_index", lambda folder: folder.lose_page("sqlite_autoindex_officers_1")),
    "the rows of the search": ("search_damaged", lambda folder: folder.lose_page("search_rows")),
    "the index of the search": ("search_damaged", lambda folder: folder.lose_page("search_index_data")),
    "what the search is set to": ("search_damaged", lambda folder: folder.lose_page("search_index_config")),
    "lost rows of the search": (
        "search_index",
        lambda folder: folder.run("DROP TRIGGER search_row_goes", "DELETE FROM search_rows"),
    ),
    "a paper without its row": ("document_stray", stray),
    "the log of a killed program": ("log_torn", torn_log),
}
LOST: dict[str, tuple[str, Callable[[Folder], None]]] = {
    "a table": ("damaged_page", lambda folder: folder.lose_page("cases")),
    "a text": (
        "torn_text",
        lambda folder: folder.run("UPDATE disputes_parties SET name = 'a' || char(0)"),
    ),
}
TOLD = MENDED | LOST
UNREADABLE: dict[str, tuple[str, Callable[[Folder], Any]]] = {
    "empty": ("0 字节", lambda folder: folder.database.write_bytes(b"")),
    "gone": ("不见了", lambda folder: folder.database.unlink()),
    "a text": ("文字文件", lambda folder: folder.database.write_text("这是一封信。" * 99, encoding="utf-8")),
    "zeros": (
        "开头已损坏",
        lambda folder: folder.database.write_bytes(bytes(PAGE) + folder.database.read_bytes()[PAGE:]),
    ),
    "cut off": (
        "末尾少了 2 页",
        lambda folder: folder.database.write_bytes(folder.database.read_bytes()[: -PAGE - 9]),
    ),
}
FILES: dict[str, Callable[[Folder], Any]] = {
    "document_missing": lambda folder: folder.paper.unlink(),
    "document_changed": lambda folder: folder.paper.write_bytes(b"%PDF-1.7"),
}


@pytest.mark.parametrize("kind", MENDED)
def test_what_nothing_is_lost_by_is_told_and_mended(folder: Folder, kind: str) -> None:
    code, damage = MENDED[kind]
    damage(folder)
    assert code in folder.codes()
    answer = folder.line("repair")
    assert (answer.status, answer.data["ok"], answer.data["problems"]) == (0, True, [])
    assert code in [each["code"] for each in answer.data["repaired"]]
    assert folder.line("check").data == {"ok": True, "problems": []}


@pytest.mark.parametrize("kind", MENDED)
def test_a_search_finds_what_it_found_before_the_damage(folder: Folder, kind: str) -> None:
    before = folder.numbers_found("张三")
    MENDED[kind][1](folder)
    folder.line("repair")
    assert folder.numbers_found("张三") == before != set()


@pytest.mark.parametrize("kind", TOLD)
def test_a_look_for_damage_changes_no_file(folder: Folder, kind: str) -> None:
    TOLD[kind][1](folder)
    before = folder.contents()
    folder.line("check")
    assert folder.contents() == before


@pytest.mark.parametrize("kind", LOST)
def test_lost_rows_are_told_and_left_to_a_backup(folder: Folder, kind: str) -> None:
    code, damage = LOST[kind]
    damage(folder)
    assert code in folder.codes()
    before = folder.contents()
    answer = folder.line("repair")
    assert (answer.status, answer.data["problem"]) == (3, "folder_damaged")
    assert "请从备份恢复。现在的文件没有改动" in answer.data["message"]
    assert {name: content for name, content in folder.contents().items() if name in before} == before


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("command", ["check", "repair", "list"])
def test_a_database_that_is_none_is_called_what_it_is(folder: Folder, command: str, kind: str) -> None:
    words, damage = UNREADABLE[kind]
    damage(folder)
    before = folder.contents()
    answer = folder.line(command, "disputes") if command == "list" else folder.line(command)
    assert answer.status == 3
    assert words in answer.data["message"]
    assert "从备份恢复最近一份" in answer.data["message"]
    assert folder.contents() == before


@pytest.mark.parametrize("code", FILES)
def test_a_file_that_only_a_backup_has_is_left_and_told(folder: Folder, code: str) -> None:
    FILES[code](folder)
    answer = folder.line("repair")
    assert (answer.status, [each["code"] for each in answer.data["problems"]]) == (1, [code])
    assert answer.data["problems"][0]["message"].endswith("可从备份取回")


def test_the_database_as_it_was_is_kept(folder: Folder) -> None:
    folder.lose_page("cases_by_day")
    damaged = folder.database.read_bytes()
    (kept,) = folder.line("repair").data["kept"]
    assert Path(kept).parent == folder.root / "backups"
    assert Path(kept).read_bytes() == damaged


def test_a_log_is_kept_with_its_database(folder: Folder) -> None:
    torn_log(folder)
    log = folder.database.with_name("station.db-wal").read_bytes()
    database, kept = folder.line("repair").data["kept"]
    assert kept == f"{database}-wal"
    assert Path(kept).read_bytes() == log


def test_what_stands_in_the_log_alone_is_in_the_mended_database(folder: Folder) -> None:
    folder.lose_page("cases_by_day")
    folder.killed()
    assert folder.line("repair").status == 0
    assert folder.ask("SELECT count(*) FROM summary_notes") == [(6,)]


def test_the_log_of_another_database_is_taken_away_before_it_is_read(folder: Folder, tmp_path: Path) -> None:
    other = Folder(CommandLine(tmp_path / "other", folder.line.capsys))
    shutil.copytree(folder.root, other.root)
    other.run("CREATE TABLE more (content)", "INSERT INTO more VALUES (zeroblob(900000))")
    other.killed("UPDATE more SET content = zeroblob(600000 + ?)")
    shutil.copy(other.database.with_name("station.db-wal"), folder.root)
    assert folder.codes() == ["log_foreign"]
    opened = folder.line("add", "disputes", "--entry", folder.line.entry({}))
    assert (opened.status, opened.data["problem"]) == (3, "folder_damaged")
    assert folder.line("repair").status == 0
    assert folder.codes() == []


def test_a_page_that_was_cut_while_the_power_failed_is_no_damage(folder: Folder) -> None:
    folder.killed()
    log = folder.database.with_name("station.db-wal")
    os.truncate(log, log.stat().st_size - 100)
    assert folder.codes() == []
    assert folder.line("repair").data["repaired"] == []


def test_a_paper_without_a_row_is_moved_aside_with_a_note(folder: Folder) -> None:
    stray(folder)
    (kept,) = folder.line("repair").data["kept"]
    assert Path(kept).is_file()
    note = (folder.root / "set-aside").glob("*/说明.txt")
    assert "documents/2026/合公（逍）纠登字〔2026〕9号_王五_2026-11-21.pdf" in next(note).read_text("utf-8")


def test_a_repair_is_put_on_record(folder: Folder) -> None:
    stray(folder)
    folder.line("repair")
    assert folder.ask("SELECT verb, changes FROM audit ORDER BY key DESC LIMIT 1") == [
        ("修复数据", '{"mended":{"document_stray":1}}')
    ]


def test_a_sound_folder_is_left_as_it_is(folder: Folder) -> None:
    before = folder.database.read_bytes()
    answer = folder.line("repair")
    assert answer.data == {"ok": True, "repaired": [], "kept": [], "problems": []}
    assert folder.database.read_bytes() == before
