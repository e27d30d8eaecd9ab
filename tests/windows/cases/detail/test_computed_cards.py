"""What a kind computes for a case is shown: the drawing that zooms and leads to records, tables, cases offered as links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.actions import SHEETS
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.detail.computed_cards import TraceCard
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.widgets import Banner, LineEditor, LinkButton, QuietButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import links
from fengqiao_desk.kinds import kind_of

Show = Callable[[QWidget], Any]
Entry = dict[str, Any]


@pytest.fixture
def case(desk: Any, goods_case: Entry, example: Callable[[str], Entry]) -> Any:
    """A second case with the supplier of the first, traced and seized."""
    desk.receive("goods_cases", goods_case)
    steps = example("goods_case_steps")
    made = desk.receive("goods_cases", {**goods_case, "seizing_agency": "本所"})
    for step in ("seize", "custody", "trace"):
        made = desk.step(made, step, steps[step], "2026-11-22")
    return made


@pytest.fixture
def detail(context: WindowContext, show: Show, case: Any) -> CaseDetail:
    made: CaseDetail = show(CaseDetail(context, kind_of("goods_cases")))
    made.show_case(case.number)
    QTest.qWait(20)
    return made


@pytest.fixture
def trace(detail: CaseDetail) -> TraceCard:
    found = detail.findChild(TraceCard)
    assert isinstance(found, TraceCard)
    return found


def words_of(widget: QWidget) -> list[str]:
    return [found.text() for found in widget.findChildren(QLabel) if found.isVisible()]


def test_a_node_that_is_clicked_shows_its_record(trace: TraceCard) -> None:
    place = trace.view.place_of("P2").center().toPoint()
    QTest.mouseClick(trace.view, Qt.MouseButton.LeftButton, pos=place)
    assert "示例路99号" in words_of(trace)


def test_a_node_that_is_clicked_tells_the_evidence_of_its_edges(trace: TraceCard) -> None:
    trace.view.choose("P2")
    assert any("证据：进货微信记录" in words for words in words_of(trace))


def test_the_arrow_keys_go_from_node_to_node(trace: TraceCard) -> None:
    for _ in range(2):
        QTest.keyClick(trace.view, Qt.Key.Key_Right)
    assert trace.view.node == "P2"


def test_the_keys_zoom(trace: TraceCard) -> None:
    width = trace.view.width()
    QTest.keyClick(trace.view, Qt.Key.Key_Plus)
    assert (trace.view.zoom, trace.view.width() > width) == (1.25, True)


def test_the_buttons_zoom_and_come_to_an_end(trace: TraceCard) -> None:
    smaller = next(found for found in trace.findChildren(QuietButton) if found.accessibleName() == "缩小")
    for _ in range(9):
        smaller.click()
    assert trace.view.zoom == 0.5


def test_the_drawing_is_told_to_who_cannot_see_it(trace: TraceCard) -> None:
    assert "示例药房到示例窝点，（1）46盒 溯源调查" in trace.view.accessibleName()


def test_what_is_in_hand_is_a_card(detail: CaseDetail) -> None:
    names = [found.accessibleName() for found in detail.findChildren(QLabel)]
    assert {"查扣：46盒", "在库：46盒", "在手：46盒"} <= set(names)


def test_the_same_supplier_is_offered_as_a_link(detail: CaseDetail) -> None:
    offer = next(found for found in detail.findChildren(Banner) if "有同一上家" in found.accessibleName())
    offer.findChild(LinkButton).click()
    asking = next(found for found in QApplication.topLevelWidgets() if isinstance(found, AskingDialog))
    assert any("WL2020-0001" in str(editor.value()) for editor in asking.findChildren(LineEditor))
    asking.reject()


def test_what_is_linked_is_no_longer_offered(
    context: WindowContext, desk: Any, case: Any, show: Show
) -> None:
    from fengqiao_desk.cases import load

    other = load(context.station, kind_of("goods_cases"), "WL2020-0001")
    links.link(context.station, case, other, "同一事项", "同一上家", context.act())
    made: CaseDetail = show(CaseDetail(context, kind_of("goods_cases")))
    made.show_case(case.number)
    assert not [found for found in made.findChildren(Banner) if "有同一上家" in found.accessibleName()]


def test_the_stock_list_is_opened_by_its_key(
    context: WindowContext, case: Any, show: Show, qtbot: QtBot
) -> None:
    page: CasePage = show(CasePage(context, kind_of("goods_cases")))
    assert SHEETS in page.acts()
    page.open_sheets()
    opened: list[PdfWindow] = []

    def is_open() -> bool:
        opened[:] = [found for found in QApplication.topLevelWidgets() if isinstance(found, PdfWindow)]
        return bool(opened)

    qtbot.waitUntil(is_open)
    assert opened[0].windowTitle() == "涉案财物在库清单"
    opened[0].close()
