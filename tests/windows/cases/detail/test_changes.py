"""更改记录 in the window: opened by its key, printed from there; what others did since one last looked bears a mark until it was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.changes_dialog import ChangesDialog
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.widgets import Badge, RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.changes import changes_of
from fengqiao_desk.cases.facts.looking import note_look, unseen_by
from tests.conftest import Desk

Show = Callable[[QWidget], Any]
ME = "民警甲"


@pytest.fixture
def case(desk: Desk, dispute: dict[str, Any]) -> Case:
    return desk.receive("disputes", dispute, day="2026-11-18")


@pytest.fixture
def amended(desk: Desk, case: Case) -> Case:
    """Looked at by me, corrected by a colleague the day after."""
    note_look(desk.station, case, ME, desk.act("2026-11-19").stamp)
    entry, act = {"risk_level": "较高"}, desk.act("2026-11-20", "民警乙")
    return cases.amend(desk.station, case.kind, case.number, entry, act, reason="又有威胁")


def page_of(context: WindowContext, show: Show, case: Case) -> CasePage:
    page = show(CasePage(context, case.kind))
    assert isinstance(page, CasePage)
    page.open_record(case.number)
    return page


def words_in(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def badges(widget: QWidget) -> list[str]:
    return [found.text() for found in widget.findChildren(Badge) if found.text().startswith("新")]


def marked_in_the_list(page: CasePage) -> bool:
    return str(page.browser.list.model.index(0).data(RowRole.NOTE)).startswith("新")


def open_changes(page: CasePage) -> ChangesDialog:
    QTest.keyClick(page.browser.detail.cards, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    (dialog,) = page.window().findChildren(ChangesDialog)
    return dialog


def test_the_history_of_a_case_is_opened_by_its_key(
    context: WindowContext, show: Show, amended: Case
) -> None:
    words = words_in(open_changes(page_of(context, show, amended)))
    assert all(part in words for part in ("更正", "民警乙", "理由：又有威胁", "风险等级", "一般 → 较高"))


def test_what_was_done_with_a_paper_is_said_once(
    context: WindowContext, show: Show, desk: Desk, amended: Case
) -> None:
    desk.issue(amended, "intake_form")
    assert words_in(open_changes(page_of(context, show, amended))).count("签发文书") == 1


def test_it_is_printed_from_there(context: WindowContext, show: Show, amended: Case) -> None:
    dialog = open_changes(page_of(context, show, amended))
    dialog.print_page()
    (window,) = dialog.findChildren(PdfWindow)
    assert window.windowTitle() == f"{amended.number} 更改记录"


def test_what_a_colleague_changed_bears_a_mark_on_its_field_and_in_the_list(
    context: WindowContext, show: Show, amended: Case
) -> None:
    page = page_of(context, show, amended)
    assert "风险等级 · 新" in words_in(page.browser.detail)
    assert badges(page.browser.detail) == ["新 1"]
    assert marked_in_the_list(page)
    assert badges(open_changes(page)) == ["新"]


def test_a_step_of_a_colleague_bears_a_mark_on_the_timeline(
    context: WindowContext, show: Show, desk: Desk, case: Case, dispute_steps: dict[str, Any]
) -> None:
    note_look(desk.station, case, ME, desk.act("2026-11-19").stamp)
    session = dispute_steps["mediation_session"]
    desk.step(case, "mediation_session", session, day="2026-11-20", officer="民警乙")
    shown = words_in(page_of(context, show, case).browser.detail.cards)
    assert "民警乙 · 新" in shown


def test_what_was_before_the_officer_for_a_moment_is_no_longer_new(
    context: WindowContext, show: Show, amended: Case, qtbot: QtBot
) -> None:
    page = page_of(context, show, amended)
    with qtbot.waitSignal(page.browser.detail.looking.looked):
        pass
    assert not marked_in_the_list(page)
    assert not unseen_by(context.station, amended, ME).changes


def test_a_page_that_is_not_seen_looks_at_nothing(
    context: WindowContext, show: Show, amended: Case, qtbot: QtBot
) -> None:
    page = page_of(context, show, amended)
    page.hide()
    page.browser.detail.looking.keep()
    assert unseen_by(context.station, amended, ME).changes
    page.show()
    page.come_into_view()
    with qtbot.waitSignal(page.browser.detail.looking.looked):
        pass
    assert not unseen_by(context.station, amended, ME).changes


def test_what_one_changed_oneself_bears_no_mark(
    context: WindowContext, show: Show, desk: Desk, case: Case
) -> None:
    note_look(desk.station, case, ME, desk.act("2026-11-19").stamp)
    desk.amend(case, {"risk_level": "较高"})
    page = page_of(context, show, case)
    assert badges(page.browser.detail) == []
    assert not marked_in_the_list(page)


def test_a_correction_is_asked_for_its_reason_and_may_go_without(
    context: WindowContext, show: Show, case: Case
) -> None:
    for reason in ("本人来电更正", None):
        page = page_of(context, show, case)
        QTest.keyClick(page.browser.detail.cards, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert page.form is not None
        # Another amount each time, so that something is corrected.
        amount = "1500.00" if reason else "1600.00"
        page.form.body.set_entry({**page.form.body.entry(), "amount": amount, "why_corrected": reason})
        page.form.save()
        change = changes_of(context.station, cases.load(context.station, case.kind, case.number))[-1]
        assert (change.new, change.reason) == (f"{amount} 元", reason or "")
