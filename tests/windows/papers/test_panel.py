"""The documents of a case: looked at, issued, printed, copied, voided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.papers import printing
from fengqiao_desk.ui.papers.panel import DocumentsPanel
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.papers.void_document import VoidDocumentDialog
from fengqiao_desk.ui.widgets import QuietButton, RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
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
    made: Case = desk.agree(case, dispute_steps)
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
    assert panel.sheet.sentence() and not panel.sheet.buttons["issue"].isEnabled()


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


def test_a_copy_is_offered_under_the_name_of_the_stored_file(
    *,
    open_panel: Callable[..., DocumentsPanel],
    agreed: Case,
    desk: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issued = desk.issue(agreed, "public_order_agreement")
    names: list[str] = []
    monkeypatch.setattr(printing, "ask_file", lambda pdf, what, name, parent, context: names.append(name))
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    QTest.keyClick(panel.list, Qt.Key.Key_S, CTRL)
    assert names == [Path(issued.file).name]


def test_a_draft_is_put_on_record_under_the_drafters_name(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed, "辅警丙")
    choose(panel, "治安调解协议书", "可签发")
    QTest.keyClick(panel.list, Qt.Key.Key_D, CTRL)
    assert panel.sheet.hands.text() == "拟稿 辅警丙 11月21日 14:02 · 未经核稿"


def draft(panel: DocumentsPanel) -> None:
    choose(panel, "治安调解协议书", "可签发")
    panel.sheet.buttons["draft"].click()


def test_a_draft_can_be_checked(open_panel: Callable[..., DocumentsPanel], agreed: Case) -> None:
    draft(open_panel(agreed, "辅警丙"))
    panel = open_panel(agreed, "民警乙")
    choose(panel, "治安调解协议书", "已拟稿")
    QTest.keyClick(panel.list, Qt.Key.Key_H, CTRL)
    assert panel.list.currentIndex().data(RowRole.STATE) == "已核稿"


def test_nothing_is_checked_before_it_was_drafted(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "可签发")
    check = panel.sheet.buttons["check"]
    assert (check.isVisible(), check.isEnabled(), check.toolTip()) == (True, False, "先拟稿，才能核稿")


def test_an_auxiliary_reads_what_may_not_be_done(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed, "辅警丙")
    choose(panel, "治安调解协议书", "可签发")
    issue = panel.sheet.buttons["issue"]
    assert issue.isVisible() and not issue.isEnabled()
    assert panel.sheet.forbidden.isVisible()
    assert "辅警“辅警丙”不能签发文书" in panel.sheet.forbidden.accessibleName()


def test_an_officer_who_may_everything_reads_no_refusal(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "可签发")
    assert not panel.sheet.forbidden.isVisible()


def test_an_auxiliary_cannot_issue_by_the_key_either(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed, "辅警丙")
    choose(panel, "治安调解协议书", "可签发")
    QTest.keyClick(panel.list, Qt.Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is None


def test_self_approval_is_said_before_issuing_and_shown_after(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "可签发")
    QTest.keyClick(panel.list, Qt.Key.Key_Return, CTRL)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox) and "自拟自签" in box.informativeText()
    press("签发")
    assert panel.sheet.self_approved.isVisible() and panel.sheet.self_approved.text() == "自拟自签"


def test_who_drafted_checked_and_signed_is_shown(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    draft(open_panel(agreed, "辅警丙"))
    panel = open_panel(agreed, "所长戊")
    choose(panel, "治安调解协议书", "已拟稿")
    panel.sheet.buttons["check"].click()
    QTest.keyClick(panel.list, Qt.Key.Key_Return, CTRL)
    press("签发")
    assert panel.sheet.hands.text() == "拟稿 辅警丙 · 核稿 所长戊 · 签发 所长戊 · 还没有打印"
    assert not panel.sheet.self_approved.isVisible()


def test_replacing_gives_a_new_number_and_keeps_the_old_one(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any, station: Station
) -> None:
    desk.issue(agreed, "public_order_agreement")
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    QTest.keyClick(panel.list, Qt.Key.Key_R, CTRL)
    press("替换")
    paper = panel.chosen()
    assert paper is not None and paper.issued is not None and paper.issued.replaces == AGREEMENT
    assert register.find(station, AGREEMENT).state_word == "已替换"


def test_what_took_the_place_of_a_document_is_said(
    open_panel: Callable[..., DocumentsPanel], agreed: Case, desk: Any
) -> None:
    desk.issue(agreed, "public_order_agreement")
    panel = open_panel(agreed)
    choose(panel, "治安调解协议书", "已签发")
    panel.sheet.buttons["replace"].click()
    press("替换")
    choose(panel, "治安调解协议书", "已替换")
    assert "已由 合公（逍）调解字〔2026〕2号 替换" in panel.sheet.hands.text()
    assert not panel.sheet.buttons["void"].isVisible()


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


def test_the_whole_case_is_one_file_that_says_what_it_lacks(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed)
    QTest.keyClick(panel.list, Qt.Key.Key_J, CTRL)
    (window,) = panel.findChildren(PdfWindow)
    words = "\n".join(found.text() for found in window.findChildren(QLabel))
    window.accept()
    assert f"{agreed.number} 卷宗" in window.windowTitle()
    assert "还缺：矛盾纠纷受理登记表" in words


def test_its_history_is_bound_with_the_file_when_it_is_asked_for(
    open_panel: Callable[..., DocumentsPanel], agreed: Case
) -> None:
    panel = open_panel(agreed)
    pages = []
    for modifiers in (CTRL, CTRL | Qt.KeyboardModifier.ShiftModifier):
        QTest.keyClick(panel.list, Qt.Key.Key_J, modifiers)
        window = panel.findChildren(PdfWindow)[-1]
        pages.append("\n".join(found.text() for found in window.findChildren(QLabel)))
        window.accept()
    counts = [int(words.split("共 ")[1].split(" 页")[0]) for words in pages]
    assert counts[1] == counts[0] + 1
