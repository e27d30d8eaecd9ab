"""What the program says in boxes."""

from __future__ import annotations

from fengqiao_desk.ui.messages import DefectDialog, Messages
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fengqiao_desk.problems import DiskProblem


def _open_box() -> QMessageBox:
    return next(box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox))


def _open_defects() -> list[DefectDialog]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, DefectDialog)]


def _button(window: QWidget, words: str) -> QPushButton:
    return next(button for button in window.findChildren(QPushButton) if button.text() == words)


def test_a_problem_is_told_in_its_own_words() -> None:
    messages = Messages(lambda: None)
    messages.problem(DiskProblem("磁盘已满，什么都没有改动。"))
    box = _open_box()
    words = box.informativeText()
    box.done(0)
    assert words == "磁盘已满，什么都没有改动。"


def test_a_question_waits_with_cancel_under_the_enter_key() -> None:
    done: list[str] = []
    Messages(lambda: None).ask("作废文书？", "作废后文号不再使用。", "作废", lambda: done.append("void"))
    box = _open_box()
    box.defaultButton().click()
    assert done == []


def test_what_was_asked_is_done_when_the_officer_presses_the_act() -> None:
    done: list[str] = []
    Messages(lambda: None).ask("作废文书？", "作废后文号不再使用。", "作废", lambda: done.append("void"))
    _button(_open_box(), "作废").click()
    assert done == ["void"]


def test_half_filled_forms_are_saved_before_a_defect_is_shown() -> None:
    shown_at_saving: list[int] = []
    messages = Messages(lambda: shown_at_saving.append(len(_open_defects())))
    messages.defect("Traceback")
    dialog = _open_defects()[0]
    dialog.done(0)
    assert shown_at_saving == [0]


def test_a_failed_saving_is_said_so_that_the_officer_can_copy_the_words() -> None:
    def full() -> None:
        raise DiskProblem("磁盘已满")

    Messages(full).defect("Traceback")
    dialog = _open_defects()[0]
    said = " ".join(part.property("text") or "" for part in dialog.findChildren(QWidget))
    dialog.done(0)
    assert "没能保存（磁盘已满）" in said


def test_a_second_defect_is_added_to_the_report_that_is_open() -> None:
    messages = Messages(lambda: None)
    messages.defect("first")
    messages.defect("second")
    (dialog,) = _open_defects()
    report = dialog.report()
    dialog.done(0)
    assert report.split() == ["first", "second"]


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = DefectDialog("ValueError: 42", "")
    qtbot.addWidget(dialog)
    _button(dialog, "复制报告").click()
    assert QGuiApplication.clipboard().text() == "ValueError: 42"


def test_a_defect_is_shown_even_when_saving_fails_by_another_defect() -> None:
    def broken() -> None:
        raise RuntimeError("already deleted")

    Messages(broken).defect("Traceback")
    dialog = _open_defects()[0]
    words = " ".join(part.text() for part in dialog.findChildren(QLabel))
    dialog.done(0)
    assert "没能保存（already deleted）" in words


def test_a_defect_is_told_after_the_window_with_the_one_before_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    messages = Messages(lambda: None)
    messages.defect("of the officer before")
    delete(window)
    messages.defect("of the officer now")
    reports = [dialog.report() for dialog in _open_defects()]
    _open_defects()[0].done(0)
    assert reports == ["of the officer now"]


def test_a_message_outlives_the_file_dialog_it_comes_from(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    dialog = QFileDialog(window, "另存一份")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QFileDialog.open(dialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    Messages(lambda: None).problem(DiskProblem("不能写进数据文件夹里。"))
    dialog.close()
    delete(dialog)
    box = _open_box()
    words = box.informativeText()
    box.done(0)
    assert words == "不能写进数据文件夹里。"
