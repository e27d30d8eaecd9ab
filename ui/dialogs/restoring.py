"""从备份恢复: which backups there are, what each would lack, and the one that takes the place of the folder; the folder is kept aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.station.sealed.door import Door
from fengqiao_desk.store.backups.finding import FoundBackup
from fengqiao_desk.store.backups.reading import head_of
from fengqiao_desk.store.failures import in_words
from fengqiao_desk.store.sealing.master import Master
from fengqiao_desk.values.days import show_day

from ..actions import CHOOSE_BACKUP, LEAVE, RESTORE_BACKUP, set_key
from ..look import Space, Tone
from ..widgets import (
    Banner,
    LineEditor,
    LinkButton,
    LongTextEditor,
    PrimaryButton,
    QuietButton,
    RowList,
    RowRole,
    label,
)
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.password_editor import PasswordEditor
from ..widgets.fitted import FittedDialog

_HOW = "备份先在旁边解开、核对，再换上；现在的文件夹改名留在旁边，不删。恢复以后要由管理员或所领导接管，才能登记、签发。"
_NONE = "这里没有找到备份。备份在U盘或者别处的，点“另选备份文件”。"
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class ChosenBackup:
    """The backup to restore, why, and whose password opens it where it is sealed."""

    found: FoundBackup
    reason: str
    name: str
    password: str

    def master(self, folder: Path, at: datetime) -> Master:
        """The master of a sealed one, whose keys lie in `folder`; raises WrongPassword."""
        return Door(folder).enter(self.name, self.password, at).master


class RestoringDialog(FittedDialog):
    """`chosen(backup)` is told when one is to be restored; the dialog stays until it is accepted or left."""

    chosen = Signal(object)

    def __init__(
        self,
        why: str,
        found: Sequence[FoundBackup],
        missing: Callable[[str], str] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("枫桥工作台 · 从备份恢复")
        self.setMinimumWidth(660)
        self._missing = missing
        self._found: list[FoundBackup] = []
        self.banner = Banner(why, Tone.DANGER)
        self.banner.setVisible(bool(why))
        self.list = RowList("备份，新的在前")
        self.list.setMinimumHeight(150)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show())
        self.meaning = label("", wrap=True)
        self.name, self.password = LineEditor("备份时的姓名"), PasswordEditor("备份时的密码")
        self.reason = LongTextEditor("如：误删、硬盘坏了", rows=2)
        self.asked = LabelledRows(90)
        self.asked.add("name", "姓名", self.name)
        self.asked.add("password", "密码", self.password)
        self.asked.add("reason", "为什么恢复", self.reason)
        # Where the present folder cannot be opened there is no record to write it into.
        self.asked.show_row("reason", missing is not None)
        self._lay_out()
        for each in found:
            self._add(each)
        self._begin()

    def choose(self) -> None:
        """Asks for a backup that lies elsewhere."""
        dialog = QFileDialog(self, "另选备份文件")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        QFileDialog.open(dialog)

    def take(self, path: Path) -> None:
        """Shows a backup of this name among the others; what is none is told."""
        try:
            with in_words(path):
                found = FoundBackup(path, head_of(path), path.stat().st_size)
        except Problem as problem:
            self.tell(problem)
            return
        self._add(found)
        self.list.setCurrentIndex(self._model.index(len(self._found) - 1, 0))

    def try_it(self) -> None:
        """The chosen backup is to be restored."""
        found = self._current()
        if found is None:
            self.banner.tell(_NONE, Tone.WARNING)
            self.banner.show()
            return
        self.banner.hide()
        words = self.asked.text
        self.chosen.emit(ChosenBackup(found, words("reason"), words("name"), words("password")))

    def tell(self, problem: Problem) -> None:
        """What went wrong, beside its field where it has one; nothing typed is lost."""
        if self.asked.show_faults(problem.faults) or not problem.faults:
            self.banner.tell(problem.message, Tone.DANGER)
            self.banner.show()

    def _add(self, found: FoundBackup) -> None:
        item = QStandardItem(_title(found))
        item.setData(_details(found), RowRole.CONTEXT)
        self._found.append(found)
        self._model.appendRow(item)

    def _begin(self) -> None:
        if self._found:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._show()
        self.list.setFocus()

    def _current(self) -> FoundBackup | None:
        row = self.list.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show(self) -> None:
        """What the backup in view would lack, and whether it asks for a password."""
        found = self._current()
        sealed = found is not None and found.head.generation > 0
        self.asked.show_row("name", sealed)
        self.asked.show_row("password", sealed)
        words = _NONE if found is None else self._lacks(found)
        self.meaning.setText(words)
        self.meaning.setAccessibleName(words)

    def _lacks(self, found: FoundBackup) -> str:
        if self._missing is None:
            return "现在的数据读不出来，恢复以后会少哪些，请对照纸质文书。"
        return self._missing(found.head.made_at)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.MARGIN, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label("从备份恢复", "title"))
        column.addWidget(self.banner)
        column.addWidget(label(_HOW, "context", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.meaning)
        column.addWidget(self.asked)
        buttons = QHBoxLayout()
        other, leave, do = (
            LinkButton.of(CHOOSE_BACKUP),
            QuietButton.of(LEAVE),
            PrimaryButton.of(RESTORE_BACKUP),
        )
        set_key(other, CHOOSE_BACKUP)
        set_key(do, RESTORE_BACKUP)
        other.clicked.connect(self.choose)
        leave.clicked.connect(self.reject)
        do.clicked.connect(self.try_it)
        for button in (other, leave, do):
            button.setAutoDefault(False)
        buttons.addWidget(other)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(do)
        column.addLayout(buttons)


def _title(found: FoundBackup) -> str:
    at = datetime.fromisoformat(found.head.made_at)
    held = found.head.contents
    cases = f"　{held.cases:,} 件" if held is not None else "　已加密"
    return f"{show_day(at.date())} {at:%H:%M}{cases}"


def _details(found: FoundBackup) -> str:
    checked = "备份时核对过" if found.head.opened else "未打开核对"
    # The place last: where the line is too short its end is left out.
    return f"{checked}　{found.size / _MEGABYTE:.1f} MB　{found.path}"
