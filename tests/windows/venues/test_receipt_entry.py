"""录入回执: one receipt after the other with one hand; what is wrong stands beside its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.context import Done, WindowContext
from fengqiao_desk.ui.venues.page import VenuesPage
from fengqiao_desk.ui.venues.receipt_entry import ReceiptEntry, matching
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.board import VenueOutstanding, board


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any]) -> Callable[[], VenuesPage]:
    return lambda: show(VenuesPage(context, kind_of("venues")))


def outstanding(number: str) -> VenueOutstanding:
    return VenueOutstanding("CS1", "甲", "网吧", "", "", "GZ1", number, "一")


def test_a_receipt_is_entered_with_the_last_digits_and_two_enters(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], context: WindowContext
) -> None:
    receipts = page().board.receipts
    receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    number = receipts.number.focusProxy()
    QTest.keyClicks(number, "2")
    QTest.keyClick(number, Qt.Key.Key_Return)
    QTest.keyClick(receipts.rows.editors["receiver"].focusProxy(), Qt.Key.Key_Return)
    assert board(context.station).totals.signed == 1


def test_after_a_receipt_the_number_is_empty_and_has_the_focus(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    receipts = page().board.receipts
    receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    receipts.begin_with("2")
    receipts.keep()
    assert (receipts.number.value(), receipts.number.focusProxy().hasFocus()) == (None, True)


def test_the_officers_of_the_walk_stay_for_the_next_receipt(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    receipts = page().board.receipts
    receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    receipts.begin_with("2")
    receipts.keep()
    assert receipts.rows.editors["officers"].value() == ["民警甲", "民警乙"]


def test_one_officer_without_a_recording_is_refused_beside_the_recording(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    receipts = page().board.receipts
    receipts.begin_with("2")
    receipts.keep()
    assert "第52条" in receipts.rows.editors["recording_no"].fault()


def test_a_number_that_is_not_outstanding_is_told(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    receipts = page().board.receipts
    receipts.begin_with("77")
    assert receipts.number.fault() == "未送达的告知书里没有这个文号，请核对"


def test_a_number_is_found_with_any_brackets() -> None:
    waiting = [outstanding("合公（逍）告字〔2026〕1号"), outstanding("合公（逍）告字〔2026〕11号")]
    assert matching(waiting, "合公(逍)告字[2026]11号") == waiting[1:]


def test_the_last_digits_mean_the_whole_number_of_the_year() -> None:
    waiting = [outstanding("合公（逍）告字〔2026〕1号"), outstanding("合公（逍）告字〔2026〕11号")]
    assert matching(waiting, "1") == waiting[:1]


@pytest.mark.parametrize("code", ["GZ1", "gz1", "ＧＺ１"])
def test_what_the_slips_code_says_is_a_number(code: str) -> None:
    """A scanner types as the keyboard stands: with the lock of capitals, or in full width."""
    waiting = [outstanding("甲告字〔2026〕1号")]
    assert matching(waiting, code) == waiting


@pytest.mark.parametrize("typed", ["2", "GZ2026-0002"])
def test_a_receipt_entered_twice_is_told_as_served(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], desk: Any, service: dict[str, Any], typed: str
) -> None:
    batch.serve(desk.station, issued[1], service, desk.act())
    receipts = page().board.receipts
    receipts.begin_with(typed)
    assert f"{issued[1]} 已经登记：已签收" in receipts.number.fault()


def test_a_shop_that_was_closed_is_served_when_it_opens(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], desk: Any, service: dict[str, Any]
) -> None:
    closed = {**service, "outcome": "关门歇业", "receiver": None, "receiver_identity": None}
    batch.serve(desk.station, issued[1], closed, desk.act())
    receipts = page().board.receipts
    receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    receipts.begin_with("2")
    receipts.keep()
    assert receipts.banner.accessibleName().endswith("：已签收。这一批还有 2 家。")


def test_in_a_low_window_the_line_to_be_filled_is_in_view(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    shown = page()
    shown.resize(1280, 420)
    QCoreApplication.processEvents()
    receipts = shown.board.receipts
    receipts.begin_with("2")
    receiver = receipts.rows.editors["receiver"]
    below = receiver.mapTo(receipts, receiver.rect().bottomLeft()).y()
    assert 0 < below <= receipts.height()


def choose(receipts: ReceiptEntry, **values: Any) -> None:
    """As an officer fills these lines."""
    for name, value in values.items():
        editor = receipts.rows.editors[name]
        editor.set_value(value)
        editor.changed.emit()


def asked(receipts: ReceiptEntry) -> set[str]:
    names = ("receiver", "receiver_identity", "receiver_document", "witness", "reason")
    return {name for name in names if receipts.rows.editors[name].isVisible()}


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, {"receiver", "receiver_identity"}),
        ({"receiver_identity": "受委托人"}, {"receiver", "receiver_identity", "receiver_document"}),
        ({"outcome": "拒收"}, {"witness", "reason"}),
        ({"outcome": "无人"}, set()),
    ],
)
def test_a_receipt_is_asked_only_for_what_its_outcome_needs(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], values: dict[str, Any], shown: set[str]
) -> None:
    receipts = page().board.receipts
    receipts.begin_with("2")
    choose(receipts, **values)
    assert asked(receipts) == shown


def test_who_was_suggested_comes_back_with_the_outcome(
    issued: tuple[str, ...], page: Callable[[], VenuesPage]
) -> None:
    receipts = page().board.receipts
    receipts.begin_with("2")
    choose(receipts, outcome="无人")
    choose(receipts, outcome="签收")
    assert [receipts.rows.text(name) for name in ("receiver", "receiver_identity")] == ["李四", "负责人"]


def test_who_was_typed_is_not_hidden(issued: tuple[str, ...], page: Callable[[], VenuesPage]) -> None:
    receipts = page().board.receipts
    receipts.begin_with("2")
    choose(receipts, receiver="王五")
    choose(receipts, outcome="无人")
    assert (asked(receipts), receipts.rows.text("receiver")) == ({"receiver"}, "王五")


def test_a_try_at_a_locked_door_names_nobody(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], context: WindowContext
) -> None:
    receipts = page().board.receipts
    receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    receipts.begin_with("2")
    choose(receipts, outcome="无人")
    receipts.keep()
    with context.station.reading():
        names = context.station.connections.run("SELECT receiver FROM notices_step_serve")
    assert names == [(None,)]


def test_a_receipt_can_be_undone_at_once_and_the_notice_waits_again(
    issued: tuple[str, ...], page: Callable[[], VenuesPage], context: WindowContext
) -> None:
    done: list[Done] = []
    object.__setattr__(context, "done", done.append)
    receipts = page().board.receipts
    receipts.rows.editors["officers"].set_value(["民警甲", "民警乙"])
    receipts.begin_with("2")
    receipts.keep()
    waiting = board(context.station).totals.outstanding
    done[0].undo()
    totals = board(context.station).totals
    assert (totals.signed, totals.outstanding) == (0, waiting + 1)
