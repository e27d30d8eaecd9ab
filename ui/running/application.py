"""The application object: Chinese texts of Qt, sharp scaling, the look, and where our own errors go."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from fengqiao_desk import VERSION
from fengqiao_desk.problems import Problem

from ..look import Appearance, Theme
from .composing import ComposingWatch
from .immortal import keep_constants_alive
from .input_method import Trouble, decide, has_a_screen, speak
from .overrides import guard_overrides
from .session_bus import names_on_bus
from .tracing import trace_of

_LOG = logging.getLogger(__name__)


def choose_input_method(environment: MutableMapping[str, str]) -> Trouble | None:
    """Before the application: has Qt speak to the input method that runs; what stands in the way of Chinese, None for nothing."""
    if not sys.platform.startswith("linux") or not has_a_screen(environment):
        return None
    plugins = [file.name for file in input_method_plugins().glob("*")]
    choice = decide(environment, plugins, names_on_bus(environment))
    _LOG.info("input method: %s", choice)
    speak(choice, environment)
    return choice.trouble


def input_method_plugins() -> Path:
    """Qt's folder of input method plugins."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"


class DeskApplication(QApplication):
    """Qt dressed as the desk."""

    def __init__(self, arguments: Sequence[str] = (), appearance: Appearance = Appearance.SYSTEM) -> None:
        # Both before Qt calls anything of ours.
        keep_constants_alive()
        guard_overrides()
        # Qt takes it only before there is an application; 125 % stays 125 %.
        QApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough,
        )
        super().__init__(list(arguments))
        self.setApplicationName("fengqiao-desk")
        self.setApplicationDisplayName("枫桥工作台")
        self.setApplicationVersion(VERSION)
        # Wayland finds the icon of a window by its .desktop file.
        self.setDesktopFileName("fengqiao-desk")
        # Before the first widget: Qt's own words are read when a widget is made.
        self._speak_chinese()
        self.theme = Theme(self, appearance)
        self.composing = ComposingWatch(self)

    def _speak_chinese(self) -> None:
        chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        QLocale.setDefault(chinese)
        texts = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if texts.load("qtbase_zh_CN", folder):
            self.installTranslator(texts)
        else:
            _LOG.warning("no Chinese texts of Qt in %s", folder)


class DefectReporter(QObject):
    """Takes over errors that nobody caught, on any thread, and hands their report to the window's thread.

    What `known` says in words, such as a disk that is full or gone, is no error of ours: it goes to `tell_problem`.
    """

    _caught = Signal(str)
    _troubled = Signal(object)

    def __init__(
        self,
        tell: Callable[[str], None],
        parent: QObject | None = None,
        *,
        tell_problem: Callable[[Problem], None] | None = None,
        known: Callable[[BaseException], Problem | None] = lambda error: None,
    ) -> None:
        super().__init__(parent)
        self._tell, self._tell_problem, self._known = tell, tell_problem, known
        # Put back at the end: tests and other programs in the process have theirs.
        self._former = (sys.excepthook, threading.excepthook)
        # Queued, for an error may come out of painting, where no dialog can be opened.
        self._caught.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._troubled.connect(self._pass_on_problem, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> None:
        self.install()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        QCoreApplication.sendPostedEvents(self)  # what was caught last is told too
        self.remove()

    def install(self) -> None:
        """Errors of every thread come here from now on."""
        sys.excepthook = self._caught_here
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Errors go where they went before."""
        sys.excepthook, threading.excepthook = self._former

    def _caught_here(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        # Ctrl+C in the terminal is a wish, no defect.
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        problem = self._known(error) if self._tell_problem is not None else None
        if problem is not None:
            _LOG.error("trouble nobody caught", exc_info=(kind, error, trace))
            self._troubled.emit(problem)
            return
        _LOG.critical("an error nobody caught", exc_info=(kind, error, trace))
        self._caught.emit(defect_report(error))

    def _caught_in_thread(self, thrown: threading.ExceptHookArgs) -> None:
        if thrown.exc_value is not None:
            self._caught_here(thrown.exc_type, thrown.exc_value, thrown.exc_traceback)

    def _pass_on_problem(self, problem: Problem) -> None:
        assert self._tell_problem is not None
        self._tell_problem(problem)

    def _pass_on(self, report: str) -> None:
        self._tell(report)


def defect_report(error: BaseException) -> str:
    """What is to be copied and passed on: the version and where it happened, without what was typed."""
    return f"枫桥工作台 {VERSION}\n{trace_of(error)}"
