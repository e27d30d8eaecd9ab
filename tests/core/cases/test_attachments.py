"""Photos and PDFs of a case: what is taken, what is refused, and that a changed file is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fengqiao_desk.cases import Case, attachments
from fengqiao_desk.problems import DiskProblem, FaultyEntry, Refused, Unknown
from tests.conftest import Desk


@pytest.fixture
def case(desk: Desk, dispute: dict[str, Any]) -> Case:
    return desk.receive("disputes", dispute)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场.jpg"
    Image.new("RGB", (64, 48), "navy").save(path)
    return path


def test_an_attached_photo_is_read_back_as_it_was(desk: Desk, case: Case, photo: Path) -> None:
    added = attachments.attach(desk.station, case, photo, "现场照片", desk.act())
    assert attachments.content_of(desk.station, added) == photo.read_bytes()


def test_a_file_without_a_title_is_called_by_its_name(desk: Desk, case: Case, photo: Path) -> None:
    assert attachments.attach(desk.station, case, photo, "", desk.act()).title == "现场"


def test_the_same_file_is_not_taken_twice(desk: Desk, case: Case, photo: Path) -> None:
    attachments.attach(desk.station, case, photo, "", desk.act())
    with pytest.raises(FaultyEntry, match="已经在这件案件里"):
        attachments.attach(desk.station, case, photo, "", desk.act())


def test_what_a_file_is_is_seen_from_its_content(desk: Desk, case: Case, tmp_path: Path) -> None:
    disguised = tmp_path / "program.jpg"
    disguised.write_bytes(b"MZ\x90\x00 not a photo")
    with pytest.raises(FaultyEntry, match="不能作附件"):
        attachments.attach(desk.station, case, disguised, "", desk.act())


def test_a_file_that_is_too_large_is_told_with_the_limit(
    desk: Desk, case: Case, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_FILE", 10)
    with pytest.raises(FaultyEntry, match="20 MB"):
        attachments.attach(desk.station, case, photo, "", desk.act())


def test_a_changed_file_is_noticed(desk: Desk, case: Case, photo: Path) -> None:
    added = attachments.attach(desk.station, case, photo, "", desk.act())
    (kept,) = [path for path in desk.station.layout.attachments.rglob("*") if path.is_file()]
    kept.write_bytes(b"changed")
    with pytest.raises(DiskProblem, match="不一致"):
        attachments.content_of(desk.station, added)


def test_a_closed_case_takes_no_more_files(
    desk: Desk, case: Case, photo: Path, dispute_steps: dict[str, Any]
) -> None:
    closed = desk.step(case, "terminate", dispute_steps["terminate"])
    with pytest.raises(Refused, match="不能再加附件"):
        attachments.attach(desk.station, closed, photo, "", desk.act())


def test_a_file_that_is_not_there_is_told(desk: Desk, case: Case, tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="读不到附件"):
        attachments.attach(desk.station, case, tmp_path / "none.jpg", "", desk.act())
