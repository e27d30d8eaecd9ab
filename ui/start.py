"""How the window starts, as a list to be read from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import Problem

from .application import DefectReporter, DeskApplication, choose_input_method, input_method_plugins
from .background import Background
from .messages import Messages
from .one_window import OneWindow, bring_forward

run_events = QCoreApplication.exec


class Desk:
    """What windows are given besides their data; who holds half-filled forms adds a function to `savers`."""

    def __init__(self, application: DeskApplication, *, at_once: bool = False) -> None:
        self.application = application
        self.savers: list[Callable[[], None]] = []
        self.messages = Messages(self.save_drafts)
        self.background = Background(application, at_once=at_once)

    def save_drafts(self) -> None:
        """Saves every half-filled form; Problem or OSError when one cannot be saved."""
        for save in self.savers:
            save()


def start(folder: Path, build: Callable[[Desk], QWidget]) -> int:
    """Opens the window that `build` makes for the station `folder`; returns the exit status when it is closed."""
    choose_input_method(os.environ, input_method_plugins())
    application = DeskApplication(sys.argv)
    door = OneWindow(folder, application)
    if not door.claim():
        sys.stderr.write("这个文件夹已经在另一个窗口里打开，已请那个窗口到前面来。\n")
        return 0
    desk = Desk(application)
    reporter = DefectReporter(desk.messages.defect, application)
    reporter.install()
    door.asked_forward.connect(lambda: bring_forward(application))
    status = _show(desk, build)
    reporter.remove()
    desk.background.close()
    door.close()
    return status


def _show(desk: Desk, build: Callable[[Desk], QWidget]) -> int:
    try:
        window = build(desk)
    except Problem as problem:
        desk.messages.problem(problem)
        run_events()
        return problem.status
    window.show()
    return run_events()
