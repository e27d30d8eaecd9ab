"""场所与告知书: issuing a round, the board, and the ways between the views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.background import Progress
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.venues.issue_round import ALL, IssueRound
from fengqiao_desk.ui.venues.page import BOARD, ISSUE_ROUND, PAPERS, VENUES, VenuesPage
from fengqiao_desk.ui.widgets import RowRole
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fengqiao_desk.cases import load
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.board import board


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any]) -> Callable[[], VenuesPage]:
    return lambda: show(VenuesPage(context, kind_of("venues")))


def dialog_of(page: VenuesPage) -> IssueRound:
    page.issue_round()
    found = page.findChild(IssueRound)
    assert isinstance(found, IssueRound)
    return found


def listed(page: VenuesPage) -> list[str]:
    model = page.board.venues.model()
    return [str(model.index(row, 0).data(RowRole.TITLE)) for row in range(model.rowCount())]


def test_the_round_counts_the_venues_before_it_is_issued(
    three_venues: None, page: Callable[[], VenuesPage]
) -> None:
    dialog = dialog_of(page())
    assert (dialog.venues.value(), dialog.issue_button.text()) == (ALL, "签发 3 份")


@pytest.mark.parametrize(
    ("officer", "issues"), [("民警甲", True), ("所长戊", True), ("辅警丙", False), ("管理员己", False)]
)
def test_a_round_is_offered_to_who_may_issue(
    officer: str, issues: bool, context_of: Callable[[str], WindowContext], show: Callable[..., Any]
) -> None:
    shown = show(VenuesPage(context_of(officer), kind_of("venues")))
    assert (ISSUE_ROUND in shown.acts()) == issues


def test_a_category_narrows_the_round(
    three_venues: None, page: Callable[[], VenuesPage], write: Callable[..., None]
) -> None:
    dialog = dialog_of(page())
    dialog.venues.set_value(None)
    write(dialog.venues.focusProxy(), "棋牌室")
    assert dialog.issue_button.text() == "签发 2 份"


def test_issuing_gives_every_venue_a_number(three_venues: None, page: Callable[[], VenuesPage]) -> None:
    shown = page()
    dialog_of(shown).issue()
    assert shown.board.figures["outstanding"].figure() == "3"


def test_the_issued_round_is_shown_as_one_file(three_venues: None, page: Callable[[], VenuesPage]) -> None:
    shown = page()
    dialog_of(shown).issue()
    window = shown.findChild(PdfWindow)
    assert isinstance(window, PdfWindow)
    assert window.pages.page_count() >= 3


def test_a_relayed_order_without_its_number_is_refused_beside_the_field(
    three_venues: None, page: Callable[[], VenuesPage]
) -> None:
    dialog = dialog_of(page())
    dialog.template.set_value("转告上级机关的决定")
    dialog.template.changed.emit()
    dialog.issue()
    assert "决定文号" in dialog.order.editors["order_number"].fault()


def test_a_round_that_is_stopped_leaves_no_number(
    three_venues: None,
    context: WindowContext,
    page: Callable[[], VenuesPage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = dialog_of(page())
    report = Progress.report

    def stop_after_one(progress: Progress, done: int, total: int) -> None:
        progress.cancel()
        report(progress, done, total)

    monkeypatch.setattr(Progress, "report", stop_after_one)
    dialog.issue()
    assert board(context.station).totals.sent == 0


def test_the_board_lists_the_venues_behind_a_figure(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    shown = page()
    QTest.mouseClick(shown.board.figures["signed"], Qt.MouseButton.LeftButton)
    signed = listed(shown)
    QTest.mouseClick(shown.board.figures["outstanding"], Qt.MouseButton.LeftButton)
    assert (signed, len(listed(shown))) == ([], 3)


def test_a_round_s_name_opens_the_board_on_that_round(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], context: WindowContext
) -> None:
    name = board(context.station).batches[0].batch
    shown = page()
    shown.open_record(name)
    assert (shown.views.value(), shown.board.round) == (BOARD, name)


def test_a_notice_opens_among_the_notices_and_a_venue_among_the_venues(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    shown = page()
    shown.open_record("GZ2026-0001")
    first = shown.views.value()
    shown.open_record("CS2026-0001")
    assert (first, shown.views.value()) == (PAPERS, VENUES)


def test_the_board_is_divided_by_category(issued: tuple[str, ...], page: Callable[[], VenuesPage]) -> None:
    board_shown = page().board
    board_shown.by.set_value("类别")
    board_shown.divide()
    model = board_shown.rounds.model()
    parts = [str(model.index(row, 0).data(RowRole.TITLE)) for row in range(model.rowCount())]
    board_shown.rounds.setCurrentIndex(model.index(parts.index("网吧"), 0))
    assert board_shown.figures["outstanding"].figure() == "1"


def test_a_new_venue_with_a_known_phone_is_told(
    three_venues: None, page: Callable[[], VenuesPage], desk: Any, venue: dict[str, Any], qtbot: Any
) -> None:
    shown = page()
    desk.receive("venues", {**venue, "name": "远方书店", "trading_name": None, "address": "远方路1号"})
    qtbot.waitUntil(shown.banner.isVisible)
    assert "电话相同" in shown.banner.accessibleName()


def test_a_closure_passed_on_suspends_the_venues_when_ticked(
    three_venues: None, page: Callable[[], VenuesPage], context: WindowContext
) -> None:
    dialog = dialog_of(page())
    dialog.template.set_value("转告上级机关的决定")
    for name, value in (
        *(("order_organ", "区指挥部"), ("order_number", "第9号"), ("scope", "全区棋牌室")),
        ("effective_at", "2026-11-21T18:00"),
    ):
        dialog.order.editors[name].set_value(value)
    dialog.carry_out["suspend"].set_value(True)
    dialog.issue()
    assert {venue.state for venue in batch.select(context.station, "all", context.now().date())} == {"暂停"}


def rows(model: Any, role: RowRole) -> list[str]:
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def test_who_is_outstanding_tells_the_tries_and_the_day_to_serve_by(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], desk: Any, service: dict[str, Any]
) -> None:
    nobody = {**service, "outcome": "无人", "receiver": None, "receiver_identity": None}
    batch.serve(desk.station, issued[0], nobody, desk.act())
    model = page().board.venues.model()
    assert "已去 1 次" in rows(model, RowRole.CONTEXT)[0]
    assert rows(model, RowRole.STATE)[0] == "11月30日 星期一"


def test_a_round_that_was_withdrawn_is_not_called_served(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], desk: Any
) -> None:
    order = {"at": "2026-11-21T10:00", "decided_by": "指挥部", "order_number": "第12号"}
    for place in (1, 2, 3):
        desk.step(load(desk.station, kind_of("notices"), f"GZ2026-{place:04d}"), "withdraw", order)
    model = page().board.rounds.model()
    assert (rows(model, RowRole.CONTEXT)[1], rows(model, RowRole.NOTE)[1]) == ("撤回 3", "")


def test_what_was_served_offers_the_paper_that_proves_it_and_then_nothing(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], desk: Any, service: dict[str, Any]
) -> None:
    case = batch.serve(desk.station, issued[0], service, desk.act())
    shown = page()
    shown.open_record(case.number)
    detail, papers = shown.papers.browser.detail, shown.papers
    assert detail._next.text() == "制作送达回执"
    detail.take_next_step()
    chosen = papers.documents.chosen()
    assert chosen is not None and chosen.form is not None and chosen.form.key == "service_receipt"
    desk.issue(case, "service_receipt")
    shown.open_record(case.number)
    assert not detail._next.isVisible()


def test_what_was_served_is_open_no_more(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], desk: Any, service: dict[str, Any]
) -> None:
    batch.serve(desk.station, issued[0], service, desk.act())
    shown = page()
    shown.show_view(PAPERS)
    words = {part.text() for part in shown.papers.browser.list.findChildren(QLabel)}
    assert "3 份 · 在办 2" in words


def test_venues_are_counted_with_their_own_word(three_venues: None, page: Callable[[], VenuesPage]) -> None:
    shown = page()
    shown.show_view(VENUES)
    words = {part.text() for part in shown.venues.browser.list.findChildren(QLabel)}
    assert any(text.startswith("3 家") for text in words)


def test_in_a_narrow_window_the_receipts_stay_in_view(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    shown = page()
    shown.resize(791, 500)
    QCoreApplication.processEvents()
    receipts = shown.board.receipts
    assert receipts.mapTo(shown, receipts.rect().topRight()).x() <= 791
