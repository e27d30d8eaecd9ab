"""What a command takes out of the station leaves one row on record, is closed on request, and opens with what the receiver has."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msoffcrypto
import pikepdf
import pypdf
import pytest
from python_calamine import CalamineWorkbook

from fengqiao_desk.commands.command import Command
from fengqiao_desk.commands.registry import every_command
from fengqiao_desk.store.database import Connections, StationDatabase
from fengqiao_desk.values.json_text import from_json

from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
PAPER = "合公（逍）纠登字〔2026〕1号"
PASSWORD = "Qiao-72-liu-Heng"
PDF = {
    "issue": ("另存", "document", "issue", "venues", "CS2026-0001", "venue_card", "--to"),
    "draft": ("另存", "document", "draft", "disputes", "JF2026-0001", "intake_form", "--to"),
    "replace": ("另存", "document", "replace", PAPER, "--to"),
    "reprint": ("打印", "document", "reprint", PAPER, "--to"),
    "sheet": ("另存", "document", "sheet", "goods_cases", "stock", "--to"),
    "dossier": ("另存", "document", "dossier", "disputes", "JF2026-0001", "--to"),
    "register": ("另存", "register", "--year", "2026", "--to"),
    "history": ("另存", "history", "disputes", "JF2026-0001", "--to"),
    "notices": ("另存", "notices", "issue", "--template", "compliance", "--venues", "all", "--to"),
    "summary": ("另存", "summary", "--month", "2026-09", "--to"),
}
WORKBOOKS = {
    "export": ("导出表格", "export", "disputes", "--purpose", "报表"),
    "workbook": ("导出表格", "summary", "--month", "2026-09", "--excel"),
}
OTHERS = {
    "csv": ("导出表格", "export", "disputes", "--purpose", "报表"),
    "agenda": ("导出日历", "agenda", "--ics"),
}
ENDINGS = {**dict.fromkeys(PDF, "pdf"), **dict.fromkeys(WORKBOOKS, "xlsx"), "csv": "csv", "agenda": "ics"}
CARRY_NOTHING = {
    "import": "the sheet that was brought, with its bad cells marked",
    "import-map": "the heads of the sheet that was brought",
    "import-template": "an empty table",
    "recovery print": "a new recovery sheet, which tells of no case and is put on record as such",
    "screenshot": "a picture, which no reader opens by a password; it is put on record",
}
"""Commands that write a file and offer no password, and why."""


@pytest.fixture
def used(line: CommandLine, add: Add, dispute: Entry, venue: Entry, tmp_path: Path) -> CommandLine:
    """A station with a dispute, its issued form and a venue."""
    add("venues", venue)
    number = add("disputes", dispute)
    made = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "issued.pdf")
    assert made.status == 0, made.err
    return line


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text(PASSWORD + "\n另一行\n", encoding="utf-8")
    return file


def rows(line: CommandLine, sql: str) -> list[tuple[Any, ...]]:
    connections = Connections(StationDatabase(line.folder / "station.db"))
    found = connections.run(sql)
    connections.let_go()
    return found


def handed(line: CommandLine) -> list[tuple[str, str, dict[str, Any]]]:
    """Verb, officer and facts of everything that left."""
    found = rows(line, "SELECT verb, officer, changes FROM audit ORDER BY key")
    noted = [(verb, officer, from_json(changes)) for verb, officer, changes in found]
    return [row for row in noted if "to" in row[2]]


def run(line: CommandLine, words: tuple[str, ...], target: Path, *more: object) -> Answer:
    return line("--user", "所长戊", *words[1:], target, *more)


EVERY = {**PDF, **WORKBOOKS, **OTHERS}


@pytest.mark.parametrize("what", EVERY)
def test_a_command_that_hands_out_leaves_one_row_and_no_content(
    used: CommandLine, tmp_path: Path, what: str
) -> None:
    before, words = handed(used), EVERY[what]
    answer = run(used, words, tmp_path / f"张三.{ENDINGS[what]}")
    assert answer.status == 0, answer.err
    ((verb, officer, facts),) = handed(used)[len(before) :]
    assert (verb, officer, facts["to"]) == (words[0], "所长戊", "文件")
    assert "张三" not in str(facts)


@pytest.mark.parametrize("what", EVERY)
def test_a_file_that_cannot_be_written_leaves_no_row(used: CommandLine, tmp_path: Path, what: str) -> None:
    before, blocked = handed(used), tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    answer = run(used, EVERY[what], blocked / f"x.{ENDINGS[what]}")
    assert answer.status != 0 and handed(used) == before


@pytest.mark.parametrize("what", PDF)
def test_a_paper_that_is_closed_opens_with_the_password_alone(
    used: CommandLine, password: Path, tmp_path: Path, what: str
) -> None:
    target = tmp_path / "closed.pdf"
    answer = run(used, PDF[what], target, "--close-with", password)
    assert answer.status == 0, answer.err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        pages = len(pdf.pages)
    reader = pypdf.PdfReader(target)
    assert reader.is_encrypted and reader.decrypt("another-Password-1") == 0
    assert reader.decrypt(PASSWORD) != 0 and len(reader.pages) == pages
    assert handed(used)[-1][2]["closed"] is True


@pytest.mark.parametrize("what", WORKBOOKS)
def test_a_workbook_that_is_closed_opens_with_the_password_alone(
    used: CommandLine, password: Path, tmp_path: Path, what: str
) -> None:
    target, plain = tmp_path / "closed.xlsx", tmp_path / "plain.xlsx"
    assert run(used, WORKBOOKS[what], target, "--close-with", password).status == 0
    assert run(used, WORKBOOKS[what], plain).status == 0
    assert "张三".encode() not in target.read_bytes() and not target.read_bytes().startswith(b"PK")
    file = msoffcrypto.OfficeFile(io.BytesIO(target.read_bytes()))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        file.load_key(password="another-Password-1", verify_password=True)
    file.load_key(password=PASSWORD, verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened, verify_integrity=True)
    opened.seek(0)
    found = CalamineWorkbook.from_filelike(opened).get_sheet_by_index(0).to_python()
    assert found == CalamineWorkbook.from_path(str(plain)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("what", OTHERS)
def test_what_cannot_be_closed_is_refused_before_anything_is_done(
    used: CommandLine, password: Path, tmp_path: Path, what: str
) -> None:
    target = tmp_path / f"x.{ENDINGS[what]}"
    answer = run(used, OTHERS[what], target, "--close-with", password)
    assert answer.status == 1 and "加不了密码" in answer.data["message"] and not target.exists()


@pytest.mark.parametrize("weak", ["", "short-1", "1234567890", "密码密码密码密码密码", "with blanks 72x"])
def test_a_weak_password_gives_no_number(used: CommandLine, tmp_path: Path, weak: str) -> None:
    (tmp_path / "weak.txt").write_text(weak, encoding="utf-8")
    before = rows(used, "SELECT COUNT(*) FROM documents")
    answer = run(used, PDF["issue"], tmp_path / "x.pdf", "--close-with", tmp_path / "weak.txt")
    assert answer.status == 1 and not (tmp_path / "x.pdf").exists()
    assert rows(used, "SELECT COUNT(*) FROM documents") == before


def test_the_receivers_password_is_kept_nowhere(used: CommandLine, password: Path, tmp_path: Path) -> None:
    assert run(used, PDF["reprint"], tmp_path / "x.pdf", "--close-with", password).status == 0
    kept = [path for path in used.folder.rglob("*") if path.is_file()]
    assert [path for path in kept if PASSWORD.encode() in path.read_bytes()] == []


def options_of(command: Command) -> set[str]:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return {option for action in parser._actions for option in action.option_strings}


def test_every_command_that_writes_a_file_can_close_it_or_carries_nothing() -> None:
    options = {command.name: options_of(command) for command in every_command()}
    writing = {name for name, found in options.items() if "--overwrite" in found}
    closing = {name for name, found in options.items() if "--close-with" in found}
    assert writing - closing == set(CARRY_NOTHING)


def unfolded(calendar: Path) -> str:
    """Its text, long lines put together again."""
    return calendar.read_bytes().decode().replace("\r\n ", "")


def test_the_calendar_names_no_party(used: CommandLine, tmp_path: Path) -> None:
    run(used, OTHERS["agenda"], tmp_path / "plain.ics")
    text = unfolded(tmp_path / "plain.ics")
    assert "JF2026-0001" in text and "张三" not in text and "阿依古丽" not in text


def test_the_calendar_names_the_parties_for_a_purpose_that_is_put_on_record(
    used: CommandLine, tmp_path: Path
) -> None:
    refused = run(used, OTHERS["agenda"], tmp_path / "named.ics", "--names")
    answer = run(used, OTHERS["agenda"], tmp_path / "named.ics", "--names", "--purpose", "下社区走访")
    text = unfolded(tmp_path / "named.ics")
    assert (refused.status, answer.status, "张三" in text) == (1, 0, True)
    assert handed(used)[-1][2] | {"items": 0} == {
        "to": "文件",
        "purpose": "下社区走访",
        "items": 0,
        "names": True,
    }


def test_a_clause_of_an_agreement_is_not_quoted_in_the_calendar(
    used: CommandLine, dispute_steps: Entry, tmp_path: Path
) -> None:
    held = {**dispute_steps["mediation_session"], "outcome": "达成"}
    for step, entry in (("mediation_session", held), ("agreement", dispute_steps["agreement"])):
        assert used("step", "disputes", "JF2026-0001", step, "--entry", used.entry(entry)).status == 0
    run(used, ("", "agenda", "--days", "90", "--ics"), tmp_path / "x.ics")
    text = unfolded(tmp_path / "x.ics")
    assert "SUMMARY:协议履行　JF2026-0001" in text and "第1条" not in text


def test_the_calendar_is_stamped_in_universal_time(used: CommandLine, tmp_path: Path) -> None:
    run(used, OTHERS["agenda"], tmp_path / "x.ics")
    stamps = [row for row in unfolded(tmp_path / "x.ics").split("\r\n") if row.startswith("DTSTAMP")]
    assert stamps and all(re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", row) for row in stamps)
