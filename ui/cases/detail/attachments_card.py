"""附件: photos, scans and PDFs of a case; added by dialog or by dropping files, opened large with one click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from fengqiao_desk.cases import Case, attachments
from fengqiao_desk.cases.attachments import ALLOWED, Attachment
from fengqiao_desk.cases.facts.permission import may_take_back
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station

from ... import undoing
from ...actions import ADD_FILES, TAKE_BACK, bind_within
from ...background import Progress
from ...context import WindowContext
from ...dialogs.asking import AskingDialog
from ...widgets import FlowLayout, LineEditor, QuietButton, label
from ...widgets.editors.files_editor import FILE_FILTER, dropped_files
from ...widgets.editors.labelled_rows import LabelledRows
from ...widgets.emptying import empty
from ...widgets.refreshed_card import RefreshedCard
from ...widgets.thumbnails import Thumbnail
from .attachment_viewer import AttachmentViewer


@dataclass(frozen=True)
class _FilesTried:
    """The files that were taken in, and why others were not."""

    added: list[Attachment]
    refused: list[str]


class CaseAttachmentsCard(RefreshedCard):
    """The files of one case; reading and keeping files is done by the worker."""

    def __init__(self, context: WindowContext, case: Case) -> None:
        super().__init__("附件")
        self._context, self._case = context, case
        self._open = not case.kind.state(case.state).closed
        self.setAcceptDrops(self._open)
        self.add_button = QuietButton.of(ADD_FILES)
        self.add_button.setAccessibleName(ADD_FILES.title)
        self.add_button.clicked.connect(self.ask_files)
        self.head.addWidget(self.add_button)
        self.add_button.setVisible(self._open)
        self._files = QWidget()
        self._flow = FlowLayout(self._files, spacing=12)
        self.note = label("", "small", wrap=True)
        for part in (self._files, self.note):
            self.body.addWidget(part)
        self.thumbnails: list[Thumbnail] = []
        self._shown: list[Attachment] | None = None
        self._viewer = AttachmentViewer(context, case, self)
        self._say_limits()
        self.refresh()

    def refresh(self) -> None:
        """Reads which files there are, and draws them anew when that has changed."""
        found = attachments.attachments_of(self._context.station, self._case)
        # Drawn anew each time, a thumbnail would lose its picture and the keyboard at every change elsewhere.
        if found == self._shown:
            return
        self._shown = found
        empty(self._flow)
        self.thumbnails = [self._viewer.thumbnail(one) for one in found]
        for thumbnail, one in zip(self.thumbnails, found, strict=True):
            self._flow.addWidget(thumbnail)
            if self._may_take_back(one):
                self._offer_taking_back(thumbnail, one)
        self._files.setVisible(bool(found))
        # Its height follows from its width: the layout around it asks again only when told.
        self._files.updateGeometry()

    def ask_files(self) -> None:
        """Asks which files belong to the case."""
        # Alt+F reaches this though the button is hidden.
        if not self._open:
            return
        dialog = QFileDialog(self.window(), ADD_FILES.title, "", FILE_FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.add_files([Path(path) for path in chosen]))
        QFileDialog.open(dialog)

    def add_files(self, paths: list[Path]) -> None:
        """Takes the files in, one after the other; those that are not allowed are named, the others stay."""
        self.note.setText(f"正在加入 {len(paths)} 个文件……")
        act = self._context.act()
        # The files are the session's: they go on being taken in while the officer looks at another case.
        self._context.background.run(
            self._context.news,
            partial(_attach, self._context.station, self._case, paths, act),
            self._added,
            self._failed,
        )

    def _may_take_back(self, attachment: Attachment) -> bool:
        station, officer = self._context.station, self._context.officer
        own = may_take_back(
            station, attachment.added_by, attachment.added_at, officer, self._context.now().date()
        )
        # A file of a case that was folded into this one is taken back where it was added.
        return own and not attachment.merged_from and self._case.withdrawal is None

    def _offer_taking_back(self, thumbnail: Thumbnail, attachment: Attachment) -> None:
        """On the keyboard by its key, on the mouse by a menu of its own."""
        take_back = partial(self.ask_take_back, attachment)
        bind_within(TAKE_BACK, thumbnail, take_back)
        entry = QAction(f"{TAKE_BACK.title}\t{TAKE_BACK.key_words}", thumbnail)
        entry.triggered.connect(take_back)
        thumbnail.addAction(entry)
        thumbnail.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def ask_take_back(self, attachment: Attachment, _checked: bool = False) -> None:
        """Asks why the file does not belong here."""
        sentence = f"“{attachment.title}”不再是 {self._case.number} 的附件；谁在何时撤回留在记录里，再加同一个文件就恢复。"
        AskingDialog(
            "撤回附件",
            sentence,
            {"reason": ("理由", LineEditor())},
            "撤回",
            partial(self._take_back, attachment),
            self.window(),
        ).open()

    def _take_back(self, attachment: Attachment, rows: LabelledRows) -> None:
        context = self._context
        attachments.withdraw_attachment(
            context.station, self._case, attachment.sha256, rows.text("reason"), context.act()
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here; what is none of the allowed is said afterwards, by name."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes in what was dropped."""
        event.acceptProposedAction()
        if paths := dropped_files(event):
            self.add_files(paths)

    def _added(self, tried: _FilesTried) -> None:
        self._ended()
        if tried.added:
            context = self._context
            context.done(undoing.attached(context.station, self._case, tried.added, context.act))
        if tried.refused:
            self._context.messages.tell("有文件没有加入", "\n".join(tried.refused))

    def _failed(self, problem: Problem) -> None:
        self._ended()
        self._context.messages.problem(problem)

    def _ended(self) -> None:
        """The officer may look at another case by now: then this card is gone."""
        # The answer goes to the session's news, which outlives this card.
        if isValid(self):
            self._say_limits()
            self.refresh()

    def _say_limits(self) -> None:
        drop = "，也可以把文件拖到这里"
        self.note.setText(f"{ALLOWED}{drop}" if self._open else f"现为“{self._case.state}”，不能再加附件")


def _attach(station: Station, case: Case, paths: list[Path], act: Act, progress: Progress) -> _FilesTried:
    """Each file on its own: one that is not allowed keeps no other out."""
    added, refused = [], []
    for done, path in enumerate(paths):
        progress.report(done, len(paths))
        try:
            added.append(attachments.attach(station, case, path, "", act))
        except Problem as problem:
            words = problem.faults[0].message if problem.faults else problem.message
            # Some sentences name the file themselves.
            refused.append(words if path.name in words else f"{path.name}：{words}")
    return _FilesTried(added, refused)
