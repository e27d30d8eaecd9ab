"""The command line in this process: what it prints and the status it ends with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.commands import main

TODAY = "2026-11-21"


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


@pytest.fixture
def add(line: CommandLine) -> Callable[[str, Any], str]:
    """Adds a case and gives its number."""

    def added(kind: str, entry: Any) -> str:
        answer = line("add", kind, "--entry", line.entry(entry))
        assert answer.status == 0, answer.err
        return str(answer.data["number"])

    return added
