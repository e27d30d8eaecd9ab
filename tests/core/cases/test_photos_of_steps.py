"""Photos a step names: kept with the case like attachments, all of them or none."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fengqiao_desk.cases import Case, attachments, load
from fengqiao_desk.problems import DiskProblem, FaultyEntry
from fengqiao_desk.store.whole_files import write_whole
from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def case(desk: Desk, goods_case: Entry, example: Any) -> Case:
    case = desk.receive("goods_cases", {**goods_case, "seizing_agency": "本所"})
    return desk.step(case, "seize", example("goods_case_steps")["seize"])


@pytest.fixture
def move(example: Any) -> Entry:
    stored: Entry = example("goods_case_steps")["custody"]
    return stored


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "入库.jpg"
    Image.new("RGB", (64, 48), "navy").save(path)
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "program.jpg"
    path.write_bytes(b"MZ\x90\x00 not a photo")
    return path


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kept_files(desk: Desk) -> list[Path]:
    return [path for path in desk.station.layout.attachments.rglob("*") if path.is_file()]


def test_a_step_names_its_photo_by_its_hash(desk: Desk, case: Case, move: Entry, photo: Path) -> None:
    moved = desk.step(case, "custody", {**move, "photos": [str(photo)]})
    assert moved.taken("custody")[0].entry["photos"] == [sum_of(photo)]


def test_the_photo_of_a_step_is_an_attachment_of_the_case(
    desk: Desk, case: Case, move: Entry, photo: Path
) -> None:
    moved = desk.step(case, "custody", {**move, "photos": [str(photo)]})
    (kept,) = attachments.attachments_of(desk.station, moved)
    assert (kept.title, attachments.content_of(desk.station, kept)) == ("保管变动：入库", photo.read_bytes())


def test_a_path_is_relative_to_the_working_folder(
    desk: Desk, case: Case, move: Entry, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photo.parent)
    moved = desk.step(case, "custody", {**move, "photos": [photo.name]})
    assert moved.taken("custody")[0].entry["photos"] == [sum_of(photo)]


def test_an_attachment_already_kept_may_be_named_by_its_hash(
    desk: Desk, case: Case, move: Entry, photo: Path
) -> None:
    kept = attachments.attach(desk.station, case, photo, "", desk.act())
    moved = desk.step(case, "custody", {**move, "photos": [kept.sha256]})
    assert len(attachments.attachments_of(desk.station, moved)) == 1


def test_the_same_photo_twice_is_kept_once(desk: Desk, case: Case, move: Entry, photo: Path) -> None:
    copy = photo.with_name("again.jpg")
    copy.write_bytes(photo.read_bytes())
    moved = desk.step(case, "custody", {**move, "photos": [str(photo), str(copy)]})
    assert moved.taken("custody")[0].entry["photos"] == [sum_of(photo)]


def test_a_hash_of_another_case_is_refused(desk: Desk, case: Case, move: Entry) -> None:
    with pytest.raises(FaultyEntry, match="没有附件") as refused:
        desk.step(case, "custody", {**move, "photos": ["a" * 64]})
    assert [fault.field for fault in refused.value.faults] == ["photos"]


def test_what_is_no_photo_is_told_beside_its_field(
    desk: Desk, case: Case, move: Entry, photo: Path, other: Path
) -> None:
    with pytest.raises(FaultyEntry, match=r"program\.jpg：这个文件不能作附件") as refused:
        desk.step(case, "custody", {**move, "photos": [str(photo), str(other)]})
    assert [fault.field for fault in refused.value.faults] == ["photos"]


def test_one_bad_file_keeps_none(desk: Desk, case: Case, move: Entry, photo: Path, other: Path) -> None:
    with pytest.raises(FaultyEntry):
        desk.step(case, "custody", {**move, "photos": [str(photo), str(other)]})
    now = load(desk.station, case.kind, case.number)
    assert (now.taken("custody"), attachments.attachments_of(desk.station, now), kept_files(desk)) == (
        [],
        [],
        [],
    )


@pytest.mark.parametrize("path", ["none.jpg", "no\0thing.jpg", "/"])
def test_a_file_that_cannot_be_read_is_told(desk: Desk, case: Case, move: Entry, path: str) -> None:
    with pytest.raises(FaultyEntry, match=r"读不到附件|是文件夹") as refused:
        desk.step(case, "custody", {**move, "photos": [path]})
    assert [fault.field for fault in refused.value.faults] == ["photos"]


def test_a_disk_that_fails_leaves_no_file_behind(
    desk: Desk, case: Case, move: Entry, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = photo.with_name("second.png")
    Image.new("RGB", (64, 48), "red").save(second)

    def failing(path: Path, content: bytes) -> None:
        if content == second.read_bytes():
            raise OSError(28, "No space left on device")
        write_whole(path, content)

    monkeypatch.setattr("fengqiao_desk.store.kept_files.write_whole", failing)
    with pytest.raises(DiskProblem):
        desk.step(case, "custody", {**move, "photos": [str(photo), str(second)]})
    assert kept_files(desk) == []


def test_the_try_at_service_takes_the_photo_of_the_receipt(
    desk: Desk, venue: Entry, service: Entry, photo: Path
) -> None:
    from fengqiao_desk.notices import batch

    opened = desk.receive("venues", venue, "2026-11-20")
    issued = batch.issue(desk.station, "compliance", [opened], batch.Order(), desk.act("2026-11-20"))
    served = batch.serve(desk.station, issued.numbers[0], {**service, "photos": [str(photo)]}, desk.act())
    assert served.taken("serve")[0].entry["photos"] == [sum_of(photo)]
