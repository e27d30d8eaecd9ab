"""What Qt calls by itself may fail: the error is reported, and the program goes on."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import fengqiao_desk.ui
import pytest
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.running.overrides import guard_overrides, unguarded

PROGRAM = """
import sys
from pathlib import Path
import shiboken6
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from fengqiao_desk.ui.messages import DefectDialog
from fengqiao_desk.ui.start import start
from fengqiao_desk.ui.widgets import Banner, notices, plain_table

def gone(*_):
    label = QLabel()
    shiboken6.delete(label)
    return [label.text() for _ in range(1)]

def painting(desk):
    notices.smooth_painter = gone
    return Banner("一句话")

def typing(desk):
    table = plain_table.PlainTable("表")
    table.currentIndex = gone
    QTimer.singleShot(0, lambda: QTest.keyClick(table, Qt.Key.Key_Return))
    return table

def filtering(desk):
    veil = notices.BusyOverlay(QLabel())
    veil._cover = gone
    QTimer.singleShot(0, lambda: veil._below.resize(300, 300))
    return veil._below

def read(desk):
    shown = [found for found in QApplication.topLevelWidgets() if isinstance(found, DefectDialog)]
    if shown:
        print(shown[0].report().strip().splitlines()[-1], flush=True)
        desk.application.quit()

def build(desk):
    look = QTimer(desk.application)
    look.timeout.connect(lambda: read(desk))
    look.start(10)
    return {"painting": painting, "typing": typing, "filtering": filtering}[sys.argv[2]](desk)

sys.exit(start(Path(sys.argv[1]), build))
"""


@pytest.mark.parametrize("what", ["painting", "typing", "filtering"])
def test_an_error_of_c_code_in_an_override_is_reported_and_kills_nothing(tmp_path: Path, what: str) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), what]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (ended.returncode, "already deleted" in ended.stdout) == (0, True), ended.stderr


def test_every_override_of_the_windows_is_guarded(qapp: DeskApplication) -> None:
    for module in pkgutil.walk_packages(fengqiao_desk.ui.__path__, "fengqiao_desk.ui."):
        importlib.import_module(module.name)
    guard_overrides()
    assert unguarded() == []
