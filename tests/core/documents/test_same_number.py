"""Two papers of one number, issued beside each other on two computers, are found where they meet; neither is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from fengqiao_desk.documents.numbering import NumberSeries
from fengqiao_desk.documents.rebuilding import Rebuilt, found_documents, rebuild
from fengqiao_desk.documents.register import register
from fengqiao_desk.documents.same_number import same_numbers
from fengqiao_desk.documents.used_elsewhere import void_until
from fengqiao_desk.station import Station, create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store import audit
from fengqiao_desk.store.check import check
from fengqiao_desk.store.kept_files import Room
from fengqiao_desk.store.sealing.recovery import Recovery
from tests.conftest import PASSWORD, Desk

AT = "2026-12-01T08:00:00"
NUMBER = "合公（逍）纠登字〔2026〕1号"


@dataclass
class Twins:
    """Two stations that issued one number to two matters, and the files of both in one folder."""

    one: Desk
    papers: Path

    def rebuilt(self, empty: Station) -> Rebuilt:
        return rebuild(empty, *found_documents(self.papers), AT)


def issued(desk: Desk, dispute: dict[str, Any], name: str, day: str) -> Path:
    dispute["parties"][0]["name"] = name
    paper = desk.issue(desk.receive("disputes", dispute), "intake_form", day)
    assert paper.number == NUMBER
    return desk.station.layout.documents / paper.file


@pytest.fixture
def twins(desk: Desk, practice_folder: Path, dispute: dict[str, Any], tmp_path: Path) -> Twins:
    other = open_station(Path(shutil.copytree(practice_folder, tmp_path / "other")), AT, "测试")
    papers = tmp_path / "papers"
    shutil.copytree(issued(Desk(other), dispute, "李四光", "2026-11-23").parent, papers / "值班室")
    other.close()
    shutil.copytree(issued(desk, dispute, "张三丰", "2026-11-22").parent, papers / "办公室")
    return Twins(desk, papers)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Station]:
    made = create_station(
        tmp_path / "rebuilt", NewStation("逍遥津派出所", "合肥市公安局", "管理员己", PASSWORD, plain=True), AT
    )
    yield made
    made.close()


def test_rebuilding_names_both_papers(twins: Twins, empty: Station) -> None:
    (double,) = twins.rebuilt(empty).same_numbers
    assert all(name in double.message for name in (NUMBER, "张三丰", "李四光", "办公室", "值班室"))


def test_the_earlier_paper_has_the_row(twins: Twins, empty: Station) -> None:
    twins.rebuilt(empty)
    assert [(line.number, line.issued_on) for line in register(empty)] == [(NUMBER, "2026-11-22")]


def test_rebuilding_deletes_neither(twins: Twins, empty: Station) -> None:
    before = {path: path.read_bytes() for path in twins.papers.rglob("*.pdf")}
    twins.rebuilt(empty)
    assert {path: path.read_bytes() for path in twins.papers.rglob("*.pdf")} == before


def test_the_rebuilt_folder_keeps_that_there_was_another(twins: Twins, empty: Station) -> None:
    twins.rebuilt(empty)
    verbs = [row.verb for row in audit.history(empty.connections, f"文书 {NUMBER}")]
    assert verbs == ["由文书重建", "同号文书"]


def test_a_rebuilt_folder_with_two_of_a_number_passes_the_check(twins: Twins, empty: Station) -> None:
    twins.rebuilt(empty)
    assert check(empty.connections, empty.files) == []


def test_a_copy_of_a_file_is_no_other_paper(twins: Twins, empty: Station) -> None:
    shutil.rmtree(twins.papers / "值班室")
    shutil.copytree(twins.papers / "办公室", twins.papers / "备份")
    done = twins.rebuilt(empty)
    assert (done.documents, done.same_numbers) == (1, ())


def test_a_paper_of_the_other_computer_in_the_folder_is_found(twins: Twins) -> None:
    (strange,) = (twins.papers / "值班室").glob("*.pdf")
    laid = Path(shutil.copy(strange, twins.one.station.layout.documents / "2026"))
    (found,) = same_numbers(twins.one.station)
    assert (found.code, found.where) == ("same_number", str(laid))
    assert all(name in found.message for name in (NUMBER, "张三丰", "李四光"))


def test_a_stamped_copy_and_a_copy_by_hand_are_no_other_paper(twins: Twins) -> None:
    (own,) = (twins.papers / "办公室").glob("*.pdf")
    shutil.copy(own, twins.one.station.layout.documents / "2026" / "副本.pdf")
    assert same_numbers(twins.one.station) == []


def test_what_is_no_paper_of_ours_is_left_alone(twins: Twins) -> None:
    folder = twins.one.station.layout.documents / "2026"
    (folder / "别人的.pdf").write_bytes(b"%PDF-1.4 not ours")
    (folder / "笔记.txt").write_text("x")
    assert same_numbers(twins.one.station) == []


def test_a_sealed_folder_knows_a_sealed_paper_of_its_twin(twins: Twins, tmp_path: Path) -> None:
    """Both have the same master, so the twin's sealed file is read like an own one."""
    (own,), (strange,) = ((twins.papers / name).glob("*.pdf") for name in ("办公室", "值班室"))
    new = NewStation("示例派出所", "示例市公安局", "张三", PASSWORD, recovery=Recovery.fresh())
    sealed = create_station(tmp_path / "sealed", new, AT)
    found, _ = found_documents(own.parent)
    rebuild(sealed, found, [], AT)
    sealed.files.write(Room.DOCUMENTS, "2026/孪.pdf", strange.read_bytes())
    doubles = [finding.message for finding in same_numbers(sealed)]
    sealed.close()
    assert len(doubles) == 1 and "李四光" in doubles[0]


def test_a_number_that_is_void_here_may_have_its_paper(twins: Twins) -> None:
    """The other computer used it before the taking over; its paper turns up."""
    station = twins.one.station
    series = NumberSeries("合公", "逍", "纠登", 2026, "{organ}（{unit}）{word}字〔{year}〕{sequence}号")
    with station.writing():
        void_until(station, series, 2, "电脑坏了", twins.one.act(officer="管理员己"))
    (strange,) = (twins.papers / "值班室").glob("*.pdf")
    with pikepdf.open(strange, allow_overwriting_input=True) as paper:
        for name, attached in paper.attachments.items():
            facts = {**json.loads(attached.get_file().read_bytes()), "number": NUMBER.replace("1号", "2号")}
            paper.attachments[name] = json.dumps({**facts, "sequence": 2}).encode()
        paper.save(strange)
    shutil.copy(strange, station.layout.documents / "2026")
    (found,) = same_numbers(station)
    assert "原件也在" in found.message
