"""The documents of a case: looked at, issued, printed, copied, voided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.void_document import VoidDocumentDialog
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.pages import documents_panel
from fengqiao_desk.ui.pages.documents_panel import DocumentsPanel
from fengqiao_desk.ui.widgets import QuietButton, RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import Case
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)
AGREEMENT = "合公（逍）调解字〔2026〕1号"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_panel(station: Station, qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., DocumentsPanel]]:
    background = Background(at_once=True)

    def open_(case: Case, officer: str = "民警甲") -> DocumentsPanel:
        context = WindowContext(
            *(station, station.officers.named(officer), background, Messages(lambda: None)),
            *(lambda: NOW, lambda key, number: None),
        )
        panel = DocumentsPanel(context, kind_of("disputes"))
        qtbot.addWidget(panel)
        panel.resize(1030, 700)
        panel.show()
        panel.activateWindow()
        qtbot.waitActive(panel)
        panel.show_case(case.number)
        panel.setFocus()
        qtbot.waitUntil(panel.list.hasFocus)
        return panel

    yield open_
    background.close()


@pytest.fixture
def agreed(desk: Any, dispute: dict[str, Any], dispute_steps: dict[str, Any]) -> Case:
    case = desk.receive("disputes", dispute)
    case = desk.step(case, "mediation_session", dispute_steps["mediation_session"])
    made: Case = desk.step(case, "agreement", dispute_steps["agreement"])
    return made


def choose(panel: DocumentsPanel, title: str, state: str) -> None:
    model = panel.model
    found = (model.index(row, 0) for row in range(model.rowCount()))
    panel.list.setCurrentIndex(
        next(at for at in found if (at.data(RowRole.TITLE), at.data(RowRole.STATE)) == (title, state))
    )


def text(panel: DocumentsPanel) -> str:
    document = panel.sheet.pages.document
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def press(words: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_draft_is_looked_at_before_anything_is_issued(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any
) -> None:
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "可签发")
    assert "草稿" in text(panel) and "阿依古丽·买买提" in text(panel) and desk.count("documents") == 0


def test_what_cannot_be_made_says_why(
    open_panel: Callable[..., DocumentsPanel], desk: Any, dispute: dict[str, Any]
) -> None:
    panel = open_panel(desk.receive("disputes", dispute))
    choose(panel, "治安调解协议书", "不能制作")
    assert panel.sheet.told() and not panel.sheet.buttons["issue"].isEnabled()


def test_issuing_is_asked_about_and_gives_a_number(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "可签发")
    QTest.keyClick(panel.list, Qt.Key.Key_Return, CTRL)
    press("签发")
    paper = panel.chosen()
    assert paper is not None and paper.issued is not None and paper.issued.number == AGREEMENT


def test_saying_no_issues_nothing(open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any) -> None:
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "可签发")
    QTest.keyClick(panel.list, Qt.Key.Key_Return, CTRL)
    press("取消")
    assert desk.count("documents") == 0


def test_an_auxiliary_cannot_issue(open_panel: Callable[..., DocumentsPanel], agreed: Case) -> None:
    panel = open_panel(agreed, "辅警丙")
    choose(panel, "治安调解协议书", "可签发")
    assert not panel.sheet.buttons["issue"].isEnabled()


def test_the_stored_pages_are_shown(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any
) -> None:
    desk.issue(agreed, "public_order_agreement")
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    assert AGREEMENT in text(panel) and "草稿" not in text(panel)


def test_printing_sends_the_stored_pages_and_is_noted(
    *,
    open_panel: Callable[..., DocumentsPanel],
    agreed: Case,
    desk: Any,
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issued = desk.issue(agreed, "public_order_agreement")
    sent: list[bytes] = []
    monkeypatch.setattr(documents_panel, "ask_printer", lambda pdf, title, parent: sent.append(pdf))
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    before = desk.count("audit")
    QTest.keyClick(panel.list, Qt.Key.Key_P, CTRL)
    with station.reading():
        assert sent == [register.stored_pdf(station, issued.number)]
    assert desk.count("audit") == before + 1


def test_a_copy_is_offered_under_the_name_of_the_stored_file(
    *,
    open_panel: Callable[..., DocumentsPanel],
    agreed: Case,
    desk: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issued = desk.issue(agreed, "public_order_agreement")
    names: list[str] = []
    monkeypatch.setattr(documents_panel, "ask_file", lambda pdf, name, parent, failed: names.append(name))
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    QTest.keyClick(panel.list, Qt.Key.Key_S, CTRL)
    assert names == [Path(issued.file).name]


def void_dialog(panel: DocumentsPanel) -> VoidDocumentDialog:
    panel.sheet.buttons["void"].click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VoidDocumentDialog)
    return dialog


def act_of(dialog: QWidget, words: str) -> Any:
    return next(button for button in dialog.findChildren(QuietButton) if button.text() == words)


def test_voiding_asks_for_the_reason(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any
) -> None:
    desk.issue(agreed, "public_order_agreement")
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    dialog = void_dialog(panel)
    act_of(dialog, "作废").click()
    assert dialog.reason.fault() == "请写明作废原因"
    act_of(dialog, "取消").click()


def test_a_voided_document_stays_and_says_so(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any
) -> None:
    desk.issue(agreed, "public_order_agreement")
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    dialog = void_dialog(panel)
    dialog.reason.set_value("姓名有误")
    act_of(dialog, "作废").click()
    paper = panel.chosen()
    assert paper is not None and paper.issued is not None and paper.issued.void_reason == "姓名有误"


def test_a_voided_document_is_shown_as_void_across_its_pages(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any
) -> None:
    desk.issue(agreed, "public_order_agreement")
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    dialog = void_dialog(panel)
    dialog.reason.set_value("姓名有误")
    act_of(dialog, "作废").click()
    assert "作废" in text(panel) and not panel.sheet.buttons["void"].isVisible()


def test_esc_goes_back(open_panel: Callable[..., DocumentsPanel], agreed: Case, qtbot: QtBot) -> None:
    panel = open_panel(agreed)
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.list, Qt.Key.Key_Escape)
