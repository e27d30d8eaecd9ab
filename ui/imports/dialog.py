"""An import step by step: the file, its columns, the check, the import; all rows or none, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.exchange.importing import FaultySheet, Imported, Opened, import_cases, open_import
from fengqiao_desk.exchange.sheet_reading import BadCell
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.station import EntryChoices

from ..actions import BACK, CONFIRM, LEAVE, set_key
from ..background import Cancelled
from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import Banner, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog
from .checked import ImportChecked
from .columns import ImportColumns
from .file import ImportFile
from .words import ask_word
from .work import ImportWork

FILE, COLUMNS, CHECKED = range(3)
_TITLES: Final = ("选文件", "对应栏目", "检查")
_ONWARD: Final = ("读取", "检查", "导入")
_SIZE: Final = (900, 760)


class ImportDialog(FittedDialog):
    """`imported(Imported)` once all rows are in."""

    imported = Signal(object)

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"导入{kind.noun}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Not higher than the window it belongs to.
        self.resize(_SIZE[0], min(_SIZE[1], parent.window().height() - Space.MARGIN))
        self._context, self._kind = context, kind
        self._opened: Opened | None = None
        self.file = ImportFile()
        self.columns = ImportColumns(kind, lambda: EntryChoices(context.station, context.act()))
        self.checked = ImportChecked(context)
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        self.steps = QStackedWidget()
        self._count = label("", "context")
        self.back, self.onward = QuietButton.of(BACK), PrimaryButton.of(CONFIRM)
        self._lay_out()
        self.work = ImportWork(context, self)
        self.file.chosen.connect(self._read_chosen)
        self.columns.sheet_chosen.connect(self._read_anew)
        self.checked.entered.connect(self._ask_word)
        self._show_step(FILE)

    def go_on(self) -> None:
        """What the primary button of the step does: read, check without keeping, take all rows in."""
        step = self.steps.currentIndex()
        if self.work.running():
            return
        if step == FILE:
            self._open({}, at=FILE)
        elif step == COLUMNS:
            self._run("正在检查……", True, self._show_checked)
        else:
            self._run("正在导入……", False, self._take_imported)

    def go_back(self) -> None:
        """Shows the step before; nothing is lost by it."""
        if not self.work.running():
            self._show_step(max(self.steps.currentIndex() - 1, FILE))

    def reject(self) -> None:
        """An import that is running is stopped first."""
        if self.work.running():
            self.work.stop()
        else:
            super().reject()

    def _read_chosen(self) -> None:
        if not self.work.running():
            self._open({}, at=FILE)

    def _read_anew(self) -> None:
        """Another sheet or another row of headings."""
        if not self.work.running():
            self._open(self.columns.asked(), at=COLUMNS)

    def _open(self, asked: dict[str, object], at: int) -> None:
        station, kind, act, path = self._context.station, self._kind, self._context.act(), self.file.file()
        if path:
            self.work.run(
                "正在读取……",
                # Reading cannot be stopped halfway: the readers of tables hear nobody.
                lambda _: open_import(station, kind, Path(path), act, asked or None),
                self._show_opened,
                partial(self._failed, at=at),
                can_cancel=False,
            )

    def _show_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.columns.show_file(opened)
        self._show_step(COLUMNS)
        if opened.remembered:
            self._say("这种表头以前导入过，已按上次的对应填好，请核对。", Tone.ACCENT)

    def _run(self, words: str, dry_run: bool, done: Callable[[Imported], None]) -> None:
        assert self._opened is not None
        # What was said of the columns is kept with the file, for a bad cell is shown with its column.
        opened = self._opened = replace(self._opened, mapping=self.columns.mapping())
        station, kind, act = self._context.station, self._kind, self._context.act()
        self.work.run(
            words,
            lambda tell: import_cases(station, kind, opened, act, dry_run, tell),
            done,
            # From the check too: what is wrong with the columns is said beside them.
            partial(self._failed, at=COLUMNS),
        )

    def _show_checked(self, done: Imported) -> None:
        self.checked.show_good(done, self._kind.noun)
        self._show_step(CHECKED)
        self.onward.setFocus()

    def _take_imported(self, done: Imported) -> None:
        self.imported.emit(done)
        self.accept()

    def _failed(self, problem: Problem, at: int) -> None:
        if isinstance(problem, Cancelled):
            self._say("已取消，没有导入任何一行。", Tone.ACCENT)
        elif isinstance(problem, FaultySheet) and self._opened is not None:
            self.checked.show_bad(self._opened, problem.bad)
            self._show_step(CHECKED)
            # All rows or none: with a bad cell there is nothing to go on to.
            self.onward.setEnabled(False)
        else:
            self._show_step(at)
            left = self.columns.show_faults(problem.faults) if at == COLUMNS else list(problem.faults)
            self._say("；".join(fault.message for fault in left) or problem.message, Tone.DANGER)

    def _ask_word(self, cell: BadCell) -> None:
        """A word the station has not got may stand for one it has; then all is checked again."""
        choices = EntryChoices(self._context.station, self._context.act())

        def said(path: str, word: str, term: str) -> None:
            self.columns.say_word(path, word, term)
            self._run("正在检查……", True, self._show_checked)

        ask_word(self._kind, self.columns.mapping(), cell, choices, said, self)

    def _say(self, words: str, tone: Tone) -> None:
        self.banner.tell(words, tone)
        self.banner.show()

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self._count.setText(f"第 {step + 1} 步，共 {len(_TITLES)} 步：{_TITLES[step]}")
        # What was said of the former step; `_say` comes after this.
        self.banner.hide()
        self.back.setEnabled(step > FILE)
        self.onward.setEnabled(True)
        self.onward.setText(_ONWARD[step])
        # setText takes the key away with the words of before.
        set_key(self.onward, CONFIRM)
        self.onward.setAccessibleName(_ONWARD[step])
        (self.file, self.columns, self.checked)[step].setFocus()

    def _lay_out(self) -> None:
        for step in (self.file, self.columns, self.checked):
            self.steps.addWidget(step)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(f"导入{self._kind.noun}", "title"))
        head.addStretch()
        head.addWidget(self._count)
        leave = QuietButton.of(LEAVE)
        leave.clicked.connect(self.reject)
        set_key(self.back, BACK)
        self.back.clicked.connect(self.go_back)
        self.onward.clicked.connect(self.go_on)
        for button in (leave, self.back, self.onward):
            button.setAutoDefault(False)
            row.addWidget(button)
        # Between the button that leaves and those that go on.
        row.insertStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.steps, 1)
        column.addLayout(row)
