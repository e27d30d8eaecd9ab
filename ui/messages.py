"""The only place with message boxes: tell, ask, a problem in words, a defect of ours with its report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from fengqiao_desk.problems import Problem

from .actions import COPY_REPORT, GO_ON_WORKING, LEAVE, UNDERSTOOD
from .look import Space, icon
from .widgets import PrimaryButton, QuietButton, label
from .widgets.fitted import FittedDialog

_PICTURES: Final = {
    QMessageBox.Icon.Information: ("info", "accent"),
    QMessageBox.Icon.Warning: ("warning", "warning"),
    QMessageBox.Icon.Question: ("warning", "accent"),
}

_SAME_TROUBLE_MILLISECONDS: Final = 60_000


def window_in_front() -> QWidget | None:
    """What a message lies over: never a dialog that is about to go, for it would take the message with it unread.

    A file dialog tells the chosen place while it is still in front; any other is hidden before it says that it was accepted.
    """
    shown = QApplication.activeWindow()
    while isinstance(shown, QFileDialog) or (shown is not None and not shown.isVisible()):
        above = shown.parentWidget()
        shown = above.window() if above is not None else None
    return shown


class DefectDialog(FittedDialog):
    """Says that the program failed, keeps the report to be read, copied and passed on."""

    def __init__(self, report: str, saved: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 420)
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName("错误报告")
        self._copy = QuietButton.of(COPY_REPORT)
        self._copy.clicked.connect(self.copy_report)
        close = PrimaryButton.of(GO_ON_WORKING)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label("这是程序的错，不是您的操作", "title"))
        column.addWidget(label(f"刚才的操作没有完成。{saved}请把下面的报告交给维护人员。", wrap=True))
        column.addWidget(self._report, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch()
        buttons.addWidget(close)
        column.addLayout(buttons)
        close.setFocus()

    def report(self) -> str:
        """What is read there now, every report since it opened."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """One more defect while the first is still being read."""
        self._report.appendPlainText("\n" + report)

    def copy_report(self) -> None:
        """The report to the clipboard, for whoever mends it."""
        QGuiApplication.clipboard().setText(self.report())
        self._copy.setText("已复制")


class Messages:
    """Boxes over the window in front; each opens and returns at once, answers come through the functions given."""

    def __init__(self, save_drafts: Callable[[], None]) -> None:
        self._open: set[QDialog] = set()
        self._save_drafts = save_drafts
        self._defect: DefectDialog | None = None
        self._troubles: dict[str, QElapsedTimer] = {}

    def tell(self, title: str, sentence: str) -> None:
        """Says one thing that must be read."""
        box = self._box(QMessageBox.Icon.Information, title, sentence)
        box.addButton(UNDERSTOOD.title, QMessageBox.ButtonRole.AcceptRole)
        self._show(box)

    def problem(self, problem: Problem) -> None:
        """A foreseen failure that belongs to no field, in its own words; once while the same is still being read."""
        if any(self._says(shown, problem.message) for shown in self._open):
            return
        box = self._box(QMessageBox.Icon.Warning, "没有完成", problem.message)
        box.addButton(UNDERSTOOD.title, QMessageBox.ButtonRole.AcceptRole)
        self._show(box)

    def trouble(self, problem: Problem) -> None:
        """A failure that nobody was ready for, such as a disk that is gone: what comes again with each repaint is told once a minute."""
        before = self._troubles.get(problem.message)
        if before is not None and not before.hasExpired(_SAME_TROUBLE_MILLISECONDS):
            return
        self._troubles[problem.message] = since = QElapsedTimer()
        since.start()
        self.problem(problem)

    def ask(self, title: str, sentence: str, act: str, then: Callable[[], None]) -> None:
        """Asks before something that cannot be taken back; `then` runs when the officer presses `act`. The same is asked once."""
        if any(self._says(shown, sentence) for shown in self._open):
            return
        box = self._box(QMessageBox.Icon.Question, title, sentence)
        yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(LEAVE.title, QMessageBox.ButtonRole.RejectRole)
        # Enter pressed in haste does nothing that cannot be taken back.
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        yes.clicked.connect(then)
        self._show(box)

    def defect(self, report: str) -> None:
        """Our own error: the half-filled forms are saved first, then the report is shown."""
        # A fault in painting comes again with each repaint: one dialog for all of them.
        if self._defect is not None and isValid(self._defect):
            self._defect.add(report)
            return
        self._defect = DefectDialog(report, self._saved(), window_in_front())
        self._defect.finished.connect(self._defect_read)
        self._show(self._defect)

    def _show(self, dialog: QDialog) -> None:
        self._open = {shown for shown in self._open if isValid(shown)}
        # Held here: a box without a window in front has no parent, and Python would collect it unread.
        self._open.add(dialog)
        dialog.finished.connect(lambda _: self._open.discard(dialog))
        dialog.open()

    @staticmethod
    def _says(shown: QDialog, sentence: str) -> bool:
        return isinstance(shown, QMessageBox) and isValid(shown) and shown.informativeText() == sentence

    def _saved(self) -> str:
        try:
            self._save_drafts()
        except Exception as failure:  # noqa: BLE001 - a second defect must not keep the first from being told
            return f"没填完的内容没能保存（{failure}），请先抄下来。"
        return "没填完的内容已经保存。"

    def _defect_read(self) -> None:
        self._defect = None

    def _box(self, symbol: QMessageBox.Icon, title: str, sentence: str) -> QMessageBox:
        box = QMessageBox(window_in_front())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Our own lines: the pictures of the style do not follow light and dark.
        box.setIconPixmap(icon(*_PICTURES[symbol]).pixmap(QSize(30, 30), box.devicePixelRatioF()))
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(sentence)
        return box
