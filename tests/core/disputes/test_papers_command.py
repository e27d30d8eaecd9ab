"""`document dossier` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from fengqiao_desk.commands import main

Entry = dict[str, Any]
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(station_folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def command(*words: str, entry: Entry | None = None) -> tuple[int, Any]:
        if entry is not None:
            path = tmp_path / "entry.json"
            path.write_text(json.dumps(entry), encoding="utf-8")
            words = (*words, "--entry", str(path))
        status = main(["--data", str(station_folder), "--today", "2026-11-21", *words, "--json"])
        captured = capsys.readouterr()
        return status, json.loads(captured.out) if captured.out else captured.err

    return command


def test_the_command_writes_the_file_and_tells_what_is_missing(
    run: Run, dispute: Entry, tmp_path: Path
) -> None:
    number = run("add", "disputes", entry=dispute)[1]["number"]
    target = tmp_path / "卷宗.pdf"
    status, data = run("document", "dossier", "disputes", number, "--to", str(target))
    assert (status, data) == (0, {"path": str(target), "pages": 4, "missing": ["矛盾纠纷受理登记表"]})
    assert len(PdfReader(target).pages) == 4


def test_other_kinds_have_no_file(run: Run, venue: Entry, tmp_path: Path) -> None:
    number = run("add", "venues", entry=venue)[1]["number"]
    status, answer = run("document", "dossier", "venues", number, "--to", str(tmp_path / "x.pdf"))
    assert status != 0
    assert "没有整卷" in json.dumps(answer, ensure_ascii=False)
