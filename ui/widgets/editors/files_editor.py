"""Editor of photos and scans: chosen in a dialog or dropped, each with a small picture, its name and a way to take it out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImageIOHandler, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fengqiao_desk.cases.attachments import read_file
from fengqiao_desk.fields.files import is_kept
from fengqiao_desk.problems import Problem

from ...actions import CHOOSE_FILES
from ...look import Space, icon
from ..buttons import IconButton, QuietButton
from ..emptying import take_out
from ..words import ElidedLabel, FaultLabel, label
from .field_box import Editor, Plain

FILE_FILTER = "照片或 PDF (*.jpg *.jpeg *.png *.pdf)"
_PREVIEW = QSize(56, 42)
_FINE = 2
"""Dots of the picture for each point: sharp up to 200 %."""


def dropped_files(event: QDropEvent) -> list[Path]:
    """The files of this computer that were dropped."""
    # A picture dragged out of a browser is an address of the network: nothing is fetched.
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class _ChosenFile(QWidget):
    """One file: how it looks, what it is called, and the button that takes it out."""

    def __init__(self, named: str) -> None:
        super().__init__()
        self.named = named
        path = Path(named)
        shown = "已存的附件" if is_kept(named) else path.name
        self.setAccessibleName(shown)
        preview = QLabel()
        preview.setFixedSize(_PREVIEW)
        preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        preview.setPixmap(_preview(path))
        self.remove = IconButton("close", f"去掉 {shown}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(preview)
        row.addWidget(ElidedLabel(shown), 1)
        row.addWidget(self.remove)


class FilesEditor(Editor):
    """The value is the list of paths (or of SHA-256 sums of files the case keeps already); None when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: list[_ChosenFile] = []
        self._open = True
        self.choose = QuietButton.of(CHOOSE_FILES)
        self.choose.clicked.connect(self.ask_files)
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(Space.GAP // 2)
        line.addWidget(self.choose)
        line.addWidget(label("也可以把照片或 PDF 拖到这里", "small", wrap=True), 1)
        self.refused = FaultLabel()
        column.addLayout(self._list)
        column.addLayout(line)
        column.addWidget(self.refused)
        self._compose(frame, self.choose)
        self.setAcceptDrops(True)

    def set_name(self, name: str) -> None:
        """The label, with which its button is read out too."""
        super().set_name(name)
        self.choose.setAccessibleName(f"{name}：选择文件")

    def value(self) -> Plain:
        """Paths, or sums of files that are kept, in the order chosen; None when there are none."""
        return [chosen.named for chosen in self._files] or None

    def set_value(self, value: Plain) -> None:
        """Shows these files instead of the former ones."""
        for chosen in list(self._files):
            self._drop(chosen)
        for named in value if isinstance(value, list) else []:
            self._add(named)

    def set_read_only(self, read_only: bool) -> None:
        """The files can be seen; none is added or taken out."""
        self._open = not read_only
        self.setAcceptDrops(self._open)
        self.choose.setEnabled(self._open)
        for chosen in self._files:
            chosen.remove.setEnabled(self._open)

    def ask_files(self) -> None:
        """Asks which files; the dialog does not hold up the window."""
        dialog = QFileDialog(self.window(), self.choose.accessibleName(), "", FILE_FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.add_files)
        QFileDialog.open(dialog)

    def add_files(self, paths: list[str]) -> None:
        """Takes the photos and PDFs in, each once, and says so; what is none is told at once and left out."""
        known = {chosen.named for chosen in self._files}
        # In the order chosen, each once.
        new = [named for named in dict.fromkeys(paths) if named not in known]
        refused = {named: words for named in new if (words := _why_not(named))}
        for named in new:
            if named not in refused:
                self._add(named)
        self.refused.set_fault(
            "\n".join(f"没有加入 {Path(named).name}：{why}" for named, why in refused.items())
        )
        self.changed.emit()
        # The dialog took the focus elsewhere; the officer is through with the field once files are chosen.
        self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here; whether each is a photo is said afterwards, by name."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes in what was dropped."""
        event.acceptProposedAction()
        self.add_files([str(path) for path in dropped_files(event)])

    def _add(self, named: str) -> None:
        chosen = _ChosenFile(named)
        chosen.remove.setEnabled(self._open)
        chosen.remove.clicked.connect(lambda: self._take_out(chosen))
        self._files.append(chosen)
        self._list.addWidget(chosen)

    def _take_out(self, chosen: _ChosenFile) -> None:
        self._drop(chosen)
        self.refused.set_fault(None)
        # The cross that had the keyboard goes; its neighbour is not where Qt would move it.
        self.choose.setFocus()
        self.changed.emit()

    def _drop(self, chosen: _ChosenFile) -> None:
        self._files.remove(chosen)
        take_out(self._list, chosen)


def _why_not(named: str) -> str:
    """Why a file cannot be kept; empty when it can."""
    try:
        read_file(Path(named))
    except Problem as problem:
        return problem.faults[0].message if problem.faults else problem.message
    return ""


def _preview(path: Path) -> QPixmap:
    """The photo small and the right way up; the sign of a paper for a PDF, of an attachment for what cannot be shown."""
    if path.suffix.lower() == ".pdf":
        return icon("document", "muted").pixmap(24, 24)
    # It reads size and turn from the head and decodes small: a photo of 12 million dots whole takes 50 MB.
    reader = QImageReader(str(path))
    # Phones store photos lying and say in EXIF how to turn them.
    reader.setAutoTransform(True)
    size = reader.size()
    # No picture, or one Qt cannot read: the core says so when it is taken in.
    if not size.isValid():
        return icon("attachment", "muted").pixmap(24, 24)
    # The size is counted before the picture is turned: one that will stand upright fits into the room laid over.
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    room = _PREVIEW.transposed() if turned else _PREVIEW
    reader.setScaledSize(size.scaled(room * _FINE, Qt.AspectRatioMode.KeepAspectRatio))
    picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(_FINE)
    return picture
