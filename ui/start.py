"""How the window starts, as a list to be read from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QTimer
from PySide6.QtWidgets import QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.store.failures import known_trouble
from fengqiao_desk.store.targets import FileTarget

from .desk import Desk
from .entrance import Entrance
from .look import Appearance
from .page import TODAY
from .preferences import Preferences, default_folder
from .running.application import DefectReporter, DeskApplication, choose_input_method, defect_report
from .running.collecting import CollectingHere
from .running.input_method import WORDS
from .running.logout import EndsAtLogout
from .running.one_window import OneWindow, bring_forward
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
    page: str = TODAY,
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
        """The first window; what went wrong with typing Chinese is said over it."""
        desk.application.theme.choose(look)
        window = Entrance(desk, folder, preferences, now).first_window(user, password)
        tell_of_input(desk, preferences)
        return window

    return start(folder, build)


def tell_of_input(desk: Desk, preferences: Preferences) -> None:
    """Says once on this computer why no Chinese can be typed, and again when that comes back after it was well."""
    trouble, said_before = desk.input_trouble, preferences.input_trouble()
    preferences.keep_input_trouble(trouble)
    if trouble is not None and trouble is not said_before:
        tell = partial(desk.messages.tell, "这里打不出汉字", WORDS[trouble])
        QTimer.singleShot(_FIRST_WORDS_MILLISECONDS, desk.application, tell)


def start(folder: Path, build: Callable[[Desk], QWidget]) -> int:
    """Opens the window that `build` makes for the station `folder`; returns the exit status when it is closed."""
    # Before the application: Qt reads the environment once, when it starts (docs/stack.md §0.10).
    trouble = choose_input_method(os.environ)
    application = DeskApplication(sys.argv)
    door = OneWindow(folder, application)
    # Before the folder is opened: its lock would refuse a second start, not bring the first forward.
    if not door.claim():
        sys.stderr.write("这个文件夹已经在另一个窗口里打开，已请那个窗口到前面来。\n")
        return 0
    desk = Desk(application, input_trouble=trouble)
    door.asked_forward.connect(lambda: bring_forward(application))
    with ExitStack() as leaving:
        # Left from the last to the first: signals and errors, then the folder, then the door for the next start.
        leaving.callback(door.close)
        leaving.callback(desk.close)
        reporter = DefectReporter(
            desk.messages.defect,
            application,
            tell_problem=desk.messages.trouble,
            known=partial(known_trouble, root=folder),
        )
        leaving.enter_context(reporter)
        leaving.enter_context(CollectingHere(application))
        leaving.enter_context(EndsAtLogout(application))
        return _show(desk, build)


def _save_picture(shot: Shot, target: FileTarget, look: Appearance, now: Callable[[], datetime]) -> int:
    # Without a screen, and without a window that flashes up where there is one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = DeskApplication(sys.argv[:1], look)
    # In place: a card that the worker still counts would be empty in the picture.
    desk = Desk(application, at_once=True)
    defects: list[str] = []
    try:
        with DefectReporter(lambda report: _give_up(report, defects), application):
            picture = _picture(shot.window(desk, now), application)
        if defects:
            return _tell_defects(defects)
        target.write_unrecorded(picture)
    except Problem as problem:
        return _tell_problem(problem)
    except Exception as error:  # noqa: BLE001 - told here, where it is known that the folder is not to blame for it
        return _tell_defects([defect_report(error)])
    finally:
        desk.close()
    return 0


def _picture(window: QWidget, application: DeskApplication) -> bytes:
    """The window as it stands once it has settled, as PNG; empty when an error ended it before."""
    pictures: list[bytes] = []
    QTimer.singleShot(SETTLING_MILLISECONDS, application, lambda: _grab(window, pictures))
    run_events()
    return pictures[0] if pictures else b""


def _grab(window: QWidget, pictures: list[bytes]) -> None:
    """Ends the events also when painting raises; nobody could end them otherwise."""
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    try:
        window.grab().save(picture, "PNG")
        pictures.append(bytes(picture.data().data()))
    finally:
        # Not `quit`, which asks the windows: one that backs up first would keep the picture waiting for ever.
        QCoreApplication.exit()


def _give_up(report: str, defects: list[str]) -> None:
    """Nobody sees the window: the first error of ours ends it."""
    defects.append(report)
    QCoreApplication.exit()


def _tell_problem(problem: Problem) -> int:
    sys.stderr.write(problem.message + "\n")
    return problem.status


def _tell_defects(reports: Sequence[str]) -> int:
    sys.stderr.write("这是程序的错，不是您的操作。请把下面的报告交给维护人员。\n" + "\n".join(reports))
    return Problem.status


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
        if _nobody_sees(desk.application):
            return _tell_problem(problem)
        desk.messages.problem(problem)
        run_events()
        return problem.status
    except Exception as error:  # noqa: BLE001 - a defect while starting is shown like any other, then the program ends
        report = defect_report(error)
        if _nobody_sees(desk.application):
            return _tell_defects([report])
        desk.messages.defect(report)
        run_events()
        return Problem.status
    window.show()
    return run_events()


def _nobody_sees(application: DeskApplication) -> bool:
    """Without a screen no box can be closed: what it would say goes to standard error, and the program ends."""
    return application.platformName() in ("offscreen", "minimal")
