"""How the window starts, as a list to be read from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QTimer
from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import DiskProblem, Problem
from fengqiao_desk.store.targets import FileTarget

from .application import DefectReporter, DeskApplication, choose_input_method
from .desk import Desk
from .entrance import Entrance
from .input_method import WORDS
from .look import Appearance
from .one_window import OneWindow, bring_forward
from .preferences import Preferences, default_folder
from .shot import SETTLING_MILLISECONDS, Shot

run_events = QCoreApplication.exec
APPLICATION_NAME = "fengqiao-desk"
_FIRST_WORDS_MILLISECONDS = 500
"""After the window is in front, so that what is said stands over it."""


def run_window(
    data: Path | None,
    user: str | None = None,
    password: str | None = None,
    screenshot: FileTarget | None = None,
    page: str = "today",
    dark: bool | None = None,
    size: tuple[int, int] = (1280, 800),
    today: date | None = None,
) -> int:
    """Opens the desk on a station folder, or saves a picture of one page without a screen; returns the exit status.

    Without `data` it is the folder chosen before, else the user's own. `today` is what a practice folder takes as today.
    """
    QCoreApplication.setApplicationName(APPLICATION_NAME)
    preferences = Preferences()
    folder = data or preferences.folder() or default_folder()
    now = _clock if today is None else partial(_clock_on, today)
    if screenshot is not None:
        shot = Shot(folder, user, password, page, size)
        return _save_picture(shot, screenshot, Appearance.DARK if dark else Appearance.LIGHT, now)
    look = preferences.appearance() if dark is None else Appearance.DARK if dark else Appearance.LIGHT

    def build(desk: Desk) -> QWidget:
        desk.application.theme.choose(look)
        window = Entrance(desk, folder, preferences, now).first_window(user, password)
        tell_of_input(desk, preferences)
        return window

    return start(folder, build)


def tell_of_input(desk: Desk, preferences: Preferences) -> None:
    """Says once on this computer why no Chinese can be typed, and again when that comes back after it was well."""
    trouble, told = desk.input_trouble, preferences.input_trouble()
    preferences.keep_input_trouble(trouble)
    if trouble is not None and trouble is not told:
        tell = partial(desk.messages.tell, "这里打不出汉字", WORDS[trouble])
        QTimer.singleShot(_FIRST_WORDS_MILLISECONDS, desk.application, tell)


def start(folder: Path, build: Callable[[Desk], QWidget]) -> int:
    """Opens the window that `build` makes for the station `folder`; returns the exit status when it is closed."""
    trouble = choose_input_method(os.environ)
    application = DeskApplication(sys.argv)
    door = OneWindow(folder, application)
    if not door.claim():
        sys.stderr.write("这个文件夹已经在另一个窗口里打开，已请那个窗口到前面来。\n")
        return 0
    desk = Desk(application, input_trouble=trouble)
    reporter = DefectReporter(desk.messages.defect, application)
    reporter.install()
    door.asked_forward.connect(lambda: bring_forward(application))
    status = _show(desk, build)
    reporter.remove()
    desk.close()
    door.close()
    return status


def _save_picture(shot: Shot, target: FileTarget, look: Appearance, now: Callable[[], datetime]) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = DeskApplication(sys.argv[:1], look)
    desk = Desk(application, at_once=True)
    try:
        window = shot.window(desk, now)
    except Problem as problem:
        sys.stderr.write(problem.message + "\n")
        return problem.status
    pictures: list[bytes] = []
    QTimer.singleShot(SETTLING_MILLISECONDS, application, lambda: _grab(window, pictures))
    run_events()
    desk.close()
    if not pictures:
        return DiskProblem.status
    try:
        target.write(pictures[0])
    except Problem as problem:
        sys.stderr.write(problem.message + "\n")
        return problem.status
    return 0


def _grab(window: QWidget, pictures: list[bytes]) -> None:
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(picture, "PNG")
    pictures.append(bytes(picture.data().data()))
    QCoreApplication.quit()


def _clock() -> datetime:
    """The only place where the windows read the clock; local time is what an officer means."""
    return datetime.now()  # noqa: DTZ005


def _clock_on(today: date) -> datetime:
    """The time of the clock on a practice day."""
    return datetime.combine(today, _clock().time())


def _show(desk: Desk, build: Callable[[Desk], QWidget]) -> int:
    try:
        window = build(desk)
    except Problem as problem:
        desk.messages.problem(problem)
        run_events()
        return problem.status
    window.show()
    return run_events()
