"""A restored folder goes on only after the last numbers on paper: what lies between is void, and no number is given twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.cases.taking_over import TakenOver, asked_series, take_over
from fengqiao_desk.documents.rebuilding import found_documents, rebuild
from fengqiao_desk.documents.register import printed_pdf, register
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FaultyEntry, NotPermitted, Refused
from fengqiao_desk.station import Station, create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store import audit
from fengqiao_desk.store.backups.making import make_backup
from fengqiao_desk.store.check import check
from fengqiao_desk.store.restoring import restore
from tests.conftest import PASSWORD, Desk

AT = "2026-11-21T18:00:00"
FORM, SERIES = "intake_form", "合公（逍）纠登字〔2026〕"
Entry = dict[str, Any]


@pytest.fixture
def backup(desk: Desk, dispute: Entry) -> Path:
    """A backup after the third paper of a series."""
    case = desk.receive("disputes", dispute)
    for _ in range(3):
        desk.issue(case, FORM)
    station = desk.station
    return Path(
        make_backup(
            station.connections, station.layout, station.files, station.layout.root.parent / "U", "a", AT
        ).file
    )


def opened(folder: Path) -> Station:
    return open_station(folder, "2026-11-22T08:00:00", "测试")


@pytest.fixture
def restored(backup: Path, tmp_path: Path) -> Iterator[Desk]:
    restore(backup, tmp_path / "restored", AT)
    station = opened(tmp_path / "restored")
    yield Desk(station)
    station.close()


def taken_over(
    desk: Desk, last: dict[str, object], officer: str = "管理员己", day: str = "2026-11-22"
) -> TakenOver:
    return take_over(desk.station, KINDS, last, "电脑坏了", desk.act(day, officer))


def faults(desk: Desk, last: dict[str, object], day: str = "2026-11-22") -> list[str]:
    with pytest.raises(FaultyEntry) as words:
        taken_over(desk, last, day=day)
    return [fault.message for fault in words.value.faults]


def issued(desk: Desk, dispute: Entry, day: str = "2026-11-22") -> str:
    return desk.issue(desk.receive("disputes", dispute), FORM, day).number


def numbers(station: Station) -> list[tuple[str, str]]:
    return [(line.number, line.state) for line in register(station)]


def test_a_restored_folder_asks_for_the_last_number_of_each_series(restored: Desk) -> None:
    must = [each for each in asked_series(restored.station, KINDS, date(2026, 11, 22)) if each.must]
    assert [(each.name, each.last) for each in must] == [(SERIES, 3)]


def test_the_next_number_follows_the_last_one_on_paper(restored: Desk, dispute: Entry) -> None:
    taken_over(restored, {SERIES: 12})
    assert issued(restored, dispute) == f"{SERIES}13号"


def test_the_numbers_between_are_void_rows_with_the_reason(restored: Desk) -> None:
    done = taken_over(restored, {SERIES: 5})
    rows = [line for line in register(restored.station) if line.state == "void"]
    assert [line.number for line in rows] == list(done.void) == [f"{SERIES}4号", f"{SERIES}5号"]
    assert {(line.void_reason, line.void_by) for line in rows} == {("恢复前已用出的号：电脑坏了", "管理员己")}


def test_the_register_has_no_gap_after_it(restored: Desk, dispute: Entry) -> None:
    taken_over(restored, {SERIES: 5})
    issued(restored, dispute)
    assert [number for number, _ in numbers(restored.station)] == [f"{SERIES}{n}号" for n in range(1, 7)]


def test_a_folder_taken_over_passes_the_check(restored: Desk) -> None:
    taken_over(restored, {SERIES: 5})
    assert check(restored.station.connections, restored.station.files) == []


def test_a_void_number_can_be_looked_at_and_printed(restored: Desk) -> None:
    done = taken_over(restored, {SERIES: 5})
    assert all(printed_pdf(restored.station, number).startswith(b"%PDF") for number in done.void)


def test_void_numbers_come_back_void_from_the_papers_alone(restored: Desk, tmp_path: Path) -> None:
    taken_over(restored, {SERIES: 5})
    empty = create_station(
        tmp_path / "r", NewStation("逍遥津派出所", "合肥市公安局", "管理员己", PASSWORD, plain=True), AT
    )
    rebuild(empty, *found_documents(restored.station.layout.documents), AT)
    again = numbers(empty)
    empty.close()
    assert again == numbers(restored.station)


def test_a_number_smaller_than_the_register_is_refused_in_words(restored: Desk) -> None:
    assert faults(restored, {SERIES: 2}) == [f"“{SERIES}”登记簿里已到 3 号，不能填 2 号"]


def test_a_series_nobody_knows_is_refused_in_words(restored: Desk) -> None:
    found = faults(restored, {SERIES: 3, "合公（逍）假字〔2026〕": 4})
    assert found == ["登记簿里没有“合公（逍）假字〔2026〕”这个系列，请核对字和年份"]


def test_a_series_that_was_begun_may_not_be_left_out(restored: Desk) -> None:
    assert faults(restored, {}) == [f"请填“{SERIES}”纸质文书上的最后一号（登记簿里到 3 号）"]


@pytest.mark.parametrize("value", [True, "12", 4.5, None, -1])
def test_what_is_no_number_is_told(restored: Desk, value: object) -> None:
    assert faults(restored, {SERIES: value}) == [f"“{SERIES}”的最后一号应是整数"]


def test_a_slip_of_the_finger_makes_no_thousands_void(restored: Desk) -> None:
    (found,) = faults(restored, {SERIES: 12345})
    assert "一次最多补 1000 个号" in found


def test_a_refused_taking_over_writes_nothing(restored: Desk) -> None:
    before = numbers(restored.station)
    faults(restored, {SERIES: 9, "合公（逍）假字〔2026〕": 4})
    assert numbers(restored.station) == before


def test_a_series_begun_on_the_other_computer_goes_on_after_it(restored: Desk) -> None:
    done = taken_over(restored, {SERIES: 3, "合公(逍)调解字[2026]号": 2})
    assert done.void == ("合公（逍）调解字〔2026〕1号", "合公（逍）调解字〔2026〕2号")


def test_a_new_year_begun_on_the_other_computer_can_be_told(restored: Desk, dispute: Entry) -> None:
    taken_over(restored, {SERIES: 3, "合公（逍）纠登字〔2027〕": 1}, day="2027-01-04")
    assert issued(restored, dispute, "2027-01-04") == "合公（逍）纠登字〔2027〕2号"


def test_numbers_of_cases_go_on_after_the_last_one_told(restored: Desk, dispute: Entry) -> None:
    done = taken_over(restored, {SERIES: 3, "JF2026": 7})
    assert done.cases == ("JF2026-0007",)
    assert restored.receive("disputes", dispute).number == "JF2026-0008"


def test_only_an_administrator_or_the_chief_takes_over(restored: Desk) -> None:
    with pytest.raises(NotPermitted, match="管理员或所领导"):
        taken_over(restored, {SERIES: 3}, "民警甲")


def test_taking_over_asks_for_a_reason(restored: Desk) -> None:
    with pytest.raises(FaultyEntry, match="请写明接管的理由"):
        take_over(restored.station, KINDS, {SERIES: 3}, " ", restored.act("2026-11-22", "管理员己"))


def test_a_folder_in_use_is_not_taken_over(desk: Desk) -> None:
    with pytest.raises(Refused, match="已经在用"):
        taken_over(desk, {})


def test_a_folder_is_taken_over_once(restored: Desk) -> None:
    taken_over(restored, {SERIES: 3})
    with pytest.raises(Refused, match="已经在用"):
        taken_over(restored, {SERIES: 3})


def test_a_folder_taken_over_is_in_use_when_it_is_opened_again(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "restored", AT)
    station = opened(tmp_path / "restored")
    taken_over(Desk(station), {SERIES: 3})
    station.close()
    again = opened(tmp_path / "restored")
    words = again.provenance.only_looked_at
    again.close()
    assert words == ""


def test_a_copy_by_hand_of_a_restored_folder_is_one_too(restored: Desk, tmp_path: Path) -> None:
    shutil.copytree(restored.station.layout.root, tmp_path / "copied")
    station = opened(tmp_path / "copied")
    words = station.provenance.only_looked_at
    station.close()
    assert "还没有人接管" in words


def test_what_is_restored_for_looking_is_never_taken_over(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "look", AT, only_looked_at=True)
    station = opened(tmp_path / "look")
    with pytest.raises(Refused, match="只供查看"):
        taken_over(Desk(station), {SERIES: 3})
    station.close()


def test_restoring_and_taking_over_are_on_record(restored: Desk) -> None:
    taken_over(restored, {SERIES: 4})
    rows = audit.history(restored.station.connections, "数据文件夹")
    assert [(row.officer, row.verb) for row in rows] == [("恢复", "恢复备份"), ("管理员己", "接管")]
    assert audit.verify(restored.station.connections).ok
