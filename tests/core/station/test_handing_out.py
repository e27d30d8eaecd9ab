"""The one verb by which anything leaves the station: who may, and that row and file stand or fall together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fengqiao_desk.problems import DiskProblem, NotPermitted
from fengqiao_desk.station import rights
from fengqiao_desk.station.handing_out import (
    Handed,
    HandedAs,
    Outgoing,
    Outlet,
    hand_out,
    hand_out_file,
    must_be_recordable,
    outgoing,
)
from fengqiao_desk.station.handing_out.handed import RIGHT_OF
from fengqiao_desk.station.rights import RIGHTS
from fengqiao_desk.store.targets import file_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fengqiao_desk.station import Station
    from tests.conftest import Desk

WHAT = Handed("汇报 2026-11-01 2026-11-30")


def out_at(path: Path, *, replacing: bool = False) -> Outgoing:
    return outgoing(file_target(path, None, replacing=replacing))


def test_every_way_out_has_a_right() -> None:
    assert set(RIGHT_OF) == set(HandedAs)


VERBS: dict[str, Callable[[Desk, Handed, Outgoing], object]] = {
    "must_be_recordable": lambda desk, what, out: must_be_recordable(
        desk.station, desk.act(), what, Outlet.FILE
    ),
    "hand_out": lambda desk, what, out: hand_out(desk.station, desk.act(), what, Outlet.FILE),
    "hand_out_file": lambda desk, what, out: hand_out_file(desk.station, desk.act(), what, out, b"x"),
}


@pytest.mark.parametrize("way", HandedAs)
@pytest.mark.parametrize("verb", VERBS)
def test_who_has_not_the_right_takes_nothing_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, way: HandedAs
) -> None:
    monkeypatch.setattr(rights, "RIGHTS", {**RIGHTS, RIGHT_OF[way]: ()})
    out, before = out_at(tmp_path / "x.pdf"), desk.count("audit")
    with pytest.raises(NotPermitted):
        VERBS[verb](desk, Handed("汇报", as_file=way), out)
    assert (out.path.exists(), desk.count("audit")) == (False, before)


def test_everything_that_goes_to_a_printer_is_a_print(desk: Desk) -> None:
    hand_out(desk.station, desk.act(), Handed("待办", as_file=HandedAs.CALENDAR), Outlet.PRINTER)
    last = desk.station.connections.run("SELECT verb, changes FROM audit ORDER BY key DESC LIMIT 1")
    assert last == [("打印", '{"to":"打印机"}')]


@pytest.mark.parametrize("replacing", [False, True])
def test_a_row_that_cannot_be_kept_takes_the_file_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replacing: bool
) -> None:
    """The disk of the station is full at the very end, when the file lies on the stick already."""
    station: Station = desk.station
    if replacing:
        (tmp_path / "x.pdf").write_bytes(b"older")
    writing = station.writing

    @contextmanager
    def full() -> Iterator[None]:
        with writing():
            yield
            if out.path.exists() and out.path.read_bytes() == b"content":
                raise OSError(28, "No space left on device")

    out, before = out_at(tmp_path / "x.pdf", replacing=replacing), desk.count("audit")
    monkeypatch.setattr(station, "writing", full)
    with pytest.raises(DiskProblem, match="已满"):
        hand_out_file(station, desk.act(), WHAT, out, b"content")
    monkeypatch.undo()
    assert (out.path.exists(), desk.count("audit")) == (False, before)


def test_the_password_is_not_shown_in_what_holds_it(tmp_path: Path) -> None:
    out = outgoing(file_target(tmp_path / "x.pdf", None), "Qiao-72-liu-Heng")
    assert "Qiao" not in repr(out)
