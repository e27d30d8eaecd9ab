"""Which fonts a station prints with."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.station.profile import Profile

REAL = Profile(name="逍遥津派出所", parent="合肥市公安局")


def test_a_practice_folder_prints_with_the_packaged_fonts() -> None:
    assert font_choice(replace(REAL, practice=True)) == typesetting.FontChoice()


def test_a_station_asks_the_computer_for_its_fonts_every_time() -> None:
    """A part of typesetting once hid the function of its own name behind itself."""
    for module in ("fonts.on_computer", "fonts.coverage", "fonts.chains"):
        import_module(f"fengqiao_desk.documents.typesetting.{module}")
    assert font_choice(REAL) == font_choice(REAL)


def test_no_part_of_typesetting_has_the_name_of_what_it_gives() -> None:
    folder = Path(str(typesetting.__file__)).parent
    parts = {path.stem for path in folder.glob("*.py")}
    assert parts & set(typesetting.__all__) == set()


def test_the_stations_own_file_comes_before_the_computers(tmp_path: Path) -> None:
    own = tmp_path / "仿宋.ttf"
    assert font_choice(replace(REAL, fonts={"body": str(own)})).body == own


def test_a_station_may_do_without_the_computers_fonts() -> None:
    assert font_choice(replace(REAL, system_fonts=False)) == typesetting.FontChoice()
