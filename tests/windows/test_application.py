"""The application object and its surroundings."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from fengqiao_desk.ui.application import DefectReporter, choose_input_method
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot


def test_qt_s_own_texts_are_chinese() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_weekdays_are_chinese_without_asking_the_machine() -> None:
    assert QLocale().dayName(6) == "星期六"


def test_scale_factors_between_whole_numbers_are_kept() -> None:
    assert QGuiApplication.highDpiScaleFactorRoundingPolicy().name == "PassThrough"


def test_on_an_fcitx_desktop_without_qt_plugin_ibus_is_spoken(tmp_path: Path) -> None:
    (tmp_path / "libibusplatforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "ibus"}


def test_an_fcitx_plugin_that_is_there_is_used(tmp_path: Path) -> None:
    (tmp_path / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "fcitx"}


@pytest.mark.parametrize("environment", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "xim"}])
def test_any_other_input_method_is_left_alone(environment: dict[str, str], tmp_path: Path) -> None:
    before = dict(environment)
    choose_input_method(environment, tmp_path)
    assert environment == before


def test_an_error_nobody_caught_becomes_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reports: list[str] = []
    reporter = DefectReporter(reports.append)
    reporter.install()
    error = ValueError("forty-two")
    sys.excepthook(ValueError, error, None)
    reporter.remove()
    assert [report.splitlines()[-1] for report in reports] == ["ValueError: forty-two"]


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


def test_speaking_ibus_instead_of_fcitx_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        choose_input_method({"QT_IM_MODULE": "fcitx"}, tmp_path)
    assert "ibus is spoken instead" in caplog.text


def test_a_reporter_that_is_removed_leaves_the_former_hook() -> None:
    former = sys.excepthook
    reporter = DefectReporter(lambda _: None)
    reporter.install()
    reporter.remove()
    assert sys.excepthook is former
