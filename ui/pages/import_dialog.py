"""An import step by step: the file, its columns, the check, the import; all rows or none, with progress and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.exchange.importing import FaultySheet, Imported, Opened, import_cases, open_import
from fengqiao_desk.exchange.sheet_reading import BadCell
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.station import EntryChoices

from ..background import Cancelled, Progress
from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import Banner, BusyOverlay, Card, LineEditor, PrimaryButton, QuietButton, label
from .import_checked import ImportChecked
from .import_columns import ImportColumns
from .import_words import ask_word

FILE, COLUMNS, CHECKED = range(3)
_TITLES: Final = ("选文件", "对应栏目", "检查")
_ONWARD: Final = ("读取", "检查", "导入")
_SIZE: Final = (900, 760)
_KINDS: Final = "表格 (*.xlsx *.xls *.xlsm *.ods *.csv);;所有文件 (*)"
_HELP: Final = (
    "可以导入 Excel（.xlsx、.xls）、.ods 和 CSV。旧台账的表头不用改，下一步核对每一列是什么；"
    "全部行都没有问题才会导入，导入以后还可以整批撤销。"
)


class ImportDialog(QDialog):
    """`imported(Imported)` once all rows are in."""

    imported = Signal(object)

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"导入{kind.noun}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE[0], min(_SIZE[1], parent.window().height() - Space.MARGIN))
        self._context, self._kind = context, kind
        self._stopped = threading.Event()
        self._opened: Opened | None = None
        self.path = LineEditor("文件在哪里")
        self.columns = ImportColumns(kind, lambda: EntryChoices(context.station, context.act()))
        self.checked = ImportChecked(context)
        self.told = Banner("", Tone.DANGER)
        self.told.hide()
        self.steps = QStackedWidget()
        self._count = label("", "context")
        self.back, self.onward = QuietButton("上一步", key="Alt ←"), PrimaryButton("", key="Ctrl Enter")
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._busy.cancelled.connect(self._stop)
        self.columns.sheet_chosen.connect(self._read_anew)
        self.checked.entered.connect(self._ask_word)
        self._show_step(FILE)

    def go_on(self) -> None:
        """What the primary button of the step does."""
        if not self._busy.isVisible():
            (self.read, self.check, self.take_in)[self.steps.currentIndex()]()

    def go_back(self) -> None:
        if not self._busy.isVisible():
            self._show_step(max(self.steps.currentIndex() - 1, FILE))

    def ask_file(self) -> None:
        dialog = QFileDialog(self, "要导入的表格", "", _KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.choose)
        QFileDialog.open(dialog)

    def choose(self, path: str) -> None:
        """Takes a file and reads it."""
        self.path.set_value(path)
        self.read()

    def read(self) -> None:
        """Opens the file and shows how its columns would be read."""
        path = str(self.path.value() or "")
        self.path.set_fault(None if path else "请选一个表格文件")
        if path:
            self._open(Path(path), {})

    def check(self) -> None:
        """A dry run: nothing is kept."""
        self._run("正在检查……", True, self._told_checked)

    def take_in(self) -> None:
        """All rows or none."""
        self._run("正在导入……", False, self._told_imported)

    def reject(self) -> None:
        """An import that is running is stopped first."""
        if self._busy.isVisible():
            self._stop()
        else:
            super().reject()

    def _read_anew(self) -> None:
        """Another sheet or another row of headings."""
        if self._opened is not None and not self._busy.isVisible():
            self._open(Path(str(self.path.value())), self.columns.asked())

    def _open(self, path: Path, asked: dict[str, object]) -> None:
        station, kind, act = self._context.station, self._kind, self._context.act()
        self._busy.begin("正在读取……", can_cancel=False)
        self._context.background.run(
            lambda _: open_import(station, kind, path, act, asked or None),
            self._show_opened,
            partial(self._failed, at=COLUMNS if asked else FILE),
        )

    def _show_opened(self, opened: Opened) -> None:
        self._busy.end()
        self._opened = opened
        self.columns.show_file(opened)
        self._show_step(COLUMNS)
        if opened.remembered:
            self._say("这种表头以前导入过，已按上次的对应填好，请核对。", Tone.ACCENT)

    def _run(self, words: str, dry_run: bool, done: Callable[[Imported], None]) -> None:
        assert self._opened is not None
        opened = self._opened = replace(self._opened, mapping=self.columns.mapping())
        station, kind, act = self._context.station, self._kind, self._context.act()
        self._stopped = stopped = threading.Event()
        self._busy.begin(words)

        def work(progress: Progress) -> Imported:
            return import_cases(station, kind, opened, act, dry_run, teller(progress, stopped))

        task = self._context.background.run(work, done, partial(self._failed, at=COLUMNS))
        task.progressed.connect(self._busy.report)

    def _told_checked(self, done: Imported) -> None:
        self._busy.end()
        self.checked.show_good(done, self._kind.noun)
        self._show_step(CHECKED)
        self.onward.setFocus()

    def _told_imported(self, done: Imported) -> None:
        self._busy.end()
        self.imported.emit(done)
        self.accept()

    def _failed(self, problem: Problem, at: int) -> None:
        self._busy.end()
        if isinstance(problem, Cancelled):
            self._say("已取消，没有导入任何一行。", Tone.ACCENT)
        elif isinstance(problem, FaultySheet) and self._opened is not None:
            self.checked.show_bad(self._opened, problem.bad)
            self._show_step(CHECKED)
            self.onward.setEnabled(False)
        else:
            self._show_step(at)
            left = self.columns.show_faults(problem.faults) if at == COLUMNS else list(problem.faults)
            self._say("；".join(fault.message for fault in left) or problem.message, Tone.DANGER)

    def _ask_word(self, cell: BadCell) -> None:
        """A word the station has not got may stand for one it has; then all is checked again."""
        choices = EntryChoices(self._context.station, self._context.act())
        ask_word(self._kind, self.columns.mapping(), cell, choices, self._word_said, self)

    def _word_said(self, path: str, word: str, term: str) -> None:
        self.columns.say_word(path, word, term)
        self.check()

    def _stop(self) -> None:
        """What was done is taken back, and only then the veil is lifted."""
        self._stopped.set()
        self._busy.wind_down("正在取消……")

    def _say(self, words: str, tone: Tone) -> None:
        self.told.tell(words, tone)
        self.told.show()

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self._count.setText(f"第 {step + 1} 步，共 {len(_TITLES)} 步：{_TITLES[step]}")
        self.told.hide()
        self.back.setEnabled(step > FILE)
        self.onward.setEnabled(True)
        self.onward.setText(_ONWARD[step])
        self.onward.setShortcut(QKeySequence("Ctrl+Return"))  # Qt drops it with the words of before
        self.onward.setAccessibleName(_ONWARD[step])
        (self.path, self.columns, self.checked)[step].setFocus()

    def _lay_out(self) -> None:
        for step in (self._file_step(), self.columns, self.checked):
            self.steps.addWidget(step)
        head = QHBoxLayout()
        head.addWidget(label(f"导入{self._kind.noun}", "title"))
        head.addStretch()
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.steps, 1)
        column.addLayout(self._make_buttons())

    def _file_step(self) -> QWidget:
        step, card = QWidget(), Card("哪一个文件")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        choose = QuietButton("选择…", key="Alt O")
        choose.setShortcut(QKeySequence("Alt+O"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self.ask_file)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
        self.path.set_name("要导入的文件")
        card.body.addWidget(label(_HELP, "context", wrap=True))
        card.body.addLayout(row)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        step.setFocusProxy(self.path)
        return step

    def _make_buttons(self) -> QHBoxLayout:
        leave = QuietButton("取消", key="Esc")
        leave.clicked.connect(self.reject)
        self.back.setShortcut(QKeySequence("Alt+Left"))
        self.back.clicked.connect(self.go_back)
        self.onward.clicked.connect(self.go_on)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch()
        for button in (leave, self.back, self.onward):
            button.setAutoDefault(False)
        row.addWidget(self.back)
        row.addWidget(self.onward)
        return row


def teller(progress: Progress, stopped: threading.Event) -> Callable[[int, int], None]:
    """Reports how far it is; raises Cancelled once the officer stopped, so that the window hears how it ended."""

    def tell(done: int, total: int) -> None:
        if stopped.is_set():
            raise Cancelled
        progress.report(done, total)

    return tell
