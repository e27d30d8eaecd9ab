"""recovery print and recovery use: the sheet in the safe, from the outside."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from fengqiao_desk.station import open_station
from fengqiao_desk.station.sealed.door import Door

if TYPE_CHECKING:
    from tests.core.commands.conftest import Answer, CommandLine

FIRST, NEW = "first-secret-71", "brand-new-secret-72"
NAMES = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "张三")


class Safe:
    """A sealed station with two officers, the code it was made with, and the words to speak with it."""

    def __init__(self, line: CommandLine, place: Path) -> None:
        self.line, self.place, self.root = line, place, place / "sealed"
        self.first, self.new = self.note("first.txt", FIRST), self.note("new.txt", NEW)
        self.code = self.as_admin("init", *NAMES).data["recovery"]
        words = ("李四", "--role", "民警", "--badge", "100001", "--new-password-file", self.new)
        assert self.as_admin("officers", "add", *words).status == 0

    def note(self, name: str, text: str) -> Path:
        path = self.place / name
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def by(self, user: str, password: Path, *words: object) -> Answer:
        who = ("--user", user, "--password-file", password)
        return self.line.run("--data", self.root, *who, *words, "--json")

    def as_admin(self, *words: object) -> Answer:
        return self.by("张三", self.first, *words)

    def use(self, code: str, admin: str = "张三", password: Path | None = None) -> Answer:
        words = ("--code-file", self.note("code.txt", code), "--admin", admin)
        new = ("--new-password-file", password or self.new)
        return self.line.run("--data", self.root, "recovery", "use", *words, *new, "--json")

    def printed(self) -> str:
        """The code of a new sheet, read from the paper."""
        answer = self.as_admin("recovery", "print", "--to", self.place / "sheet.pdf", "--overwrite")
        with pdfplumber.open(io.BytesIO(Path(answer.data["path"]).read_bytes())) as pdf:
            groups = re.findall(r"第\d组 ((?:\w ){4}\w)", pdf.pages[0].extract_text())
        return " ".join(group.replace(" ", "") for group in groups)


@pytest.fixture
def safe(line: CommandLine, tmp_path: Path) -> Safe:
    return Safe(line, tmp_path)


def test_the_code_gives_the_administrator_a_new_password(safe: Safe) -> None:
    assert safe.use(safe.code).data == {"name": "张三"}
    assert safe.by("张三", safe.new, "check").status == 0
    assert safe.as_admin("check").status == 3


def test_the_audit_knows_of_both(safe: Safe) -> None:
    safe.use(safe.printed())
    at = datetime.fromisoformat("2026-12-01T08:00:00")
    master = Door(safe.root).enter("张三", NEW, at).master
    with closing(open_station(safe.root, at.isoformat(), "试", master=master)) as station:
        rows = station.connections.run("SELECT officer, verb FROM audit ORDER BY key DESC LIMIT 2")
    assert rows == [("张三", "用恢复单重设密码"), ("张三", "更换恢复单")]


def test_a_new_sheet_opens_and_the_old_one_does_not(safe: Safe) -> None:
    printed = safe.printed()
    old = safe.use(safe.code)
    assert (old.status, old.data["message"]) == (
        3,
        "恢复码不是这个站现在的恢复码：可能是旧的恢复单，或者别的站的",
    )
    assert safe.use(printed).status == 0


def test_a_sheet_that_cannot_be_written_leaves_the_old_one_in_force(safe: Safe) -> None:
    assert safe.as_admin("recovery", "print", "--to", safe.first / "a.pdf").status != 0
    assert safe.use(safe.code).status == 0


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ABCDE", "恢复码是 7 组、每组 5 位，这里一共 5 位"),
        ("", "这里一共 0 位"),
        ("!" * 35, "第 1 组里的“!”不是恢复码的字符"),
        ("A" * 35, "组有输错的字符，请对照恢复单再输"),
    ],
)
def test_half_a_code_and_a_mistyped_one_are_told_in_words(safe: Safe, code: str, sentence: str) -> None:
    answer = safe.use(code)
    assert answer.status == 1
    assert sentence in answer.data["faults"][0]["message"]
    assert safe.as_admin("check").status == 0


def test_the_code_is_for_an_administrator_alone(safe: Safe) -> None:
    answer = safe.use(safe.code, admin="李四")
    (fault,) = answer.data["faults"]
    assert (fault["field"], fault["message"]) == ("admin", "“李四”不是现任管理员。现任管理员：张三")


def test_a_weak_new_password_is_refused_beside_its_field(safe: Safe) -> None:
    answer = safe.use(safe.code, password=safe.note("weak.txt", "1234"))
    assert [fault["field"] for fault in answer.data["faults"]] == ["password"]
    assert safe.as_admin("check").status == 0


def test_codes_of_other_sheets_have_to_wait_like_wrong_passwords(safe: Safe) -> None:
    printed = safe.printed()
    for _ in range(5):
        safe.use(safe.code)
    answer = safe.use(printed)
    assert answer.status == 3
    assert "恢复码已经错了 5 次，请等" in answer.data["message"]
    assert safe.as_admin("check").status == 0


def test_only_an_administrator_prints_a_sheet(safe: Safe) -> None:
    own = safe.note("own.txt", "own-secret-of-mine-73")
    safe.by("李四", safe.new, "officers", "password", "--new-password-file", own)
    answer = safe.by("李四", own, "recovery", "print", "--to", safe.place / "a.pdf")
    assert "请由管理员办理" in answer.data["message"]
    assert not (safe.place / "a.pdf").exists()


def test_a_plain_folder_has_no_sheet_to_use(line: CommandLine, safe: Safe) -> None:
    safe.root = safe.place / "elsewhere"
    assert "恢复单只用于加密的站" in safe.use(safe.code).data["message"]


def test_a_copy_that_nobody_has_taken_over_is_opened_by_the_sheet_too(safe: Safe) -> None:
    safe.root = Path(shutil.copytree(safe.root, safe.place / "copy"))
    assert safe.use(safe.code).status == 0
    answer = safe.by(
        "张三",
        safe.new,
        "take-over",
        "--reason",
        "原来的电脑坏了",
        "--last-numbers",
        safe.note("last.json", "{}"),
    )
    assert answer.status == 0, answer.err


def test_the_sheet_names_the_section_that_tells_how_to_open_without_us(safe: Safe) -> None:
    answer = safe.as_admin("recovery", "print", "--to", safe.place / "sheet.pdf")
    with pdfplumber.open(answer.data["path"]) as pdf:
        named = re.search(r"docs/security\.md“(.+?)”", "".join(pdf.pages[0].extract_text().split()))
    assert named is not None
    guide = Path(__file__).parents[3] / "docs" / "security.md"
    section = re.search(
        rf"^## \d\. {named[1]}$(.+?)(?=^## |\Z)", guide.read_text(encoding="utf-8"), re.M | re.S
    )
    assert section is not None and "age -d -i" in section[1]


def test_the_sheet_is_read_by_nobody_else_on_the_computer(safe: Safe) -> None:
    safe.printed()
    assert (safe.place / "sheet.pdf").stat().st_mode & 0o077 == 0
