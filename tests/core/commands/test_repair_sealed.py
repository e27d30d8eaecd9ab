"""Damage of a sealed folder: a page that was changed cannot be verified, and is told and mended by what it was part of."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao_desk.cases.saving import tables
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import create_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.sealing.recovery import Recovery

from .conftest import Answer, CommandLine

ADMINISTRATOR, PASSWORD = "管理员己", "看不见的钥匙 2026 甲"
PAGE = 4096


class Sealed:
    """A sealed station in which each page of a table or an index is known by name."""

    def __init__(self, line: CommandLine, root: Path, password: Path) -> None:
        self.line, self.layout, self._password = line, FolderLayout(root), password
        self.pages: dict[str, int] = {}

    def __call__(self, *words: str) -> Answer:
        signed_in = ("--user", ADMINISTRATOR, "--password-file", self._password)
        return self.line.run("--data", self.layout.root, *signed_in, *words, "--json")

    def change(self, name: str) -> None:
        """One byte of its first page."""
        content = bytearray(self.layout.database.read_bytes())
        content[(self.pages[name] - 1) * PAGE + 99] ^= 1
        self.layout.database.write_bytes(content)


@pytest.fixture
def sealed(line: CommandLine, tmp_path: Path) -> Sealed:
    root, password = tmp_path / "sealed", tmp_path / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    new = NewStation("逍遥津派出所", "合肥市公安局", ADMINISTRATOR, PASSWORD, recovery=Recovery.fresh())
    station = create_station(root, new, "2026-11-01T08:00:00")
    tables.ensure(station.connections, KINDS)
    made = Sealed(line, root, password)
    rows = station.connections.run("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
    made.pages = {str(name): int(page) for name, page in rows}
    station.close()
    return made


def codes(answer: Answer) -> set[str]:
    return {each["code"] for each in answer.data["problems"]}


def test_a_changed_page_of_an_index_is_mended(sealed: Sealed) -> None:
    sealed.change("audit_by_subject")
    assert codes(sealed("check")) == {"damaged_index"}
    assert sealed("repair").data["problems"] == []
    assert sealed("check").data == {"ok": True, "problems": []}


def test_what_was_mended_is_still_sealed(sealed: Sealed) -> None:
    sealed.change("audit_by_subject")
    (kept,) = sealed("repair").data["kept"]
    for database in (sealed.layout.database, Path(kept)):
        assert b"SQLite format" not in database.read_bytes()[:PAGE]


def test_a_changed_page_of_a_table_is_left_to_a_backup(sealed: Sealed) -> None:
    sealed.change("audit")
    assert codes(sealed("check")) >= {"damaged_table"}
    answer = sealed("repair")
    assert (answer.status, answer.data["problem"]) == (3, "folder_damaged")


def test_a_sealed_database_that_was_cut_off_is_called_so(sealed: Sealed) -> None:
    content = sealed.layout.database.read_bytes()
    sealed.layout.database.write_bytes(content[:-99])
    assert "最后一页不全" in sealed("check").data["message"]


def test_a_paper_that_nobody_sealed_is_moved_aside(sealed: Sealed) -> None:
    stray = sealed.layout.documents / "ab" / "0123.age"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"nothing of ours")
    assert codes(sealed("check")) == {"document_stray"}
    (kept,) = sealed("repair").data["kept"]
    assert Path(kept).read_bytes() == b"nothing of ours"
    assert not stray.exists()
