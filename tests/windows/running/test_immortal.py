"""The program outlives many calls of Qt on a Python whose constants can die."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject, Signal
from fengqiao_desk.ui.running.application import DeskApplication

class Bell(QObject):
    rung = Signal()

application = DeskApplication(["desk"])
bell = Bell()
bell.rung.connect(lambda: None)
for _ in range(100_000):
    bell.setObjectName("x")
    bell.rung.emit()
print("alive")
"""


def test_a_hundred_thousand_calls_without_result_and_signals_end_well() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")
