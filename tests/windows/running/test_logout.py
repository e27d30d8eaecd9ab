"""Logging out while the window is open, as the system does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fengqiao_desk.station import open_station
from fengqiao_desk.store.layout import FolderLayout
from tests.conftest import PASSWORD

PROGRAM = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from fengqiao_desk.ui.entrance import Entrance
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.start import start

folder = Path(sys.argv[1])

def build(desk):
    desk.savers.append(lambda: print("saved", flush=True))
    entrance = Entrance(desk, folder, Preferences(folder.parent / "window.ini"), datetime.now)
    window = entrance.first_window("民警甲", sys.argv[2])
    QTimer.singleShot(0, lambda: print("open", flush=True))
    return window

sys.exit(start(folder, build))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends its programs by messages, not by signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_logging_out_saves_copies_and_lets_go_of_the_folder(
    filled_folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    command = [sys.executable, "-c", PROGRAM, str(filled_folder), PASSWORD]
    home = {**os.environ, "HOME": str(tmp_path)}
    window = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=home)
    assert window.stdout is not None
    assert window.stdout.readline() == "open\n"
    window.send_signal(number)
    said, _ = window.communicate()
    layout = FolderLayout(filled_folder)
    copies = list(layout.backups.glob("*.tar.zst"))
    assert (window.returncode, said, len(copies), layout.holder.exists()) == (0, "saved\n", 1, False)
    open_station(filled_folder, "2026-11-21T08:00:00", "窗口").close()
