"""Starting, as a program of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fengqiao_desk.ui
import pytest
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.running.input_method import WORDS, Trouble
from fengqiao_desk.ui.running.one_window import OneWindow
from fengqiao_desk.ui.start import tell_of_input
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

WINDOWS = Path(fengqiao_desk.ui.__file__).parent
FOLDER_STATUS = 3

PROGRAM = """
import sys
from collections.abc import Iterator
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from fengqiao_desk.problems import FolderDamaged
from fengqiao_desk.ui.start import Desk, start

def build(desk):
    if "damaged" in sys.argv:
        raise FolderDamaged("数据库打不开。")
    desk.endings.append(lambda: sys.stderr.write("folder let go\\n"))
    if "broken" in sys.argv:
        raise ValueError("a defect of ours")
    window = QLabel("今日")
    QTimer.singleShot(50, window.close)
    return window

sys.exit(start(Path(sys.argv[1]), build))
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_closing_the_window_ends_the_program_well(tmp_path: Path) -> None:
    assert run(tmp_path).returncode == 0


def test_a_folder_that_cannot_be_opened_gives_its_exit_status(tmp_path: Path) -> None:
    assert run(tmp_path, "damaged").returncode == FOLDER_STATUS


def test_an_error_of_ours_while_starting_is_told_and_lets_go_of_the_folder(tmp_path: Path) -> None:
    ended = run(tmp_path, "broken")
    assert (ended.returncode, ended.stderr.endswith("ValueError\nfolder let go\n")) == (1, True)
    assert ended.stderr.endswith("folder let go\n")


def test_a_second_start_says_that_the_folder_is_already_open(tmp_path: Path) -> None:
    door = OneWindow(tmp_path)
    door.claim()
    second = run(tmp_path)
    door.close()
    assert second.stderr.endswith("这个文件夹已经在另一个窗口里打开，已请那个窗口到前面来。\n")


def test_no_window_runs_an_event_loop_of_its_own() -> None:
    texts = {
        str(path.relative_to(WINDOWS)): path.read_text(encoding="utf-8") for path in WINDOWS.rglob("*.py")
    }
    loops = [name for name, text in texts.items() if ".exec(" in text or "processEvents" in text]
    assert (loops, texts["start.py"].count(".exec")) == ([], 1)


@pytest.fixture
def desk(desk_application: DeskApplication, qtbot: QtBot) -> Iterator[Desk]:
    """A desk on a machine where fcitx 4 runs."""
    made = Desk(desk_application, at_once=True, input_trouble=Trouble.FCITX4)
    yield made
    made.close()


def boxes() -> list[QMessageBox]:
    windows = QApplication.topLevelWidgets()
    return [found for found in windows if isinstance(found, QMessageBox) and found.isVisible()]


def test_that_no_chinese_can_be_typed_is_said_with_what_to_do(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    tell_of_input(desk, Preferences(tmp_path / "window.ini"))
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    said = boxes()[0]
    said.close()
    assert (said.text(), said.informativeText()) == ("这里打不出汉字", WORDS[Trouble.FCITX4])


@pytest.mark.parametrize(
    ("before", "again"),
    [([Trouble.FCITX4], False), ([Trouble.FCITX4, None], True), ([Trouble.NONE_RUNS], True)],
)
def test_it_is_said_once_and_again_when_it_comes_back_or_is_another(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Trouble | None], again: bool
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QTimer, "singleShot", lambda *_: said.append("said"))
    preferences = Preferences(tmp_path / "window.ini")
    for trouble in before:
        preferences.keep_input_trouble(trouble)
    tell_of_input(desk, preferences)
    assert bool(said) is again
