"""附件: photos, scans and PDFs of a case; added by dialog or by dropping files, opened large with one click."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from fengqiao_desk.cases import Case, attachments
from fengqiao_desk.cases.attachments import ALLOWED, Attachment
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act as StationAct
from fengqiao_desk.station import Station

from ..actions import Act
from ..background import Progress, Task
from ..context import WindowContext
from ..dialogs.image_window import ImageWindow
from ..dialogs.pdf_window import PdfWindow
from ..widgets import FlowLayout, QuietButton, label
from ..widgets.thumbnails import THUMBNAIL, Thumbnail
from .case_words import day_words
from .refreshed_card import RefreshedCard

_FITTING = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
ADD_FILES = Act("add_files", "添加附件", "Alt+F", "ask_files", "attachment")


class CaseAttachmentsCard(RefreshedCard):
    """The files of one case; reading and keeping files is done by the worker."""

    def __init__(self, context: WindowContext, case: Case) -> None:
        super().__init__("附件")
        self._context, self._case = context, case
        self._open = not case.kind.state(case.state).closed
        self.setAcceptDrops(self._open)
        self.add_button = QuietButton("添加", icon_name="add", key=ADD_FILES.key_words)
        self.add_button.setAccessibleName("添加附件")
        self.add_button.clicked.connect(self.ask_files)
        self.head.addWidget(self.add_button)
        self.add_button.setVisible(self._open)
        self._files = QWidget()
        self._flow = FlowLayout(self._files, spacing=12)
        self.told = label("", "small", wrap=True)
        for part in (self._files, self.told):
            self.body.addWidget(part)
        self.thumbnails: list[Thumbnail] = []
        self._shown: list[Attachment] | None = None
        self._asked: list[Task] = []
        self.destroyed.connect(partial(_give_up, self._asked))
        self._say_limits()
        self.refresh()

    def refresh(self) -> None:
        found = attachments.attachments_of(self._context.station, self._case)
        if found == self._shown:
            return
        self._shown = found
        while item := self._flow.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        today = self._context.now().date()
        self.thumbnails = [
            Thumbnail(one.title, f"{day_words(one.added_at[:10], today)} {one.added_by}", one.media)
            for one in found
        ]
        for one, thumbnail in zip(found, self.thumbnails, strict=True):
            thumbnail.clicked.connect(partial(self._ask_open, one))
            self._flow.addWidget(thumbnail)
            if one.media == "image":
                self._ask_picture(one, thumbnail)
        self._files.setVisible(bool(found))
        self._files.updateGeometry()

    def ask_files(self) -> None:
        """Asks which files belong to the case."""
        if not self._open:
            return
        dialog = QFileDialog(self.window(), "添加附件", "", "照片或 PDF (*.jpg *.jpeg *.png *.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.add_files([Path(path) for path in chosen]))
        QFileDialog.open(dialog)

    def add_files(self, paths: list[Path]) -> None:
        """Takes the files in, one after the other; those that are not allowed are told, the others stay."""
        self.told.setText(f"正在加入 {len(paths)} 个文件……")
        act = self._context.act()
        self._context.background.run(
            partial(_attach, self._context.station, self._case, paths, act), self._added, self._failed
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.add_files(paths)

    def _added(self, refused: list[str]) -> None:
        self._ended()
        if refused:
            self._context.messages.tell("有文件没有加入", "\n".join(refused))

    def _failed(self, problem: Problem) -> None:
        self._ended()
        self._context.messages.problem(problem)

    def _ended(self) -> None:
        """The officer may look at another case by now: then this card is gone."""
        if isValid(self):
            self._say_limits()
            self.refresh()

    def _say_limits(self) -> None:
        drop = "，也可以把文件拖到这里"
        self.told.setText(f"{ALLOWED}{drop}" if self._open else f"已经{self._case.state}，不能再加附件")

    def _ask_picture(self, attachment: Attachment, thumbnail: Thumbnail) -> None:
        """A picture that cannot be read keeps its icon; opening it says why."""
        task = self._context.background.run(
            lambda _: _picture(self._context.station, attachment).scaled(THUMBNAIL * 2, *_FITTING),
            lambda picture: thumbnail.show_picture(QPixmap.fromImage(picture)),
            lambda problem: thumbnail.setToolTip(problem.message),
        )
        self._asked.append(task)

    def _ask_open(self, attachment: Attachment, _checked: bool = False) -> None:
        station = self._context.station
        read = _picture if attachment.media == "image" else attachments.content_of
        self._context.background.run(
            lambda _: read(station, attachment),
            partial(self._show, attachment, self.window()),
            self._context.messages.problem,
        )

    def _show(self, attachment: Attachment, window: QWidget, content: QImage | bytes) -> None:
        about = f"{self._case.number} {self._case.title}"
        if isinstance(content, QImage):
            ImageWindow(attachment.title, about, content, window).open()
        else:
            PdfWindow(attachment.title, about, content, self._context.messages.problem, window).open()


def _attach(
    station: Station, case: Case, paths: list[Path], act: StationAct, progress: Progress
) -> list[str]:
    """Why files were not taken in; empty when all were."""
    refused = []
    for done, path in enumerate(paths):
        progress.report(done, len(paths))
        try:
            attachments.attach(station, case, path, "", act)
        except Problem as problem:
            words = problem.faults[0].message if problem.faults else problem.message
            refused.append(words if path.name in words else f"{path.name}：{words}")
    return refused


def _picture(station: Station, attachment: Attachment) -> QImage:
    """The photo the right way up, as the camera says."""
    buffer = QBuffer()
    buffer.setData(QByteArray(attachments.content_of(station, attachment)))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


def _give_up(asked: list[Task], _card: QObject | None = None) -> None:
    """Nobody looks at the card any more."""
    for task in asked:
        task.cancel()
