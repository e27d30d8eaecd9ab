"""The application object and its surroundings."""

from __future__ import annotations

import sys
import threading

import pytest
from fengqiao_desk.ui.running import application
from fengqiao_desk.ui.running.application import DefectReporter, choose_input_method
from fengqiao_desk.ui.running.input_method import Trouble
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot


def test_qt_s_own_texts_are_chinese() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_weekdays_are_chinese_without_asking_the_machine() -> None:
    assert QLocale().dayName(6) == "星期六"


def test_scale_factors_between_whole_numbers_are_kept() -> None:
    assert QGuiApplication.highDpiScaleFactorRoundingPolicy().name == "PassThrough"


FCITX5 = frozenset(("org.fcitx.Fcitx5", "org.freedesktop.IBus"))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """A session bus with the names of the last entry."""
    names = [FCITX5]
    monkeypatch.setattr(application, "names_on_bus", lambda _: names[-1])
    return names


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="只有 Linux 桌面要选")
def test_on_a_desktop_with_fcitx5_ibus_is_spoken(bus: list[frozenset[str]]) -> None:
    environment = {"DISPLAY": ":0"}
    assert choose_input_method(environment) is None
    assert environment == {"DISPLAY": ":0", "QT_IM_MODULE": "ibus"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="只有 Linux 桌面要选")
def test_on_a_desktop_with_fcitx_4_the_trouble_is_given(bus: list[frozenset[str]]) -> None:
    bus.append(frozenset(("org.fcitx.Fcitx-0",)))
    assert choose_input_method({"DISPLAY": ":0"}) is Trouble.FCITX4


def test_on_windows_nothing_is_asked_and_nothing_set(
    bus: list[frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    environment = {"DISPLAY": ":0", "QT_IM_MODULE": "fcitx"}
    assert (choose_input_method(environment), environment["QT_IM_MODULE"]) == (None, "fcitx")


def test_an_error_nobody_caught_becomes_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reports: list[str] = []
    with DefectReporter(reports.append):
        sys.excepthook(ValueError, ValueError("forty-two"), None)
    assert [report.splitlines()[-1] for report in reports] == ["ValueError"]


def test_an_error_of_another_thread_is_reported_on_the_window_s_thread(qtbot: QtBot) -> None:
    reported_on: list[int] = []
    reporter = DefectReporter(lambda _: reported_on.append(threading.get_ident()))
    reporter.install()
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    reporter.remove()
    qtbot.waitUntil(lambda: bool(reported_on))
    assert reported_on == [threading.get_ident()]


def test_a_reporter_that_is_removed_leaves_the_former_hook() -> None:
    former = sys.excepthook
    reporter = DefectReporter(lambda _: None)
    reporter.install()
    reporter.remove()
    assert sys.excepthook is former
