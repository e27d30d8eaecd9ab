"""The first step of an import: which file, typed or chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..actions import CHOOSE_FILE, set_key
from ..widgets import Card, LineEditor, QuietButton, label

_KINDS: Final = "表格 (*.xlsx *.xls *.xlsm *.ods *.csv);;所有文件 (*)"
_HELP: Final = (
    "可以导入 Excel（.xlsx、.xls）、.ods 和 CSV。旧台账的表头不用改，下一步核对每一列是什么；"
    "全部行都没有问题才会导入，导入以后还可以整批撤销。"
)


class ImportFile(QWidget):
    """`chosen` when a file was picked; a typed one is read with the primary button."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path = LineEditor("文件在哪里")
        self.path.set_name("要导入的文件")
        choose = QuietButton.of(CHOOSE_FILE)
        set_key(choose, CHOOSE_FILE)
        choose.setAutoDefault(False)
        choose.clicked.connect(self.ask_file)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
        card = Card("哪一个文件")
        # As high as it needs: the rest of the step stays empty below.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        card.body.addWidget(label(_HELP, "context", wrap=True))
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        self.setFocusProxy(self.path)

    def file(self) -> str:
        """The path as it stands there; when there is none that is said."""
        path = str(self.path.value() or "")
        self.path.set_fault(None if path else "请选一个表格文件")
        return path

    def choose(self, path: str) -> None:
        """Puts a chosen path in and tells `chosen`."""
        self.path.set_value(path)
        self.chosen.emit()

    def ask_file(self) -> None:
        """Asks for the file; the dialog does not hold up the window."""
        dialog = QFileDialog(self, "要导入的表格", "", _KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.choose)
        QFileDialog.open(dialog)
