"""The one stored file of a round: each number is its pages in it, and lives on its own from there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.documents import register
from fengqiao_desk.documents.rebuilding import found_documents, rebuild
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import batch
from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.station import Station, create_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.check import check
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from tests.conftest import Desk

AT = "2026-12-01T08:00:00"


@pytest.fixture
def numbers(desk: Desk, venue: dict[str, Any]) -> tuple[str, ...]:
    """A round of four."""
    for place in range(1, 5):
        entry = {**venue, "name": f"示例{place}棋牌室", "trading_name": None, "address": f"示例路{place}号"}
        desk.receive("venues", entry)
    chosen = batch.select(desk.station, "all", desk.act().day)
    return batch.issue(desk.station, "compliance", chosen, batch.Order(), desk.act()).numbers


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Station]:
    new = NewStation("逍遥津派出所", "合肥市公安局", "管理员己", PASSWORD, plain=True)
    made = create_station(tmp_path / "rebuilt", new, AT)
    yield made
    made.close()


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def files(desk: Desk) -> list[Path]:
    return sorted(desk.station.layout.documents.rglob("*.pdf"))


def test_a_round_is_one_file(desk: Desk, numbers: tuple[str, ...]) -> None:
    assert len(files(desk)) == 1


def test_a_number_has_its_own_page_and_no_other(desk: Desk, numbers: tuple[str, ...]) -> None:
    text = text_of(register.stored_pdf(desk.station, numbers[1]))
    assert [number in text for number in numbers] == [False, True, False, False]


def test_the_same_number_gives_the_same_bytes_again(desk: Desk, numbers: tuple[str, ...]) -> None:
    first = register.stored_pdf(desk.station, numbers[2])
    assert register.stored_pdf(desk.station, numbers[2]) == first


def test_a_changed_file_refuses_every_number_in_it(desk: Desk, numbers: tuple[str, ...]) -> None:
    (file,) = files(desk)
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(DiskProblem, match="可能被改动过"):
        register.stored_pdf(desk.station, numbers[3])


def test_the_check_tells_a_missing_file_of_a_round_once(desk: Desk, numbers: tuple[str, ...]) -> None:
    (file,) = files(desk)
    file.unlink()
    (finding,) = check(desk.station.connections, desk.station.files)
    assert finding.message.startswith(f"{numbers[0]} 等 4 份的文件不见了")


def test_a_void_notice_gets_a_stamped_copy_of_its_own_page(desk: Desk, numbers: tuple[str, ...]) -> None:
    cases.void_document(desk.station, KINDS, numbers[0], "地址有误", desk.act())
    text = text_of(register.printed_pdf(desk.station, numbers[0]))
    assert "作废" in text
    assert numbers[1] not in text


def test_its_neighbours_stay_as_they_are(desk: Desk, numbers: tuple[str, ...]) -> None:
    before = register.stored_pdf(desk.station, numbers[1])
    cases.void_document(desk.station, KINDS, numbers[0], "地址有误", desk.act())
    assert register.printed_pdf(desk.station, numbers[1]) == before


def test_neighbours_go_to_the_printer_as_one_piece(desk: Desk, numbers: tuple[str, ...]) -> None:
    (piece,) = register.printed_pdfs(desk.station, numbers[:3])
    assert [number in text_of(piece) for number in numbers] == [True, True, True, False]


def test_the_order_of_printing_is_kept(desk: Desk, numbers: tuple[str, ...]) -> None:
    pieces = list(register.printed_pdfs(desk.station, [numbers[2], numbers[0], numbers[1]]))
    assert [numbers[2] in text_of(piece) for piece in pieces] == [True, False]


def test_a_void_notice_among_its_neighbours_is_printed_as_its_copy(
    desk: Desk, numbers: tuple[str, ...]
) -> None:
    cases.void_document(desk.station, KINDS, numbers[1], "地址有误", desk.act())
    pieces = list(register.printed_pdfs(desk.station, numbers))
    assert ["作废" in text_of(piece) for piece in pieces] == [False, True, False]


def test_the_register_comes_back_from_the_file_of_a_round(
    desk: Desk, numbers: tuple[str, ...], empty: Station
) -> None:
    cases.void_document(desk.station, KINDS, numbers[1], "地址有误", desk.act())
    cases.replace_document(desk.station, KINDS, numbers[2], desk.act())
    rebuild(empty, *found_documents(desk.station.layout.documents), AT)
    before = [(line.number, line.state, line.file, line.sha256) for line in register.register(desk.station)]
    assert [(line.number, line.state, line.file, line.sha256) for line in register.register(empty)] == before
    assert check(empty.connections, empty.files) == []


def test_a_rebuilt_number_still_has_its_own_page(
    desk: Desk, numbers: tuple[str, ...], empty: Station
) -> None:
    rebuild(empty, *found_documents(desk.station.layout.documents), AT)
    assert register.stored_pdf(empty, numbers[1]) == register.stored_pdf(desk.station, numbers[1])
