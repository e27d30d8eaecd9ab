"""The mask case of station a, from find to hand-over: every piece accounted for, every paper by the right organ."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, attachments
from fengqiao_desk.goods import KIND
from fengqiao_desk.goods.custody import balances
from fengqiao_desk.problems import Refused
from fengqiao_desk.station import Act, Station, open_station
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import month_period


@pytest.fixture
def station(scenario_folders: Callable[[str], Path], tmp_path: Path) -> Iterator[Station]:
    """A copy: putting the file together is logged."""
    folder = Path(shutil.copytree(scenario_folders("a"), tmp_path / "a"))
    opened = open_station(folder, "2026-11-21T08:00:00", "测试")
    yield opened
    opened.close()


@pytest.fixture
def masks(station: Station) -> Case:
    return cases.load(station, KIND, "WL2020-0001")


def test_the_case_goes_from_find_to_hand_over(masks: Case) -> None:
    steps = ["seize", "custody", "trace", "trace", "custody", "transfer", "close"]
    assert ([taken.step for taken in masks.steps], masks.state) == (steps, "已办结")


def test_every_piece_is_accounted_for(masks: Case) -> None:
    now = balances(masks)
    assert [(str(balance.out), str(balance.in_hand)) for balance in now.values()] == [
        ("30", "0"),
        ("800", "0"),
    ]


def test_each_move_has_two_names_and_a_photo_of_its_own(station: Station, masks: Case) -> None:
    moves = [taken.entry for taken in masks.taken("custody")]
    photos = [photo for move in moves for photo in move["photos"]]
    assert all(move["from"] != move["to"] for move in moves) and len(set(photos)) == 2
    kept = {found.sha256: found for found in attachments.attachments_of(station, masks)}
    assert all(attachments.content_of(station, kept[photo]) for photo in photos)


def test_its_papers_are_those_between_a_station_and_an_office(masks: Case) -> None:
    issued = [(found.document, found.pages) for found in masks.documents]
    assert issued == [
        ("custody_handover", 1),
        ("joint_record", 2),
        ("trace_chart", 1),
        ("custody_handover", 1),
        ("clue_letter", 1),
    ]


@pytest.mark.parametrize("document", ["preservation_decision", "preservation_list", "transfer_notice"])
def test_a_paper_of_another_organ_cannot_be_printed(station: Station, masks: Case, document: str) -> None:
    act = Act(station.officers.named("民警甲"), datetime(2020, 2, 2, 9))
    with pytest.raises(Refused):
        cases.check_document(station, KIND, masks.number, document, act)


def test_the_whole_file_lacks_nothing(masks: Case, station: Station) -> None:
    assert KIND.bind is not None
    bound = KIND.bind(station, masks, Act(station.officers.named("民警甲"), datetime(2020, 3, 1, 9)))
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(bound.pdf))
    )
    assert bound.missing == [] and "保管变动：移交清点" in "".join(text.split())


def test_what_was_handed_over_counts_with_its_rest(station: Station) -> None:
    found = {
        value.label: value.value.show(value.unit)
        for value in Count(station, month_period("2020-02")).figures()
    }
    assert found["移送涉嫌假冒伪劣口罩"] == "2300余只"
