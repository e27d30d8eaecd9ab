"""The photo of a custody move through the window: typed with the step, seen on the timeline, opened large."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.image_window import ImageWindow
from fengqiao_desk.ui.widgets import TimelineView
from fengqiao_desk.ui.widgets.editors.files_editor import FilesEditor
from fengqiao_desk.ui.widgets.thumbnails import Thumbnail
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.kinds import kind_of

Show = Callable[[QWidget], Any]
KIND = "goods_cases"


@pytest.fixture
def number(desk: Any, goods_case: dict[str, Any], example: Any) -> str:
    case = desk.receive(KIND, {**goods_case, "seizing_agency": "本所"})
    seize = {**example("goods_case_steps")["seize"], "at": "2026-11-21T08:00"}
    return str(desk.step(case, "seize", seize).number)


@pytest.fixture
def form(context: WindowContext, show: Show, number: str, example: Any) -> CaseForm:
    plan = plan_of(context.station, kind_of(KIND), f"{KIND} {number} custody", context.act())
    made: CaseForm = show(CaseForm(context, plan))
    made.body.set_entry({**example("goods_case_steps")["custody"], "at": "2026-11-21T09:00"})
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "入库.jpg"
    Image.new("RGB", (640, 480), (120, 140, 160)).save(path)
    return path


@pytest.fixture
def shown(context: WindowContext, show: Show, form: CaseForm, photo: Path, number: str) -> CaseDetail:
    files(form).add_files([str(photo)])
    form.save()
    made: CaseDetail = show(CaseDetail(context, kind_of(KIND)))
    made.show_case(number)
    QTest.qWait(20)
    return made


def files(form: CaseForm) -> FilesEditor:
    found = form.findChild(FilesEditor)
    assert isinstance(found, FilesEditor)
    return found


def on_timeline(detail: CaseDetail) -> list[Thumbnail]:
    return [found for view in detail.findChildren(TimelineView) for found in view.findChildren(Thumbnail)]


def test_a_photo_stands_on_the_timeline_below_its_step(shown: CaseDetail) -> None:
    assert [(found.text(), found.has_picture()) for found in on_timeline(shown)] == [("保管变动：入库", True)]


def test_enter_on_the_photo_of_a_step_opens_it_large(shown: CaseDetail) -> None:
    QTest.keyClick(on_timeline(shown)[0], Qt.Key.Key_Return)
    opened = next(
        found
        for found in QApplication.topLevelWidgets()
        if isinstance(found, ImageWindow) and found.isVisible()
    )
    assert opened.windowTitle() == "保管变动：入库"
    opened.accept()


def test_the_timeline_tells_the_goods_by_name_and_unit(shown: CaseDetail) -> None:
    (timeline,) = shown.findChildren(TimelineView)
    names = [found.accessibleName() for found in timeline.findChildren(QLabel)]
    assert any(
        "入库 · 一次性使用医用口罩(标称) 46盒，计2300余只 · 民警甲 交 保管员丁" in words for words in names
    )


def test_the_goods_of_a_step_stand_on_the_timeline_alone(shown: CaseDetail) -> None:
    words = [found.text() for found in shown.findChildren(QLabel) if found.isVisible()]
    assert [text for text in words if text.endswith("：物品")] == []
    assert words.count("涉案物品") == 1


def test_what_alone_can_be_meant_is_chosen_already(context: WindowContext, show: Show, number: str) -> None:
    plan = plan_of(context.station, kind_of(KIND), f"{KIND} {number} custody", context.act())
    form = show(CaseForm(context, plan))
    goods = form.body.cards["items"].rows[0].group.editors["goods"]
    assert (goods.value(), goods.findChild(QLineEdit).text()) == (
        1,
        "1. 一次性使用医用口罩(标称)（50只/盒，批号20200101）",
    )


def test_the_words_of_a_batch_are_not_cut_off(form: CaseForm) -> None:
    line = form.body.cards["items"].rows[0].group.editors["goods"].findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.qWait(20)
    assert line.fontMetrics().horizontalAdvance(line.text()) < line.width()


def test_a_photo_gone_before_saving_is_told_below_the_field_and_the_form_stays(
    form: CaseForm, photo: Path
) -> None:
    files(form).add_files([str(photo)])
    photo.unlink()
    form.save()
    assert "入库.jpg：读不到附件" in files(form).fault()


def test_what_is_no_photo_stays_told_while_the_form_is_looked_over(
    form: CaseForm, tmp_path: Path, qtbot: QtBot
) -> None:
    words = tmp_path / "笔录.docx"
    words.write_bytes(b"PK\x03\x04 no picture")
    files(form).add_files([str(words)])
    qtbot.waitUntil(lambda: not form._review.isActive())
    assert files(form).refused.isVisible()
    assert "没有加入 笔录.docx：这个文件不能作附件" in files(form).refused.text()
