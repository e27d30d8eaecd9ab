"""关联案件 and 附件 of a case: added, opened, undone; what is not allowed is told and harms nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.detail.attachment_viewer import AttachmentViewer
from fengqiao_desk.ui.cases.detail.attachments_card import CaseAttachmentsCard
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.detail.links_card import CaseLinksCard
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.dialogs.image_window import ImageWindow
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.widgets import LinkButton
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import attachments, links
from fengqiao_desk.kinds import kind_of

Show = Callable[[QWidget], Any]
ORIENTATION = 0x0112


@pytest.fixture
def two(desk: Any, dispute: dict[str, Any]) -> tuple[Any, Any]:
    return desk.receive("disputes", dispute), desk.receive("disputes", {**dispute, "place": "示例路8号"})


@pytest.fixture
def detail(context: WindowContext, show: Show, two: tuple[Any, Any]) -> CaseDetail:
    made: CaseDetail = show(CaseDetail(context, kind_of("disputes")))
    made.show_case(two[0].number)
    QTest.qWait(20)
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "楼道.jpg"
    Image.new("RGB", (640, 480), (120, 140, 160)).save(path)
    return path


def words_of(widget: QWidget) -> str:
    QTest.qWait(20)  # what was added is shown by the event loop
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def dialog(kind: type[QWidget]) -> Any:
    return next(
        found for found in QApplication.topLevelWidgets() if isinstance(found, kind) and found.isVisible()
    )


def files(detail: CaseDetail) -> CaseAttachmentsCard:
    found = detail.findChild(CaseAttachmentsCard)
    assert isinstance(found, CaseAttachmentsCard)
    return found


def linked(detail: CaseDetail) -> CaseLinksCard:
    found = detail.findChild(CaseLinksCard)
    assert isinstance(found, CaseLinksCard)
    return found


def link(detail: CaseDetail, **typed: str) -> AskingDialog:
    QTest.keyClick(detail, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    asking: AskingDialog = dialog(AskingDialog)
    for name, value in typed.items():
        asking.rows.editors[name].set_value(value)
    asking.try_it()
    return asking


def press(widget: QWidget, words: str) -> None:
    QTest.qWait(20)
    found = next(button for button in widget.findChildren(LinkButton) if button.text() == words)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_case_is_linked_by_its_number_with_keys(
    detail: CaseDetail, context: WindowContext, two: Any
) -> None:
    link(detail, number="jf2026-0002", relation="同一事项", why="同一楼道的杂物")
    detail.show_case(two[0].number)
    assert "同一楼道的杂物 · 民警甲" in words_of(linked(detail))


def test_a_link_without_a_reason_is_not_made(detail: CaseDetail, context: WindowContext, two: Any) -> None:
    asking = link(detail, number="JF2026-0002", relation="同一事项")
    assert asking.rows.editors["why"].fault() == "请写明关联的理由"
    asking.reject()
    assert links.links_of(context.station, two[0]) == []


@pytest.mark.parametrize("number", ["", "8号", "JF2026-0999"])
def test_a_number_that_is_no_case_is_told_and_the_dialog_stays(detail: CaseDetail, number: str) -> None:
    asking = link(detail, number=number, relation="同一事项", why="同一事项")
    assert asking.isVisible() and (asking.rows.editors["number"].fault() or asking.banner.isVisible())
    asking.reject()


def test_a_linked_case_is_opened(detail: CaseDetail, two: Any, went: list[Any]) -> None:
    link(detail, number="JF2026-0002", relation="后续", why="复发")
    detail.show_case(two[0].number)
    press(linked(detail), "JF2026-0002")
    assert went == [("disputes", "JF2026-0002")]


def test_a_link_is_undone_with_a_reason(detail: CaseDetail, context: WindowContext, two: Any) -> None:
    link(detail, number="JF2026-0002", relation="后续", why="复发")
    detail.show_case(two[0].number)
    press(linked(detail), "撤销")
    asking = dialog(AskingDialog)
    asking.rows.editors["why"].set_value("不是同一件事")
    asking.try_it()
    assert links.links_of(context.station, two[0]) == []


def test_looking_at_case_after_case_leaves_no_viewer_of_files_behind(detail: CaseDetail, two: Any) -> None:
    before = len(detail.findChildren(AttachmentViewer))
    for case in (two[1], two[0], two[1], two[0]):
        detail.show_case(case.number)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(detail.findChildren(AttachmentViewer)) == before


def test_the_limits_stand_there_before_a_file_is_chosen(detail: CaseDetail) -> None:
    assert attachments.ALLOWED in words_of(files(detail))


def test_a_photo_is_dropped_onto_the_card(
    detail: CaseDetail, context: WindowContext, two: Any, photo: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    card = files(detail)
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    card.dropEvent(drop)
    assert [one.title for one in attachments.attachments_of(context.station, two[0])] == ["楼道"]


def test_a_photo_is_shown_small(detail: CaseDetail, photo: Path) -> None:
    files(detail).add_files([photo])
    assert [thumbnail.has_picture() for thumbnail in files(detail).thumbnails] == [True]


def test_a_file_that_is_not_allowed_is_told_and_the_others_are_taken(
    detail: CaseDetail, context: WindowContext, two: Any, photo: Path, tmp_path: Path
) -> None:
    words = tmp_path / "笔录.docx"
    words.write_bytes(b"PK\x03\x04 no picture")
    files(detail).add_files([words, photo])
    box = dialog(QMessageBox)
    sentence = box.informativeText()
    box.close()
    assert "笔录.docx" in sentence and len(attachments.attachments_of(context.station, two[0])) == 1


def test_a_photo_stands_the_way_the_camera_was_held(detail: CaseDetail, tmp_path: Path) -> None:
    path, exif = tmp_path / "竖拍.jpg", Image.Exif()
    exif[ORIENTATION] = 6
    Image.new("RGB", (640, 480)).save(path, exif=exif)
    files(detail).add_files([path])
    files(detail).thumbnails[0].click()
    opened = dialog(ImageWindow)
    assert opened.picture.size() == QSize(480, 640)
    opened.accept()


def test_pictures_that_come_after_the_officer_went_on_trouble_nobody(
    context: WindowContext, show: Show, two: Any, photo: Path, qtbot: QtBot
) -> None:
    background = Background()
    detail = show(CaseDetail(replace(context, background=background), kind_of("disputes")))
    for _ in range(3):
        detail.show_case(two[0].number)
        files(detail).add_files([photo])
        detail.show_case(two[1].number)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not background.busy())
    for box in [found for found in QApplication.topLevelWidgets() if isinstance(found, QMessageBox)]:
        box.close()
    background.close()
    assert len(attachments.attachments_of(context.station, two[0])) == 1


def test_enter_on_a_photo_opens_it_large(detail: CaseDetail, photo: Path) -> None:
    files(detail).add_files([photo])
    QTest.keyClick(files(detail).thumbnails[0], Qt.Key.Key_Return)
    opened = dialog(ImageWindow)
    assert opened.windowTitle() == "楼道"
    opened.accept()


def test_a_pdf_opens_in_the_window_of_pdfs(
    detail: CaseDetail, desk: Any, context: WindowContext, two: Any, tmp_path: Path
) -> None:
    issued = desk.issue(two[0], "intake_form")
    path = tmp_path / "受案登记.pdf"
    path.write_bytes((context.station.layout.documents / issued.file).read_bytes())
    files(detail).add_files([path])
    files(detail).thumbnails[0].click()
    opened = dialog(PdfWindow)
    assert opened.windowTitle() == "受案登记"
    opened.accept()


def test_a_file_that_was_changed_on_the_disk_is_not_shown(
    detail: CaseDetail, context: WindowContext, two: Any, photo: Path
) -> None:
    files(detail).add_files([photo])
    (kept,) = attachments.attachments_of(context.station, two[0])
    (context.station.layout.attachments / kept.name[:2] / kept.name).write_bytes(b"other")
    files(detail).thumbnails[0].click()
    box = dialog(QMessageBox)
    assert "不一致" in box.informativeText()
    box.close()


def test_a_closed_case_takes_no_more_files(
    context: WindowContext, show: Show, desk: Any, two: Any, dispute_steps: dict[str, Any]
) -> None:
    desk.step(two[0], "terminate", {**dispute_steps["terminate"], "on": "2026-11-20"})
    closed = show(CaseDetail(context, kind_of("disputes")))
    closed.show_case(two[0].number)
    card = files(closed)
    assert (card.add_button.isVisible(), card.acceptDrops()) == (False, False)


def test_a_file_of_another_case_is_taken_back_by_its_key(
    detail: CaseDetail, context: WindowContext, two: Any, photo: Path
) -> None:
    files(detail).add_files([photo])
    thumbnail = files(detail).thumbnails[0]
    thumbnail.setFocus()
    QTest.keyClick(thumbnail, Qt.Key.Key_Delete)
    asked = dialog(AskingDialog)
    asked.rows.editors["reason"].set_value("不是这件的")
    asked.try_it()
    assert attachments.attachments_of(context.station, two[0]) == []


def test_a_file_is_not_taken_back_without_a_reason(
    detail: CaseDetail, context: WindowContext, two: Any, photo: Path
) -> None:
    files(detail).add_files([photo])
    files(detail).ask_take_back(attachments.attachments_of(context.station, two[0])[0])
    asked = dialog(AskingDialog)
    asked.try_it()
    assert asked.rows.editors["reason"].fault() == "请写明理由"
    assert len(attachments.attachments_of(context.station, two[0])) == 1
