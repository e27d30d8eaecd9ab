"""The check of a folder: it finds what was changed behind the program's back, and changes nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.store.check import check

if TYPE_CHECKING:
    from tests.conftest import Desk


@pytest.fixture
def issued(desk: Desk, dispute: dict[str, Any]) -> Path:
    """The file of an issued document."""
    document = desk.issue(desk.receive("disputes", dispute), "intake_form")
    return desk.station.layout.documents / document.file


def found(desk: Desk) -> list[str]:
    return [finding.message for finding in check(desk.station.connections, desk.station.files)]


def test_a_sound_folder_has_nothing_to_tell(desk: Desk, issued: Path) -> None:
    assert found(desk) == []


def test_a_missing_file_is_told_with_its_whole_path(desk: Desk, issued: Path) -> None:
    issued.unlink()
    (problem,) = found(desk)
    assert problem.endswith(f"的文件不见了：{issued}")


def test_a_changed_file_is_told(desk: Desk, issued: Path) -> None:
    issued.write_bytes(issued.read_bytes() + b"\n")
    (problem,) = found(desk)
    assert "与签发时不一致" in problem


def test_an_empty_file_is_told(desk: Desk, issued: Path) -> None:
    issued.write_bytes(b"")
    assert len(found(desk)) == 1


def test_a_lost_row_of_the_index_is_told(desk: Desk, issued: Path) -> None:
    desk.station.connections.run("DELETE FROM search_rows WHERE kind = 'disputes'")
    (problem,) = found(desk)
    assert problem == "查找索引有 0 件案件，登记有 1 件"


def test_a_reference_to_nothing_is_told(desk: Desk, issued: Path) -> None:
    with desk.station.reading():
        desk.station.connections.run("PRAGMA foreign_keys = 0")
        desk.station.connections.run("UPDATE disputes_parties SET owner_key = 99")
    assert any("指向不存在的" in problem for problem in found(desk))


def test_a_forged_audit_row_is_told(desk: Desk, issued: Path) -> None:
    desk.station.connections.run("DROP TRIGGER audit_rows_never_change")
    desk.station.connections.run("UPDATE audit SET officer = '别人' WHERE key = 2")
    (problem,) = found(desk)
    assert "审计第 2 行" in problem


def test_checking_changes_nothing(desk: Desk, issued: Path) -> None:
    before = {path: path.read_bytes() for path in desk.station.layout.root.rglob("*.pdf")}
    rows = desk.count("audit")
    found(desk)
    assert {path: path.read_bytes() for path in desk.station.layout.root.rglob("*.pdf")} == before
    assert desk.count("audit") == rows
