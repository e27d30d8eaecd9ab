"""docs/adding.md is true: a kind that is added block by block in a copy of the checkout works everywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]
GUIDE = (CHECKOUT / "docs" / "adding.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The tests over all kinds that take a new one from KINDS by themselves.
OVER_ALL_KINDS = (
    "tests/core/test_glossary.py",
    "tests/core/cases/test_verbs.py",
    "tests/core/cases/test_any_entry.py",
    "tests/core/cases/test_half_typed.py",
    "tests/core/cases/test_schema.py",
    "tests/core/exchange/test_sheets.py",
    "tests/core/documents/test_every_document.py",
    "tests/core/practice/test_generated.py",
    "tests/windows/test_session.py",
    "tests/windows/cases/form/test_half_typed_forms.py",
    "tests/windows/cases/detail/test_steps.py",
)

pytestmark = pytest.mark.xdist_group("adding")  # the copy is made once: all of this file in one worker


def change(text: str, block: str) -> str:
    """The text with each group of lines (`-` and then `+`) of the block replaced; what is replaced stands there once."""
    for group in block.strip("\n").split("\n\n"):
        lines = group.split("\n")
        old = "\n".join(line[1:] for line in lines if line.startswith("-")) + "\n"
        new = "\n".join(line[1:] for line in lines if line.startswith("+")) + "\n"
        found = list(re.finditer(rf"^{re.escape(old)}", text, re.MULTILINE))
        assert len(found) == 1, f"docs/adding.md replaces what is not there once:\n{old}"
        text = text[: found[0].start()] + new + text[found[0].end() :]
    return text


@dataclass
class Copy:
    """A copy of the checkout and a practice station that it works on."""

    root: Path

    def follow(self, *besides: str) -> None:
        """Do what the guide says, in its order; `besides` are files left as they are."""
        for name, sort, block in BLOCK.findall(GUIDE):
            file = self.root / name
            if not name or name in besides:
                continue
            if sort == "diff":
                file.write_text(change(file.read_text(encoding="utf-8"), block), encoding="utf-8")
            else:
                assert not file.exists(), name
                file.parent.mkdir(exist_ok=True)
                file.write_text(block, encoding="utf-8")

    def run(self, *words: str | Path, status: int = 0) -> str:
        environment = {**os.environ, "PYTHONPATH": str(self.root), "QT_QPA_PLATFORM": "offscreen"}
        environment = {name: value for name, value in environment.items() if not name.startswith("PYTEST_")}
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def desk(self, *words: str | Path) -> Any:
        folder = ("--data", self.root / "station", "--today", "2026-11-21")
        return json.loads(self.run("main.py", *folder, *words, "--json"))

    def contracts(self, status: int) -> str:
        lint = "import sys; from importlinter.cli import lint_imports_command as lint; lint()"
        return self.run("-c", lint, "--no-logo", "--config", "setup.cfg", status=status)


def copied(root: Path) -> Copy:
    dead = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("fengqiao_desk", "ui", "resources", "tests", "docs"):
        shutil.copytree(CHECKOUT / name, root / name, ignore=dead)
    for name in ("main.py", "setup.cfg"):
        shutil.copy(CHECKOUT / name, root / name)
    return Copy(root)


def join(copy: Copy) -> None:
    """The windows and the resources lie inside the package, as in the wheel."""
    for name in ("ui", "resources"):
        (copy.root / "fengqiao_desk" / name).symlink_to(copy.root / name)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, practice_folder: Path) -> Copy:
    made = copied(tmp_path_factory.mktemp("adding") / "checkout")
    made.follow()
    made.contracts(status=0)
    join(made)
    shutil.copytree(practice_folder, made.root / "station")
    return made


@pytest.fixture(scope="module")
def number(copy: Copy) -> str:
    """A question that was asked."""
    entry = {"asked_on": "2026-11-20", "topic": "邻居装修噪声", "asker": "张三", "minutes": 25}
    (copy.root / "entry.json").write_text(json.dumps(entry), encoding="utf-8")
    return str(copy.desk("add", "advice", "--entry", "entry.json")["number"])


def test_without_its_place_the_import_contract_fails(tmp_path: Path) -> None:
    made = copied(tmp_path / "checkout")
    made.follow("setup.cfg")
    assert "advice" in made.contracts(status=1)


def test_the_wheel_has_every_package(copy: Copy) -> None:
    parser = ConfigParser()
    parser.read(copy.root / "setup.cfg", encoding="utf-8")
    folders = {path.parent.relative_to(copy.root) for path in (copy.root / "fengqiao_desk").rglob("*.py")}
    there = {".".join(folder.parts) for folder in folders}
    listed = set(parser["options"]["packages"].split())
    assert ("fengqiao_desk.advice" in there, there - listed) == (True, set())


def test_it_is_received_with_its_field_and_listed(copy: Copy, number: str) -> None:
    rows = copy.desk("list", "advice")
    assert (number, rows["total"]) == ("ZX2026-0001", 1)
    assert copy.desk("show", "advice", number)["fields"]["minutes"] == 25


def test_it_is_found(copy: Copy, number: str) -> None:
    assert [hit["number"] for hit in copy.desk("search", "噪声")["hits"]] == [number]


def test_its_guard_refuses_and_its_step_stands_on_the_timeline(copy: Copy, number: str) -> None:
    file = copy.root / "answer.json"
    step = ("step", "advice", number, "answer", "--entry", file)
    file.write_text('{"on": "2026-11-19", "said": "先行调解"}', encoding="utf-8")
    folder = ("--data", copy.root / "station", "--today", "2026-11-21")
    assert "早于咨询日期" in copy.run("main.py", *folder, *step, "--json", status=1)
    file.write_text('{"on": "2026-11-21", "said": "先行调解"}', encoding="utf-8")
    assert copy.desk(*step)["state"] == "已答复"
    assert "答复" in [row["title"] for row in copy.desk("show", "advice", number)["timeline"]]


def test_its_document_is_issued(copy: Copy, number: str) -> None:
    issued = copy.desk("document", "issue", "advice", number, "advice_form", "--to", copy.root / "form.pdf")
    assert "咨字〔2026〕1号" in issued["number"]
    assert (copy.root / "form.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("number")
def test_its_figure_is_counted_in_the_summary(copy: Copy) -> None:
    summary = copy.desk("summary", "--month", "2026-11")
    assert "法律咨询" in json.dumps(summary, ensure_ascii=False)


def test_its_page_is_in_the_window(copy: Copy) -> None:
    picture = copy.root / "window.png"
    copy.desk("screenshot", "--page", "advice", "--to", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_tests_over_all_kinds_hold_for_it(copy: Copy) -> None:
    """Without the migration only the shape of the folder is red, as the guide says; with it nothing is."""
    (printed,) = [block for _, sort, block in BLOCK.findall(GUIDE) if sort == "sh"]
    tests = (
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-k",
        "advice or glossary or navigation",
        *OVER_ALL_KINDS,
    )
    red = copy.run(*tests, status=1)
    assert re.findall(r"^FAILED (\S+)", red, re.MULTILINE) == [
        "tests/core/cases/test_schema.py::test_the_migrations_make_what_the_kind_declares[advice]"
    ]
    migrations = copy.root / "fengqiao_desk" / "store" / "migrations"
    newest = max(int(path.name[:4]) for path in migrations.glob("*.sql"))
    code = re.fullmatch(r"python -c '(.*)'\n", printed, re.DOTALL)
    assert code is not None
    sql = copy.run("-c", code[1])
    (migrations / f"{newest + 1:04d}_advice.sql").write_text(sql, encoding="utf-8")
    copy.run("-m", "pytest", "-p", "no:cacheprovider", "-k", "advice", "tests/core/cases/test_schema.py")


def test_the_column_added_later_is_the_one_declared(copy: Copy) -> None:
    (added,) = [block for _, sort, block in BLOCK.findall(GUIDE) if sort == "sql"]
    listed = copy.run(
        "-c",
        "from fengqiao_desk.cases.saving import tables; from fengqiao_desk.kinds import kind_of; "
        "print(*tables.definitions(kind_of('advice')))",
    )
    column = re.search(r"ADD COLUMN (.*);", added)
    assert column is not None and column[1] in listed


def test_the_formatter_and_the_linter_find_nothing_in_it(copy: Copy) -> None:
    shutil.copy(CHECKOUT / ".ruff.toml", copy.root)
    new = [copy.root / name for name, sort, _ in BLOCK.findall(GUIDE) if sort == "python"]
    copy.run("-m", "ruff", "check", *new)
    copy.run("-m", "ruff", "format", "--check", *new)
