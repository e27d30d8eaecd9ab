"""The first start: make a new station step by step, practise, or open a folder that is there already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.problems import Fault, FaultyEntry, Problem
from fengqiao_desk.station import Station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.station.profile import Profile

from ..actions import BACK, ONWARD, OPEN_EXISTING, set_key
from ..look import Space
from ..messages import Messages
from ..widgets import HairLine, LinkButton, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog
from .first_run_steps import (
    AreasStep,
    FolderStep,
    NamesStep,
    PeopleStep,
    RecoveryStep,
    TokensStep,
    WizardStep,
    gathered,
)
from .new_station import found
from .recovery_form import SheetPaper


class FirstRun(FittedDialog):
    """`founded(station)` after a station was made; `folder_chosen(path)` when one that exists is to be opened."""

    founded = Signal(object)
    folder_chosen = Signal(object)

    def __init__(
        self,
        folder: Path,
        messages: Messages,
        now: Callable[[], datetime],
        paper: SheetPaper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("枫桥工作台 · 第一次使用")
        self.resize(760, 620)
        self._messages, self._now = messages, now
        self.names, self.tokens = NamesStep(), TokensStep()
        self.areas, self.people, self.place = AreasStep(), PeopleStep(), FolderStep(folder)
        self.sheet = RecoveryStep(paper, self._station_name, lambda: now().date())
        before = (self.names, self.tokens, self.areas, self.people, self.place)
        self.steps: tuple[WizardStep, ...] = (*before, self.sheet)
        self._pages = QStackedWidget()
        self.place.use.changed.connect(lambda: self._say_place(self._pages.currentIndex()))
        for step in self.steps:
            self._pages.addWidget(step)
        self.back, self.onward = QuietButton.of(BACK), PrimaryButton.of(ONWARD)
        self._title, self._count = label("", "title"), label("", "context")
        self._lay_out()
        self._show_step(0)

    def go_on(self) -> None:
        """To the next step; at the last one the station is made."""
        here = self._pages.currentIndex()
        if not self.steps[here].complete():
            return
        if here + 1 < self._count_of_steps():
            self._show_step(here + 1)
        else:
            self._found()

    def go_back(self) -> None:
        """Shows the step before; nothing is lost by it."""
        self._show_step(max(self._pages.currentIndex() - 1, 0))

    def open_existing(self) -> None:
        """Asks for a station folder that is there already."""
        dialog = QFileDialog(self, "打开已有的数据文件夹")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self._open(Path(chosen)))
        dialog.open()

    def _open(self, folder: Path) -> None:
        self.folder_chosen.emit(folder)

    def _found(self) -> None:
        founding = gathered(self.names, self.tokens, self.areas, self.people, self.place, self.sheet)
        try:
            station = found(self.place.folder(), founding, self._now().isoformat(timespec="seconds"))
        # Before Problem, which it is one of: these have fields to stand beside.
        except FaultyEntry as problem:
            self._show_faults(problem.faults)
        except Problem as problem:
            self._messages.problem(problem)
        else:
            self._tell_founded(station)

    def _tell_founded(self, station: Station) -> None:
        self.founded.emit(station)
        self.accept()

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Goes to the first step that has one of the faults."""
        # From the last to the first, so that the first with a fault is the one that stays in view.
        for number, step in reversed(list(enumerate(self.steps))):
            if step.show_faults(faults):
                self._show_step(number)

    def _show_step(self, number: int) -> None:
        step = self.steps[number]
        # Each time it comes into view: the names it is guessed from may have been corrected.
        if step is self.tokens:
            self.tokens.suggest(self.names.rows.text("parent"), self.names.rows.text("name"))
        self._pages.setCurrentIndex(number)
        self._title.setText(step.title)
        self.back.setEnabled(number > 0)
        self._say_place(number)
        step.setFocus()

    def _say_place(self, number: int) -> None:
        """Which step it is of how many, and whether the next act makes the station."""
        count = self._count_of_steps()
        self._count.setText(f"第 {number + 1} 步，共 {count} 步")
        self.onward.setText("建站" if number + 1 == count else ONWARD.title)
        self.onward.setAccessibleName(self.onward.text())

    def _count_of_steps(self) -> int:
        """A practice station is not encrypted, and has no recovery sheet."""
        return len(self.steps) - (1 if self.place.practice else 0)

    def _station_name(self) -> str:
        facts = NewStation(self.names.rows.text("name"), self.names.rows.text("parent"), "", "").facts()
        return Profile(name=str(facts["name"]), parent=str(facts["parent"])).full_name

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.MARGIN, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(HairLine())
        existing = LinkButton.of(OPEN_EXISTING)
        existing.setAutoDefault(False)
        existing.clicked.connect(self.open_existing)
        # Otherwise it would be the default button while it has the focus.
        self.back.setAutoDefault(False)
        # Here Enter in a field goes on: no step has a field of several lines.
        self.onward.setDefault(True)
        set_key(self.back, BACK)
        self.back.clicked.connect(self.go_back)
        self.onward.clicked.connect(self.go_on)
        buttons = QHBoxLayout()
        buttons.addWidget(existing)
        buttons.addStretch()
        buttons.addWidget(self.back)
        buttons.addWidget(self.onward)
        column.addLayout(buttons)
