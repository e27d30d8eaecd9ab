"""The window as a program of its own: a picture of each page, and folders that cannot be opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from fengqiao_desk.station import open_station

PROGRAM = """
import sys
from pathlib import Path
from fengqiao_desk.store.targets import file_target
from fengqiao_desk.ui.start import run_window
data, target, page, dark = sys.argv[1:]
sys.exit(run_window(Path(data), screenshot=file_target(Path(target), Path(data)), page=page, dark=dark == "dark"))
"""
FOLDER_STATUS = 3


def picture(
    folder: Path, target: Path, page: str = "today", look: str = "light"
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(folder), str(target), page, look]
    home = {**os.environ, "HOME": str(target.parent)}
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=home)


def corner(target: Path) -> str:
    """The colour of the page's ground at the lower edge of the pages."""
    return str(QImage(str(target)).pixelColor(900, 760).name())


def test_a_picture_of_a_page_is_saved_without_a_screen(station_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "today.png"
    assert picture(station_folder, target).returncode == 0
    assert (QImage(str(target)).width(), QImage(str(target)).height()) == (1280, 800)


def test_the_dark_picture_is_dark(station_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "today.png"
    picture(station_folder, target, "settings", "dark")
    assert corner(target) == "#15181d"


def test_a_folder_that_is_none_is_told_with_its_status(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    ended = picture(tmp_path / "other", tmp_path / "today.png")
    assert (ended.returncode, "不是枫桥工作台的数据文件夹" in ended.stderr) == (FOLDER_STATUS, True)


def test_a_page_that_is_none_is_told(station_folder: Path, tmp_path: Path) -> None:
    ended = picture(station_folder, tmp_path / "today.png", "nowhere")
    assert (ended.returncode, "没有“nowhere”这一页" in ended.stderr) == (1, True)


BROKEN = """
import sys
from pathlib import Path
from fengqiao_desk.store.targets import file_target
from fengqiao_desk.ui import session, start
from fengqiao_desk.ui.widgets import navigation, notices
data, target, where = sys.argv[1:]

def broken(*_):
    raise FileNotFoundError("no such picture: text.svg")

{"painting": lambda: setattr(navigation.NavigationItem, "paintEvent", broken),
 "building": lambda: setattr(session.Session, "refresh", broken),
 "grabbing": lambda: setattr(start, "QBuffer", broken)}[where]()
sys.exit(start.run_window(Path(data), screenshot=file_target(Path(target), Path(data))))
"""


@pytest.mark.parametrize("where", ["painting", "building", "grabbing"])
def test_an_error_of_ours_ends_the_picture_with_its_report_and_the_folder_free(
    station_folder: Path, tmp_path: Path, where: str
) -> None:
    target = tmp_path / "today.png"
    command = [sys.executable, "-c", BROKEN, str(station_folder), str(target), where]
    home = {**os.environ, "HOME": str(tmp_path)}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=home, timeout=300)
    open_station(station_folder, "2026-11-21T08:00:00", "窗口").close()
    assert (ended.returncode, "FileNotFoundError" in ended.stderr, target.exists()) == (1, True, False)
