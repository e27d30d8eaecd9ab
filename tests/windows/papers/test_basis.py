"""A paper whose basis changed bears its mark on the case, among its papers, in the register and on 今日, and is settled by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.actions import CONFIRM_BASIS, VOID
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.look import Tone
from fengqiao_desk.ui.papers.panel import DocumentsPanel
from fengqiao_desk.ui.papers.register_page import RegisterPage
from fengqiao_desk.ui.papers.void_document import VoidDocumentDialog
from fengqiao_desk.ui.today.page import TodayPage
from fengqiao_desk.ui.widgets import Badge, Banner, LinkButton, RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import Case, amend
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Station

Show = Callable[[QWidget], Any]
MARK = "依据已变更"
WHY = "更正的只是经过的措辞"


@pytest.fixture
def case(station: Station, desk: Any, dispute: dict[str, Any]) -> Case:
    """A dispute with a paper, corrected since."""
    made: Case = desk.receive("disputes", dispute)
    desk.issue(made, "intake_form")
    return amend(station, made.kind, made.number, {"facts": "更正过的经过"}, desk.act())


@pytest.fixture
def number(station: Station, case: Case) -> str:
    return case.documents[0].number


@pytest.fixture
def panel(context: WindowContext, show: Show, case: Case) -> DocumentsPanel:
    made: DocumentsPanel = show(DocumentsPanel(context, kind_of("disputes")))
    made.show_case(case.number)
    made.list.setFocus()
    return made


def press(widget: QWidget, shortcut: str) -> None:
    *held, key = shortcut.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}[
            each
        ]
    QTest.keyClick(widget, getattr(Qt.Key, f"Key_{key}"), modifiers)


def asked() -> AskingDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AskingDialog)
    return dialog


def answer(dialog: AskingDialog, why: str) -> None:
    dialog.rows.editors["reason"].set_value(why)
    dialog.try_it()


def badges(widget: QWidget) -> list[str]:
    return [badge.text() for badge in widget.findChildren(Badge) if not badge.isHidden()]


def test_the_case_bears_the_mark_and_leads_to_the_paper(
    context: WindowContext, show: Show, case: Case, number: str, qtbot: QtBot
) -> None:
    detail = show(CaseDetail(context, kind_of("disputes")))
    detail.show_case(case.number)
    went: list[str] = []
    detail.documents_asked.connect(went.append)
    qtbot.waitUntil(lambda: MARK in badges(detail))
    banner = next(each for each in detail.findChildren(Banner) if number in each.accessibleName())
    banner.findChild(LinkButton).click()
    assert went == [number]


def test_a_case_whose_papers_stand_bears_no_mark(
    context: WindowContext, show: Show, desk: Any, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    made = desk.receive("disputes", dispute)
    desk.issue(made, "intake_form")
    detail = show(CaseDetail(context, kind_of("disputes")))
    detail.show_case(made.number)
    qtbot.waitUntil(lambda: made.state in badges(detail))
    assert MARK not in badges(detail)


def test_the_list_of_papers_says_it_in_place_of_issued(panel: DocumentsPanel) -> None:
    row = panel.list.currentIndex()
    assert (row.data(RowRole.STATE), row.data(RowRole.TONE)) == (MARK, Tone.WARNING)


def test_a_marked_paper_can_be_replaced_voided_or_let_stand(panel: DocumentsPanel) -> None:
    shown = [button.text() for button in panel.sheet.buttons.values() if button.isVisible()]
    assert shown == ["另存一份", "打印", "替换", "作废", "仍然有效…"]
    assert MARK in badges(panel.sheet)


def test_a_paper_as_issued_needs_no_word_that_it_stands(
    panel: DocumentsPanel, desk: Any, dispute: dict[str, Any]
) -> None:
    made = desk.receive("disputes", dispute)
    desk.issue(made, "intake_form")
    panel.show_case(made.number)
    assert not panel.sheet.buttons[CONFIRM_BASIS.key].isVisible()
    press(panel.list, CONFIRM_BASIS.shortcut)
    assert QApplication.activeModalWidget() is None


def test_by_keys_a_paper_is_let_stand_with_a_reason(panel: DocumentsPanel) -> None:
    press(panel.list, CONFIRM_BASIS.shortcut)
    answer(asked(), WHY)
    assert panel.list.currentIndex().data(RowRole.STATE) == "已签发"
    assert f"确认仍然有效：{WHY}（民警甲）" in panel.sheet.hands.text()
    assert MARK not in badges(panel.sheet)


def test_without_a_reason_it_stays_marked_and_is_told_beside_the_field(panel: DocumentsPanel) -> None:
    press(panel.list, CONFIRM_BASIS.shortcut)
    dialog = asked()
    answer(dialog, "  ")
    assert dialog.rows.editors["reason"].fault() == "请写明理由"
    dialog.reject()
    assert panel.list.currentIndex().data(RowRole.STATE) == MARK


def test_an_auxiliary_reads_that_he_may_not_say_so(
    context_of: Callable[[str], WindowContext], show: Show, case: Case
) -> None:
    panel = show(DocumentsPanel(context_of("辅警丙"), kind_of("disputes")))
    panel.show_case(case.number)
    assert not panel.sheet.buttons[CONFIRM_BASIS.key].isEnabled()
    press(panel.list, CONFIRM_BASIS.shortcut)
    assert QApplication.activeModalWidget() is None


def test_by_keys_a_paper_is_voided(panel: DocumentsPanel) -> None:
    press(panel.list, VOID.shortcut)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VoidDocumentDialog)
    dialog.reject()


def test_the_register_shows_it_and_counts_it(
    context: WindowContext, show: Show, case: Case, number: str
) -> None:
    page = show(RegisterPage(context))
    assert page.list.currentIndex().data(RowRole.STATE) == MARK
    assert f"1 件 · {MARK} 1" in [found.text() for found in page.heading.findChildren(QLabel)]


def test_in_the_register_too_it_is_let_stand(
    context: WindowContext, show: Show, case: Case, number: str
) -> None:
    page = show(RegisterPage(context))
    assert CONFIRM_BASIS in page.acts()
    page.ask_confirm_basis()
    answer(asked(), WHY)
    assert page.list.currentIndex().data(RowRole.STATE) == "已签发"
    assert CONFIRM_BASIS not in page.acts()
    assert register.find(context.station, number).basis_confirmed_why == WHY


def test_today_lists_it_and_leads_to_the_paper(
    context: WindowContext, show: Show, case: Case, number: str, went: list[Any]
) -> None:
    page = show(TodayPage(context))
    line = next(button for button in page.rows.buttons if MARK in button.accessibleName())
    assert number in line.accessibleName()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert went == [("disputes", f"{case.number} paper {number}")]


def test_where_today_leads_the_paper_is_open(
    context: WindowContext, show: Show, case: Case, number: str
) -> None:
    page = show(CasePage(context, kind_of("disputes")))
    page.open_record(f"{case.number} paper {number}")
    assert page.documents.isVisible()
    chosen = page.documents.chosen()
    assert chosen is not None and chosen.key == number
