"""The command line as a script starts it: its own process, UTF-8 on every console, and never a window's library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]
Entry = dict[str, Any]


def run(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(CHECKOUT / "main.py"), *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)


def test_a_month_is_played_from_nothing(tmp_path: Path, dispute: Entry, dispute_steps: Entry) -> None:
    password, entry = tmp_path / "password.txt", tmp_path / "entry.json"
    password.write_text("eight-or-more\n")
    data = ("--data", tmp_path / "station", "--password-file", password)
    names = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "管理员己")
    assert run(*data, "init", *names, "--practice", "--with-officers").returncode == 0
    entry.write_text(json.dumps(dispute), encoding="utf-8")
    day = ("--data", tmp_path / "station", "--today", "2026-10-31")
    number = json.loads(run(*day, "add", "disputes", "--entry", entry, "--json").stdout)["number"]
    failed = dispute_steps["mediation_session"]
    reached = {**failed, "held_at": "2026-10-13T09:00", "outcome": "达成"}
    rest = [(step, dispute_steps[step]) for step in ("agreement", "performance", "follow_up", "close")]
    for step, typed in [("mediation_session", failed), ("mediation_session", reached), *rest]:
        entry.write_text(json.dumps(typed), encoding="utf-8")
        taken = run(*day, "step", "disputes", number, step, "--entry", entry, "--json")
        assert taken.returncode == 0, taken.stderr.decode()
    summary = run(*day, "summary", "--month", "2026-10", "--to", tmp_path / "s.pdf", "--json")
    figures = {figure["label"]: figure["value"] for figure in json.loads(summary.stdout)["figures"]}
    assert figures["化解纠纷"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("kinds", "--json"),
        ("add", "disputes", "--entry", "dispute.json", "--json"),
        ("summary", "--month", "2026-09", "--to", "s.pdf", "--json"),
        ("list", "disputes", "--json"),
    ],
    ids=lambda words: str(words[0]),
)
def test_no_command_loads_a_windows_library(
    station_folder: Path, dispute: Entry, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "dispute.json").write_text(json.dumps(dispute), encoding="utf-8")
    arguments = ["--data", str(station_folder), "--today", "2026-11-21", *words]
    script = (
        "import sys; from fengqiao_desk.commands import main; status = main(sys.argv[1:]);"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'fengqiao_desk.ui'))];"
        "sys.exit(f'{status} {loaded}' if status or loaded else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_json_is_utf_8_on_a_console_of_gbk() -> None:
    done = run("kinds", "--json", PYTHONIOENCODING="gbk")
    assert json.loads(done.stdout.decode("utf-8"))["kinds"][0]["title"] == "矛盾纠纷"


def test_words_fit_a_console_that_knows_no_chinese() -> None:
    done = run("list", "colours", "--data", PYTHONIOENCODING="ascii")
    assert done.returncode == 2


def test_a_hostile_argument_is_told(station_folder: Path) -> None:
    done = run("--data", station_folder, "list", os.fsdecode(b"\xff\xfe"), "--json")
    assert (done.returncode, json.loads(done.stdout)["problem"]) == (1, "unknown")


def test_the_status_of_a_refusal_reaches_the_shell(station_folder: Path) -> None:
    done = run("--data", station_folder, "list", "colours")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "没有“colours”这类案件" in done.stderr.decode()


def test_demo_says_where_everything_is(tmp_path: Path) -> None:
    done = run("demo", "--to", tmp_path / "a", "--scenario", "a", "--json")
    made = json.loads(done.stdout)
    assert {"data", "documents", "summary"} <= made.keys()
    assert all(Path(paper["path"]).is_file() for paper in made["documents"])
    assert Path(made["summary"]).is_file()


def test_demo_refuses_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    assert run("demo", "--to", tmp_path, "--json").returncode == 1


def test_four_programs_adding_at_once_give_four_numbers(
    station_folder: Path, tmp_path: Path, dispute: Entry
) -> None:
    entry = tmp_path / "entry.json"
    entry.write_text(json.dumps(dispute), encoding="utf-8")
    words = ("--data", station_folder, "--today", "2026-11-21", "add", "disputes", "--entry", entry, "--json")
    command = [sys.executable, str(CHECKOUT / "main.py"), *(str(word) for word in words)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    numbers = sorted(json.loads(process.communicate()[0])["number"] for process in started)
    assert numbers == [f"JF2026-000{place}" for place in (1, 2, 3, 4)]
