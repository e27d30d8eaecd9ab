"""The editor of photos and scans: chosen, dropped, taken out, by mouse and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from fengqiao_desk.ui.widgets import IconButton
from fengqiao_desk.ui.widgets.editors.files_editor import FilesEditor
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

ORIENTATION = 0x0112


@pytest.fixture
def editor(qtbot: QtBot) -> FilesEditor:
    made = FilesEditor()
    made.set_name("照片")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "入库.jpg"
    Image.new("RGB", (640, 480), (120, 140, 160)).save(path)
    return path


def test_no_file_is_no_value(editor: FilesEditor) -> None:
    assert editor.value() is None


def test_a_dropped_photo_is_the_value(editor: FilesEditor, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    editor.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    assert editor.value() == [str(photo)]


def test_enter_on_the_button_asks_for_files(editor: FilesEditor, qtbot: QtBot, photo: Path) -> None:
    editor.choose.setFocus()
    QTest.keyClick(editor.choose, Qt.Key.Key_Return)
    dialog = editor.window().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(photo)])
    dialog.close()
    assert editor.value() == [str(photo)]


def test_a_file_chosen_twice_stands_there_once(editor: FilesEditor, photo: Path) -> None:
    editor.add_files([str(photo), str(photo)])
    editor.add_files([str(photo)])
    assert editor.value() == [str(photo)]


def test_what_is_no_photo_is_told_at_once_and_left_out(
    editor: FilesEditor, photo: Path, tmp_path: Path
) -> None:
    words = tmp_path / "笔录.docx"
    words.write_bytes(b"PK\x03\x04 no picture")
    editor.add_files([str(words), str(photo)])
    assert editor.value() == [str(photo)]
    assert "没有加入 笔录.docx：这个文件不能作附件" in editor.refused.text()


def test_a_photo_that_is_one_takes_the_warning_away(editor: FilesEditor, photo: Path, tmp_path: Path) -> None:
    editor.add_files([str(tmp_path / "没有.jpg")])
    assert "读不到" in editor.refused.text()
    editor.add_files([str(photo)])
    assert editor.refused.text() == ""


def test_a_photo_is_shown_small(editor: FilesEditor, photo: Path) -> None:
    editor.add_files([str(photo)])
    shown = [found.pixmap() for found in editor.findChildren(QLabel) if not found.pixmap().isNull()]
    assert [picture.deviceIndependentSize().toTuple() for picture in shown] == [(56, 42)]


def test_a_photo_taken_upright_is_shown_whole(editor: FilesEditor, tmp_path: Path) -> None:
    """Phones store it lying and say in EXIF that it is to be turned."""
    path, exif = tmp_path / "竖拍.jpg", Image.Exif()
    exif[ORIENTATION] = 6
    Image.new("RGB", (640, 480)).save(path, exif=exif)
    editor.add_files([str(path)])
    preview = next(shown for shown in editor.findChildren(QLabel) if not shown.pixmap().isNull())
    room, picture = preview.size(), preview.pixmap().deviceIndependentSize()
    assert picture.height() > picture.width() and picture.height() <= room.height()


def test_a_file_is_taken_out_by_its_button(editor: FilesEditor, photo: Path) -> None:
    editor.add_files([str(photo)])
    (button,) = editor.findChildren(IconButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (editor.value(), button.accessibleName()) == (None, "去掉 入库.jpg")


def test_what_the_case_keeps_already_is_called_so(editor: FilesEditor) -> None:
    editor.set_value(["a" * 64])
    assert "已存的附件" in [found.text() for found in editor.findChildren(QLabel)]


def test_only_to_be_read_it_takes_no_file(editor: FilesEditor) -> None:
    editor.set_read_only(True)
    assert (editor.acceptDrops(), editor.choose.isEnabled()) == (False, False)


def test_a_screen_reader_is_told_what_the_button_is_for(editor: FilesEditor) -> None:
    assert editor.choose.accessibleName() == "照片：选择文件"
