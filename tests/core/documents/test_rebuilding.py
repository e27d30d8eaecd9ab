"""The register comes back from the issued files alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from fengqiao_desk import cases
from fengqiao_desk.documents.rebuilding import found_documents, rebuild
from fengqiao_desk.documents.register import copies_of, register
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FolderMissing
from fengqiao_desk.station import Station, create_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.check import check
from tests.conftest import PASSWORD, Desk

AT = "2026-12-01T08:00:00"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Station]:
    made = create_station(
        tmp_path / "rebuilt", NewStation("逍遥津派出所", "合肥市公安局", "管理员己", PASSWORD, plain=True), AT
    )
    yield made
    made.close()


@pytest.fixture
def issued(desk: Desk, dispute: dict[str, Any]) -> list[str]:
    """Three numbers: one as issued, one void, one replaced by a fourth."""
    case = desk.receive("disputes", dispute)
    numbers = [desk.issue(case, "intake_form").number for _ in range(3)]
    cases.void_document(desk.station, KINDS, numbers[1], "打印错误", desk.act())
    cases.replace_document(desk.station, KINDS, numbers[2], desk.act())
    return numbers


def test_every_number_comes_back_with_its_state(desk: Desk, issued: list[str], empty: Station) -> None:
    rebuild(empty, *found_documents(desk.station.layout.documents), AT)
    before = [(line.number, line.state, line.sha256) for line in register(desk.station)]
    assert [(line.number, line.state, line.sha256) for line in register(empty)] == before


def test_a_rebuilt_folder_passes_the_check(desk: Desk, issued: list[str], empty: Station) -> None:
    rebuild(empty, *found_documents(desk.station.layout.documents), AT)
    assert check(empty.connections, empty.files) == []


def test_files_of_others_are_told_and_left(desk: Desk, issued: list[str], tmp_path: Path) -> None:
    stranger = desk.station.layout.documents / "别人的.pdf"
    stranger.write_bytes(b"%PDF-1.4 not ours")
    found, strangers = found_documents(desk.station.layout.documents)
    assert (len(found), strangers) == (4, [stranger])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="没有这个文件夹"):
        found_documents(tmp_path / "nowhere")


def _rewrite_facts(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """As another version, or another program, would have written the attached data."""
    for path in folder.rglob("*.pdf"):
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            for name, attached in document.attachments.items():
                facts = json.loads(attached.get_file().read_bytes())
                change(facts)
                document.attachments[name] = json.dumps(facts).encode()
            document.save(path)


def test_a_paper_older_than_the_count_of_copies_comes_back_as_one_copy(
    desk: Desk, issued: list[str], empty: Station
) -> None:
    _rewrite_facts(desk.station.layout.documents, lambda facts: facts.pop("copies", None))
    rebuild(empty, *found_documents(desk.station.layout.documents), AT)
    assert [copies_of(empty, number) for number in issued] == [1, 1, 1]


def test_what_a_newer_version_wrote_beside_the_facts_stays_in_the_register(
    desk: Desk, issued: list[str], empty: Station
) -> None:
    _rewrite_facts(desk.station.layout.documents, lambda facts: facts.update(colour="红"))
    rebuild(empty, *found_documents(desk.station.layout.documents), AT)
    (source,) = empty.connections.run("SELECT source FROM documents WHERE number = ?", issued[0])[0]
    assert json.loads(source)["colour"] == "红"


def test_a_file_of_another_program_with_a_format_of_its_own_is_a_stranger(
    desk: Desk, issued: list[str]
) -> None:
    _rewrite_facts(desk.station.layout.documents, lambda facts: facts.pop("number", None))
    found, strangers = found_documents(desk.station.layout.documents)
    assert (found, len(strangers)) == ([], 4)
