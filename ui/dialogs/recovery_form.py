"""A recovery sheet that is being made: printed first, then two of its groups are typed back from the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from secrets import SystemRandom
from typing import Final, Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.documents.recovery_sheet import recovery_pdf
from fengqiao_desk.problems import Fault, FaultyEntry
from fengqiao_desk.store.sealing.recovery import GROUPS, Recovery

from ..actions import PRINT_RECOVERY, SAVE_RECOVERY, set_key
from ..widgets import LineEditor, QuietButton, label
from ..widgets.editors.labelled_rows import LabelledRows

_ASKED_BACK: Final = 2
_LABELS: Final = 120
TYPE_BACK: Final = "打印出来以后，照着纸上的字输入下面两组，核对打得对不对："


class SheetPaper(Protocol):
    """Where the sheet goes: a printer or a file."""

    def print(self, pdf: bytes, parent: QWidget) -> None:
        """Asks for the printer."""

    def save(self, pdf: bytes, parent: QWidget) -> None:
        """Asks for the place of the file."""


class RecoveryForm(QWidget):
    """`station` gives the name the sheet bears when it is printed. The code itself is never shown: it stands on the paper alone."""

    def __init__(self, paper: SheetPaper, station: Callable[[], str], today: Callable[[], date]) -> None:
        super().__init__()
        self._paper, self._station, self._today = paper, station, today
        self.recovery = Recovery.fresh()
        self.asked = sorted(SystemRandom().sample(range(GROUPS), _ASKED_BACK))
        self.rows = LabelledRows(_LABELS)
        for number in self.asked:
            self.rows.add(f"group_{number}", f"第 {number + 1} 组", LineEditor("5 个字符，大小写不限"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        buttons = QHBoxLayout()
        for act, do in ((PRINT_RECOVERY, self.print_sheet), (SAVE_RECOVERY, self.save_sheet)):
            button = QuietButton.of(act)
            button.setAutoDefault(False)
            set_key(button, act)
            button.clicked.connect(do)
            buttons.addWidget(button)
            if act is PRINT_RECOVERY:
                self.setFocusProxy(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(label(TYPE_BACK, "context", wrap=True))
        column.addWidget(self.rows)

    def print_sheet(self) -> None:
        """To a printer."""
        self._paper.print(self._pdf(), self.window())

    def save_sheet(self) -> None:
        """To a file, to be printed elsewhere."""
        self._paper.save(self._pdf(), self.window())

    def is_typed_back(self) -> bool:
        """Whether both groups are as printed; what is not is said beside its field."""
        try:
            self.recovery.check_back({number: self.rows.text(f"group_{number}") for number in self.asked})
        except FaultyEntry as problem:
            self.show_faults(problem.faults)
            return False
        self.show_faults(())
        return True

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """Beside the groups; an empty field is told what is wanted of it."""
        empty = {f"group_{number}" for number in self.asked if not self.rows.text(f"group_{number}")}
        self.rows.show_faults(
            Fault(fault.field, "请先打印恢复单，再照纸上输入这一组") if fault.field in empty else fault
            for fault in faults
        )

    def _pdf(self) -> bytes:
        return recovery_pdf(self.recovery, self._station(), self._today()).pdf
