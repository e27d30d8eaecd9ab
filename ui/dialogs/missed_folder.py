"""The station folder of the last time is not in its place: which one is missed, and where it may be looked for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ..actions import LOOK_AGAIN, QUIT, SHOW_BACKUPS, WHERE_NOW, set_key
from ..look import Space
from ..widgets import LinkButton, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog

_WHY = "U盘没有插上，或者文件夹被移动、改名了？插好U盘、放回原处，再找一次；在别处的，选择它现在的位置。数据没有改动。"


class MissedFolder(FittedDialog):
    """`looked_again` when it is to be looked for in its place, `folder_chosen(path)` when it lies elsewhere, `restore_asked` when a backup is to be put in its place."""

    looked_again = Signal()
    folder_chosen = Signal(object)
    restore_asked = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("枫桥工作台 · 找不到数据文件夹")
        self.resize(620, 260)
        self._still_missed = label("", wrap=True)
        self.row = QHBoxLayout()
        self._lay_out(folder)

    def say_still_missed(self, at: datetime) -> None:
        """It was looked for once more."""
        self._still_missed.setText(f"{at:%H:%M:%S} 又找了一次，还是没有。")

    def choose(self) -> None:
        """Asks where it lies now."""
        dialog = QFileDialog(self, "数据文件夹现在的位置")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.folder_chosen.emit(Path(chosen)))
        QFileDialog.open(dialog)

    def restore(self) -> None:
        """A backup is to take the place of what is not there."""
        self.restore_asked.emit()

    def _lay_out(self, folder: Path) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.MARGIN, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("找不到上次用的数据文件夹", "title"))
        place = label(str(folder), "strong", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for words in (place, label(_WHY, wrap=True), self._still_missed):
            column.addWidget(words)
        column.addStretch()
        backups = LinkButton.of(SHOW_BACKUPS)
        backups.clicked.connect(self.restore)
        elsewhere, leave = LinkButton.of(WHERE_NOW), QuietButton.of(QUIT)
        again = PrimaryButton.of(LOOK_AGAIN)
        for button, act in ((elsewhere, WHERE_NOW), (again, LOOK_AGAIN)):
            set_key(button, act)
        elsewhere.clicked.connect(self.choose)
        leave.clicked.connect(self.reject)
        again.clicked.connect(self.looked_again)
        self.row.addWidget(elsewhere)
        self.row.addWidget(backups)
        self.row.addStretch()
        self.row.addWidget(leave)
        self.row.addWidget(again)
        column.addLayout(self.row)
        again.setFocus()
