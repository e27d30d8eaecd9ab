"""A program killed at any moment of any writing command: the folder opens, nothing acknowledged is lost, nothing is left whose number another case gets."""

from __future__ import annotations

import io
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fengqiao_desk.commands import main

from .conftest import TODAY, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
# A soak kills a thousand times over all commands.
SOAK = "FENGQIAO_SOAK" in os.environ
KILLS = 84 if SOAK else 2
LONGEST = 0.4
"""Seconds: most commands are through by then, so that kills fall before, into and behind their commit."""
Counts = dict[str, int]
TABLES = ("cases", "documents", "attachments", "closings", "imports", "officers", "withdrawals")


class Folder:
    """A station on which commands are run in a process of their own and killed."""

    def __init__(self, line: CommandLine, number: str, tmp_path: Path) -> None:
        self.line, self.number, self.tmp = line, number, tmp_path
        self.chance = random.Random() if SOAK else random.Random(15)

    def killed(self, *words: object) -> bool:
        """Runs a command and kills it at some moment; gives whether it was acknowledged before."""
        child = os.fork()
        if child == 0:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                status = main([str(word) for word in ("--data", self.line.folder, "--today", TODAY, *words)])
            os._exit(status)
        time.sleep(self.chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, ended = os.waitpid(child, 0)
        return os.WIFEXITED(ended) and os.WEXITSTATUS(ended) == 0

    def counts(self) -> Counts:
        database = sqlite3.connect(self.line.folder / "station.db")
        found = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
        database.close()
        return found

    def file(self, turn: int, content: bytes, suffix: str) -> Path:
        path = self.tmp / f"{turn}{suffix}"
        path.write_bytes(content)
        return path

    def photo(self, turn: int) -> Path:
        made = io.BytesIO()
        Image.new("RGB", (8, 8), (turn % 256, turn // 256, 7)).save(made, "PNG")
        return self.file(turn, made.getvalue(), ".png")

    def ledger(self, turn: int) -> Path:
        rows = [f"2026-11-{1 + row % 20:02d},巡逻,{turn * 100 + row}人次,示例社区" for row in range(30)]
        text = "\n".join(["日期,工作内容,数量,社区", *rows])
        return self.file(turn, text.encode(), ".csv")

    def received(self, entry: Entry) -> str:
        answer = self.line("add", "disputes", "--entry", self.line.entry(entry))
        return str(answer.data["number"])

    def issued(self) -> str:
        words = ("document", "issue", "disputes", self.number, "intake_form", "--overwrite")
        answer = self.line(*words, "--to", self.tmp / "issued.pdf")
        assert answer.status == 0, answer.err
        return str(answer.data["number"])


@pytest.fixture
def folder(line: CommandLine, add: Add, dispute: Entry, venue: Entry, tmp_path: Path) -> Folder:
    number = add("disputes", dispute)
    for name in ("示例棋牌室", "示例网吧"):
        add("venues", {**venue, "name": name, "trading_name": None})
    return Folder(line, number, tmp_path)


Words = Callable[[Folder, int, Entry], tuple[object, ...]]
COMMANDS: dict[str, tuple[Words, Counts]] = {
    "add": (lambda f, turn, entry: ("add", "disputes", "--entry", f.line.entry(entry)), {"cases": 1}),
    "amend": (
        lambda f, turn, entry: (
            *("amend", "disputes", f.number, "--entry"),
            f.line.entry({**entry, "place": f"第 {turn} 处"}),
        ),
        {},
    ),
    "issue": (
        lambda f, turn, entry: (
            *("document", "issue", "disputes", f.number, "intake_form", "--overwrite"),
            *("--to", f.tmp / "a.pdf"),
        ),
        {"documents": 1},
    ),
    "void": (lambda f, turn, entry: ("document", "void", f.issued(), "--reason", "写错了"), {}),
    "replace": (
        lambda f, turn, entry: ("document", "replace", f.issued(), "--overwrite", "--to", f.tmp / "b.pdf"),
        {"documents": 1},
    ),
    "round": (
        lambda f, turn, entry: (
            *("notices", "issue", "--template", "compliance", "--venues", "all"),
            *("--overwrite", "--to", f.tmp / "c.pdf"),
        ),
        {"cases": 2, "documents": 2},
    ),
    "attach": (
        lambda f, turn, entry: ("attach", "disputes", f.received(entry), f.photo(turn)),
        {"attachments": 1},
    ),
    "import": (
        lambda f, turn, entry: ("import", "activities", f.ledger(turn)),
        {"cases": 30, "imports": 1},
    ),
    "close": (
        lambda f, turn, entry: (
            *("--user", "所长戊", "summary", "--month", f"{2025 - turn // 12}-{1 + turn % 12:02d}"),
            *("--close", "--overwrite", "--to", f.tmp / "d.pdf"),
        ),
        {"closings": 1},
    ),
    "officer": (
        lambda f, turn, entry: (
            *(
                "--user",
                "管理员己",
                "officers",
                "add",
                f"新人{turn}",
                "--role",
                "民警",
                "--badge",
                f"77{turn}",
            ),
            *("--new-password-file", f.file(turn, f"不好猜的口令-{turn}-abc".encode(), ".txt")),
        ),
        {"officers": 1},
    ),
    "withdraw": (
        lambda f, turn, entry: ("withdraw", "disputes", f.received(entry), "--reason", "重复"),
        {"withdrawals": 1},
    ),
    "repair": (lambda f, turn, entry: ("repair",), {}),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_is_done_whole_or_not_at_all(folder: Folder, dispute: Entry, command: str) -> None:
    words_of, whole = COMMANDS[command]
    assert folder.line(*words_of(folder, KILLS, dispute)).status == 0
    for turn in range(KILLS):
        words = words_of(folder, turn, dispute)
        if command == "repair":
            lose_the_search(folder)
        before = folder.counts()
        acknowledged = folder.killed(*words)
        # Who works next brings order into what was left.
        assert folder.line("list", "disputes").status == 0
        assert folder.line("check").data["problems"] == [] or command == "repair"
        after = folder.counts()
        grown = {name: after[name] - before[name] for name in TABLES if after[name] != before[name]}
        assert grown in ([whole] if acknowledged else [{}, whole])
        assert list(folder.line.folder.rglob("*.uncommitted")) == []
        assert list(folder.line.folder.rglob(".fengqiao-*")) == []
    assert folder.line("repair").status == 0
    assert folder.line("check").data == {"ok": True, "problems": []}


def lose_the_search(folder: Folder) -> None:
    database = sqlite3.connect(folder.line.folder / "station.db")
    database.execute("DROP TRIGGER IF EXISTS search_row_goes")
    database.execute("DELETE FROM search_rows")
    database.commit()
    database.close()


def numbers(folder: Folder) -> list[int]:
    registered = folder.line("register").data
    rows = registered["documents"] if isinstance(registered, dict) else registered
    return sorted(int(row["number"].partition("〕")[2].removesuffix("号")) for row in rows)


def test_numbers_stay_without_a_gap_through_kills(folder: Folder) -> None:
    for turn in range(KILLS):
        words = COMMANDS["issue"][0](folder, turn, {})
        folder.killed(*words)
    found = numbers(folder)
    assert found == list(range(1, len(found) + 1))
