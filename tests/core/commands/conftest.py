"""The command line in this process: what it prints and the status it ends with."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk import commands
from fengqiao_desk.commands import main
from fengqiao_desk.commands.registry import every_command
from fengqiao_desk.station import Officer, Right, rights

TODAY = "2026-11-21"


# These build a whole practice station, as every officer of it.
_PLAYS_EVERYBODY = {"init", "demo", "bench-data"}


@pytest.fixture(autouse=True)
def _asks_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever right a command asks in any test here, the table of `roles` says it asks."""
    asked: set[Right] = set()
    why_not, run = rights.why_not, commands._run

    def noted(officer: Officer, right: Right) -> str:
        asked.add(right)
        return why_not(officer, right)

    def checked(options: argparse.Namespace) -> int:
        asked.clear()
        try:
            return run(options)
        finally:
            command = next((found for found in every_command() if found.run is options.run), None)
            assert command is None or command.name in _PLAYS_EVERYBODY or asked <= set(command.asks)

    monkeypatch.setattr(rights, "why_not", noted)
    monkeypatch.setattr(commands, "_run", checked)


@dataclass(frozen=True)
class Answer:
    """One run: its status and what stood on the two outputs."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON document; fails when anything else stands on standard output."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """Runs commands on one folder, with `--json`, on the day of the tests."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: object) -> Answer:
        status = main([str(word) for word in words])
        captured = self.capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    def __call__(self, *words: object, today: str = TODAY) -> Answer:
        return self.run("--data", self.folder, "--today", today, *words, "--json")

    def entry(self, content: Any) -> Path:
        """An entry file: JSON of a value, or bytes as they are."""
        path = self.folder.parent / "entry.json"
        raw = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        path.write_bytes(raw)
        return path


@pytest.fixture
def line(station_folder: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on a practice folder."""
    return CommandLine(station_folder, capsys)


Add = Callable[[str, Any], str]
"""Enters a record of a kind and gives its number."""


@pytest.fixture
def add(line: CommandLine) -> Add:
    """Adds a case and gives its number."""

    def added(kind: str, entry: Any) -> str:
        answer = line("add", kind, "--entry", line.entry(entry))
        assert answer.status == 0, answer.err
        return str(answer.data["number"])

    return added
